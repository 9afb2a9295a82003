using DotIuCutter.Temporal.Activities.Secrets;
using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Activities.Evidence.Journal;

/// <summary>G-28 where a secret was about to be written into the evidence. It names the secrets, never their values.</summary>
internal static class SecretFound
{
    private const int MostNamed = 20;

    public static GateResult InJournal(IReadOnlyList<SecretMatch> found) => Red("the run's journal before it was written", found);

    public static GateResult InReport(IReadOnlyList<SecretMatch> found) => Red("the report before it was written", found);

    private static GateResult Red(string subject, IReadOnlyList<SecretMatch> found) => GateResult.Red(
        Gate.NoSecretRetained, subject, "no secret in any encoding",
        string.Join("; ", found.Select(m => $"{m.Secret}, {m.Encoding}").Distinct(StringComparer.Ordinal).Take(MostNamed)),
        $"It was written with '{Redactor.Mark}' in its place, but a finding quoted it: change the named secrets, and report what quoted them as a defect");
}
