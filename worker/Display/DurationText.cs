using System.Globalization;
using System.Text.RegularExpressions;

namespace DotIuCutter.Temporal.Worker.Display;

/// <summary>Reads and writes durations as people type them: <c>30s</c>, <c>5m</c>, <c>1h</c>, <c>30d</c>.</summary>
internal static partial class DurationText
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Most = TimeSpan.FromDays(1);

    /// <summary>Returns null for any other text, and for a time shorter than <paramref name="least"/> (10 seconds) or longer than <paramref name="most"/> (one day).</summary>
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

    /// <summary>Formats a duration so that <see cref="Parse"/> reads the same one.</summary>
    public static string Format(TimeSpan time) => time switch
    {
        { Seconds: not 0 } => $"{(int)time.TotalSeconds}s",
        { Minutes: not 0 } => $"{(int)time.TotalMinutes}m",
        _ => $"{(int)time.TotalHours}h",
    };

    [GeneratedRegex(@"\A[0-9]{1,5}[smhd]\z")]
    private static partial Regex Pattern();
}
