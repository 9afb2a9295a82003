using System.Runtime.CompilerServices;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Preflight;
using DotIuCutter.Temporal.Workflows.Teardown;
using Temporalio.Activities;

namespace DotIuCutter.Temporal.Tests.Runs;

internal sealed class FakeClosure(FakeWorld world) : IClosure
{
    public Task<GateResult> CheckProductionContainerAsync(ProductionCheck check) => GateAsync("G-22", check);

    public Task<GateResult> CheckObjectsAbsentAsync(StepRequest request)
    {
        world.Asked.Enqueue(request);
        return world.DoAsync<IClosure, GateResult>(() => request.Objects.Any(o => world.Objects.ContainsKey(o.Name))
            ? GateResult.Red("G-23", "objects", "absent", "present", "remove them")
            : world.GateOf<IClosure>("G-23", nameof(CheckObjectsAbsentAsync)));
    }

    public Task<GateResult> CheckSecretsShreddedAsync(PathsCheck check) => GateAsync("G-24", check);

    public Task<GateResult> CheckCodeAsync(CodeCheck check) => GateAsync("G-26", check);

    public Task<GateResult> CheckWatchedAsync(WatchedCheck check) => GateAsync("G-27", check);

    public async Task<GateResult> CheckInventoryAsync(InventoryCheck check) =>
        await GateAsync("G-29", check with { Before = await AskedOfRun.AnswerAsync(run => run.Inventory, "captured the inventory", ActivityExecutionContext.Current.CancellationToken) });

    public Task<GateResult> CheckDumpAsync(DumpCheck check) => GateAsync("G-30", check);

    public Task<GateResult> CheckNoSecretAsync(EvidenceCheck check)
    {
        world.Asked.Enqueue(check);
        return world.DoAsync<IClosure, GateResult>(() => world.Manifest is not null
            ? world.GateOf<IClosure>("G-28", nameof(CheckNoSecretAsync))
            : GateResult.Red("G-28", "evidence", "a manifest", "no manifest.json", "run again"));
    }

    public async Task<ReportRecord> WriteReportAsync(ReportRequest request)
    {
        var report = await AskedOfRun.AnswerAsync(run => run.Report, "drafted its report", ActivityExecutionContext.Current.CancellationToken);
        world.Report = report;
        await world.DoAsync<IClosure, Report>(() => report);
        return await world.Write(report);
    }

    private Task<GateResult> GateAsync(string gate, object check, [CallerMemberName] string method = "")
    {
        world.Asked.Enqueue(check);
        return world.GateAsync<IClosure>(gate, method);
    }
}
