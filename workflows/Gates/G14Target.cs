using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Workflows.Gates;

/// <summary>G-14: the scenario's database is on the very server that G-10 looked at, and carries the run's nonce.</summary>
public static class G14Target
{
    /// <param name="run">The run, whose nonce is planted in its databases.</param>
    /// <param name="database">The scenario's database.</param>
    /// <param name="expected">The DR's system identifier, as G-10 read it.</param>
    /// <param name="found">System identifier and nonce, read on the session that prepared the scenario; the nonce is null when there is none.</param>
    /// <param name="prepared">True when that session went on to set the marks, which it does on the run's DR only.</param>
    public static GateResult Judge(RunRef run, string database, string expected, (string SystemIdentifier, string? Nonce) found, bool prepared)
    {
        var subject = $"database '{database}' at the DR's socket";
        var wanted = $"system identifier {expected}, nonce {run.Nonce}";
        var seen = $"system identifier {found.SystemIdentifier}, nonce {found.Nonce ?? "absent"}";
        return prepared && found.SystemIdentifier == expected && found.Nonce == run.Nonce
            ? GateResult.Green(Gate.ScenarioTarget, subject, wanted, seen)
            : GateResult.Red(Gate.ScenarioTarget, subject, wanted, seen, "Find out what answers at the DR's socket. No statement of the scenario was sent there.");
    }
}
