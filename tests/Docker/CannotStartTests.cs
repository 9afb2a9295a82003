using DotIuCutter.Temporal.Activities.Docker.Api;
using DotIuCutter.Temporal.Activities.Docker.Sessions;
using DotIuCutter.Temporal.Tests.Doubles;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Tests.Docker;

/// <summary>An engine that was killed amid a start can be unable to start that container for ever. Measured with Docker 20.10.</summary>
public sealed class CannotStartTests
{
    private const string Shim = "failed to start shim: mkdir /run/containerd/x: file exists: unknown";

    [Fact]
    public async Task A_start_that_only_ever_fails_is_given_up_with_the_engines_own_words()
    {
        await using var engine = new EngineSocket { Instead = Starting(_ => EngineAnswer.Error(500, Shim)) };
        var failure = await Assert.ThrowsAsync<ApplicationFailureException>(() => StartAsync(engine, TimeSpan.Zero));
        Assert.Equal((FailureTypes.CannotStart, true), (failure.ErrorType, failure.NonRetryable));
        Assert.Contains(Shim, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_that_fails_once_is_asked_for_again()
    {
        await using var engine = new EngineSocket { Instead = Starting(asked => asked == 1 ? EngineAnswer.Error(500, Shim) : new EngineAnswer(204)) };
        await StartAsync(engine, TimeSpan.FromMinutes(1));
        Assert.Equal(2, engine.Requests.Count(r => r.Contains("/start", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(404)]
    [InlineData(409)]
    public async Task Any_other_answer_and_none_is_left_to_the_caller(int status)
    {
        await using var engine = new EngineSocket { Instead = Starting(_ => status == 0 ? EngineAnswer.HangUp : EngineAnswer.Error(status, "no")) };
        await Assert.ThrowsAsync<DockerFault>(() => StartAsync(engine, TimeSpan.Zero));
    }

    private static Func<string, EngineAnswer?> Starting(Func<int, EngineAnswer> answer)
    {
        var asked = 0;
        return request => request.Contains("/start", StringComparison.Ordinal) ? answer(++asked) : null;
    }

    private static async Task StartAsync(EngineSocket engine, TimeSpan patience)
    {
        var dr = engine.Objects.Add(ObjectKind.Container, "dr", GuardSample.Nonce);
        using var session = new DockerSession(engine.Endpoint, GuardSample.Scope);
        await session.Containers.FindByIdAsync(dr.Id, TestContext.Current.CancellationToken);
        await session.Containers.StartAsync(dr.Id, TestContext.Current.CancellationToken, patience);
    }
}
