using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.Cli;
using DotIuCutter.Temporal.Tests.Runs;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Telemetry;

/// <summary>What arrives at a real receiver from a worker that was told of it by the standard variables.</summary>
[Collection(nameof(DevServer))]
public sealed class ExportTests(DevServer server)
{
    private const string Canary = "canary/7f3a-in-every/place";

    [Fact]
    public async Task The_spans_of_one_run_arrive_as_one_trace()
    {
        server.Require();
        await using var receiver = new OtlpReceiver();
        var world = new FakeWorld();
        world.Before["provision.volume"] = FakeWorld.FailsFirst(1);
        var id = await RunAsync(receiver, world);

        // A notice is a workflow of its own, which nobody waits for: whether it was delivered before the worker stopped is chance.
        var mine = receiver.Spans.Where(s => s.Tags.GetValueOrDefault("temporalWorkflowID") is { } of && (of == id || of == WorkflowNames.TeardownId(id))).ToList();
        Assert.Single(mine.Select(s => s.Trace).Distinct());
        Assert.All(mine, s => Assert.Equal("DotIuCutter.Temporal", s.Scope));
        foreach (var name in new[] { "StartWorkflow:DryRun", "RunWorkflow:DryRun", "RunWorkflow:Teardown", "CompleteWorkflow:Teardown", "CompleteWorkflow:DryRun" })
        {
            Assert.Single(mine, s => s.Name == name);
        }

        Assert.Equal(world.Calls.Order(), mine.Where(s => s.Name.StartsWith("RunActivity:", StringComparison.Ordinal) && s.Name != "RunActivity:guard.watch").Select(s => s.Name["RunActivity:".Length..]).Order());
        Assert.Equal([("1", 2), ("2", 0)], mine.Where(s => s.Name == "RunActivity:provision.volume").Select(s => (s.Tags["temporalActivityAttempt"], s.Status)).Order());
    }

    [Fact]
    public async Task Counts_the_run_by_verdict_its_gates_and_its_steps()
    {
        server.Require();
        await using var receiver = new OtlpReceiver();
        var world = new FakeWorld();
        world.Red["closure.g27-watched"] = true;
        await RunAsync(receiver, world);

        Assert.Equal(1, Value(receiver, "dryrun.runs", ("end", "finished"), ("scenarios", "pass"), ("teardown", "clean"), ("invariants", "violated")));
        Assert.Equal(1, Value(receiver, "dryrun.gates", ("gate", "G-27"), ("state", "red")));
        foreach (var gate in world.Report!.Gates.CountBy(g => (g.Gate, g.State)))
        {
            Assert.Equal(gate.Value, Value(receiver, "dryrun.gates", ("gate", gate.Key.Gate.Id), ("state", gate.Key.State.ToString().ToLowerInvariant())));
        }

        foreach (var activity in world.Calls.CountBy(name => name))
        {
            Assert.Equal(activity.Value, Value(receiver, "dryrun.step.duration", ("activity", activity.Key), ("outcome", "completed")));
        }

        Assert.Equal(1, Value(receiver, "dryrun.teardown.objects", ("kind", "network"), ("state", "removed")));
    }

    [Fact]
    public async Task Shows_a_parked_teardown_while_it_is_parked_and_counts_the_residual_it_ends_with()
    {
        server.Require();
        await using var receiver = new OtlpReceiver();
        var world = new FakeWorld();
        world.Stuck["net-x"] = "planted";
        await using var worker = new ExportingWorker(server, world, ExportingWorker.Variables(receiver));
        await worker.StartAsync();
        var run = worker.RunAsync("parked");
        await receiver.UntilAsync(r => Value(r, "dryrun.teardowns.parked") == 1, "a parked teardown");
        Assert.Equal(RunPhase.TeardownStuck, (await worker.Guard.QueryAsync<RunStatus>("status", [])).Phase);
        Assert.NotEqual(0, Value(receiver, "dryrun.teardown.objects", ("kind", "network"), ("state", "failed")));
        Assert.Equal(0, Value(receiver, "dryrun.residuals"));

        await worker.Guard.SignalAsync("acknowledge", [new { @object = "net-x", reason = "we keep it" }]);
        await run;
        await receiver.UntilAsync(r => Value(r, "dryrun.teardowns.parked") == 0 && Value(r, "dryrun.residuals", ("kind", "network")) == 1, "the end of the parked teardown");
        Assert.Equal(1, Value(receiver, "dryrun.runs", ("end", "finished"), ("teardown", "residuals")));
    }

    [Fact]
    public async Task Nothing_that_was_planted_in_inputs_findings_and_faults_arrives()
    {
        server.Require();
        await using var receiver = new OtlpReceiver();
        var world = new FakeWorld { Says = Canary };
        world.Red["closure.g28-no-secret"] = true;
        world.Before["provision.dump"] = attempt => attempt == 1 ? throw new InvalidOperationException(Canary, new IOException(Canary)) : Task.CompletedTask;
        world.Stuck["net-x"] = Canary;
        world.Before["teardown.4-network"] = attempt =>
        {
            if (attempt == 2)
            {
                world.Stuck.Clear();
            }

            return Task.CompletedTask;
        };
        var id = await RunAsync(receiver, world, Canary);

        Assert.Contains(world.Report!.Gates, g => g.Found == Canary);
        Assert.NotEmpty(receiver.Find(id));
        Assert.NotEmpty(receiver.Find("dryrun.gates"));
        Assert.Empty(receiver.Find(Canary));
    }

    [Theory]
    [InlineData("METRICS", "/v1/metrics")]
    [InlineData("TRACES", "/v1/traces")]
    public async Task Sends_only_the_signal_that_has_an_endpoint(string signal, string path)
    {
        server.Require();
        await using var receiver = new OtlpReceiver();
        var variables = ExportingWorker.Variables(receiver);
        variables.Remove("OTEL_EXPORTER_OTLP_ENDPOINT");
        variables[$"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"] = receiver.Endpoint + path;
        await RunAsync(receiver, new FakeWorld(), variables: variables);
        Assert.Equal([path], receiver.Received.Select(r => r.Path).Distinct());
    }

    [Fact]
    public async Task Everything_that_arrives_is_named_in_the_docs()
    {
        server.Require();
        await using var receiver = new OtlpReceiver();
        var id = await RunAsync(receiver, new FakeWorld());

        // The sources are the process's: other tests of it ask Docker meanwhile.
        var traces = receiver.Spans.Where(s => s.Tags.GetValueOrDefault("temporalWorkflowID")?.StartsWith(id, StringComparison.Ordinal) == true).Select(s => s.Trace).ToHashSet();
        var spans = receiver.Spans.Where(s => traces.Contains(s.Trace)).ToList();
        Assert.NotEmpty(spans);
        var docs = await File.ReadAllTextAsync(Path.Join(Repository.Root, "docs", "telemetry.md"));
        Assert.NotEmpty(receiver.Points);
        Assert.All(receiver.Points, p => Assert.Contains($"`{p.Metric}`", docs, StringComparison.Ordinal));
        Assert.All(receiver.Points.SelectMany(p => p.Tags.Keys).Concat(spans.SelectMany(s => s.Tags.Keys)).Distinct(), tag => Assert.Contains($"`{tag}`", docs, StringComparison.Ordinal));
        Assert.All(spans.Select(s => s.Name.Split(':')[0]).Distinct(), name => Assert.Contains($"`{name}", docs, StringComparison.Ordinal));
    }

    private async Task<string> RunAsync(OtlpReceiver receiver, FakeWorld world, string plan = "two-scenarios", Dictionary<string, string>? variables = null)
    {
        await using var worker = new ExportingWorker(server, world, variables ?? ExportingWorker.Variables(receiver));
        await worker.StartAsync();
        await worker.RunAsync(plan);
        await worker.StopAsync();
        return worker.Id;
    }

    /// <summary>Zero where no such series has come.</summary>
    private static long Value(OtlpReceiver receiver, string metric, params (string Key, string Value)[] tags) =>
        receiver.Points.Where(p => p.Metric == metric && p.Has(tags)).Sum(p => p.Value);
}
