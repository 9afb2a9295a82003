using DotIuCutter.Temporal.Workflows.Plans.Validation.Names;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Rules.Names;

/// <summary>
/// Production, protected containers and watched prefixes are written as Docker names. A prefix is never empty, it would watch everything;
/// nothing is listed twice.
/// </summary>
internal static class ForeignNameRule
{
    public static IEnumerable<Finding> Check(Plan plan) =>
    [
        .. plan.Production.Container is { } container ? Name("$.production.container", container) : [],
        .. plan.Protected.SelectMany((name, i) => Name(JsonPath.Item("$.protected", i), name)),
        .. Prefixes(plan.WatchedPrefixes),
        .. Repeated("$.protected", plan.Protected),
        .. Repeated("$.watchedPrefixes", plan.WatchedPrefixes),
    ];

    private static IEnumerable<Finding> Name(string at, string name)
    {
        if (!Grammar.DockerName.Matches(name))
        {
            yield return Finding.At(
                at, DisplayValue.Text(name), $"must be a container's exact name, of the form {Grammar.DockerName.Form}", "Write the name without a slash, as docker ps prints it");
        }
    }

    private static IEnumerable<Finding> Prefixes(IReadOnlyList<string> prefixes) => prefixes.Index()
        .Where(p => !Grammar.DockerPrefix.Matches(p.Item))
        .Select(p => Finding.At(
            JsonPath.Item("$.watchedPrefixes", p.Index),
            DisplayValue.Text(p.Item),
            $"must be the beginning of a container's name, of the form {Grammar.DockerPrefix.Form}",
            "Write a prefix such as incomex-, without a wildcard"));

    private static IEnumerable<Finding> Repeated(string at, IReadOnlyList<string> names)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (i, name) in names.Index())
        {
            if (!seen.TryAdd(name, i))
            {
                yield return Finding.At(JsonPath.Item(at, i), DisplayValue.Text(name), "must be listed once", "Remove it here", JsonPath.Item(at, seen[name]));
            }
        }
    }
}
