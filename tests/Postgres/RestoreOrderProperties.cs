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
        Gen.Select(Share.Array[1, 25], Gen.Int[1, 4], Gen.Int[0, 1000].Array[60], Gen.Bool).Sample((shares, sessions, chance, allAtOnce) =>
        {
            var order = new RestoreOrder(sessions);
            var added = 0;
            HashSet<int> told = [];
            HashSet<long>[] done = [.. Enumerable.Range(0, sessions).Select(_ => new HashSet<long>())];
            Queue<RestoreStep>[] pipes = [.. Enumerable.Range(0, sessions).Select(_ => new Queue<RestoreStep>())];
            var latest = new long?[sessions];
            var doing = new RestoreStep?[sessions];
            for (var turn = 0; ; turn++)
            {
                // A session hands on, a psql runs, or the dump comes in: that at the latest when nobody else can go on.
                Action[] able =
                [
                    .. Enumerable.Range(0, sessions).Where(GoesOn).Select(session => (Action)(() => HandOn(session))),
                    .. Enumerable.Range(0, sessions).Where(session => pipes[session].Count > 0).Select(session => (Action)(() => Run(session))),
                ];
                if (added <= shares.Length && (able.Length == 0 || allAtOnce || chance[turn % chance.Length] % 3 == 0))
                {
                    AddNext();
                    continue;
                }

                if (able.Length == 0 && doing.All(step => step is RestoreStep.Close))
                {
                    break;
                }

                Assert.NotEmpty(able);
                able[chance[turn % chance.Length] % able.Length]();
            }

            Assert.Equal(
                shares.Select(share => share is DumpShare.Everywhere ? sessions : 1),
                shares.Select((_, index) => done.Count(d => d.Contains(index))));

            void AddNext()
            {
                if (added < shares.Length)
                {
                    order.Add(new DumpPart(shares[added], added, added + 1));
                }
                else
                {
                    order.End();
                }

                added++;
            }

            bool GoesOn(int session)
            {
                doing[session] ??= order.Next(session);
                return doing[session] is RestoreStep.Run or RestoreStep.Tell || doing[session] is RestoreStep.Await other && told.Contains(other.Number);
            }

            void HandOn(int session)
            {
                if (doing[session] is { } step and not RestoreStep.Await)
                {
                    pipes[session].Enqueue(step);
                }

                doing[session] = null;
            }

            void Run(int session)
            {
                switch (pipes[session].Dequeue())
                {
                    case RestoreStep.Tell tell:
                        Assert.True(told.Add(tell.Number));
                        break;
                    case RestoreStep.Run run:
                        Assert.True(done[session].Add(run.From));
                        Assert.All(Enumerable.Range(0, (int)run.From).Where(earlier => Precedes(shares[earlier], shares[run.From])), earlier =>
                            Assert.True(shares[earlier] is DumpShare.Everywhere ? done[session].Contains(earlier) : done.Any(d => d.Contains(earlier))));

                        // Parts of one table that follow each other are of its rows, and nothing may come between them.
                        Assert.False(latest[session] is { } before && run.From != before + 1 && shares[before] is DumpShare.Table && shares[before] == shares.ElementAtOrDefault((int)before + 1));
                        latest[session] = run.From;
                        break;
                }
            }
        });

    /// <summary>The session has the first table already, so it does not come to the second one before these rows.</summary>
    [Fact]
    public void No_other_table_comes_between_the_rows_of_one_that_are_still_coming_in()
    {
        var (one, other) = (new DumpShare.Table("public.one"), new DumpShare.Table("public.other"));
        var order = new RestoreOrder(1);
        List<long> done = [];
        foreach (var (share, index) in ((DumpShare[])[one, other, one, one]).Select((share, index) => (share, index)))
        {
            order.Add(new DumpPart(share, index, index + 1));
            if (index != 1)
            {
                Exhaust();
            }
        }

        order.End();
        Exhaust();
        Assert.Equal([0, 2, 3, 1], done);

        void Exhaust()
        {
            while (order.Next(0) is RestoreStep.Run run)
            {
                done.Add(run.From);
            }
        }
    }

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
