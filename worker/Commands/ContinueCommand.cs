using System.CommandLine;
using DotIuCutter.Temporal.Worker.Connecting;
using Temporalio.Client;

namespace DotIuCutter.Temporal.Worker.Commands;

/// <summary>Ends a hold.</summary>
internal sealed class ContinueCommand(ConnectionFlags connection, Surroundings surroundings)
    : SignalCommand("continue", "Has a run that is held go on", connection, surroundings)
{
    protected override Argument<string> Id { get; } = new("ID") { Description = "A workflow id, or a plan's name" };

    protected override Task<WorkflowExecutionDescription> FindAsync(Executions executions, string id) => executions.FindRunAsync(id);

    protected override string Told(ParseResult parsed, string workflowId) =>
        $"'{workflowId}' was told to go on where it is held. Follow it with `dryrun status {workflowId} --watch`.";
}
