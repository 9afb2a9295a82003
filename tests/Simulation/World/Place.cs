using DotIuCutter.Temporal.Tests.Doubles;
using DotIuCutter.Temporal.Tests.Simulation.Server;
using DotIuCutter.Temporal.Workflows.Contract.Notices;

namespace DotIuCutter.Temporal.Tests.Simulation.World;

/// <summary>All that the simulated activities work on.</summary>
internal sealed record Place
{
    public required Agenda Agenda { get; init; }

    public required Dice Dice { get; init; }

    public required MemoryEngine Engine { get; init; }

    /// <summary>Who is at work: an attempt of ours, or nobody when it is a foreigner.</summary>
    public TaskAttempt? Actor { get; set; }

    /// <summary>True while the daemon finishes what a dead worker had asked for.</summary>
    public bool Daemon { get; set; }

    public required Fences Fences { get; init; }

    public required Surroundings Surroundings { get; init; }

    /// <summary>The runs as the host knows them.</summary>
    public MemoryRunStore Store { get; } = new();

    /// <summary>Whether a workflow of an id is open, as Temporal says.</summary>
    public required Func<string, bool> IsOpen { get; init; }

    /// <summary>By nonce.</summary>
    public Dictionary<string, RunRecord> Runs { get; } = [];

    /// <summary>What people were told, by its id.</summary>
    public Dictionary<string, Notice> Told { get; } = [];

    public RunRecord Of(string nonce)
    {
        if (!Runs.TryGetValue(nonce, out var record))
        {
            record = Runs[nonce] = new RunRecord();
        }

        return record;
    }
}
