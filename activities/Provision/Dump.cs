using DotIuCutter.Temporal.Workflows.Provision;

namespace DotIuCutter.Temporal.Activities.Provision;

internal sealed partial class ProvisionActivities
{
    public Task<DumpRecord> DumpAsync(DumpRequest request) => production.DumpAsync(request, ActivityContext.Cancel);
}
