using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Preflight;

namespace DotIuCutter.Temporal.Activities.Preflight.Plans;

/// <summary>What a workflow is told of its plan. Pure.</summary>
internal static class AcceptedPlans
{
    public static AcceptedPlan From(Manifest manifest) => new()
    {
        Run = manifest.RunKey,
        Name = manifest.Plan.Name,
        Scenarios = [.. manifest.Plan.Scenarios.Select(s => new PlannedScenario { Id = s.Id, Title = s.Title, Start = s.Start })],
        DrContainer = manifest.Plan.Objects.DrContainer,
        Database = manifest.Plan.Dr.Database,
        RetainsDump = manifest.Plan.RetainDump is not null,
        ReusesDump = manifest.Plan.ReuseDump is not null,
    };
}
