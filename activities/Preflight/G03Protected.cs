using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Preflight;

namespace DotIuCutter.Temporal.Activities.Preflight;

internal sealed partial class PreflightActivities
{
#pragma warning disable CA1822 // A member of IPreflight, whichever fields it needs.
    public Task<GateResult> CheckProtectedAsync(ProtectedCheck check)
    {
        var captured = check.Captured.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var missing = check.Names.Where(n => !captured.Contains(n)).ToList();
        const string subject = "protected containers", expected = "every one exists and is captured";
        return Task.FromResult(missing.Count == 0
            ? GateResult.Green("G-03", subject, expected, check.Names.Count == 0 ? "the plan protects none" : $"captured {string.Join(", ", check.Captured.Select(c => $"'{c.Name}' ({c.Id})"))}")
            : GateResult.Red("G-03", subject, expected, $"missing: {string.Join(", ", missing.Select(n => $"'{n}'"))}",
                "Correct the names in the plan's 'protected', or find out what became of these containers.",
                [.. missing.Select(n => new Difference(n, "exists", "absent"))]));
    }
#pragma warning restore CA1822
}
