using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Tests.PolicyDocuments;

/// <summary>Edits by which a plan asks for what it did not ask for before, each with the line of the least policy that must refuse it.</summary>
internal static class Widenings
{
    /// <summary>Those that mean something for the plan.</summary>
    public static IReadOnlyList<(string Line, Plan Plan)> Of(Plan plan) =>
    [
        ("productions[0].databases", plan with { Production = plan.Production with { Database = $"{plan.Production.Database}x" } }),
        ("productions[0].role", plan with { Production = plan.Production with { Role = "postgres" } }),
        ("productions", plan with { Production = plan.Production with { Container = "another", ReadPath = ReadPath.Exec, Secret = null, Standby = null } }),
        ("productions", plan with { Production = plan.Production with { Secret = "another", ReadPath = ReadPath.Connection } }),
        ("productions", plan with { Production = plan.Production with { Standby = new Standby { Container = "another" }, ReadPath = ReadPath.Exec } }),
        ("codeRoots", plan with { Code = plan.Code with { Repository = "/etc" } }),
        ("codeRoots", plan with { Code = plan.Code with { Repository = $"{plan.Code.Repository}2" } }),
        ("codeRoots", plan with { Code = plan.Code with { Repository = "/srv" } }),
        ("images", plan with { Dr = plan.Dr with { Image = "evil:1" } }),
        ("images", plan with { Harness = (plan.Harness ?? new Harness { Image = "" }) with { Image = "docker.io/library/evil" } }),
        .. plan.Dr.Pull ? [] : new[] { ("images[0].pull", plan with { Dr = plan.Dr with { Pull = true } }) },
        ("retainedDumps", plan with { RetainDump = new RetainDump { Key = "key1", Directory = "/elsewhere" } }),
        ("retainedDumps", plan with { ReuseDump = new ReuseDump { Key = "key1", Directory = "/backup2", Sha256 = new string('b', 64) } }),
        ("ceilings.memoryMegabytes", plan with { Dr = plan.Dr with { MemoryMegabytes = plan.Dr.MemoryMegabytes + 1 } }),
        ("ceilings.memoryMegabytes", plan with { Dr = plan.Dr with { DataInMemoryMegabytes = plan.Dr.DataInMemoryMegabytes + 1 } }),
        ("ceilings.processes", plan with { Dr = plan.Dr with { PidsLimit = plan.Dr.PidsLimit + 1 } }),
        ("ceilings.scenarioSeconds", plan with { Scenarios = [.. plan.Scenarios, plan.Scenarios[0]] }),
        ("ceilings.statementSeconds", plan with { Production = plan.Production with { StatementTimeoutSeconds = plan.Production.StatementTimeoutSeconds + 1 } }),
        ("ceilings.lockWaitSeconds", plan with { Production = plan.Production with { LockWaitTimeoutSeconds = plan.Production.LockWaitTimeoutSeconds + 1 } }),
        ("protected[0]", plan with { Protected = [.. plan.Protected.Skip(1)] }),
        .. plan.ForbiddenPaths.Take(1).Select(path => ("forbiddenPaths[0]", plan with { WorkDirectory = plan.WorkDirectory with { Path = $"{path}/wd" }, ForbiddenPaths = [] })),
        .. plan.ForbiddenPaths.Take(1).Select(path => ("forbiddenPaths[0]", plan with { Scenarios = [Mentions(plan.Scenarios[0], path)], ForbiddenPaths = [] })),
    ];

    private static Scenario Mentions(Scenario scenario, string path) => scenario with { Harness = null, Sql = new SqlStatements { Statements = [$"COPY t FROM '{path}'"] } };
}
