using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Workflows.Gates;

/// <summary>The harness is gone: no container, and no session, open transaction or lock of it in the DR.</summary>
internal static class G20HarnessGone
{
    public static GateResult Judge(string harness, string database, ScenarioRecord record)
    {
        const string Expected = "no container, no session, no open transaction, no lock";
        var subject = $"harness container '{harness}' and database '{database}'";
        return record.Left.Count == 0
            ? GateResult.Green(Gate.HarnessGone, subject, Expected, "none")
            : GateResult.Red(
                Gate.HarnessGone, subject, Expected, string.Join("; ", record.Left), "Find out what still works in the DR; the DR itself is destroyed by teardown in any case.");
    }
}
