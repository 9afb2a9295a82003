using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Postgres.Dumps;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Host;

/// <summary>
/// While the product makes, writes, shreds and removes, somebody swaps what it works on for something else, thousands of times. It may fail
/// for that; outside of its own directories nothing is ever changed, added or removed.
/// </summary>
public sealed class SymlinkRaceTests : IDisposable
{
    private const UnixFileMode OutsideMode = (UnixFileMode)0b111_101_101;
    private readonly Scratch scratch = new();
    private readonly string outside;
    private readonly string before;

    public SymlinkRaceTests()
    {
        outside = scratch.At("outside");
        Directory.CreateDirectory($"{outside}/deep/er");
        foreach (var file in new[] { "file", "secret", "dr.password", "dr.env", "dr_src.sql", "deep/er/file", ".dryrun-nonce" })
        {
            File.WriteAllText($"{outside}/{file}", "keep");
        }

        File.SetUnixFileMode(outside, OutsideMode);
        before = Look(outside);
    }

    private string Nonce => scratch.Run.Nonce;

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void A_directory_is_made_nowhere_else()
    {
        var staging = OwnedDirectory.StagingPath(scratch.Paths.WorkDirectory, Nonce);
        Directory.CreateSymbolicLink(scratch.At("link"), outside);
        using (var swapper = new Swapper((staging, scratch.At("link")), (scratch.Paths.WorkDirectory, scratch.At("link"))))
        {
            Race(swapper, () =>
            {
                if (OwnedDirectory.Make(scratch.Paths.WorkDirectory, Nonce).State == OwnershipState.Ours)
                {
                    TreeRemoval.Remove(scratch.Paths.WorkDirectory, Nonce, shred: false);
                }
            });
        }

        Assert.Equal(before, Look(outside));
    }

    [Fact]
    public void A_directory_that_was_made_is_looked_at_again_under_its_name()
    {
        var staging = OwnedDirectory.StagingPath(scratch.Paths.WorkDirectory, Nonce);
        Directory.CreateSymbolicLink(scratch.At("link"), outside);
        var ours = 0;
        using (var swapper = new Swapper((staging, scratch.At("link"))))
        {
            Race(swapper, () =>
            {
                if (OwnedDirectory.Make(scratch.Paths.WorkDirectory, Nonce).State == OwnershipState.Ours)
                {
                    ours++;
                    Assert.True(new DirectoryInfo(scratch.Paths.WorkDirectory).LinkTarget is null, "a link was taken for a directory of ours");
                }

                Clear(scratch.At("work"));
            });
        }

        Assert.InRange(ours, 1, int.MaxValue);
        Assert.Equal(before, Look(outside));
    }

    [Fact]
    public async Task Secrets_are_written_nowhere_else()
    {
        var directory = scratch.Paths.SecretsDirectory;
        OwnedDirectory.Make(directory, Nonce);
        var link = $"{Path.GetDirectoryName(directory)}/link";
        Directory.CreateSymbolicLink(link, outside);
        var made = 0;
        using (var swapper = new Swapper((directory, link)))
        {
            await RaceAsync(swapper, async () =>
            {
                await new SecretStore(scratch.Host).MakeAsync(scratch.Run, scratch.Paths, $"dr{made}");
                made++;
            });
        }

        Assert.InRange(made, 1, int.MaxValue);
        Assert.Equal(before, Look(outside));
    }

    [Fact]
    public async Task A_file_is_replaced_in_the_directory_that_was_opened()
    {
        Directory.CreateDirectory(scratch.At("evidence/run"));
        Directory.CreateSymbolicLink(scratch.At("link"), outside);
        using (var swapper = new Swapper((scratch.At("evidence/run"), scratch.At("link"))))
        {
            await RaceAsync(swapper, () => AtomicFile.WriteAsync(scratch.At("evidence/run/file"), "new"u8.ToArray(), CancellationToken.None));
        }

        Assert.Equal(before, Look(outside));
    }

    [Theory]
    [InlineData("symbolic link")]
    [InlineData("second name")]
    public void Nothing_else_is_overwritten(string what)
    {
        var (secret, other) = (scratch.At("work/secret"), scratch.At("work/other"));
        if (what == "symbolic link")
        {
            File.CreateSymbolicLink(other, $"{outside}/secret");
        }
        else
        {
            ShredderTests.HardLink($"{outside}/secret", other);
        }

        var shredded = 0;
        using (var swapper = new Swapper((secret, other)))
        using (var directory = DirectoryHandle.Open(scratch.At("work"))!)
        {
            Race(swapper, () =>
            {
                if (!Path.Exists(secret) || !Path.Exists(other))
                {
                    File.WriteAllText(scratch.At("fresh"), "PGPASSWORD=x");
                    File.Move(scratch.At("fresh"), Path.Exists(secret) ? other : secret, overwrite: false);
                }

                shredded += Shredder.Shred(directory, "secret") ? 1 : 0;
            });
        }

        Assert.InRange(shredded, 1, int.MaxValue);
        Assert.Equal(before, Look(outside));
    }

    [Fact]
    public void A_dump_overwrites_nothing_else()
    {
        OwnedDirectory.Make(scratch.Paths.WorkDirectory, Nonce);
        File.WriteAllText(scratch.Paths.Dump, "old");
        File.CreateSymbolicLink(scratch.At("work/link"), $"{outside}/dr_src.sql");
        var written = 0;
        using (var swapper = new Swapper((scratch.Paths.Dump, scratch.At("work/link"))))
        {
            Race(swapper, () =>
            {
                using var dump = DumpFile.Overwrite(scratch.Paths.Dump);
                dump.Write("new"u8);
                written++;
            });
        }

        Assert.InRange(written, 1, int.MaxValue);
        Assert.Equal(before, Look(outside));
    }

    [Fact]
    public void What_a_links_target_holds_is_never_removed()
    {
        Directory.CreateSymbolicLink(scratch.At("link"), outside);
        using (var swapper = new Swapper((scratch.At("work/wd/a/b"), scratch.At("link")), (scratch.At("work/wd/a"), scratch.At("link"))))
        {
            Race(swapper, () =>
            {
                OwnedDirectory.Make(scratch.Paths.WorkDirectory, Nonce);
                Directory.CreateDirectory(scratch.At("work/wd/a/b/c"));
                TreeRemoval.Remove(scratch.Paths.WorkDirectory, Nonce, shred: true);
            });
        }

        Assert.Equal(before, Look(outside));
    }

    /// <summary>A directory of somebody else that stands under our name for a moment, its sentinel another.</summary>
    [Fact]
    public void A_foreign_directory_that_takes_our_name_is_never_emptied()
    {
        using (var swapper = new Swapper((scratch.Paths.WorkDirectory, outside)))
        {
            Race(swapper, () =>
            {
                OwnedDirectory.Make(scratch.Paths.WorkDirectory, Nonce);
                TreeRemoval.Remove(scratch.Paths.WorkDirectory, Nonce, shred: false);
            });
        }

        string[] places = [outside, scratch.Paths.WorkDirectory, OwnedDirectory.StagingPath(scratch.Paths.WorkDirectory, Nonce)];
        Assert.Equal(before, Look(Assert.Single(places, p => File.Exists($"{p}/deep/er/file"))));
    }

    private static void Race(Swapper swapper, Action work) => RaceAsync(swapper, () =>
    {
        work();
        return Task.CompletedTask;
    }).GetAwaiter().GetResult();

    /// <summary>Until both have had their turn often enough. The product may fail of it; what fails is told as an error of files.</summary>
    private static async Task RaceAsync(Swapper swapper, Func<Task> work)
    {
        for (var rounds = 0; rounds < 1500 || swapper.Swaps < 500; rounds++)
        {
            Assert.True(rounds < 1_000_000, $"the rival came to only {swapper.Swaps} swaps");
            try
            {
                await work();
            }
            catch (Exception told) when (told is IOException or UnauthorizedAccessException)
            {
                // It was swapped in the middle of it, and says so.
            }
        }
    }

    private static void Clear(string directory)
    {
        foreach (var entry in new DirectoryInfo(directory).EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo { LinkTarget: null } made)
            {
                made.Delete(recursive: true);
            }
            else if (entry.LinkTarget is not null)
            {
                File.Move(entry.FullName, Path.Join(Path.GetDirectoryName(directory), "link"), overwrite: true);
            }
        }
    }

    /// <summary>Every name below it with mode and content.</summary>
    private static string Look(string directory) => string.Join('\n', new DirectoryInfo(directory).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
        .Select(e => $"{Path.GetRelativePath(directory, e.FullName)} {e.UnixFileMode} {(e is FileInfo ? File.ReadAllText(e.FullName) : "")}")
        .Order(StringComparer.Ordinal).Prepend($"{File.GetUnixFileMode(directory)}"));
}
