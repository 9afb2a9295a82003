using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;
using DotIuCutter.Temporal.Workflows.Gates;
using Npgsql;

namespace DotIuCutter.Temporal.Activities.Postgres.Effects;

/// <summary>What a scenario has committed, proved by the server and not by the code under test.</summary>
internal static class CommittedEffects
{
    private const string Partitions =
        """
        SELECT n.nspname::text, c.relname::text, rn.nspname::text, r.relname::text
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_class r ON r.oid = pg_catalog.pg_partition_root(c.oid)
        JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
        WHERE c.relispartition AND c.relkind IN ('r', 'f')
        """;

    /// <summary>Statements are not counted here.</summary>
    public static Task<ScenarioEffects> ReadAsync(NpgsqlConnection connection, DrTarget target, string scenarioId, EffectMarks marks, CancellationToken cancel) => PostgresFailure.TranslateAsync(
        $"Reading the effects of scenario '{scenarioId}'",
        async () =>
        {
            if (!await ReplicationSlot.ExistsAsync(connection, marks.Slot, cancel))
            {
                throw PostgresFailure.Create(
                    PostgresFailure.Refused, $"Slot '{marks.Slot}' of scenario '{scenarioId}' is gone; its effects cannot be proved.", retry: false);
            }

            var changes = await ReplicationSlot.PeekAsync(connection, marks.Slot, cancel);
            var roots = await RootsAsync(connection, cancel);
            return new ScenarioEffects
            {
                Tables = [.. changes.Tables.Select(table => roots.TryGetValue(QualifiedName.Parse(table.Table), out var root) ? table with { Root = $"{root}" } : table)],
                CatalogChanged = await CatalogFingerprint.ReadAsync(connection, target.WorkDirectory, cancel) != marks.CatalogSha256,
                SequencesMoved = await SequenceFingerprint.ReadAsync(connection, cancel) != marks.SequencesSha256,
                Statements = 0,
            };
        });

    /// <summary>Root table of every partition.</summary>
    private static async Task<Dictionary<QualifiedName, QualifiedName>> RootsAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(Partitions, connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        Dictionary<QualifiedName, QualifiedName> roots = [];
        while (await reader.ReadAsync(cancel))
        {
            roots[new(reader.GetString(0), reader.GetString(1))] = new(reader.GetString(2), reader.GetString(3));
        }

        return roots;
    }
}
