using BenchmarkDotNet.Attributes;
using DotIuCutter.Temporal.Activities.Postgres.Effects;

namespace DotIuCutter.Temporal.Benchmarks;

/// <summary>What every committed row of a scenario goes through.</summary>
public class CommittedRows : BesideBrotli
{
    private readonly string[] lines = [.. Enumerable.Range(0, 10_000).Select(row =>
        $"table public.iu_cut: {(row % 3 == 0 ? "UPDATE" : "INSERT")}: id[bigint]:{row} batch_id[bigint]:{row / 7} unit[text]:'kilogram' sha256[text]:'{row:x64}'")];

    [Benchmark]
    public int Count()
    {
        var changes = new ChangeList();
        foreach (var line in lines)
        {
            changes.Add(line);
        }

        return changes.Tables.Count;
    }
}
