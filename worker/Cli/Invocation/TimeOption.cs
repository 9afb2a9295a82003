using System.CommandLine;
using DotIuCutter.Temporal.Worker.Display;

namespace DotIuCutter.Temporal.Worker.Cli.Invocation;

/// <summary>Creates options whose value is a duration such as <c>30m</c>.</summary>
internal static class TimeOption
{
    /// <param name="name">The option, such as <c>--hold</c>.</param>
    /// <param name="example">A value for its help, such as <c>30m</c>.</param>
    /// <param name="most">The longest time that is accepted; the shortest is one second.</param>
    /// <param name="description">Its help text.</param>
    public static Option<TimeSpan?> Create(string name, string example, TimeSpan most, string description) => new(name)
    {
        Description = description,
        HelpName = example,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (DurationText.Parse(text, TimeSpan.FromSeconds(1), most) is { } time)
            {
                return time;
            }

            result.AddError($"Option '{name}' is '{text}', which is not a time from 1s to {DurationText.Format(most)}. Give one such as 90s, 10m or 1h.");
            return null;
        },
    };
}
