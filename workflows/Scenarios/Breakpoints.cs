using DotIuCutter.Temporal.Workflows.Contract.Holds;
using DotIuCutter.Temporal.Workflows.Runtime;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Workflows.Scenarios;

/// <summary>Stops the run where its start input says so. Every stop has a timer, so that none of them keeps the teardown from happening.</summary>
internal sealed class Breakpoints(HoldRequest? request, string drContainer, RunState state, CancellationToken stop)
{
    private bool resumed;

    /// <summary>The signal <c>continue</c>. Sent while nothing is held, it does nothing.</summary>
    public void Continue() => resumed = true;

    /// <summary>False when the time of the hold passed without <c>continue</c>.</summary>
    /// <param name="point">As in <see cref="HoldRequest.At"/>.</param>
    /// <param name="database">The database there is to look at.</param>
    public async Task<bool> PassAsync(string point, string database)
    {
        if (request is null || !request.At.Contains(point))
        {
            return true;
        }

        resumed = false;
        var limit = TimeSpan.FromSeconds(request.Seconds);
        state.Hold(new Hold
        {
            Point = point,
            Since = Workflow.UtcNow,
            Until = Workflow.UtcNow + limit,
            Look = $"docker exec -it {drContainer} psql -U postgres -d {database}",
        });
        try
        {
            var continued = await Workflow.WaitConditionWithOptionsAsync(new(
                () => resumed, limit, timeoutSummary: $"held {point}: goes to teardown", cancellationToken: stop));
            state.EndHold(continued ? HoldEnd.Continued : HoldEnd.Expired);
            return continued;
        }
        catch (Exception e) when (TemporalException.IsCanceledException(e))
        {
            state.EndHold(HoldEnd.Stopped);
            throw;
        }
    }
}
