using System.Text.Json;
using System.Text.Json.Nodes;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Tests.Builders;

/// <summary>Plans for tests: valid, small, pointing at nothing real. Change what a test is about with <c>with</c>.</summary>
internal static class Plans
{
    public static Plan Valid() => new()
    {
        Name = "shop-v1",
        Production = new ProductionSource { Container = "shop-postgres", Database = "shop", Role = "dryrun_reader" },
        Protected = ["pg-dry-run-earlier"],
        WatchedPrefixes = ["shop-"],
        Code = new Code { Repository = "/srv/shop", Commit = "56d3732aa56d3732aa56d3732aa56d3732aa5600" },
        ForbiddenPaths = ["/opt/shop/.env"],
        WorkDirectory = new WorkDirectory { Path = "/var/lib/dryrun/{run}", Secrets = "/dev/shm/dryrun-{run}" },
        Objects = new Objects
        {
            Network = "dr-net-{run}",
            Volume = "dr-volume-{run}",
            DrContainer = "pg-dry-run-{run}",
            HarnessContainer = "harness-{run}",
        },
        Dr = new Dr { Image = "postgres:17", Database = "shop" },
        Harness = new Harness { Image = "shop-harness:1" },
        Scenarios = [RollsBack(), Writes()],
    };

    /// <summary>The names of rollback-plan.txt, section 2.</summary>
    public static Plan DotIuCutter() => Valid() with
    {
        Name = "dot-iu-cutter-v0.4",
        Production = new ProductionSource { Container = "incomex-postgres", Database = "directus", Role = "dryrun_reader" },
        Protected = ["pg-dry-run-v0.2-p0-2-2026-05-16", "pg-dry-run-v0.2-phase-alpha-2026-05-16", "pg-dry-run-hb05-2026-05-15"],
        WatchedPrefixes = ["incomex-"],
        ForbiddenPaths = ["/opt/incomex/docker/.env"],
        Objects = new Objects
        {
            Network = "dr-net-v0.4-2026-05-17",
            Volume = "dr-volume-v0.4-2026-05-17",
            DrContainer = "pg-dry-run-v0.4-db-adapter-2026-05-17",
            HarnessContainer = "harness-v0.4-db-adapter-2026-05-17",
        },
    };

    public static Scenario RollsBack(string id = "S1") => new()
    {
        Id = id,
        Title = "A failing phase leaves zero rows",
        Harness = new HarnessCommand { Command = ["python3", "run.py"] },
        Expect = new Expectation { ExitCode = 3, Effect = Effect.RollsBack },
    };

    public static Scenario Writes(string id = "S2") => new()
    {
        Id = id,
        Title = "A batch is written",
        Sql = new SqlStatements { Statements = ["INSERT INTO public.batch DEFAULT VALUES"] },
        Expect = new Expectation { Effect = Effect.Writes, Rows = [new DeclaredRows { Table = "public.batch", Inserted = 1 }] },
    };

    public static string Json(Plan plan) => JsonSerializer.Serialize(plan, Workflows.Contract.Json.Options);

    /// <summary>The plan's document, to be broken by a test.</summary>
    public static JsonObject Document(Plan plan) => JsonNode.Parse(Json(plan))!.AsObject();
}
