using DotIuCutter.Temporal.Workflows.Contract.Notices;
using DotIuCutter.Temporal.Workflows.Notices;
using Temporalio.Activities;

namespace DotIuCutter.Temporal.Tests.Runs;

/// <summary>A receiver that keeps what it is told, by the journal of the world.</summary>
internal sealed class FakeNotices(FakeWorld world) : INotices
{
    public async Task<NoticeDelivery> DeliverAsync(NoticeInput input)
    {
        var run = await world.Runs.OpenAsync(input.Run, CancellationToken.None);
        if (NoticeDerivation.Derive(input, ActivityExecutionContext.Current.Info.WorkflowId!, run.Manifest, run.Journal.Entries) is { } notice)
        {
            world.Told.Enqueue(notice);
        }

        return await world.DoAsync<INotices, NoticeDelivery>(() => new NoticeDelivery());
    }
}
