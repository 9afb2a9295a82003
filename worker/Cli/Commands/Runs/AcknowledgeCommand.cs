using System.CommandLine;
using DotIuCutter.Temporal.Worker.Cli.Invocation;
using DotIuCutter.Temporal.Worker.Client.Connecting;
using DotIuCutter.Temporal.Worker.Client.Following;
using DotIuCutter.Temporal.Worker.Display;
using DotIuCutter.Temporal.Worker.Errors;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using Temporalio.Client;

namespace DotIuCutter.Temporal.Worker.Cli.Commands.Runs;

/// <summary>Takes over a residual: the teardown stops trying to remove it, and the run is not cleanly closed.</summary>
internal sealed class AcknowledgeCommand(ConnectionFlags connection, CliContext context)
    : SignalCommand("acknowledge", "Takes over a residual that teardown could not remove; the run then is not cleanly closed", connection, context)
{
    private readonly Argument<string> residual = new("OBJECT") { Description = "The residual's exact name or its 64-hex id" };
    private readonly Option<string> reason = new("--reason") { Description = "Why it may stay, for the report", HelpName = "TEXT", Required = true };

    protected override Argument<string> Id { get; } = new("ID") { Description = "A workflow id, of the run or of its teardown, or a plan's name" };

    protected override IReadOnlyList<Symbol> ExtraSymbols => [residual, reason];

    protected override Task<WorkflowExecutionDescription> FindAsync(RunLookup executions, string id) => executions.FindTeardownAsync(id);

    protected override async Task<IReadOnlyCollection<object?>> PayloadAsync(ParseResult parsed, ITemporalClient client, WorkflowExecution found)
    {
        var name = parsed.GetRequiredValue(residual);
        await RefuseUnknownResidualAsync(client, found.Id, name);
        return [new AcknowledgeRequest { Residual = name, Reason = parsed.GetRequiredValue(reason) }];
    }

    protected override string Confirmation(ParseResult parsed, string workflowId) =>
        $"'{parsed.GetRequiredValue(residual)}' was acknowledged in '{workflowId}'; it stays, and the run is not cleanly closed (exit 4).";

    /// <summary>The workflow ignores an unknown name, so it is refused here with the names that would do.</summary>
    private static async Task RefuseUnknownResidualAsync(ITemporalClient client, string teardownId, string name)
    {
        if ((await new StatusPoller(client, teardownId).AskAsync()).Status is { } status && !status.Residuals.Any(r => r.Name == name || r.Id == name))
        {
            throw status.Residuals.Count == 0
                ? new OperatorError($"'{name}' cannot be acknowledged: '{teardownId}' has no residual. See `dryrun status {teardownId}`.")
                : new OperatorError(string.Join(Environment.NewLine,
                [
                    $"'{name}' is no residual of '{teardownId}' by exact name or id. Give one of these {status.Residuals.Count}:",
                    .. status.Residuals.Select(r => $"  {Formatting.Describe(r.Kind)} {r.Name}"),
                ]));
        }
    }
}
