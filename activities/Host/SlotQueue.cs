using System.Text.Json.Serialization;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Host;

/// <summary>The runs that have a slot of this host and those that wait, in the order in which they asked. Pure: the caller says what time it is and which runs have ended.</summary>
internal sealed record SlotQueue
{
    /// <summary>A run that has not asked for so long waits no longer. Longer than the longest pause between two requests.</summary>
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromMinutes(1);

    public IReadOnlyList<Slot> All { get; init; } = [];

    [JsonIgnore]
    public IReadOnlyList<Slot> Granted => [.. All.Where(p => p.Taken)];

    /// <summary>Adds the run to those that wait, where it is not known yet, and drops those that have stopped asking.</summary>
    public SlotQueue Enqueue(RunRef run, string executionId, DateTimeOffset now)
    {
        var waiting = All.Where(p => p.Taken || p.Run == run || now - p.SeenAt < WaitTimeout);
        return Find(run) is { } known
            ? this with { All = [.. waiting.Select(p => p == known ? p with { SeenAt = now } : p)] }
            : this with { All = [.. waiting, new Slot { Run = run, ExecutionId = executionId, AskedAt = now, SeenAt = now }] };
    }

    public Slot? Find(RunRef run) => All.FirstOrDefault(p => p.Run == run);

    /// <summary>How many that wait have asked before the run.</summary>
    public int CountAhead(RunRef run) => All.TakeWhile(p => p.Run != run).Count(p => !p.Taken);

    /// <summary>True when the run has a slot, or one is left for it when all that asked before it have theirs.</summary>
    public bool CanGrant(RunRef run, int most) => Find(run) is { Taken: true } || Granted.Count + CountAhead(run) < most;

    public SlotQueue Grant(RunRef run) => this with { All = [.. All.Select(p => p.Run == run ? p with { Taken = true } : p)] };

    public SlotQueue Remove(IReadOnlyCollection<Slot> ended) => this with { All = [.. All.Where(p => !ended.Contains(p))] };
}
