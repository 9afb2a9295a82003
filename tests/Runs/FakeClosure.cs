using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Preflight;
using DotIuCutter.Temporal.Workflows.Teardown;

namespace DotIuCutter.Temporal.Tests.Runs;

internal sealed class FakeClosure(FakeWorld world) : IClosure
{
    public Task<GateResult> CheckProductionContainerAsync(ProductionCheck check) => world.GateAsync<IClosure>("G-22");

    public Task<GateResult> CheckObjectsAbsentAsync(StepRequest request) => world.DoAsync<IClosure, GateResult>(() =>
        request.Objects.Any(o => world.Objects.ContainsKey(o.Name))
            ? GateResult.Red("G-23", "objects", "absent", "present", "remove them")
            : world.GateOf<IClosure>("G-23", nameof(CheckObjectsAbsentAsync)));

    public Task<GateResult> CheckSecretsShreddedAsync(PathsCheck check) => world.GateAsync<IClosure>("G-24");

    public Task<GateResult> CheckCodeAsync(CodeCheck check) => world.GateAsync<IClosure>("G-26");

    public Task<GateResult> CheckWatchedAsync(WatchedCheck check) => world.GateAsync<IClosure>("G-27");

    public Task<GateResult> CheckInventoryAsync(InventoryCheck check) => world.GateAsync<IClosure>("G-29");

    public Task<GateResult> CheckDumpAsync(DumpCheck check) => world.GateAsync<IClosure>("G-30");

    public Task<GateResult> CheckNoSecretAsync(EvidenceCheck check) => world.GateAsync<IClosure>("G-28");

    public async Task<ReportRecord> WriteReportAsync(Report report)
    {
        world.Report = report;
        await world.DoAsync<IClosure, Report>(() => report);
        return await world.Write(report);
    }
}
