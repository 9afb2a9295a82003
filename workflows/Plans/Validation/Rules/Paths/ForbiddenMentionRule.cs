using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Rules.Paths;

/// <summary>No command, environment value or statement names a forbidden path.</summary>
internal static class ForbiddenMentionRule
{
    public static IEnumerable<Finding> Check(Plan plan)
    {
        foreach (var forbidden in PlanPath.Forbidden(plan).Where(p => p.IsExact))
        {
            foreach (var (at, _) in Texts(plan).Where(t => Names(t.Text, forbidden.Value)))
            {
                // The text itself is not shown: a statement or a value may be long and is anybody's.
                yield return Finding.At(at, $"a text that names {DisplayValue.Text(forbidden.Value)}", $"must not name a path that {forbidden.At} forbids", "Remove it", forbidden.At);
            }
        }
    }

    private static IEnumerable<(string At, string Text)> Texts(Plan plan) =>
    [
        .. (plan.Harness?.Environment ?? new Dictionary<string, string>()).Select(e => (JsonPath.Member("$.harness.environment", e.Key), e.Value)),
        .. plan.Scenarios.Index().SelectMany(s => (s.Item.Harness?.Command ?? []).Select((text, i) => ($"$.scenarios[{s.Index}].harness.command[{i}]", text))),
        .. plan.Scenarios.Index().SelectMany(s => (s.Item.Sql?.Statements ?? []).Select((text, i) => ($"$.scenarios[{s.Index}].sql.statements[{i}]", text))),
    ];

    /// <summary>As a whole path or the beginning of one: /opt/app is not named by /opt/apple or /srv/opt/app.</summary>
    private static bool Names(string text, string path)
    {
        for (var at = text.IndexOf(path, StringComparison.Ordinal); at >= 0; at = text.IndexOf(path, at + 1, StringComparison.Ordinal))
        {
            var end = at + path.Length;
            if ((at == 0 || !OfPath(text[at - 1])) && (end == text.Length || text[end] == '/' || !OfPath(text[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool OfPath(char c) => char.IsLetterOrDigit(c) || c is '/' or '_' or '-' or '.';
}
