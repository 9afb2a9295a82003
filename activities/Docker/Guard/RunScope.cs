using DotIuCutter.Temporal.Activities.Docker.Exec;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Docker.Guard;

/// <summary>
/// What one activity may do to the engine: the run's nonce and the exact names it works on. Made anew for each activity call;
/// everything that is not in it is refused by <see cref="RequestGuard"/>.
/// </summary>
internal sealed record RunScope
{
    /// <summary>Reads only.</summary>
    internal static RunScope Reading { get; } = new();

    /// <summary>Absent: nothing may be created, changed or deleted.</summary>
    public RunRef? Run { get; init; }

    public IReadOnlyList<string> Containers { get; init; } = [];

    public IReadOnlyList<string> Networks { get; init; } = [];

    public IReadOnlyList<string> Volumes { get; init; } = [];

    /// <summary>Captured at C-04 and handed in with the request: 64 hex digits each.</summary>
    public IReadOnlyList<string> AnonymousVolumes { get; init; } = [];

    /// <summary>The only mounts a created container may have.</summary>
    public IReadOnlyList<ScopeMount> Mounts { get; init; } = [];

    /// <summary>The only image, by id, that a container may be created from.</summary>
    public string? ImageId { get; init; }

    /// <summary>References that may be pulled.</summary>
    public IReadOnlyList<string> Pulls { get; init; } = [];

    /// <summary>True: any program may be run in a container that was seen to be ours.</summary>
    public bool ProbesOwn { get; init; }

    /// <summary>True: the programs of <see cref="ExecPrograms"/> may be run in any container seen by its full id.</summary>
    public bool RunsPrograms { get; init; }
}
