using DotIuCutter.Temporal.Activities.Codec;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Tests.Cli;
using DotIuCutter.Temporal.Tests.Runs;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Runtime;
using Google.Protobuf;
using Temporalio.Activities;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Client;
using Temporalio.Exceptions;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Codec;

/// <summary>The real workflows on fake activities, on a real server that holds cipher text.</summary>
public sealed class EncodedRunTests(TemporalServer server)
{
    private const string Found = "canary-what-a-gate-found";
    private const string Broken = "canary-why-an-attempt-failed";
    private const string Reason = "canary-why-it-was-aborted";

    [Fact]
    public async Task History_holds_no_plan_no_finding_and_no_failure_in_plain_and_the_command_reads_them_all()
    {
        using var keys = new KeyFile("k1");
        var client = await ClientAsync(keys);
        var world = new FakeWorld { Says = Found };
        world.Before["scenario.run"] = attempt => attempt == 1 ? throw new IOException(Broken) : world.Release.WaitAsync().WaitAsync(ActivityExecutionContext.Current.CancellationToken);
        await using var run = new FakeRun(client, world, id: $"encoded-{Guid.NewGuid():N}");
        using var terminal = Terminal(run, keys.Path);

        await run.StartAsync();
        await FakeRun.UntilAsync(run.Handle, s => s.Step?.Contains("scenario", StringComparison.Ordinal) == true || s.Phase == RunPhase.Scenarios);
        await Eventually.HoldsAsync(
            async () =>
            {
                using var other = Terminal(run, keys.Path);
                return await other.RunAsync("status", run.Id) == 0 && other.Out.Contains(Broken, StringComparison.Ordinal);
            },
            "the command says why the step is tried again");
        Assert.Equal(0, await terminal.RunAsync("abort", run.Id, "--reason", Reason));
        Assert.Equal(6, await terminal.RunAsync("status", run.Id, "--watch"));
        Assert.Contains(Reason, terminal.Out, StringComparison.Ordinal);

        // A client without a codec sees what the server holds.
        foreach (var id in new[] { run.Id, WorkflowNames.TeardownId(run.Id) })
        {
            var history = await server.Client.GetWorkflowHandle(id).FetchHistoryAsync();
            var plan = TwoScenarios.Plan;
            var plain = string.Concat(history.Events.Where(e => e.EventType != EventType.UpsertWorkflowSearchAttributes).Select(Bytes));
            Assert.All(
                [Found, Broken, Reason, plan.Name, plan.Objects.DrContainer, plan.Production.Database, "   at DotIuCutter"],
                canary => Assert.DoesNotContain(canary, plain, StringComparison.Ordinal));

            // What is looked for can be found there: the types of activities and failures are never encoded, and search attributes are not either.
            Assert.Contains("binary/encrypted", plain, StringComparison.Ordinal);
            Assert.Contains("teardown", plain, StringComparison.Ordinal);
            Assert.Contains(plan.Name, string.Concat(history.Events.Where(e => e.EventType == EventType.UpsertWorkflowSearchAttributes).Select(Bytes)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_run_that_ends_badly_says_why_to_those_who_have_the_key_only()
    {
        using var keys = new KeyFile("k1");
        var client = await ClientAsync(keys);
        var world = new FakeWorld { Says = Found };
        world.Red["preflight.g07-production"] = true;
        await using var run = new FakeRun(client, world, id: $"encoded-{Guid.NewGuid():N}");
        await run.StartAsync();
        var (summary, type) = await run.EndAsync();
        Assert.Equal((FailureTypes.PreflightRefused, 3), (type, summary?.ExitCode));
        Assert.Contains(Found, summary?.Reason, StringComparison.Ordinal);

        var thrown = await Assert.ThrowsAsync<WorkflowFailedException>(() => server.Client.GetWorkflowHandle(run.Id).GetResultAsync());
        Assert.Equal("Encoded failure", thrown.InnerException?.Message);
    }

    [Fact]
    public async Task The_command_says_in_words_that_it_lacks_the_key()
    {
        using var keys = new KeyFile("k1");
        using var others = new KeyFile("k2");
        await using var run = new FakeRun(await ClientAsync(keys), new FakeWorld(), id: $"encoded-{Guid.NewGuid():N}");
        await run.StartAsync();
        await run.EndAsync();

        using var without = Terminal(run, null);
        Assert.Equal(7, await without.RunAsync("status", run.Id));
        Assert.Contains("encoded with key 'k1', and there is no key here", without.Error, StringComparison.Ordinal);
        using var wrong = Terminal(run, others.Path);
        Assert.Equal(7, await wrong.RunAsync("status", run.Id));
        Assert.Contains("encoded with key 'k1', expected one of 'k2'", wrong.Error, StringComparison.Ordinal);
        using var none = Terminal(run, "/nowhere/codec.keys");
        Assert.Equal(2, await none.RunAsync("status", run.Id));
        Assert.Contains("Codec key file 'codec.keys' is absent", none.Error, StringComparison.Ordinal);
    }

    /// <summary>Who has started a run by hand has encoded nothing, and may not have to.</summary>
    [Fact]
    public async Task A_run_that_was_started_in_plain_is_served_by_a_worker_with_a_key()
    {
        using var keys = new KeyFile("k1");
        await using var run = new FakeRun(await ClientAsync(keys), new FakeWorld(), id: $"encoded-{Guid.NewGuid():N}");
        await server.Client.StartWorkflowAsync(WorkflowNames.DryRun, [new { plan = "two-scenarios" }], new WorkflowOptions(run.Id, run.Queue));
        var (summary, failure) = await run.EndAsync();
        Assert.Equal((0, null), (summary?.ExitCode, failure));
    }

    private static string Bytes(HistoryEvent e) => System.Text.Encoding.Latin1.GetString(e.ToByteArray());

    private Terminal Terminal(FakeRun run, string? keyFile)
    {
        var terminal = new Terminal(server.Address, run.Queue);
        if (keyFile is not null)
        {
            terminal.Environment[HostVariables.CodecKey] = keyFile;
        }

        return terminal;
    }

    private async Task<ITemporalClient> ClientAsync(KeyFile keys) =>
        await TemporalClient.ConnectAsync(new TemporalClientConnectOptions(server.Address) { DataConverter = DryRunConverter.Encoded(new PayloadEncryption(keys.Keys)) });
}
