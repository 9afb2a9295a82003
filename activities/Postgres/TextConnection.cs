using Npgsql;

namespace DotIuCutter.Temporal.Activities.Postgres;

/// <summary>
/// A connection on which text alone is asked and answered: Npgsql need not read a database's types first, which takes longer than to connect. It is not pooled, and
/// nothing of it is kept for the next one: not its settings, a password among them, for as long as the worker lives.
/// </summary>
internal static class TextConnection
{
    public static async Task<NpgsqlConnection> OpenAsync(NpgsqlConnectionStringBuilder settings, CancellationToken cancel)
    {
        settings.Pooling = false;
        settings.Multiplexing = false;
        settings.IncludeErrorDetail = false;
        await using var source = new NpgsqlDataSourceBuilder(settings.ConnectionString).ConfigureTypeLoading(types => types.EnableTypeLoading(false)).Build();
        return await source.OpenConnectionAsync(cancel);
    }
}
