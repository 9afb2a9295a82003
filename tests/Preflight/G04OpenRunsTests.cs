using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Preflight.Names;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Preflight;

/// <summary>The part of G-04 that asks manifests; an open run is that of <see cref="Sample"/>.</summary>
public sealed class G04OpenRunsTests : IDisposable
{
    private readonly Scratch scratch = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private NamesRequest Apart => new()
    {
        Run = scratch.Run with { Nonce = new string('e', 32) },
        Objects = new Objects { Network = "net2", Volume = "vol2", DrContainer = "dr2", HarnessContainer = "harness2" },
        WorkDirectory = new WorkDirectory { Path = scratch.At("work/wd2"), Secrets = "/dev/shm/other" },
    };

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task Names_the_open_run_its_workflow_its_manifest_and_what_it_holds()
    {
        await RecordAsync();
        var gate = await JudgeAsync(Apart with { Objects = Apart.Objects with { Network = "net" } });
        Assert.Equal(GateState.Red, gate.State);
        Assert.Equal($"run 'demo-0123456789ab' of workflow 'dryrun-demo' is open and holds network 'net' by its manifest '{scratch.Host.Evidence}/demo-0123456789ab/manifest.json'; left alone", gate.Found);
        Assert.Contains("`dryrun status dryrun-demo`", gate.Remedy, StringComparison.Ordinal);
        Assert.Contains($"`dryrun reconcile {scratch.Host.Evidence}/demo-0123456789ab/manifest.json`", gate.Remedy, StringComparison.Ordinal);
        Assert.Equal("run 'demo-0123456789ab'", Assert.Single(gate.Differences).Field);
    }

    [Theory]
    [InlineData("volume", "volume 'vol'")]
    [InlineData("container", "container 'dr'")]
    [InlineData("crossed", "container 'harness'")]
    [InlineData("directory", "directory '")]
    [InlineData("inside", "directory '")]
    [InlineData("secrets", "directory '/dev/shm/")]
    public async Task Is_red_for_a_shared(string what, string found)
    {
        await RecordAsync();
        var (names, places) = (Apart.Objects, Apart.WorkDirectory!);
        var gate = await JudgeAsync(what switch
        {
            "volume" => Apart with { Objects = names with { Volume = "vol" } },
            "container" => Apart with { Objects = names with { DrContainer = "dr" } },
            "crossed" => Apart with { Objects = names with { DrContainer = "harness" } },
            "directory" => Apart with { WorkDirectory = places with { Path = scratch.WorkDirectory.Path } },
            "inside" => Apart with { WorkDirectory = places with { Path = $"{scratch.WorkDirectory.Path}/deeper" } },
            _ => Apart with { WorkDirectory = places with { Secrets = scratch.WorkDirectory.Secrets } },
        });
        Assert.Equal(GateState.Red, gate.State);
        Assert.Contains($"holds {found}", gate.Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lets_runs_of_other_names_live_side_by_side()
    {
        await RecordAsync();
        Assert.Equal(GateState.Green, (await JudgeAsync(Apart)).State);
        Assert.Equal(GateState.Green, (await JudgeAsync(Apart with { Objects = Apart.Objects with { Network = "vol", Volume = "net" } })).State);
    }

    [Fact]
    public async Task Does_not_refuse_a_run_for_its_own_manifest()
    {
        await RecordAsync();
        Assert.Equal(GateState.Green, (await JudgeAsync(Apart with { Run = scratch.Run, WorkDirectory = scratch.WorkDirectory })).State);
    }

    [Fact]
    public async Task Is_red_while_a_manifest_cannot_be_read_since_it_could_hold_anything()
    {
        Directory.CreateDirectory(scratch.At("evidence/other-000000000000"));
        await File.WriteAllTextAsync(scratch.At("evidence/other-000000000000/manifest.json"), "{", Cancel);
        var gate = await JudgeAsync(Apart);
        Assert.Equal(GateState.Red, gate.State);
        Assert.Contains($"manifest '{scratch.At("evidence/other-000000000000/manifest.json")}' cannot be read", gate.Found, StringComparison.Ordinal);
    }

    private async Task<GateResult> JudgeAsync(NamesRequest request) => NameHolder.Judge(request, await OpenRuns.HoldersAsync(scratch.Host.Evidence, request, Cancel));

    private async Task RecordAsync() => await RunOnDisk.OpenAsync(scratch.Host, Sample.Manifest(scratch), Sample.Baseline(), Cancel);
}
