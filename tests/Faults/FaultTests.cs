using Xunit;

namespace DotIuCutter.Temporal.Tests.Faults;

/// <summary>One run a test, each struck by a fault drawn from its kind and seed, judged by witnesses that are not the product. See docs/faults.md.</summary>
[Trait("needs", "docker")]
[Collection(nameof(FaultSession))]
public sealed class FaultTests(FaultSession session)
{
    public static IEnumerable<TheoryDataRow<string, int>> Runs => FaultSchedule.Of(FaultSettings.Current).Select(r => new TheoryDataRow<string, int>(r.Kind, r.Seed));

    [Theory]
    [MemberData(nameof(Runs), DisableDiscoveryEnumeration = true)]
    public async Task The_run_ends_as_it_must_leaves_nothing_and_touches_nothing_foreign(string fault, int seed)
    {
        await session.World.ReadyAsync();
        var record = await session.ResultAsync(fault, seed);
        Assert.True(record.Passed, $"{record}");
    }
}
