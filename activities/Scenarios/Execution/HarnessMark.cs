using System.Text;
using System.Text.RegularExpressions;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using Temporalio.Activities;

namespace DotIuCutter.Temporal.Activities.Scenarios.Execution;

/// <summary>
/// A file in $WD which says that this activity has made its harness container: when the container is gone, only the file tells.
/// </summary>
internal sealed partial class HarnessMark
{
    private readonly string path;

    private HarnessMark(string path) => this.path = path;

    /// <summary>True when an earlier attempt of this very activity made the container. A run anew on a fresh clone is another activity.</summary>
    internal async Task<bool> MadeAsync(CancellationToken cancel) =>
        (await ExactFile.TextAsync(path, cancel))?.StartsWith(Activity() + " ", StringComparison.Ordinal) == true;

    internal static HarnessMark For(CodeRunRequest request) =>
        new($"{RunPaths.For(request.Target.WorkDirectory).WorkDirectory}/marks/{Odd().Replace($"{request.Scenario.Id}-{request.Target.Database}", "_")}");

    internal Task MakeAsync(string containerId) => AtomicFile.WriteAsync(path, Encoding.UTF8.GetBytes($"{Activity()} {containerId}\n"), CancellationToken.None);

    private static string Activity() => ActivityExecutionContext.HasCurrent && ActivityExecutionContext.Current.Info is var info
        ? $"{info.WorkflowRunId}/{info.ActivityId}"
        : "none";

    [GeneratedRegex("[^A-Za-z0-9_.-]")]
    private static partial Regex Odd();
}
