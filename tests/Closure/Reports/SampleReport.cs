using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Copy;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;

namespace DotIuCutter.Temporal.Tests.Closure.Reports;

internal static class SampleReport
{
    private static readonly DateTimeOffset Began = new(2026, 5, 17, 10, 0, 0, TimeSpan.Zero);

    /// <summary>With something of every kind in it, good and bad.</summary>
    public static Report Failed()
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
            StartedAt = Began,
            EndedAt = new DateTimeOffset(2026, 5, 17, 10, 1, 30, TimeSpan.Zero),
            Gates =
            [
                GateResult.Green(Gate.EngineAnswers, "engine", "API 1.41 or later", "1.41"),
                GateResult.Red(Gate.DeclaredRows, "rows of S2", "public.iu_batch: 1 inserted", "2 inserted", "Read the SQL trace") with { Scenario = "S2" },
                GateResult.Red(Gate.ProtectedUnchanged, "protected containers", "as at C-01", "kept restarted", "Find who did", new Difference("kept.startedAt", "10:00", "10:01")),
                GateResult.Unknown(Gate.WatchedNotRestarted, "watched", "Docker did not answer", "Run `dryrun retry RUN`"),
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
                    new LedgerEntry
                    {
                        Kind = ObjectKind.SecretFile,
                        Name = dump.Name,
                        Step = TeardownStep.SecretsAndFiles,
                        State = LedgerState.Failed,
                        Reason = dump.Reason,
                        Remedy = dump.Remedy,
                    },
                    new LedgerEntry { Kind = ObjectKind.Network, Name = "net", Step = TeardownStep.Network, State = LedgerState.NotOurs, Reason = "It carries no nonce." },
                    new LedgerEntry { Kind = ObjectKind.Container, Name = "dr", Id = new string('d', 64), Step = TeardownStep.DrContainer, State = LedgerState.Removed },
                    new LedgerEntry { Kind = ObjectKind.Container, Name = "harness", Step = TeardownStep.HarnessContainer, State = LedgerState.Planned },
                ],
            },
            Production = new ProductionCapture { SystemIdentifier = "7412345678901234567", Version = "17.12", SizeBytes = 606_000_000 },
            DrSystemIdentifier = "7499999999999999999",
            Dump = new DumpRecord { Sha256 = new string('e', 64), Bytes = 390_000_000, Tables = 12, Rows = 200_000, RowCountsSha256 = new string('f', 64), Seconds = 2.7, XminAge = 3 },
            Restore = new RestoreRecord { Seconds = 2.3, SizeBytes = 606_000_000 },
            TeardownSeconds = 0.9,
            Timeline =
            [
                Step("preflight.c01-protected", 0.2, 0.05),
                Step("preflight.g02-engine", 0.3, 0.02),
                Step("provision.dump", 2, 2.7) with { Attempts = 2 },
                Step("provision.restore", 5, 2.3),
                Step("scenario.run", 8, 1.25),
                Step("scenario.run", 10, 75) with { End = TimelineEnd.Cancelled },
                Step("teardown.2-dr-container", 86, 0.4),
                Step("closure.g29-inventory", 88, 0.03),
            ],
        };
    }

    private static TimelineStep Step(string step, double after, double seconds) =>
        new() { Step = step, StartedAt = Began.AddSeconds(after), Seconds = seconds, Attempts = 1, End = TimelineEnd.Completed };
}
