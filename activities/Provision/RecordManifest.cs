using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Provision;
using DotIuCutter.Temporal.Workflows.Teardown;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Activities.Provision;

internal sealed partial class ProvisionActivities
{
    public async Task<ManifestRecord> RecordManifestAsync(ManifestRequest request) =>
        await RecordAsync(await AskedOfRun.AnswerAsync(run => run.Manifest, "derived its manifest", CurrentActivity.Cancel));

    internal async Task<ManifestRecord> RecordAsync(TeardownRequest request)
    {
        var run = request.Manifest.Run;
        var text = evidence.Redacted(run, JsonSerializer.Serialize(request, Json.Indented) + "\n");
        var path = Path.Join(evidence.DirectoryOf(run), RunFolders.ManifestFile);
        var found = await evidence.ReadAsync(run, RunFolders.ManifestFile, CurrentActivity.Cancel);
        if (found is null)
        {
            await evidence.WriteAsync(run, RunFolders.ManifestFile, text, CurrentActivity.Cancel);
        }
        else if (found != text)
        {
            throw new ApplicationFailureException(
                $"Manifest '{path}' is that of another run, expected this run's or none; left alone. Look at it, then start again: a new run has a new key.",
                FailureTypes.InvalidRequest,
                nonRetryable: true);
        }

        return new ManifestRecord { Path = path, Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))) };
    }
}
