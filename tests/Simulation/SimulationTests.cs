using System.Globalization;
using DotIuCutter.Temporal.Tests.Simulation.Faults;

namespace DotIuCutter.Temporal.Tests.Simulation;

/// <summary>Both workflows, in the SDK's own scheduler, through seeded histories of faults on a simulated server and machine; see docs/simulation.md.</summary>
public sealed class SimulationTests
{
    private const int Seeds = 2000;

    [Fact]
    public void Every_invariant_holds_in_every_seeded_history()
    {
        var campaign = new Campaign();
        campaign.Run(from: 1, Seeds, atMost: TimeSpan.FromMinutes(10));

        Assert.True(campaign.Broken.Count == 0, Told(campaign));
        Assert.Equal(Seeds, campaign.Histories);
        Assert.Equal(Enum.GetValues<SimulatedFault>(), campaign.Struck.Keys.Order());
        Assert.True(campaign.Replays > Seeds / 4, "Hardly anything was replayed.");
    }

    [Theory]
    [InlineData(7UL)]
    [InlineData(170UL)]
    public void A_seed_tells_the_same_history_every_time(ulong seed)
    {
        var told = Campaign.Tell(seed);

        Assert.Contains(told, line => line.EndsWith("is Completed", StringComparison.Ordinal) || line.EndsWith("is Failed", StringComparison.Ordinal));
        Assert.Equal(told, Campaign.Tell(seed));
    }

    /// <summary>What <c>eng/simulate</c> runs: SIMULATE_SEEDS histories from SIMULATE_FROM on, or one told line by line.</summary>
    [Fact(Explicit = true)]
    [Trait("started", "by-hand")]
    public void Simulates_as_many_histories_as_asked_for()
    {
        var from = (ulong)Asked("SIMULATE_FROM", 1);
        var count = Asked("SIMULATE_SEEDS", 1);
        if (count == 1)
        {
            var told = Campaign.Tell(from);
            Console.WriteLine(string.Join('\n', told));
            Assert.False(told[^1].StartsWith(Campaign.Broke, StringComparison.Ordinal), told[^1]);
            return;
        }

        var began = TimeProvider.System.GetTimestamp();
        var campaign = new Campaign();
        campaign.Run(from, count, TimeSpan.FromMinutes(Asked("SIMULATE_MINUTES", 60)));
        Console.WriteLine(Summary(campaign, TimeProvider.System.GetElapsedTime(began)));
        Assert.True(campaign.Broken.Count == 0, Told(campaign));
    }

    private static int Asked(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private static string Summary(Campaign campaign, TimeSpan took) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        faults struck: {string.Join(", ", campaign.Struck.OrderBy(s => s.Key).Select(s => $"{s.Key} {s.Value}"))}
        {campaign.Histories} histories, {campaign.WorkflowTasks} workflow tasks, {campaign.Replays} replays in {took.TotalSeconds:0} s: {campaign.Histories / took.TotalSeconds:0} histories a second
        """);

    private static string Told(Campaign campaign) => campaign.Broken.Count == 0 ? string.Empty : string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {campaign.Broken.Count} of {campaign.Histories} histories broke an invariant:
        {string.Join('\n', campaign.Broken.Select(b => $"seed {b.Seed}: {b.Why.Message}"))}
        The first of them, line by line; `eng/simulate --seed {campaign.Broken[0].Seed}` tells it again:
        {string.Join('\n', Campaign.Tell(campaign.Broken[0].Seed))}
        """);
}
