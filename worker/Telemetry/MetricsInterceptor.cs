using System.Diagnostics;
using DotIuCutter.Temporal.Worker.Hosting;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Teardown;
using Temporalio.Activities;
using Temporalio.Exceptions;
using Temporalio.Worker.Interceptors;

namespace DotIuCutter.Temporal.Worker.Telemetry;

/// <summary>Counts what the activities answered; the activities know nothing of it. Gates are counted from the report, which has them all, whoever judged them.</summary>
internal sealed class MetricsInterceptor : IWorkerInterceptor
{
    public ActivityInboundInterceptor InterceptActivity(ActivityInboundInterceptor nextInterceptor) => new Inbound(nextInterceptor);

    public WorkflowInboundInterceptor InterceptWorkflow(WorkflowInboundInterceptor nextInterceptor) => nextInterceptor;

    private static void Count(object? result)
    {
        switch (result)
        {
            case StepResult step:
                RunMetrics.Teardown(step);
                break;
            case ReportRecord { Written: { } report }:
                RunMetrics.Run(report);
                break;
            default:
                break;
        }
    }

    /// <summary>A teardown step that left something throws, with its outcomes as the detail.</summary>
    private static void Count(Exception fault)
    {
        if (fault is ApplicationFailureException { ErrorType: FailureTypes.Residual, Details.Count: > 0 } residual && residual.Details.ElementAt<StepResult>(0) is { } step)
        {
            RunMetrics.Teardown(step);
        }
    }

    private sealed class Inbound(ActivityInboundInterceptor next) : ActivityInboundInterceptor(next)
    {
        public override async Task<object?> ExecuteActivityAsync(ExecuteActivityInput input)
        {
            var type = ActivityExecutionContext.Current.Info.ActivityType;
            var start = Stopwatch.GetTimestamp();
            try
            {
                var result = await base.ExecuteActivityAsync(input);
                Count(result);
                Step(succeeded: true);
                return result;
            }
            catch (Exception fault) when (!BenignFailure.Is(fault))
            {
                Count(fault);
                Step(succeeded: false);
                throw;
            }

            void Step(bool succeeded) => RunMetrics.Step(type, Stopwatch.GetElapsedTime(start), succeeded);
        }
    }
}
