using CsCheck;
using DotIuCutter.Temporal.Activities.Postgres.Restores;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Postgres;

/// <summary>Sessions that go on in any order there can be: what each part waited for was done before it, and all come to their end.</summary>
public sealed class RestoreOrderProperties
{
    private static readonly Gen<string> Name = Gen.Char['a', 'f'].Select(name => $"public.{name}");

    /// <summary>Rows come in several parts.</summary>
    private static readonly Gen<DumpShare[]> Piece = Gen.Frequency(
        (1, Gen.Const<DumpShare[]>([DumpShare.Alone.Instance])),
        (1, Gen.Const<DumpShare[]>([DumpShare.Everywhere.Instance])),
        (4, Gen.Select(Name, Gen.Int[1, 3]).Select((name, parts) => Enumerable.Repeat<DumpShare>(new DumpShare.Tables(name), parts).ToArray())),
        (3, Gen.Select(Name, Name).Select((table, referenced) => new DumpShare[] { new DumpShare.Tables(table, referenced) })));

    [Fact]
    public void Whatever_session_is_faster_the_database_becomes_what_one_would_have_made_of_it() =>
        Gen.Select(Piece.Array[1, 20].Select(pieces => pieces.SelectMany(piece => piece).ToArray()), Gen.Int[1, 4], Gen.Int[0, 1000].Array[60], Gen.Bool, Gen.Long[1, 4]).Sample((shares, sessions, chance, allAtOnce, large) =>
        {
            var order = new RestoreOrder(sessions, large);
            var added = 0;
            HashSet<int> told = [];
            HashSet<long>[] done = [.. Enumerable.Range(0, sessions).Select(_ => new HashSet<long>())];
            Queue<RestoreStep>[] pipes = [.. Enumerable.Range(0, sessions).Select(_ => new Queue<RestoreStep>())];
            var latest = new long?[sessions];
            var doing = new RestoreStep?[sessions];
            for (var turn = 0; ; turn++)
            {
                // A session hands on, a psql runs, or the dump comes in: that at the latest when nobody else can go on.
                var able = Able();
                if (able.Length == 0)
                {
                    // Somebody may have been freed by one that was asked after it.
                    able = Able();
                }

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

            Action[] Able() =>
            [
                .. Enumerable.Range(0, sessions).Where(GoesOn).Select(session => (Action)(() => HandOn(session))),
                .. Enumerable.Range(0, sessions).Where(session => pipes[session].Count > 0).Select(session => (Action)(() => Run(session))),
            ];

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
                    // What locks a table that another is not done with would wait for it, or it for this.
                    var others = pipes.Where((_, other) => other != session).SelectMany(pipe => pipe).SelectMany(Names);
                    Assert.Empty(Names(step).Intersect(others));
                    pipes[session].Enqueue(step);
                }

                doing[session] = null;
            }

            IReadOnlyList<string> Names(RestoreStep step) => step is RestoreStep.Run run && shares[run.From] is DumpShare.Tables tables ? tables.Names : [];

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

                        // Nothing may come between the rows of one table.
                        Assert.False(latest[session] is { } before && run.From != before + 1 && shares[before] is DumpShare.Tables && ReferenceEquals(shares[before], shares.ElementAtOrDefault((int)before + 1)));
                        latest[session] = run.From;
                        break;
                }
            }
        });

    [Fact]
    public void No_other_table_comes_between_the_rows_of_one_that_are_still_coming_in()
    {
        var (rows, index) = (new DumpShare.Tables("public.one"), new DumpShare.Tables("public.one"));
        var order = new RestoreOrder(1);
        order.Add(new DumpPart(new DumpShare.Tables("public.other"), 0, 1));
        order.Add(new DumpPart(rows, 1, 2));
        Assert.Equal([0, 1], Exhaust());
        order.Add(new DumpPart(rows, 2, 3));
        Assert.Equal([2], Exhaust());
        order.Add(new DumpPart(index, 3, 4));
        Assert.Equal([3], Exhaust());
        order.End();
        Assert.IsType<RestoreStep.Close>(order.Next(0));

        IReadOnlyList<long> Exhaust()
        {
            List<long> done = [];
            while (order.Next(0) is RestoreStep.Run run)
            {
                done.Add(run.From);
            }

            return done;
        }
    }

    /// <summary>The first session was handed the large table, at which its psql is still busy.</summary>
    [Fact]
    public void A_session_takes_nothing_else_before_its_psql_is_done_with_a_large_table()
    {
        var order = Order(large: 100, ("large", null, 100), ("small", null, 99), ("next", null, 1), ("last", null, 1));
        var begun = Assert.IsType<RestoreStep.Tell>(order.Next(0));
        Assert.Equal(new RestoreStep.Run(0, 100), order.Next(0));
        Assert.Equal(new RestoreStep.Await(begun.Number), order.Next(1));
        Assert.Equal(new RestoreStep.Run(100, 199), order.Next(1));
        var done = Assert.IsType<RestoreStep.Tell>(order.Next(0));
        Assert.Equal(new RestoreStep.Run(199, 200), order.Next(1));
        Assert.Equal(new RestoreStep.Await(done.Number), order.Next(0));
        Assert.Equal(new RestoreStep.Run(200, 201), order.Next(0));
    }

    [Fact]
    public void An_index_is_built_by_whoever_is_idle_once_the_rows_are_there()
    {
        var order = Order(large: 100, ("large", null, 100), ("other", null, 100), ("large", null, 1), ("other", null, 1));
        var begun = Assert.IsType<RestoreStep.Tell>(order.Next(0));
        Assert.Equal(new RestoreStep.Run(0, 100), order.Next(0));
        Assert.Equal(new RestoreStep.Await(begun.Number), order.Next(1));
        Assert.Equal(new RestoreStep.Run(100, 200), order.Next(1));
        var first = Assert.IsType<RestoreStep.Tell>(order.Next(0));
        var second = Assert.IsType<RestoreStep.Tell>(order.Next(1));
        Assert.Equal(new RestoreStep.Await(first.Number), order.Next(0));
        Assert.Equal(new RestoreStep.Await(second.Number), order.Next(1));
        Assert.Equal(new RestoreStep.Run(201, 202), order.Next(1));
        Assert.Equal(new RestoreStep.Run(200, 201), order.Next(0));
    }

    [Fact]
    public void Foreign_keys_of_different_tables_go_side_by_side_and_one_that_shares_a_table_waits()
    {
        var order = Order(large: 100, ("a", "b", 1), ("b", "c", 1), ("d", "e", 1));
        var begun = Assert.IsType<RestoreStep.Tell>(order.Next(0));
        Assert.Equal(new RestoreStep.Run(0, 1), order.Next(0));
        Assert.Equal(new RestoreStep.Await(begun.Number), order.Next(1));
        Assert.Equal(new RestoreStep.Run(2, 3), order.Next(1));
        var other = Assert.IsType<RestoreStep.Tell>(order.Next(1));
        Assert.Equal(new RestoreStep.Await(other.Number), order.Next(1));
        Assert.Null(order.Next(1));
        Assert.Equal(new RestoreStep.Run(1, 2), order.Next(0));
        Assert.IsType<RestoreStep.Close>(order.Next(1));
    }

    [Fact]
    public void A_small_production_is_one_sessions_and_no_host_has_more_than_four()
    {
        Assert.Equal(1, RestoreSessions.For(63_999_999, 8));
        Assert.Equal(2, RestoreSessions.For(64_000_000, 2));
        Assert.Equal(1, RestoreSessions.For(64_000_000, 1));
        Assert.Equal(4, RestoreSessions.For(64_000_000, 64));
    }

    private static RestoreOrder Order(long large, params (string Table, string? Referenced, long Bytes)[] works)
    {
        var order = new RestoreOrder(2, large);
        var at = 0L;
        foreach (var (table, referenced, bytes) in works)
        {
            order.Add(new DumpPart(new DumpShare.Tables(table, referenced), at, at += bytes));
        }

        order.End();
        return order;
    }

    private static bool Precedes(DumpShare earlier, DumpShare later) => (earlier, later) switch
    {
        (DumpShare.Everywhere, _) => true,
        (_, DumpShare.Everywhere) => false,
        (DumpShare.Tables one, DumpShare.Tables other) => one.Names.Intersect(other.Names).Any(),
        _ => true,
    };
}
