using System.Diagnostics;
using System.Globalization;
using DotIuCutter.Temporal.Activities.Postgres;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Postgres.Effects;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Scenarios;
using Npgsql;

namespace DotIuCutter.Temporal.Activities.Scenarios.Execution;

/// <summary>
/// Runs a scenario's statements once, one after the other on one connection, each in its own transaction; the first error ends them. A second attempt takes
/// what the first noted down; when the first was killed in between, the outcome is unknown.
/// </summary>
internal sealed class SqlRun(SqlStatements sql)
{
    public async Task<ScenarioRun> RunAsync(CodeRunRequest request, CancellationToken cancel)
    {
        var target = request.Target;
        var begun = Marks.Begun(target.WorkDirectory, request.Scenario.Id, target.Database);
        var ended = Marks.Ended(target.WorkDirectory, request.Scenario.Id, target.Database);
        if (await Marks.ReadAsync<ScenarioRun>(ended, cancel) is { } earlier)
        {
            return earlier;
        }

        var clock = Stopwatch.StartNew();
        await using var connection = await PostgresFailure.TranslateAsync(
            $"Connecting to database '{target.Database}' in '{target.Dr.Name}'", () => DrConnection.ScenarioAsync(target, cancel));
        if (File.Exists(begun))
        {
            return Unknown("an earlier attempt was killed while the statements ran", clock);
        }

        await Marks.WriteAsync(begun, request.Scenario.Id, cancel);
        var run = await RunOnceAsync(request.Scenario, connection, clock, cancel);
        await Marks.WriteAsync(ended, run, CancellationToken.None);
        return run;
    }

    private async Task<ScenarioRun> RunOnceAsync(ScenarioCode scenario, NpgsqlConnection connection, Stopwatch clock, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(scenario.TimeoutSeconds));
        using var beating = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var beat = BeatAsync(scenario.Id, clock, beating.Token);
        try
        {
            string? result = null;
            foreach (var statement in sql.Statements)
            {
                result = await Sql.ScalarAsync(connection, statement, limit.Token);
            }

            return new ScenarioRun { End = ScenarioEnd.Finished, Result = result, Seconds = clock.Elapsed.TotalSeconds };
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new ScenarioRun
            {
                End = ScenarioEnd.TimedOut,
                Reason = string.Create(CultureInfo.InvariantCulture, $"stopped after {scenario.TimeoutSeconds} s, the scenario's timeoutSeconds"),
                Seconds = clock.Elapsed.TotalSeconds,
            };
        }
        catch (PostgresException error)
        {
            return new ScenarioRun { End = ScenarioEnd.Finished, SqlState = error.SqlState, Seconds = clock.Elapsed.TotalSeconds };
        }
        catch (Exception fault) when (fault is NpgsqlException or IOException)
        {
            return Unknown($"the connection was lost ({(fault.InnerException ?? fault).Message})", clock);
        }
        finally
        {
            await beating.CancelAsync();
            await beat;
        }
    }

    private static ScenarioRun Unknown(string reason, Stopwatch clock) =>
        new() { End = ScenarioEnd.Unknown, Reason = reason, Seconds = clock.Elapsed.TotalSeconds };

    private static async Task BeatAsync(string scenario, Stopwatch clock, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            do
            {
                CurrentActivity.Heartbeat($"statements of '{scenario}' for {clock.Elapsed.TotalSeconds:0} s");
            }
            while (await timer.WaitForNextTickAsync(cancel));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The statements have ended.
        }
    }
}
