using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Workflows.Gates;

/// <summary>Every protected container exists and is captured.</summary>
public static class G03Protected
{
    /// <param name="names">Exact names of the plan's protected containers.</param>
    /// <param name="captured">Those that C-01 found.</param>
    public static GateResult Judge(IReadOnlyList<string> names, IReadOnlyList<ContainerCapture> captured)
    {
        const string subject = "protected containers", expected = "every one exists and is captured";
        var missing = names.Except(captured.Select(c => c.Name)).ToList();
        return missing.Count == 0
            ? GateResult.Green(Gate.ProtectedPresent, subject, expected, names.Count == 0 ? "the plan protects none" : $"captured {string.Join(", ", captured.Select(c => $"'{c.Name}' ({c.Id})"))}")
            : GateResult.Red(Gate.ProtectedPresent, subject, expected, $"missing: {string.Join(", ", missing.Select(n => $"'{n}'"))}",
                "Correct the names in the plan's 'protected', or find out what became of these containers.",
                [.. missing.Select(n => new Difference(n, "exists", "absent"))]);
    }
}
