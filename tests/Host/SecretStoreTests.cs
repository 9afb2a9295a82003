using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Secrets;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Host;

public sealed class SecretStoreTests
{
    [Fact]
    public async Task Makes_the_files_libpq_and_postgres_read_private()
    {
        using var scratch = Ready();
        Assert.Equal(scratch.Paths.Secrets, await new SecretStore(scratch.Host).MakeAsync(scratch.Run, scratch.Paths, @"dr:x\y"));
        var password = await ReadAsync(scratch.Paths.DrPassword);
        Assert.Matches("^[0-9a-f]{64}$", password);
        Assert.Equal($"PGPASSWORD={password}\n", await ReadAsync(scratch.Paths.DrEnv));
        Assert.Equal($@"dr\:x\\y:*:*:*:{password}" + "\n", await ReadAsync(scratch.Paths.DrPgpass));
        Assert.All(scratch.Paths.Secrets, path => Assert.Equal(OwnedDirectory.PrivateFile, File.GetUnixFileMode(path)));
    }

    [Fact]
    public async Task A_second_attempt_keeps_the_very_files()
    {
        using var scratch = Ready();
        await new SecretStore(scratch.Host).MakeAsync(scratch.Run, scratch.Paths, "dr");
        using var open = File.OpenRead(scratch.Paths.DrPgpass);
        var before = await ReadAsync(scratch.Paths.DrPassword);
        await new SecretStore(scratch.Host).MakeAsync(scratch.Run, scratch.Paths, "dr");
        Assert.Equal(before, await ReadAsync(scratch.Paths.DrPassword));
        Assert.Equal(File.GetLastWriteTimeUtc(open.SafeFileHandle), File.GetLastWriteTimeUtc(scratch.Paths.DrPgpass));
    }

    /// <summary>Killed in between, a password nobody could recognise would be on disk, and in whatever it leaked to.</summary>
    [Fact]
    public async Task No_password_is_on_disk_before_it_can_be_recognised()
    {
        using var scratch = Ready();
        var host = scratch.Host with { Evidence = scratch.Named("evidence", "in-the-way", []) };
        await Assert.ThrowsAnyAsync<IOException>(() => new SecretStore(host).MakeAsync(scratch.Run, scratch.Paths, "dr"));
        Assert.DoesNotContain(scratch.Paths.Secrets, Path.Exists);
    }

    [Fact]
    public async Task Replaces_a_half_written_password_and_still_knows_the_first()
    {
        using var scratch = Ready();
        var store = new SecretStore(scratch.Host);
        await store.MakeAsync(scratch.Run, scratch.Paths, "dr");
        var first = await ReadAsync(scratch.Paths.DrPassword);
        await File.WriteAllTextAsync(scratch.Paths.DrPassword, first[..10], TestContext.Current.CancellationToken);
        await store.MakeAsync(scratch.Run, scratch.Paths, "dr");
        var second = await ReadAsync(scratch.Paths.DrPassword);
        Assert.NotEqual(first, second);
        Assert.Equal($"PGPASSWORD={second}\n", await ReadAsync(scratch.Paths.DrEnv));
        Assert.Equal("[redacted] [redacted]", new Redactor(scratch.Host).Redact(scratch.Run, $"{first} {second}"));
    }

    [Fact]
    public void Resolves_a_named_secret_without_its_line_end()
    {
        using var scratch = new Scratch();
        scratch.Named("secrets", "reader", "correct horse\n"u8.ToArray());
        Assert.Equal("correct horse", new SecretStore(scratch.Host).Resolve("reader"));
    }

    [Theory]
    [InlineData("absent", "is absent")]
    [InlineData("open", "mode 644")]
    [InlineData("short", "3 characters")]
    [InlineData("../keys/other", "no plain name")]
    [InlineData("linked", "SymbolicLink")]
    public void Says_plainly_why_a_named_secret_is_not_read(string name, string reason)
    {
        using var scratch = new Scratch();
        File.SetUnixFileMode(scratch.Named("secrets", "open", "correct horse"u8.ToArray()), (UnixFileMode)0b110_100_100);
        scratch.Named("secrets", "short", "abc"u8.ToArray());
        File.CreateSymbolicLink(scratch.At("secrets/linked"), scratch.Named("keys", "other", "correct horse"u8.ToArray()));
        var refused = Assert.Throws<InvalidOperationException>(() => new SecretStore(scratch.Host).Resolve(name));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("horse", refused.Message, StringComparison.Ordinal);
    }

    private static Scratch Ready()
    {
        var scratch = new Scratch();
        Assert.Equal(OwnershipState.Ours, OwnedDirectory.Make(scratch.Paths.SecretsDirectory, scratch.Run.Nonce).State);
        return scratch;
    }

    private static Task<string> ReadAsync(string path) => File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
}
