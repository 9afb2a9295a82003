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

/// <summary>Workflow tasks: what is unheard goes to the worker's copy, and what it answers is recorded and obeyed.</summary>
internal sealed partial class SimulatedTemporal
{
    private void ScheduleTask(Execution execution, TimeSpan after)
    {
        if (execution is { Open: true, TaskUnderWay: false, Unheard.Count: > 0 })
        {
            execution.TaskUnderWay = true;
            agenda.In(after, () => RunTask(execution));
        }
    }

    private void RunTask(Execution execution)
    {
        if (!execution.Open)
        {
            return;
        }

        if (agenda.Now < workerUpAt)
        {
            agenda.In(workerUpAt - agenda.Now + Latency(), () => RunTask(execution));
            return;
        }

        var jobs = execution.Unheard.OrderBy(Rank).ToList();
        execution.Unheard = [];
        var activation = Activation(execution, jobs);
        activation.ContinueAsNewSuggested = world.Long(execution);
        var instance = execution.Cached ??= execution.History.Count == 0 ? new SdkInstance(definitions[execution.Type], activation, converter) : Replay(execution);
        var commands = instance.Activate(activation);
        WorkflowTasks++;
        var life = workerLife;

        // Mostly at once; now and then something happens while the task is under way.
        if (dice.Chance(80))
        {
            FinishTask(execution, life, activation, commands);
        }
        else
        {
            agenda.In(Latency(), () => FinishTask(execution, life, activation, commands));
        }
    }

    private void FinishTask(Execution execution, int life, WorkflowActivation activation, IReadOnlyList<WorkflowCommand> commands)
    {
        execution.TaskUnderWay = false;
        if (!execution.Open)
        {
            return;
        }

        // The answer of a dead worker is never heard, and an end is refused while something is unheard: the task runs again, on a replayed copy.
        var lost = life != workerLife;
        if (lost || (execution.Unheard.Count > 0 && commands.Any(Ends)))
        {
            trace?.Invoke($"a workflow task of {execution.WorkflowId} is {(lost ? "lost" : "refused, since something came in between")}");
            execution.Cached = null;
            execution.Unheard = [.. activation.Jobs, .. execution.Unheard];
            ScheduleTask(execution, lost ? TimeSpan.FromSeconds(10) : Latency());
            return;
        }

        execution.History.Add(new RecordedTask(activation, commands));
        execution.Heard.AddRange(activation.Jobs.Select(j => WordOf(execution, j)).OfType<string>().Select(w => new Heard(execution.History.Count, w)));
        foreach (var command in commands.Where(c => execution.Open || c.UpdateResponse is not null))
        {
            Obey(execution, command);
        }

        world.Recorded(execution);
        ScheduleTask(execution, Latency());
    }

    private WorkflowActivation Activation(Execution execution, IReadOnlyList<WorkflowActivationJob> jobs) => new()
    {
        RunId = execution.RunId,
        Timestamp = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTime(agenda.Now),
        HistoryLength = (uint)execution.History.Count * 3,
        AvailableInternalFlags = { (uint)Temporalio.Worker.WorkflowLogicFlag.ApplyModernEventLoopLogic },
        Jobs = { jobs },
    };

    /// <summary>The order in which core hands jobs over, within which events keep theirs.</summary>
    private static int Rank(WorkflowActivationJob job) => job.VariantCase switch
    {
        WorkflowActivationJob.VariantOneofCase.InitializeWorkflow => 0,
        WorkflowActivationJob.VariantOneofCase.SignalWorkflow or WorkflowActivationJob.VariantOneofCase.DoUpdate => 1,
        _ => 2,
    };

    private static string? WordOf(Execution execution, WorkflowActivationJob job) => job switch
    {
        { SignalWorkflow: { } signal } => signal.SignalName,
        { DoUpdate: { } update } => update.Name,
        { CancelWorkflow: not null } => "cancel",
        { ResolveActivity: { Result.Failed: not null } failed } => $"failed {execution.Activities[failed.Seq].Type}",
        _ => null,
    };

    private static bool Ends(WorkflowCommand command) => command.VariantCase is WorkflowCommand.VariantOneofCase.CompleteWorkflowExecution
        or WorkflowCommand.VariantOneofCase.FailWorkflowExecution
        or WorkflowCommand.VariantOneofCase.CancelWorkflowExecution
        or WorkflowCommand.VariantOneofCase.ContinueAsNewWorkflowExecution;

    private void Obey(Execution execution, WorkflowCommand command)
    {
        switch (command.VariantCase)
        {
            case WorkflowCommand.VariantOneofCase.ScheduleActivity:
                Schedule(new ActivityTask(execution, command.ScheduleActivity));
                break;
            case WorkflowCommand.VariantOneofCase.RequestCancelActivity:
                CancelActivity(execution.Activities[command.RequestCancelActivity.Seq]);
                break;
            case WorkflowCommand.VariantOneofCase.StartTimer:
                var timer = command.StartTimer.Seq;
                execution.Timers.Add(timer);
                agenda.In(command.StartTimer.StartToFireTimeout.ToTimeSpan(), () => Fire(execution, timer));
                break;
            case WorkflowCommand.VariantOneofCase.CancelTimer:
                execution.Timers.Remove(command.CancelTimer.Seq);
                break;
            case WorkflowCommand.VariantOneofCase.StartChildWorkflowExecution:
                agenda.In(Latency(), () => StartChild(execution, command.StartChildWorkflowExecution));
                break;
            case WorkflowCommand.VariantOneofCase.SignalExternalWorkflowExecution:
                agenda.In(Latency(), () => SignalOther(execution, command.SignalExternalWorkflowExecution));
                break;
            case WorkflowCommand.VariantOneofCase.UpsertWorkflowSearchAttributes:
                foreach (var (key, value) in command.UpsertWorkflowSearchAttributes.SearchAttributes.IndexedFields)
                {
                    execution.SearchAttributes[key] = converter.PayloadConverter.ToValue<string>(value);
                }

                break;
            case WorkflowCommand.VariantOneofCase.UpdateResponse:
            case WorkflowCommand.VariantOneofCase.SetPatchMarker:
                break;
            case WorkflowCommand.VariantOneofCase.CompleteWorkflowExecution:
                execution.Result = command.CompleteWorkflowExecution.Result;
                Close(execution, ExecutionState.Completed);
                break;
            case WorkflowCommand.VariantOneofCase.FailWorkflowExecution:
                execution.Failure = command.FailWorkflowExecution.Failure;
                Close(execution, ExecutionState.Failed);
                break;
            case WorkflowCommand.VariantOneofCase.CancelWorkflowExecution:
                Close(execution, ExecutionState.Canceled);
                break;
            case WorkflowCommand.VariantOneofCase.ContinueAsNewWorkflowExecution:
                ContinueAsNew(execution, command.ContinueAsNewWorkflowExecution);
                break;
            default:
                throw new NotSupportedException($"The simulation does not know the command {command.VariantCase}; teach it to {nameof(SimulatedTemporal)}.");
        }
    }

    private void Fire(Execution execution, uint timer)
    {
        if (execution.Timers.Remove(timer))
        {
            Tell(execution, new() { FireTimer = new() { Seq = timer } });
        }
    }
}
