using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Activities.Preflight.Engine;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Preflight;

/// <summary>What the steps of preflight are asked with, from the run's manifest. Pure.</summary>
internal static class PreflightRequests
{
    public static ProductionRequest Production(Manifest manifest) =>
        new() { Run = manifest.Run, Production = manifest.Plan.Production, Reuse = manifest.Plan.ReuseDump };

    public static NamesRequest Names(Manifest manifest) =>
        new() { Run = manifest.Run, Objects = manifest.Plan.Objects, WorkDirectory = manifest.Plan.WorkDirectory };

    public static ImagesRequest Images(Plan plan) => new()
    {
        DrImage = plan.Dr.Image,
        PullDr = plan.Dr.Pull,
        HarnessImage = plan.Harness?.Image,
        PullHarness = plan.Harness?.Pull ?? false,
    };

    /// <param name="manifest">Whose directories.</param>
    /// <param name="productionBytes">Production's size (C-03); 0 where it is not known.</param>
    public static WorkDirectoryCheck WorkDirectory(Manifest manifest, long productionBytes) => new()
    {
        Run = manifest.Run,
        WorkDirectory = manifest.Plan.WorkDirectory,
        Repository = manifest.Plan.Code.Repository,
        ForbiddenPaths = manifest.Plan.ForbiddenPaths,
        ProductionBytes = productionBytes,
        DataInMemoryMegabytes = manifest.Plan.Dr.DataInMemoryMegabytes,
    };
}
