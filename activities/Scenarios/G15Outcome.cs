using DotIuCutter.Temporal.Activities.Postgres;
using DotIuCutter.Temporal.Activities.Postgres.Effects;
using DotIuCutter.Temporal.Activities.Postgres.Traces;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Activities.Scenarios;

internal sealed partial class ScenarioActivities
{
    public async Task<GateResult> CheckOutcomeAsync(OutcomeCheck check)
    {
        const string Gate = "G-15";
        var (scenario, run) = (check.Scenario, check.Run);
        var states = await StatesAsync(check);
        var expected = string.Join(", ", OutcomeRule.Expected(scenario.Expect));
        var found = OutcomeRule.Found(run, states);
        return (OutcomeRule.Holds(scenario.Expect, run, states)
            ? GateResult.Green(Gate, $"scenario '{scenario.Id}'", expected, found)
            : GateResult.Red(
                Gate, $"scenario '{scenario.Id}'", expected, found,
                run.End == ScenarioEnd.Finished ? "Look at the scenario's log and SQL trace in the evidence folder." : "Remove the cause, then run again.")) with
        { Scenario = scenario.Id };
    }

    /// <summary>What the server reported to the scenario; for a harness only the server's log knows.</summary>
    private static async Task<IReadOnlyCollection<string>> StatesAsync(OutcomeCheck check)
    {
        if (check.Scenario.Sql is not null || check.Scenario.Expect.SqlState is null || check.Run.End != ScenarioEnd.Finished)
        {
            return check.Run.SqlState is { } state ? [state] : [];
        }

        var slot = ReplicationSlot.NameOf(check.Target.Dr.Run, check.Scenario.Id);
        var trace = await PostgresFailure.InWordsAsync(
            $"Reading the SQL trace of scenario '{check.Scenario.Id}'",
            () => SqlTrace.ReadAsync(check.Target, check.Target.Database, slot, ActivityContext.Cancel));
        return [.. trace.Select(line => line.StateCode).Where(state => state != "00000").Distinct().Order(StringComparer.Ordinal)];
    }
}
