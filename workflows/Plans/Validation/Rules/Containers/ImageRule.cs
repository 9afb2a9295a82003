using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Rules.Containers;

/// <summary>An image's name is not empty, holds no white space and does not begin with a hyphen.</summary>
internal static class ImageRule
{
    public static IEnumerable<Finding> Check(Plan plan)
    {
        (string At, string? Image)[] images = [("$.dr.image", plan.Dr.Image), ("$.harness.image", plan.Harness?.Image)];
        foreach (var (at, image) in images)
        {
            if (image is not null && (image.Length == 0 || image[0] == '-' || image.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))))
            {
                yield return Finding.At(at, DisplayValue.Text(image), "must be an image's name, without white space, not beginning with a hyphen", "Write it as docker images prints it, such as postgres:17");
            }
        }
    }
}
