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

/// <summary>
/// As much of a Temporal server, and of one worker's core, as two workflows can notice: starts, signals, updates, queries, cancel, terminate,
/// children, activities with their retries, heartbeats and timeouts, timers, and histories that are replayed when the worker was lost.
/// Single-threaded, on a virtual clock; every wait and every order that a real server leaves open is drawn from the dice.
/// </summary>
internal sealed partial class SimulatedTemporal(Agenda agenda, Dice dice, IWorld world, DataConverter converter, Action<string>? trace, params IReadOnlyList<Type> workflows)
{
    public const string Namespace = "simulated";
    public const string TaskQueue = "simulated";

    private readonly Dictionary<string, WorkflowDefinition> definitions = workflows.Select(Definitions.Of).ToDictionary(d => d.Name ?? string.Empty);
    private readonly List<Execution> executions = [];
    private readonly HashSet<TaskAttempt> running = [];
    private DateTime workerUpAt = agenda.Now;
    private int workerLife;
    private long lastEvent;

    /// <summary>Every run there was, in the order they began.</summary>
    public IReadOnlyList<Execution> Executions => executions;

    public int Replays { get; private set; }

    public int WorkflowTasks { get; private set; }

    /// <summary>The open run of this id, else the last one, else nothing.</summary>
    public Execution? Find(string workflowId) => executions.LastOrDefault(e => e.WorkflowId == workflowId);

    public Execution Start(string workflowId, string type, params IReadOnlyList<object?> args)
    {
        if (Find(workflowId) is { Open: true })
        {
            throw new InvalidOperationException($"Workflow '{workflowId}' is open already.");
        }

        return Begin(new Execution { WorkflowId = workflowId, RunId = NewRunId(), Type = type }, [.. args.Select(converter.PayloadConverter.ToPayload)], null);
    }

    public void Signal(string workflowId, string name, params IReadOnlyList<Payload> args)
    {
        if (Find(workflowId) is { Open: true } execution)
        {
            trace?.Invoke($"signal '{name}' to {workflowId}");
            Tell(execution, SignalJob(name, args));
        }
    }

    public void Update(string workflowId, string name, params IReadOnlyList<Payload> args)
    {
        if (Find(workflowId) is { Open: true } execution)
        {
            trace?.Invoke($"update '{name}' of {workflowId}");
            var id = NewRunId();
            Tell(execution, new() { DoUpdate = new() { Id = id, ProtocolInstanceId = id, Name = name, Input = { args }, RunValidator = true } });
        }
    }

    public void Cancel(string workflowId)
    {
        if (Find(workflowId) is { Open: true } execution)
        {
            RequestCancel(execution);
        }
    }

    public void Terminate(string workflowId)
    {
        if (Find(workflowId) is { Open: true } execution)
        {
            Close(execution, ExecutionState.Terminated);
            world.Recorded(execution);
        }
    }

    /// <summary>Answered by the worker's copy, or by one that is replayed for it.</summary>
    public T Query<T>(Execution execution, string name)
    {
        var instance = execution.Cached ??= Replay(execution);
        var commands = instance.Activate(Activation(execution, [new() { QueryWorkflow = new() { QueryId = "q", QueryType = name } }]));
        return commands is [{ RespondToQuery.Succeeded: { } answer }]
            ? converter.PayloadConverter.ToValue<T>(answer.Response)
            : throw new WorkflowTaskFailedException($"Query '{name}' of '{execution.WorkflowId}' was not answered: {commands}");
    }

    /// <summary>Feeds the whole history to a new instance: it must ask for the same things in the same order.</summary>
    public SdkInstance Replay(Execution execution)
    {
        Replays++;
        SdkInstance? instance = null;
        foreach (var (task, number) in execution.History.Select((t, n) => (t, n)))
        {
            var activation = task.Replayed();
            instance ??= new SdkInstance(definitions[execution.Type], activation, converter);
            var commands = instance.Activate(activation);
            if (!commands.SequenceEqual(task.Commands))
            {
                throw new WorkflowTaskFailedException(
                    $"Replay of '{execution.WorkflowId}' took another way in workflow task {number}: recorded [{string.Join("; ", task.Commands)}], replayed [{string.Join("; ", commands)}].");
            }
        }

        return instance ?? throw new InvalidOperationException($"'{execution.WorkflowId}' has no history yet.");
    }

    /// <summary>kill -9 of the only worker: its attempts and its cache are gone, and for a while nobody polls.</summary>
    public void KillWorker(TimeSpan downFor)
    {
        trace?.Invoke($"the worker is killed, back in {downFor.TotalSeconds:0.0} s");
        workerLife++;
        workerUpAt = agenda.Now + downFor;
        foreach (var execution in executions)
        {
            execution.Cached = null;
        }

        var lost = running.Where(a => a.Alive).ToList();
        lost.ForEach(Lose);
        world.Killed(lost);
    }

    private WorkflowActivationJob SignalJob(string name, IEnumerable<Payload> args) => new() { SignalWorkflow = new() { SignalName = name, Input = { args }, OriginatingEventId = ++lastEvent } };

    private string NewRunId() => $"{dice.Next():x16}";

    private TimeSpan Latency() => dice.Between(0.001, 0.02);

    private Execution Begin(Execution execution, IReadOnlyList<Payload> args, Execution? before)
    {
        trace?.Invoke($"{execution.Type} '{execution.WorkflowId}' starts");
        execution.Input = args;
        executions.Add(execution);
        execution.Parent?.Children.Add(execution);
        var start = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTime(agenda.Now);
        Tell(execution, new()
        {
            InitializeWorkflow = new()
            {
                WorkflowType = execution.Type,
                WorkflowId = execution.WorkflowId,
                Arguments = { args },
                RandomnessSeed = dice.Next(),
                Attempt = 1,
                StartTime = start,
                WorkflowTaskTimeout = new() { Seconds = 10 },
                FirstExecutionRunId = before?.RunId ?? execution.RunId,
                ContinuedFromExecutionRunId = before?.RunId ?? string.Empty,
                ParentWorkflowInfo = execution.Parent is { } parent ? new() { Namespace = Namespace, WorkflowId = parent.WorkflowId, RunId = parent.RunId } : null,
            },
        });
        return execution;
    }

    private void RequestCancel(Execution execution)
    {
        if (execution is { Open: true, CancelRequested: false })
        {
            trace?.Invoke($"cancel of {execution.WorkflowId} is requested");
            execution.CancelRequested = true;
            Tell(execution, new() { CancelWorkflow = new() { Reason = "requested" } });
        }
    }

    private void Tell(Execution execution, WorkflowActivationJob job)
    {
        if (execution.Open)
        {
            execution.Unheard.Add(job);
            ScheduleTask(execution, Latency());
        }
    }

    private void Close(Execution execution, ExecutionState state)
    {
        trace?.Invoke($"{execution.Type} '{execution.WorkflowId}' is {state}");
        execution.State = state;
        execution.Timers.Clear();
        foreach (var task in execution.Activities.Values.Where(t => !t.Resolved))
        {
            task.Resolved = true;
            Forget(task);
        }

        if (state == ExecutionState.ContinuedAsNew)
        {
            return;
        }

        foreach (var child in execution.Children.Where(c => c.Open && c.ParentClosePolicy != ParentClosePolicy.Abandon))
        {
            agenda.In(Latency(), () => RequestCancel(child));
        }

        if (execution.Parent is { Open: true } parent)
        {
            Tell(parent, new() { ResolveChildWorkflowExecution = new() { Seq = execution.ParentSeq, Result = ResultOf(execution) } });
        }
    }
}
