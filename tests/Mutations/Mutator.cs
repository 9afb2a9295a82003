using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DotIuCutter.Temporal.Tests.Mutations;

/// <summary>Makes one mistake of the list in the text of a source file.</summary>
internal static class Mutator
{
    /// <summary>The file's path and its text with the mistake in it.</summary>
    /// <exception cref="MutationException">The record does not fit the sources.</exception>
    public static (string Path, string Text) Apply(Sources sources, Mutation mutation)
    {
        try
        {
            var scopes = sources.Find(mutation.Symbol);
            var (path, before, after) = Mutated(scopes, mutation.Change);
            return before == after || CSharpSyntaxTree.ParseText(after).GetDiagnostics().FirstOrDefault() is { } error && error.Severity == DiagnosticSeverity.Error
                ? throw new MutationException("The change changes nothing, or its text is no C#.")
                : (path, after);
        }
        catch (MutationException e)
        {
            throw new MutationException($"Mutation '{mutation.Id}' does not fit {mutation.Symbol}: {e.Message} Mend its record in tests/Mutations/mutations.json.");
        }
    }

    private static (string Path, string Before, string After) Mutated(IReadOnlyList<SyntaxNode> scopes, CodeChange change) => change switch
    {
        CodeChange.Remove(var text) => Removed(Places.Unit(scopes, text)),
        CodeChange.Condition(var text, var with) => Replaced(Places.Condition(scopes, text), with),
        CodeChange.Call(var name, var with) => Replaced(Places.Call(scopes, name), with),
        CodeChange.Argument(var name, var at, var with) => Replaced(ArgumentOf(Places.Call(scopes, name), at), with),
        CodeChange.Rename(var from, var to) => Replaced(Sources.One(Places.Tokens(scopes, from), $"'{from}'"), to),
        CodeChange.Pattern(var text, var with) => Replaced(Places.Arm(scopes, text).Pattern, with),
        CodeChange.Insert(var text, var statement) => Replaced(Places.Unit(scopes, text), unit => $"{unit} {statement}"),
        CodeChange.Swap(var first, var second) => Swapped(Places.Unit(scopes, first), Places.Unit(scopes, second)),
        CodeChange.Result(var with) => Replaced(Sources.One(scopes.Select(BodyOf), "body"), body => body is BlockSyntax ? $"{{ return {with}; }}" : $"=> {with}"),
        _ => throw new InvalidOperationException($"'{change}' is no kind of change."),
    };

    private static ExpressionSyntax ArgumentOf(SyntaxNode call, int at)
    {
        var list = call is InvocationExpressionSyntax invocation ? invocation.ArgumentList : ((ObjectCreationExpressionSyntax)call).ArgumentList;
        return list?.Arguments.ElementAtOrDefault(at)?.Expression ?? throw new MutationException($"The call has no argument {at}.");
    }

    private static SyntaxNode BodyOf(SyntaxNode member) => member switch
    {
        BaseMethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody,
        PropertyDeclarationSyntax property => property.ExpressionBody,
        LocalFunctionStatementSyntax function => (SyntaxNode?)function.Body ?? function.ExpressionBody,
        _ => null,
    } ?? throw new MutationException("It has no body.");

    private static (string, string, string) Removed(SyntaxNode unit)
    {
        var root = unit.SyntaxTree.GetRoot();
        return unit is StatementSyntax
            ? Replaced(unit, ";")
            : (unit.SyntaxTree.FilePath, root.ToFullString(), root.RemoveNode(unit, SyntaxRemoveOptions.KeepNoTrivia)?.ToFullString() ?? string.Empty);
    }

    private static (string, string, string) Replaced(SyntaxNodeOrToken place, string with) => Replaced(place, _ => with);

    private static (string, string, string) Replaced(SyntaxNodeOrToken place, Func<object, string> with)
    {
        var before = place.SyntaxTree?.GetRoot().ToFullString() ?? string.Empty;
        var after = string.Concat(before.AsSpan(0, place.Span.Start), with(place.AsNode() ?? (object)place), before.AsSpan(place.Span.End));
        return (place.SyntaxTree?.FilePath ?? string.Empty, before, after);
    }

    private static (string, string, string) Swapped(SyntaxNode first, SyntaxNode second)
    {
        var root = first.SyntaxTree.GetRoot();
        var after = root.ReplaceNodes([first, second], (node, _) => node == first ? second.WithTriviaFrom(first) : first.WithTriviaFrom(second));
        return (first.SyntaxTree.FilePath, root.ToFullString(), after.ToFullString());
    }
}
