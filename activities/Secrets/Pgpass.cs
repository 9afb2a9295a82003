namespace DotIuCutter.Temporal.Activities.Secrets;

/// <summary>A line of a password file, escaped as libpq reads it.</summary>
internal static class Pgpass
{
    /// <param name="server">A host name, or <c>*</c> for any.</param>
    /// <param name="password">Of every role in every database there.</param>
    public static string Line(string server, string password) => $"{Escaped(server)}:*:*:*:{Escaped(password)}\n";

    private static string Escaped(string field) => field.Replace(@"\", @"\\", StringComparison.Ordinal).Replace(":", @"\:", StringComparison.Ordinal);
}
