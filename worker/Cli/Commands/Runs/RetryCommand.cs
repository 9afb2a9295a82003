using System.CommandLine;
using DotIuCutter.Temporal.Worker.Client.Connecting;
using Temporalio.Client;

namespace DotIuCutter.Temporal.Worker.Cli.Commands.Runs;

/// <summary>Wakes a parked teardown.</summary>
internal sealed class RetryCommand(ConnectionFlags connection, CliContext surroundings)
    : SignalCommand("retry", "Has a parked teardown try again at once", connection, surroundings)
{
    protected override Argument<string> Id { get; } = new("ID") { Description = "A workflow id, of the run or of its teardown, or a plan's name" };

    protected override Task<WorkflowExecutionDescription> FindAsync(RunLookup executions, string id) => executions.FindTeardownAsync(id);

    protected override string Told(ParseResult parsed, string workflowId) =>
        $"'{workflowId}' was asked to try again. Follow it with `dryrun status {workflowId} --watch`.";
}
