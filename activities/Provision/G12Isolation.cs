using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Docker.Exec;
using DotIuCutter.Temporal.Activities.Docker.Guard;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Provision;

namespace DotIuCutter.Temporal.Activities.Provision;

internal sealed partial class ProvisionActivities
{
    public async Task<GateResult> CheckIsolationAsync(IsolationCheck check)
    {
        var cancel = CurrentActivity.Cancel;
        await awake.EnsureAsync(check.Dr, cancel);
        using var session = docker.For(new RunScope { Run = check.Dr.Run, Containers = [check.Dr.Name], ProbesOwn = true });
        await session.Containers.FindByIdAsync(check.Dr.ContainerId, cancel);

        // A listener of our own: with it there is always a port on the host that must not answer.
        using var listener = HostAddresses.Listen();
        var probes = await IsolationProbes.ForAsync(docker.Reading, check, listener.LocalEndpoint, cancel);
        var output = await Heartbeat.WhileAsync(session.Exec.RunAsync(check.Dr.ContainerId, probes.Command(check.Dr.Name), cancel), "probing the DR's isolation");
        return IsolationFindings.Gate(check, probes, output);
    }
}
