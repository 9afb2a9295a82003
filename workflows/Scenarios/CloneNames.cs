using System.Globalization;

namespace DotIuCutter.Temporal.Workflows.Scenarios;

/// <summary>Names of the scenarios' databases.</summary>
internal static class CloneNames
{
    private const int LongestName = 63;

    /// <summary>PostgreSQL cuts names at 63 bytes; the number stays.</summary>
    /// <param name="database">The restored database.</param>
    /// <param name="number">The scenario's number, from 1.</param>
    public static string For(string database, int number)
    {
        var suffix = string.Create(CultureInfo.InvariantCulture, $"_s{number:00}");
        return (database.Length + suffix.Length <= LongestName ? database : database[..(LongestName - suffix.Length)]) + suffix;
    }
}
