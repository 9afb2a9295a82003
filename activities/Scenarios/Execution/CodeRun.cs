using System.Globalization;
using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Activities.Scenarios.Execution;

/// <summary>Runs the code of a scenario once, and says whether the DR was there all the while.</summary>
internal sealed class CodeRun(DockerEngine docker, DrServer dr, RunFence fence, EvidenceStore evidence)
{
    /// <param name="request">The code, and where it runs.</param>
    /// <param name="created">Told the id of a harness container as soon as it exists.</param>
    public async Task<ScenarioRun> RunAsync(CodeRunRequest request, Func<string, Task> created)
    {
        var cancel = CurrentActivity.Cancel;
        var name = request.Target.Dr.Name;
        var before = await dr.FindAsync(name, cancel);
        var run = await RunCodeAsync(request, created, cancel);
        if (run.End is ScenarioEnd.Unknown or ScenarioEnd.Refused)
        {
            return run;
        }

        // The code is not to blame for a server that went away under it.
        var begun = request.Scenario.Harness is null ? before : await dr.FindAsync(request.HarnessName, cancel);
        var now = await dr.FindAsync(name, cancel);
        return Outlived(begun, now)
            ? run
            : run with { End = ScenarioEnd.Unknown, Reason = $"DR container '{name}' is {(now is null ? "gone" : now.State)}, and did not run all the while the code did" };
    }

    private Task<ScenarioRun> RunCodeAsync(CodeRunRequest request, Func<string, Task> created, CancellationToken cancel) => request.Scenario switch
    {
        { Harness: not null } => new HarnessRun(docker, fence, evidence).RunAsync(request, created, cancel),
        { Sql: { } sql } => new SqlRun(sql).RunAsync(request, cancel),
        _ => throw new ArgumentException($"Scenario '{request.Scenario.Id}' has neither harness nor sql; G-01 lets no such plan through.", nameof(request)),
    };

    /// <summary>The DR runs, and has run since before the code began.</summary>
    private static bool Outlived(ContainerCapture? begun, ContainerCapture? now) =>
        now is { State: "running" or "paused" } && (begun is null || NeverStarted(begun) || When(now.StartedAt) <= When(begun.StartedAt));

    /// <summary>Its program could not be run: Docker says "created", with a start in the year 1.</summary>
    private static bool NeverStarted(ContainerCapture container) => container.State == "created";

    private static DateTimeOffset When(string docker) => DateTimeOffset.Parse(docker, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
