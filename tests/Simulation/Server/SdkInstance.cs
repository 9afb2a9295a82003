using Microsoft.Extensions.Logging.Abstractions;
using Temporalio.Bridge.Api.WorkflowActivation;
using Temporalio.Bridge.Api.WorkflowCommands;
using Temporalio.Common;
using Temporalio.Converters;
using Temporalio.Worker;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Tests.Simulation.Server;

/// <summary>
/// One live instance of a workflow inside the SDK: activation in, commands out, nothing else. It is what a worker holds in its cache and
/// loses when it dies. The only place that touches the SDK's internals beyond their messages.
/// </summary>
internal sealed class SdkInstance(WorkflowDefinition definition, WorkflowActivation first, DataConverter converter)
{
    private readonly WorkflowInstance instance = new(new WorkflowInstanceDetails(
        Namespace: SimulatedTemporal.Namespace,
        TaskQueue: SimulatedTemporal.TaskQueue,
        Definition: definition,
        InitialActivation: first,
        Init: first.Jobs.First(j => j.InitializeWorkflow is not null).InitializeWorkflow,
        Interceptors: [],
        PayloadConverterNoContext: converter.PayloadConverter,
        PayloadConverterWorkflowContext: converter.PayloadConverter,
        FailureConverterNoContext: converter.FailureConverter,
        FailureConverterWorkflowContext: converter.FailureConverter,
        LoggerFactory: NullLoggerFactory.Instance,
        DisableTracingEvents: true,
        WorkflowStackTrace: WorkflowStackTrace.None,
        OnTaskStarting: _ => { },
        OnTaskCompleted: (_, _) => { },
        RuntimeMetricMeter: new Lazy<MetricMeter>(() => throw new NotSupportedException("The simulation has no metrics.")),
        WorkerLevelFailureExceptionTypes: null,
        DisableEagerActivityExecution: true,
        PatchActivationCallback: null,
        AssertValidLocalActivity: _ => throw new NotSupportedException("The simulation has no local activities.")));

    /// <summary>Runs the workflow until it waits again.</summary>
    /// <exception cref="WorkflowTaskFailedException">It threw what Temporal would retry for ever: the run hangs.</exception>
    public IReadOnlyList<WorkflowCommand> Activate(WorkflowActivation activation)
    {
        var completion = instance.Activate(activation);
        return completion.Failed is { } failed
            ? throw new WorkflowTaskFailedException($"A workflow task of '{instance.Info.WorkflowId}' failed, so the run hangs: {failed.Failure_.Message}\n{failed.Failure_.StackTrace}")
            : completion.Successful.Commands;
    }
}
