using System.Runtime.CompilerServices;
using DotIuCutter.Temporal.Activities.Closure;
using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.SourceCode;
using DotIuCutter.Temporal.Activities.Teardown.Removal;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;

namespace DotIuCutter.Temporal.Tests.Runs;

/// <summary>Finds everything as it should be, but for what is still there and the gates that are to be red.</summary>
internal sealed class FakeClosure(FakeWorld world) : IClosureSteps
{
    public Task<GateResult> CheckProductionContainerAsync(ProductionCapture captured) => GateAsync(Gate.ProductionNotRestarted, captured);

    public Task<GateResult> CheckObjectsAbsentAsync(StepRequest request)
    {
        world.Asked.Enqueue(request);
        return world.DoAsync<IClosure, GateResult>(() => request.Objects.Any(o => world.Objects.Any(there => there.Name == o.Name))
            ? GateResult.Red(Gate.ObjectsAbsent, "objects", "absent", "present", "remove them")
            : world.GateOf<IClosure>(Gate.ObjectsAbsent, nameof(CheckObjectsAbsentAsync)));
    }

    public Task<GateResult> CheckSecretsShreddedAsync(PathsCheck check) => GateAsync(Gate.SecretsShredded, check);

    public Task<GateResult> CheckCodeAsync(CodeCheck check) => GateAsync(Gate.CodeUnchanged, check);

    public Task<GateResult> CheckWatchedAsync(WatchedCheck check) => GateAsync(Gate.WatchedNotRestarted, check);

    public Task<GateResult> CheckInventoryAsync(RunRef run, InventoryCapture before) => GateAsync(Gate.InventoryUnchanged, before);

    public Task<GateResult> CheckDumpAsync(DumpCheck check) => GateAsync(Gate.DumpDestroyed, check);

    public Task<GateResult> CheckNoSecretAsync(RunRef run) => world.DoAsync<IClosure, GateResult>(() => world.Recorded is not null
        ? world.GateOf<IClosure>(Gate.NoSecretRetained, nameof(CheckNoSecretAsync))
        : GateResult.Red(Gate.NoSecretRetained, "evidence", "a manifest", "no manifest.json", "run again"));

    public Task<ClosureSummary> WriteReportAsync(RecordedRun run, ReportStep step) => world.DoAsync<IClosure, ClosureSummary>(async () =>
    {
        if (world.Write is { } write)
        {
            return await write(run, step);
        }

        await run.AppendAsync(new Ended { End = step.End, At = step.EndedAt, Detail = step.Detail, Holds = step.Holds });
        var report = ReportDerivation.Derive(run.Manifest, (await run.ReadAgainAsync(CancellationToken.None)).Journal.Entries);
        world.Report = report;
        var summary = report.Summary;
        await run.AppendAsync(new Closed { Verdicts = summary.Verdicts, CleanlyClosed = summary.CleanlyClosed, ExitCode = summary.ExitCode });
        return summary with { EvidenceDirectory = "/evidence" };
    });

    private Task<GateResult> GateAsync(Gate gate, object check, [CallerMemberName] string method = "")
    {
        world.Asked.Enqueue(check);
        return world.GateAsync<IClosure>(gate, method);
    }
}
