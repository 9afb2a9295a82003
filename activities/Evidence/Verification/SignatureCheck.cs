using System.Text;
using DotIuCutter.Temporal.Activities.Evidence.Attestation;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Reports;

namespace DotIuCutter.Temporal.Activities.Evidence.Verification;

/// <summary>Checks that the statement is signed by the given key, and that it says of the files beside it what they say themselves.</summary>
internal static class SignatureCheck
{
    public static IEnumerable<EvidenceProblem> Problems(EvidenceFolder folder, VerifyingKey key, Report report)
    {
        if (folder.Text(AttestationFile.Name) is not { } text)
        {
            return [new(AttestationFile.Name, $"a statement signed by key {key.Id}", EvidenceProblem.NoSuchFile)];
        }

        if (Envelope.Read(text) is not { } envelope)
        {
            return [new(AttestationFile.Name, "a DSSE envelope", "something else")];
        }

        if (envelope.Open(key) is not { } payload)
        {
            var ids = envelope.Signatures.Count == 0 ? "none" : string.Join(", ", envelope.Signatures.Select(s => s.Keyid));
            return [new(AttestationFile.Name, $"a signature of key {key.Id} over what it holds", $"none that fits; those there say they are of {ids}")];
        }

        return Stated(folder, payload, report);
    }

    private static IEnumerable<EvidenceProblem> Stated(EvidenceFolder folder, byte[] payload, Report report)
    {
        if (Json.ReadOrNull<Statement>(Encoding.UTF8.GetString(payload)) is not { } signed)
        {
            yield return new(AttestationFile.Name, "an in-toto statement of a test result", "something else that is signed");
            yield break;
        }

        var files = Parts(RunStatement.Derive(report, folder.Sha256("report.json") ?? string.Empty, folder.Sha256(Checksums.FileName) ?? string.Empty)).ToDictionary();
        var signedParts = Parts(signed).ToLookup(p => p.Name, p => p.Text);
        foreach (var name in signedParts.Select(p => p.Key).Union(files.Keys))
        {
            var (was, found) = (string.Join(" and ", signedParts[name]), files.GetValueOrDefault(name, string.Empty));
            if (was != found)
            {
                yield return new(name, $"{Or(was)}, as it was signed in {AttestationFile.Name}", Or(found));
            }
        }
    }

    /// <summary>Lists everything that a statement says, by name.</summary>
    private static IEnumerable<(string Name, string Text)> Parts(Statement s) =>
    [
        ("type", s.Type),
        ("predicate type", s.PredicateType),
        .. s.Subject.Select(r => (r.Name, Describe(r))),
        .. s.Predicate.Configuration.Select(r => ($"configuration {r.Name}", Describe(r))),
        ("result", s.Predicate.Result),
        ("passed tests", string.Join(' ', s.Predicate.PassedTests)),
        ("warned tests", string.Join(' ', s.Predicate.WarnedTests)),
        ("failed tests", string.Join(' ', s.Predicate.FailedTests)),
    ];

    private static string Or(string text) => text.Length == 0 ? "nothing" : text;

    private static string Describe(Resource r) => string.Join(' ', r.Digest.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => $"{d.Key} {d.Value}"));
}
