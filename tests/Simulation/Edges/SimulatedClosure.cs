using DotIuCutter.Temporal.Activities.Closure;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.SourceCode;
using DotIuCutter.Temporal.Activities.Teardown.Removal;
using DotIuCutter.Temporal.Tests.Simulation.World;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;

namespace DotIuCutter.Temporal.Tests.Simulation.Edges;

/// <summary>Looks at the simulated place and says what it finds; it is never planted red.</summary>
internal sealed class SimulatedClosure(Place place) : IClosureSteps
{
    public Task<GateResult> CheckProductionContainerAsync(ProductionCapture captured) => Task.FromResult(UnchangedGate.Compare(Gate.ProductionNotRestarted, "production's container", "identical", "identical",
        captured.Container is { } before ? CaptureComparison.CompareIdentity(before, place.Surroundings.Production) : []));

    public Task<GateResult> CheckObjectsAbsentAsync(StepRequest request)
    {
        place.Of(request.Run.Nonce).LastLook = place.Agenda.Now;
        var standing = request.Objects.SelectMany(o => place.Engine.Objects
            .Where(t => t.Kind == o.Kind && (t.Name == o.Name || t.Id == o.Id) && (o.Anonymous || t.Id == o.Id || Ownership.Ours(t.Labels, request.Run)))).ToList();
        return Task.FromResult(standing.Count == 0
            ? GateResult.Green(Gate.ObjectsAbsent, "the run's objects", "absent", "absent")
            : GateResult.Red(Gate.ObjectsAbsent, "the run's objects", "absent", string.Join(", ", standing), "remove them by hand"));
    }

    public Task<GateResult> CheckSecretsShreddedAsync(PathsCheck check)
    {
        string[] paths = [.. check.Paths.Secrets, check.Paths.Dump, check.Paths.WorkDirectory, check.Paths.SecretsDirectory];
        var left = paths.Where(p => place.Engine.File(p)?.Maker == check.Run.Nonce).ToList();
        return Task.FromResult(left.Count == 0
            ? GateResult.Green(Gate.SecretsShredded, "the run's directories", "gone", "gone")
            : GateResult.Red(Gate.SecretsShredded, "the run's directories", "gone", string.Join(", ", left), "shred them by hand"));
    }

    public Task<GateResult> CheckCodeAsync(CodeCheck check) => Task.FromResult(place.Surroundings.Fingerprint == check.Captured.Fingerprint
        ? GateResult.Green(Gate.CodeUnchanged, "the accepted code", check.Captured.Fingerprint, "the same")
        : GateResult.Red(Gate.CodeUnchanged, "the accepted code", check.Captured.Fingerprint, place.Surroundings.Fingerprint, "find out who changed it"));

    public Task<GateResult> CheckWatchedAsync(WatchedCheck check) => Task.FromResult(UnchangedGate.Compare(Gate.WatchedNotRestarted, "watched services", "identical", "identical",
        [.. check.Captured.SelectMany(c => CaptureComparison.CompareIdentity(c, place.Surroundings.Watched))]));

    public Task<GateResult> CheckInventoryAsync(RunRef run, InventoryCapture before)
    {
        place.Of(run.Nonce).LastLook = place.Agenda.Now;
        return Task.FromResult(InventoryComparison.Judge(run, before, SimulatedPreflight.InventoryOf(place.Engine)));
    }

    public Task<GateResult> CheckDumpAsync(DumpCheck check) => Task.FromResult(place.Engine.File(check.Manifest.Paths.Dump)?.Maker == check.Manifest.Nonce
        ? GateResult.Red(Gate.DumpDestroyed, "production's dump", "destroyed", "still there", "shred it")
        : GateResult.Green(Gate.DumpDestroyed, "production's dump", "destroyed", "destroyed"));

    public Task<GateResult> CheckNoSecretAsync(RunRef run) => Task.FromResult(GateResult.Green(Gate.NoSecretRetained, "evidence", "no secret", "none"));

    public async Task<ClosureSummary> WriteReportAsync(RecordedRun run, ReportStep step)
    {
        await run.AppendAsync(new Ended { End = step.End, At = step.EndedAt, Detail = step.Detail, Holds = step.Holds });
        var report = ReportDerivation.Derive(run.Manifest, (await run.ReadAgainAsync(CancellationToken.None)).Journal.Entries);
        place.Of(run.Ref.Nonce).Report = report;
        return report.Summary with { EvidenceDirectory = "/evidence" };
    }
}
