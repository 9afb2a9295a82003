using DotIuCutter.Temporal.Activities.Closure;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Provision;
using DotIuCutter.Temporal.Activities.Secrets;
using DotIuCutter.Temporal.Activities.Teardown;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;

namespace DotIuCutter.Temporal.Tests.Builders;

/// <summary>Evidence folders as the activities of a run leave them.</summary>
internal static class RunOnDisk
{
    public static RecordedRuns Runs(HostOptions host) => new(host, new Redactor(host), TimeProvider.System);

    /// <summary>A plan was accepted, and nothing was made yet.</summary>
    public static Task<RecordedRun> AcceptAsync(HostOptions host, Manifest manifest, CancellationToken cancel) => Runs(host).AcceptAsync(manifest, cancel);

    /// <summary>Open: its manifest is written, so that it may own something.</summary>
    public static async Task<RecordedRun> OpenAsync(HostOptions host, Manifest manifest, Baseline before, CancellationToken cancel)
    {
        var run = await AcceptAsync(host, manifest, cancel);
        await run.AppendAsync(new Captured
        {
            Engine = before.Engine,
            Protected = before.Protected,
            Code = before.Code,
            Production = before.Production,
            Inventory = new InventoryCapture { Containers = [], Volumes = [], Networks = [] },
            Watched = [],
        });
        run = await run.ReadAgainAsync(cancel);
        await run.AppendAsync(new ManifestRecorded { Sha256 = await ManifestRecording.RecordAsync(run, cancel) });
        return await run.ReadAgainAsync(cancel);
    }

    /// <summary>Closed: its teardown has ended.</summary>
    public static async Task<RecordedRun> CloseAsync(HostOptions host, Manifest manifest, Baseline before, CancellationToken cancel) =>
        await CloseAsync(await OpenAsync(host, manifest, before, cancel), cancel);

    /// <summary>Its teardown ends now.</summary>
    public static async Task<RecordedRun> CloseAsync(RecordedRun run, CancellationToken cancel, DateTimeOffset? at = null)
    {
        var mark = ClosedMark.From(run.Ref, new TeardownOutcome { Ledger = run.Ledger, Assertions = [], Seconds = 0.9 }, at ?? run.Manifest.CreatedAt);
        await ClosedMarkFile.WriteAsync(run, mark);
        await run.AppendAsync(new TornDown { Verdict = TeardownVerdict.Clean, Seconds = 0.9 });
        return await run.ReadAgainAsync(cancel);
    }

    /// <summary>Writes its report and seals its evidence, as the last step of its workflow does.</summary>
    public static Task<ClosureSummary> ReportAsync(HostOptions host, RecordedRun run) => new ReportWriting(host, new EvidenceStore(host, new Redactor(host))).WriteAsync(
        run, new ReportStep { Run = run.Manifest.RunKey, End = RunEnd.Finished, EndedAt = run.Manifest.CreatedAt.AddSeconds(90) });
}
