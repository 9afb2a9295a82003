using System.Diagnostics;
using System.Text;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using Npgsql;

namespace DotIuCutter.Temporal.Activities.Postgres.Trace;

/// <summary>
/// The SQL trace of one scenario. The server's log collector is a process of its own and lags behind: a mark that the worker has the server log
/// proves that all before it is in the file.
/// </summary>
internal static class SqlTrace
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Says where the scenario begins, and waits until the log says so too.</summary>
    public static Task BeginAsync(NpgsqlConnection connection, DrTarget target, string slot, CancellationToken cancel) =>
        MarkAsync(connection, target, StartMark(slot), cancel);

    /// <summary>Complete up to now.</summary>
    public static async Task<IReadOnlyList<TraceLine>> ReadAsync(NpgsqlConnection connection, DrTarget target, string slot, CancellationToken cancel)
    {
        await MarkAsync(connection, target, $"dryrun-mark {Guid.NewGuid():N}", cancel);

        var log = new ServerLog(target.Database, StartMark(slot));
        var wanted = $"\"dbname\":{System.Text.Json.JsonSerializer.Serialize(target.Database, Json.Options)}";
        using var reader = new StreamReader(Open(target) ?? Stream.Null, Encoding.UTF8);
        while (await reader.ReadLineAsync(cancel) is { } line)
        {
            // The last line may be half written; one of ours, already seen, comes before it.
            if (line.Contains(wanted, StringComparison.Ordinal) && line.EndsWith('}'))
            {
                log.Add(line);
            }
        }

        return log.Started
            ? log.Lines
            : throw PostgresFailure.Create(
                PostgresFailure.Refused, $"The DR's log at '{PathOf(target)}' does not say where the scenario began; nothing can be claimed from it.", retry: false);
    }

    private static string StartMark(string slot) => $"dryrun-start {slot}";

    private static async Task MarkAsync(NpgsqlConnection connection, DrTarget target, string mark, CancellationToken cancel)
    {
        var from = Length(target);
        await Sql.ExecuteAsync(connection, "SET log_statement = 'all'", cancel);
        await Sql.ExecuteAsync(connection, $"SELECT {SqlText.Literal(mark)}", cancel);
        await Sql.ExecuteAsync(connection, "SET log_statement = 'none'", cancel);

        var clock = Stopwatch.StartNew();
        while (!await HoldsAsync(target, from, mark, cancel))
        {
            if (clock.Elapsed > Patience)
            {
                throw PostgresFailure.Create(
                    PostgresFailure.Unavailable, $"The DR's log at '{PathOf(target)}' does not show what the server ran {Patience.TotalSeconds:0} s ago; tried again.", retry: true);
            }

            await Task.Delay(20, cancel);
        }
    }

    private static async Task<bool> HoldsAsync(DrTarget target, long from, string mark, CancellationToken cancel)
    {
        await using var file = Open(target);
        if (file is null)
        {
            return false;
        }

        file.Seek(from, SeekOrigin.Begin);
        using var reader = new StreamReader(file, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(cancel);
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        return at >= 0 && text.IndexOf('\n', at) >= 0;
    }

    private static string PathOf(DrTarget target) => $"{RunPaths.For(target.WorkDirectory).Log}/postgresql.json";

    private static long Length(DrTarget target)
    {
        using var file = Open(target);
        return file?.Length ?? 0;
    }

    /// <summary>The code under test can write there, and must not lead the worker to another file of the host.</summary>
    private static FileStream? Open(DrTarget target)
    {
        try
        {
            return ExactFile.Open(PathOf(target), FileAccess.Read);
        }
        catch (IOException swapped)
        {
            throw PostgresFailure.Create(PostgresFailure.Refused, $"The DR's log cannot be used: {swapped.Message} Nothing can be claimed from it.", retry: false);
        }
    }
}
