using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Rules.Containers;

/// <summary>
/// Every limit is one: memory 6 MiB (Docker's least) to 1 TiB, for data up to 1 TiB, processes 1 to 32768, time-outs 1 second to a day, the wait for a lock of
/// production 1 to 60 seconds, since what queues behind it is production's own, the age of a dump that is used again 1 minute to a year.
/// </summary>
internal static class LimitRule
{
    public static readonly Limit Memory = new(6, 1024 * 1024);
    public static readonly Limit DataInMemory = new(0, 1024 * 1024);
    public static readonly Limit Pids = new(1, 32768);
    public static readonly Limit Timeout = new(1, 24 * 60 * 60);
    public static readonly Limit LockWait = new(1, 60);
    public static readonly Limit Age = new(1, 366 * 24 * 60);

    public static IEnumerable<Finding> Check(Plan plan)
    {
        (string At, int Value, Limit Limit)[] values =
        [
            ("$.production.lockWaitTimeoutSeconds", plan.Production.LockWaitTimeoutSeconds, LockWait),
            ("$.production.statementTimeoutSeconds", plan.Production.StatementTimeoutSeconds, Timeout),
            ("$.dr.memoryMegabytes", plan.Dr.MemoryMegabytes, Memory),
            ("$.dr.dataInMemoryMegabytes", plan.Dr.DataInMemoryMegabytes, DataInMemory),
            ("$.dr.pidsLimit", plan.Dr.PidsLimit, Pids),
            .. plan.Harness is { } harness
                ? [("$.harness.memoryMegabytes", harness.MemoryMegabytes, Memory), ("$.harness.pidsLimit", harness.PidsLimit, Pids)]
                : Array.Empty<(string, int, Limit)>(),
            .. plan.ReuseDump is { } reuse ? [("$.reuseDump.maxAgeMinutes", reuse.MaxAgeMinutes, Age)] : Array.Empty<(string, int, Limit)>(),
            .. plan.Scenarios.Select((s, i) => ($"$.scenarios[{i}].timeoutSeconds", s.TimeoutSeconds, Timeout)),
        ];
        return values
            .Where(v => v.Value < v.Limit.Least || v.Value > v.Limit.Most)
            .Select(v => Finding.At(v.At, DisplayValue.Number(v.Value), $"must be {v.Limit.Least} to {v.Limit.Most}", "Choose a value in between"));
    }
}
