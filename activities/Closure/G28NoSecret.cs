using System.Security.Cryptography;
using System.Text;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Activities.Secrets;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Closure;

/// <summary>G-28: no secret is in any file of the evidence.</summary>
internal sealed class G28NoSecret(HostOptions host, EvidenceStore evidence)
{
    private const int MostFindings = 20;

    public GateResult Judge(RunRef run)
    {
        var folder = evidence.DirectoryOf(run);
        var subject = $"every file of '{folder}'";
        const string Expected = "no secret in any encoding";
        if (!ScannerWorks())
        {
            return GateResult.Unknown(Gate.NoSecretRetained, subject, "the scanner missed a secret it was given to find", "Do not share the evidence; report this as a defect");
        }

        // Beside it are the fingerprints of the secrets that are gone by now: without them nothing found would mean nothing looked for.
        if (!File.Exists(Path.Join(folder, RunFolders.ManifestFile)))
        {
            return GateResult.Red(
                Gate.NoSecretRetained, subject, $"{Expected}, by the fingerprints beside the run's {RunFolders.ManifestFile}",
                $"no {RunFolders.ManifestFile}: this run's evidence lies in another directory as well",
                "Stop the worker of this task queue that has another DRYRUN_EVIDENCE, share neither part, and run again");
        }

        var known = KnownSecrets.Gather(host, run);
        var scan = new SecretScan(known);
        var files = evidence.Files(run);
        var findings = files.SelectMany(file => Findings(scan, folder, file)).Take(MostFindings + 1).ToArray();
        var secrets = known.SelectMany(k => k.Fingerprints).Select(f => f.Secret).Distinct(StringComparer.Ordinal).Count();
        return findings.Length == 0
            ? GateResult.Green(Gate.NoSecretRetained, subject, Expected, $"none: {files.Count} files, {secrets} secrets, and the scanner found what it was given to find")
            : GateResult.Red(
                Gate.NoSecretRetained, subject, Expected,
                string.Join("; ", findings.Take(MostFindings)) + (findings.Length > MostFindings ? "; and more" : string.Empty),
                "Do not share the evidence: remove the named files and change the named secrets");
    }

    private static IEnumerable<string> Findings(SecretScan scan, string folder, string file)
    {
        CurrentActivity.Heartbeat($"looking for secrets in {file}");
        var path = Path.Join(folder, file);
        // A link is no retained content of ours, and following it could leave the folder: that it is there is the finding.
        if (new FileInfo(path).LinkTarget is not null)
        {
            return [$"{file}: a symbolic link, which was not followed"];
        }

        using var stream = File.OpenRead(path);
        return [.. scan.Find(stream).Select(m => $"{file}: {m.Secret}, {m.Encoding}, at byte {m.Offset}")];
    }

    /// <summary>A scanner that finds nothing proves nothing until it is seen finding: a made-up secret, in each encoding.</summary>
    private static bool ScannerWorks()
    {
        var canary = Encoding.ASCII.GetBytes("canary/" + RandomNumberGenerator.GetHexString(40));
        var salt = Fingerprinting.NewSalt();
        var scan = new SecretScan(new FingerprintSet { Salt = salt, Fingerprints = [.. Fingerprinting.Compute("canary", canary, salt)] });
        return SecretEncodings.List(canary).All(form => scan.Find([.. "before "u8, .. form.Bytes, .. " after"u8]).Any(m => m.Offset == 7 && m.Length == form.Bytes.Length));
    }
}
