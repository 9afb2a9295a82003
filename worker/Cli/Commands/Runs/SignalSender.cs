using System.Text.Json;
using DotIuCutter.Temporal.Worker.Cli.Invocation;
using DotIuCutter.Temporal.Worker.Errors;
using DotIuCutter.Temporal.Workflows.Contract;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Cli.Commands.Runs;

/// <summary>Sends a signal to one workflow, and says so.</summary>
internal static class SignalSender
{
    public static async Task SendAsync(ITemporalClient client, WorkflowExecution execution, string signal, IReadOnlyCollection<object?> arguments)
    {
        try
        {
            await client.GetWorkflowHandle(execution.Id).SignalAsync(signal, arguments);
        }
        catch (RpcException fault) when (fault.Code == RpcException.StatusCode.NotFound)
        {
            throw new OperatorError(
                $"'{execution.Id}' is closed ({execution.Status}). "
                + $"There is nothing to {signal}; see `dryrun status {execution.Id}`.");
        }
    }

    public static async Task WriteAsync(CliContext context, string workflowId, string signal, bool json, string message) =>
        await context.Out.WriteLineAsync(json ? JsonSerializer.Serialize(new { kind = "signalled", workflowId, signal }, Json.Options) : message);
}
