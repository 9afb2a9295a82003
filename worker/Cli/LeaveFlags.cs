using System.CommandLine;
using DotIuCutter.Temporal.Worker.Client.Following;

namespace DotIuCutter.Temporal.Worker.Cli;

/// <summary>When a command that follows a run leaves its teardown to itself. The run goes on either way, and so does its teardown.</summary>
internal sealed class LeaveFlags
{
    private readonly Option<bool> parked = new("--leave-parked") { Description = "Do not wait for a parked teardown: exit 4, it goes on" };

    private readonly Option<TimeSpan?> deadline = TimeOption.Create(
        "--teardown-deadline", "10m", TimeSpan.FromDays(1), "Do not wait for the teardown longer than this: exit 4 with what is still there by name, it goes on");

    public void AddTo(Command command)
    {
        command.Add(parked);
        command.Add(deadline);
    }

    public FollowOptions On(FollowOptions options, ParseResult parsed) =>
        options with { LeaveParked = parsed.GetValue(parked), TeardownDeadline = parsed.GetValue(deadline) };
}
