using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Activities.Scenarios.Databases;

/// <summary>The scenarios' databases in the DR.</summary>
internal sealed class ScenarioDatabases(DrServer server, DrLifecycle lifecycle)
{
    public Task<NextDatabase> MakeAheadAsync(DrTarget source, NextDatabaseRequest request) => new CloneAhead(server, lifecycle).MakeAsync(source, request);

    public Task<GateResult> PrepareAsync(DrTarget source, PrepareRequest request) => new ScenarioPreparation(lifecycle).PrepareAsync(source, request);

    public Task EnsureDrAsync(DrRef dr) => lifecycle.EnsureAsync(dr, CurrentActivity.Cancel);
}
