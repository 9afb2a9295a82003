using System.Diagnostics;
using System.Text.Json;
using System.Xml.Linq;
using DotIuCutter.Temporal.Activities.Closure;
using DotIuCutter.Temporal.Activities.Evidence.Reports;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Provision;
using NJsonSchema;
using NJsonSchema.Generation;
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
    public void Markdown_says_the_verdicts_first()
    {
        var text = ReportMarkdown.Render(SampleReport.Failed());
        Snapshot.Match(text);
        Assert.StartsWith("# Dry run demo-0123456789ab: NOT CLEANLY CLOSED\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_gives_no_cell_away_to_what_it_quotes()
    {
        var gate = GateResult.Red("G-15", "a|b\n<script>", "x", "@everybody [link](http://x)", "none");
        var row = ReportMarkdown.Render(SampleReport.Failed() with { Gates = [gate] }).Split('\n').First(l => l.StartsWith("| G-15", StringComparison.Ordinal));
        Assert.Contains(@"a\|b &lt;script>", row, StringComparison.Ordinal);
        Assert.Contains(@"&#64;everybody \[link]", row, StringComparison.Ordinal);
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
        var gate = GateResult.Red("G-15", "a\u0001b\uD800<&>\"]]>", "x", "\0", "none");
        var parsed = XDocument.Parse(ReportJunit.Render(SampleReport.Failed() with { Gates = [gate] }));
        Assert.Equal("G-15 a\uFFFDb\uFFFD<&>\"]]>", (string)parsed.Descendants("testcase").First().Attribute("name")!);
    }

    [Fact]
    public async Task Writes_evidence_that_sha256sum_accepts_and_twice_the_same()
    {
        using var scratch = new Scratch();
        var report = SampleReport.Failed();
        await scratch.Evidence.AppendAsync(report.Run, "sql-trace.ndjson", "S1", ["{}"], Cancel);
        var record = await WriteAsync(scratch, report);
        using var check = Process.Start(new ProcessStartInfo("sha256sum", ["--check", "--strict", "--quiet", "SHA256SUMS"]) { WorkingDirectory = record.Directory })!;
        await check.WaitForExitAsync(Cancel);
        Assert.Equal(0, check.ExitCode);
        var sums = await File.ReadAllTextAsync(Path.Join(record.Directory, "SHA256SUMS"), Cancel);
        Assert.Contains($"{record.Sha256}  report.json\n", sums, StringComparison.Ordinal);
        Assert.All(["report.md", "junit.xml", "sql-trace.ndjson"], name => Assert.Contains($"  {name}\n", sums, StringComparison.Ordinal));
        Assert.Equal(record.Sha256, (await WriteAsync(scratch, report)).Sha256);
        Assert.Equal(sums, await File.ReadAllTextAsync(Path.Join(record.Directory, "SHA256SUMS"), Cancel));
    }

    [Fact]
    public async Task The_schema_in_docs_is_that_of_the_report_and_accepts_one()
    {
        var settings = new SystemTextJsonSchemaGeneratorSettings { SerializerOptions = Json.Options, FlattenInheritanceHierarchy = true };
        var schema = new JsonSchemaGenerator(settings).Generate(typeof(Report)).ToJson().ReplaceLineEndings("\n") + "\n";
        var path = Repository.File("docs/report.schema.json");
        if (Environment.GetEnvironmentVariable("UPDATE_SCHEMA") == "1")
        {
            await File.WriteAllTextAsync(path, schema, Cancel);
        }

        Assert.Equal(await File.ReadAllTextAsync(path, Cancel), schema);
        Assert.Empty((await JsonSchema.FromJsonAsync(schema, Cancel)).Validate(JsonSerializer.Serialize(SampleReport.Failed(), Json.Options)));
    }

    private static Task<ReportRecord> WriteAsync(Scratch scratch, Report report) => new ClosureActivities(scratch.Host, null!, scratch.Evidence).WriteAsync(report);
}
