using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Bridge.Api.ActivityResult;
using Temporalio.Bridge.Api.ChildWorkflow;
using Temporalio.Bridge.Api.WorkflowActivation;
using Temporalio.Bridge.Api.WorkflowCommands;
using Temporalio.Converters;
using Temporalio.Workflows;
using Failure = Temporalio.Api.Failure.V1.Failure;
using StartChildWorkflowExecutionFailedCause = Temporalio.Bridge.Api.ChildWorkflow.StartChildWorkflowExecutionFailedCause;
using ParentClosePolicy = Temporalio.Bridge.Api.ChildWorkflow.ParentClosePolicy;

namespace DotIuCutter.Temporal.Tests.Simulation.Server;

/// <summary>What one workflow has to do with another: children, continue-as-new, signals.</summary>
internal sealed partial class SimulatedTemporal
{
    private static ChildWorkflowResult ResultOf(Execution child) => child.State switch
    {
        ExecutionState.Completed => new() { Completed = new() { Result = child.Result } },
        ExecutionState.Failed => new() { Failed = new() { Failure_ = Failures.Child(child, child.Failure ?? new Failure()) } },
        ExecutionState.Canceled => new() { Cancelled = new() { Failure = Failures.Child(child, Failures.Canceled()) } },
        ExecutionState.Terminated => new() { Failed = new() { Failure_ = Failures.Child(child, Failures.Terminated()) } },
        _ => throw new InvalidOperationException($"'{child.WorkflowId}' is {child.State}."),
    };

    private void ContinueAsNew(Execution execution, ContinueAsNewWorkflowExecution command)
    {
        Close(execution, ExecutionState.ContinuedAsNew);
        var next = new Execution
        {
            WorkflowId = execution.WorkflowId,
            RunId = NewRunId(),
            Type = command.WorkflowType,
            Parent = execution.Parent,
            ParentSeq = execution.ParentSeq,
            ParentClosePolicy = execution.ParentClosePolicy,
        };
        Begin(next, command.Arguments, execution);

        // A cancel is asked of the run it reaches: the next one has not heard of it.
        foreach (var job in execution.Unheard.Where(j => j.SignalWorkflow is not null))
        {
            Tell(next, job);
        }
    }

    private void StartChild(Execution parent, StartChildWorkflowExecution command)
    {
        if (!parent.Open)
        {
            return;
        }

        var answer = new ResolveChildWorkflowExecutionStart { Seq = command.Seq };
        if (Find(command.WorkflowId) is { } other && (other.Open || command.WorkflowIdReusePolicy == WorkflowIdReusePolicy.RejectDuplicate))
        {
            answer.Failed = new() { WorkflowId = command.WorkflowId, WorkflowType = command.WorkflowType, Cause = StartChildWorkflowExecutionFailedCause.WorkflowAlreadyExists };
        }
        else
        {
            var child = new Execution
            {
                WorkflowId = command.WorkflowId,
                RunId = NewRunId(),
                Type = command.WorkflowType,
                Parent = parent,
                ParentSeq = command.Seq,
                ParentClosePolicy = command.ParentClosePolicy,
            };
            answer.Succeeded = new() { RunId = child.RunId };
            Begin(child, command.Input, null);
        }

        Tell(parent, new() { ResolveChildWorkflowExecutionStart = answer });
    }

    private void SignalOther(Execution from, SignalExternalWorkflowExecution command)
    {
        var id = command.HasChildWorkflowId ? command.ChildWorkflowId : command.WorkflowExecution.WorkflowId;
        var answer = new ResolveSignalExternalWorkflow { Seq = command.Seq };
        if (Find(id) is { Open: true } target)
        {
            trace?.Invoke($"{from.WorkflowId} signals '{command.SignalName}' to {id}");
            Tell(target, SignalJob(command.SignalName, command.Args));
        }
        else
        {
            answer.Failure = Failures.NobodyToSignal();
        }

        Tell(from, new() { ResolveSignalExternalWorkflow = answer });
    }
}
