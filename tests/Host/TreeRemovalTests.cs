using DotIuCutter.Temporal.Activities.Host;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Host;

public sealed class TreeRemovalTests
{
    [Fact]
    public void Removes_links_and_never_what_they_lead_to()
    {
        using var scratch = Ready();
        Directory.CreateDirectory(scratch.At("bystander/deep"));
        File.WriteAllText(scratch.At("bystander/deep/file"), "keep");
        Directory.CreateDirectory(scratch.At("work/wd/a/b"));
        File.WriteAllText(scratch.At("work/wd/a/b/c"), "x");
        Directory.CreateSymbolicLink(scratch.At("work/wd/a/out"), scratch.At("bystander"));
        File.CreateSymbolicLink(scratch.At("work/wd/file"), scratch.At("bystander/deep/file"));
        Assert.True(Remove(scratch));
        Assert.Empty(Directory.EnumerateFileSystemEntries(scratch.At("work")));
        Assert.Equal("keep", File.ReadAllText(scratch.At("bystander/deep/file")));
        Assert.False(Remove(scratch));
    }

    [Fact]
    public void Goes_on_after_being_killed_between_sentinel_and_directory()
    {
        using var scratch = new Scratch();
        Directory.CreateDirectory(OwnedDirectory.StagingPath(scratch.Paths.WorkDirectory, scratch.Run.Nonce));
        Assert.True(Remove(scratch));
        Assert.Empty(Directory.EnumerateFileSystemEntries(scratch.At("work")));
    }

    [Fact]
    public void Touches_nothing_when_the_sentinel_is_another()
    {
        using var scratch = Ready();
        File.WriteAllText(scratch.Paths.Sentinel, "ffff");
        File.WriteAllText(scratch.At("work/wd/file"), "keep");
        Assert.Contains("'ffff'", Assert.Throws<IOException>(() => Remove(scratch)).Message, StringComparison.Ordinal);
        Assert.Equal("keep", File.ReadAllText(scratch.At("work/wd/file")));
    }

    [Fact]
    public void Touches_nothing_behind_a_link_on_the_way()
    {
        using var scratch = Ready();
        Directory.Move(scratch.At("work"), scratch.At("moved"));
        Directory.CreateSymbolicLink(scratch.At("work"), scratch.At("moved"));
        Assert.Contains("symbolic link", Assert.Throws<IOException>(() => Remove(scratch)).Message, StringComparison.Ordinal);
        Assert.True(File.Exists(scratch.At("moved/wd/.dryrun-nonce")));
    }

    private static bool Remove(Scratch scratch) => TreeRemoval.Remove(scratch.Paths.WorkDirectory, scratch.Run.Nonce, shred: false);

    private static Scratch Ready()
    {
        var scratch = new Scratch();
        OwnedDirectory.Make(scratch.Paths.WorkDirectory, scratch.Run.Nonce);
        return scratch;
    }
}
