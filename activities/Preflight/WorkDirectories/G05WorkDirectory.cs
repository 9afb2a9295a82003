using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Activities.Preflight.WorkDirectories;

/// <summary>G-05: the run's directories may be made where the plan has them, with enough room.</summary>
internal sealed class G05WorkDirectory(HostOptions host)
{
    public GateResult Judge(WorkDirectoryCheck check)
    {
        IReadOnlyList<string> problems = [.. WorkDirectoryRules.Problems(host, check), .. DataInMemoryRules.Problems(check, HostMemory.AvailableBytes())];
        var subject = $"work directory '{check.WorkDirectory.Path}', secrets '{check.WorkDirectory.Secrets}'";
        var expected = "below the worker's root, new or ours, no symbolic link on the way, apart from code, evidence and forbidden paths, space for the dump, secrets on tmpfs"
            + (check.DataInMemoryMegabytes > 0 ? ", memory for the DR's data" : "");
        return problems.Count == 0
            ? GateResult.Green(Gate.WorkDirectoryFit, subject, expected, "as expected")
            : GateResult.Red(Gate.WorkDirectoryFit, subject, expected, string.Join("; ", problems), "Correct workDirectory or dr in the plan, or the worker's directories, and start again; nothing was created");
    }
}
