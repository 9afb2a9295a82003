using System.Text;
using DotIuCutter.Temporal.Activities.Closure;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Secrets;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.Doubles;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Closure;

public sealed class G28NoSecretTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Names_file_offset_and_encoding_of_a_shredded_secret_and_never_the_secret()
    {
        using var scratch = new Scratch();
        OwnedDirectory.Make(scratch.Paths.SecretsDirectory, scratch.Run.Nonce);
        await new SecretStore(scratch.Host).MakeAsync(scratch.Run, scratch.Paths, "dr");
        var password = await File.ReadAllTextAsync(scratch.Paths.DrPassword, Cancel);
        TreeRemoval.Remove(scratch.Paths.SecretsDirectory, scratch.Run.Nonce, shred: true);
        await scratch.Evidence.WriteAsync(scratch.Run, "logs/a.log", $"redacted on its way in: {password}", Cancel);
        Assert.Equal(GateState.Green, (await CheckAsync(scratch)).State);

        foreach (var (encoding, bytes) in SecretEncodings.List(Encoding.ASCII.GetBytes(password)))
        {
            var path = Path.Join(scratch.Evidence.DirectoryOf(scratch.Run), "logs/.hidden");
            await File.WriteAllBytesAsync(path, [.. "12345"u8, .. bytes], Cancel);
            var gate = await CheckAsync(scratch);
            Assert.Equal(GateState.Red, gate.State);
            Assert.Contains($"logs/.hidden: the DR's password, {encoding}, at byte 5", gate.Found, StringComparison.Ordinal);
            Assert.DoesNotContain(password, gate.Found, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Finds_named_secrets_and_keys_of_the_host()
    {
        using var scratch = new Scratch();
        scratch.Named("secrets", "reader", "Host=x;Password=s3cr3t-word"u8.ToArray());
        byte[] key = [.. Enumerable.Range(100, 32).Select(i => (byte)i)];
        scratch.Named("keys", "dumps", key);
        Directory.CreateDirectory(scratch.Evidence.DirectoryOf(scratch.Run));
        await File.WriteAllTextAsync(Path.Join(scratch.Evidence.DirectoryOf(scratch.Run), "a"), $"s3cr3t-word {Convert.ToBase64String(key)}", Cancel);
        var found = (await CheckAsync(scratch)).Found;
        Assert.Contains("named secret 'reader'", found, StringComparison.Ordinal);
        Assert.Contains("key 'dumps'", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Follows_no_link_out_of_the_folder()
    {
        using var scratch = new Scratch();
        await scratch.Evidence.WriteAsync(scratch.Run, "a", "x", Cancel);
        File.CreateSymbolicLink(Path.Join(scratch.Evidence.DirectoryOf(scratch.Run), "link"), "/etc/hostname");
        Assert.Contains("symbolic link", (await CheckAsync(scratch)).Found, StringComparison.Ordinal);
    }

    /// <summary>Two workers of one task queue with an evidence directory each: what one of them knows of the run, the other does not.</summary>
    [Fact]
    public async Task Evidence_without_its_manifest_proves_nothing()
    {
        using var scratch = new Scratch();
        await scratch.Evidence.WriteAsync(scratch.Run, "logs/a.log", "nothing to see", Cancel);
        var gate = new G28NoSecret(scratch.Host, scratch.Evidence).Judge(scratch.Run);
        Assert.Equal(GateState.Red, gate.State);
        Assert.Contains("another directory", gate.Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_was_kept_out_of_the_journal_stays_a_finding_although_no_file_holds_it()
    {
        using var scratch = new Scratch();
        using var steps = new ProductSteps(scratch.Host);
        scratch.Named("secrets", "reader", "Host=x;Password=s3cr3t-word"u8.ToArray());
        var run = await RunOnDisk.OpenAsync(scratch.Host, Sample.Manifest(scratch), Sample.Baseline(), Cancel);
        await run.AppendAsync(new Acknowledged { Residual = "net", Reason = "it said s3cr3t-word" });
        Assert.Equal(GateState.Green, new G28NoSecret(scratch.Host, scratch.Evidence).Judge(scratch.Run).State);

        var answer = await new ClosureActivities(steps.Closure, RunOnDisk.Runs(scratch.Host)).CheckNoSecretAsync(new RunInput { Run = run.Manifest.RunKey });
        Assert.Equal((GateState.Red, "the run's journal before it was written"), (answer.State, answer.Subject));
        Assert.Contains("named secret 'reader'", answer.Found, StringComparison.Ordinal);
    }

    private static async Task<GateResult> CheckAsync(Scratch scratch)
    {
        await scratch.Evidence.WriteAsync(scratch.Run, RunFolders.ManifestFile, "{}", Cancel);
        return new G28NoSecret(scratch.Host, scratch.Evidence).Judge(scratch.Run);
    }
}
