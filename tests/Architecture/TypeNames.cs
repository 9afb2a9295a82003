using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DotIuCutter.Temporal.Tests.Architecture;

/// <summary>
/// The names of all types that more than one file can use, read from the sources. A type that only its own file or its own type sees is left out,
/// and the parts of one type count once.
/// </summary>
internal static class TypeNames
{
    /// <summary>Each name that several types have, with where they are declared.</summary>
    /// <param name="root">The repository.</param>
    /// <param name="projects">Its top-level folders, such as <c>workflows</c>.</param>
    /// <param name="planted">Sources that are not there, by path from the root.</param>
    public static IReadOnlyList<string> Shared(string root, IReadOnlyList<string> projects, params IReadOnlyList<(string Path, string Text)> planted) =>
    [
        .. projects
            .SelectMany(project => Directory.EnumerateFiles(Path.Join(root, project), "*.cs", SearchOption.AllDirectories))
            .Select(path => (Path: Path.GetRelativePath(root, path), Text: File.ReadAllText(path)))
            .Where(source => !source.Path.Contains("/obj/", StringComparison.Ordinal) && !source.Path.Contains("/bin/", StringComparison.Ordinal))
            .Concat(planted)
            .SelectMany(source => CSharpSyntaxTree.ParseText(source.Text).GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>()
                .Where(declared => NameOf(declared) is not null && IsSeen(declared))
                .Select(declared => (Name: NameOf(declared)!, Where: WhereOf(declared), source.Path)))
            .GroupBy(type => type.Name)
            .Where(name => name.DistinctBy(type => type.Where).Count() > 1)
            .OrderBy(name => name.Key, StringComparer.Ordinal)
            .Select(name => $"{name.Key}: {string.Join(", ", name.DistinctBy(type => type.Where).Select(type => type.Path).Order(StringComparer.Ordinal))}"),
    ];

    private static string? NameOf(SyntaxNode node) => node switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        DelegateDeclarationSyntax type => type.Identifier.Text,
        BaseNamespaceDeclarationSyntax space => space.Name.ToString(),
        _ => null,
    };

    /// <summary>A nested type is private unless it says otherwise.</summary>
    private static bool IsSeen(MemberDeclarationSyntax declared) => declared is not BaseNamespaceDeclarationSyntax
        && !declared.Modifiers.Any(SyntaxKind.FileKeyword)
        && (declared.Parent is not TypeDeclarationSyntax || declared.Modifiers.Any(SyntaxKind.PublicKeyword) || declared.Modifiers.Any(SyntaxKind.InternalKeyword));

    /// <summary>Its namespace and the types it is nested in.</summary>
    private static string WhereOf(SyntaxNode declared) => string.Join('.', declared.Ancestors().Select(NameOf).OfType<string>().Reverse());
}
