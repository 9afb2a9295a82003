using DotIuCutter.Temporal.Activities.Docker.Api;
using DotIuCutter.Temporal.Tests.Docker;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Provision;
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
        var failure = await Assert.ThrowsAsync<ApplicationFailureException>(() => run.Teardown.RemoveVolumesAsync(Both(run, anonymous)));
        Assert.Equal((FailureTypes.Residual, false), (failure.ErrorType, failure.NonRetryable));
        Assert.Equal([OutcomeState.Failed, OutcomeState.Removed], failure.Details.ElementAt<StepResult>(0).Objects.Select(o => o.State));
        Assert.Equal(["vol-x"], run.Objects.Names(ObjectKind.Volume));
    }

    [Fact]
    public async Task An_object_Docker_cannot_answer_for_does_not_keep_the_others()
    {
        await using var run = new EngineRun();
        run.Objects.Add(ObjectKind.Volume, "vol-x", run.Nonce);
        var anonymous = run.Objects.AddAnonymousVolume();
        run.Engine.Instead = request => request.StartsWith("GET /volumes/vol-x", StringComparison.Ordinal) ? EngineAnswer.Error(500, "volume store is broken") : null;
        var outcomes = await EngineRun.OutcomesAsync(run.Teardown.RemoveVolumesAsync(Both(run, anonymous)));
        Assert.Equal([OutcomeState.Failed, OutcomeState.Removed], outcomes.Select(o => o.State));
        Assert.Contains("volume store is broken", outcomes[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_does_not_answer_is_a_fault_and_no_finding()
    {
        await using var run = new EngineRun();
        run.Engine.Instead = _ => EngineAnswer.HangUp;
        var step = run.Step(2, EngineRun.Target(ObjectKind.Container, "dr-x"));
        Assert.Null((await Assert.ThrowsAsync<DockerFault>(() => run.Teardown.RemoveDrAsync(step))).Status);
    }

    [Fact]
    public async Task Nothing_is_created_once_teardown_has_looked_at_what_is_there()
    {
        await using var run = new EngineRun();
        await run.Teardown.CaptureIdentitiesAsync(run.Names);
        var refused = await Assert.ThrowsAsync<ApplicationFailureException>(() => run.Provision.CreateVolumeAsync(new VolumeRequest { Run = run.Run, Name = "vol-x" }));
        Assert.Equal(FailureTypes.RunClosed, refused.ErrorType);
        Assert.Empty(run.Engine.Changes);
    }

    private static StepRequest Both(EngineRun run, string anonymous) =>
        run.Step(3, EngineRun.Target(ObjectKind.Volume, "vol-x"), EngineRun.Target(ObjectKind.Volume, anonymous, anonymous: true));
}
