using System.Text;
using System.Text.Json;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Reports;

namespace DotIuCutter.Temporal.Activities.Teardown;

/// <summary>
/// The end of a teardown in a file of its own, for people. A run that was open again gets reclosed.json; closed.json stays as it was, since the run's
/// checksums may be over it.
/// </summary>
internal static class ClosedMarkFile
{
    public static async Task WriteAsync(RecordedRun run, ClosedMark mark)
    {
        var again = run.Journal.Last<Reopened>() is not null;
        var path = Path.Join(run.Folder, again ? RunFolders.ReclosedFile : RunFolders.ClosedFile);
        if (again || !File.Exists(path))
        {
            await AtomicFile.WriteAsync(path, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(mark, Json.Indented) + "\n"), CancellationToken.None);
        }

        File.Delete(Path.Join(run.Folder, RunFolders.ReopenedFile));
    }
}
