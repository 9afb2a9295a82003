using CsCheck;
using DotIuCutter.Temporal.Activities.Postgres.Restores;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Postgres;

/// <summary>Sessions that go on in any order there can be: what each part waited for was done before it, and all come to their end.</summary>
public sealed class RestoreOrderProperties
{
    private static readonly Gen<DumpShare> Share = Gen.Frequency(
        (1, Gen.Const<DumpShare>(DumpShare.Alone.Instance)),
        (1, Gen.Const<DumpShare>(DumpShare.Everywhere.Instance)),
        (4, Gen.Char['a', 'f'].Select(name => (DumpShare)new DumpShare.Table($"public.{name}"))));

    [Fact]
    public void Whatever_session_is_faster_the_database_becomes_what_one_would_have_made_of_it() =>
        Gen.Select(Share.Array[1, 25], Gen.Int[1, 4], Gen.Int.Array[60], Gen.Int[0, 100].Array[60]).Sample((shares, sessions, speed, loads) =>
        {
            var turn = 0;
            var order = new RestoreOrder(sessions, _ => loads[turn++ % loads.Length]);
            var steps = Enumerable.Range(0, sessions).Select(_ => new Queue<RestoreStep>()).ToArray();
            foreach (var (index, share) in shares.Index())
            {
                foreach (var (session, step) in order.Deal(new DumpPart(share, index, index + 1)))
                {
                    steps[session].Enqueue(step);
                }
            }

            HashSet<int> told = [];
            HashSet<long>[] done = [.. steps.Select(_ => new HashSet<long>())];
            for (var at = 0; steps.Any(queue => queue.Count > 0); at++)
            {
                var able = Enumerable.Range(0, sessions).Where(s => steps[s].TryPeek(out var next) && (next is not RestoreStep.Await other || told.Contains(other.Number))).ToArray();
                Assert.NotEmpty(able);
                var session = able[(speed[at % speed.Length] & int.MaxValue) % able.Length];
                switch (steps[session].Dequeue())
                {
                    case RestoreStep.Tell tell:
                        Assert.True(told.Add(tell.Number));
                        break;
                    case RestoreStep.Run run:
                        Assert.True(done[session].Add(run.From));
                        Assert.All(Enumerable.Range(0, (int)run.From).Where(earlier => Precedes(shares[earlier], shares[run.From])), earlier =>
                            Assert.True(shares[earlier] is DumpShare.Everywhere ? done[session].Contains(earlier) : done.Any(d => d.Contains(earlier))));
                        break;
                }
            }

            Assert.Equal(
                shares.Select(share => share is DumpShare.Everywhere ? sessions : 1),
                shares.Select((_, index) => done.Count(d => d.Contains(index))));
        });

    [Fact]
    public void A_small_production_is_one_sessions_and_no_host_has_more_than_four()
    {
        Assert.Equal(1, RestoreSessions.For(63_999_999, 8));
        Assert.Equal(2, RestoreSessions.For(64_000_000, 2));
        Assert.Equal(1, RestoreSessions.For(64_000_000, 1));
        Assert.Equal(4, RestoreSessions.For(64_000_000, 64));
    }

    private static bool Precedes(DumpShare earlier, DumpShare later) =>
        earlier is DumpShare.Everywhere || later is not DumpShare.Everywhere && (earlier is DumpShare.Alone || later is DumpShare.Alone || earlier == later);
}
