using System.Collections.Concurrent;
using DotIuCutter.Temporal.Tests.Simulation.Faults;

namespace DotIuCutter.Temporal.Tests.Simulation;

/// <summary>Many histories, on every core, each from a seed of its own.</summary>
internal sealed class Campaign
{
    public const string Broke = "BROKEN";

    private readonly ConcurrentDictionary<SimulatedFault, int> struck = new();
    private readonly ConcurrentQueue<(ulong Seed, Exception Why)> broken = new();
    private int histories;
    private int replays;
    private int tasks;

    public int Histories => histories;

    /// <summary>Copies of workflows that were replayed from history, after the worker died or to compare.</summary>
    public int Replays => replays;

    public int WorkflowTasks => tasks;

    /// <summary>How often each fault struck.</summary>
    public IReadOnlyDictionary<SimulatedFault, int> Struck => struck;

    /// <summary>Seeds whose history breaks an invariant, lowest first.</summary>
    public IReadOnlyList<(ulong Seed, Exception Why)> Broken => [.. broken.OrderBy(b => b.Seed)];

    /// <summary>Runs the seeds until none is left, time is up or enough are broken.</summary>
    public void Run(ulong from, int count, TimeSpan atMost, int enoughBroken = 10)
    {
        var began = TimeProvider.System.GetTimestamp();
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, (n, loop) =>
        {
            if (TimeProvider.System.GetElapsedTime(began) > atMost || broken.Count >= enoughBroken)
            {
                loop.Stop();
                return;
            }

            RunOne(from + (ulong)n);
        });
    }

    /// <summary>The same history again, told line by line.</summary>
    public static IReadOnlyList<string> Tell(ulong seed)
    {
        var lines = new List<string>();
        try
        {
            new History(seed, lines.Add).Run();
            lines.Add("Every invariant holds.");
        }
        catch (Exception e)
        {
            lines.Add($"{Broke} {e.Message}");
        }

        return lines;
    }

    private void RunOne(ulong seed)
    {
        var history = new History(seed);
        try
        {
            history.Run();
        }
        catch (Exception e)
        {
            broken.Enqueue((seed, e));
        }

        Interlocked.Increment(ref histories);
        Interlocked.Add(ref replays, history.Temporal.Replays);
        Interlocked.Add(ref tasks, history.Temporal.WorkflowTasks);
        foreach (var fault in history.Struck)
        {
            struck.AddOrUpdate(fault, 1, (_, times) => times + 1);
        }
    }
}
