using System.Text.RegularExpressions;

namespace DotIuCutter.Temporal.Workflows.Contract.Manifests;

/// <summary>
/// Names one run on its host: the plan's name and the first 12 digits of the nonce, such as <c>dot-iu-cutter-v0.4-4f3a2b1c9d8e</c>. It is the name of
/// the run's evidence folder, so nothing else may pass for one.
/// </summary>
public static partial class RunKey
{
    private const int Suffix = 13;

    public static string For(string plan, string nonce) => $"{plan}-{RunNonce.Prefix(nonce)}";

    /// <summary>False for anything that could leave the evidence directory or name no run.</summary>
    public static bool IsValid(string? text) => text is not null && Form().IsMatch(text);

    /// <summary>The plan's name in a valid key.</summary>
    public static string PlanOf(string key) => key[..^Suffix];

    [GeneratedRegex(@"\A[a-z0-9](?:[a-z0-9.-]{0,61}[a-z0-9])?-[0-9a-f]{12}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
