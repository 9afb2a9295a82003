using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Runtime;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Workflows.Scenarios;

/// <summary>Stops the run where its start input says so. Every stop has a timer, so that none of them keeps the teardown from happening.</summary>
internal sealed class Breakpoints(HoldRequest? request, Manifest manifest, RunState board, CancellationToken stop)
{
    private bool goOn;

    /// <summary>Sent while nothing is held, it is about no stop and does nothing.</summary>
    public void Continue() => goOn = true;

    /// <summary>False when nobody came in time.</summary>
    /// <param name="point">As in <see cref="HoldRequest.At"/>.</param>
    /// <param name="database">What there is to look at.</param>
    public async Task<bool> AtAsync(string point, string database)
    {
        if (request is null || !request.At.Contains(point))
        {
            return true;
        }

        goOn = false;
        var limit = TimeSpan.FromSeconds(request.Seconds);
        board.Hold(new Hold
        {
            Point = point,
            Since = Workflow.UtcNow,
            Until = Workflow.UtcNow + limit,
            Look = $"docker exec -it {manifest.Plan.Objects.DrContainer} psql -U postgres -d {database}",
        });
        try
        {
            var came = await Workflow.WaitConditionWithOptionsAsync(new(() => goOn, limit, timeoutSummary: $"held {point}: goes to teardown", cancellationToken: stop));
            board.GoOn(came ? HoldEnd.Continued : HoldEnd.Expired);
            return came;
        }
        catch (Exception e) when (TemporalException.IsCanceledException(e))
        {
            board.GoOn(HoldEnd.Stopped);
            throw;
        }
    }
}
