using Docker.DotNet.Models;
using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Docker.Guard;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Activities.Provision.Identity;

/// <summary>G-11: the DR is the very object that was created.</summary>
internal sealed class G11Shape(DockerEngine docker)
{
    public async Task<GateResult> JudgeAsync(ShapeCheck check)
    {
        var cancel = CurrentActivity.Cancel;
        var (subject, expected) = ($"DR container '{check.Dr.Name}' ({check.Dr.ContainerId})", "the very object that was created, and only on the run's network");
        const string remedy = "Something changed the DR between its creation and now. Nothing was restored into it; find out who did before the next run.";
        if (await docker.Reading.Containers.FindByNameAsync(check.Dr.Name, cancel) is not { } container)
        {
            return GateResult.Red(Gate.DrShape, subject, expected, "no container of this name", remedy);
        }

        var network = check.Capture.NetworkId is { } id ? await docker.Reading.Networks.FindByIdAsync(id, cancel) : null;
        var volume = await docker.Reading.Volumes.FindAsync(check.Objects.Volume, cancel);
        var differences = DrComparison.Compare(check, container, network, volume);
        return differences.Count == 0
            ? GateResult.Green(Gate.DrShape, subject, expected, $"id, nonce, image, mounts, a volume {VolumeStorage.Shown(check.DataInMemoryMegabytes)}, network {network?.ID}, no published port, no restart policy, capabilities and limits as created")
            : GateResult.Red(Gate.DrShape, subject, expected, string.Join("; ", differences.Select(d => $"{d.Field}: expected {d.Before}, found {d.After}")), remedy, [.. differences]);
    }
}
