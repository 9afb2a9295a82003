using System.Diagnostics;
using DotIuCutter.Temporal.Worker.Errors;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Preflight;
using DotIuCutter.Temporal.Workflows.Provision;
using DotIuCutter.Temporal.Workflows.Scenarios;
using DotIuCutter.Temporal.Workflows.Teardown;
using Temporalio.Activities;
using Temporalio.Exceptions;
using Temporalio.Worker.Interceptors;

namespace DotIuCutter.Temporal.Worker.Telemetry;

/// <summary>Counts the results of activities, which know nothing of it. Gates are counted as they are answered.</summary>
internal sealed class MetricsInterceptor : IWorkerInterceptor
{
    public ActivityInboundInterceptor InterceptActivity(ActivityInboundInterceptor nextInterceptor) => new Inbound(nextInterceptor);

    public WorkflowInboundInterceptor InterceptWorkflow(WorkflowInboundInterceptor nextInterceptor) => nextInterceptor;

    private static void Count(object? result)
    {
        switch (result)
        {
            case StepAnswer step:
                RunMetrics.Teardown(step.Entries);
                break;
            case GateAnswer gate:
                RunMetrics.Gate(gate);
                break;
            case PlanAnswer plan:
                RunMetrics.Gate(plan.Gate);
                if (plan.Policy is { } permitted)
                {
                    RunMetrics.Gate(permitted);
                }

                break;
            case CreationAnswer { Refused: { } refused }:
                RunMetrics.Gate(refused);
                break;
            case ScenarioAnswer scenario:
                scenario.Gates.ToList().ForEach(RunMetrics.Gate);
                break;
            case ClosureSummary summary:
                RunMetrics.Run(summary);
                break;
            default:
                break;
        }
    }

    /// <summary>A teardown step that leaves a residual throws, with its outcomes as the detail.</summary>
    private static void Count(Exception fault)
    {
        if (fault is ApplicationFailureException { ErrorType: FailureTypes.Residual, Details.Count: > 0 } residual && residual.Details.ElementAt<StepAnswer>(0) is { } step)
        {
            RunMetrics.Teardown(step.Entries);
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
