using System.Text.Json.Serialization;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using Temporalio.Activities;

namespace DotIuCutter.Temporal.Workflows.Supervision;

/// <summary>Looks after runs that nobody tears down any more. It goes by manifest and nonce; what a label alone says is never acted on.</summary>
public interface ISupervision
{
    /// <summary>
    /// Opens every closed run again of which something is on the engine, by G-23 over the ledger of its last teardown, unless a workflow of the
    /// run is open. What an operator acknowledged stays as it is.
    /// </summary>
    [Activity("supervision.reopen")]
    Task<ReopenedRuns> ReopenAsync(ReopenRequest request);

    /// <summary>The manifests of this worker's evidence directory that no teardown has closed, and what there cannot be read.</summary>
    [Activity("supervision.find-open")]
    Task<OpenManifests> FindOpenAsync(FindOpenRequest request);

    /// <summary>Starts the run's Teardown from its manifest, unless a workflow of the run is open or the run has been closed meanwhile.</summary>
    [Activity("supervision.start-teardown")]
    Task<SupervisedRun> StartTeardownAsync(OpenManifest manifest);
}

public sealed record ReopenRequest
{
    /// <summary>At most so many; the next supervision comes to the others.</summary>
    public int Most { get; init; } = 100;
}

public sealed record ReopenedRuns
{
    /// <summary>Keys of the runs that are open again; their teardown is started as that of any open run.</summary>
    public required IReadOnlyList<string> RunKeys { get; init; }
}

public sealed record FindOpenRequest
{
    /// <summary>At most so many; the next supervision comes to the others.</summary>
    public int Most { get; init; } = 100;
}

public sealed record OpenManifests
{
    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<OpenManifest> Open { get; init; }

    /// <summary>Folders whose run cannot be told: left alone.</summary>
    public required IReadOnlyList<UnreadableRun> Unreadable { get; init; }
}

/// <summary>Which manifest, not what is in it: that is read again when it is acted on.</summary>
public sealed record OpenManifest
{
    public required RunRef Run { get; init; }

    /// <summary>Absolute path of manifest.json on the worker's host.</summary>
    public required string Path { get; init; }
}

public sealed record UnreadableRun
{
    /// <summary>Absolute path on the worker's host.</summary>
    public required string Path { get; init; }

    /// <summary>What was expected and what was found.</summary>
    public required string Problem { get; init; }
}

public sealed record SupervisedRun
{
    public required string RunKey { get; init; }

    /// <summary>The DryRun workflow's id.</summary>
    public required string WorkflowId { get; init; }

    public required string Path { get; init; }

    public required SupervisedState State { get; init; }

    /// <summary>The workflow that is open, or that was started; why its guard was told to begin; why it failed.</summary>
    [JsonPropertyName("words")]
    public required string Detail { get; init; }
}

public enum SupervisedState
{
    /// <summary>Its Teardown was started.</summary>
    Started,

    /// <summary>Its guard waited for a dry run that will not tell it to begin, and was told.</summary>
    Begun,

    /// <summary>A workflow of the run's ids is open: it is left to that one, parked or not.</summary>
    Held,

    /// <summary>It was closed between being found and being looked at.</summary>
    Closed,

    /// <summary>It could not be looked after this time; the next supervision tries again.</summary>
    Failed,
}
