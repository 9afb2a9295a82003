namespace DotIuCutter.Temporal.Activities.Postgres;

/// <summary>The DR's PostgreSQL, reached by unix socket.</summary>
internal sealed class DrServer;
