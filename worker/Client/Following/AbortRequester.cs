using DotIuCutter.Temporal.Worker.Client.Connecting;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Client.Following;

/// <summary>The first Ctrl-C: asks the run to abort, again and again until Temporal took it.</summary>
internal sealed class AbortRequester(ITemporalClient client, string workflowId, FollowOptions options)
{
    private bool delivered;
    private bool complained;

    /// <summary>What to tell the operator, when there is something new to tell.</summary>
    /// <param name="interrupts">How often Ctrl-C was pressed.</param>
    /// <param name="silence">Why the run does not answer; null when it does.</param>
    public async Task<string?> FollowAsync(InterruptCounter interrupts, string? silence)
    {
        if (!options.MayAbort || interrupts.Count == 0 || delivered)
        {
            return null;
        }

        try
        {
            await client.GetWorkflowHandle(workflowId).SignalAsync("abort", ["Ctrl-C in the terminal that followed the run"]);
            delivered = true;
            return silence is null
                ? "The abort was sent: the scenario in flight is stopped, then everything is torn down. Ctrl-C again leaves the run to itself."
                : "The abort was sent, and nobody is there to hear it: it is done when a worker answers, and nothing happens until then. Ctrl-C again leaves the run to itself.";
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
            return first ? "Temporal did not take the abort yet; it is sent again until it does. Ctrl-C again leaves the run to itself." : null;
        }
    }
}
