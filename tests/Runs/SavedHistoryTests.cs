using System.Runtime.CompilerServices;
using DotIuCutter.Temporal.Workflows;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Runtime;
using Temporalio.Common;
using Temporalio.Worker;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Runs;

/// <summary>
/// Runs that are open when a worker is upgraded go on with the new code: histories of earlier versions must replay. After a deliberate change of
/// a workflow's commands, UPDATE_HISTORIES=1 writes them anew. Those without <c>told</c> are from before there were notices.
/// </summary>
public sealed class SavedHistoryTests(TemporalServer server)
{
    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here) ?? ".", "../Histories");

    /// <summary>The history holds the guard's id, which is made of this one.</summary>
    private static string Id(string name) => $"saved-{name}";

    [Theory]
    [InlineData("happy")]
    [InlineData("aborted-in-provisioning")]
    [InlineData("stuck-teardown")]
    [InlineData("stuck-teardown-told")]
    public async Task Replays(string name)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_HISTORIES") == "1")
        {
            await SaveAsync(name);
        }

        foreach (var (workflow, id) in new[] { ("dryrun", Id(name)), ("teardown", WorkflowNames.TeardownId(Id(name))) })
        {
            var file = Path.Combine(Folder(), $"{name}.{workflow}.json");
            var replayer = new WorkflowReplayer(new WorkflowReplayerOptions { DataConverter = DryRunConverter.Instance }.AddWorkflow<DryRunWorkflow>().AddWorkflow<TeardownWorkflow>());
            await replayer.ReplayWorkflowAsync(WorkflowHistory.FromJson(id, await File.ReadAllTextAsync(file)));
        }
    }

    private async Task SaveAsync(string name)
    {
        var world = new FakeWorld();
        await using var run = new FakeRun(server.Client, world, id: Id(name));
        switch (name)
        {
            case "aborted-in-provisioning":
                world.After["provision.restore"] = _ => Task.Delay(Timeout.Infinite, Temporalio.Activities.ActivityExecutionContext.Current.CancellationToken);
                await run.StartAsync();
                await FakeRun.UntilAsync(run.Handle, _ => world.Calls.Contains("provision.restore"));
                await run.Handle.SignalAsync("abort", ["saved"]);
                break;
            case "stuck-teardown" or "stuck-teardown-told":
                world.Stuck["net-x"] = "an endpoint of 'stranger' is in it";
                await run.StartAsync();
                await FakeRun.UntilAsync(run.Guard, s => s.Phase == RunPhase.TeardownStuck);
                world.Stuck.Clear();
                await run.Guard.SignalAsync("retry", []);
                break;
            default:
                await run.StartAsync();
                break;
        }

        await run.EndAsync();
        await File.WriteAllTextAsync(Path.Combine(Folder(), $"{name}.dryrun.json"), Portable(await run.Handle.FetchHistoryAsync()));
        await File.WriteAllTextAsync(Path.Combine(Folder(), $"{name}.teardown.json"), Portable(await run.Guard.FetchHistoryAsync()));
    }

    /// <summary>Failures carry stack traces, and those the paths of the machine that saved them.</summary>
    private static string Portable(WorkflowHistory history) => history.ToJson().Replace(Path.GetFullPath($"{Folder()}/../../"), string.Empty, StringComparison.Ordinal) + "\n";
}
