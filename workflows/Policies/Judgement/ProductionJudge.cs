using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Policies.Judgement;

/// <summary>Whether production, and the standby that is dumped in its place, may be read: this server, this database, as this role.</summary>
internal static class ProductionJudge
{
    private const string Remedy = "Read what the policy permits, or have root of the host add this to the policy";

    public static IEnumerable<PolicyFinding> Judge(Policy policy, Plan plan) =>
    [
        .. Server(policy, plan.Production, "$.production"),
        .. plan.Production.Standby is null ? [] : Server(policy, plan.Production.DumpedFrom(), "$.production.standby"),
    ];

    private static IReadOnlyList<PolicyFinding> Server(Policy policy, ProductionSource server, string at)
    {
        var entries = policy.Productions.Index().Where(p => p.Item.Container == server.Container && p.Item.Secret == server.Secret)
            .Select(p => (IReadOnlyList<PolicyFinding>)[.. Entry($"productions[{p.Index}]", p.Item, server)]).ToList();

        // One entry that permits all of it is enough; where none does, the nearest one says what is wrong.
        return entries.MinBy(found => found.Count) ?? [Unlisted(policy, server, at)];
    }

    private static IEnumerable<PolicyFinding> Entry(string line, ProductionPermit permit, ProductionSource server)
    {
        if (!permit.Databases.Contains(server.Database, StringComparer.Ordinal))
        {
            yield return Finding($"{line}.databases", "$.production.database", $"one of {List(permit.Databases)}", DisplayValue.Text(server.Database));
        }

        if (permit.Role != server.Role)
        {
            yield return Finding($"{line}.role", "$.production.role", DisplayValue.Text(permit.Role), DisplayValue.Text(server.Role));
        }
    }

    private static PolicyFinding Unlisted(Policy policy, ProductionSource server, string at) => Finding(
        "productions",
        at,
        policy.Productions.Count == 0 ? "none: no production may be read" : $"one of {string.Join("; ", policy.Productions.Select(p => Words(p.Container, p.Secret)))}",
        Words(server.Container, server.Secret));

    private static string Words(string? container, string? secret) => (container, secret) switch
    {
        ({ } name, null) => $"container {DisplayValue.Text(name)}",
        (null, { } named) => $"secret {DisplayValue.Text(named)}",
        _ => $"container {DisplayValue.Text(container)} with secret {DisplayValue.Text(secret)}",
    };

    private static string List(IReadOnlyList<string> names) => string.Join(", ", names.Select(DisplayValue.Text));

    private static PolicyFinding Finding(string line, string subject, string expected, string found) =>
        new() { Line = line, Subject = subject, Expected = expected, Found = found, Remedy = Remedy };
}
