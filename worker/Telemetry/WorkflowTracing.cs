using System.Diagnostics;
using Temporalio.Api.Common.V1;
using Temporalio.Worker.Interceptors;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Worker.Telemetry;

/// <summary>
/// Writes an instant span when a workflow starts and when it ends, never in a replay. A workflow outlives every process, so it has no span with a length.
/// </summary>
internal sealed class WorkflowTracing(WorkflowInboundInterceptor next) : WorkflowInboundInterceptor(next)
{
    private ActivityContext parent;

    public override void Init(WorkflowOutboundInterceptor outbound) => base.Init(new Outbound(outbound, this));

    public override async Task<object?> ExecuteWorkflowAsync(ExecuteWorkflowInput input)
    {
        parent = TraceHeader.Read(Workflow.Info.Headers) ?? TraceHeader.Derive(Workflow.Info.WorkflowId, Workflow.Info.FirstExecutionRunId);
        Instant($"RunWorkflow:{Workflow.Info.WorkflowType}", null);
        try
        {
            var result = await base.ExecuteWorkflowAsync(input);
            Instant($"CompleteWorkflow:{Workflow.Info.WorkflowType}", null);
            return result;
        }
        catch (Exception fault) when (fault is not ContinueAsNewException)
        {
            Instant($"CompleteWorkflow:{Workflow.Info.WorkflowType}", fault.GetType().Name);
            throw;
        }
    }

    /// <summary>A header costs a hundred bytes of history for each activity, so it is added only when a receiver is configured. Otherwise the trace is derived again.</summary>
    private IDictionary<string, Payload>? HeadersWithTrace(IDictionary<string, Payload>? headers) =>
        TracingInterceptor.Source.HasListeners() ? TraceHeader.With(headers, parent) : headers;

    private void Instant(string name, string? fault)
    {
        if (Workflow.Unsafe.IsReplaying)
        {
            return;
        }

        using var span = RunSpans.Start(name, ActivityKind.Internal, parent);
        span?.SetTag("temporalWorkflowID", Workflow.Info.WorkflowId);
        span?.SetTag("temporalRunID", Workflow.Info.RunId);
        if (fault is not null)
        {
            span?.SetStatus(ActivityStatusCode.Error, fault);
        }
    }

    private sealed class Outbound(WorkflowOutboundInterceptor next, WorkflowTracing run) : WorkflowOutboundInterceptor(next)
    {
        public override Task<TResult> ScheduleActivityAsync<TResult>(ScheduleActivityInput input) =>
            base.ScheduleActivityAsync<TResult>(input with { Headers = run.HeadersWithTrace(input.Headers) });

        public override Task<TResult> ScheduleLocalActivityAsync<TResult>(ScheduleLocalActivityInput input) =>
            base.ScheduleLocalActivityAsync<TResult>(input with { Headers = run.HeadersWithTrace(input.Headers) });

        public override Task<ChildWorkflowHandle<TWorkflow, TResult>> StartChildWorkflowAsync<TWorkflow, TResult>(StartChildWorkflowInput input) =>
            base.StartChildWorkflowAsync<TWorkflow, TResult>(input with { Headers = run.HeadersWithTrace(input.Headers) });

        public override ContinueAsNewException CreateContinueAsNewException(CreateContinueAsNewExceptionInput input) =>
            base.CreateContinueAsNewException(input with { Headers = run.HeadersWithTrace(input.Headers) });
    }
}
