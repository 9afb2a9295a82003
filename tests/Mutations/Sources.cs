using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DotIuCutter.Temporal.Tests.Mutations;

/// <summary>The product's source files, and the symbols in them by name. Nothing is compiled, so that a look takes a second.</summary>
internal sealed class Sources
{
    private static readonly string[] Projects = ["workflows", "activities", "worker"];
    private readonly ILookup<string, TypeDeclarationSyntax> types;

    private Sources(IEnumerable<SyntaxTree> trees) => types = trees
        .SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>())
        .ToLookup(type => type.Identifier.ValueText, StringComparer.Ordinal);

    public static Sources Read(string root) => new(Projects
        .SelectMany(project => Directory.EnumerateFiles(Path.Join(root, project), "*.cs", SearchOption.AllDirectories))
        .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
        .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), path: path)));

    public static Sources Parse(string text) => new([CSharpSyntaxTree.ParseText(text, path: "Sample.cs")]);

    /// <summary>The declarations of a symbol: several where a method is overloaded.</summary>
    public IReadOnlyList<SyntaxNode> Find(string symbol)
    {
        var (type, member, local) = symbol.Split('.') switch
        {
            [var t, var m] => (t, m, (string?)null),
            [var t, var m, var l] => (t, m, l),
            _ => throw new MutationException($"'{symbol}' is no symbol. Write Type.Member, or Type.Member.local."),
        };
        if (!types.Contains(type))
        {
            throw new MutationException($"There is no type '{type}'.");
        }

        var members = types[type].SelectMany(declaration => declaration.Members).Where(m => NamesOf(m).Contains(member)).ToList<SyntaxNode>();
        if (members.Count == 0)
        {
            throw new MutationException($"Type '{type}' has no member '{member}'.");
        }

        return local is null ? members : [One(members.SelectMany(m => Assigned(m, local)), $"'{local}' in {type}.{member}")];
    }

    /// <summary>The only one of them.</summary>
    public static T One<T>(IEnumerable<T> found, string what)
    {
        var all = found.Distinct().ToList();
        return all is [var one] ? one : throw new MutationException($"Expected one {what}, found {all.Count}.");
    }

    private static IEnumerable<string> NamesOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => [method.Identifier.ValueText],
        PropertyDeclarationSyntax property => [property.Identifier.ValueText],
        ConstructorDeclarationSyntax constructor => [constructor.Identifier.ValueText],
        FieldDeclarationSyntax field => field.Declaration.Variables.Select(v => v.Identifier.ValueText),
        _ => [],
    };

    private static IEnumerable<SyntaxNode> Assigned(SyntaxNode member, string name) => member.DescendantNodes().Select(node => node switch
    {
        VariableDeclaratorSyntax { Initializer: { } initial } variable when variable.Identifier.ValueText == name => initial,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax left } assignment when left.Identifier.ValueText == name => assignment,
        LocalFunctionStatementSyntax function when function.Identifier.ValueText == name => function,
        _ => (SyntaxNode?)null,
    }).OfType<SyntaxNode>();
}
