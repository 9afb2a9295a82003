using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Preflight;

namespace DotIuCutter.Temporal.Workflows.Scenarios;

/// <summary>Which clone each scenario works in, which one is made ahead for the next, and which one has served. Pure.</summary>
/// <param name="Plan">The scenarios and the restored database.</param>
internal sealed record CloneSequence(AcceptedPlan Plan)
{
    /// <summary>The database the last prepared scenario works in; absent before the first.</summary>
    public string? Current { get; private init; }

    /// <summary>A clone that has served and is not dropped yet.</summary>
    public string? Spent { get; private init; }

    /// <summary>The clone that was made ahead; absent when there is none.</summary>
    public string? Ahead { get; private init; }

    /// <summary>Of <see cref="Ahead"/>, by which it is known as not touched since.</summary>
    public string? AheadVersion { get; private init; }

    /// <summary>What there is to look at.</summary>
    public string Shown => Current ?? Plan.Database;

    /// <param name="run">The run's key.</param>
    /// <param name="number">The scenario's number, from 1.</param>
    public PrepareRequest Prepare(string run, int number)
    {
        var scenario = Plan.Scenarios[number - 1];
        var fresh = scenario.Start == ScenarioStart.Fresh;
        var name = fresh || Current is null ? CloneNames.For(Plan.Database, number) : Current;
        var version = fresh && Ahead == name ? AheadVersion : null;
        return new PrepareRequest
        {
            Run = run,
            ScenarioId = scenario.Id,
            Database = name,
            Start = scenario.Start,
            Version = version,
            Drop = version is null && fresh && Current != name ? Current : null,
        };
    }

    /// <summary>After that request was answered.</summary>
    public CloneSequence Prepared(PrepareRequest request) => this with
    {
        Current = request.Database,
        Spent = request.Version is null || Current == request.Database ? Spent : Current,
    };

    /// <summary>
    /// The next scenario's clone, and the one that has served, which is not left to teardown; null when there is neither to make nor to drop.
    /// </summary>
    /// <param name="run">The run's key.</param>
    /// <param name="number">The number of the scenario whose code runs meanwhile.</param>
    public NextDatabaseRequest? MakeAhead(string run, int number)
    {
        var name = Plan.Scenarios.ElementAtOrDefault(number) is { Start: ScenarioStart.Fresh } ? CloneNames.For(Plan.Database, number + 1) : null;
        var wanted = name == Ahead ? null : name;
        return wanted is null && Spent is null ? null : new NextDatabaseRequest { Run = run, Drop = Spent, Database = wanted };
    }

    /// <summary>After that request was answered.</summary>
    public CloneSequence MadeAhead(NextDatabaseRequest request, NextDatabase made) => made.Version is { } version && request.Database is { } name
        ? this with { Spent = null, Ahead = name, AheadVersion = version }
        : this with { Spent = null };
}
