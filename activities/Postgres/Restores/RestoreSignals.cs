using System.Collections.Concurrent;
using System.Globalization;
using DotIuCutter.Temporal.Workflows.Provision;
using Npgsql;

namespace DotIuCutter.Temporal.Activities.Postgres.Restores;

/// <summary>Hears through the DR itself how far each session of a restore has come: a notification leaves when all before it is committed.</summary>
internal sealed class RestoreSignals : IAsyncDisposable
{
    private const string Channel = "dryrun_restore";

    private readonly ConcurrentDictionary<int, TaskCompletionSource> told = new();
    private readonly CancellationTokenSource end = new();
    private readonly NpgsqlConnection connection;
    private Task hearing = Task.CompletedTask;

    private RestoreSignals(NpgsqlConnection connection) => this.connection = connection;

    /// <summary>What a session runs to tell this number.</summary>
    public static string Tell(int number) => string.Create(CultureInfo.InvariantCulture, $"SELECT pg_catalog.pg_notify('{Channel}', '{number}');\n");

    public static async Task<RestoreSignals> HearAsync(DrTarget target, CancellationToken cancel)
    {
        var signals = new RestoreSignals(await DrConnection.WorkerAsync(target, target.Database, cancel));
        signals.connection.Notification += (_, notification) => signals.Of(int.Parse(notification.Payload, CultureInfo.InvariantCulture)).TrySetResult();
        await Sql.ExecuteAsync(signals.connection, $"LISTEN {Channel}", cancel);
        signals.hearing = signals.HearAsync();
        return signals;
    }

    /// <summary>Ends in a fault when the DR cannot be heard any more.</summary>
    public Task ToldAsync(int number) => Task.WhenAny(Of(number).Task, hearing).Unwrap();

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await Task.WhenAny(hearing);
        await connection.DisposeAsync();
        end.Dispose();
    }

    private TaskCompletionSource Of(int number) => told.GetOrAdd(number, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task HearAsync()
    {
        while (true)
        {
            await connection.WaitAsync(end.Token);
        }
    }
}
