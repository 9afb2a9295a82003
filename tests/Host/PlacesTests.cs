using CsCheck;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Host;

/// <summary>Who may go on when a host carries only so many runs at once.</summary>
public sealed class PlacesTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Never_carries_more_than_it_may_and_lets_them_go_on_in_the_order_they_asked() => Gen.Select(Gen.Int[1, 4], Gen.Int[0, 9].Array[1, 200]).Sample((most, asks) =>
    {
        var (places, now) = (new SlotQueue(), Start);
        var asked = new List<int>();
        var gone = new HashSet<int>();
        foreach (var i in asks)
        {
            now += TimeSpan.FromSeconds(0.1);
            if (places.Find(Run(i)) is { Taken: true } place)
            {
                // The second time that a run at work is met, it ends.
                places = places.Remove([place]);
                Assert.True(gone.Add(i));
                asked.Remove(i);
            }
            else if (!gone.Contains(i))
            {
                if (!asked.Contains(i))
                {
                    asked.Add(i);
                }

                places = Ask(places, i, most, now);
            }

            // It is only whoever asks that goes on, so one before it may still wait, but never behind one that it lets pass for want of a place.
            var atWork = places.Granted.Select(p => p.Run).ToList();
            Assert.True(atWork.Count <= most);
            Assert.All(atWork, run => Assert.True(asked.IndexOf(asked.First(a => Run(a) == run)) < most));
        }
    });

    [Fact]
    public void One_that_asks_again_keeps_its_place_in_the_queue()
    {
        var places = Ask(Ask(Ask(new SlotQueue(), 1, 1, Start), 2, 1, Start), 3, 1, Start);
        places = Ask(Ask(places, 3, 1, Start), 2, 1, Start);
        Assert.Equal((0, 1), (places.CountAhead(Run(2)), places.CountAhead(Run(3))));
        Assert.Equal(3, places.All.Count);
    }

    [Fact]
    public void One_that_does_not_ask_any_more_waits_no_longer_and_holds_nobody_up()
    {
        var places = Ask(Ask(new SlotQueue(), 1, 1, Start), 2, 1, Start);
        places = Ask(places, 3, 1, Start + TimeSpan.FromSeconds(61));
        Assert.Null(places.Find(Run(2)));
        Assert.NotNull(places.Find(Run(1)));
        Assert.Equal(0, places.CountAhead(Run(3)));
    }

    private static RunRef Run(int i) => new() { WorkflowId = $"dryrun-{i}", Plan = "p", Nonce = $"{i:x32}" };

    private static SlotQueue Ask(SlotQueue places, int i, int most, DateTimeOffset now)
    {
        places = places.Enqueue(Run(i), $"execution {i}", now);
        return places.CanGrant(Run(i), most) ? places.Grant(Run(i)) : places;
    }
}
