using System.CommandLine;
using DotIuCutter.Temporal.Worker.Cli.Invocation;
using DotIuCutter.Temporal.Worker.Client.Connecting;
using Temporalio.Client;

namespace DotIuCutter.Temporal.Worker.Cli.Commands.Runs;

/// <summary>Sends the signal that stops a run's scenario and tears everything down.</summary>
internal sealed class AbortCommand(ConnectionFlags connection, CliContext context)
    : SignalCommand("abort", "Stops a run's scenario and tears everything down", connection, context)
{
    private readonly Option<string?> reason = new("--reason") { Description = "Why, for the report", HelpName = "TEXT" };

    protected override Argument<string> Id { get; } = new("ID") { Description = "A workflow id, or a plan's name" };

    protected override IReadOnlyList<Symbol> ExtraSymbols => [reason];

    protected override Task<WorkflowExecutionDescription> FindAsync(RunLookup executions, string id) => executions.FindRunAsync(id);

    protected override Task<IReadOnlyCollection<object?>> PayloadAsync(ParseResult parsed, ITemporalClient client, WorkflowExecution found) =>
        Task.FromResult<IReadOnlyCollection<object?>>([parsed.GetValue(reason) ?? "dryrun abort"]);

    protected override string Confirmation(ParseResult parsed, string workflowId) =>
        $"The abort was sent to '{workflowId}': everything is torn down now. Follow it with `dryrun status {workflowId} --watch`.";
}
