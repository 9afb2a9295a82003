using DotIuCutter.Temporal.Workflows.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Postgres;

/// <summary>A way to read production. Every query is a read-only transaction that proves at its end that it was given no transaction id.</summary>
internal interface IProductionSession
{
    /// <summary>Runs one query of one row and one column, a JSON value, and gives its text.</summary>
    /// <exception cref="ProductionRefusal">Waiting will not help.</exception>
    Task<string> QueryAsync(Production production, RunRef run, string sql, CancellationToken cancel);

    /// <summary>Runs pg_dump; null when it ended well, else what it complained of.</summary>
    /// <exception cref="ProductionRefusal">Waiting will not help.</exception>
    Task<string?> DumpAsync(Production production, RunRef run, WorkDirectory directory, Stream dump, CancellationToken cancel);

    /// <summary>What else the path needs but the server, such as a program of this host; null when it is there.</summary>
    ProductionRefusal? Missing(Production production);
}
