using DotIuCutter.Temporal.Workflows.Manifests;

namespace DotIuCutter.Temporal.Activities.Host;

/// <summary>The evidence folder of a run; everything passes the redactor on its way in.</summary>
internal sealed class EvidenceStore(HostOptions host)
{
    public async Task AppendAsync(RunRef run, string relativePath, string key, IEnumerable<string> lines, CancellationToken cancel)
    {
        var parts = Directory.CreateDirectory($"{host.Evidence}/{run.Key}/{relativePath}.parts");
        await File.WriteAllLinesAsync($"{parts.FullName}/{key}", lines, cancel);
    }
}
