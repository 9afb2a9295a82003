using DotIuCutter.Temporal.Activities.Postgres;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Activities.Scenarios;

internal sealed partial class ScenarioActivities
{
    public async Task<GateResult> CheckTargetAsync(TargetCheck check)
    {
        var target = check.Target;
        var (identifier, nonce) = await PostgresFailure.InWordsAsync(
            $"Looking at database '{target.Database}' in '{target.Dr.Name}'",
            () => DrConnection.ReadMarksAsync(target, target.Database, ActivityContext.Cancel));
        const string Gate = "G-14";
        var subject = $"database '{target.Database}' at the DR's socket";
        var expected = $"system identifier {target.SystemIdentifier}, nonce {target.Dr.Run.Nonce}";
        var found = $"system identifier {identifier}, nonce {nonce ?? "absent"}";
        return (identifier == target.SystemIdentifier && nonce == target.Dr.Run.Nonce
            ? GateResult.Green(Gate, subject, expected, found)
            : GateResult.Red(Gate, subject, expected, found, "Find out what answers at the DR's socket; no statement of the scenario was sent there.")) with
        { Scenario = check.ScenarioId };
    }
}
