using DotIuCutter.Temporal.Tests.Simulation.World;
using DotIuCutter.Temporal.Workflows.Contract.Notices;
using DotIuCutter.Temporal.Workflows.Notices;

namespace DotIuCutter.Temporal.Tests.Simulation.Edges;

/// <summary>A receiver that keeps what it is told.</summary>
internal sealed class SimulatedNotices(Place place) : INotices
{
    public Task<NoticeDelivery> DeliverAsync(Notice notice)
    {
        place.Told[notice.Id] = notice;
        return Task.FromResult(new NoticeDelivery());
    }
}
