using System.Diagnostics;
using DotIuCutter.Temporal.Worker.Errors;
using Temporalio.Activities;
using Temporalio.Worker.Interceptors;

namespace DotIuCutter.Temporal.Worker.Telemetry;

/// <summary>Writes one span for each attempt of an activity. It carries ids and names only: no argument, no result.</summary>
internal sealed class ActivityTracing(ActivityInboundInterceptor next) : ActivityInboundInterceptor(next)
{
    public override async Task<object?> ExecuteActivityAsync(ExecuteActivityInput input)
    {
        var info = ActivityExecutionContext.Current.Info;
        var parent = TraceHeader.Read(input.Headers) ?? TraceHeader.Derive(info.WorkflowId ?? string.Empty, info.WorkflowRunId ?? string.Empty);
        using var span = RunSpans.Start($"RunActivity:{info.ActivityType}", ActivityKind.Server, parent);
        span?.SetTag("temporalWorkflowID", info.WorkflowId);
        span?.SetTag("temporalRunID", info.WorkflowRunId);
        span?.SetTag("temporalActivityType", info.ActivityType);
        span?.SetTag("temporalActivityAttempt", info.Attempt);
        try
        {
            return await base.ExecuteActivityAsync(input);
        }
        catch (Exception fault) when (!BenignFailure.Is(fault))
        {
            // Only the kind of fault: its message may quote what a server answered.
            span?.SetStatus(ActivityStatusCode.Error, fault.GetType().Name);
            throw;
        }
    }
}
