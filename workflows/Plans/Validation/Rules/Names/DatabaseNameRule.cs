using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Rules.Names;

/// <summary>
/// Databases and the role have names PostgreSQL keeps whole (1 to 63 bytes) and libpq takes as a name: not a connection string, not an
/// option. The DR's database is none of PostgreSQL's own; production's is no template.
/// </summary>
internal static class DatabaseNameRule
{
    private const int LongestBytes = 63;

    public static IEnumerable<Finding> Check(Plan plan) =>
    [
        .. Name("$.production.database", plan.Production.Database, "template0", "template1"),
        .. Name("$.production.role", plan.Production.Role),
        .. Name("$.dr.database", plan.Dr.Database, "template0", "template1", "postgres"),
    ];

    private static IEnumerable<Finding> Name(string at, string name, params string[] reserved)
    {
        if (Fault(name, reserved) is { } fault)
        {
            yield return Finding.At(at, DisplayValue.Text(name), fault, "Give the plain name of a database or role");
        }
    }

    private static string? Fault(string name, string[] reserved) => name switch
    {
        _ when string.IsNullOrWhiteSpace(name) => "must not be empty",
        _ when System.Text.Encoding.UTF8.GetByteCount(name) > LongestBytes => "must be at most 63 bytes, PostgreSQL cuts the rest",
        _ when name.Any(char.IsControl) => "must hold no control character",
        _ when name.StartsWith('-') => "must not begin with a hyphen, programs read it as an option",
        _ when name.Contains('=', StringComparison.Ordinal) || name.Contains("://", StringComparison.Ordinal) =>
            "must hold no = and no ://, libpq reads such a name as a connection string",
        _ when reserved.Contains(name, StringComparer.Ordinal) => "must not be one of PostgreSQL's own databases",
        _ => null,
    };
}
