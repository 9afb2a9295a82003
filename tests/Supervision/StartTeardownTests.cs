using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Supervision;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Supervision;
using Microsoft.Extensions.Logging.Abstractions;
using Temporalio.Client;
using Temporalio.Exceptions;
using Temporalio.Testing;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Supervision;

/// <summary>What happens between the supervisor's questions and its answer. Nobody polls the task queue, so that a teardown that is started stays open.</summary>
public sealed class StartTeardownTests(TemporalServer server) : IDisposable
{
    private readonly Scratch scratch = new();
    private readonly WitnessedClient witness = new();
    private readonly string workflowId = $"dryrun-{Guid.NewGuid():N}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Teardown => WorkflowNames.TeardownId(workflowId);

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task Starts_it_from_the_manifest_of_this_nonce_only()
    {
        var manifest = await RecordAsync();
        var other = manifest with { Run = manifest.Run with { Nonce = $"{manifest.Run.Nonce[..12]}{new string('f', 20)}" } };
        Assert.Equal(SupervisedState.Closed, (await SuperviseAsync(other)).State);
        Assert.False(await ExistsAsync());
        Assert.Equal(SupervisedState.Started, (await SuperviseAsync(manifest)).State);
        Assert.True(await ExistsAsync());
    }

    [Fact]
    public async Task Starts_none_for_a_run_that_is_closed_just_after_its_workflows_were_asked_for()
    {
        var manifest = await RecordAsync();
        witness.AfterDescribe = id => id == Teardown ? CloseAsync(manifest) : Task.CompletedTask;
        Assert.Equal(SupervisedState.Closed, (await SuperviseAsync(manifest)).State);
        Assert.False(await ExistsAsync());
    }

    [Fact]
    public async Task Leaves_it_to_whoever_starts_it_just_after_it_was_asked_for()
    {
        var manifest = await RecordAsync();
        string? faster = null;
        witness.AfterDescribe = async id =>
            faster = id == Teardown ? (await server.Client.StartWorkflowAsync(WorkflowNames.Teardown, [], new WorkflowOptions(Teardown, "nobody"))).ResultRunId : faster;
        Assert.Equal((SupervisedState.Held, Teardown), await StateAsync(manifest));
        Assert.NotNull(faster);
        Assert.Equal(faster, (await server.Client.GetWorkflowHandle(Teardown).DescribeAsync()).RunId);
    }

    [Fact]
    public async Task Leaves_a_manifest_alone_that_became_unreadable()
    {
        var manifest = await RecordAsync();
        await File.WriteAllTextAsync(manifest.Path, "{", Cancel);
        var (state, words) = await StateAsync(manifest);
        Assert.Equal(SupervisedState.Failed, state);
        Assert.Contains("expected a manifest.json as a run writes it", words, StringComparison.Ordinal);
        Assert.False(await ExistsAsync());
    }

    private async Task<OpenManifest> RecordAsync()
    {
        var run = await RunOnDisk.OpenAsync(scratch.Host, Sample.Manifest(scratch) with { WorkflowId = workflowId }, Sample.Baseline(), Cancel);
        return new OpenManifest { Run = run.Ref, Path = $"{run.Folder}/manifest.json" };
    }

    private async Task CloseAsync(OpenManifest manifest) =>
        await RunOnDisk.CloseAsync(await RunOnDisk.Runs(scratch.Host).OpenAsync(manifest.Run.Key, Cancel), Cancel);

    private Task<SupervisedRun> SuperviseAsync(OpenManifest manifest)
    {
        var environment = new ActivityEnvironment { TemporalClient = witness.Over(server.Client) };
        return environment.RunAsync(() => new SupervisionActivities(scratch.Host, null!, null!, TimeProvider.System, NullLogger<SupervisionActivities>.Instance).StartTeardownAsync(manifest));
    }

    private async Task<(SupervisedState State, string Words)> StateAsync(OpenManifest manifest) => await SuperviseAsync(manifest) is var run ? (run.State, run.Detail) : default;

    private async Task<bool> ExistsAsync()
    {
        try
        {
            return (await server.Client.GetWorkflowHandle(Teardown).DescribeAsync()).WorkflowType == WorkflowNames.Teardown;
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
        {
            return false;
        }
    }
}
