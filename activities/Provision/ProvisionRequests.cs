using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Postgres.Dump;
using DotIuCutter.Temporal.Activities.Postgres.Dump.Retained;
using DotIuCutter.Temporal.Activities.Postgres.Restore;
using DotIuCutter.Temporal.Activities.Provision.Copy;
using DotIuCutter.Temporal.Activities.Provision.Creation;
using DotIuCutter.Temporal.Activities.Provision.Identity;
using DotIuCutter.Temporal.Activities.Provision.Isolation;

namespace DotIuCutter.Temporal.Activities.Provision;

/// <summary>What the steps of provisioning are asked with, from the run's manifest and journal. Pure.</summary>
internal static class ProvisionRequests
{
    public static WorkDirectoryRequest WorkDirectory(RecordedRun run) =>
        new() { Run = run.Ref, WorkDirectory = run.Plan.WorkDirectory, Code = run.Plan.Code, DrName = run.Plan.Objects.DrContainer };

    public static NetworkRequest Network(RecordedRun run) => new() { Run = run.Ref, Name = run.Plan.Objects.Network };

    public static VolumeRequest Volume(RecordedRun run) =>
        new() { Run = run.Ref, Name = run.Plan.Objects.Volume, InMemoryMegabytes = run.Plan.Dr.DataInMemoryMegabytes };

    public static DrRequest Dr(RecordedRun run) => new()
    {
        Run = run.Ref,
        Name = run.Plan.Objects.DrContainer,
        Dr = run.Plan.Dr,
        ImageId = run.DrImageId(),
        NetworkId = run.NetworkId(),
        Volume = run.Plan.Objects.Volume,
        WorkDirectory = run.Plan.WorkDirectory,
    };

    public static NamesRequest Names(RecordedRun run) => new() { Run = run.Ref, Objects = run.Plan.Objects };

    public static IdentityCheck Identity(RecordedRun run) =>
        new() { Dr = run.Dr(), ProductionSystemIdentifier = run.Captured(j => j.Production, "C-03").SystemIdentifier };

    public static ShapeCheck Shape(RecordedRun run) => new()
    {
        Dr = run.Dr(),
        Objects = run.Plan.Objects,
        Capture = run.Captured(j => j.Identities, "C-04"),
        ImageId = run.DrImageId(),
        WorkDirectory = run.Plan.WorkDirectory,
        DataInMemoryMegabytes = run.Plan.Dr.DataInMemoryMegabytes,
    };

    public static IsolationCheck Isolation(RecordedRun run) =>
        new() { Dr = run.Dr(), NetworkId = run.NetworkId(), ProductionContainer = run.Plan.Production.Container };

    public static DumpRequest Dump(RecordedRun run) => new()
    {
        Run = run.Ref,
        Production = run.Plan.Production,
        WorkDirectory = run.Plan.WorkDirectory,
        Reuse = run.Plan.ReuseDump,
        ProductionBytes = run.Captured(j => j.Production, "C-03").SizeBytes,
    };

    public static RetainRequest Retain(RecordedRun run) => new()
    {
        Manifest = run.Manifest,
        Retain = run.Plan.RetainDump ?? throw new InvalidOperationException($"The plan of run '{run.Manifest.RunKey}' retains no dump."),
        DumpSha256 = run.Captured(j => j.Dump, "dump").Sha256,
    };

    public static RestoreOptions Restore(RecordedRun run) => new() { Target = run.Target(), ProductionBytes = run.Captured(j => j.Production, "C-03").SizeBytes };

    public static RestoreCheck RestoreCheck(RecordedRun run) => new() { Target = run.Target(), Dump = run.Captured(j => j.Dump, "dump") };
}
