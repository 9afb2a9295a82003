using System.Security.Cryptography;
using System.Text;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using Npgsql;

namespace DotIuCutter.Temporal.Activities.Postgres.Effects;

/// <summary>The logical slot from which a scenario's committed changes are read.</summary>
internal static class ReplicationSlot
{
    private const int LongestWords = 30;

    /// <summary>Lower-case letters, digits and underscores, at most 63; ids that differ only in what a slot's name cannot show still differ.</summary>
    public static string NameOf(RunRef run, string scenarioId)
    {
        var words = string.Concat(scenarioId.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '_'));
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(scenarioId)))[..8];
        return $"dryrun_{RunNonce.Prefix(run.Nonce)}_{(words.Length > LongestWords ? words[..LongestWords] : words)}_{digest}";
    }

    /// <summary>Replaces one of the same name: effects are measured from now.</summary>
    public static async Task RenewAsync(NpgsqlConnection connection, string slot, CancellationToken cancel)
    {
        await DropAsync(connection, slot, cancel);
        await Sql.ExecuteAsync(connection, "SELECT pg_catalog.pg_create_logical_replication_slot($1, 'test_decoding')", cancel, slot);
    }

    public static async Task<bool> ExistsAsync(NpgsqlConnection connection, string slot, CancellationToken cancel) =>
        await Sql.ScalarAsync(connection, "SELECT 1 FROM pg_catalog.pg_replication_slots WHERE slot_name = $1", cancel, slot) is not null;

    public static Task DropAsync(NpgsqlConnection connection, string slot, CancellationToken cancel) => Sql.ExecuteAsync(
        connection, "SELECT pg_catalog.pg_drop_replication_slot(slot_name) FROM pg_catalog.pg_replication_slots WHERE slot_name = $1", cancel, slot);

    /// <summary>
    /// Reads without consuming: every gate looks at the same list. A server with synchronous_commit off decodes only what it has flushed by itself,
    /// so a message is committed durably first, and the list counts only when it ends with that message.
    /// </summary>
    public static async Task<ChangeList> PeekAsync(NpgsqlConnection connection, string slot, CancellationToken cancel)
    {
        var mark = $"dryrun-peek-{Guid.NewGuid():N}";
        await Sql.ExecuteAsync(connection, "SET synchronous_commit = on", cancel);
        await Sql.ExecuteAsync(connection, "SELECT pg_catalog.pg_logical_emit_message(true, 'dryrun', $1)", cancel, mark);

        const string Query = "SELECT data FROM pg_catalog.pg_logical_slot_peek_changes($1, NULL, NULL, 'skip-empty-xacts', '1', 'include-xids', '0')";
        await using var command = new NpgsqlCommand(Query, connection);
        command.Parameters.Add(new NpgsqlParameter { Value = slot });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var changes = new ChangeList();
        var complete = false;
        while (await reader.ReadAsync(cancel))
        {
            var line = reader.GetString(0);
            complete |= line.StartsWith("message: ", StringComparison.Ordinal) && line.EndsWith(mark, StringComparison.Ordinal);
            changes.Add(line);
        }

        return complete
            ? changes
            : throw PostgresFailure.Create(
                PostgresFailure.Unavailable, $"Slot '{slot}' does not yet show all that was committed; read again.", retry: true);
    }
}
