using DotIuCutter.Temporal.Tests.EndToEnd;

namespace DotIuCutter.Temporal.Tests.Faults;

/// <summary>One thing that goes wrong in one run. It prepares what it needs, strikes at its moment, and can prove that it did.</summary>
internal abstract class Fault
{
    /// <summary>What it does and when, such as <c>kill -9 of the worker in provision.dump</c>.</summary>
    public abstract string Says { get; }

    /// <summary>The behaviour of EndToEnd/Code/scenario.py the run goes through.</summary>
    public virtual string Scenario => "once";

    /// <summary>Starts the Temporal server of the run's own; null for the one all share.</summary>
    public virtual Func<FaultContext, Task<OwnTemporal>>? Temporal => null;

    /// <summary>The exit codes with which a run may end that this fault struck.</summary>
    public virtual IReadOnlyList<int> ExitCodes => [0];

    /// <summary>True for a run that is terminated: then only its teardown has a verdict.</summary>
    public virtual bool EndsWithoutSummary => false;

    /// <summary>True where the fault itself stops and starts what is protected: the run must tell, and is not to blame.</summary>
    public virtual bool ChangesProtected => false;

    /// <summary>False where a run that is not as it must be is what is wanted: nothing of it is kept.</summary>
    public virtual bool IsKept => true;

    /// <summary>When it struck; absent while it has not.</summary>
    public DateTimeOffset? StruckAt { get; protected set; }

    /// <summary>Why it is certain that it fired; absent when it is not.</summary>
    public virtual string? Proof { get; protected set; }

    /// <summary>Before the worker starts: changes the plan, plants objects.</summary>
    public virtual Task PrepareAsync(FaultContext scene) => Task.CompletedTask;

    /// <summary>While the run is under way; <paramref name="over"/> is cancelled when the run has ended.</summary>
    public abstract Task StrikeAsync(FaultContext scene, CancellationToken over);

    /// <summary>When the run has ended and before the witnesses look: what only then can be told.</summary>
    public virtual Task AfterAsync(FaultContext scene) => Task.CompletedTask;
}
