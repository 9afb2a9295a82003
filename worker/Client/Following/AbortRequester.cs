using DotIuCutter.Temporal.Worker.Client.Connecting;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Client.Following;

/// <summary>Sends the abort that the first Ctrl-C asks for, and repeats it until Temporal has taken it.</summary>
internal sealed class AbortRequester(ITemporalClient client, string workflowId, FollowOptions options)
{
    private bool delivered;
    private bool complained;

    /// <summary>Returns a new message for the operator, or null when there is none.</summary>
    /// <param name="interrupts">How often Ctrl-C was pressed.</param>
    /// <param name="noAnswer">Why the run does not answer; null when it does.</param>
    public async Task<string?> FollowAsync(InterruptCounter interrupts, string? noAnswer)
    {
        if (!options.MayAbort || interrupts.Count == 0 || delivered)
        {
            return null;
        }

        try
        {
            await client.GetWorkflowHandle(workflowId).SignalAsync("abort", ["Ctrl-C in the terminal that followed the run"]);
            delivered = true;
            return noAnswer is null
                ? "The abort was sent. The current scenario is stopped, then everything is torn down. Press Ctrl-C again to leave the run to itself."
                : "The abort was sent, but no worker answers. Nothing happens until a worker is back. Press Ctrl-C again to leave the run to itself.";
        }
        catch (RpcException fault) when (fault.Code == RpcException.StatusCode.NotFound)
        {
            delivered = true;
            return "The run had already ended; there was nothing to abort.";
        }
        catch (RpcException fault) when (TemporalFaults.IsOutage(fault))
        {
            var first = !complained;
            complained = true;
            return first ? "Temporal has not taken the abort yet. It is sent again until Temporal does. Press Ctrl-C again to leave the run to itself." : null;
        }
    }
}
