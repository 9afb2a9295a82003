using System.Text.Json;
using System.Text.RegularExpressions;
using DotIuCutter.Temporal.Worker.Hosting;
using Temporalio.Client;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Cli;

[Collection(nameof(DevServer))]
public sealed class StatusCommandTests : IDisposable
{
    private readonly DevServer server;
    private readonly Terminal terminal;

    public StatusCommandTests(DevServer server)
    {
        server.Require();
        this.server = server;
        terminal = new Terminal(server.Address);
    }

    public void Dispose() => terminal.Dispose();

    [Fact]
    public async Task Finds_a_run_by_its_plans_name()
    {
        Assert.Equal(0, await terminal.RunAsync("run", "green", "--workflow-id", "dryrun-by-name"));
        Assert.Equal(0, await terminal.RunAsync("status", "by-name"));
        Assert.Contains("dryrun-by-name is completed.", terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_why_a_run_ended_that_has_no_summary()
    {
        Assert.Equal(7, await terminal.RunAsync("run", "broken", "--workflow-id", "dryrun-broken-early"));
        using var other = new Terminal(server.Address);
        await other.RunAsync("status", "dryrun-broken-early");
        Assert.StartsWith("dryrun-broken-early is failed.", other.Out, StringComparison.Ordinal);
        Assert.Contains("The run failed: disk on fire", other.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_both_workflows_answers_as_JSON()
    {
        Assert.Equal(0, await terminal.RunAsync("run", "green", "--workflow-id", "dryrun-json-status"));
        using var other = new Terminal(server.Address);
        Assert.Equal(0, await other.RunAsync("status", "dryrun-json-status", "--json"));
        var answer = JsonDocument.Parse(other.Out).RootElement;
        Assert.Equal("closed", answer.GetProperty("run").GetProperty("phase").GetString());
        Assert.Equal("dryrun-json-status-teardown", answer.GetProperty("teardown").GetProperty("workflowId").GetString());
    }

    [Fact]
    public async Task Says_that_a_run_is_unknown_and_what_it_looked_for()
    {
        Assert.Equal(2, await terminal.RunAsync("status", "never-was"));
        Assert.Contains("Run 'never-was' is unknown: namespace default has no workflow 'never-was' or 'dryrun-never-was'.", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_of_a_watch_never_aborts()
    {
        Assert.Equal(0, await terminal.RunAsync("run", "waits", "--workflow-id", "dryrun-watched", "--detach"));
        var watch = terminal.RunAsync("status", "dryrun-watched", "--watch");
        await terminal.SeenAsync("the scenarios began");
        terminal.Interrupts.Press();
        Assert.Equal(7, await watch);
        Assert.DoesNotContain("aborted:", terminal.Out, StringComparison.Ordinal);
        Assert.Equal(0, await terminal.RunAsync("abort", "dryrun-watched"));
    }

    [Fact]
    public async Task Never_takes_an_earlier_runs_teardown_for_this_ones()
    {
        Assert.Equal(0, await terminal.RunAsync("run", "green", "--workflow-id", "dryrun-again"));
        Assert.Equal(3, await terminal.RunAsync("run", "refused", "--workflow-id", "dryrun-again"));
        using var other = new Terminal(server.Address);
        await other.RunAsync("status", "dryrun-again", "--json");
        var answer = JsonDocument.Parse(other.Out).RootElement;
        Assert.True(answer.TryGetProperty("run", out _));
        Assert.False(answer.TryGetProperty("teardown", out _));
    }

    [Fact]
    public async Task Lists_runs_and_teardowns()
    {
        Assert.Equal(0, await terminal.RunAsync("run", "green", "--workflow-id", "dryrun-listed"));
        await Eventually.HoldsAsync(
            async () =>
            {
                using var other = new Terminal(server.Address);
                return await other.RunAsync("list", "--json", "--limit", "500") == 0
                    && other.Lines.Any(l => l.Contains("\"dryrun-listed\"", StringComparison.Ordinal) && l.Contains("\"completed\"", StringComparison.Ordinal))
                    && other.Lines.Any(l => l.Contains("\"dryrun-listed-teardown\"", StringComparison.Ordinal));
            },
            "both workflows are listed");
        using var table = new Terminal(server.Address);
        Assert.Equal(0, await table.RunAsync("list", "--limit", "500"));
        Assert.Matches("WORKFLOW +RUN +QUEUE ", table.Lines[0]);
        Assert.Contains(table.Lines, l => Regex.IsMatch(l, $" dryrun-listed +green-0123456789ab +{Regex.Escape(DevServer.Queue)} "));
        Assert.Contains(table.Lines, l => Regex.IsMatch(l, $" dryrun-listed-teardown +green-0123456789ab +{Regex.Escape(DevServer.Queue)} "));
    }

    [Fact]
    public async Task The_worker_registers_its_search_attributes_twice_without_harm_and_says_when_it_is_ready()
    {
        await SearchAttributeRegistration.RegisterAsync(server.Client, TestContext.Current.CancellationToken);
        var known = await server.Client.OperatorService.ListSearchAttributesAsync(new() { Namespace = "default" });
        Assert.Contains("DryRunPhase", known.CustomAttributes.Keys);
        Assert.Contains("DryRunVerdict", known.CustomAttributes.Keys);
        Assert.Contains("DryRunPlan", known.CustomAttributes.Keys);
        Assert.Contains($"Worker ready: task queue {DevServer.Queue}", server.WorkerOutput, StringComparison.Ordinal);
        Assert.Contains("3 workflows, 2 activities", server.WorkerOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flag_wins_over_its_variable()
    {
        terminal.Environment["TEMPORAL_ADDRESS"] = "127.0.0.1:1";
        Assert.Equal(0, await terminal.RunAsync("list", "--address", server.Address));
    }
}
