using DotIuCutter.Temporal.Workflows.Plans.Validation.Names;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Rules.Names;

/// <summary>
/// Docker takes the name (with <c>{run}</c> replaced), does not read it as the beginning of an id (it holds a letter outside a–f), and
/// keeps it: at most 63 characters, which is also what DNS resolves. A network is none of Docker's own.
/// </summary>
internal static class ObjectNameRule
{
    private const int Longest = 63;

    private static readonly string[] OwnNetworks = ["bridge", "default", "host", "none", "ingress"];

    public static IEnumerable<Finding> Check(Plan plan)
    {
        foreach (var o in PlanObject.List(plan))
        {
            if (Fault(NamePattern.Example(o.Name)) is { } fault)
            {
                yield return Finding.At(o.At, DisplayValue.Text(o.Name), fault, "Choose another name, for example dr-net-{run}");
            }
        }

        if (OwnNetworks.Contains(plan.Objects.Network, StringComparer.OrdinalIgnoreCase))
        {
            yield return Finding.At("$.objects.network", DisplayValue.Text(plan.Objects.Network), "must not be one of Docker's own networks", "Choose another name");
        }
    }

    private static string? Fault(string name) => name switch
    {
        _ when !Grammar.DockerName.Matches(name) => $"Docker takes only names of the form {Grammar.DockerName.Form}, with {NamePattern.Run} for the run",
        _ when name.Length > Longest => $"must be at most {Longest} characters with {NamePattern.Run} replaced by 12, DNS resolves no longer one",
        _ when !name.Any(c => char.IsAsciiLetter(c) && !char.IsAsciiHexDigit(c)) => "must hold a letter outside a to f, else Docker may read it as the beginning of an id",
        _ => null,
    };
}
