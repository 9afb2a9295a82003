using DotIuCutter.Temporal.Workflows.Contract.Notices;
using DotIuCutter.Temporal.Workflows.Notices;

namespace DotIuCutter.Temporal.Tests.Runs;

internal sealed class FakeNotices(FakeWorld world) : INotices
{
    public Task<NoticeDelivery> DeliverAsync(Notice notice)
    {
        world.Told.Enqueue(notice);
        return world.DoAsync<INotices, NoticeDelivery>(() => new NoticeDelivery());
    }
}
