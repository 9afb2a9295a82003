using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Postgres.Dump;
using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Copy;

namespace DotIuCutter.Temporal.Activities.Provision.Copy;

/// <summary>Takes the dump: of production, of its standby, or one that was retained.</summary>
internal sealed class DumpTaking(HostOptions host, ProductionReader production)
{
    /// <summary>A second attempt takes what a first one brought to its end, and else begins anew.</summary>
    public async Task<DumpRecord> TakeAsync(DumpRequest request)
    {
        var cancel = CurrentActivity.Cancel;
        return await DumpMark.ReadFinishedAsync(request.WorkDirectory, cancel)
            ?? await (request.Reuse is { } reuse
                ? ReusedDump.RunAsync(host, reuse, request.WorkDirectory, cancel)
                : new DumpRun(production.Path(request.Production)).RunAsync(request with { Production = request.Production.DumpedFrom() }, cancel));
    }
}
