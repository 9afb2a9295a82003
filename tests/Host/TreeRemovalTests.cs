using DotIuCutter.Temporal.Activities.Files;
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

    [Fact]
    public void The_sentinel_is_still_there_when_something_else_could_not_be_removed()
    {
        using var scratch = Ready();
        File.WriteAllText(scratch.At("work/wd/z"), "x");
        ShredderTests.HardLink(scratch.At("work/wd/z"), scratch.At("second-name"));
        Assert.Throws<NotRegularFileException>(() => TreeRemoval.Remove(scratch.Paths.WorkDirectory, scratch.Run.Nonce, shred: true));
        Assert.Equal(OwnershipState.Ours, OwnedDirectory.Look(scratch.Paths.WorkDirectory, scratch.Run.Nonce).State);
    }

    [Fact]
    public void Crosses_no_mount()
    {
        using var scratch = Ready();
        var inner = Directory.CreateDirectory(scratch.At("work/wd/a/mounted")).FullName;
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "tmpfs", inner) == 0, "This user may not mount.");
        try
        {
            File.WriteAllText(Path.Join(inner, "file"), "keep");
            Assert.Contains("mount", Assert.Throws<IOException>(() => Remove(scratch)).Message, StringComparison.Ordinal);
            Assert.Equal("keep", File.ReadAllText(Path.Join(inner, "file")));
        }
        finally
        {
            Assert.Equal(0, Run("umount", inner));
        }
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }

    private static bool Remove(Scratch scratch) => TreeRemoval.Remove(scratch.Paths.WorkDirectory, scratch.Run.Nonce, shred: false);

    private static Scratch Ready()
    {
        var scratch = new Scratch();
        OwnedDirectory.Make(scratch.Paths.WorkDirectory, scratch.Run.Nonce);
        return scratch;
    }
}
