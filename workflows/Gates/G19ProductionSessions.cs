using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Workflows.Gates;

/// <summary>No session of the dry run is open on production.</summary>
public static class G19ProductionSessions
{
    /// <param name="role">Whose sessions were looked at.</param>
    /// <param name="sessions">What was found.</param>
    public static GateResult Judge(string role, ProductionSessions sessions)
    {
        const string Expected = "none but the one that asks";
        var names = string.Join(", ", sessions.Names.Select(name => $"'{name}'"));
        var subject = $"sessions {names} on production";
        var found = $"{sessions.Ours} of this run; {sessions.OthersOfRole} others of role '{role}', not ours";
        return sessions.Ours == 0
            ? GateResult.Green(Gate.NoProductionSession, subject, Expected, found)
            : GateResult.Red(Gate.NoProductionSession, subject, Expected, found, $"Look in production's pg_stat_activity for application_name {names}, and end those sessions.");
    }
}
