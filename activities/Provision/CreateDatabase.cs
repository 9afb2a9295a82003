using DotIuCutter.Temporal.Activities.Postgres;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Provision;

namespace DotIuCutter.Temporal.Activities.Provision;

internal sealed partial class ProvisionActivities
{
    public async Task CreateDatabaseAsync(DrTarget target)
    {
        await awake.EnsureAsync(target.Dr, CurrentActivity.Cancel);
        await PostgresFailure.InWordsAsync(
            $"Creating database '{target.Database}' in '{target.Dr.Name}'", () => DrDatabase.RenewAsync(target, CurrentActivity.Cancel));
    }
}
