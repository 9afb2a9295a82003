using System.CommandLine;
using DotIuCutter.Temporal.Worker.Cli.Invocation;
using DotIuCutter.Temporal.Worker.Client.Connecting;
using Temporalio.Client;

namespace DotIuCutter.Temporal.Worker.Cli.Commands.Runs;

/// <summary>Sends the signal that makes a parked teardown try again.</summary>
internal sealed class RetryCommand(ConnectionFlags connection, CliContext context)
    : SignalCommand("retry", "Makes a parked teardown try again at once", connection, context)
{
    protected override Argument<string> Id { get; } = new("ID") { Description = "A workflow id, of the run or of its teardown, or a plan's name" };

    protected override Task<WorkflowExecutionDescription> FindAsync(RunLookup executions, string id) => executions.FindTeardownAsync(id);

    protected override string Confirmation(ParseResult parsed, string workflowId) =>
        $"'{workflowId}' was asked to try again. Follow it with `dryrun status {workflowId} --watch`.";
}
