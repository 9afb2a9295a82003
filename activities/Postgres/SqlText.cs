namespace DotIuCutter.Temporal.Activities.Postgres;

/// <summary>Quoting, for the places where PostgreSQL takes no parameter.</summary>
internal static class SqlText
{
    public static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Right under standard_conforming_strings, PostgreSQL's default since 9.1.</summary>
    public static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
