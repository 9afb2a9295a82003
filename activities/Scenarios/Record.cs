using System.Text.Json;
using DotIuCutter.Temporal.Activities.Postgres;
using DotIuCutter.Temporal.Activities.Postgres.Effects;
using DotIuCutter.Temporal.Activities.Postgres.Traces;
using DotIuCutter.Temporal.Workflows;
using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Activities.Scenarios;

internal sealed partial class ScenarioActivities
{
    public async Task<ScenarioEffects> RecordAsync(EffectCheck check)
    {
        var cancel = ActivityContext.Cancel;
        var (target, prepared) = (check.Target, check.Prepared);
        var trace = await TraceAsync(check);
        await evidence.AppendAsync(target.Dr.Run, "sql-trace.ndjson", prepared.ScenarioId, trace.Select(line => Line(prepared.ScenarioId, line)), cancel);

        var effects = (await CommittedEffects.ReadAsync(check, cancel)) with { Statements = trace.Count(line => line.IsStatement) };

        // Noted down first: without the slot a second attempt could not count them again.
        await Marks.WriteAsync(Marks.Effects(target.WorkDirectory, prepared.Slot), effects, cancel);
        await PostgresFailure.InWordsAsync($"Dropping slot '{prepared.Slot}'", async () =>
        {
            await using var connection = await DrConnection.WorkerAsync(target, prepared.Database, cancel);
            await ReplicationSlot.DropAsync(connection, prepared.Slot, cancel);
        });
        return effects;
    }

    private static string Line(string scenario, TraceLine line) => JsonSerializer.Serialize(
        new { line.Time, Scenario = scenario, line.Pid, line.Statement, line.StateCode, line.IsStatement }, Json.Options);
}
