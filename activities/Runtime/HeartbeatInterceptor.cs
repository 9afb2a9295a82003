using Temporalio.Activities;
using Temporalio.Worker.Interceptors;

namespace DotIuCutter.Temporal.Activities.Runtime;

/// <summary>
/// Heartbeats for every activity while it works, repeating its last words. So a dead worker is noticed within the heartbeat timeout
/// whatever the activity was doing, and abort and cancel reach every activity. A hung one is bounded by its StartToClose timeout.
/// </summary>
internal sealed class HeartbeatInterceptor(TimeSpan every) : IWorkerInterceptor
{
    public ActivityInboundInterceptor InterceptActivity(ActivityInboundInterceptor nextInterceptor) => new Inbound(nextInterceptor, every);

    private sealed class Inbound(ActivityInboundInterceptor next, TimeSpan every) : ActivityInboundInterceptor(next)
    {
        private readonly AsyncLocal<LastWords> words = new();

        public override void Init(ActivityOutboundInterceptor outbound) => base.Init(new Outbound(outbound, words));

        public override async Task<object?> ExecuteActivityAsync(ExecuteActivityInput input)
        {
            var last = words.Value = new LastWords();
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

        private async Task BeatAsync(ActivityExecutionContext context, LastWords last, CancellationToken done)
        {
            using var timer = new PeriodicTimer(every);
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

    private sealed class Outbound(ActivityOutboundInterceptor next, AsyncLocal<LastWords> words) : ActivityOutboundInterceptor(next)
    {
        public override void Heartbeat(HeartbeatInput input)
        {
            if (words.Value is { } last)
            {
                last.Details = [.. input.Details];
            }

            base.Heartbeat(input);
        }
    }

    private sealed class LastWords
    {
        public object?[] Details { get; set; } = [];
    }
}
