using DotIuCutter.Temporal.Tests.Telemetry;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>What a real worker sends of a real run.</summary>
[Trait("needs", "docker")]
public sealed class TelemetryTests(TemporalServer server, TestWorld world)
{
    private const string InStatement = "planted-in-a-statement/4711";
    private const string InMessage = "planted-in-a-message/4712";

    [Fact]
    public async Task Spans_of_run_activities_Docker_and_Npgsql_and_the_metrics_arrive_and_no_secret_and_no_value_with_them()
    {
        await world.ReadyAsync();
        await using var receiver = new OtlpReceiver();
        await using var run = await RealRun.WithWorkerAsync(server, world, Plan(), with: ExportingWorker.Variables(receiver));
        await run.StartAsync();
        await run.UntilInAsync("scenario.run");
        await RealRun.UntilRunsAsync(run.Plan.Objects.HarnessContainer);
        var password = (await File.ReadAllTextAsync($"{run.Plan.WorkDirectory.Secrets}/dr.password")).Trim();
        await receiver.UntilAsync(r => r.Spans.Any(s => s.Name == "CompleteWorkflow:DryRun") && r.Points.Any(p => p.Metric == "dryrun.runs"), "the run's end");
        var summary = await run.EndAsync();
        Assert.True(summary.ExitCode == 0, $"{summary.Reason} {string.Join("; ", summary.Findings)}");

        // One trace for the run; the supervisor's look at the evidence has another.
        var trace = Assert.Single(receiver.Spans.Where(s => s.Name == "CompleteWorkflow:DryRun").Select(s => s.Trace).Distinct());
        var spans = receiver.Spans.Where(s => s.Trace == trace).ToList();
        var activities = spans.Where(s => s.Name.StartsWith("RunActivity:", StringComparison.Ordinal)).ToDictionary(s => s.Id);
        foreach (var (scope, name, activity) in new[]
        {
            ("DotIuCutter.Temporal.Docker", "POST /containers/create", "provision.dr-container"),
            ("DotIuCutter.Temporal.Docker", "DELETE /containers/{id}", "teardown.2-dr-container"),
            ("DotIuCutter.Temporal.Docker", "DELETE /networks/{id}", "teardown.4-network"),
            ("DotIuCutter.Temporal.Docker", "POST /exec/{id}/start", "provision.dump"),
            ("DotIuCutter.Temporal.Npgsql", "postgresql", "scenario.run"),
        })
        {
            Assert.Contains(spans, s => s.Scope == scope && s.Name == name && activities.GetValueOrDefault(s.Parent)?.Name == $"RunActivity:{activity}");
        }

        Assert.Contains(spans, s => s.Scope == "DotIuCutter.Temporal.Npgsql" && s.Status == 2 && s.Tags.GetValueOrDefault("db.response.status_code") == "22P02");
        Assert.All(spans.Where(s => s.Scope != "DotIuCutter.Temporal"), s => Assert.True(activities.ContainsKey(s.Parent), s.ToString()));
        Assert.Equal(
            ["dryrun.gates", "dryrun.runs", "dryrun.step.duration", "dryrun.teardown.objects", "dryrun.teardowns.parked"], receiver.Points.Select(p => p.Metric).Distinct().Order());

        Assert.All([run.Id, "DELETE /networks/{id}", "dryrun.gates"], sent => Assert.NotEmpty(receiver.Find(sent)));
        Assert.All([password, TestWorld.Canary, InStatement, InMessage, world.Root, run.Plan.Objects.DrContainer], planted => Assert.Empty(receiver.Find(planted)));
    }

    private Plan Plan()
    {
        var plan = world.Plan("telemetry", ("slow", TestWorld.OneRow));
        return plan with
        {
            Scenarios =
            [
                .. plan.Scenarios,
                Sql("S2", $"insert into public.entry (kind) values ('{InStatement}')", TestWorld.OneRow with { ExitCode = null }),
                Sql("S3-neg", $"select '{InMessage}'::int", TestWorld.Nothing with { ExitCode = null, SqlState = "22P02" }),
            ],
        };
    }

    private static Scenario Sql(string id, string statement, Expectation expect) =>
        new() { Id = id, Title = "SQL of the worker", TimeoutSeconds = 60, Sql = new SqlStatements { Statements = [statement] }, Expect = expect };
}
