using System.Text.Json;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Preflight;

/// <summary>
/// The places of this host, in a file of the evidence directory that all its workers share. Nobody gives a place back: it is free as soon as its
/// run is closed, by its journal, or, where it has not come to a manifest, by Temporal. So a killed worker or a terminated run loses none.
/// </summary>
internal sealed class HostSlots(HostOptions host)
{
    public const string FileName = ".places";

    private string FilePath => Path.Join(host.Evidence, FileName);

    /// <summary>The places after the run has asked. May be asked again.</summary>
    /// <param name="run">The run that asks.</param>
    /// <param name="executionId">Its execution.</param>
    /// <param name="isOpen">Asks Temporal for an execution.</param>
    /// <param name="cancel">Ends the wait for another worker that is asking just now.</param>
    public async Task<SlotQueue> AskAsync(RunRef run, string executionId, Func<Slot, Task<bool>> isOpen, CancellationToken cancel)
    {
        AtomicFile.MakeFolder(host.Evidence);
        await using var alone = await LockedFile.AloneAsync(
            $"{FilePath}.lock", () => CurrentActivity.Heartbeat("waiting for another run to ask for its place"), cancel);
        var places = (await ReadAsync(cancel)).Asked(run, executionId, DateTimeOffset.UtcNow);
        if (!places.HasOneFor(run, host.MostRuns))
        {
            places = places.Without(await EndedAsync(places.AtWork, isOpen, cancel));
        }

        places = places.HasOneFor(run, host.MostRuns) ? places.Taken(run) : places;
        await AtomicFile.WriteAsync(FilePath, JsonSerializer.SerializeToUtf8Bytes(places, Json.Options), cancel);
        return places;
    }

    private async Task<SlotQueue> ReadAsync(CancellationToken cancel) => File.Exists(FilePath)
        ? Json.ReadOrNull<SlotQueue>(await File.ReadAllTextAsync(FilePath, cancel))
            ?? throw new InvalidDataException($"File '{FilePath}' is not a list of this host's runs, expected what a worker wrote. Move it away once no run is at work.")
        : new SlotQueue();

    private async Task<IReadOnlyList<Slot>> EndedAsync(IReadOnlyList<Slot> places, Func<Slot, Task<bool>> isOpen, CancellationToken cancel)
    {
        var ended = new List<Slot>();
        foreach (var place in places)
        {
            var folder = Path.Join(host.Evidence, place.Run.Key);
            var atWork = File.Exists(Path.Join(folder, RunFolders.ManifestFile)) ? await RunFolders.ReadAsync(folder, cancel) is not null : await isOpen(place);
            if (!atWork)
            {
                ended.Add(place);
            }
        }

        return ended;
    }
}
