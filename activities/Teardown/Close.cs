using System.Text.Json;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Reports;

namespace DotIuCutter.Temporal.Activities.Teardown;

internal sealed partial class TeardownActivities
{
    /// <summary>The first mark stays: the run's checksums may be over it already. Ignores cancellation.</summary>
    public async Task CloseAsync(ClosedMark mark)
    {
        if (await evidence.ReadAsync(mark.Run, RunFolders.ReopenedFile, CancellationToken.None) is not null)
        {
            await WriteAsync(RunFolders.ReclosedFile, mark);
            evidence.Remove(mark.Run, RunFolders.ReopenedFile);
        }
        else if (await evidence.ReadAsync(mark.Run, RunFolders.ClosedFile, CancellationToken.None) is null)
        {
            await WriteAsync(RunFolders.ClosedFile, mark);
        }
    }

    private Task WriteAsync(string file, ClosedMark mark) =>
        evidence.WriteAsync(mark.Run, file, JsonSerializer.Serialize(mark, Json.Indented) + "\n", CancellationToken.None);
}
