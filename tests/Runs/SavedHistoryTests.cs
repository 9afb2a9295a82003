using System.Runtime.CompilerServices;
using DotIuCutter.Temporal.Workflows;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Holds;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Runtime;
using Temporalio.Activities;
using Temporalio.Client;
using Temporalio.Common;
using Temporalio.Worker;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Runs;

/// <summary>
/// Runs that are open when a worker is upgraded go on with the new code: saved histories must replay. After a deliberate change of a workflow's
/// commands, <c>eng/histories</c> records them anew.
/// </summary>
public sealed class SavedHistoryTests(TemporalServer server)
{
    private static string Folder([CallerFilePath] string here = "") => Path.GetFullPath("../Histories", Path.GetDirectoryName(here) ?? ".");

    /// <summary>The history holds the guard's id, which is made of this one.</summary>
    private static string Id(string name) => $"saved-{name}";

    [Theory]
    [InlineData("happy", 2)]
    [InlineData("refused", 1)]
    [InlineData("aborted-in-provisioning", 2)]
    [InlineData("held", 2)]
    [InlineData("stuck-teardown", 2)]
    [InlineData("supervised-teardown", 2)]
    public async Task Replays(string name, int histories)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_HISTORIES") == "1")
        {
            await SaveAsync(name);
        }

        var files = Directory.GetFiles(Folder(), $"{name}.*.json");
        Assert.Equal(histories, files.Length);
        foreach (var file in files)
        {
            var id = file.EndsWith(".dryrun.json", StringComparison.Ordinal) ? Id(name) : WorkflowNames.TeardownId(Id(name));
            var replayer = new WorkflowReplayer(new WorkflowReplayerOptions { DataConverter = DryRunConverter.Instance }.AddWorkflow<DryRunWorkflow>().AddWorkflow<TeardownWorkflow>());
            await replayer.ReplayWorkflowAsync(WorkflowHistory.FromJson(id, await File.ReadAllTextAsync(file)));
        }
    }

    private async Task SaveAsync(string name)
    {
        var world = new FakeWorld();
        await using var run = new FakeRun(server.Client, world, id: Id(name));
        await PlayAsync(name, world, run);
        await WriteAsync($"{name}.dryrun.json", run.Handle);
        if (name != "refused")
        {
            await WriteAsync($"{name}.teardown.json", run.Guard);
        }
    }

    private async Task PlayAsync(string name, FakeWorld world, FakeRun run)
    {
        switch (name)
        {
            case "refused":
                world.Red["preflight.g04-names-free"] = true;
                await run.StartAsync();
                break;
            case "aborted-in-provisioning":
                HangIn(world, "provision.restore");
                await run.StartAsync();
                await FakeRun.UntilAsync(run.Handle, _ => world.Calls.Contains("provision.restore"));
                await run.Handle.SignalAsync("abort", ["saved"]);
                break;
            case "held":
                await run.StartAsync(new StartInput { Plan = "two-scenarios", Hold = new HoldRequest { Seconds = 600, At = ["after S1"] } });
                await FakeRun.UntilAsync(run.Handle, s => s.Held is not null);
                await run.Handle.SignalAsync("continue", []);
                break;
            case "stuck-teardown":
                world.Stuck["net-x"] = "an endpoint of 'stranger' is in it";
                await run.StartAsync();
                await FakeRun.UntilAsync(run.Guard, s => s.Phase == RunPhase.TeardownStuck);
                await run.Guard.SignalAsync("acknowledge", [new { @object = "net-x", reason = "saved" }]);
                break;
            case "supervised-teardown":
                HangIn(world, "provision.dr-start");
                await run.StartAsync();
                await FakeRun.UntilAsync(run.Handle, _ => world.Calls.Contains("provision.dr-start"));
                await run.Guard.TerminateAsync("saved");
                await run.Handle.TerminateAsync("saved");
                await server.Client.StartWorkflowAsync(WorkflowNames.Teardown, [new TeardownInput { Run = world.Recorded!.Manifest.RunKey }], new WorkflowOptions(run.Guard.Id, run.Queue));
                await run.Guard.GetResultAsync();
                return;
            default:
                await run.StartAsync();
                break;
        }

        await run.EndAsync();
    }

    private static void HangIn(FakeWorld world, string activity) =>
        world.After[activity] = _ => Task.Delay(Timeout.Infinite, ActivityExecutionContext.Current.CancellationToken);

    /// <summary>Failures carry stack traces, and those the paths of the machine that saved them.</summary>
    private static async Task WriteAsync(string file, WorkflowHandle handle)
    {
        var history = (await handle.FetchHistoryAsync()).ToJson().Replace($"{Path.GetFullPath("../..", Folder())}/", string.Empty, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Join(Folder(), file), history + "\n");
    }
}
