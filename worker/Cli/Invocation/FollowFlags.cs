using System.CommandLine;
using DotIuCutter.Temporal.Worker.Client.Following;

namespace DotIuCutter.Temporal.Worker.Cli.Invocation;

/// <summary>The options that end the following before the teardown has ended. The run and its teardown go on either way.</summary>
internal sealed class FollowFlags
{
    private readonly Option<bool> parked = new("--leave-parked") { Description = "Do not wait for a parked teardown: exit 4, it goes on" };

    private readonly Option<TimeSpan?> deadline = TimeOption.Create(
        "--teardown-deadline", "10m", TimeSpan.FromDays(1), "Do not wait for the teardown longer than this: exit 4 with what is still there by name, it goes on");

    public void AddTo(Command command)
    {
        command.Add(parked);
        command.Add(deadline);
    }

    public FollowOptions Apply(FollowOptions options, ParseResult parsed) =>
        options with { LeaveParked = parsed.GetValue(parked), TeardownDeadline = parsed.GetValue(deadline) };
}
