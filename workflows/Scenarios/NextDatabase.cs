namespace DotIuCutter.Temporal.Workflows.Scenarios;

/// <summary>A clone that lets no session in until its scenario begins.</summary>
public sealed record NextDatabase
{
    /// <summary>By which the clone is known as the one that was made, and as not touched since; absent when none was made.</summary>
    public string? Version { get; init; }

    /// <summary>Why none was made although one was asked for; its scenario will make it.</summary>
    public string? Reason { get; init; }
}
