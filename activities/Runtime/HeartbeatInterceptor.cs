using Temporalio.Activities;
using Temporalio.Worker.Interceptors;

namespace DotIuCutter.Temporal.Activities.Runtime;

/// <summary>
/// Heartbeats for every activity while it works, repeating the details of its last heartbeat. So a dead worker is noticed within the heartbeat timeout
/// whatever the activity was doing, and abort and cancel reach every activity. A hung one is bounded by its StartToClose timeout.
/// An activity whose heartbeat timeout is long heartbeats less often: each is a write of Temporal's.
/// </summary>
internal sealed class HeartbeatInterceptor(TimeSpan every) : IWorkerInterceptor
{
    public ActivityInboundInterceptor InterceptActivity(ActivityInboundInterceptor nextInterceptor) => new Inbound(nextInterceptor, every);

    private sealed class Inbound(ActivityInboundInterceptor next, TimeSpan every) : ActivityInboundInterceptor(next)
    {
        private readonly AsyncLocal<LastHeartbeat> lastHeartbeat = new();

        public override void Init(ActivityOutboundInterceptor outbound) => base.Init(new Outbound(outbound, lastHeartbeat));

        public override async Task<object?> ExecuteActivityAsync(ExecuteActivityInput input)
        {
            var last = lastHeartbeat.Value = new LastHeartbeat();
            using var done = new CancellationTokenSource();
            var beating = BeatAsync(ActivityExecutionContext.Current, last, done.Token);
            try
            {
                return await base.ExecuteActivityAsync(input);
            }
            finally
            {
                await done.CancelAsync();
                await beating;
            }
        }

        private TimeSpan Period(TimeSpan? timeout) => timeout / 8 is { } period && period > every ? period : every;

        private async Task BeatAsync(ActivityExecutionContext context, LastHeartbeat last, CancellationToken done)
        {
            using var timer = new PeriodicTimer(Period(context.Info.HeartbeatTimeout));
            try
            {
                while (await timer.WaitForNextTickAsync(done))
                {
                    context.Heartbeat(last.Details);
                }
            }
            catch (OperationCanceledException) when (done.IsCancellationRequested)
            {
                // The activity has ended.
            }
        }
    }

    private sealed class Outbound(ActivityOutboundInterceptor next, AsyncLocal<LastHeartbeat> lastHeartbeat) : ActivityOutboundInterceptor(next)
    {
        public override void Heartbeat(HeartbeatInput input)
        {
            if (lastHeartbeat.Value is { } last)
            {
                last.Details = [.. input.Details];
            }

            base.Heartbeat(input);
        }
    }

    private sealed class LastHeartbeat
    {
        public object?[] Details { get; set; } = [];
    }
}
