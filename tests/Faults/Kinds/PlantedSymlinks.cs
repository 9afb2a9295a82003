using DotIuCutter.Temporal.Tests.EndToEnd;
using DotIuCutter.Temporal.Workflows.Contract.Runs;

namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>
/// F12: links to what is not the run's lie in $WD and among its secrets when they are destroyed. A link in place of the dump parks the
/// teardown, and the operator does by the letter what it says.
/// </summary>
internal sealed class PlantedSymlinks : Fault
{
    public override string Says => "links to foreign files and directories lie in $WD, one in place of the dump";

    public override async Task StrikeAsync(FaultContext scene, CancellationToken over)
    {
        await scene.UntilScheduledAsync("scenario.prepare", over);
        var (work, secrets) = (scene.Plan.WorkDirectory.Path, scene.Plan.WorkDirectory.Secrets);
        var outside = $"{scene.World.Root}/{scene.Plan.Name}-outside";
        Directory.CreateDirectory($"{outside}/tree");
        scene.Undo(() =>
        {
            Directory.Delete(outside, recursive: true);
            return Task.CompletedTask;
        });
        foreach (var file in new[] { $"{outside}/dump", $"{outside}/tree/leaf", $"{outside}/secret" })
        {
            await File.WriteAllTextAsync(file, file, over);
            scene.Untouchable[file] = file;
        }

        StruckAt = DateTimeOffset.UtcNow;
        File.Delete($"{work}/dr_src.sql");
        File.CreateSymbolicLink($"{work}/dr_src.sql", $"{outside}/dump");
        Directory.CreateSymbolicLink($"{work}/venv", $"{outside}/tree");
        Directory.CreateSymbolicLink($"{work}/log/away", $"{outside}/tree");
        File.CreateSymbolicLink($"{secrets}/away", $"{outside}/secret");
        Proof = "the links lay there before the teardown began";
        await scene.UntilParkedAsync(over);
        var left = (await scene.Run.Guard.QueryAsync<RunStatus>("status", [])).Ledger?.Residuals() ?? [];
        await Shell.RunAsync("sh", "-c", left.Single(r => r.Name == $"{work}/dr_src.sql").Remedy);
        await scene.Run.Handle.SignalAsync("retry", []);
    }
}
