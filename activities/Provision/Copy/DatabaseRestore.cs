using System.Diagnostics;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Postgres.Restore;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Copy;

namespace DotIuCutter.Temporal.Activities.Provision.Copy;

/// <summary>Makes the copy from the dump, behind a dump that is still being written.</summary>
internal sealed class DatabaseRestore(IDumpRestorer restorer, DrLifecycle lifecycle)
{
    public async Task<RestoreRecord> RestoreAsync(RestoreOptions options)
    {
        var clock = Stopwatch.StartNew();
        await lifecycle.EnsureAsync(options.Target.Dr, CurrentActivity.Cancel);
        var restored = await restorer.RestoreAsync(options, CurrentActivity.Heartbeat, CurrentActivity.Cancel);
        return new RestoreRecord { Seconds = clock.Elapsed.TotalSeconds, SizeBytes = restored.SizeBytes, Repeated = restored.Repeated };
    }
}
