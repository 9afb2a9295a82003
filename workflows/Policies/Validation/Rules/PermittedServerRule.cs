using DotIuCutter.Temporal.Workflows.Plans.Validation.Names;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Policies.Validation.Rules;

/// <summary>
/// A server that may be read is named by its container, its secret or both, and with at least one database and a role, none of them empty. A secret
/// is named, never written.
/// </summary>
internal static class PermittedServerRule
{
    public static IEnumerable<Finding> Check(Policy policy) => policy.Productions.SelectMany((permit, i) => Check(JsonPath.Item("$.productions", i), permit));

    private static IEnumerable<Finding> Check(string at, ProductionPermit permit)
    {
        var (container, secret, databases) = ($"{at}.container", $"{at}.secret", $"{at}.databases");
        if (permit is { Container: null, Secret: null })
        {
            yield return Finding.At(at, "without a container and a secret", "must name the server by one of them", "Add container, secret or both, as the plans that may read it do");
        }

        if (permit.Container is { } name && !Grammar.DockerName.Matches(name))
        {
            yield return Finding.At(container, DisplayValue.Text(name), $"must be a container's exact name, of the form {Grammar.DockerName.Form}", "Write the name as docker ps prints it");
        }

        if (permit.Secret is { } named && !Grammar.FileName.Matches(named))
        {
            // Its value is not shown: someone may have put the secret itself here.
            yield return Finding.At(secret, "set", $"must be a secret's name, of the form {Grammar.FileName.Form}", "Give the name of a file in the worker's secrets directory");
        }

        if (permit.Databases.Count == 0)
        {
            yield return Finding.At(databases, "an empty list", "must name a database", "Name those that may be copied, or remove the entry");
        }

        foreach (var (i, _) in permit.Databases.Index().Where(d => string.IsNullOrWhiteSpace(d.Item)))
        {
            yield return Finding.At(JsonPath.Item(databases, i), "empty", "must be the name of a database", "Write it, or remove it");
        }

        if (string.IsNullOrWhiteSpace(permit.Role))
        {
            yield return Finding.At($"{at}.role", "empty", "must be the name of a role", "Write it");
        }
    }
}
