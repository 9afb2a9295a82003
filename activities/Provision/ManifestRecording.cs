using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Activities.Provision;

/// <summary>Writes manifest.json, before the first object exists.</summary>
internal static class ManifestRecording
{
    /// <summary>Answers its SHA-256. A second attempt writes the same.</summary>
    public static async Task<string> RecordAsync(RecordedRun run, CancellationToken cancel)
    {
        var file = new ManifestFile { Manifest = run.Manifest.ForTeardown(), Baseline = run.Captured(j => j.Baseline, "baseline") };
        var text = JsonSerializer.Serialize(file, Json.Indented) + "\n";
        var path = Path.Join(run.Folder, RunFolders.ManifestFile);
        if (File.Exists(path) && await File.ReadAllTextAsync(path, cancel) != text)
        {
            throw new ApplicationFailureException(
                $"Manifest '{path}' is that of another run. It was left alone, and nothing was created. Look at it, then start a new run, which has a new key.",
                FailureTypes.InvalidRequest,
                nonRetryable: true);
        }

        await AtomicFile.WriteAsync(path, Encoding.UTF8.GetBytes(text), cancel);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
