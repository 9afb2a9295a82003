using System.Text.RegularExpressions;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Names;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Rules.Containers;

/// <summary>
/// The harness's environment names the DR and nothing else: it sets no PG* variable but a few that neither say where to connect nor as
/// whom, holds nothing that looks like a secret, and does not name production's container.
/// </summary>
internal static class HarnessEnvironmentRule
{
    private static readonly HashSet<string> HarmlessPg = new(["PGCLIENTENCODING", "PGCONNECT_TIMEOUT", "PGDATESTYLE", "PGTZ"], StringComparer.Ordinal);

    private static readonly string[] SecretParts = ["PASSWORD", "PASSWD", "PASSPHRASE", "PASSFILE", "SECRET", "TOKEN", "CREDENTIAL", "APIKEY", "PRIVATEKEY", "ACCESSKEY"];

    private static readonly string[] SecretWords = ["PASS", "PWD", "KEY", "DSN"];

    // user:password@ of a URL, and password= of a connection string.
    private static readonly Regex SecretValue = new(@"://[^/\s:@]*:[^/\s@]+@|\b(password|passwd|pwd)\s*=", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // No finding shows a value: it may be the very secret that should not be here.
    public static IEnumerable<Finding> Check(Plan plan)
    {
        foreach (var (name, value) in plan.Harness?.Environment ?? new Dictionary<string, string>())
        {
            var at = JsonPath.Member("$.harness.environment", name);
            if (NameFault(name) is var (rule, remedy))
            {
                yield return Finding.At(at, "set", rule, remedy);
            }

            if (SecretValue.IsMatch(value))
            {
                yield return Finding.At(at, "set", "must hold no password, docker inspect shows it", "Let the harness use PGHOST, PGUSER and PGPASSFILE, which it is given");
            }

            if (plan.Production.Container is { Length: > 0 } production && Names(value, production, plan.Objects.DrContainer))
            {
                yield return Finding.At(
                    at, "set", $"must not name production's container {DisplayValue.Text(production)}", "Let the harness use PGHOST, which names the DR", "$.production.container", "$.objects.drContainer");
            }
        }
    }

    private static (string Rule, string Remedy)? NameFault(string name) => name switch
    {
        _ when !Grammar.EnvironmentName.Matches(name) => ($"must have a name of the form {Grammar.EnvironmentName.Form}", "Rename it"),
        _ when name.StartsWith("PG", StringComparison.Ordinal) && !HarmlessPg.Contains(name) =>
            ($"must not be a PG variable, which could lead the harness elsewhere; allowed are {string.Join(", ", HarmlessPg.Order(StringComparer.Ordinal))}", "Remove it; the harness is given those of the DR"),
        _ when LooksSecret(name.ToUpperInvariant()) => ("must not look like a secret, docker inspect shows it", "Remove it, or rename it if it is none"),
        _ => null,
    };

    private static bool LooksSecret(string name) =>
        SecretParts.Any(name.Replace("_", "", StringComparison.Ordinal).Contains) || name.Split('_').Intersect(SecretWords).Any();

    /// <summary>As a whole word. The DR's own name may hold production's.</summary>
    private static bool Names(string value, string production, string dr)
    {
        var rest = string.Concat(value.Split(dr.Length > 0 ? dr : null, StringSplitOptions.None).Select(part => $" {part} "));
        return Regex.IsMatch(rest, $"(?<![a-z0-9]){Regex.Escape(production)}(?![a-z0-9])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }
}
