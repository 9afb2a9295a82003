using System.Diagnostics;
using System.Text.Json;
using System.Xml.Linq;
using DotIuCutter.Temporal.Activities.Closure;
using DotIuCutter.Temporal.Activities.Closure.Reports;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Workflows;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Ledgers;
using DotIuCutter.Temporal.Workflows.Manifests;
using DotIuCutter.Temporal.Workflows.Provision;
using DotIuCutter.Temporal.Workflows.Scenarios;
using NJsonSchema;
using NJsonSchema.Generation;
using Snapshooter.Xunit3;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Closure.Reports;

public sealed class ReportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Markdown_says_the_verdicts_first()
    {
        var text = ReportMarkdown.Of(Failed());
        Snapshot.Match(text);
        Assert.StartsWith("# Dry run demo-0123456789ab: NOT CLEANLY CLOSED\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_gives_no_cell_away_to_what_it_quotes()
    {
        var gate = GateResult.Red("G-15", "a|b\n<script>", "x", "@everybody [link](http://x)", "none");
        var row = ReportMarkdown.Of(Failed() with { Gates = [gate] }).Split('\n').First(l => l.StartsWith("| G-15", StringComparison.Ordinal));
        Assert.Contains(@"a\|b &lt;script>", row, StringComparison.Ordinal);
        Assert.Contains(@"&#64;everybody \[link]", row, StringComparison.Ordinal);
    }

    [Fact]
    public void Junit_counts_what_it_holds()
    {
        var text = ReportJunit.Of(Failed());
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
        var parsed = XDocument.Parse(ReportJunit.Of(Failed() with { Gates = [gate] }));
        Assert.Equal("G-15 a\uFFFDb\uFFFD<&>\"]]>", (string)parsed.Descendants("testcase").First().Attribute("name")!);
    }

    [Fact]
    public async Task Writes_evidence_that_sha256sum_accepts_and_twice_the_same()
    {
        using var scratch = new Scratch();
        var report = Failed();
        await scratch.Evidence.AppendAsync(report.Run, "sql-trace.ndjson", "S1", ["{}"], Cancel);
        var record = await WriteAsync(scratch, report);
        using var check = Process.Start(new ProcessStartInfo("sha256sum", ["--check", "--strict", "--quiet", "SHA256SUMS"]) { WorkingDirectory = record.Directory })!;
        await check.WaitForExitAsync(Cancel);
        Assert.Equal(0, check.ExitCode);
        var sums = await File.ReadAllTextAsync(Path.Join(record.Directory, "SHA256SUMS"), Cancel);
        Assert.Contains($"{record.Sha256}  report.json\n", sums, StringComparison.Ordinal);
        Assert.All(["report.md", "junit.xml", "sql-trace.ndjson"], name => Assert.Contains($"  {name}\n", sums, StringComparison.Ordinal));
        Assert.Equal(record, await WriteAsync(scratch, report));
        Assert.Equal(sums, await File.ReadAllTextAsync(Path.Join(record.Directory, "SHA256SUMS"), Cancel));
    }

    [Fact]
    public async Task The_schema_in_docs_is_that_of_the_report_and_accepts_one()
    {
        var settings = new SystemTextJsonSchemaGeneratorSettings { SerializerOptions = Json.Options, FlattenInheritanceHierarchy = true };
        var schema = new JsonSchemaGenerator(settings).Generate(typeof(Report)).ToJson().ReplaceLineEndings("\n") + "\n";
        var path = Path.Join(Folder(), "docs", "report.schema.json");
        if (Environment.GetEnvironmentVariable("UPDATE_SCHEMA") == "1")
        {
            await File.WriteAllTextAsync(path, schema, Cancel);
        }

        Assert.Equal(await File.ReadAllTextAsync(path, Cancel), schema);
        Assert.Empty((await JsonSchema.FromJsonAsync(schema, Cancel)).Validate(JsonSerializer.Serialize(Failed(), Json.Options)));
    }

    private static Task<ReportRecord> WriteAsync(Scratch scratch, Report report) => new ClosureActivities(scratch.Host, null!, scratch.Evidence).WriteReportAsync(report);

    private static string Folder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Join(folder, "DotIuCutter.Temporal.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }

    private static Report Failed()
    {
        var dump = new Residual { Kind = ObjectKind.SecretFile, Name = "/srv/wd/dr_src.sql", Reason = "File has 2 names, expected 1.", Remedy = "shred -u /srv/wd/dr_src.sql" };
        return new Report
        {
            Summary = new ClosureSummary
            {
                Plan = "demo",
                RunKey = "demo-0123456789ab",
                End = RunEnd.Finished,
                CleanlyClosed = false,
                ExitCode = 5,
                Reason = "S2: G-18 is red.",
                Verdicts = new Verdicts { Scenarios = ScenarioVerdict.Fail, Teardown = TeardownVerdict.Residuals, Invariants = InvariantVerdict.Violated },
                Residuals = [dump],
            },
            Run = new RunRef { WorkflowId = "dryrun-demo", Plan = "demo", Nonce = "0123456789abcdef0123456789abcdef" },
            PlanSha256 = new string('b', 64),
            Commit = new string('c', 40),
            StartedAt = new DateTimeOffset(2026, 5, 17, 10, 0, 0, TimeSpan.Zero),
            EndedAt = new DateTimeOffset(2026, 5, 17, 10, 1, 30, TimeSpan.Zero),
            Gates =
            [
                GateResult.Green("G-02", "engine", "API 1.41 or later", "1.41"),
                GateResult.Red("G-18", "rows of S2", "public.iu_batch: 1 inserted", "2 inserted", "Read the SQL trace") with { Scenario = "S2" },
                GateResult.Red("G-25", "protected containers", "as at C-01", "kept restarted", "Find who did", new Difference("kept.startedAt", "10:00", "10:01")),
                GateResult.Unknown("G-27", "watched", "Docker did not answer", "Run `dryrun retry RUN`"),
            ],
            Scenarios =
            [
                new ScenarioOutcome { Id = "S1", Title = "rolls back", Verdict = ScenarioVerdict.Pass, Seconds = 1.25, Effects = new ScenarioEffects { Tables = [], CatalogChanged = false, SequencesMoved = true, Statements = 12 } },
                new ScenarioOutcome { Id = "S2", Title = "writes", Verdict = ScenarioVerdict.Fail, Seconds = 2, Reason = "G-18: 2 inserted", Effects = new ScenarioEffects { Tables = [new TableEffect { Table = "public.iu_batch", Inserted = 2, Deleted = 1 }], CatalogChanged = true, SequencesMoved = false, Statements = 3 } },
                new ScenarioOutcome { Id = "S3", Title = "never came to it", Verdict = ScenarioVerdict.NotRun },
            ],
            Ledger = new Ledger
            {
                Entries =
                [
                    new LedgerEntry { Kind = ObjectKind.SecretFile, Name = dump.Name, Step = 5, State = LedgerState.Failed, Reason = dump.Reason, Remedy = dump.Remedy },
                    new LedgerEntry { Kind = ObjectKind.Network, Name = "net", Step = 4, State = LedgerState.NotOurs, Reason = "It carries no nonce." },
                    new LedgerEntry { Kind = ObjectKind.Container, Name = "dr", Id = new string('d', 64), Step = 2, State = LedgerState.Removed },
                    new LedgerEntry { Kind = ObjectKind.Container, Name = "harness", Step = 1, State = LedgerState.Planned },
                ],
            },
            Production = new Workflows.Captures.ProductionCapture { SystemIdentifier = "7412345678901234567", Version = "17.12", SizeBytes = 606_000_000 },
            DrSystemIdentifier = "7499999999999999999",
            Dump = new DumpRecord { Sha256 = new string('e', 64), Bytes = 390_000_000, Tables = 12, Rows = 200_000, RowCountsSha256 = new string('f', 64), Seconds = 2.7, XminAge = 3 },
            Restore = new RestoreRecord { Seconds = 2.3, SizeBytes = 606_000_000 },
            TeardownSeconds = 0.9,
        };
    }
}
