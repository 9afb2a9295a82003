using Docker.DotNet.Models;
using DotIuCutter.Temporal.Activities.Docker.Guard;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Provision.Creation;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Provision.Identity;

/// <summary>G-11, field by field.</summary>
internal static class DrComparison
{
    internal static IReadOnlyList<Difference> Compare(ShapeCheck check, ContainerInspectResponse container, NetworkResponse? network, VolumeResponse? volume)
    {
        var (run, host) = (check.Dr.Run, container.HostConfig ?? new HostConfig());
        (string Field, string Expected, string Found)[] fields =
        [
            ("id", check.Dr.ContainerId, container.ID),
            ("captured id", check.Dr.ContainerId, check.Capture.ContainerId ?? "none"),
            ("name", check.Dr.Name, container.Name.TrimStart('/')),
            ("image", check.ImageId, container.Image),
            ("nonce", run.Nonce, Nonce(container.Config?.Labels)),
            ("mounts", Joined(Mounts(check)), Joined(ContainerReading.From(container).Mounts.Where(m => !Anonymous(check, m)))),
            ("anonymous volumes", Joined(check.Capture.AnonymousVolumes), Joined(ContainerReading.AnonymousVolumes(container))),
            ("networks", check.Capture.NetworkId ?? "none captured", Joined(Networks(container))),
            ("network's nonce", run.Nonce, Nonce(network?.Labels)),
            ("network's name", check.Objects.Network, network?.Name ?? "absent"),
            ("network is internal", "True", (network?.Internal).ToString() ?? ""),
            ("volume's nonce", run.Nonce, Nonce(volume?.Labels)),
            ("volume is", VolumeStorage.Shown(check.DataInMemoryMegabytes), VolumeStorage.Shown(VolumeStorage.Megabytes(volume?.Options))),
            ("published ports", "none", Joined(Ports(container))),
            ("all ports published", "False", host.PublishAllPorts.ToString()),
            ("restart policy", "none", host.RestartPolicy is null or { Name: RestartPolicyKind.No or RestartPolicyKind.Undefined } ? "none" : host.RestartPolicy.Name.ToString()),
            ("privileged", "False", host.Privileged.ToString()),
            ("capabilities dropped", "ALL", Joined(host.CapDrop)),
            ("capabilities added", Joined(DrShape.Capabilities), Joined(host.CapAdd?.Select(c => c.Replace("CAP_", "", StringComparison.Ordinal)))),
            ("security options", "no-new-privileges", Joined(host.SecurityOpt)),
            ("pid namespace", "own", host.PidMode is null or "" ? "own" : host.PidMode),
            ("ipc namespace", "own", host.IpcMode is null or "" or "private" or "shareable" ? "own" : host.IpcMode),
            ("devices", "none", Joined(host.Devices?.Select(d => d.PathOnHost ?? ""))),
            ("memory is limited", "True", (host.Memory > 0).ToString()),
            ("processes are limited", "True", (host.PidsLimit > 0).ToString()),
        ];
        return [.. fields.Where(f => f.Expected != f.Found).Select(f => new Difference(f.Field, f.Expected, f.Found))];
    }

    private static IEnumerable<string> Mounts(ShapeCheck check) =>
        DrShape.Mounts(check.Objects.Volume, check.WorkDirectory).Select(m => m.ToString());

    private static bool Anonymous(ShapeCheck check, string mount) => check.Capture.AnonymousVolumes.Any(v => mount.StartsWith($"volume {v} -> ", StringComparison.Ordinal));

    private static IEnumerable<string> Networks(ContainerInspectResponse container) =>
        (container.NetworkSettings?.Networks ?? new Dictionary<string, EndpointSettings>()).Values
            .Select(n => string.IsNullOrEmpty(n.NetworkID) ? container.HostConfig?.NetworkMode ?? "" : n.NetworkID);

    private static IEnumerable<string> Ports(ContainerInspectResponse container) =>
        (container.NetworkSettings?.Ports ?? new Dictionary<string, IList<PortBinding>>()).Concat(container.HostConfig?.PortBindings ?? new Dictionary<string, IList<PortBinding>>())
            .Where(p => p.Value is { Count: > 0 }).Select(p => p.Key);

    private static string Nonce(IDictionary<string, string>? labels) => labels is not null && labels.TryGetValue(Labels.Nonce, out var nonce) ? nonce : "none";

    private static string Joined(IEnumerable<string>? lines) =>
        lines?.Order(StringComparer.Ordinal).ToList() is { Count: > 0 } sorted ? string.Join(", ", sorted) : "none";
}
