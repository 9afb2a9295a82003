using System.Globalization;
using System.Text.RegularExpressions;

namespace DotIuCutter.Temporal.Worker.Cli;

/// <summary>A time as people write it: <c>30s</c>, <c>5m</c>, <c>1h</c>, <c>30d</c>.</summary>
internal static partial class DurationText
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Most = TimeSpan.FromDays(1);

    /// <summary>Null for anything else, and outside <paramref name="least"/>, by default 10 seconds, to <paramref name="most"/>, by default a day.</summary>
    public static TimeSpan? Parse(string text, TimeSpan? least = null, TimeSpan? most = null)
    {
        if (!Pattern().IsMatch(text))
        {
            return null;
        }

        var number = int.Parse(text[..^1], CultureInfo.InvariantCulture);
        var time = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            _ => TimeSpan.FromDays(number),
        };
        return time >= (least ?? Least) && time <= (most ?? Most) ? time : null;
    }

    /// <summary>The same back.</summary>
    public static string Words(TimeSpan time) => time switch
    {
        { Seconds: not 0 } => $"{(int)time.TotalSeconds}s",
        { Minutes: not 0 } => $"{(int)time.TotalMinutes}m",
        _ => $"{(int)time.TotalHours}h",
    };

    [GeneratedRegex(@"\A[0-9]{1,5}[smhd]\z")]
    private static partial Regex Pattern();
}
