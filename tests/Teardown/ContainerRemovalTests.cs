using DotIuCutter.Temporal.Activities.Teardown;
using DotIuCutter.Temporal.Tests.Doubles;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Tests.Teardown;

/// <summary>Steps 1 and 2.</summary>
public sealed class ContainerRemovalTests
{
    [Fact]
    public async Task Deletes_ours_by_its_full_id_with_its_anonymous_volumes()
    {
        await using var run = new EngineRun();
        var dr = run.Objects.Add(ObjectKind.Container, "dr-x", run.Nonce);
        dr.Volumes.Add(run.Objects.AddAnonymousVolume());
        var outcome = await RemoveDrAsync(run, dr.Id);
        Assert.Equal((OutcomeState.Removed, dr.Id), (outcome.State, outcome.Id));
        Assert.Equal([$"DELETE /containers/{dr.Id}"], run.Engine.Changes.Select(c => c.Split('?')[0]));
        Assert.Empty(run.Objects.Names(ObjectKind.Container));
        Assert.Empty(run.Objects.Names(ObjectKind.Volume));
    }

    [Theory]
    [InlineData("another nonce")]
    [InlineData("nearly our nonce")]
    [InlineData("no nonce")]
    public async Task Leaves_a_foreign_container_of_our_name_alone(string whose)
    {
        await using var run = new EngineRun();
        run.Objects.Add(ObjectKind.Container, "dr-x", whose switch { "another nonce" => new string('f', 32), "nearly our nonce" => run.NearlyOurNonce, _ => null });
        Assert.Equal(OutcomeState.NotOurs, (await RemoveDrAsync(run)).State);
        Assert.Empty(run.Engine.Changes);
    }

    [Fact]
    public async Task Leaves_a_container_with_our_nonce_that_took_the_name_of_the_recorded_one_for_an_operator_to_judge()
    {
        await using var run = new EngineRun();
        var copy = run.Objects.Add(ObjectKind.Container, "dr-x", run.Nonce);
        var residual = await RemoveDrAsync(run, new string('f', 64));
        Assert.Equal((OutcomeState.Failed, $"docker rm -f -v {copy.Id}"), (residual.State, residual.Remedy));
        Assert.Empty(run.Engine.Changes);
    }

    [Fact]
    public async Task The_harness_may_be_a_later_one_of_ours_than_the_recorded()
    {
        await using var run = new EngineRun();
        run.Objects.Add(ObjectKind.Container, "harness-x", run.Nonce);
        var target = EngineRun.Target(ObjectKind.Container, "harness-x", new string('f', 64));
        Assert.Equal(OutcomeState.Removed, Assert.Single(await run.RemoveAsync(1, target)).State);
    }

    [Fact]
    public async Task Reports_ours_that_was_renamed_as_a_residual_with_the_command_by_id()
    {
        await using var run = new EngineRun();
        var dr = run.Objects.Add(ObjectKind.Container, "dr-renamed", run.Nonce);
        var result = await run.Teardown.RemoveAsync(run.Step(2, Dr(dr.Id)));
        var failure = Assert.Throws<ApplicationFailureException>(() => StepFailure.ThrowIfLeft(result, []));
        Assert.Equal((FailureTypes.Residual, false), (failure.ErrorType, failure.NonRetryable));
        var outcome = Assert.Single(result.Objects);
        Assert.Equal((OutcomeState.Failed, $"docker rm -f -v {dr.Id}"), (outcome.State, outcome.Remedy));
        Assert.Empty(run.Engine.Changes);
    }

    [Fact]
    public async Task Is_not_done_before_the_container_is_gone_whatever_Docker_answers()
    {
        await using var run = new EngineRun();
        var dr = run.Objects.Add(ObjectKind.Container, "dr-x", run.Nonce);
        var looks = 0;
        run.Engine.Instead = request => request.StartsWith("DELETE ", StringComparison.Ordinal) ? new EngineAnswer(204) : null;
        run.Engine.Afterwards = request =>
        {
            if (run.Engine.Changes.Any() && request.StartsWith("GET ", StringComparison.Ordinal) && ++looks == 3)
            {
                run.Objects.Vanish(ObjectKind.Container, "dr-x");
            }
        };
        Assert.Equal(OutcomeState.Removed, (await RemoveDrAsync(run, dr.Id)).State);
        Assert.Equal(4, looks);
    }

    [Fact]
    public async Task A_removal_under_way_elsewhere_is_waited_for()
    {
        await using var run = new EngineRun();
        run.Objects.Add(ObjectKind.Container, "dr-x", run.Nonce);
        run.Engine.Instead = request => request.StartsWith("DELETE ", StringComparison.Ordinal) ? EngineAnswer.Error(409, "removal is already in progress") : null;
        run.Engine.Afterwards = request =>
        {
            if (run.Engine.Requests.Count(r => r.StartsWith("GET ", StringComparison.Ordinal)) == 4)
            {
                run.Objects.Vanish(ObjectKind.Container, "dr-x");
            }
        };
        Assert.Equal(OutcomeState.Removed, (await RemoveDrAsync(run)).State);
        Assert.Empty(run.Objects.Names(ObjectKind.Container));
    }

    [Fact]
    public async Task A_deletion_that_failed_half_way_is_tried_again()
    {
        await using var run = new EngineRun();
        run.Objects.Add(ObjectKind.Container, "dr-x", run.Nonce);
        run.Engine.Instead = request => request.StartsWith("DELETE ", StringComparison.Ordinal) && run.Engine.Changes.Count() == 1
            ? EngineAnswer.Error(500, "driver failed to remove root filesystem")
            : null;
        Assert.Equal(OutcomeState.Removed, (await RemoveDrAsync(run)).State);
        Assert.Empty(run.Objects.Names(ObjectKind.Container));
    }

    [Fact]
    public async Task Does_not_take_a_container_whose_id_begins_with_the_name()
    {
        await using var run = new EngineRun();
        var other = run.Objects.Add(ObjectKind.Container, "other", run.Nonce);
        var target = EngineRun.Target(ObjectKind.Container, other.Id[..12]);
        Assert.Equal(OutcomeState.AlreadyAbsent, Assert.Single(await run.RemoveAsync(2, target)).State);
        Assert.Empty(run.Engine.Changes);
    }

    private static StepObject Dr(string? id = null) => EngineRun.Target(ObjectKind.Container, "dr-x", id);

    private static async Task<ObjectOutcome> RemoveDrAsync(EngineRun run, string? id = null) =>
        Assert.Single(await run.RemoveAsync(2, Dr(id)));
}
