using System.Text.Json;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Preflight.Slots;

/// <summary>
/// The slots of this host, in a file of the evidence directory that all its workers share. No run gives a slot back: it is free as soon as its
/// run is closed, by its journal, or, where it has not come to a manifest, by Temporal. So a killed worker or a terminated run loses none.
/// </summary>
internal sealed class HostSlots(HostOptions host)
{
    public const string FileName = ".slots";

    private string FilePath => Path.Join(host.Evidence, FileName);

    /// <summary>Asks for a slot, and answers who has one and who waits. May be asked again.</summary>
    /// <param name="run">The run that asks.</param>
    /// <param name="executionId">Its execution.</param>
    /// <param name="isOpen">Asks Temporal for an execution.</param>
    /// <param name="cancel">Ends the wait for another worker that is asking just now.</param>
    public async Task<SlotQueue> RequestAsync(RunRef run, string executionId, Func<Slot, Task<bool>> isOpen, CancellationToken cancel)
    {
        AtomicFile.MakeFolder(host.Evidence);
        await using var alone = await LockedFile.OpenExclusiveAsync(
            $"{FilePath}.lock", () => CurrentActivity.Heartbeat("waiting for another run to ask for its slot"), cancel);
        var slots = (await ReadAsync(cancel)).Enqueue(run, executionId, DateTimeOffset.UtcNow);
        if (!slots.CanGrant(run, host.MostRuns))
        {
            slots = slots.Remove(await FindEndedAsync(slots.Granted, isOpen, cancel));
        }

        slots = slots.CanGrant(run, host.MostRuns) ? slots.Grant(run) : slots;
        await AtomicFile.WriteAsync(FilePath, JsonSerializer.SerializeToUtf8Bytes(slots, Json.Options), cancel);
        return slots;
    }

    private async Task<SlotQueue> ReadAsync(CancellationToken cancel) => File.Exists(FilePath)
        ? Json.ReadOrNull<SlotQueue>(await File.ReadAllTextAsync(FilePath, cancel))
            ?? throw new InvalidDataException($"File '{FilePath}' is not a list of this host's runs, expected what a worker wrote. Move it away once no run is at work.")
        : new SlotQueue();

    private async Task<IReadOnlyList<Slot>> FindEndedAsync(IReadOnlyList<Slot> slots, Func<Slot, Task<bool>> isOpen, CancellationToken cancel)
    {
        var ended = new List<Slot>();
        foreach (var slot in slots)
        {
            var folder = Path.Join(host.Evidence, slot.Run.Key);
            var atWork = File.Exists(Path.Join(folder, RunFolders.ManifestFile)) ? await RunFolders.ReadAsync(folder, cancel) is not null : await isOpen(slot);
            if (!atWork)
            {
                ended.Add(slot);
            }
        }

        return ended;
    }
}
