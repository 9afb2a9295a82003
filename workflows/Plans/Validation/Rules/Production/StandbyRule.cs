using DotIuCutter.Temporal.Workflows.Plans.Validation.Names;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Rules.Production;

/// <summary>
/// A standby is read by production's own read path: <c>exec</c> names its container, which is another than production's and is protected like any that
/// must be the same afterwards, and no secret; <c>connection</c> names a secret, and no container.
/// </summary>
internal static class StandbyRule
{
    private const string ContainerAt = "$.production.standby.container";
    private const string SecretAt = "$.production.standby.secret";
    private const string ReadPathAt = "$.production.readPath";

    public static IEnumerable<Finding> Check(Plan plan) => (plan.Production.Standby, plan.Production.ReadPath) switch
    {
        (null, _) => [],
        ({ Container: null }, ReadPath.Exec) => [Finding.At(ContainerAt, DisplayValue.Nothing, "read path exec runs in the standby's container", "Name it", ReadPathAt)],
        ({ Container: { } name } standby, ReadPath.Exec) => [.. Container(plan, name), .. standby.Secret is null ? [] : Unused(SecretAt, "exec uses no secret")],
        ({ Secret: null }, ReadPath.Connection) => [Finding.At(SecretAt, DisplayValue.Nothing, "read path connection needs a secret of the worker", "Name one", ReadPathAt)],
        ({ Secret: { } secret } standby, ReadPath.Connection) => [.. Secret(secret), .. standby.Container is null ? [] : Unused(ContainerAt, "connection reads in no container")],
        var (_, path) => throw new ArgumentOutOfRangeException(nameof(plan), path, "No such read path."),
    };

    private static IEnumerable<Finding> Container(Plan plan, string name)
    {
        if (name == plan.Production.Container)
        {
            yield return Finding.At(ContainerAt, DisplayValue.Text(name), "must be another container than production's", "Name the standby's, or leave standby out", "$.production.container");
        }
        else if (!plan.Protected.Contains(name, StringComparer.Ordinal))
        {
            yield return Finding.At(ContainerAt, DisplayValue.Text(name), "must be one of the protected containers", "List it in protected too", "$.protected");
        }
    }

    /// <summary>Not shown: someone may have put the secret itself here.</summary>
    private static IEnumerable<Finding> Secret(string secret)
    {
        if (!Grammar.FileName.Matches(secret))
        {
            yield return Finding.At(SecretAt, "set", $"must be a secret's name, of the form {Grammar.FileName.Form}", "Give the name of a file in the worker's secrets directory");
        }
    }

    private static IEnumerable<Finding> Unused(string at, string why)
    {
        yield return Finding.At(at, "set", $"read path {why}", "Remove it", ReadPathAt);
    }
}
