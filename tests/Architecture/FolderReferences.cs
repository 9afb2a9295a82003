using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DotIuCutter.Temporal.Tests.Architecture;

/// <summary>
/// Which folder's types use which other folder's types, read from the sources by the compiler's own semantic model. Comments do not count.
/// A folder is a path such as <c>workflows/Gates</c>.
/// </summary>
internal sealed class FolderReferences
{
    private readonly SortedDictionary<(string From, string To), SortedSet<string>> examples = [];

    /// <summary>Each pair once, in both directions: what an architecture of layers must not have.</summary>
    public IReadOnlyList<(string One, string Other)> TwoWayPairs =>
        [.. examples.Keys.Where(k => string.CompareOrdinal(k.From, k.To) < 0 && examples.ContainsKey((k.To, k.From)))];

    /// <summary>The files of <paramref name="from"/> that use types of <paramref name="to"/>, each with one such type.</summary>
    public IReadOnlyCollection<string> Examples(string from, string to) => examples.TryGetValue((from, to), out var found) ? found : [];

    /// <param name="root">The repository.</param>
    /// <param name="projects">Its top-level folders, such as <c>workflows</c>.</param>
    /// <param name="planted">Sources that are not there, by path from the root.</param>
    public static FolderReferences Read(string root, IReadOnlyList<string> projects, params IReadOnlyList<(string Path, string Text)> planted)
    {
        var sources = projects
            .SelectMany(project => Directory.EnumerateFiles(Path.Join(root, project), "*.cs", SearchOption.AllDirectories))
            .Select(path => (Path: Path.GetRelativePath(root, path), Text: File.ReadAllText(path)))
            .Where(source => !source.Path.Contains("/obj/", StringComparison.Ordinal) && !source.Path.Contains("/bin/", StringComparison.Ordinal))
            .Concat(planted)
            .Append(("implicit.cs", ImplicitUsings));
        var trees = sources.Select(source => CSharpSyntaxTree.ParseText(source.Item2, path: source.Item1)).ToList();
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(':')
            .Where(path => !Path.GetFileName(path).StartsWith("DotIuCutter.", StringComparison.Ordinal) && Path.GetFileName(path) != "dryrun.dll")
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create("sources", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var found = new FolderReferences();
        foreach (var tree in trees)
        {
            found.Add(tree, compilation.GetSemanticModel(tree));
        }

        return found;
    }

    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; " +
        "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    private static string FolderOf(SyntaxTree tree) => Path.GetDirectoryName(tree.FilePath) ?? string.Empty;

    private void Add(SyntaxTree tree, SemanticModel model)
    {
        var from = FolderOf(tree);
        foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            var info = model.GetSymbolInfo(name);
            var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
            var type = symbol switch
            {
                INamedTypeSymbol named => named,
                IMethodSymbol { IsExtensionMethod: true } extension => extension.ContainingType,
                _ when symbol is { IsStatic: true } and not INamespaceSymbol => symbol.ContainingType,
                _ => null,
            };
            foreach (var declaration in type?.OriginalDefinition.DeclaringSyntaxReferences ?? [])
            {
                var to = FolderOf(declaration.SyntaxTree);
                if (to != from && to.Length > 0)
                {
                    if (!examples.TryGetValue((from, to), out var list))
                    {
                        examples[(from, to)] = list = [];
                    }

                    list.Add($"{tree.FilePath} uses {type!.Name}");
                }
            }
        }
    }
}
