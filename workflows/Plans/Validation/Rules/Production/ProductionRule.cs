using DotIuCutter.Temporal.Workflows.Plans.Validation.Names;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Rules.Production;

/// <summary>
/// Read path <c>exec</c> names production's container and no secret; <c>connection</c> names a secret of the worker: a name of letters,
/// digits, dot, hyphen and underscore, never a path.
/// </summary>
internal static class ProductionRule
{
    private const string ReadPathAt = "$.production.readPath";
    private const string SecretAt = "$.production.secret";

    public static IEnumerable<Finding> Check(Plan plan) => Missing(plan.Production).Concat(Malformed(plan.Production));

    private static IEnumerable<Finding> Missing(ProductionSource production)
    {
        switch (production)
        {
            case { ReadPath: ReadPath.Exec, Container: null }:
                yield return Finding.At("$.production.container", DisplayValue.Nothing, "read path exec runs in production's container", "Name it", ReadPathAt);
                break;
            case { ReadPath: ReadPath.Connection, Secret: null }:
                yield return Finding.At(SecretAt, DisplayValue.Nothing, "read path connection needs a secret of the worker", "Name one", ReadPathAt);
                break;
        }

        if (production is { ReadPath: ReadPath.Exec, Secret: not null })
        {
            // Its value is not shown: someone may have put the secret itself here.
            yield return Finding.At(SecretAt, "set", "read path exec uses no secret", "Remove it, or set readPath to connection", ReadPathAt);
        }
    }

    private static IEnumerable<Finding> Malformed(ProductionSource production)
    {
        if (production.Secret is { } secret && !Grammar.FileName.Matches(secret))
        {
            yield return Finding.At(SecretAt, "set", $"must be a secret's name, of the form {Grammar.FileName.Form}", "Give the name of a file in the worker's secrets directory");
        }
    }
}
