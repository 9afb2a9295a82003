using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Workflows.Gates;

/// <summary>The harness is gone: no container, and no session, open transaction or lock of it in the DR.</summary>
internal static class G20HarnessGone
{
    public static GateResult Judge(string harness, string database, ScenarioRecord record)
    {
        const string Gate = "G-20";
        const string Expected = "no container, no session, no open transaction, no lock";
        var subject = $"harness container '{harness}' and database '{database}'";
        return record.Left.Count == 0
            ? GateResult.Green(Gate, subject, Expected, "none")
            : GateResult.Red(
                Gate, subject, Expected, string.Join("; ", record.Left), "Find out what still works in the DR; the DR itself is destroyed by teardown in any case.");
    }
}
