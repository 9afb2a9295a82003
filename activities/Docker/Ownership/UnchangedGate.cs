using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Activities.Docker.Ownership;

/// <summary>A gate over things that should have stayed the same.</summary>
internal static class UnchangedGate
{
    internal static GateResult Compare(Gate gate, string subject, string expected, string same, IReadOnlyList<Difference> differences) => differences.Count == 0
        ? GateResult.Green(gate, subject, expected, same)
        : GateResult.Red(gate, subject, expected, string.Join("; ", differences.Select(d => $"{d.Field} was {d.Before}, is {d.After}")),
            "This product never touches them: compare the times with the Docker daemon's log and events to find what did.", [.. differences]);
}
