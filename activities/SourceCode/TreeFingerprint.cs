using System.Security.Cryptography;
using System.Text;
using DotIuCutter.Temporal.Activities.SourceCode.Git.Trees;

namespace DotIuCutter.Temporal.Activities.SourceCode;

/// <summary>SHA-256 over mode, path and content of a commit's files, in the order of the commit. A clean working tree and its export have the same.</summary>
internal sealed class TreeFingerprint : IDisposable
{
    private readonly IncrementalHash all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <param name="mode">As git writes it, or a word for what should not be there.</param>
    /// <param name="path">Below the top.</param>
    /// <param name="content">SHA-256 of a file, target of a link, commit of a submodule.</param>
    public void Add(string mode, string path, string content) => all.AppendData(Encoding.UTF8.GetBytes($"{mode} {path}\0{content}\0"));

    /// <summary>64 hex digits.</summary>
    public string Finish() => Convert.ToHexStringLower(all.GetHashAndReset());

    public void Dispose() => all.Dispose();

    public static string Mode(TreeEntryKind kind) => kind switch
    {
        TreeEntryKind.File => "100644",
        TreeEntryKind.Executable => "100755",
        TreeEntryKind.SymbolicLink => "120000",
        TreeEntryKind.Folder => "040000",
        TreeEntryKind.Submodule => "160000",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of entry"),
    };
}
