using DotIuCutter.Temporal.Activities.Closure;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Tests.Doubles;
using DotIuCutter.Temporal.Tests.Teardown;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Tests.Closure;

/// <summary>G-25, G-22 and G-27: containers that must be what they were. Each gate is shown what it must notice.</summary>
public sealed class UnchangedTests
{
    public static TheoryData<string, bool> Changes => new()
    {
        { "restarted", true },
        { "restarted by its policy", true },
        { "made anew", true },
        { "gone", true },
        { "given a volume", false },
    };

    [Fact]
    public async Task Are_green_as_long_as_nothing_changes() => Assert.Equal(
        [GateState.Green, GateState.Green, GateState.Green], await GatesAsync(_ => { }));

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Notice_what_was_done_to_a_container(string what, bool identity) => Assert.Equal(
        [GateState.Red, identity ? GateState.Red : GateState.Green, identity ? GateState.Red : GateState.Green],
        await GatesAsync(engine => Change(engine, what)));

    [Fact]
    public async Task G25_is_red_for_a_protected_container_that_was_never_captured()
    {
        await using var run = new EngineRun();
        Assert.Equal(GateState.Red, (await run.Teardown.CheckProtectedAsync(new ProtectedCheck { Names = ["kept"], Captured = [] })).State);
    }

    [Fact]
    public async Task G27_lists_a_new_service_as_not_ours_and_stays_green()
    {
        await using var run = new EngineRun();
        run.Objects.Add(ObjectKind.Container, "kept-later", nonce: null);
        var gate = await run.Closure.CheckWatchedAsync(new WatchedCheck { Prefixes = ["kept"], Captured = [] });
        Assert.Equal(GateState.Green, gate.State);
        Assert.Contains("not ours", Assert.Single(gate.Differences).After, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Image")]
    [InlineData("State")]
    [InlineData("Mounts")]
    [InlineData("Networks")]
    [InlineData("Id")]
    [InlineData("State.StartedAt")]
    [InlineData("RestartCount")]
    public void The_whole_comparison_tells_every_field(string field)
    {
        var before = new ContainerCapture { Name = "kept", Id = "1", Image = "1", StartedAt = "1", RestartCount = 1, State = "1", Mounts = ["1"], Networks = ["1"] };
        var after = field switch
        {
            "Image" => before with { Image = "2" },
            "State" => before with { State = "2" },
            "Mounts" => before with { Mounts = ["1", "2"] },
            "Networks" => before with { Networks = [] },
            "Id" => before with { Id = "2" },
            "State.StartedAt" => before with { StartedAt = "2" },
            _ => before with { RestartCount = 2 },
        };
        Assert.Equal($"kept: {field}", Assert.Single(CaptureComparison.CompareAll(before, after)).Field);
    }

    /// <summary>G-25, G-22, G-27 over one container, captured before the change.</summary>
    private static async Task<GateState[]> GatesAsync(Action<MemoryEngine> change)
    {
        await using var run = new EngineRun();
        run.Objects.Add(ObjectKind.Container, "kept", nonce: null);
        var captured = await run.CaptureAsync("kept");
        var production = new ProductionCapture { Container = captured, SystemIdentifier = "1", Version = "17", SizeBytes = 1 };
        change(run.Objects);
        return
        [
            (await run.Teardown.CheckProtectedAsync(new ProtectedCheck { Names = ["kept"], Captured = [captured] })).State,
            (await run.Closure.CheckProductionContainerAsync(production)).State,
            (await run.Closure.CheckWatchedAsync(new WatchedCheck { Prefixes = ["kept"], Captured = [captured] })).State,
        ];
    }

    private static void Change(MemoryEngine engine, string what)
    {
        var kept = engine.Get(ObjectKind.Container, "kept");
        switch (what)
        {
            case "restarted":
                kept.StartedAt = "2026-05-17T00:00:01Z";
                break;
            case "restarted by its policy":
                kept.RestartCount++;
                break;
            case "given a volume":
                kept.Volumes.Add("another");
                break;
            default:
                engine.Vanish(ObjectKind.Container, "kept");
                if (what == "made anew")
                {
                    engine.Add(ObjectKind.Container, "kept", nonce: null);
                }

                break;
        }
    }
}
