using System.Text.Json;
using DotIuCutter.Temporal.Tests.Faults.Witnesses;
using DotIuCutter.Temporal.Workflows.Contract;
using Temporalio.Common;

namespace DotIuCutter.Temporal.Tests.Faults;

/// <summary>All there is of a run that failed: the seed to run it again, and what it left in writing, in the folder `failed` beside the results.</summary>
internal static class FailedRun
{
    public static async Task KeepAsync(FaultContext scene, FaultRecord record, EngineEvents events)
    {
        var folder = Path.Join(FaultSettings.Folder, "failed", $"{record.Kind}-{record.Seed}");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        if (record.Passed || record is { Fired: null, Resumed: true })
        {
            return;
        }

        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync($"{folder}/record.txt", $"{record}\n");
        await File.WriteAllTextAsync($"{folder}/record.json", JsonSerializer.Serialize(record, Json.Indented));
        await File.WriteAllTextAsync($"{folder}/plan.json", JsonSerializer.Serialize(scene.Plan, Json.Indented));
        await File.WriteAllLinesAsync($"{folder}/requests.txt", scene.Proxy.Calls.Select(c => $"{c.At:HH:mm:ss.fff} {c.Line} {c.Meddled}"));
        await File.WriteAllLinesAsync($"{folder}/events.txt", events.Since(0).Where(e => e.Name.Contains(scene.Plan.Name, StringComparison.Ordinal)).Select(e => $"{e}"));
        if (!scene.Started)
        {
            return;
        }

        foreach (var (story, name) in new[] { (scene.Forward, "dryrun"), (scene.Guard, "teardown") })
        {
            await File.WriteAllTextAsync($"{folder}/history-{name}.json", new WorkflowHistory(scene.Run.Id, story.Events).ToJson());
        }

        foreach (var (worker, number) in scene.Run.Workers.Select((w, i) => (w, i + 1)))
        {
            await File.WriteAllTextAsync($"{folder}/worker-{number}.log", worker.Written);
        }

        var evidence = new DirectoryInfo(scene.Run.Options["DRYRUN_EVIDENCE"]);
        foreach (var file in evidence.EnumerateDirectories($"{scene.Plan.Name}-*").SelectMany(d => d.EnumerateFiles("*", SearchOption.AllDirectories)).Where(f => f.Name[0] != '.'))
        {
            File.Copy(file.FullName, $"{folder}/evidence-{file.Name}", overwrite: true);
        }
    }
}
