using Temporalio.Activities;
using Temporalio.Worker.Interceptors;

namespace DotIuCutter.Temporal.Tests.Runs;

/// <summary>Takes the answer away from an activity that did its work, so that the workflow meets what nobody expected.</summary>
internal sealed class SpoiltAnswers(FakeWorld world) : IWorkerInterceptor
{
    public ActivityInboundInterceptor InterceptActivity(ActivityInboundInterceptor nextInterceptor) => new Inbound(nextInterceptor, world);

    private sealed class Inbound(ActivityInboundInterceptor next, FakeWorld world) : ActivityInboundInterceptor(next)
    {
        public override async Task<object?> ExecuteActivityAsync(ExecuteActivityInput input)
        {
            var answer = await base.ExecuteActivityAsync(input);
            return world.Spoilt.ContainsKey(ActivityExecutionContext.Current.Info.ActivityType) ? null : answer;
        }
    }
}
