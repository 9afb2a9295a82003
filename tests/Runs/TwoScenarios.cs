using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Tests.Runs;

/// <summary>The smallest plan that takes every branch of the workflows but retention: one scenario rolls back, one writes.</summary>
internal static class TwoScenarios
{
    public static Plan Plan { get; } = new()
    {
        Name = "two-scenarios",
        Production = new ProductionSource { Container = "prod", Database = "app", Role = "reader" },
        Protected = ["protected-one"],
        WatchedPrefixes = ["svc-"],
        Code = new Code { Repository = "/srv/code", Commit = new string('a', 40) },
        WorkDirectory = new WorkDirectory { Path = "/srv/wd/run", Secrets = "/dev/shm/run" },
        Objects = new Objects { Network = "net-x", Volume = "vol-x", DrContainer = "dr-x", HarnessContainer = "harness-x" },
        Dr = new Dr { Image = "postgres:17", Database = "app" },
        Harness = new Harness { Image = "harness:1" },
        RetainDump = new RetainDump { Key = "k", Directory = "/srv/kept" },
        Scenarios =
        [
            Scenario("S1", new Expectation { ExitCode = 0, Effect = Effect.RollsBack }),
            Scenario("S2", new Expectation { ExitCode = 0, Effect = Effect.Writes, Rows = [new DeclaredRows { Table = "public.t", Inserted = 1 }] }),
        ],
    };

    private static Scenario Scenario(string id, Expectation expect) =>
        new() { Id = id, Title = id, Harness = new HarnessCommand { Command = ["true"] }, Expect = expect };
}
