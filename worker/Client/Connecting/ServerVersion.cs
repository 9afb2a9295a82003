using System.Text.RegularExpressions;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;

namespace DotIuCutter.Temporal.Worker.Client.Connecting;

/// <summary>The version of a Temporal server, and what an older one lacks for a dry run.</summary>
/// <param name="Text">As the server tells it, such as <c>1.32.0</c>.</param>
internal sealed partial record ServerVersion(string Text)
{
    /// <summary>The first of the oldest line that is supported.</summary>
    public static readonly Version Oldest = new(1, 29, 0);

    /// <summary>The first that reports a workflow task that keeps failing (<c>TemporalReportedProblems</c>).</summary>
    public static readonly Version Reporting = new(1, 30, 0);

    /// <summary>The first that checks every way of commanding workflows of another namespace.</summary>
    public static readonly Version Authorizing = new(1, 29, 7);

    /// <summary>Absent where the server tells nothing that reads as a version; it is then taken as it is.</summary>
    public Version? Number { get; } = Numbers().Match(Text) is { Success: true } found ? Version.Parse(found.Value) : null;

    public bool IsSupported => !IsBefore(Oldest);

    public static async Task<ServerVersion> ReadAsync(ITemporalClient client) =>
        new((await client.WorkflowService.GetSystemInfoAsync(new GetSystemInfoRequest())).ServerVersion);

    /// <summary>Why nothing is started on a server that is too old.</summary>
    public string TooOld(string? server) =>
        $"Temporal at {server} is server {Text}, and a dry run needs {Oldest.ToString(2)} or later. Upgrade the server, then try again; nothing was started.";

    /// <summary>One sentence each.</summary>
    /// <param name="authorizes">True where this client shows who it is, so that the server is expected to check what it may do.</param>
    public IEnumerable<string> Lacks(bool authorizes)
    {
        if (IsBefore(Reporting))
        {
            yield return $"Temporal server {Text} does not report workflow tasks that keep failing, {Reporting} does: `dryrun list` and `dryrun doctor` go by the attempt alone.";
        }

        if (authorizes && IsBefore(Authorizing))
        {
            yield return $"Temporal server {Text} lets a writer of one namespace command the workflows of another. Upgrade it to {Authorizing} or later.";
        }
    }

    private bool IsBefore(Version other) => Number is not null && Number < other;

    [GeneratedRegex(@"^\d+\.\d+\.\d+")]
    private static partial Regex Numbers();
}
