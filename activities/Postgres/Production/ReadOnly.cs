using System.Globalization;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Postgres.Production;

/// <summary>What holds for every session on production. The wall is the role's privileges (G-08); this is the fence before it.</summary>
internal static class ReadOnly
{
    /// <summary>The last statement of every transaction: true, or something was written.</summary>
    public const string Proof =
        "SELECT pg_catalog.pg_current_xact_id_if_assigned() IS NULL AND pg_catalog.current_setting('transaction_read_only') = 'on'";

    public static Exception NotProved() =>
        PostgresFailure.Create(PostgresFailure.Refused, "Reading production: the session is not read only, or was given a transaction id.", retry: false);

    /// <summary>For libpq's <c>options</c>.</summary>
    public static string Options(ProductionSource production) => string.Create(
        CultureInfo.InvariantCulture,
        $"-c default_transaction_read_only=on -c statement_timeout={production.StatementTimeoutSeconds}s -c lock_timeout={production.LockWaitTimeoutSeconds}s");

    /// <summary>pg_dump, but for role and database, which it takes from PGUSER and PGDATABASE: an argument could be read as a connection string.</summary>
    public static IReadOnlyList<string> DumpArguments(ProductionSource production) =>
    [
        "--no-password", "--format=plain", "--encoding=UTF8", "--no-owner", "--no-privileges", "--no-tablespaces",
        "--no-subscriptions", "--no-publications", "--no-security-labels",
        string.Create(CultureInfo.InvariantCulture, $"--lock-wait-timeout={production.LockWaitTimeoutSeconds * 1000}"),
    ];
}
