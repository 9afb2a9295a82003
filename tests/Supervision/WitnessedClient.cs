using DotIuCutter.Temporal.Workflows.Runtime;
using Temporalio.Client;
using Temporalio.Client.Interceptors;

namespace DotIuCutter.Temporal.Tests.Supervision;

/// <summary>A client that counts the looks it asks for, and lets something happen just after it was told how a workflow stands.</summary>
internal sealed class WitnessedClient : IClientInterceptor
{
    public int Triggers { get; private set; }

    public Func<string, Task> AfterDescribe { get; set; } = _ => Task.CompletedTask;

    public ITemporalClient Over(ITemporalClient client) =>
        new TemporalClient(client.Connection, new TemporalClientOptions { DataConverter = DryRunConverter.Instance, Interceptors = [this] });

    public ClientOutboundInterceptor InterceptClient(ClientOutboundInterceptor nextInterceptor) => new Outbound(nextInterceptor, this);

    private sealed class Outbound(ClientOutboundInterceptor next, WitnessedClient witness) : ClientOutboundInterceptor(next)
    {
        public override async Task<WorkflowExecutionDescription> DescribeWorkflowAsync(DescribeWorkflowInput input)
        {
            try
            {
                return await base.DescribeWorkflowAsync(input);
            }
            finally
            {
                await witness.AfterDescribe(input.Id);
            }
        }

        public override Task TriggerScheduleAsync(TriggerScheduleInput input)
        {
            witness.Triggers++;
            return base.TriggerScheduleAsync(input);
        }
    }
}
