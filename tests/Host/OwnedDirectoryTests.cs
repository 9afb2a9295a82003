using DotIuCutter.Temporal.Activities.Files;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Host;

public sealed class OwnedDirectoryTests
{
    [Fact]
    public void Makes_a_private_directory_with_its_sentinel_and_adopts_it_again()
    {
        using var scratch = new Scratch();
        var path = scratch.Paths.WorkDirectory;
        Assert.Equal(OwnershipState.Absent, OwnedDirectory.Look(path, scratch.Run.Nonce).State);
        Assert.Equal(OwnershipState.Ours, OwnedDirectory.Make(path, scratch.Run.Nonce).State);
        Assert.Equal(OwnershipState.Ours, OwnedDirectory.Make(path, scratch.Run.Nonce).State);
        Assert.Equal(OwnedDirectory.PrivateDirectory, File.GetUnixFileMode(path));
        Assert.Equal(scratch.Run.Nonce, File.ReadAllText(scratch.Paths.Sentinel));
    }

    [Fact]
    public void Goes_on_where_a_killed_attempt_left_a_staging_directory_without_sentinel()
    {
        using var scratch = new Scratch();
        var staging = OwnedDirectory.StagingPath(scratch.Paths.WorkDirectory, scratch.Run.Nonce);
        Directory.CreateDirectory(staging);
        Assert.Equal(OwnershipState.Ours, OwnedDirectory.Make(scratch.Paths.WorkDirectory, scratch.Run.Nonce).State);
        Assert.False(Directory.Exists(staging));
    }

    [Fact]
    public void Nothing_stands_under_the_name_before_its_sentinel_is_in_it()
    {
        using var scratch = new Scratch();
        var staging = OwnedDirectory.StagingPath(scratch.Paths.WorkDirectory, scratch.Run.Nonce);
        Directory.CreateDirectory(Path.Join(staging, OwnedDirectory.SentinelName));
        Assert.Throws<IOException>(() => OwnedDirectory.Make(scratch.Paths.WorkDirectory, scratch.Run.Nonce));
        Assert.False(Path.Exists(scratch.Paths.WorkDirectory));
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("other nonce")]
    [InlineData("half a nonce")]
    [InlineData("file")]
    [InlineData("link")]
    [InlineData("dangling link")]
    public void Leaves_what_is_not_ours_alone(string what)
    {
        using var scratch = new Scratch();
        var path = scratch.Paths.WorkDirectory;
        Directory.CreateDirectory(scratch.At("elsewhere"));
        File.WriteAllText(scratch.At("elsewhere/.dryrun-nonce"), scratch.Run.Nonce);
        switch (what)
        {
            case "empty":
                Directory.CreateDirectory(path);
                break;
            case "other nonce":
                Directory.CreateDirectory(path);
                File.WriteAllText(scratch.Paths.Sentinel, "ffff");
                break;
            case "half a nonce":
                Directory.CreateDirectory(path);
                File.WriteAllText(scratch.Paths.Sentinel, scratch.Run.Nonce[..12]);
                break;
            case "file":
                File.WriteAllText(path, "x");
                break;
            default:
                Directory.CreateSymbolicLink(path, what == "link" ? scratch.At("elsewhere") : "/nowhere");
                break;
        }

        var owner = OwnedDirectory.Make(path, scratch.Run.Nonce);
        Assert.Equal(OwnershipState.NotOurs, owner.State);
        Assert.Contains(scratch.Run.Nonce, owner.Reason, StringComparison.Ordinal);
        Assert.Equal(["wd"], Directory.EnumerateFileSystemEntries(scratch.At("work")).Select(e => Path.GetFileName(e)));
    }
}
