using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Preflight;

namespace DotIuCutter.Temporal.Activities.Preflight;

internal sealed partial class PreflightActivities
{
    public Task<GateResult> CheckWorkDirectoryAsync(WorkDirectoryCheck check)
    {
        var problems = WorkDirectoryRules.Problems(host, check);
        var subject = $"work directory '{check.WorkDirectory.Path}', secrets '{check.WorkDirectory.Secrets}'";
        const string Expected = "below the worker's root, new or ours, no symbolic link on the way, apart from code, evidence and forbidden paths, space for the dump, secrets on tmpfs";
        return Task.FromResult(problems.Count == 0
            ? GateResult.Green("G-05", subject, Expected, "as expected")
            : GateResult.Red("G-05", subject, Expected, string.Join("; ", problems), "Correct workDirectory in the plan, or the worker's directories, and start again; nothing was created"));
    }
}
