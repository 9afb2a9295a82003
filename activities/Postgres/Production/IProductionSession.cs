namespace DotIuCutter.Temporal.Activities.Postgres.Production;

/// <summary>A session on production. Every query is a read-only transaction that proves at its end that it was given no transaction id.</summary>
internal interface IProductionSession : IAsyncDisposable
{
    /// <summary>Runs one query of one row and one column, a JSON value, and gives its text. A session whose query failed is asked no other.</summary>
    /// <exception cref="ProductionRefusal">Waiting will not help.</exception>
    Task<string> QueryAsync(string sql, CancellationToken cancel);
}
