using System.Diagnostics;
using System.Globalization;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Tests.Runs;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Plans;
using Temporalio.Client;
using Temporalio.Worker;

namespace DotIuCutter.Temporal.Tests.Scale;

/// <summary>Many runs of the example's size at once, on Docker and PostgreSQL in memory that take no time: what is left is Temporal's work and ours.</summary>
internal sealed class Crowd(ITemporalClient client, int temporalProcess)
{
    private const string Queue = "crowd";

    private static readonly Plan Plan = TwoScenarios.Plan with
    {
        WorkDirectory = new WorkDirectory { Path = "/srv/wd/{run}", Secrets = "/dev/shm/{run}" },
        Objects = new Objects { Network = "net-{run}", Volume = "vol-{run}", DrContainer = "dr-{run}", HarnessContainer = "harness-{run}" },
        RetainDump = null,
        Scenarios = [.. Enumerable.Range(1, 12).Select(i => TwoScenarios.Plan.Scenarios[i % 2] with { Id = $"S{i}" })],
    };

    /// <summary>Heads of the columns of <see cref="RunAsync"/>'s rows.</summary>
    public static string Head =>
        """
        | runs at once | all done, s | runs a minute | a run, p95, s | a step, p50, ms | a step, p95, ms | slowest step, p95, ms | CPU of Temporal, cores | CPU of the worker, cores | Temporal, MiB | worker and this test, MiB |
        |---|---|---|---|---|---|---|---|---|---|---|
        """;

    public async Task<string> RunAsync(int runs)
    {
        var options = new TemporalWorkerOptions(Queue)
        {
            Interceptors = [new HeartbeatInterceptor(TimeSpan.FromSeconds(0.25))],
            StickyQueueScheduleToStartTimeout = TimeSpan.FromSeconds(1),
        };
        FakeRun.Serve(options, new FakeWorld(), Plan);
        using var worker = new TemporalWorker(client, options);
        using var stop = new CancellationTokenSource();
        var working = worker.ExecuteAsync(stop.Token);

        var (began, ours, theirs) = (Stopwatch.StartNew(), Cpu(Environment.ProcessId), Cpu(temporalProcess));
        var handles = await Task.WhenAll(Enumerable.Range(0, runs).Select(i =>
            client.StartWorkflowAsync(WorkflowNames.DryRun, [new StartInput { Plan = Plan.Name }], new WorkflowOptions($"crowd-{runs}-{i}", Queue) { TaskTimeout = WorkflowNames.TaskTimeout })));
        var ends = await Task.WhenAll(handles.Select(h => h.GetResultAsync<ClosureSummary>()));
        var seconds = began.Elapsed.TotalSeconds;
        (ours, theirs) = (Cpu(Environment.ProcessId) - ours, Cpu(temporalProcess) - theirs);
        if (ends.FirstOrDefault(e => e.ExitCode != 0) is { } failed)
        {
            throw new InvalidOperationException($"Run '{failed.RunKey}' ended with {failed.ExitCode}: {failed.Reason}");
        }

        var histories = new List<StepTimes>();
        foreach (var handle in handles)
        {
            histories.Add(StepTimes.Of(await handle.FetchHistoryAsync()));
        }

        var row = Row(runs, seconds, histories, ours / seconds, theirs / seconds);
        await stop.CancelAsync();
        await Task.WhenAny(working);
        return row;
    }

    private string Row(int runs, double seconds, IReadOnlyList<StepTimes> histories, double ours, double theirs)
    {
        var steps = histories.SelectMany(h => h.Steps).ToList();
        var slowest = steps.GroupBy(s => s.Step).Select(g => (Step: g.Key, P95: Rank(g.Select(s => s.Milliseconds), 0.95))).MaxBy(s => s.P95);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {runs} | {seconds:0.0} | {runs / seconds * 60:0} | {Rank(histories.Select(h => h.Seconds), 0.95):0.0} | {Rank(steps.Select(s => s.Milliseconds), 0.5):0} | {Rank(steps.Select(s => s.Milliseconds), 0.95):0} | {slowest.Step} {slowest.P95:0} | {theirs:0.00} | {ours:0.00} | {Resident(temporalProcess):0} | {Resident(Environment.ProcessId):0} |");
    }

    private static double Rank(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[(int)Math.Ceiling(sorted.Count * share) - 1];
    }

    private static double Cpu(int process) => Process.GetProcessById(process).TotalProcessorTime.TotalSeconds;

    private static double Resident(int process) => Process.GetProcessById(process).WorkingSet64 / 1048576.0;
}
