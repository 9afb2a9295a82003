using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Policies.Judgement;

/// <summary>Whether the plan asks for more than it may.</summary>
internal static class CeilingJudge
{
    public static IEnumerable<PolicyFinding> Judge(Ceilings ceilings, Plan plan) => Uses(plan)
        .Select(use => (Use: use, Most: use.Ceiling(ceilings)))
        .Where(found => found.Use.Amount > found.Most)
        .Select(found => new PolicyFinding
        {
            Line = $"ceilings.{found.Use.Line}",
            Subject = found.Use.Subject,
            Expected = $"at most {DisplayValue.Number(found.Most ?? 0)}",
            Found = DisplayValue.Number(found.Use.Amount),
            Remedy = "Ask for less, or have root of the host raise the ceiling",
        });

    /// <summary>What a plan asks for, with the ceiling that bounds it.</summary>
    public static IReadOnlyList<CeilingUse> Uses(Plan plan) =>
    [
        new("memoryMegabytes", "memory of DR, data and harness", (long)plan.Dr.MemoryMegabytes + plan.Dr.DataInMemoryMegabytes + (plan.Harness?.MemoryMegabytes ?? 0), c => c.MemoryMegabytes),
        new("processes", "processes of DR and harness", (long)plan.Dr.PidsLimit + (plan.Harness?.PidsLimit ?? 0), c => c.Processes),
        new("scenarioSeconds", "timeoutSeconds of all scenarios", plan.Scenarios.Sum(s => (long)s.TimeoutSeconds), c => c.ScenarioSeconds),
        new("statementSeconds", "$.production.statementTimeoutSeconds", plan.Production.StatementTimeoutSeconds, c => c.StatementSeconds),
        new("lockWaitSeconds", "$.production.lockWaitTimeoutSeconds", plan.Production.LockWaitTimeoutSeconds, c => c.LockWaitSeconds),
    ];
}
