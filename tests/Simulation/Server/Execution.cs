using Temporalio.Api.Common.V1;
using Temporalio.Bridge.Api.ChildWorkflow;
using Temporalio.Bridge.Api.WorkflowActivation;
using Temporalio.Bridge.Api.WorkflowCommands;
using Failure = Temporalio.Api.Failure.V1.Failure;

namespace DotIuCutter.Temporal.Tests.Simulation.Server;

/// <summary>One run of one workflow, as the server knows it.</summary>
internal sealed class Execution
{
    public required string WorkflowId { get; init; }

    public required string RunId { get; init; }

    public required string Type { get; init; }

    /// <summary>Absent for one that an operator started.</summary>
    public Execution? Parent { get; init; }

    /// <summary>The parent's number for it.</summary>
    public uint ParentSeq { get; init; }

    public ParentClosePolicy ParentClosePolicy { get; init; }

    public ExecutionState State { get; set; } = ExecutionState.Running;

    public bool Open => State == ExecutionState.Running;

    /// <summary>What it returned, when completed.</summary>
    public Payload? Result { get; set; }

    /// <summary>What it failed with.</summary>
    public Failure? Failure { get; set; }

    public bool CancelRequested { get; set; }

    /// <summary>What it was started with.</summary>
    public IReadOnlyList<Payload> Input { get; set; } = [];

    /// <summary>What its workflow tasks have heard so far: names of signals and updates, <c>cancel</c>, and <c>failed ACTIVITY</c>.</summary>
    public List<Heard> Heard { get; } = [];

    /// <summary>As they read in Temporal's list.</summary>
    public Dictionary<string, string> SearchAttributes { get; } = [];

    /// <summary>Every workflow task that is in history, with what it answered.</summary>
    public List<RecordedTask> History { get; } = [];

    /// <summary>What has happened and no workflow task has heard yet.</summary>
    public List<WorkflowActivationJob> Unheard { get; set; } = [];

    public bool TaskUnderWay { get; set; }

    /// <summary>The worker's copy; absent when no worker has it in its cache.</summary>
    public SdkInstance? Cached { get; set; }

    public Dictionary<uint, ActivityTask> Activities { get; } = [];

    public HashSet<uint> Timers { get; } = [];

    public List<Execution> Children { get; } = [];
}

/// <summary>A word and the number of the workflow task that heard it.</summary>
internal sealed record Heard(int Task, string What);

/// <summary>One workflow task of history.</summary>
internal sealed record RecordedTask(WorkflowActivation Activation, IReadOnlyList<WorkflowCommand> Commands)
{
    /// <summary>As core hands it over in a replay: it has looked ahead for patches.</summary>
    public WorkflowActivation Replayed()
    {
        var activation = Activation.Clone();
        activation.IsReplaying = true;
        foreach (var patch in Commands.Where(c => c.SetPatchMarker is not null))
        {
            activation.Jobs.Insert(0, new() { NotifyHasPatch = new() { PatchId = patch.SetPatchMarker.PatchId } });
        }

        return activation;
    }
}

internal enum ExecutionState
{
    Running,
    Completed,
    Failed,
    Canceled,
    Terminated,
    ContinuedAsNew,
}
