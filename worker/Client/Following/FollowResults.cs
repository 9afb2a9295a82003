using System.Text.Json;
using DotIuCutter.Temporal.Worker.Cli;
using DotIuCutter.Temporal.Worker.Cli.Rendering;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Plans.Validation;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Client.Following;

/// <summary>Temporal's way of saying how a workflow ended, in this product's words.</summary>
internal static class FollowResults
{
    public static FollowResult From(ClosureSummary summary) => new()
    {
        ExitCode = summary.ExitCode,
        Summary = summary,
        Words = summary.CleanlyClosed ? ["The run was cleanly closed."] : ["The run was NOT cleanly closed."],
    };

    public static FollowResult Failed(Exception fault) => fault switch
    {
        WorkflowFailedException { InnerException: { } inner } => Failed(inner),
        ApplicationFailureException f => Failed(f),
        ActivityFailureException { InnerException: { } inner } => Failed(inner),
        ChildWorkflowFailureException { InnerException: { } inner } => Failed(inner),
        _ => Unknown($"The run failed: {fault.Message}"),
    };

    public static FollowResult Cancelled(ClosureSummary? summary) => summary is null
        ? new FollowResult { ExitCode = ExitCodes.Aborted, Words = ["The run was cancelled and closed."] }
        : From(summary);

    public static FollowResult Torn(TeardownOutcome outcome)
    {
        var violated = outcome.Assertions.Where(a => a.State == GateState.Red).ToList();
        var unread = outcome.Assertions.Where(a => a.State == GateState.Unknown).ToList();
        return new FollowResult
        {
            ExitCode = violated.Count > 0 ? ExitCodes.Violated
                : outcome.Acknowledged.Count > 0 ? ExitCodes.Residuals
                : unread.Count > 0 ? ExitCodes.Unknown
                : ExitCodes.Passed,
            Words =
            [
                outcome.Acknowledged.Count == 0
                    ? "The teardown ended: nothing of the run was left."
                    : $"The teardown ended with {outcome.Acknowledged.Count} acknowledged residual(s).",
                .. outcome.Acknowledged.Select(Formatting.Describe),
                .. violated.Concat(unread).Select(Formatting.Describe),
            ],
        };
    }

    public static FollowResult Unknown(params IReadOnlyList<string> words) => new() { ExitCode = ExitCodes.Unknown, Words = words };

    private static FollowResult Failed(ApplicationFailureException fault) => fault.ErrorType switch
    {
        FailureTypes.InvalidRequest => new FollowResult { ExitCode = ExitCodes.Usage, Words = [fault.Message, .. Problems(fault)] },
        FailureTypes.PreflightRefused or FailureTypes.NotCleanlyClosed when Detail<ClosureSummary>(fault) is { } summary => From(summary),
        FailureTypes.PreflightRefused => new FollowResult { ExitCode = ExitCodes.Refused, Words = [fault.Message] },
        FailureTypes.Aborted => new FollowResult { ExitCode = ExitCodes.Aborted, Words = [fault.Message] },
        FailureTypes.NotCleanlyClosed => Unknown($"The run was not cleanly closed: {fault.Message}"),
        _ => Unknown($"The run failed: {fault.Message}"),
    };

    /// <summary>The problems in the failure's detail: a plan's problems, a red gate, or sentences.</summary>
    private static IReadOnlyList<string> Problems(ApplicationFailureException fault) =>
        Detail<IReadOnlyList<PlanProblem>>(fault) is { } problems ? [.. problems.Select(p => $"  {p}")]
        : Detail<GateResult>(fault) is { } gate ? [gate.Found, gate.Remedy ?? "Correct the plan, then run it again."]
        : Detail<IReadOnlyList<string>>(fault) is { } sentences ? [.. sentences.Select(s => $"  {s}")]
        : [];

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
