using DotIuCutter.Temporal.Tests.Simulation.Server;

namespace DotIuCutter.Temporal.Tests.Simulation.Faults;

/// <summary>The few faults of one history, drawn before it begins. Few, so that most histories get far.</summary>
internal sealed class SimulatedFaultPlan
{
    /// <summary>What it takes two things for to matter is drawn more often.</summary>
    private static readonly SimulatedFault[] All = [.. Enum.GetValues<SimulatedFault>(), SimulatedFault.DaemonFinishesLater, SimulatedFault.DaemonFinishesLater, SimulatedFault.Endpoint, SimulatedFault.VolumeUser, SimulatedFault.FailsOnAndOn];
    private readonly List<PlannedFault> waiting;
    private readonly Dictionary<string, int> taken = [];
    private readonly List<SimulatedFault> struck = [];

    public SimulatedFaultPlan(Dice dice)
    {
        var count = dice.Of(0, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4);
        waiting = [.. Enumerable.Range(0, count).Select(_ => Draw(dice))];
    }

    public IReadOnlyList<PlannedFault> Waiting => waiting;

    /// <summary>Those whose turn came.</summary>
    public IReadOnlyList<SimulatedFault> Struck => struck;

    /// <summary>What strikes at this attempt. A fault that does not fit it strikes at the next one that it fits.</summary>
    public IReadOnlyList<SimulatedFault> At(TaskAttempt attempt, Func<SimulatedFault, bool> fits)
    {
        var type = attempt.Task.Type;
        foreach (var prefix in new[] { string.Empty, type[..(type.IndexOf('.', StringComparison.Ordinal) + 1)] })
        {
            taken[prefix] = taken.GetValueOrDefault(prefix) + 1;
        }

        var now = waiting.Where(f => type.StartsWith(f.Prefix, StringComparison.Ordinal) && taken[f.Prefix] >= f.Nth && fits(f.Fault)).ToList();
        now.ForEach(f => waiting.Remove(f));
        struck.AddRange(now.Select(f => f.Fault));
        return [.. now.Select(f => f.Fault)];
    }

    private static PlannedFault Draw(Dice dice)
    {
        var (prefix, most) = dice.Of((string.Empty, 60), ("preflight.", 13), ("provision.", 15), ("provision.", 15), ("scenario.", 8), ("scenario.", 16), ("teardown.", 10), ("teardown.", 10), ("teardown.", 20), ("closure.", 9));
        return new PlannedFault(All[dice.Below(All.Length)], prefix, 1 + dice.Below(most));
    }
}
