using System.Text;
using System.Text.Json;
using CsCheck;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Postgres.Dump.Retained;
using DotIuCutter.Temporal.Activities.Secrets;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Manifests;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Host;

/// <summary>A folder of evidence that somebody has changed or half copied is told; one that throws would keep the supervisor from every other run.</summary>
public sealed class EvidenceFileProperties : IDisposable
{
    private readonly Scratch scratch = new();

    private string Folder => scratch.Evidence.DirectoryOf(scratch.Run);

    private string Good =>
        JsonSerializer.Serialize(new ManifestFile { Manifest = Sample.Manifest(scratch).ForTeardown(), Baseline = Sample.Baseline() }, Json.Indented);

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void A_manifest_is_read_or_its_problem_is_told() => Gen.Frequency((6, JsonGen.Bent(Good)), (1, JsonGen.Value)).Sample(text =>
    {
        var reading = ManifestDocument.Read(text);
        Assert.NotEqual(reading.File is null, reading.Problem is null);
        Assert.Matches("^expected .*, found ", reading.Problem ?? "expected , found ");
        Assert.Equal(12, reading.File?.Manifest.RunKey[^12..].Length ?? 12);
    }, iter: 3000);

    [Theory]
    [InlineData("manifest.json")]
    [InlineData("journal.ndjson")]
    public async Task A_folder_is_open_closed_or_its_problem_is_told(string file)
    {
        await RunOnDisk.CloseAsync(scratch.Host, Sample.Manifest(scratch), Sample.Baseline(), TestContext.Current.CancellationToken);
        var good = await File.ReadAllTextAsync($"{Folder}/{file}", TestContext.Current.CancellationToken);
        await (file == "manifest.json" ? Spoilt(good) : SpoiltLine(good)).SampleAsync(async text =>
        {
            await File.WriteAllBytesAsync($"{Folder}/{file}", Encoding.UTF8.GetBytes(text));
            foreach (var folder in await RunFolders.OpenAsync(scratch.Host.Evidence, CancellationToken.None))
            {
                Assert.NotEqual(folder.Run is null, folder.Problem is null);
            }
        }, iter: 600, threads: 1);
    }

    /// <summary>Without them G-28 could not tell that a secret leaked, and must not claim that none did.</summary>
    [Fact]
    public void Fingerprints_are_read_or_called_unreadable()
    {
        Directory.CreateDirectory(Folder);
        var salt = Fingerprinting.NewSalt();
        var set = new FingerprintSet { Salt = salt, Fingerprints = [.. Fingerprinting.Compute("one", "correct horse"u8, salt)] };
        Gen.Frequency((6, JsonGen.Bent(JsonSerializer.Serialize(set, Json.Options))), (1, JsonGen.Value)).Sample(text =>
        {
            File.WriteAllBytes(KnownSecrets.FileOf(scratch.Host, scratch.Run), Encoding.UTF8.GetBytes(text));
            try
            {
                Assert.NotNull(new SecretScan(KnownSecrets.Gather(scratch.Host, scratch.Run)).Find("correct horse"u8));
            }
            catch (InvalidDataException told)
            {
                Assert.Contains("Restore it", told.Message, StringComparison.Ordinal);
            }
        }, iter: 1500, threads: 1);
    }

    /// <summary>A named secret may be a password, a connection string, a URL or none of them.</summary>
    [Fact]
    public void Any_named_secret_is_taken_out_of_a_text() => Gen.OneOf(
        Gen.String[Gen.Char["ab=;:/@%'\" é\\\0"], 8, 30],
        Gen.String[Gen.Char["ab%:@/[]"], 8, 12].Select(t => $"postgres://u:{t}@h/db"),
        Gen.String[Gen.Char["ab=;'\""], 8, 12].Select(t => $"Host=h;Password={t}")).Sample(secret =>
    {
        scratch.Named("secrets", "reader", Encoding.UTF8.GetBytes(secret));
        Assert.DoesNotContain(secret.TrimEnd('\r', '\n'), new Redactor(scratch.Host).Redact(scratch.Run, $"<{secret}>"), StringComparison.Ordinal);
    }, iter: 400, threads: 1);

    [Fact]
    public async Task A_retained_dump_that_was_changed_is_refused()
    {
        var (plain, key) = ("the dump"u8.ToArray(), new byte[DumpFormat.KeySize]);
        var whole = new MemoryStream();
        await DumpEncryption.EncryptAsync(
            new MemoryStream(plain), whole, key, DumpFormat.New(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(plain)), DateTimeOffset.UnixEpoch, chunk: 3), CancellationToken.None);
        await Gen.OneOf(
            Gen.Select(Gen.Int[0, (int)whole.Length - 1], Gen.Byte[1, 255], (at, with) => Changed(whole.ToArray(), at, with)),
            Gen.Int[0, (int)whole.Length - 1].Select(length => whole.ToArray()[..length]),
            Gen.Byte.Array[1, 9].Select(more => (byte[])[.. whole.ToArray(), .. more]),
            Gen.Byte.Array[0, 80]).SampleAsync(bytes => Assert.ThrowsAsync<InvalidDataException>(
                () => DumpDecryption.DecryptAsync(new MemoryStream(bytes), Stream.Null, key, CancellationToken.None)), iter: 1000);
    }

    private static Gen<string> Spoilt(string good) => Gen.Frequency((6, JsonGen.Bent(good)), (1, JsonGen.Value));

    /// <summary>One line of several, each a document of its own.</summary>
    private static Gen<string> SpoiltLine(string good)
    {
        var lines = good.Split('\n')[..^1];
        return Pick.One<int>([.. Enumerable.Range(0, lines.Length)])
            .SelectMany(at => Spoilt(lines[at]).Select(spoilt => string.Concat(lines.Select((line, i) => $"{(i == at ? spoilt : line)}\n"))));
    }

    private static byte[] Changed(byte[] bytes, int at, byte with)
    {
        bytes[at] ^= with;
        return bytes;
    }
}
