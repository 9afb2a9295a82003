using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Postgres.Dump;
using DotIuCutter.Temporal.Activities.Postgres.Dump.Retained;
using DotIuCutter.Temporal.Activities.Postgres.Restore;
using DotIuCutter.Temporal.Workflows.Contract.Copy;
using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Activities.Provision.Copy;

/// <summary>Production's copy: the dump, its retention, the restore, and the proof that they are the same (G-13).</summary>
internal sealed class CopySteps(DumpTaking taking, DumpRetention retention, DatabaseRestore restore, DrLifecycle lifecycle)
{
    public Task<DumpRecord> DumpAsync(DumpRequest request) => taking.TakeAsync(request);

    public Task<RetainedDump> RetainAsync(RetainRequest request) => retention.RetainAsync(request);

    public Task<RestoreRecord> RestoreAsync(RestoreOptions request) => restore.RestoreAsync(request);

    public Task<GateResult> CheckAsync(RestoreCheck check) => new G13Restore(lifecycle).JudgeAsync(check);
}
