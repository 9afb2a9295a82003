using System.Diagnostics.Metrics;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Reports;

namespace DotIuCutter.Temporal.Worker.Telemetry;

/// <summary>The metrics of dry runs. Tags are words of closed sets, so that no name or secret becomes a series.</summary>
internal static class RunMetrics
{
    private static readonly Meter Meter = new(TelemetryNames.Product);
    private static readonly Counter<long> Runs = Meter.CreateCounter<long>("dryrun.runs", "{run}", "Runs whose report was written, by their three verdicts");
    private static readonly Counter<long> Gates = Meter.CreateCounter<long>("dryrun.gates", "{result}", "Gates as they were answered, by state");
    private static readonly Histogram<double> Steps = Meter.CreateHistogram<double>("dryrun.step.duration", "s", "Duration of one attempt of an activity");
    private static readonly Counter<long> Objects = Meter.CreateCounter<long>("dryrun.teardown.objects", "{object}", "Objects a teardown step answered for, by outcome");
    private static readonly Counter<long> Residuals = Meter.CreateCounter<long>("dryrun.residuals", "{object}", "Residuals of the reported runs, each taken over by an operator");
    private static long parked;

    static RunMetrics() => Meter.CreateObservableGauge(
        "dryrun.teardowns.parked", () => Interlocked.Read(ref parked), "{teardown}", "Teardowns that wait for an operator, as Temporal lists them");

    public static void Parked(long count) => Interlocked.Exchange(ref parked, count);

    public static void Step(string activityType, TimeSpan duration, bool succeeded) => Steps.Record(
        duration.TotalSeconds, new("activity", activityType), new("outcome", succeeded ? "completed" : "failed"));

    public static void Teardown(IReadOnlyList<LedgerEntry> entries)
    {
        foreach (var entry in entries)
        {
            Objects.Add(1, new("kind", TagValue(entry.Kind)), new("state", TagValue(entry.State)));
        }
    }

    public static void Gate(GateAnswer gate) => Gates.Add(1, new("gate", gate.Gate.Id), new("state", TagValue(gate.State)));

    /// <summary>Called once a report was written. A run without a report (its input was no plan, it was terminated) is not counted.</summary>
    public static void Run(ClosureSummary summary)
    {
        Runs.Add(
            1,
            new("end", TagValue(summary.End)),
            new("scenarios", TagValue(summary.Verdicts.Scenarios)),
            new("teardown", TagValue(summary.Verdicts.Teardown)),
            new("invariants", TagValue(summary.Verdicts.Invariants)));
        foreach (var residual in summary.Residuals)
        {
            Residuals.Add(1, new KeyValuePair<string, object?>("kind", TagValue(residual.Kind)));
        }
    }

    private static string TagValue<T>(T value)
        where T : struct, Enum => value.ToString() is var word ? $"{char.ToLowerInvariant(word[0])}{word[1..]}" : "";
}
