namespace DotIuCutter.Temporal.Tests.Faults.Witnesses;

/// <summary>What the witnesses of one run saw; one sentence each.</summary>
internal sealed record Testimony
{
    /// <summary>The run's own objects and directories that are still there.</summary>
    public required IReadOnlyList<string> Residuals { get; init; }

    /// <summary>Objects and files of others that were changed or destroyed.</summary>
    public required IReadOnlyList<string> ForeignTouched { get; init; }

    /// <summary>Production, protected and watched containers that are not as before, and rows committed in production.</summary>
    public required IReadOnlyList<string> ProtectedChanged { get; init; }

    /// <summary>A deletion by anything but a full id or an exact volume name, twice, or in a wrong order; a create under another name.</summary>
    public required IReadOnlyList<string> Irregular { get; init; }
}
