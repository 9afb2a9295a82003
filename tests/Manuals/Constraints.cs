using System.Text.Json.Nodes;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Names;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Rules.Containers;
using DotIuCutter.Temporal.Workflows.Policies;

namespace DotIuCutter.Temporal.Tests.Manuals;

/// <summary>The part of the rules an editor can check while one types; the product itself checks all of them.</summary>
internal static class Constraints
{
    private static readonly Dictionary<string, JsonObject> Members = new(StringComparer.Ordinal)
    {
        [$"{nameof(Plan)}.name"] = Form(Grammar.PlanName),
        [$"{nameof(Plan)}.protected"] = new JsonObject { ["items"] = new JsonObject { ["type"] = "string", ["pattern"] = Grammar.DockerName.Pattern }, ["uniqueItems"] = true },
        [$"{nameof(Plan)}.watchedPrefixes"] = new JsonObject { ["items"] = new JsonObject { ["type"] = "string", ["pattern"] = Grammar.DockerPrefix.Pattern }, ["uniqueItems"] = true },
        [$"{nameof(Plan)}.forbiddenPaths"] = Paths(),
        [$"{nameof(Plan)}.scenarios"] = new JsonObject { ["minItems"] = 1 },
        [$"{nameof(ProductionSource)}.container"] = Form(Grammar.DockerName),
        [$"{nameof(ProductionSource)}.secret"] = Form(Grammar.FileName),
        [$"{nameof(ProductionSource)}.lockWaitTimeoutSeconds"] = Range(LimitRule.LockWait),
        [$"{nameof(ProductionSource)}.statementTimeoutSeconds"] = Range(LimitRule.Timeout),
        [$"{nameof(Code)}.repository"] = Absolute(),
        [$"{nameof(Code)}.commit"] = Form(Grammar.Commit),
        [$"{nameof(Code)}.mountAt"] = Absolute(),
        [$"{nameof(WorkDirectory)}.path"] = Absolute(),
        [$"{nameof(WorkDirectory)}.secrets"] = Absolute(),
        [$"{nameof(Dr)}.memoryMegabytes"] = Range(LimitRule.Memory),
        [$"{nameof(Dr)}.dataInMemoryMegabytes"] = Range(LimitRule.DataInMemory),
        [$"{nameof(Dr)}.pidsLimit"] = Range(LimitRule.Pids),
        [$"{nameof(Harness)}.memoryMegabytes"] = Range(LimitRule.Memory),
        [$"{nameof(Harness)}.pidsLimit"] = Range(LimitRule.Pids),
        [$"{nameof(Scenario)}.id"] = Form(Grammar.ScenarioId),
        [$"{nameof(Scenario)}.timeoutSeconds"] = Range(LimitRule.Timeout),
        [$"{nameof(HarnessCommand)}.command"] = new JsonObject { ["minItems"] = 1 },
        [$"{nameof(SqlStatements)}.statements"] = new JsonObject { ["minItems"] = 1 },
        [$"{nameof(Expectation)}.exitCode"] = Range(new Limit(0, 255)),
        [$"{nameof(Expectation)}.sqlState"] = Form(Grammar.SqlState),
        [$"{nameof(DeclaredRows)}.table"] = Form(Grammar.QualifiedTable),
        [$"{nameof(DeclaredRows)}.inserted"] = new JsonObject { ["minimum"] = 0 },
        [$"{nameof(DeclaredRows)}.updated"] = new JsonObject { ["minimum"] = 0 },
        [$"{nameof(Standby)}.container"] = Form(Grammar.DockerName),
        [$"{nameof(Standby)}.secret"] = Form(Grammar.FileName),
        [$"{nameof(ReuseDump)}.key"] = Form(Grammar.FileName),
        [$"{nameof(ReuseDump)}.directory"] = Absolute(),
        [$"{nameof(ReuseDump)}.sha256"] = Form(Grammar.Sha256),
        [$"{nameof(ReuseDump)}.maxAgeMinutes"] = Range(LimitRule.Age),
        [$"{nameof(RetainDump)}.key"] = Form(Grammar.FileName),
        [$"{nameof(RetainDump)}.directory"] = Absolute(),
        [$"{nameof(Policy)}.codeRoots"] = Paths(),
        [$"{nameof(Policy)}.retainedDumps"] = Paths(),
        [$"{nameof(Policy)}.forbiddenPaths"] = Paths(),
        [$"{nameof(Policy)}.protected"] = Items(Grammar.DockerName),
        [$"{nameof(PlanOrigins)}.digests"] = Items(Grammar.Sha256),
        [$"{nameof(ProductionPermit)}.container"] = Form(Grammar.DockerName),
        [$"{nameof(ProductionPermit)}.secret"] = Form(Grammar.FileName),
        [$"{nameof(ProductionPermit)}.databases"] = new JsonObject { ["minItems"] = 1 },
        [$"{nameof(ProductionPermit)}.role"] = new JsonObject { ["minLength"] = 1 },
        [$"{nameof(ImagePermit)}.image"] = new JsonObject { ["minLength"] = 1 },
        [$"{nameof(Ceilings)}.memoryMegabytes"] = AtLeastOne(),
        [$"{nameof(Ceilings)}.processes"] = AtLeastOne(),
        [$"{nameof(Ceilings)}.scenarioSeconds"] = AtLeastOne(),
        [$"{nameof(Ceilings)}.statementSeconds"] = AtLeastOne(),
        [$"{nameof(Ceilings)}.lockWaitSeconds"] = AtLeastOne(),
    };

    public static IReadOnlyCollection<string> Names => Members.Keys;

    public static JsonObject? Of(Type record, string member) => Members.GetValueOrDefault($"{record.Name}.{member}")?.DeepClone().AsObject();

    private static JsonObject Form(Grammar grammar) => new() { ["pattern"] = grammar.Pattern };

    private static JsonObject Items(Grammar grammar) => new() { ["items"] = new JsonObject { ["type"] = "string", ["pattern"] = grammar.Pattern } };

    private static JsonObject Paths() => new() { ["items"] = new JsonObject { ["type"] = "string", ["pattern"] = "^/" } };

    private static JsonObject AtLeastOne() => new() { ["minimum"] = 1 };

    private static JsonObject Absolute() => new() { ["pattern"] = "^/" };

    private static JsonObject Range(Limit limit) => new() { ["minimum"] = limit.Least, ["maximum"] = limit.Most };
}
