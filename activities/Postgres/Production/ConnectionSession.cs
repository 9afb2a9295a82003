using Npgsql;

namespace DotIuCutter.Temporal.Activities.Postgres.Production;

/// <summary>A connection to production.</summary>
/// <param name="connection">Open; it is closed with this.</param>
/// <param name="doing">What its faults are told to have happened in.</param>
internal sealed class ConnectionSession(NpgsqlConnection connection, string doing) : IProductionSession
{
    public Task<string> QueryAsync(string sql, CancellationToken cancel) => PostgresFailure.TranslateAsync(doing, async () =>
    {
        await ExecuteAsync("BEGIN READ ONLY", cancel);
        var json = await ExecuteAsync(sql, cancel) as string ?? "null";
        var proof = await ExecuteAsync($"SELECT ({ReadOnly.Proof})::text", cancel) as string;
        await ExecuteAsync("ROLLBACK", cancel);
        return proof == "true" ? json : throw ReadOnly.NotProved();
    });

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task<object?> ExecuteAsync(string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { AllResultTypesAreUnknown = true };
        return await command.ExecuteScalarAsync(cancel);
    }
}
