using System.Text.Json;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Postgres;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Postgres.Effects;
using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Activities.Postgres.Trace;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Gates;
using Npgsql;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Activities.Scenarios.Measurement;

/// <summary>Measures once what a scenario left.</summary>
internal sealed class ScenarioRecording(ProductionReader production, DrServer dr, EvidenceStore evidence)
{
    private const int MostAttempts = 10;

    public async Task<ScenarioRecord> RecordAsync(MeasureRequest request)
    {
        var cancel = CurrentActivity.Cancel;
        var target = request.Target;
        var marks = await Marks.ReadAsync<EffectMarks>(Marks.Prepared(target.WorkDirectory, request.ScenarioId, target.Database), cancel) ?? throw new ApplicationFailureException(
            $"Scenario '{request.ScenarioId}' has no marks in $WD that its effects could be measured from. Nothing is claimed of it. Start a new run.",
            FailureTypes.InvalidRequest,
            nonRetryable: true);
        var slot = marks.Slot;

        await using var connection = await PostgresFailure.TranslateAsync(
            $"Connecting to database '{target.Database}' in '{target.Dr.Name}'", () => DrConnection.WorkerAsync(target, target.Database, cancel));

        // Noted down before the slot is dropped: without the slot a second attempt could not count again.
        var noted = Marks.Effects(target.WorkDirectory, slot);
        var record = await Marks.ReadAsync<ScenarioRecord>(noted, cancel);
        if (record is null)
        {
            record = await MeasureAsync(connection, request, marks, cancel);
            await Marks.WriteAsync(noted, record, cancel);
        }

        await PostgresFailure.TranslateAsync($"Dropping slot '{slot}'", () => ReplicationSlot.DropAsync(connection, slot, cancel));
        return record;
    }

    private async Task<ScenarioRecord> MeasureAsync(NpgsqlConnection connection, MeasureRequest request, EffectMarks marks, CancellationToken cancel)
    {
        var target = request.Target;
        var left = await new Leftovers(dr, connection).AwaitNoneAsync(request, cancel);
        var trace = await PostgresFailure.TranslateAsync(
            $"Reading the SQL trace of scenario '{request.ScenarioId}'", () => SqlTrace.ReadAsync(connection, target, marks.Slot, cancel));
        await evidence.AppendAsync(target.Dr.Run, "sql-trace.ndjson", request.ScenarioId, trace.Select(line => Line(request.ScenarioId, line)), cancel);
        return new ScenarioRecord
        {
            Left = left,
            SqlStates = [.. trace.Select(line => line.StateCode).Where(state => state != "00000").Distinct().Order(StringComparer.Ordinal)],
            Attempts = [.. Tried(trace).Distinct().Take(MostAttempts)],
            Effects = (await CommittedEffects.ReadAsync(connection, target, request.ScenarioId, marks, cancel)) with { Statements = trace.Count(line => line.IsStatement) },
            Production = await new ProductionSessionCount(production).ReadAsync(request.Production, target.Dr.Run, cancel),
        };
    }

    private static IEnumerable<AttemptedStatement> Tried(IReadOnlyList<TraceLine> trace) =>
        from line in trace
        from attempt in Statements.Attempts(line.Statement ?? "")
        select new AttemptedStatement { Verb = VerbOf(attempt), Pid = line.Pid, Time = line.Time };

    private static string VerbOf(Attempt attempt) => attempt switch
    {
        Attempt.Delete => "DELETE",
        Attempt.Truncate => "TRUNCATE",
        Attempt.Ddl => "DDL",
        _ => throw new ArgumentOutOfRangeException(nameof(attempt), attempt, "not an attempt"),
    };

    private static string Line(string scenario, TraceLine line) => JsonSerializer.Serialize(
        new { line.Time, Scenario = scenario, line.Pid, line.Statement, line.StateCode, line.IsStatement }, Json.Options);
}
