using System.CommandLine;
using DotIuCutter.Temporal.Workflows.Contract.Holds;

namespace DotIuCutter.Temporal.Worker.Cli.Invocation;

/// <summary>The options that hold a run so that people can look at the DR.</summary>
internal sealed class HoldFlags
{
    private static readonly TimeSpan Default = TimeSpan.FromMinutes(30);

    private readonly Option<TimeSpan?> hold = TimeOption.Create(
        "--hold", "30m", TimeSpan.FromDays(1), "Keep the DR this long after the last scenario, passed or failed, before it is torn down; with a breakpoint, how long it waits there (30m)");

    private readonly Option<string[]> before = new("--break-before") { Description = "Hold before this scenario; may be given again", HelpName = "ID" };
    private readonly Option<string[]> after = new("--break-after") { Description = "Hold after this scenario; may be given again", HelpName = "ID" };

    public void AddTo(Command command)
    {
        command.Add(hold);
        command.Add(before);
        command.Add(after);
    }

    /// <summary>Returns null when the run is not held.</summary>
    public HoldRequest? Read(ParseResult parsed)
    {
        string[] points = [.. (parsed.GetValue(before) ?? []).Select(HoldRequest.Before), .. (parsed.GetValue(after) ?? []).Select(HoldRequest.After)];
        var time = parsed.GetValue(hold);
        return time is null && points.Length == 0 ? null : new HoldRequest
        {
            Seconds = (int)(time ?? Default).TotalSeconds,
            At = points.Length == 0 ? [HoldRequest.End] : points,
        };
    }
}
