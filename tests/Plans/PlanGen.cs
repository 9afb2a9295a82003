using CsCheck;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Tests.PlanDocuments;

/// <summary>Valid plans of every form: each read path, scenario kind, start and effect, with and without every optional part.</summary>
internal static class PlanGen
{
    private static readonly Gen<string> Suffix = Gen.String[Gen.Char["abcxyzABC0189_.-"], 1, 12].Select(s => $"{s}z");

    // Quotes, escapes, line feeds and letters of several planes; never NUL.
    private static readonly Gen<string> AnyText = Pick.One("a", "é", "漢", "🦊", "\"", "\\", "\n", "\u0001", "'", "{run}", "$", " ").Array[0, 8].Select(string.Concat);

    private static readonly Gen<string> Line = AnyText.Select(t => $"t{string.Concat(t.Where(c => !char.IsControl(c)))}");

    private static readonly Gen<string> Run = Pick.One("", "-{run}", ".{run}_x");

    private static readonly Gen<ProductionSource> AnyProduction = Gen.Select(Suffix, Gen.Bool, Gen.Bool, Gen.Int[1, 60], Gen.Bool, (name, exec, container, wait, standby) => new ProductionSource
    {
        Container = exec || container ? $"prod-{name}" : null,
        ReadPath = exec ? ReadPath.Exec : ReadPath.Connection,
        Secret = exec ? null : $"secret-{name}",
        Database = $"d{name}",
        Role = $"reader {name}",
        LockWaitTimeoutSeconds = wait,
        Standby = !standby ? null : exec ? new Standby { Container = "standby" } : new Standby { Secret = $"standby-{name}" },
    });

    private static readonly Gen<Objects> AnyObjects = Gen.Select(Suffix, Run, (name, run) => new Objects
    {
        Network = $"net-{name}{run}",
        Volume = $"vol-{name}{run}",
        DrContainer = $"pg-{name}{run}",
        HarnessContainer = $"run-{name}{run}",
    });

    private static readonly Gen<Expectation> AnyExpectation = Gen.Select(Gen.Long[0, 5], Gen.Long[0, 5], Pick.One<string?>(null, "23505", "P0001"), (inserted, updated, state) => new Expectation
    {
        SqlState = state,
        Effect = inserted + updated == 0 ? Effect.RollsBack : Effect.Writes,
        Rows = inserted + updated == 0 ? [] : [new DeclaredRows { Table = "public.a", Inserted = inserted, Updated = updated }, new DeclaredRows { Table = "s.\"b c\"", Inserted = 1 }],
    });

    private static readonly Gen<Scenario> AnyScenario = Gen.Select(Line, AnyText, Gen.Bool, Gen.Bool, Gen.Int[1, 86400], AnyExpectation, (title, text, harness, fresh, timeout, expect) => new Scenario
    {
        Id = "set later",
        Title = title,
        Start = fresh ? ScenarioStart.Fresh : ScenarioStart.Continue,
        TimeoutSeconds = timeout,
        Harness = harness ? new HarnessCommand { Command = ["program", text] } : null,
        Sql = harness ? null : new SqlStatements { Statements = [$"SELECT {text}"] },
        Expect = expect with { ExitCode = harness ? timeout % 256 : null, Result = harness ? null : text },
    });

    private static readonly Gen<Harness> AnyHarness = Gen.Select(Gen.Dictionary(Gen.String[Gen.Char["ABCDEFGHIJ"], 1, 6].Select(n => $"X_{n}"), AnyText)[0, 4], Gen.Int[6, 4096], (environment, memory) => new Harness
    {
        Image = "harness:1",
        MemoryMegabytes = memory,
        Environment = environment,
    });

    public static readonly Gen<Plan> Valid = Gen.Select(
        Gen.Select(Gen.String[Gen.Char["abz019.-"], 0, 20], Suffix, Line, Gen.Bool),
        AnyProduction,
        AnyObjects,
        Gen.Select(AnyHarness, AnyScenario.Array[1, 5]),
        Gen.Select(Suffix.Array[0, 3], Gen.Bool),
        (words, production, objects, work, options) => new Plan
        {
            Name = $"a{words.Item1}0",
            Description = words.Item4 ? words.Item3 : null,
            Production = production,
            Protected = ["standby", .. options.Item1.Distinct().Select(p => $"kept-{p}")],
            WatchedPrefixes = [.. options.Item1.Distinct().Select(p => $"watched-{p}")],
            Code = new Code { Repository = $"/srv/{words.Item2}", Commit = new string('a', 40) },
            ForbiddenPaths = [.. options.Item1.Select(p => $"/opt/{p}")],
            WorkDirectory = new WorkDirectory { Path = $"/var/{words.Item2}/{{run}}", Secrets = $"/dev/shm/{words.Item2}" },
            Objects = objects,
            Dr = new Dr { Image = "postgres:17", Database = $"dr {words.Item2}", Durable = words.Item4, Pull = options.Item2, DataInMemoryMegabytes = options.Item2 && !words.Item4 ? 4096 : 0 },
            Harness = options.Item2 || work.Item2.Any(s => s.Harness is not null) ? work.Item1 : null,
            Scenarios = [.. work.Item2.Select((s, i) => s with { Id = $"S{i}", Start = i == 0 ? ScenarioStart.Fresh : s.Start })],
            ReuseDump = options.Item2 ? null : new ReuseDump { Key = "key1", Directory = "/backup", Sha256 = new string('b', 64), MaxAgeMinutes = words.Item2.Length },
            RetainDump = options.Item2 ? new RetainDump { Key = "key1", Directory = "/backup" } : null,
        });
}
