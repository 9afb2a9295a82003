using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Activities.Scenarios;

internal sealed partial class ScenarioActivities
{
    public Task<ScenarioRun> RunAsync(RunRequest request) => request.Scenario switch
    {
        { Harness: not null } => new HarnessRun(docker, fence, evidence).RunAsync(request, ActivityContext.Cancel),
        { Sql: { } sql } => new SqlRun(sql).RunAsync(request, ActivityContext.Cancel),
        _ => throw new ArgumentException($"Scenario '{request.Scenario.Id}' has neither harness nor sql; G-01 lets no such plan through.", nameof(request)),
    };
}
