using System.CommandLine;
using DotIuCutter.Temporal.Worker.Cli.Invocation;
using DotIuCutter.Temporal.Worker.Client.Connecting;
using Temporalio.Client;

namespace DotIuCutter.Temporal.Worker.Cli.Commands.Runs;

/// <summary>Sends the signal that ends a hold.</summary>
internal sealed class ContinueCommand(ConnectionFlags connection, CliContext context)
    : SignalCommand("continue", "Ends the hold of a run", connection, context)
{
    protected override Argument<string> Id { get; } = new("ID") { Description = "A workflow id, or a plan's name" };

    protected override Task<WorkflowExecutionDescription> FindAsync(RunLookup executions, string id) => executions.FindRunAsync(id);

    protected override string Confirmation(ParseResult parsed, string workflowId) =>
        $"'{workflowId}' was told to go on where it is held. Follow it with `dryrun status {workflowId} --watch`.";
}
