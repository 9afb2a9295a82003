using DotIuCutter.Temporal.Workflows.Contract.Captures;

namespace DotIuCutter.Temporal.Activities.Preflight.Survey;

/// <summary>What a plan would meet if it were run now.</summary>
public sealed record PlanState
{
    /// <summary>The gates and captures of preflight, in the order they were looked at.</summary>
    public required IReadOnlyList<SurveyFinding> Gates { get; init; }

    /// <summary>False where this host's policy does not permit the plan: nothing else was looked at.</summary>
    public bool Permitted { get; init; } = true;

    /// <summary>Those of the plan's protected containers that exist.</summary>
    public required IReadOnlyList<ContainerCapture> Protected { get; init; }

    public required IReadOnlyList<ContainerCapture> Watched { get; init; }

    /// <summary>Absent where production could not be read.</summary>
    public ProductionCapture? Production { get; init; }

    /// <summary>Free where the dump would be written, which may become as large as production.</summary>
    public long FreeBytes { get; init; }
}
