using System.CommandLine;
using DotIuCutter.Temporal.Worker.Cli.Rendering;
using DotIuCutter.Temporal.Worker.Client.Connecting;
using DotIuCutter.Temporal.Worker.Client.Following;
using DotIuCutter.Temporal.Workflows.Contract;
using Temporalio.Client;

namespace DotIuCutter.Temporal.Worker.Cli.Commands.Runs;

/// <summary>Takes a residual over: it leaves the ledger without being removed, and the run is not cleanly closed.</summary>
internal sealed class AcknowledgeCommand(ConnectionFlags connection, CliContext surroundings)
    : SignalCommand("acknowledge", "Takes over a residual that teardown could not remove; the run then is not cleanly closed", connection, surroundings)
{
    private readonly Argument<string> residual = new("OBJECT") { Description = "The residual's exact name or its 64-hex id" };
    private readonly Option<string> reason = new("--reason") { Description = "Why it may stay, for the report", HelpName = "TEXT", Required = true };

    protected override Argument<string> Id { get; } = new("ID") { Description = "A workflow id, of the run or of its teardown, or a plan's name" };

    protected override IReadOnlyList<Symbol> More => [residual, reason];

    protected override Task<WorkflowExecutionDescription> FindAsync(RunLookup executions, string id) => executions.FindTeardownAsync(id);

    protected override async Task<IReadOnlyCollection<object?>> PayloadAsync(ParseResult parsed, ITemporalClient client, WorkflowExecution found)
    {
        var name = parsed.GetRequiredValue(residual);
        await RefuseAStrangerAsync(client, found.Id, name);
        return [new AcknowledgeRequest { Residual = name, Reason = parsed.GetRequiredValue(reason) }];
    }

    protected override string Told(ParseResult parsed, string workflowId) =>
        $"'{parsed.GetRequiredValue(residual)}' was acknowledged in '{workflowId}'; it stays, and the run is not cleanly closed (exit 4).";

    /// <summary>A misspelt name would be ignored in silence. Where no worker answers, the workflow itself still ignores a stranger.</summary>
    private static async Task RefuseAStrangerAsync(ITemporalClient client, string teardownId, string name)
    {
        if ((await new StatusPoller(client, teardownId).AskAsync()).Status is { } status && !status.Residuals.Any(r => r.Name == name || r.Id == name))
        {
            throw status.Residuals.Count == 0
                ? new OperatorError($"'{name}': expected a residual of '{teardownId}', found that it has none. See `dryrun status {teardownId}`.")
                : new OperatorError(string.Join(Environment.NewLine,
                [
                    $"'{name}': expected one of the {status.Residuals.Count} residual(s) of '{teardownId}' by exact name or id, found none. Name one of these:",
                    .. status.Residuals.Select(r => $"  {Formatting.Describe(r.Kind)} {r.Name}"),
                ]));
        }
    }
}
