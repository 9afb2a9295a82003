using DotIuCutter.Temporal.Workflows.Provision;

namespace DotIuCutter.Temporal.Workflows.Scenarios;

/// <summary>What the scenario that comes next begins with, so that it need not wait for it.</summary>
public sealed record NextDatabaseRequest
{
    /// <summary>Runs that were begun before clone when a scenario begins.</summary>
    public const string Patch = "next-database";

    /// <summary>The server, with the restored database.</summary>
    public required DrTarget Source { get; init; }

    /// <summary>A clone that has served and makes room; absent when there is none.</summary>
    public string? Drop { get; init; }

    /// <summary>Exact name of the clone to make; absent when no scenario that starts fresh comes next.</summary>
    public string? Database { get; init; }
}

/// <summary>A clone that lets nobody in until its scenario begins.</summary>
public sealed record NextDatabase
{
    /// <summary>By which the clone is known as the one that was made, and as not touched since; absent when none was made.</summary>
    public string? Version { get; init; }

    /// <summary>Why none was made although one was asked for; its scenario will make it.</summary>
    public string? Reason { get; init; }
}
