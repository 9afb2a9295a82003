using DotIuCutter.Temporal.Activities.Closure;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Tests.Simulation.World;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Preflight;
using DotIuCutter.Temporal.Workflows.Teardown;

namespace DotIuCutter.Temporal.Tests.Simulation.Edges;

/// <summary>Looks at the simulated place and says what it finds; it is never planted red.</summary>
internal sealed class SimulatedClosure(Place place, Func<InventoryCapture> captured, Func<Report> drafted) : IClosure
{
    public Task<GateResult> CheckProductionContainerAsync(ProductionCheck check) => Task.FromResult(UnchangedGate.Gate("G-22", "production's container", "identical", "identical",
        check.Captured.Container is { } before ? CaptureComparison.Identity(before, place.Surroundings.Production) : []));

    public Task<GateResult> CheckObjectsAbsentAsync(StepRequest request)
    {
        place.Of(request.Run.Nonce).LastLook = place.Agenda.Now;
        var standing = request.Objects.SelectMany(o => place.Machine.Things
            .Where(t => t.Kind == o.Kind && (t.Name == o.Name || t.Id == o.Id) && (o.Anonymous || t.Id == o.Id || Ownership.Ours(t.Labels, request.Run)))).ToList();
        return Task.FromResult(standing.Count == 0
            ? GateResult.Green("G-23", "the run's objects", "absent", "absent")
            : GateResult.Red("G-23", "the run's objects", "absent", string.Join(", ", standing), "remove them by hand"));
    }

    public Task<GateResult> CheckSecretsShreddedAsync(PathsCheck check)
    {
        string[] paths = [.. check.Paths.Secrets, check.Paths.Dump, check.Paths.WorkDirectory, check.Paths.SecretsDirectory];
        var left = paths.Where(p => place.Machine.File(p)?.Maker == check.Run.Nonce).ToList();
        return Task.FromResult(left.Count == 0
            ? GateResult.Green("G-24", "the run's directories", "gone", "gone")
            : GateResult.Red("G-24", "the run's directories", "gone", string.Join(", ", left), "shred them by hand"));
    }

    public Task<GateResult> CheckCodeAsync(CodeCheck check) => Task.FromResult(place.Surroundings.Fingerprint == check.Captured.Fingerprint
        ? GateResult.Green("G-26", "the accepted code", check.Captured.Fingerprint, "the same")
        : GateResult.Red("G-26", "the accepted code", check.Captured.Fingerprint, place.Surroundings.Fingerprint, "find out who changed it"));

    public Task<GateResult> CheckWatchedAsync(WatchedCheck check) => Task.FromResult(UnchangedGate.Gate("G-27", "watched services", "identical", "identical",
        [.. check.Captured.SelectMany(c => CaptureComparison.Identity(c, place.Surroundings.Watched))]));

    public Task<GateResult> CheckInventoryAsync(InventoryCheck check)
    {
        place.Of(check.Run.Nonce).LastLook = place.Agenda.Now;
        return Task.FromResult(InventoryComparison.Gate(check.Run, check.Before ?? captured(), SimulatedPreflight.InventoryOf(place.Machine)));
    }

    public Task<GateResult> CheckDumpAsync(DumpCheck check) => Task.FromResult(place.Machine.File(check.Paths.Dump)?.Maker == check.Run.Nonce
        ? GateResult.Red("G-30", "production's dump", "destroyed", "still there", "shred it")
        : GateResult.Green("G-30", "production's dump", "destroyed", "destroyed"));

    public Task<GateResult> CheckNoSecretAsync(EvidenceCheck check) => Task.FromResult(GateResult.Green("G-28", "evidence", "no secret", "none"));

    public Task<ReportRecord> WriteReportAsync(ReportRequest request)
    {
        place.Of(request.Run.Nonce).Report = drafted();
        return Task.FromResult(new ReportRecord { Directory = "/evidence", Sha256 = "r" });
    }
}
