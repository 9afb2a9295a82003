using System.Text;
using DotIuCutter.Temporal.Activities.SourceCode.Git.Trees;
using DotIuCutter.Temporal.Activities.SourceCode.Git;

namespace DotIuCutter.Temporal.Tests.SourceCode;

/// <summary>Trees and commits that git itself would refuse to make.</summary>
internal static class RawTree
{
    public static string Blob(this TestRepository code, string content) => code.GitWith(Encoding.UTF8.GetBytes(content), "hash-object", "-w", "--stdin");

    /// <summary>Answers the id of a tree with these names, one a byte of Latin-1 each.</summary>
    public static string Tree(this TestRepository code, params (string Mode, string Name, string Id)[] entries) =>
        code.GitWith([.. entries.SelectMany(Bytes)], "hash-object", "-w", "-t", "tree", "--literally", "--stdin");

    public static string CommitOf(this TestRepository code, string tree) => code.GitWith(
        Encoding.ASCII.GetBytes($"tree {tree}\nauthor t <t@example.org> 1 +0000\ncommitter t <t@example.org> 1 +0000\n\nx\n"),
        "hash-object", "-w", "-t", "commit", "--literally", "--stdin");

    /// <summary>Reads what a commit of that tree holds.</summary>
    public static CommitTree ReadTree(this TestRepository code, string tree)
    {
        using var repository = GitRepository.Open(code.Path)!;
        return new CommitTreeReader(repository.Objects).Read(code.CommitOf(tree));
    }

    private static byte[] Bytes((string Mode, string Name, string Id) entry) =>
        [.. Encoding.Latin1.GetBytes($"{entry.Mode} {entry.Name}\0"), .. Convert.FromHexString(entry.Id)];
}
