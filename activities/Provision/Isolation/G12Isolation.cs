using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Docker.Exec;
using DotIuCutter.Temporal.Activities.Docker.Guard;
using DotIuCutter.Temporal.Activities.Docker.Sessions;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Activities.Provision.Isolation;

/// <summary>G-12: nothing but the DR can be reached from its network.</summary>
internal sealed class G12Isolation(DockerEngine docker, DrLifecycle lifecycle)
{
    public async Task<GateResult> JudgeAsync(IsolationCheck check)
    {
        var cancel = CurrentActivity.Cancel;
        await lifecycle.EnsureAsync(check.Dr, cancel);
        using var session = docker.For(new RunScope { Run = check.Dr.Run, Containers = [check.Dr.Name], ProbesOwn = true });
        await session.Containers.FindByIdAsync(check.Dr.ContainerId, cancel);

        // A listener of our own: with it there is always a port on the host that must not answer.
        using var listener = HostAddresses.Listen();
        var probes = await IsolationProbes.ForAsync(docker.Reading, check, listener.LocalEndpoint, cancel);
        var output = await Heartbeat.WhileAsync(session.Exec.RunAsync(check.Dr.ContainerId, probes.Command(check.Dr.Name), cancel), "probing the DR's isolation");
        return IsolationFindings.Judge(check, probes, output);
    }
}
