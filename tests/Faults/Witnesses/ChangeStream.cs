using DotIuCutter.Temporal.Tests.EndToEnd;

namespace DotIuCutter.Temporal.Tests.Faults.Witnesses;

/// <summary>Production's own change stream: every row that anybody commits there.</summary>
internal static class ChangeStream
{
    public static Task MakeAsync(string production) => SqlAsync(production, "select pg_create_logical_replication_slot('faults', 'test_decoding')");

    /// <summary>Since the slot was made; what the test committed itself included.</summary>
    public static async Task<int> RowsAsync(string production) => int.Parse(
        await SqlAsync(production, "select count(*) from pg_logical_slot_peek_changes('faults', null, null) where data like 'table %'"),
        System.Globalization.CultureInfo.InvariantCulture);

    public static Task DropAsync(string production) => SqlAsync(production, "select pg_drop_replication_slot('faults')");

    /// <summary>One statement as production's superuser.</summary>
    public static Task<string> SqlAsync(string production, string sql) => Shell.RunAsync(
        "docker", "exec", "--user", "postgres", production, "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", "app", "-c", sql);
}
