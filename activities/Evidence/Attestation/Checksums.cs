using System.Security.Cryptography;
using System.Text;
using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Evidence.Attestation;

/// <summary>Writes SHA256SUMS over all other files of the folder, for <c>sha256sum -c</c>.</summary>
internal static class Checksums
{
    public const string FileName = JournalFile.SealName;

    /// <summary>The files that are written after the sums and so are not listed: the sums, the signature, and what is written of a run that is open again.</summary>
    private static readonly string[] Later = [FileName, AttestationFile.Name, RunFolders.ReopenedFile, RunFolders.ReclosedFile, JournalFile.AfterSealName];

    public static bool IsLater(string file) => Later.Contains(file);

    /// <summary>Returns the SHA-256 of SHA256SUMS, 64 hex digits.</summary>
    public static async Task<string> WriteAsync(EvidenceStore evidence, RunRef run, CancellationToken cancel)
    {
        var folder = evidence.DirectoryOf(run);
        var text = new StringBuilder();
        foreach (var file in evidence.Files(run).Where(f => !IsLater(f) && !Later.Any(l => f == Path.GetFileName(AtomicFile.TemporaryOf(l)))))
        {
            var path = Path.Join(folder, file);
            if (new FileInfo(path).LinkTarget is not null)
            {
                continue; // G-28 has named the link; its target is no evidence
            }

            await using var stream = File.OpenRead(path);
            text.Append(Line(file, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel))));
        }

        // The redactor is left out: these are hashes and file names, and a name must stay as it is.
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        await AtomicFile.WriteAsync(Path.Join(folder, FileName), bytes, cancel);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    /// <summary>As sha256sum writes it: a name with a backslash or line end is escaped, and the line begins with a backslash.</summary>
    private static string Line(string file, string sha256)
    {
        var escaped = file.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal);
        return $"{(escaped == file ? string.Empty : "\\")}{sha256}  {escaped}\n";
    }
}
