using System.Diagnostics;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Postgres.Dump;
using DotIuCutter.Temporal.Activities.Secrets;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Host;

/// <summary>
/// While the product makes, writes, shreds and removes, somebody swaps what it works on for something else, thousands of times. It may fail
/// for that; outside of its own directories nothing is ever changed, added or removed.
/// </summary>
public sealed class SymlinkRaceTests : IDisposable
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(0.8);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const UnixFileMode OutsideMode = (UnixFileMode)0b111_101_101;
    private readonly Scratch scratch = new();
    private readonly string outside;
    private readonly string before;

    public SymlinkRaceTests()
    {
        Directory.CreateDirectory(At("work"));
        outside = At("outside");
        Directory.CreateDirectory($"{outside}/deep/er");
        foreach (var file in new[] { "file", "secret", "dr.password", "dr.env", "dr_src.sql", "deep/er/file", ".dryrun-nonce" })
        {
            File.WriteAllText($"{outside}/{file}", "keep");
        }

        File.SetUnixFileMode(outside, OutsideMode);
        before = Look(outside);
    }

    private string Nonce => scratch.Run.Nonce;

    private string Work => At("work/wd");

    private string Dump => $"{Work}/dr_src.sql";

    /// <summary>On tmpfs, where nothing waits for a disk: the more rounds, the more races.</summary>
    private string At(string relative) => Path.Join(Path.GetDirectoryName(scratch.Paths.SecretsDirectory), relative);

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void A_directory_is_made_nowhere_else()
    {
        var staging = OwnedDirectory.StagingPath(Work, Nonce);
        Directory.CreateSymbolicLink(At("link"), outside);
        using (var swapper = new Swapper((staging, At("link")), (Work, At("link"))))
        {
            Race(swapper, () =>
            {
                if (OwnedDirectory.Make(Work, Nonce).State == OwnershipState.Ours)
                {
                    TreeRemoval.Remove(Work, Nonce, shred: false);
                }
            });
        }

        Assert.Equal(before, Look(outside));
    }

    [Fact]
    public void A_directory_that_was_made_is_looked_at_again_under_its_name()
    {
        var staging = OwnedDirectory.StagingPath(Work, Nonce);
        Directory.CreateSymbolicLink(At("link"), outside);
        var ours = 0;
        using (var swapper = new Swapper((staging, At("link"))))
        {
            Race(swapper, () =>
            {
                if (OwnedDirectory.Make(Work, Nonce).State == OwnershipState.Ours)
                {
                    ours++;
                    Assert.True(new DirectoryInfo(Work).LinkTarget is null, "a link was taken for a directory of ours");
                }

                Restore();
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
        Directory.CreateDirectory(At("evidence/run"));
        Directory.CreateSymbolicLink(At("link"), outside);
        using (var swapper = new Swapper((At("evidence/run"), At("link"))))
        {
            await RaceAsync(swapper, () => AtomicFile.WriteAsync(At("evidence/run/file"), "new"u8.ToArray(), CancellationToken.None));
        }

        Assert.Equal(before, Look(outside));
    }

    [Theory]
    [InlineData("symbolic link")]
    [InlineData("second name")]
    public void Nothing_else_is_overwritten(string what)
    {
        var shredded = 0;
        using (var swapper = new Swapper((At("work/secret"), At("work/other"))))
        using (var directory = DirectoryHandle.Open(At("work"))!)
        {
            Race(swapper, () =>
            {
                foreach (var (name, beside) in new[] { ("secret", "other"), ("other", "secret") }.Where(n => directory.Stat(n.Item1) is null))
                {
                    if (directory.Stat(beside) is { Kind: PathKind.SymbolicLink } or { Links: > 1 })
                    {
                        File.WriteAllText(At("fresh"), "PGPASSWORD=x");
                        File.Move(At("fresh"), At($"work/{name}"), overwrite: false);
                    }
                    else if (what == "symbolic link")
                    {
                        File.CreateSymbolicLink(At($"work/{name}"), $"{outside}/secret");
                    }
                    else
                    {
                        ShredderTests.HardLink($"{outside}/secret", At($"work/{name}"));
                    }
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
        OwnedDirectory.Make(Work, Nonce);
        File.WriteAllText(Dump, "old");
        File.CreateSymbolicLink(At("work/link"), $"{outside}/dr_src.sql");
        var written = 0;
        using (var swapper = new Swapper((Dump, At("work/link"))))
        {
            Race(swapper, () =>
            {
                using var dump = DumpFile.Overwrite(Dump);
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
        Directory.CreateSymbolicLink(At("link"), outside);
        using (var swapper = new Swapper((At("work/wd/a/b"), At("link")), (At("work/wd/a"), At("link"))))
        {
            Race(swapper, () =>
            {
                PlantLink();

                // Made apart and renamed: the test itself must not walk through what is being swapped.
                Directory.CreateDirectory(At("fresh/a/b/c"));
                OwnedDirectory.Make(Work, Nonce);
                if (!Path.Exists(At("work/wd/a")))
                {
                    Directory.Move(At("fresh/a"), At("work/wd/a"));
                }

                TreeRemoval.Remove(Work, Nonce, shred: true);
            });
        }

        Assert.Equal(before, Look(outside));
    }

    /// <summary>A directory of somebody else that stands under our name for a moment, its sentinel another.</summary>
    [Fact]
    public void A_foreign_directory_that_takes_our_name_is_never_emptied()
    {
        using (var swapper = new Swapper((Work, outside)))
        {
            Race(swapper, () =>
            {
                OwnedDirectory.Make(Work, Nonce);
                TreeRemoval.Remove(Work, Nonce, shred: false);
            });
        }

        string[] places = [outside, Work, OwnedDirectory.StagingPath(Work, Nonce)];
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
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Enough || swapper.Swaps < 100;)
        {
            Assert.True(clock.Elapsed < Patience, $"the rival came to only {swapper.Swaps} swaps");
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

    /// <summary>An empty place and a link beside it, by renames alone: what is emptied by its path may be the link by then.</summary>
    private void Restore()
    {
        var trash = Directory.CreateDirectory(At("trash")).FullName;
        foreach (var entry in Directory.EnumerateFileSystemEntries(At("work")).Append(At("link")).ToList())
        {
            if (new FileInfo(entry).LinkTarget is null || entry != At("link"))
            {
                Directory.Move(entry, Path.Join(trash, $"{Guid.NewGuid():N}"));
            }
        }

        PlantLink();
    }

    /// <summary>The product may have unlinked it, which it may where it stands in a directory of the run.</summary>
    private void PlantLink()
    {
        if (Directory.Exists(At("link")) && new FileInfo(At("link")).LinkTarget is null)
        {
            Directory.Move(At("link"), Path.Join(Directory.CreateDirectory(At("trash")).FullName, $"{Guid.NewGuid():N}"));
        }

        if (new FileInfo(At("link")).LinkTarget is null)
        {
            Directory.CreateSymbolicLink(At("link"), outside);
        }
    }

    /// <summary>Every name below it with mode and content.</summary>
    private static string Look(string directory) => string.Join('\n', new DirectoryInfo(directory).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
        .Select(e => $"{Path.GetRelativePath(directory, e.FullName)} {e.UnixFileMode} {(e is FileInfo ? File.ReadAllText(e.FullName) : "")}")
        .Order(StringComparer.Ordinal).Prepend($"{File.GetUnixFileMode(directory)}"));
}
