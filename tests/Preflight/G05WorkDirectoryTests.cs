using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Preflight;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Preflight;

public sealed class G05WorkDirectoryTests
{
    [Fact]
    public async Task Is_green_for_new_directories_and_makes_nothing()
    {
        using var scratch = new Scratch();
        Assert.Equal(GateState.Green, (await CheckAsync(scratch, Request(scratch))).State);
        Assert.Empty(Directory.EnumerateFileSystemEntries(scratch.Host.WorkRoot));
    }

    [Fact]
    public async Task Is_green_for_our_own_directory_and_red_for_anothers()
    {
        using var scratch = new Scratch();
        OwnedDirectory.Make(scratch.WorkDirectory.Path, scratch.Run.Nonce);
        Assert.Equal(GateState.Green, (await CheckAsync(scratch, Request(scratch))).State);
        var other = Request(scratch) with { Run = scratch.Run with { Nonce = new string('f', 32) } };
        Assert.Contains("not this run's", (await CheckAsync(scratch, other)).Found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("outside", "not below the worker's root")]
    [InlineData("link", "symbolic link")]
    [InlineData("repository", "overlaps the code tree")]
    [InlineData("forbidden", "overlaps a forbidden path")]
    [InlineData("forbidden link", "overlaps a forbidden path")]
    [InlineData("disk", "not tmpfs")]
    [InlineData("long", "at most 107")]
    [InlineData("space", "bytes free")]
    [InlineData("memory", "dr.dataInMemoryMegabytes is 1,")]
    [InlineData("parent", "no parent directory")]
    [InlineData("evidence", "overlaps the evidence")]
    [InlineData("dots", "no absolute path")]
    public async Task Is_red_when(string what, string found)
    {
        using var scratch = new Scratch();
        var request = Request(scratch);
        var place = request.WorkDirectory;
        Directory.CreateSymbolicLink(scratch.At("work/link"), scratch.At("plans"));
        Directory.CreateSymbolicLink(scratch.At("env"), scratch.At("work/wd"));
        request = what switch
        {
            "outside" => request with { WorkDirectory = place with { Path = scratch.At("wd") } },
            "link" => request with { WorkDirectory = place with { Path = scratch.At("work/link/wd") } },
            "repository" => request with { Repository = scratch.At("work") },
            "forbidden" => request with { ForbiddenPaths = [scratch.At("work/wd/.env")] },
            "forbidden link" => request with { ForbiddenPaths = [scratch.At("env")] },
            "disk" => request with { WorkDirectory = place with { Secrets = scratch.At("work/secrets") } },
            "long" => request with { WorkDirectory = place with { Path = scratch.At($"work/{new string('x', 100)}") } },
            "space" => request with { ProductionBytes = long.MaxValue / 4 },
            "memory" => request with { DataInMemoryMegabytes = 1 },
            "parent" => request with { WorkDirectory = place with { Path = scratch.At("work/none/wd") } },
            "evidence" => request with { WorkDirectory = place with { Secrets = scratch.At("evidence/x") } },
            _ => request with { WorkDirectory = place with { Path = scratch.At("work/../work/wd") } },
        };
        var gate = await CheckAsync(scratch, request);
        Assert.Equal(GateState.Red, gate.State);
        Assert.Contains(found, gate.Found, StringComparison.Ordinal);
    }

    private static Task<GateResult> CheckAsync(Scratch scratch, WorkDirectoryCheck check) =>
        new PreflightSteps(scratch.Host, null!, null!).CheckWorkDirectoryAsync(check);

    private static WorkDirectoryCheck Request(Scratch scratch) => new()
    {
        Run = scratch.Run,
        WorkDirectory = new WorkDirectory { Path = scratch.WorkDirectory.Path, Secrets = scratch.WorkDirectory.Secrets },
        Repository = "/srv/code",
        ForbiddenPaths = [],
        ProductionBytes = 1000,
    };
}
