using System.Text.Json;
using DotIuCutter.Temporal.Workflows.Contract;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Cli.Commands.Runs;

/// <summary>Sends a signal to one exact execution, and says so.</summary>
internal static class Signals
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
                $"'{execution.Id}': expected it to be open for `{signal}`, found it closed ({execution.Status}). "
                + $"There is nothing to {signal}; see `dryrun status {execution.Id}`.");
        }
    }

    public static async Task WriteAsync(CliContext surroundings, string workflowId, string signal, bool json, string words) =>
        await surroundings.Out.WriteLineAsync(json ? JsonSerializer.Serialize(new { kind = "signalled", workflowId, signal }, Json.Options) : words);
}
