using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Policies.Judgement;

/// <summary>Whether containers may be made of the plan's images, and these be pulled where the plan says so.</summary>
internal static class ImageJudge
{
    public static IEnumerable<PolicyFinding> Judge(Policy policy, Plan plan) =>
    [
        .. Image(policy, "$.dr", plan.Dr.Image, plan.Dr.Pull),
        .. plan.Harness is { } harness ? Image(policy, "$.harness", harness.Image, harness.Pull) : [],
    ];

    private static IEnumerable<PolicyFinding> Image(Policy policy, string at, string image, bool pull)
    {
        var permits = policy.Images.Index().Where(p => p.Item.Image == image || ImageDigest.Covers(p.Item.Image, image)).ToList();
        if (permits.Count == 0)
        {
            yield return new PolicyFinding
            {
                Line = "images",
                Subject = $"{at}.image",
                Expected = policy.Images.Count == 0 ? "none: no image is permitted" : $"one of {string.Join(", ", policy.Images.Select(p => DisplayValue.Text(p.Image)))}",
                Found = DisplayValue.Text(image),
                Remedy = "Use an image that the policy permits, or have root of the host add this one to the policy",
            };
        }
        else if (pull && permits.TrueForAll(p => !p.Item.Pull))
        {
            yield return new PolicyFinding
            {
                Line = $"images[{permits[0].Index}].pull",
                Subject = $"{at}.pull",
                Expected = $"that {DisplayValue.Text(image)} is not pulled",
                Found = "true",
                Remedy = "Leave pull out and have the image put on the host, or have root of the host permit it",
            };
        }
    }
}
