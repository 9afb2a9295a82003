using System.Text.Json.Serialization;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Host;

/// <summary>Who is at work on this host and who waits, in the order in which they asked. Pure: what time it is and who has ended is told.</summary>
internal sealed record SlotQueue
{
    /// <summary>Longer than the longest pause between two questions.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public IReadOnlyList<Slot> All { get; init; } = [];

    [JsonIgnore]
    public IReadOnlyList<Slot> AtWork => [.. All.Where(p => p.Taken)];

    /// <summary>With the run among those that wait, where it has no place yet, and without those that have given up waiting.</summary>
    public SlotQueue Asked(RunRef run, string executionId, DateTimeOffset now)
    {
        var waiting = All.Where(p => p.Taken || p.Run == run || now - p.SeenAt < Patience);
        return Of(run) is { } known
            ? this with { All = [.. waiting.Select(p => p == known ? p with { SeenAt = now } : p)] }
            : this with { All = [.. waiting, new Slot { Run = run, ExecutionId = executionId, AskedAt = now, SeenAt = now }] };
    }

    public Slot? Of(RunRef run) => All.FirstOrDefault(p => p.Run == run);

    /// <summary>How many that wait have asked before the run.</summary>
    public int Before(RunRef run) => All.TakeWhile(p => p.Run != run).Count(p => !p.Taken);

    /// <summary>True when the run has a place, or there is one for it when all that asked before it have theirs.</summary>
    public bool HasOneFor(RunRef run, int most) => Of(run) is { Taken: true } || AtWork.Count + Before(run) < most;

    public SlotQueue Taken(RunRef run) => this with { All = [.. All.Select(p => p.Run == run ? p with { Taken = true } : p)] };

    public SlotQueue Without(IReadOnlyCollection<Slot> ended) => this with { All = [.. All.Where(p => !ended.Contains(p))] };
}
