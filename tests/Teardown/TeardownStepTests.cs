using DotIuCutter.Temporal.Activities.Docker.Api;
using DotIuCutter.Temporal.Activities.Provision.Creation;
using DotIuCutter.Temporal.Activities.Teardown;
using DotIuCutter.Temporal.Activities.Teardown.Removal;
using DotIuCutter.Temporal.Tests.Doubles;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Teardown;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Tests.Teardown;

/// <summary>What holds of every step: each object of it is attempted, each gets an answer, and nothing is created behind it.</summary>
public sealed class TeardownStepTests
{
    [Fact]
    public async Task A_residual_fails_the_step_and_says_what_became_of_the_others()
    {
        await using var run = new EngineRun();
        run.Objects.Add(ObjectKind.Volume, "vol-x", run.Nonce);
        run.Objects.Add(ObjectKind.Container, "guest", nonce: null).Volumes.Add("vol-x");
        var anonymous = run.Objects.AddAnonymousVolume();
        var teardown = await run.RecordedAsync(new Identified { Capture = new DrCapture { Volume = "vol-x", AnonymousVolumes = [anonymous] } });
        var failure = await Assert.ThrowsAsync<ApplicationFailureException>(() => teardown.RemoveVolumesAsync(new RunInput { Run = run.Run.Key }));
        Assert.Equal((FailureTypes.Residual, false), (failure.ErrorType, failure.NonRetryable));
        Assert.Equal([LedgerState.Failed, LedgerState.Removed], failure.Details.ElementAt<StepAnswer>(0).Entries.Select(e => e.State));
        Assert.Equal(["vol-x"], run.Objects.Names(ObjectKind.Volume));
    }

    [Fact]
    public async Task An_object_Docker_cannot_answer_for_does_not_keep_the_others()
    {
        await using var run = new EngineRun();
        run.Objects.Add(ObjectKind.Volume, "vol-x", run.Nonce);
        var anonymous = run.Objects.AddAnonymousVolume();
        run.Engine.Instead = request => request.StartsWith("GET /volumes/vol-x", StringComparison.Ordinal) ? EngineAnswer.Error(500, "volume store is broken") : null;
        var outcomes = await run.RemoveAsync(3, EngineRun.Target(ObjectKind.Volume, "vol-x"), EngineRun.Target(ObjectKind.Volume, anonymous, anonymous: true));
        Assert.Equal([OutcomeState.Failed, OutcomeState.Removed], outcomes.Select(o => o.State));
        Assert.Contains("volume store is broken", outcomes[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_does_not_answer_is_a_fault_and_no_finding()
    {
        await using var run = new EngineRun();
        run.Engine.Instead = _ => EngineAnswer.HangUp;
        var step = run.Step(2, EngineRun.Target(ObjectKind.Container, "dr-x"));
        Assert.Null((await Assert.ThrowsAsync<DockerFault>(() => run.Teardown.RemoveAsync(step))).Status);
    }

    [Fact]
    public async Task Nothing_is_created_once_teardown_has_looked_at_what_is_there()
    {
        await using var run = new EngineRun();
        var teardown = await run.RecordedAsync();
        await teardown.CaptureIdentitiesAsync(new RunInput { Run = run.Run.Key });
        var refused = await Assert.ThrowsAsync<ApplicationFailureException>(() => run.Provision.CreateVolumeAsync(new VolumeRequest { Run = run.Run, Name = "vol-x" }));
        Assert.Equal(FailureTypes.RunClosed, refused.ErrorType);
        Assert.Empty(run.Engine.Changes);
    }
}
