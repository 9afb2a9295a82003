using System.CommandLine;
using System.CommandLine.Parsing;
using DotIuCutter.Temporal.Worker.Following;
using DotIuCutter.Temporal.Worker.Supervising;

namespace DotIuCutter.Temporal.Worker.Commands;

/// <summary>When a command that follows a run leaves its teardown to itself. The run goes on either way, and so does its teardown.</summary>
internal sealed class LeaveFlags
{
    private readonly Option<bool> parked = new("--leave-parked") { Description = "Do not wait for a parked teardown: exit 4, it goes on" };

    private readonly Option<TimeSpan?> deadline = new("--teardown-deadline")
    {
        Description = "Do not wait for the teardown longer than this: exit 4 with what is still there by name, it goes on",
        HelpName = "10m",
        CustomParser = Read,
    };

    public void AddTo(Command command)
    {
        command.Add(parked);
        command.Add(deadline);
    }

    public FollowOptions On(FollowOptions options, ParseResult parsed) =>
        options with { LeaveParked = parsed.GetValue(parked), TeardownDeadline = parsed.GetValue(deadline) };

    private static TimeSpan? Read(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Interval.Of(text, TimeSpan.FromSeconds(1)) is { } time)
        {
            return time;
        }

        result.AddError($"Option '--teardown-deadline' is '{text}', expected a time such as 90s, 10m or 1h, from 1s to 24h.");
        return null;
    }
}
