using System.Text;
using System.Text.Json;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;

namespace DotIuCutter.Temporal.Activities.Evidence.Attestation;

/// <summary>The last file of a run's evidence: the worker's signature over all the others.</summary>
internal static class AttestationFile
{
    public const string Name = "attestation.intoto.json";

    public static async Task WriteAsync(EvidenceStore evidence, RunRef run, SigningKey key, Report report, string reportSha256, string sumsSha256, CancellationToken cancel)
    {
        var statement = JsonSerializer.SerializeToUtf8Bytes(RunStatement.Derive(report, reportSha256, sumsSha256), Json.Options);
        var text = JsonSerializer.Serialize(Envelope.Sign(statement, key), Json.Indented) + "\n";

        // Not through the redactor: digests and ids of a report that has passed it, and a signature that would not survive it.
        await AtomicFile.WriteAsync(Path.Join(evidence.DirectoryOf(run), Name), Encoding.UTF8.GetBytes(text), cancel);
    }
}
