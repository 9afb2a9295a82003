using System.Text.Json;
using DotIuCutter.Temporal.Activities.Evidence.Reports;
using DotIuCutter.Temporal.Worker.Display;
using DotIuCutter.Temporal.Worker.Errors;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Client.Following;

/// <summary>Turns the way a workflow ended, as Temporal tells it, into a result with an exit code.</summary>
internal static class FollowResults
{
    public static FollowResult From(ClosureSummary summary) => new()
    {
        ExitCode = summary.ExitCode,
        Summary = summary,
        Messages = [$"{Headline.Describe(summary)}."],
    };

    public static FollowResult FromFailure(Exception fault) => fault switch
    {
        WorkflowFailedException { InnerException: { } inner } => FromFailure(inner),
        ApplicationFailureException f => FromFailure(f),
        ActivityFailureException { InnerException: { } inner } => FromFailure(inner),
        ChildWorkflowFailureException { InnerException: { } inner } => FromFailure(inner),
        _ => Unknown($"The run failed: {fault.Message}"),
    };

    public static FollowResult FromCancel(ClosureSummary? summary) => summary is null
        ? new FollowResult { ExitCode = ExitCodes.Aborted, Messages = ["The run was cancelled and closed."] }
        : From(summary);

    public static FollowResult FromTeardown(TeardownSummary outcome)
    {
        var violated = outcome.Assertions.Where(a => a.State == GateState.Red).ToList();
        var unknown = outcome.Assertions.Where(a => a.State == GateState.Unknown).ToList();
        return new FollowResult
        {
            ExitCode = violated.Count > 0 ? ExitCodes.Violated
                : outcome.Acknowledged.Count > 0 ? ExitCodes.Residuals
                : unknown.Count > 0 ? ExitCodes.Unknown
                : ExitCodes.Passed,
            Messages =
            [
                outcome.Acknowledged.Count == 0
                    ? "The teardown ended: nothing of the run was left."
                    : $"The teardown ended with {outcome.Acknowledged.Count} acknowledged residual(s).",
                .. outcome.Acknowledged.Select(Formatting.Describe),
                .. violated.Concat(unknown).Select(Formatting.Describe),
            ],
        };
    }

    public static FollowResult Unknown(params IReadOnlyList<string> messages) => new() { ExitCode = ExitCodes.Unknown, Messages = messages };

    private static FollowResult FromFailure(ApplicationFailureException fault) => fault.ErrorType switch
    {
        FailureTypes.InvalidRequest => new FollowResult { ExitCode = ExitCodes.Usage, Messages = [fault.Message] },
        FailureTypes.PreflightRefused or FailureTypes.NotCleanlyClosed when Detail<ClosureSummary>(fault) is { } summary => From(summary),
        FailureTypes.PreflightRefused => new FollowResult { ExitCode = ExitCodes.Refused, Messages = [fault.Message] },
        FailureTypes.Aborted => new FollowResult { ExitCode = ExitCodes.Aborted, Messages = [fault.Message] },
        FailureTypes.NotCleanlyClosed => Unknown($"The run was not cleanly closed: {fault.Message}"),
        _ => Unknown($"The run failed: {fault.Message}"),
    };

    private static T? Detail<T>(ApplicationFailureException fault)
        where T : class
    {
        try
        {
            return fault.Details.Count > 0 ? fault.Details.ElementAt<T>(0) : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }
}
