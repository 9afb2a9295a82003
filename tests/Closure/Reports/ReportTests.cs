using System.Diagnostics;
using System.Text.Json;
using System.Xml.Linq;
using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Evidence.Reports;
using DotIuCutter.Temporal.Activities.Evidence.Reports.Html;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Copy;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using NJsonSchema;
using NJsonSchema.Generation;
using NJsonSchema.Generation.TypeMappers;
using Snapshooter.Xunit3;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Closure.Reports;

public sealed class ReportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void A_restore_that_was_done_again_by_one_session_says_why_in_both_reports()
    {
        var report = SampleReport.Failed() with { Restore = new RestoreRecord { Seconds = 2, SizeBytes = 9, Repeated = "ERROR:  no parent" } };
        const string Words = "by one session after several at once had failed (ERROR:  no parent)";
        Assert.Contains(Words, ReportMarkdown.Render(report), StringComparison.Ordinal);
        Assert.Contains(Words, ReportHtml.Render(report), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_commit_only_points_to_is_not_claimed_in_both_reports()
    {
        var code = new CodeExport { Commit = new string('c', 40), Tree = new string('d', 40), Sha256 = "f1", Files = 1200, Bytes = 34567, Missing = "submodule 'lib'" };
        var report = SampleReport.Failed() with { Code = code };
        foreach (var text in new[] { ReportMarkdown.Render(report), ReportHtml.Render(report) })
        {
            Assert.Contains("1,200 files, 34,567 bytes, exported with fingerprint", text, StringComparison.Ordinal);
            Assert.Contains("What the commit only points to, since it was not there: submodule 'lib'.", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Markdown_says_the_verdicts_first()
    {
        var text = ReportMarkdown.Render(SampleReport.Failed());
        Snapshot.Match(text);
        Assert.StartsWith("# Dry run demo-0123456789ab: NOT CLEANLY CLOSED: a protected invariant was VIOLATED; 1 object was LEFT BEHIND; a scenario FAILED\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_gives_no_cell_away_to_what_it_quotes()
    {
        var gate = GateResult.Red(Gate.ExpectedOutcome, "a|b\n<script>", "x", "@everybody [link](http://x)", "none");
        var row = ReportMarkdown.Render(SampleReport.Failed() with { Gates = [gate] }).Split('\n').First(l => l.StartsWith("| G-15", StringComparison.Ordinal));
        Assert.Contains(@"a\|b &lt;script>", row, StringComparison.Ordinal);
        Assert.Contains(@"&#64;everybody \[link]", row, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public.audit_log", "public.audit_log")]
    [InlineData("_underlined_", @"\_underlined\_")]
    [InlineData("see `git -C /srv/my_repo status` in my_repo", "see `git -C /srv/my_repo status` in my_repo")]
    [InlineData("`a|b*c`", @"`a\|b*c`")]
    [InlineData("one ` alone <b>", @"one \` alone &lt;b>")]
    [InlineData("``a <b>``", @"\`\`a &lt;b>\`\`")]
    public void Markdown_escapes_only_what_would_be_markup(string text, string written) => Assert.Equal(written, MarkdownText.Plain(text));

    [Fact]
    public void A_statement_that_a_finding_names_by_its_process_can_be_found_in_the_trace()
    {
        var gate = GateResult.Red(Gate.AppendOnly, "clone", "none", "DDL attempted by process 163 at 10:00; DELETE attempted by process 171 at 10:01", "Look.") with { Scenario = "S2" };
        const string Command = "jq -r 'select(.scenario == \"S2\" and (.pid == 163 or .pid == 171)) | .statement' sql-trace.ndjson";
        var report = SampleReport.Failed() with { Gates = [gate] };
        Assert.Contains($"`{Command.Replace("|", "\\|", StringComparison.Ordinal)}`", ReportMarkdown.Render(report), StringComparison.Ordinal);
        Assert.Contains(XDocument.Parse(ReportJunit.Render(report)).Descendants("failure"), f => f.Value.Contains(Command, StringComparison.Ordinal));
    }

    [Fact]
    public void Junit_counts_what_it_holds()
    {
        var text = ReportJunit.Render(SampleReport.Failed());
        Snapshot.Match(text);
        foreach (var suite in XDocument.Parse(text).Root!.Elements("testsuite").Append(XDocument.Parse(text).Root!))
        {
            var cases = suite.Descendants("testcase").ToArray();
            Assert.Equal(cases.Length, (int)suite.Attribute("tests")!);
            Assert.Equal(cases.Count(c => c.Element("failure") is not null), (int)suite.Attribute("failures")!);
            Assert.Equal(cases.Count(c => c.Element("error") is not null), (int)suite.Attribute("errors")!);
            Assert.Equal(cases.Count(c => c.Element("skipped") is not null), (int)suite.Attribute("skipped")!);
        }
    }

    [Fact]
    public void Junit_is_xml_whatever_a_finding_quotes()
    {
        var gate = GateResult.Red(Gate.ExpectedOutcome, "a\u0001b\uD800<&>\"]]>", "x", "\0", "none");
        var parsed = XDocument.Parse(ReportJunit.Render(SampleReport.Failed() with { Gates = [gate] }));
        Assert.Equal("G-15 a\uFFFDb\uFFFD<&>\"]]>", (string)parsed.Descendants("testcase").ElementAt(1).Attribute("name")!);
    }

    [Fact]
    public async Task Writes_evidence_that_sha256sum_accepts_and_twice_the_same()
    {
        using var scratch = new Scratch();
        var run = await RunOnDisk.CloseAsync(scratch.Host, Sample.Manifest(scratch), Sample.Baseline(), Cancel);
        await scratch.Evidence.AppendAsync(run.Ref, "sql-trace.ndjson", "S1", ["{}"], Cancel);
        await RunOnDisk.ReportAsync(scratch.Host, run);
        using var check = Process.Start(new ProcessStartInfo("sha256sum", ["--check", "--strict", "--quiet", "SHA256SUMS"]) { WorkingDirectory = run.Folder })!;
        await check.WaitForExitAsync(Cancel);
        Assert.Equal(0, check.ExitCode);
        var sums = await File.ReadAllTextAsync(Path.Join(run.Folder, "SHA256SUMS"), Cancel);
        Assert.All(["report.json", "report.md", "report.html", "junit.xml", "journal.ndjson", "plan.json", "manifest.json", "sql-trace.ndjson"], name => Assert.Contains($"  {name}\n", sums, StringComparison.Ordinal));
        await RunOnDisk.ReportAsync(scratch.Host, await run.ReadAgainAsync(Cancel));
        Assert.Equal(sums, await File.ReadAllTextAsync(Path.Join(run.Folder, "SHA256SUMS"), Cancel));
    }

    [Fact]
    public async Task The_schema_in_docs_is_that_of_the_report_and_accepts_one()
    {
        var settings = new SystemTextJsonSchemaGeneratorSettings { SerializerOptions = Json.Options, FlattenInheritanceHierarchy = true };
        settings.TypeMappers.Add(new PrimitiveTypeMapper(typeof(Gate), gate => gate.Type = JsonObjectType.String));
        settings.TypeMappers.Add(new PrimitiveTypeMapper(typeof(TeardownStep), step => (step.Type, step.Minimum, step.Maximum) = (JsonObjectType.Integer, 1, 7)));
        var schema = new JsonSchemaGenerator(settings).Generate(typeof(Report)).ToJson().ReplaceLineEndings("\n") + "\n";
        var path = Repository.File("docs/report.schema.json");
        if (Environment.GetEnvironmentVariable("UPDATE_SCHEMA") == "1")
        {
            await File.WriteAllTextAsync(path, schema, Cancel);
        }

        Assert.Equal(await File.ReadAllTextAsync(path, Cancel), schema);
        Assert.Empty((await JsonSchema.FromJsonAsync(schema, Cancel)).Validate(JsonSerializer.Serialize(SampleReport.Failed(), Json.Options)));
    }
}
