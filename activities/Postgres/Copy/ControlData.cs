namespace DotIuCutter.Temporal.Activities.Postgres.Copy;

/// <summary>What <c>pg_controldata</c> prints under LC_ALL=C.</summary>
internal static class ControlData
{
    private const string Label = "Database system identifier:";

    /// <summary>Null when it is not among the lines.</summary>
    public static string? SystemIdentifier(string printed)
    {
        var value = printed.Split('\n')
            .Where(line => line.StartsWith(Label, StringComparison.Ordinal))
            .Select(line => line[Label.Length..].Trim())
            .FirstOrDefault();
        return value is { Length: > 0 } && value.All(char.IsAsciiDigit) ? value : null;
    }
}
