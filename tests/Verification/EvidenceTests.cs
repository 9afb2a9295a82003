using System.Security.Cryptography;
using System.Text.Json.Nodes;
using DotIuCutter.Temporal.Activities.Closure;
using DotIuCutter.Temporal.Activities.Evidence.Verification;
using DotIuCutter.Temporal.Tests.Attestation;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Tests.Runs;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Verification;

/// <summary>A run on fake activities, but for those that write evidence; then somebody lays hands on it.</summary>
public sealed class EvidenceTests(TemporalServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("P-256", null)]
    [InlineData("Ed25519", null)]
    [InlineData("Ed25519", "G-18")]
    [InlineData("Ed25519", "preflight.g06-code")]
    [InlineData("Ed25519", "closure.g27-watched")]
    public async Task What_a_run_wrote_holds_however_it_ended(string kind, string? red)
    {
        await using var evidence = await Evidence.OfAsync(server, kind, red);
        var verification = await evidence.VerifyAsync();
        Assert.Equal([], verification.Problems.Select(p => $"{p}"));
        Assert.Equal((5, evidence.Key.Key.Public.Id), (verification.Holds.Count, verification.SignedBy));
        Assert.Equal(red is null, verification.Summary?.ExitCode == 0);
    }

    [Fact]
    public async Task A_changed_byte_of_any_file_is_found_and_named()
    {
        await using var evidence = await Evidence.OfAsync(server);
        foreach (var file in Directory.GetFiles(evidence.Folder, "*", SearchOption.AllDirectories))
        {
            var bytes = await File.ReadAllBytesAsync(file, Cancel);
            bytes[bytes.Length / 2] ^= 1;
            await File.WriteAllBytesAsync(file, bytes, Cancel);
            var problems = (await evidence.VerifyAsync()).Problems;
            Assert.Contains(problems, p => p.Subject.StartsWith(Path.GetRelativePath(evidence.Folder, file), StringComparison.Ordinal));
            bytes[bytes.Length / 2] ^= 1;
            await File.WriteAllBytesAsync(file, bytes, Cancel);
        }

        Assert.Empty((await evidence.VerifyAsync()).Problems);
    }

    [Theory]
    [InlineData("report.md", "no such file")]
    [InlineData("SHA256SUMS", "no such file")]
    [InlineData("attestation.intoto.json", "no such file")]
    [InlineData("report.json", "no such file")]
    [InlineData("closed.json", "no such file")]
    public async Task A_file_that_is_gone_is_named(string file, string found)
    {
        await using var evidence = await Evidence.OfAsync(server);
        File.Delete(evidence.At(file));
        Assert.Contains((await evidence.VerifyAsync()).Problems, p => p.Subject == file && p.Found == found);
    }

    [Fact]
    public async Task A_file_that_came_later_is_named_and_so_is_a_link()
    {
        await using var evidence = await Evidence.OfAsync(server);
        await File.WriteAllTextAsync(evidence.At("notes.txt"), "all fine", Cancel);
        File.Delete(evidence.At("report.md"));
        File.CreateSymbolicLink(evidence.At("report.md"), evidence.At("report.json"));
        var problems = (await evidence.VerifyAsync()).Problems;
        Assert.Equal([("report.md", "a link"), ("notes.txt", "one that it does not")], problems.Select(p => (p.Subject, p.Found)));
    }

    /// <summary>Whoever writes the sums anew cannot sign them.</summary>
    [Fact]
    public async Task A_report_that_was_bettered_with_its_sums_lacks_its_signature()
    {
        await using var evidence = await Evidence.OfAsync(server, red: "G-18");
        await evidence.RewriteAsync(report => report["summary"]!["exitCode"] = 0);
        var problems = (await evidence.VerifyAsync()).Problems.Select(p => p.Subject).ToArray();
        Assert.Contains("report.json", problems);
        Assert.Contains("SHA256SUMS", problems);
        Assert.Contains("report.json, summary.exitCode", problems);
    }

    /// <summary>Not even who has the key gets a verdict past what it rests on.</summary>
    [Theory]
    [InlineData("summary.exitCode", 0, "report.json, summary.exitCode")]
    [InlineData("summary.cleanlyClosed", false, "report.json, summary.cleanlyClosed")]
    [InlineData("summary.verdicts.scenarios", "pass", "report.json, summary.verdicts")]
    [InlineData("summary.runKey", "another-0123456789ab", "report.json, summary.runKey")]
    [InlineData("scenarios.1.verdict", "pass", "report.json, scenario S2")]
    [InlineData("commit", "0000000000000000000000000000000000000000", "manifest.json")]
    [InlineData("ledger.entries.0.state", "alreadyAbsent", "report.json, ledger")]
    public async Task A_verdict_that_says_more_than_its_evidence_is_named(string path, object said, string subject)
    {
        await using var evidence = await Evidence.OfAsync(server, red: "G-18");
        await evidence.RewriteAsync(report =>
        {
            var parts = path.Split('.');
            var owner = parts[..^1].Aggregate((JsonNode)report, (node, part) => node is JsonArray list ? list[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)]! : node[part]!);
            owner[parts[^1]] = JsonValue.Create(said);
        });
        var problems = (await evidence.VerifyAsync(signed: false)).Problems;
        Assert.Contains(problems, p => p.Subject.StartsWith(subject, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_passed_run_has_every_gate()
    {
        await using var evidence = await Evidence.OfAsync(server);
        foreach (var id in new[] { "G-01", "G-08", "G-10", "G-12", "G-15", "G-20", "G-22", "G-28", "G-30" })
        {
            var before = await File.ReadAllTextAsync(evidence.At("report.json"), Cancel);
            await evidence.RewriteAsync(report => report["gates"] = new JsonArray([.. report["gates"]!.AsArray().Where(g => (string)g!["gate"]! != id).Select(g => g!.DeepClone())]));
            Assert.Contains((await evidence.VerifyAsync(signed: false)).Problems, p => $"{p}".Contains(id, StringComparison.Ordinal));
            await File.WriteAllTextAsync(evidence.At("report.json"), before, Cancel);
        }
    }

    [Fact]
    public async Task The_trace_has_what_is_counted_and_nothing_forbidden()
    {
        await using var evidence = await Evidence.OfAsync(server);
        var trace = evidence.At("sql-trace.ndjson");
        await File.AppendAllTextAsync(trace, """{"scenario":"S2","statement":"delete from public.t","isStatement":true}""" + "\n", Cancel);
        await evidence.SumAsync();
        var problems = (await evidence.VerifyAsync(signed: false)).Problems;
        Assert.Equal(["1 statements, as in report.json", "no DELETE, TRUNCATE or DDL, since G-17 is said to be green"], problems.Select(p => p.Expected));
    }

    [Fact]
    public async Task A_run_that_is_open_again_is_no_clean_one_until_it_is_closed_again()
    {
        await using var evidence = await Evidence.OfAsync(server);
        await File.WriteAllTextAsync(evidence.At("reopened.json"), "{}", Cancel);
        Assert.Equal("reopened.json", Assert.Single((await evidence.VerifyAsync()).Problems).Subject);
        File.Delete(evidence.At("reopened.json"));
        File.Copy(evidence.At("closed.json"), evidence.At("reclosed.json"));
        Assert.Empty((await evidence.VerifyAsync()).Problems);
    }

    private sealed class Evidence(Scratch scratch, SigningKeyFile key, string folder) : IAsyncDisposable
    {
        public SigningKeyFile Key => key;

        public string Folder => folder;

        public static async Task<Evidence> OfAsync(TemporalServer server, string kind = "Ed25519", string? red = null)
        {
            var (scratch, key) = (new Scratch(), SigningKeyFile.Of(kind));
            var real = new ClosureActivities(scratch.Host with { SigningKey = key.Path }, null!, scratch.Evidence);
            var world = new FakeWorld
            {
                Host = scratch,
                Write = async report =>
                {
                    foreach (var scenario in report.Scenarios.Where(s => s.Verdict != ScenarioVerdict.NotRun))
                    {
                        await scratch.Evidence.AppendAsync(report.Run, "sql-trace.ndjson", scenario.Id, [$$"""{"scenario":"{{scenario.Id}}","statement":"select 1","isStatement":true}"""], Cancel);
                    }

                    return await real.WriteAsync(report);
                },
            };
            if (red is not null)
            {
                world.Red[red] = true;
            }

            await using var run = new FakeRun(server.Client, world);
            await run.StartAsync();
            await run.EndAsync();
            return new Evidence(scratch, key, scratch.Evidence.DirectoryOf(world.Report!.Run));
        }

        public string At(string file) => Path.Join(folder, file);

        public Task<VerificationResult> VerifyAsync(bool signed = true) => EvidenceVerification.RunAsync(folder, signed ? key.Key.Public : null, Cancel);

        /// <summary>With sums that fit.</summary>
        public async Task RewriteAsync(Action<JsonObject> change)
        {
            var report = JsonNode.Parse(await File.ReadAllTextAsync(At("report.json"), Cancel))!.AsObject();
            change(report);
            await File.WriteAllTextAsync(At("report.json"), report.ToJsonString(), Cancel);
            await SumAsync();
        }

        public async Task SumAsync()
        {
            var lines = (await File.ReadAllLinesAsync(At("SHA256SUMS"), Cancel)).Select(l => l[66..]).Select(f => $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(At(f))))}  {f}\n");
            await File.WriteAllTextAsync(At("SHA256SUMS"), string.Concat(lines), Cancel);
        }

        public ValueTask DisposeAsync()
        {
            key.Dispose();
            scratch.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
