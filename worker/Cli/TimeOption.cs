using System.CommandLine;

namespace DotIuCutter.Temporal.Worker.Cli;

/// <summary>An option that takes a time as people write it.</summary>
internal static class TimeOption
{
    /// <param name="name">Such as <c>--hold</c>.</param>
    /// <param name="example">Such as <c>30m</c>.</param>
    /// <param name="most">The longest that is taken; the shortest is a second.</param>
    /// <param name="description">For its help.</param>
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

            result.AddError($"Option '{name}' is '{text}', expected a time such as 90s, 10m or 1h, from 1s to {DurationText.Words(most)}.");
            return null;
        },
    };
}
