using System.Globalization;

namespace DotIuCutter.Temporal.Activities.Postgres.Dump;

/// <summary>Describes for a heartbeat how far a copy has come: bytes, rate, and how long it may still take. Pure.</summary>
internal static class Pace
{
    /// <param name="doing">Such as <c>dumped</c>.</param>
    /// <param name="bytes">So far.</param>
    /// <param name="elapsed">Since it began.</param>
    /// <param name="about">Production's size, which neither a dump nor a restored database has exactly; 0 where it is not known.</param>
    public static string Describe(string doing, long bytes, TimeSpan elapsed, long about)
    {
        var rate = elapsed.TotalSeconds >= 1 ? bytes / elapsed.TotalSeconds : 0;
        var of = about > bytes ? $" of about {Size(about)}" : string.Empty;
        var speed = rate > 0 ? $", {Size(rate)}/s" : string.Empty;
        var left = rate > 0 && about > bytes ? string.Create(CultureInfo.InvariantCulture, $", about {Math.Ceiling((about - bytes) / rate):0} s left") : string.Empty;
        return $"{doing} {Size(bytes)}{of}{speed}{left}";
    }

    private static string Size(double bytes) => bytes switch
    {
        >= 10e9 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0} MB"),
    };
}
