namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>The programs of one version of Temporal, as eng/test and eng/faults name them in variables.</summary>
internal sealed class TemporalPrograms
{
    private readonly string suffix;

    private TemporalPrograms(string suffix) => this.suffix = suffix;

    /// <summary>What everything runs on that does not ask for another.</summary>
    public static TemporalPrograms Current { get; } = new("");

    /// <summary>The oldest that is supported; only <c>eng/test --all</c> names them.</summary>
    public static TemporalPrograms Oldest { get; } = new("_OLDEST");

    /// <summary>Has a development server in it.</summary>
    public string Cli => suffix.Length == 0 && TemporalServer.Cli is { } found ? found : Named("TEMPORAL_CLI");

    public string Server => Named("TEMPORAL_SERVER");

    /// <summary>Makes and upgrades the schema of a cluster.</summary>
    public string SqlTool => Named("TEMPORAL_SQL_TOOL");

    private string Named(string variable) => Environment.GetEnvironmentVariable(variable + suffix) is { Length: > 0 } path
        ? path
        : throw new InvalidOperationException($"needs a program of Temporal: set {variable}{suffix} to its path, as eng/test --all does with eng/temporal-cli");
}
