using DotIuCutter.Temporal.Workflows.Supervision;

namespace DotIuCutter.Temporal.Worker.Cli.Rendering;

/// <summary>Describes the result of one supervision.</summary>
internal static class SupervisionText
{
    public static IReadOnlyList<string> Describe(SupervisionOutcome outcome) => outcome is { Runs.Count: 0, Unreadable.Count: 0, NotLooked: null }
        ? ["Every manifest is closed."]
        :
        [
            .. outcome.Runs.Select(Describe),
            .. outcome.NotLooked is { } problem ? (string[])[$"The engine could not be searched for objects of closed runs: {problem}"] : [],
            .. outcome.Unreadable.Select(u => $"Manifest '{u.Path}' was left alone: {u.Problem}. Restore it, or move its folder out of the evidence directory once nothing of that run is left."),
        ];

    private static string Describe(SupervisedRun run) => run.State switch
    {
        SupervisedState.Started => $"Run '{run.RunKey}' had no workflow any more: '{run.Detail}' was started from {run.Path}. Follow it with `dryrun status {run.Detail} --watch`.",
        SupervisedState.Begun => $"Run '{run.RunKey}' does not come to its teardown, since {run.Detail}: its guard was told to begin. Follow it with `dryrun status {run.WorkflowId} --watch`.",
        SupervisedState.Held => $"Run '{run.RunKey}' is left to '{run.Detail}', which is open. See `dryrun status {run.Detail}`.",
        SupervisedState.Closed => $"Run '{run.RunKey}' was closed meanwhile.",
        SupervisedState.Failed => $"Run '{run.RunKey}' could not be looked after: {run.Detail}. It is tried again with the next look.",
        _ => throw new ArgumentOutOfRangeException(nameof(run), run.State, "not a state"),
    };
}
