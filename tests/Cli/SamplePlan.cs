using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Tests.Cli;

internal static class SamplePlan
{
    public static Plan Any(string name) => new()
    {
        Name = name,
        Production = new ProductionSource { Container = "prod", Database = "app", Role = "reader" },
        Protected = ["prior-dry-run"],
        WatchedPrefixes = ["incomex-"],
        Code = new Code { Repository = "/srv/code", Commit = new string('5', 40) },
        WorkDirectory = new WorkDirectory { Path = "/srv/work/{run}", Secrets = "/dev/shm/dr-{run}" },
        Objects = new Objects { Network = "dr-net-{run}", Volume = "dr-vol-{run}", DrContainer = "pg-dry-run-{run}", HarnessContainer = "harness-{run}" },
        Dr = new Dr { Image = "postgres:17", Database = "app" },
        Scenarios =
        [
            new Scenario
            {
                Id = "S1",
                Title = "It rolls back",
                Sql = new SqlStatements { Statements = ["select 1"] },
                Expect = new Expectation { SqlState = "23505", Effect = Effect.RollsBack },
            },
        ],
    };
}
