using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Worker.Telemetry;

namespace DotIuCutter.Temporal.Tests.Telemetry;

/// <summary>The alert rules and the dashboard ask for what the worker counts, by the names Prometheus gives it.</summary>
public sealed partial class MonitoringTests
{
    private static readonly string[] Tags = ["end", "scenarios", "teardown", "invariants", "gate", "state", "kind", "activity", "outcome", "le"];

    private static string Folder => Path.Join(Repository.Root, "examples", "monitoring");

    [Theory]
    [InlineData("alerts.yml")]
    [InlineData("dashboard.json")]
    public async Task Every_metric_and_label_that_is_asked_for_is_one_of_the_workers(string file)
    {
        var text = await File.ReadAllTextAsync(Path.Join(Folder, file), TestContext.Current.CancellationToken);
        var metrics = Metric().Matches(text).Select(m => m.Value).Distinct().ToList();
        Assert.NotEmpty(metrics);
        var known = Exported();
        Assert.All(metrics, m => Assert.Contains(m, known));
        var labels = Selector().Matches(text.Replace("\\\"", "\"", StringComparison.Ordinal)).SelectMany(s => Label().Matches(s.Groups[1].Value).Select(l => l.Groups[1].Value))
            .Concat(Grouping().Matches(text).SelectMany(g => g.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries))).Distinct().ToList();
        Assert.NotEmpty(labels);
        Assert.All(labels, l => Assert.Contains(l, Tags));
    }

    [Fact]
    public async Task Every_metric_of_the_worker_is_on_the_dashboard()
    {
        var text = await File.ReadAllTextAsync(Path.Join(Folder, "dashboard.json"), TestContext.Current.CancellationToken);
        Assert.Equal("dryrun", JsonDocument.Parse(text).RootElement.GetProperty("uid").GetString());
        Assert.All(Instruments(), i => Assert.Contains(i.Name.Replace('.', '_'), text, StringComparison.Ordinal));
    }

    /// <summary>As OpenTelemetry's rules for Prometheus have it: dots become underscores, the unit and what a counter is are appended.</summary>
    private static IReadOnlyList<string> Exported() =>
    [
        .. Instruments().SelectMany(i => (i.Name.Replace('.', '_'), i) switch
        {
            (var name, Counter<long>) => new[] { $"{name}_total" },
            (var name, Histogram<double> { Unit: "s" }) => [$"{name}_seconds_bucket", $"{name}_seconds_count", $"{name}_seconds_sum"],
            (var name, ObservableGauge<int> or ObservableGauge<long>) => [name],
            var (name, _) => throw new InvalidOperationException($"What does Prometheus call the {i.GetType().Name} '{name}'?"),
        }),
    ];

    private static IReadOnlyList<Instrument> Instruments()
    {
        RuntimeHelpers.RunClassConstructor(typeof(RunMetrics).TypeHandle);
        var found = new List<Instrument>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => found.Add(instrument) };
        listener.Start();
        return [.. found.Where(i => i.Meter.Name == TelemetryNames.Product).DistinctBy(i => i.Name)];
    }

    [GeneratedRegex("dryrun_[a-z_]+")]
    private static partial Regex Metric();

    [GeneratedRegex(@"dryrun_[a-z_]+\{([^}]*)\}")]
    private static partial Regex Selector();

    [GeneratedRegex("([a-z]+)(=|!=|=~)\"")]
    private static partial Regex Label();

    [GeneratedRegex(@"by \(([a-z, ]+)\)")]
    private static partial Regex Grouping();
}
