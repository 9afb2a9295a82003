using System.Diagnostics;
using Temporalio.Client;
using Temporalio.Client.Interceptors;
using Temporalio.Worker.Interceptors;

namespace DotIuCutter.Temporal.Worker.Telemetry;

/// <summary>Traces runs and activities, one trace for each run. It is set on the client, and the SDK hands it to the worker too.</summary>
internal sealed class TracingInterceptor : IClientInterceptor, IWorkerInterceptor
{
    public static ActivitySource Source { get; } = new(TelemetryNames.Product);

    public ClientOutboundInterceptor InterceptClient(ClientOutboundInterceptor nextInterceptor) => new Outbound(nextInterceptor);

    public WorkflowInboundInterceptor InterceptWorkflow(WorkflowInboundInterceptor nextInterceptor) => new WorkflowTracing(nextInterceptor);

    public ActivityInboundInterceptor InterceptActivity(ActivityInboundInterceptor nextInterceptor) => new ActivityTracing(nextInterceptor);

    private sealed class Outbound(ClientOutboundInterceptor next) : ClientOutboundInterceptor(next)
    {
        public override async Task<WorkflowHandle<TWorkflow, TResult>> StartWorkflowAsync<TWorkflow, TResult>(StartWorkflowInput input)
        {
            using var span = Source.StartActivity($"StartWorkflow:{input.Workflow}", ActivityKind.Client);
            span?.SetTag("temporalWorkflowID", input.Options.Id);
            return await base.StartWorkflowAsync<TWorkflow, TResult>(
                span is null ? input : input with { Headers = TraceHeader.With(input.Headers, span.Context) });
        }
    }
}
