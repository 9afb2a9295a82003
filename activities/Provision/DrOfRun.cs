using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Provision;

/// <summary>The DR of a run, by what its journal has recorded.</summary>
internal static class DrOfRun
{
    /// <summary>The DR container as it was created.</summary>
    public static DrRef Dr(this RecordedRun run) => new()
    {
        Run = run.Ref,
        Name = run.Plan.Objects.DrContainer,
        ContainerId = run.Captured(j => j.IdOf(ObjectKind.Container, run.Plan.Objects.DrContainer), "DR container"),
    };

    /// <summary>64 hex digits.</summary>
    public static string NetworkId(this RecordedRun run) => run.Captured(j => j.IdOf(ObjectKind.Network, run.Plan.Objects.Network), "network");

    public static string DrImageId(this RecordedRun run) => run.Captured(j => j.Images?.DrImageId, "DR image (G-09)");

    /// <summary>The DR's server and the restored database, or another one there.</summary>
    public static DrTarget Target(this RecordedRun run, string? database = null) => new()
    {
        Dr = run.Dr(),
        WorkDirectory = run.Plan.WorkDirectory,
        SystemIdentifier = run.Captured(j => j.DrSystemIdentifier, "system identifier of the DR (G-10)"),
        Database = database ?? run.Plan.Dr.Database,
    };
}
