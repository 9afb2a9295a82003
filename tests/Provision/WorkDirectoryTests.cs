using System.Text.Json;
using DotIuCutter.Temporal.Activities.Closure;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Postgres.Dump.Retained;
using DotIuCutter.Temporal.Activities.Provision;
using DotIuCutter.Temporal.Activities.Provision.Copy;
using DotIuCutter.Temporal.Activities.Provision.Creation;
using DotIuCutter.Temporal.Activities.Secrets;
using DotIuCutter.Temporal.Activities.Teardown;
using DotIuCutter.Temporal.Activities.Teardown.Removal;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Tests.SourceCode;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Copy;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;
using Temporalio.Exceptions;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Provision;

/// <summary>From the manifest to the last shredded file, on a real disk and a real tmpfs.</summary>
public sealed class WorkDirectoryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Makes_everything_once_and_step_5_destroys_it_all()
    {
        using var scratch = new Scratch();
        Assert.Equal(scratch.WorkDirectory.Path, (await MakeAsync(scratch)).Id);
        var password = await File.ReadAllTextAsync(scratch.Paths.DrPassword, Cancel);
        Assert.Equal(scratch.WorkDirectory.Path, (await MakeAsync(scratch)).Id);
        Assert.Equal(password, await File.ReadAllTextAsync(scratch.Paths.DrPassword, Cancel));
        Assert.Equal((UnixFileMode)0b111_111_111, File.GetUnixFileMode(scratch.Paths.Socket));
        Assert.Equal((UnixFileMode)0b111_111_111, File.GetUnixFileMode(scratch.Paths.Log));
        Assert.Equal(OwnedDirectory.PrivateDirectory, File.GetUnixFileMode(scratch.WorkDirectory.Path));
        Assert.Equal(OwnedDirectory.PrivateFile, File.GetUnixFileMode(scratch.Paths.Dump));
        await File.WriteAllTextAsync(Path.Join(scratch.Paths.Log, "postgresql.json"), "row", Cancel);
        Directory.CreateDirectory(Path.Join(scratch.Paths.Venv, "bin"));

        var result = await ShredAsync(scratch);
        Assert.All(result.Objects, o => Assert.Equal(OutcomeState.Removed, o.State));
        Assert.Equal(6, result.Objects.Count);
        Assert.Empty(Directory.EnumerateFileSystemEntries(scratch.Host.WorkRoot));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(scratch.WorkDirectory.Secrets)!));
        Assert.Equal(GateState.Green, G24SecretsShredded.Judge(Check(scratch)).State);

        var again = await ShredAsync(scratch);
        Assert.All(again.Objects, o => Assert.Equal(OutcomeState.AlreadyAbsent, o.State));
    }

    [Fact]
    public async Task A_dump_that_has_served_leaves_an_empty_file_under_its_name()
    {
        using var scratch = new Scratch();
        await MakeAsync(scratch);
        await File.WriteAllBytesAsync(scratch.Paths.Dump, [.. Enumerable.Repeat((byte)'r', 3_000_001)], Cancel);
        await using var mounted = new FileStream(scratch.Paths.Dump, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        DumpTruncation.Empty(Target(scratch));
        Assert.Equal(-1, mounted.ReadByte());
        Assert.Equal(0, new FileInfo(scratch.Paths.Dump).Length);
        DumpTruncation.Empty(Target(scratch));
    }

    [Fact]
    public async Task A_dump_whose_name_was_given_to_another_file_is_not_written_over()
    {
        using var scratch = new Scratch();
        await MakeAsync(scratch);
        await File.WriteAllTextAsync(scratch.At("other"), "keep", Cancel);
        File.Delete(scratch.Paths.Dump);
        File.CreateSymbolicLink(scratch.Paths.Dump, scratch.At("other"));
        var failure = Assert.Throws<ApplicationFailureException>(() => DumpTruncation.Empty(Target(scratch)));
        Assert.True(failure.NonRetryable);
        Assert.Contains($"rm {scratch.Paths.Dump}", failure.Message, StringComparison.Ordinal);
        Assert.Equal("keep", await File.ReadAllTextAsync(scratch.At("other"), Cancel));
    }

    [Fact]
    public async Task Makes_nothing_behind_a_closed_fence()
    {
        using var scratch = new Scratch();
        await ShredAsync(scratch);
        Assert.Equal(FailureTypes.RunClosed, (await Assert.ThrowsAsync<ApplicationFailureException>(() => MakeAsync(scratch))).ErrorType);
        Assert.Empty(Directory.EnumerateFileSystemEntries(scratch.Host.WorkRoot));
    }

    [Fact]
    public async Task Refuses_and_later_leaves_alone_a_directory_that_is_not_ours()
    {
        using var scratch = new Scratch();
        Directory.CreateDirectory(scratch.WorkDirectory.Path);
        await File.WriteAllTextAsync(scratch.Paths.Dump, "somebody's", Cancel);
        Assert.Equal(Gate.WorkDirectoryFit, (await MakeAsync(scratch)).Refused!.Gate);
        var result = await ShredAsync(scratch);
        Assert.All(result.Objects.Where(o => o.Name.StartsWith(scratch.WorkDirectory.Path, StringComparison.Ordinal)), o => Assert.Equal(OutcomeState.NotOurs, o.State));
        Assert.Equal("somebody's", await File.ReadAllTextAsync(scratch.Paths.Dump, Cancel));
    }

    [Fact]
    public async Task A_file_that_cannot_be_destroyed_keeps_its_directory_and_is_the_residual()
    {
        using var scratch = new Scratch();
        await MakeAsync(scratch);
        ShredderTests.HardLink(scratch.Paths.Dump, scratch.At("second-name"));
        var step = await ShredAsync(scratch);
        var failure = Assert.Throws<ApplicationFailureException>(() => StepFailure.ThrowIfLeft(step, []));
        Assert.Equal((FailureTypes.Residual, false), (failure.ErrorType, failure.NonRetryable));
        var failed = step.Objects.Where(o => o.State == OutcomeState.Failed).ToArray();
        Assert.Equal([scratch.Paths.Dump, scratch.WorkDirectory.Path], failed.Select(o => o.Name));
        Assert.Equal($"rm {scratch.Paths.Dump}", failed[0].Remedy);
        Assert.True(File.Exists(scratch.Paths.Sentinel));
        var gate = G24SecretsShredded.Judge(Check(scratch));
        Assert.Equal(GateState.Red, gate.State);
        Assert.Contains(scratch.Paths.Dump, gate.Found, StringComparison.Ordinal);

        File.Delete(scratch.At("second-name"));
        Assert.DoesNotContain((await ShredAsync(scratch)).Objects, o => o.State == OutcomeState.Failed);
        Assert.Equal(GateState.Green, G24SecretsShredded.Judge(Check(scratch)).State);
    }

    [Fact]
    public async Task Records_a_manifest_once_and_refuses_another_under_its_key()
    {
        using var scratch = new Scratch();
        var file = new ManifestFile { Manifest = Sample.Manifest(scratch), Baseline = Sample.Baseline() };
        var run = await RunOnDisk.OpenAsync(scratch.Host, file.Manifest, file.Baseline, Cancel);
        Assert.Equal(run.Journal.Last<ManifestRecorded>()!.Sha256, await ManifestRecording.RecordAsync(run, Cancel));
        var written = await File.ReadAllTextAsync(Path.Join(run.Folder, RunFolders.ManifestFile), Cancel);
        Assert.Equal(
            JsonSerializer.Serialize(file, Json.Options),
            JsonSerializer.Serialize(JsonSerializer.Deserialize<ManifestFile>(written, Json.Options), Json.Options));
        var other = file.Manifest with { PlanSha256 = new string('d', 64) };
        Assert.True((await Assert.ThrowsAsync<ApplicationFailureException>(() => RunOnDisk.AcceptAsync(scratch.Host, other, Cancel))).NonRetryable);
        var another = new RecordedRun(other, run.Journal, null!, null!, run.Folder);
        Assert.True((await Assert.ThrowsAsync<ApplicationFailureException>(() => ManifestRecording.RecordAsync(another, Cancel))).NonRetryable);
        Assert.Equal(written, await File.ReadAllTextAsync(Path.Join(run.Folder, RunFolders.ManifestFile), Cancel));
    }

    [Fact]
    public async Task Retains_one_copy_that_decrypts_to_the_dump_and_G30_looks_at_it()
    {
        using var scratch = new Scratch();
        var (key, dump) = (Enumerable.Range(1, 32).Select(i => (byte)i).ToArray(), new byte[3_000_000]);
        new Random(1).NextBytes(dump);
        scratch.Named("keys", "dumps", key);
        await MakeAsync(scratch);
        await File.WriteAllBytesAsync(scratch.Paths.Dump, dump, Cancel);
        var request = new RetainRequest
        {
            Manifest = Sample.Manifest(scratch),
            Retain = new RetainDump { Key = "dumps", Directory = scratch.At("retained") },
            DumpSha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(dump)),
        };
        var retained = await RetainAsync(scratch, request);
        Assert.Equal(retained, await RetainAsync(scratch, request));
        Assert.Equal(scratch.At("retained/prod-dir_ectus-20260517T101112Z-0123456789ab.sql.enc"), retained.Path);
        using var plain = new MemoryStream();
        using (var copy = File.OpenRead(retained.Path))
        {
            await DumpDecryption.DecryptAsync(copy, plain, key, Cancel);
        }

        Assert.Equal(dump, plain.ToArray());
        var check = new DumpCheck
        {
            Manifest = request.Manifest,
            DumpSha256 = request.DumpSha256,
            Retain = request.Retain,
            RetainedPath = retained.Path,
        };
        Assert.Contains("still there", new G30Dump(scratch.Host).Judge(check).Found, StringComparison.Ordinal);
        await ShredAsync(scratch);
        Assert.Equal(GateState.Green, new G30Dump(scratch.Host).Judge(check).State);
        scratch.Named("retained", "dumps", key);
        File.SetUnixFileMode(retained.Path, (UnixFileMode)0b110_100_100);
        var red = new G30Dump(scratch.Host).Judge(check).Found;
        Assert.Contains("key's name", red, StringComparison.Ordinal);
        Assert.Contains("mode 644", red, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_no_copy_of_a_dump_that_is_not_the_recorded_one()
    {
        using var scratch = new Scratch();
        scratch.Named("keys", "dumps", new byte[32]);
        await MakeAsync(scratch);
        var request = new RetainRequest
        {
            Manifest = Sample.Manifest(scratch),
            DumpSha256 = new string('0', 64),
            Retain = new RetainDump { Key = "dumps", Directory = scratch.At("retained") },
        };
        await Assert.ThrowsAsync<ApplicationFailureException>(() => RetainAsync(scratch, request));
        Assert.Empty(Directory.EnumerateFileSystemEntries(scratch.At("retained")));
    }

    private static async Task<CreationResult> MakeAsync(Scratch scratch)
    {
        using var code = new TestRepository(scratch);
        return await new WorkDirectoryCreation(new RunFence(scratch.Host), new SecretStore(scratch.Host)).CreateAsync(
            new WorkDirectoryRequest { Run = scratch.Run, WorkDirectory = scratch.WorkDirectory, Code = code.Accepted, DrName = "dr" });
    }

    private static DrTarget Target(Scratch scratch) => new()
    {
        Dr = new DrRef { Run = scratch.Run, Name = "dr", ContainerId = new string('a', 64) },
        WorkDirectory = scratch.WorkDirectory,
        SystemIdentifier = "7",
        Database = "d",
    };

    private static PathsCheck Check(Scratch scratch) => new() { Run = scratch.Run, Paths = scratch.Paths };

    private static Task<RetainedDump> RetainAsync(Scratch scratch, RetainRequest request) =>
        new DumpRetention(scratch.Host, new RunFence(scratch.Host)).RetainAsync(request);

    private static Task<StepResult> ShredAsync(Scratch scratch) => new FileRemoval(new RunFence(scratch.Host)).RemoveAsync(Sample.FilesStep(scratch));
}
