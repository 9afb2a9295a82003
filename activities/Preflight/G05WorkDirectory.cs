using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Preflight;

namespace DotIuCutter.Temporal.Activities.Preflight;

internal sealed partial class PreflightActivities
{
    public Task<GateResult> CheckWorkDirectoryAsync(WorkDirectoryCheck check)
    {
        IReadOnlyList<string> problems = [.. WorkDirectoryRules.Problems(host, check), .. DataInMemoryRules.Problems(check, HostMemory.AvailableBytes())];
        var subject = $"work directory '{check.WorkDirectory.Path}', secrets '{check.WorkDirectory.Secrets}'";
        var expected = "below the worker's root, new or ours, no symbolic link on the way, apart from code, evidence and forbidden paths, space for the dump, secrets on tmpfs"
            + (check.DataInMemoryMegabytes > 0 ? ", memory for the DR's data" : "");
        return Task.FromResult(problems.Count == 0
            ? GateResult.Green("G-05", subject, expected, "as expected")
            : GateResult.Red("G-05", subject, expected, string.Join("; ", problems), "Correct workDirectory or dr in the plan, or the worker's directories, and start again; nothing was created"));
    }
}
