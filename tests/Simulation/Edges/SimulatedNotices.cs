using DotIuCutter.Temporal.Tests.Simulation.World;
using DotIuCutter.Temporal.Workflows.Contract.Notices;
using DotIuCutter.Temporal.Workflows.Notices;

namespace DotIuCutter.Temporal.Tests.Simulation.Edges;

/// <summary>A receiver that keeps what it is told, by the journal of the run.</summary>
internal sealed class SimulatedNotices(Place place) : INotices
{
    public Task<NoticeDelivery> DeliverAsync(NoticeInput input)
    {
        var id = $"{input.Run} {input.Kind} {input.At:O}";
        if (place.Store.Find(input.Run) is { } manifest && NoticeDerivation.Derive(input, id, manifest, place.Store.EntriesOf(input.Run)) is { } notice)
        {
            place.Told[id] = notice;
        }

        return Task.FromResult(new NoticeDelivery());
    }
}
