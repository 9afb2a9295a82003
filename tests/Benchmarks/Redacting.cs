using BenchmarkDotNet.Attributes;
using DotIuCutter.Temporal.Activities.Secrets;

namespace DotIuCutter.Temporal.Benchmarks;

/// <summary>What every line of evidence goes through.</summary>
public class Redacting : BesideBrotli
{
    private readonly string[] lines = [.. Enumerable.Range(0, 2_000).Select(row => (row % 50) switch
    {
        0 => $"psycopg.connect('postgres://reader:secret{row}@db/directus')",
        1 => $"ALTER ROLE reader PASSWORD 'p{row}'",
        _ => $"INSERT INTO public.iu_cut (id, batch_id, unit) VALUES ({row}, {row / 7}, 'kilogram') -- nothing to hide in this statement",
    })];

    [Benchmark]
    public int ByShape() => lines.Sum(line => Redactor.Shapes(line).Length);
}
