using DotIuCutter.Temporal.Activities.Postgres.Dump;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Provision;

namespace DotIuCutter.Temporal.Activities.Provision;

internal sealed partial class ProvisionActivities
{
    /// <summary>A second attempt takes what a first one brought to its end, and else begins anew.</summary>
    public async Task<DumpRecord> DumpAsync(DumpRequest request)
    {
        var cancel = CurrentActivity.Cancel;
        return await DumpMark.DoneAsync(request.WorkDirectory, cancel)
            ?? await (request.Reuse is { } reuse ? ReusedDump.RunAsync(host, reuse, request.WorkDirectory, cancel) : production.DumpAsync(request, cancel));
    }
}
