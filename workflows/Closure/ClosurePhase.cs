using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Preflight;
using DotIuCutter.Temporal.Workflows.Runtime;
using DotIuCutter.Temporal.Workflows.Teardown;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Workflows.Closure;

/// <summary>The gates of the net-zero assertion after teardown, and the report. Nothing cancels any of it.</summary>
internal sealed class ClosurePhase(Manifest manifest, RunState board)
{
    private readonly Plan plan = manifest.Plan;
    private readonly RunRef run = manifest.Run;

    /// <summary>G-22 to G-30; G-25 and G-21 are in the teardown's outcome. G-28 last, since it reads what the others may have written.</summary>
    public async Task AssertAsync(Baseline baseline, RunFacts facts)
    {
        var production = new ProductionCheck { Run = run, Production = plan.Production, Captured = baseline.Production };
        var objects = new StepRequest
        {
            Run = run,
            Step = 4,
            Objects = [.. board.Ledger.Entries.Where(e => e.Step <= 4).Select(e => new StepObject { Kind = e.Kind, Name = e.Name, Id = e.Id, Anonymous = e.Anonymous })],
        };
        var paths = new PathsCheck { Run = run, Paths = manifest.Paths };
        var code = new CodeCheck { Code = plan.Code, Captured = baseline.Code };
        var watched = new WatchedCheck { Prefixes = plan.WatchedPrefixes, Captured = baseline.Watched };
        var inventory = new InventoryCheck { Run = run };
        var dump = new DumpCheck
        {
            Run = run,
            Paths = manifest.Paths,
            DumpSha256 = facts.Dump?.Sha256,
            Retain = facts.Retained is null ? null : plan.RetainDump,
            RetainedPath = facts.Retained?.Path,
        };
        await Concurrently.AllAsync(
            board.SideBySide,
            () => JudgeAsync("production's container is the same", a => a.CheckProductionContainerAsync(production)),
            () => JudgeAsync("container, volumes and network are absent", a => a.CheckObjectsAbsentAsync(objects)),
            () => JudgeAsync("secrets are shredded", a => a.CheckSecretsShreddedAsync(paths)),
            () => JudgeAsync("commit and tree are the same", a => a.CheckCodeAsync(code)),
            () => JudgeAsync("watched services are the same", a => a.CheckWatchedAsync(watched)),
            () => JudgeAsync("inventory", a => a.CheckInventoryAsync(inventory)),
            () => JudgeAsync("production's dump is destroyed", a => a.CheckDumpAsync(dump)));
        await JudgeAsync("no secret is retained", a => a.CheckNoSecretAsync(new EvidenceCheck { Run = run }));
    }

    public async Task<ClosureSummary> ReportAsync(bool provisioned, RunEnd end, string? reason, IReadOnlyList<Residual> residuals, double? teardownSeconds)
    {
        var report = board.Report = Draft(provisioned, end, reason, residuals, teardownSeconds);
        var record = await WriteAsync();
        if (record.Finding is { } finding)
        {
            // The report itself held a secret, so it was not written. Now it says so, and is written without it.
            board.JudgeAgain(finding);
            report = board.Report = Draft(provisioned, end, reason, residuals, teardownSeconds);
            record = await WriteAsync();
        }

        return report.Summary with { EvidenceDirectory = record.Directory };
    }

    private Task<ReportRecord> WriteAsync()
    {
        var request = new ReportRequest { Run = run };
        return Workflow.ExecuteActivityAsync((IClosure a) => a.WriteReportAsync(request), Step("report"));
    }

    private Report Draft(bool provisioned, RunEnd end, string? reason, IReadOnlyList<Residual> residuals, double? teardownSeconds)
    {
        var verdicts = NetZero.Judge(provisioned, board.Scenarios, board.Gates, board.Ledger);
        var summary = new ClosureSummary
        {
            Plan = plan.Name,
            RunKey = manifest.RunKey,
            End = end,
            Verdicts = verdicts,
            CleanlyClosed = NetZero.CleanlyClosed(provisioned, verdicts),
            ExitCode = NetZero.ExitCode(provisioned, end, verdicts),
            Reason = reason,
            Residuals = residuals,
            Findings = [.. board.Gates.Where(g => g.State != GateState.Green)],
        };
        return new Report
        {
            Summary = summary,
            Run = run,
            PlanSha256 = manifest.PlanSha256,
            Commit = plan.Code.Commit,
            StartedAt = board.Status.StartedAt,
            EndedAt = Workflow.UtcNow,
            Gates = board.Gates,
            Scenarios = board.Scenarios,
            Ledger = board.Ledger,
            Production = board.Facts.Baseline?.Production,
            DrSystemIdentifier = board.Facts.DrSystemIdentifier,
            DrImageId = board.Facts.DrImageId,
            HarnessImageId = board.Facts.HarnessImageId,
            Dump = board.Facts.Dump,
            Restore = board.Facts.Restore,
            Retained = board.Facts.Retained,
            TeardownSeconds = teardownSeconds,
            Holds = board.Status.Holds,
        };
    }

    private async Task JudgeAsync(string summary, System.Linq.Expressions.Expression<Func<IClosure, Task<GateResult>>> gate) =>
        board.Judge(await Workflow.ExecuteActivityAsync(gate, Step(summary)));

    private ActivityOptions Step(string summary) => Policies.Closure(board.Doing(summary));
}
