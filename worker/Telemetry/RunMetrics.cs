using System.Diagnostics.Metrics;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Teardown;

namespace DotIuCutter.Temporal.Worker.Telemetry;

/// <summary>What a dashboard of dry runs shows. Tags are words of closed sets, so that no name or secret becomes a series.</summary>
internal static class RunMetrics
{
    private static readonly Meter Meter = new(TelemetryNames.Product);
    private static readonly Counter<long> Runs = Meter.CreateCounter<long>("dryrun.runs", "{run}", "Runs whose report was written, by their three verdicts");
    private static readonly Counter<long> Gates = Meter.CreateCounter<long>("dryrun.gates", "{result}", "Gates of the reported runs, by state");
    private static readonly Histogram<double> Steps = Meter.CreateHistogram<double>("dryrun.step.duration", "s", "Duration of one attempt of an activity");
    private static readonly Counter<long> Objects = Meter.CreateCounter<long>("dryrun.teardown.objects", "{object}", "Objects a teardown step answered for, by outcome");
    private static readonly Counter<long> Residuals = Meter.CreateCounter<long>("dryrun.residuals", "{object}", "Residuals of the reported runs, each taken over by an operator");
    private static long parked;

    static RunMetrics() => Meter.CreateObservableGauge(
        "dryrun.teardowns.parked", () => Interlocked.Read(ref parked), "{teardown}", "Teardowns that wait for an operator, as Temporal lists them");

    public static void Parked(long count) => Interlocked.Exchange(ref parked, count);

    public static void Step(string activityType, TimeSpan duration, bool succeeded) => Steps.Record(
        duration.TotalSeconds, new("activity", activityType), new("outcome", succeeded ? "completed" : "failed"));

    public static void Teardown(StepResult result)
    {
        foreach (var outcome in result.Objects)
        {
            Objects.Add(1, new("kind", Word(outcome.Kind)), new("state", Word(outcome.State)));
        }
    }

    /// <summary>Once a report was written: a run that never came to one (its input was no plan, it was terminated) is not counted.</summary>
    public static void Run(Report report)
    {
        var summary = report.Summary;
        Runs.Add(
            1,
            new("end", Word(summary.End)),
            new("scenarios", Word(summary.Verdicts.Scenarios)),
            new("teardown", Word(summary.Verdicts.Teardown)),
            new("invariants", Word(summary.Verdicts.Invariants)));
        foreach (var gate in report.Gates)
        {
            Gates.Add(1, new("gate", gate.Gate), new("state", Word(gate.State)));
        }

        foreach (var residual in summary.Residuals)
        {
            Residuals.Add(1, new KeyValuePair<string, object?>("kind", Word(residual.Kind)));
        }
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString() is var word ? $"{char.ToLowerInvariant(word[0])}{word[1..]}" : "";
}
