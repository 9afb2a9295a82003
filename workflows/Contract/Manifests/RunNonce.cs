namespace DotIuCutter.Temporal.Workflows.Contract.Manifests;

/// <summary>128 random bits, as 32 lower-case hex digits, that make the objects of one run recognisable as its own.</summary>
public static class RunNonce
{
    public static bool Is(string text) => text.Length == 32 && text.All(c => char.IsAsciiHexDigitLower(c));

    public static string From(Guid random) => random.ToString("N");

    /// <summary>What <c>{run}</c> in a plan's names becomes.</summary>
    public static string Prefix(string nonce) => nonce[..12];
}
