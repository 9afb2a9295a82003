using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Workflows.Manifests;

/// <summary>Plan and nonce in, manifest out: no clock, no machine, no Docker.</summary>
public static class ManifestDerivation
{
    public static Manifest Derive(Plan plan, string planSha256, string workflowId, string nonce, DateTimeOffset createdAt) => new()
    {
        WorkflowId = workflowId,
        Nonce = nonce,
        PlanSha256 = planSha256,
        CreatedAt = createdAt,
        Plan = plan with
        {
            Objects = new Objects
            {
                Network = Named(plan.Objects.Network, nonce),
                Volume = Named(plan.Objects.Volume, nonce),
                DrContainer = Named(plan.Objects.DrContainer, nonce),
                HarnessContainer = Named(plan.Objects.HarnessContainer, nonce),
            },
            WorkDirectory = new WorkDirectory
            {
                Path = Named(plan.WorkDirectory.Path, nonce),
                Secrets = Named(plan.WorkDirectory.Secrets, nonce),
            },
        },
    };

    private static string Named(string name, string nonce) => name.Replace("{run}", RunNonce.Prefix(nonce), StringComparison.Ordinal);
}
