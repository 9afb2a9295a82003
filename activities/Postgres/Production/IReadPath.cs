using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Postgres.Production;

/// <summary>A way to read production: the plan's <see cref="ReadPath"/>.</summary>
internal interface IReadPath
{
    /// <summary>A session that is asked one query after the other; it ends with the worker at the latest.</summary>
    /// <exception cref="ProductionRefusal">Waiting will not help.</exception>
    Task<IProductionSession> OpenAsync(ProductionSource production, RunRef run, CancellationToken cancel);

    /// <summary>Runs pg_dump; null when it ended well, else what it complained of.</summary>
    /// <exception cref="ProductionRefusal">Waiting will not help.</exception>
    Task<string?> DumpAsync(ProductionSource production, RunRef run, WorkDirectory directory, Stream dump, CancellationToken cancel);

    /// <summary>What else the path needs but the server, such as a program of this host; null when it is there.</summary>
    ProductionRefusal? Missing(ProductionSource production);

    /// <summary>One query in a session of its own.</summary>
    /// <inheritdoc cref="IProductionSession.QueryAsync"/>
    async Task<string> QueryAsync(ProductionSource production, RunRef run, string sql, CancellationToken cancel)
    {
        await using var session = await OpenAsync(production, run, cancel);
        return await session.QueryAsync(sql, cancel);
    }
}
