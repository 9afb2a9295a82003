using System.Globalization;
using DotIuCutter.Temporal.Workflows.Scenarios;
using Npgsql;

namespace DotIuCutter.Temporal.Activities.Postgres.Effects;

/// <summary>What a scenario has committed, proved by the server and not by the code under test.</summary>
internal static class CommittedEffects
{
    /// <summary>Statements are not counted here. After the slot is gone: what was noted down before.</summary>
    public static Task<ScenarioEffects> ReadAsync(EffectCheck check, CancellationToken cancel) => PostgresFailure.InWordsAsync(
        $"Reading the effects of scenario '{check.Prepared.ScenarioId}'",
        async () =>
        {
            var prepared = check.Prepared;
            await using var connection = await DrConnection.WorkerAsync(check.Target, prepared.Database, cancel);
            if (!await ReplicationSlot.ExistsAsync(connection, prepared.Slot, cancel))
            {
                return await Marks.ReadAsync<ScenarioEffects>(Marks.Effects(check.Target.WorkDirectory, prepared.Slot), cancel)
                    ?? throw PostgresFailure.New(
                        PostgresFailure.Refused, $"Slot '{prepared.Slot}' of scenario '{prepared.ScenarioId}' is gone; its effects cannot be proved.", retry: false);
            }

            return new ScenarioEffects
            {
                Tables = (await ReplicationSlot.PeekAsync(connection, prepared.Slot, cancel)).Tables,
                CatalogChanged = await CatalogFingerprint.ReadAsync(connection, cancel) != prepared.CatalogSha256,
                SequencesMoved = await SequenceFingerprint.ReadAsync(connection, cancel) != prepared.SequencesSha256,
                Statements = 0,
            };
        });

    /// <summary>Root table of every partition: a plan names the table people know, changes are decoded under the partition's name.</summary>
    public static Task<IReadOnlyDictionary<QualifiedName, QualifiedName>> RootsAsync(EffectCheck check, CancellationToken cancel) => PostgresFailure.InWordsAsync(
        $"Reading the partitions of '{check.Prepared.Database}'",
        async () =>
        {
            const string Query =
                """
                SELECT n.nspname::text, c.relname::text, rn.nspname::text, r.relname::text
                FROM pg_catalog.pg_class c
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                JOIN pg_catalog.pg_class r ON r.oid = pg_catalog.pg_partition_root(c.oid)
                JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
                WHERE c.relispartition AND c.relkind IN ('r', 'f')
                """;
            await using var connection = await DrConnection.WorkerAsync(check.Target, check.Prepared.Database, cancel);
            await using var command = new NpgsqlCommand(Query, connection);
            await using var reader = await command.ExecuteReaderAsync(cancel);
            Dictionary<QualifiedName, QualifiedName> roots = [];
            while (await reader.ReadAsync(cancel))
            {
                roots[new(reader.GetString(0), reader.GetString(1))] = new(reader.GetString(2), reader.GetString(3));
            }

            return (IReadOnlyDictionary<QualifiedName, QualifiedName>)roots;
        });

    public static string Words(ScenarioEffects effects) => string.Join(
        "; ",
        ((string[])
        [
            .. effects.Tables.Select(Words),
            .. effects.Tables.Count == 0 ? (string[])["zero rows"] : [],
            effects.CatalogChanged ? "catalog, large objects or unlogged tables changed" : "catalog unchanged",
            .. effects.SequencesMoved ? (string[])["sequences moved (never rolled back by PostgreSQL)"] : [],
        ]).Take(20));

    public static string Words(TableEffect effect) => string.Create(
        CultureInfo.InvariantCulture,
        $"{effect.Table}: {effect.Inserted} inserted, {effect.Updated} updated, {effect.Deleted} deleted, {effect.Truncated} truncated");
}
