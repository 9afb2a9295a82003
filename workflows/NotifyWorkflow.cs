using System.Diagnostics.CodeAnalysis;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Notices;
using DotIuCutter.Temporal.Workflows.Notices;
using DotIuCutter.Temporal.Workflows.Runtime;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Workflows;

/// <summary>Has one notice delivered, for a day if need be. It is a workflow of its own so that no run ever waits for a receiver.</summary>
[Workflow(WorkflowNames.Notify)]
public sealed class NotifyWorkflow
{
    [WorkflowRun]
    [SuppressMessage("Performance", "CA1822", Justification = "Temporal runs a workflow on an instance.")]
    public Task<NoticeDelivery> RunAsync(NoticeInput input) =>
        Workflow.ExecuteActivityAsync((INotices a) => a.DeliverAsync(input), Retries.Notice(NoticeKinds.Type(input.Kind)));
}
