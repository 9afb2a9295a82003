using CsCheck;
using DotIuCutter.Temporal.Activities.Postgres.Dump;
using DotIuCutter.Temporal.Activities.Postgres.Restore.Schedule;
using DotIuCutter.Temporal.Activities.Postgres.Restore.Sessions;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Postgres.Restore;

/// <summary>Sessions of any speed: what a part depends on is done before it, no two sessions use one table, and every session ends.</summary>
public sealed class RestoreOrderProperties
{
    private static readonly Gen<string> Name = Gen.Char['a', 'f'].Select(name => $"public.{name}");

    /// <summary>Rows come in several parts.</summary>
    private static readonly Gen<PartScope[]> Piece = Gen.Frequency(
        (1, Gen.Const<PartScope[]>([PartScope.Exclusive.Instance])),
        (1, Gen.Const<PartScope[]>([PartScope.EverySession.Instance])),
        (4, Gen.Select(Name, Gen.Int[1, 3]).Select((name, parts) => Enumerable.Repeat<PartScope>(new PartScope.Tables(name), parts).ToArray())),
        (3, Gen.Select(Name, Name).Select((table, referenced) => new PartScope[] { new PartScope.Tables(table, referenced) })));

    [Fact]
    public void Whatever_session_is_faster_the_database_becomes_what_one_would_have_made_of_it() =>
        Gen.Select(Piece.Array[1, 20].Select(pieces => pieces.SelectMany(piece => piece).ToArray()), Gen.Int[1, 4], Gen.Int[0, 1000].Array[60], Gen.Bool).Sample((scopes, sessions, chance, allAtOnce) =>
        {
            var order = new RestoreOrder(sessions);
            var added = 0;
            HashSet<long>[] done = [.. Enumerable.Range(0, sessions).Select(_ => new HashSet<long>())];
            var latest = new long?[sessions];
            var doing = new RestoreStep?[sessions];
            for (var turn = 0; ; turn++)
            {
                // A session is done with its step, or the dump comes in: that at the latest when nobody else can go on.
                ComeForMore();
                int[] able = [.. Enumerable.Range(0, sessions).Where(session => doing[session] is RestoreStep.Run)];
                if (added <= scopes.Length && (able.Length == 0 || allAtOnce || chance[turn % chance.Length] % 3 == 0))
                {
                    AddNext();
                    continue;
                }

                if (able.Length == 0 && doing.All(step => step is RestoreStep.Close))
                {
                    break;
                }

                Assert.NotEmpty(able);
                End(able[chance[turn % chance.Length] % able.Length]);
            }

            Assert.Equal(
                scopes.Select(scope => scope is PartScope.EverySession ? sessions : 1),
                scopes.Select((_, index) => done.Count(d => d.Contains(index))));

            void AddNext()
            {
                if (added < scopes.Length)
                {
                    order.Add(Part(scopes[added], added));
                }
                else
                {
                    order.End();
                }

                added++;
            }

            void ComeForMore()
            {
                int released;
                do
                {
                    released = order.Released;
                    for (var session = 0; session < sessions; session++)
                    {
                        if (doing[session] is null && order.Next(session) is { } step)
                        {
                            doing[session] = step;
                            Begin(session, step);
                        }
                    }
                }
                while (order.Released != released);
            }

            void Begin(int session, RestoreStep step)
            {
                if (step is not RestoreStep.Run { Part: { Piece.From: var from, Scope: var scope } })
                {
                    return;
                }

                // All that it waits for is done, and what locks a table that another is at would wait for it, or it for this.
                Assert.All(Enumerable.Range(0, (int)from).Where(earlier => Precedes(scopes[earlier], scope)), earlier =>
                    Assert.True(scopes[earlier] is PartScope.EverySession ? done[session].Contains(earlier) : done.Any(d => d.Contains(earlier))));
                Assert.Empty(Names(scope).Intersect(doing.Where((_, other) => other != session).OfType<RestoreStep.Run>().SelectMany(run => Names(run.Part.Scope))));

                // Nothing may come between the rows of one table.
                Assert.False(latest[session] is { } before && from != before + 1 && scopes[before] is PartScope.Tables && ReferenceEquals(scopes[before], scopes.ElementAtOrDefault((int)before + 1)));
                latest[session] = from;
            }

            void End(int session)
            {
                Assert.True(done[session].Add(((RestoreStep.Run)doing[session]!).Piece.From));
                doing[session] = null;
            }

            IReadOnlyList<string> Names(PartScope scope) => scope is PartScope.Tables tables ? tables.Names : [];
        });

    [Fact]
    public void No_other_table_comes_between_the_rows_of_one_that_are_still_coming_in()
    {
        var (rows, index) = (new PartScope.Tables("public.one"), new PartScope.Tables("public.one"));
        var order = new RestoreOrder(1);
        order.Add(Part(new PartScope.Tables("public.other"), 0));
        order.Add(Part(rows, 1));
        Assert.Equal([0, 1], Exhaust());
        order.Add(Part(rows, 2));
        Assert.Equal([2], Exhaust());
        order.Add(Part(index, 3));
        Assert.Equal([3], Exhaust());
        order.End();
        Assert.IsType<RestoreStep.Close>(order.Next(0));

        IReadOnlyList<long> Exhaust()
        {
            List<long> done = [];
            while (order.Next(0) is RestoreStep.Run run)
            {
                done.Add(run.Piece.From);
            }

            return done;
        }
    }

    [Fact]
    public void An_index_is_built_by_any_idle_session_once_the_rows_are_there()
    {
        var order = Order(("large", null), ("other", null), ("large", null), ("other", null));
        Assert.Equal(0, Next(order, 0));
        Assert.Equal(1, Next(order, 1));
        Assert.Equal(3, Next(order, 1));
        Assert.Equal(2, Next(order, 0));
    }

    [Fact]
    public void An_exclusive_part_waits_for_everything_before_it_and_everything_after_waits_for_it()
    {
        var order = new RestoreOrder(2);
        order.Add(Part(new PartScope.Tables("a"), 0));
        order.Add(Part(new PartScope.Tables("b"), 1));
        order.Add(Part(PartScope.Exclusive.Instance, 2));
        order.Add(Part(new PartScope.Tables("c"), 3));
        order.Add(Part(new PartScope.Tables("d"), 4));
        order.End();
        Assert.Equal(0, Next(order, 0));
        Assert.Equal(1, Next(order, 1));
        Assert.Null(order.Next(0));
        Assert.Null(order.Next(1));
        Assert.Equal(2, Next(order, 0));
        Assert.Null(order.Next(1));
        Assert.Equal(3, Next(order, 0));
        Assert.Equal(4, Next(order, 1));
    }

    [Fact]
    public void Foreign_keys_of_different_tables_go_side_by_side_and_one_that_shares_a_table_waits()
    {
        var order = Order(("a", "b"), ("b", "c"), ("d", "e"));
        Assert.Equal(0, Next(order, 0));
        Assert.Equal(2, Next(order, 1));
        Assert.Null(order.Next(1));
        Assert.Equal(1, Next(order, 0));
        Assert.IsType<RestoreStep.Close>(order.Next(1));
    }

    [Fact]
    public void A_small_production_has_one_session_and_no_host_more_than_four()
    {
        Assert.Equal(1, SessionCount.For(63_999_999, 8));
        Assert.Equal(2, SessionCount.For(64_000_000, 2));
        Assert.Equal(1, SessionCount.For(64_000_000, 1));
        Assert.Equal(4, SessionCount.For(64_000_000, 64));
    }

    private static RestoreOrder Order(params (string Table, string? Referenced)[] works)
    {
        var order = new RestoreOrder(2);
        foreach (var (at, (table, referenced)) in works.Index())
        {
            order.Add(Part(new PartScope.Tables(table, referenced), at));
        }

        order.End();
        return order;
    }

    private static long Next(RestoreOrder order, int session) => Assert.IsType<RestoreStep.Run>(order.Next(session)).Piece.From;

    /// <summary>What kind of piece it is does not matter here, only its scope.</summary>
    private static DumpPart Part(PartScope scope, long at) => new(new DumpPiece.SqlStatement(at, at + 1, ""), scope);

    private static bool Precedes(PartScope earlier, PartScope later) => (earlier, later) switch
    {
        (PartScope.EverySession, _) => true,
        (_, PartScope.EverySession) => false,
        (PartScope.Tables one, PartScope.Tables other) => one.Names.Intersect(other.Names).Any(),
        _ => true,
    };
}
