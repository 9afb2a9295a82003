using System.Security.Cryptography;
using System.Text.Json.Nodes;
using DotIuCutter.Temporal.Activities.Closure;
using DotIuCutter.Temporal.Activities.Evidence.Verification;
using DotIuCutter.Temporal.Tests.Attestation;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Tests.Runs;
using DotIuCutter.Temporal.Worker.Cli.Rendering;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;
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
        Assert.Equal((6, evidence.Key.Key.Public.Id), (verification.Holds.Count, verification.SignedBy));
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
    [InlineData("journal.ndjson", "no such file")]
    [InlineData("plan.json", "no such file")]
    public async Task A_file_that_is_gone_is_named(string file, string found)
    {
        await using var evidence = await Evidence.OfAsync(server);
        File.Delete(evidence.At(file));
        Assert.Contains((await evidence.VerifyAsync()).Problems, p => p.Subject == file && p.Found == found);
    }

    [Fact]
    public async Task Files_that_a_copy_lost_are_named_together()
    {
        await using var evidence = await Evidence.OfAsync(server);
        File.Delete(evidence.At("report.md"));
        File.Delete(evidence.At("junit.xml"));
        var result = await evidence.VerifyAsync(signed: false);
        Assert.Equal(["junit.xml", "report.md"], result.Missing);
        Assert.Equal("Evidence 'copy' is not to be trusted: 2 things are wrong. Missing: junit.xml, report.md. "
            + "Copy the whole folder, with its subfolders.", VerificationText.Describe("copy", new(), result).Last());
    }

    [Fact]
    public async Task A_run_is_what_was_asked_for_or_each_condition_it_does_not_meet_is_named()
    {
        await using var evidence = await Evidence.OfAsync(server);
        var report = JsonNode.Parse(await File.ReadAllTextAsync(evidence.At("report.json"), Cancel))!;
        var (commit, plan, end) = ((string)report["commit"]!, (string)report["planSha256"]!, DateTimeOffset.Parse((string)report["endedAt"]!, System.Globalization.CultureInfo.InvariantCulture));
        var met = new VerificationRequest { RequirePass = true, Commit = commit.ToUpperInvariant(), PlanSha256 = plan, MaxAge = TimeSpan.FromDays(1) };
        var result = await evidence.VerifyAsync(met, end.AddHours(23));
        Assert.True(result.Verified);
        Assert.Equal("Verified: files unchanged, verdict PASS CLEAN HELD, commit, plan digest, age. Not asked: signature.", VerificationText.Describe("e", met, result).Last());

        var other = new VerificationRequest { RequirePass = true, Commit = new string('0', 40), PlanSha256 = new string('0', 64), MaxAge = TimeSpan.FromDays(1) };
        var unmet = await evidence.VerifyAsync(other, end.AddHours(25));
        Assert.False(unmet.Verified);
        Assert.Equal(["commit", "plan's SHA-256", "age"], unmet.Unmet.Select(p => p.Subject));
        Assert.Equal("age", Assert.Single((await evidence.VerifyAsync(met, end.AddSeconds(-1))).Unmet).Subject);
    }

    [Fact]
    public async Task A_run_that_failed_is_told_by_its_verdict_and_does_not_meet_a_required_pass()
    {
        await using var evidence = await Evidence.OfAsync(server, red: "G-18");
        var result = await evidence.VerifyAsync();
        Assert.Empty(result.Problems);
        var request = new VerificationRequest { Key = evidence.Key.Key.Public };
        Assert.StartsWith($"Verified: files unchanged, signature of key {request.Key.Id}. Not asked: a pass (the run ended FAIL CLEAN HELD, exit code 1), commit",
            VerificationText.Describe("e", request, result).Last(), StringComparison.Ordinal);

        var required = await evidence.VerifyAsync(request with { RequirePass = true });
        Assert.Equal(("verdict", "FAIL CLEAN HELD, exit code 1"), (Assert.Single(required.Unmet).Subject, required.Unmet[0].Found));
        Assert.False(required.Verified);
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
    [InlineData("gates.0.subject", "another plan", "report.json")]
    [InlineData("startedAt", "2020-01-01T00:00:00+00:00", "report.json")]
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

    /// <summary>Whoever writes the sums anew still has to write a journal from which the report follows.</summary>
    [Theory]
    [InlineData("a changed line", "line 4 does not follow the line before it")]
    [InlineData("a dropped line", "line 3 carries number 4")]
    [InlineData("a dropped end", "none")]
    [InlineData("another plan", "another beginning")]
    public async Task A_journal_or_plan_that_was_changed_with_its_sums_is_named(string what, string found)
    {
        await using var evidence = await Evidence.OfAsync(server);
        var lines = (await File.ReadAllLinesAsync(evidence.At("journal.ndjson"), Cancel)).ToList();
        switch (what)
        {
            case "a changed line":
                lines[2] = lines[2].Replace("\"number\":3,", "\"number\":3, ", StringComparison.Ordinal);
                break;
            case "a dropped line":
                lines.RemoveAt(2);
                break;
            case "a dropped end":
                lines.RemoveRange(lines.Count - 2, 2);
                break;
            default:
                await File.AppendAllTextAsync(evidence.At("plan.json"), " ", Cancel);
                break;
        }

        await File.WriteAllTextAsync(evidence.At("journal.ndjson"), string.Concat(lines.Select(line => $"{line}\n")), Cancel);
        await evidence.SumAsync();
        var problem = Assert.Single((await evidence.VerifyAsync(signed: false)).Problems);
        Assert.Equal("journal.ndjson", problem.Subject);
        Assert.StartsWith(found, problem.Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_journal_says_after_the_seal_follows_what_was_sealed()
    {
        await using var evidence = await Evidence.OfAsync(server);
        await evidence.AppendAsync(new Reopened { Found = GateResult.Red(Gate.ObjectsAbsent, "objects", "absent", "present", "remove them") });
        await evidence.AppendAsync(new TornDown { Verdict = TeardownVerdict.Clean, Seconds = 77 });
        Assert.Empty((await evidence.VerifyAsync()).Problems);

        var after = await File.ReadAllLinesAsync(evidence.At("journal.after.ndjson"), Cancel);
        Assert.Equal(2, after.Length);
        await File.WriteAllTextAsync(evidence.At("journal.after.ndjson"), $"{after[1]}\n", Cancel);
        Assert.Equal("journal.after.ndjson", Assert.Single((await evidence.VerifyAsync()).Problems).Subject);
    }

    private sealed class Evidence(Scratch scratch, SigningKeyFile key, string folder) : IAsyncDisposable
    {
        public SigningKeyFile Key => key;

        public string Folder => folder;

        public static async Task<Evidence> OfAsync(TemporalServer server, string kind = "Ed25519", string? red = null)
        {
            var (scratch, key) = (new Scratch(), SigningKeyFile.Of(kind));
            var folder = string.Empty;
            var real = new ReportWriting(scratch.Host with { SigningKey = key.Path }, scratch.Evidence);
            var world = new FakeWorld
            {
                Host = scratch,
                Write = async (recorded, step) =>
                {
                    folder = recorded.Folder;
                    foreach (var id in recorded.Journal.Entries.OfType<EffectMeasured>().Select(e => e.Scenario).Distinct(StringComparer.Ordinal))
                    {
                        var line = $$"""{"scenario":"{{id}}","statement":"select 1","isStatement":true}""";
                        await scratch.Evidence.AppendAsync(recorded.Ref, "sql-trace.ndjson", id, [line], Cancel);
                    }

                    return await real.WriteAsync(recorded, step);
                },
            };
            if (red is not null)
            {
                world.Red[red] = true;
            }

            await using var run = new FakeRun(server.Client, world);
            await run.StartAsync();
            await run.EndAsync();
            return new Evidence(scratch, key, folder);
        }

        public string At(string file) => Path.Join(folder, file);

        /// <summary>As an activity of the run does.</summary>
        public async Task AppendAsync(JournalEntry entry) =>
            await (await RunOnDisk.Runs(scratch.Host).OpenAsync(Path.GetFileName(folder), Cancel)).AppendAsync(entry);

        public Task<VerificationResult> VerifyAsync(bool signed = true) => VerifyAsync(new VerificationRequest { Key = signed ? key.Key.Public : null });

        public Task<VerificationResult> VerifyAsync(VerificationRequest request) => VerifyAsync(request, TimeProvider.System.GetUtcNow());

        public Task<VerificationResult> VerifyAsync(VerificationRequest request, DateTimeOffset now) => EvidenceVerification.RunAsync(folder, request, now, Cancel);

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
