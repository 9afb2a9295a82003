using DotIuCutter.Temporal.Workflows.Plans.Validation.Names;

namespace DotIuCutter.Temporal.Workflows.Policies.Judgement;

/// <summary>A digest in place of a reference: <c>sha256:</c> and 64 hex digits.</summary>
internal static class ImageDigest
{
    private const string Prefix = "sha256:";

    /// <summary>True for what is written as one, whole or not.</summary>
    public static bool IsMeant(string image) => image.StartsWith(Prefix, StringComparison.Ordinal);

    public static bool IsWhole(string image) => IsMeant(image) && Grammar.Sha256.Matches(image[Prefix.Length..]);

    /// <summary>True when a plan's reference is this digest, or ends in it.</summary>
    public static bool Covers(string digest, string reference) => IsWhole(digest) && (reference == digest || reference.EndsWith($"@{digest}", StringComparison.Ordinal));
}
