using System.Text.Json.Serialization;

namespace DotIuCutter.Temporal.Workflows.Scenarios;

/// <summary>How the code of a scenario ended.</summary>
public sealed record ScenarioRun
{
    public required ScenarioEnd End { get; init; }

    /// <summary>The command's exit code (harness, finished).</summary>
    public int? ExitCode { get; init; }

    /// <summary>First column of the last statement's first row (sql, finished).</summary>
    public string? Result { get; init; }

    /// <summary>SQLSTATE the statements ended with (sql); the harness's are read from the server's log by G-15.</summary>
    public string? SqlState { get; init; }

    /// <summary>The harness container, 64 hex digits.</summary>
    public string? HarnessId { get; init; }

    /// <summary>
    /// The engine or the worker was away while the harness ran. Docker's DNS and the container's output go through the daemon, so a failure may be theirs.
    /// </summary>
    public bool Interrupted { get; init; }

    /// <summary>True when the outcome says nothing of the code, so that a scenario that starts fresh is run again on a new clone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Doubtful { get; init; }

    /// <summary>In words, where it did not finish, or a foreign container stood under the harness's name.</summary>
    public string? Reason { get; init; }

    public required double Seconds { get; init; }
}
