using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Preflight.Slots;
using DotIuCutter.Temporal.Activities.Teardown;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.Doubles;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Teardown;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Host;

public sealed class HostPlacesTests : IDisposable
{
    private readonly Scratch scratch = new();
    private readonly HashSet<RunRef> open = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task Of_many_that_ask_at_once_as_many_go_on_as_may()
    {
        var runs = Enumerable.Range(0, 20).Select(Run).ToList();
        open.UnionWith(runs);
        var asked = await Task.WhenAll(runs.Select(run => Task.Run(() => AskAsync(run, most: 3), Cancel)));
        Assert.Equal(3, runs.Zip(asked).Count(a => Has(a.Second, a.First)));
        Assert.Equal(3, (await AskAsync(runs[0], most: 3)).Granted.Count);
    }

    [Fact]
    public async Task A_run_that_ended_before_it_had_a_manifest_is_known_to_have_ended_by_Temporal()
    {
        open.Add(Run(1));
        await AskAsync(Run(1));
        Assert.False(Has(await AskAsync(Run(2)), Run(2)));
        open.Clear();
        Assert.True(Has(await AskAsync(Run(2)), Run(2)));
    }

    [Fact]
    public async Task A_run_with_a_manifest_has_its_place_until_its_teardown_has_closed_it_whatever_Temporal_says()
    {
        await AskAsync(scratch.Run);
        await RunOnDisk.OpenAsync(scratch.Host, Sample.Manifest(scratch), Sample.Baseline(), Cancel);
        Assert.False(Has(await AskAsync(Run(2)), Run(2)));

        using var steps = new ProductSteps(scratch.Host);
        await new TeardownActivities(steps.Teardown, RunOnDisk.Runs(scratch.Host)).CloseAsync(
            new CloseStep { Run = scratch.Run.Key, Seconds = 1, ClosedAt = DateTimeOffset.UnixEpoch });
        open.Add(scratch.Run);
        Assert.True(Has(await AskAsync(Run(2)), Run(2)));
    }

    [Fact]
    public async Task One_that_asks_again_because_its_answer_was_lost_has_the_same_place()
    {
        await AskAsync(Run(1));
        Assert.Single((await AskAsync(Run(1))).Granted);
    }

    private static RunRef Run(int i) => new() { WorkflowId = $"dryrun-p{i}", Plan = $"p{i}", Nonce = $"{i:x32}" };

    private static bool Has(SlotQueue places, RunRef run) => places.Find(run) is { Taken: true };

    private Task<SlotQueue> AskAsync(RunRef run, int most = 1) =>
        new HostSlots(scratch.Host with { MaxRuns = $"{most}" }).RequestAsync(run, "execution", place => Task.FromResult(open.Contains(place.Run)), Cancel);
}
