using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Provision;
using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Workflows.Gates;

/// <summary>The scenario's database is on the very server G-10 looked at, and carries the run's nonce.</summary>
internal static class G14Target
{
    public static GateResult Judge(DrTarget target, PreparedScenario prepared)
    {
        const string Gate = "G-14";
        var subject = $"database '{target.Database}' at the DR's socket";
        var expected = $"system identifier {target.SystemIdentifier}, nonce {target.Dr.Run.Nonce}";
        var found = $"system identifier {prepared.SystemIdentifier}, nonce {prepared.Nonce ?? "absent"}";
        return prepared.Marks is not null && prepared.SystemIdentifier == target.SystemIdentifier && prepared.Nonce == target.Dr.Run.Nonce
            ? GateResult.Green(Gate, subject, expected, found)
            : GateResult.Red(Gate, subject, expected, found, "Find out what answers at the DR's socket; no statement of the scenario was sent there.");
    }
}
