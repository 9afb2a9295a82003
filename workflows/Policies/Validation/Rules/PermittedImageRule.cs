using DotIuCutter.Temporal.Workflows.Plans.Validation.Names;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;
using DotIuCutter.Temporal.Workflows.Policies.Judgement;

namespace DotIuCutter.Temporal.Workflows.Policies.Validation.Rules;

/// <summary>A permitted image is a reference without white space and without a wildcard, or a whole digest.</summary>
internal static class PermittedImageRule
{
    public static IEnumerable<Finding> Check(Policy policy) => policy.Images.Index()
        .Where(i => Fault(i.Item.Image) is not null)
        .Select(i => Finding.At(
            $"{JsonPath.Item("$.images", i.Index)}.image", DisplayValue.Text(i.Item.Image), Fault(i.Item.Image) ?? "", "Write it as plans do, such as postgres:17, or sha256: and the whole digest"));

    private static string? Fault(string image) => image switch
    {
        "" => "must not be empty",
        _ when image[0] == '-' || image.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '*') => "must be an image's exact reference, without white space or wildcard, not beginning with a hyphen",
        _ when ImageDigest.IsMeant(image) && !ImageDigest.IsWhole(image) => "must be sha256: and 64 lower-case hex digits",
        _ => null,
    };
}
