using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DotIuCutter.Temporal.Tests.Mutations;

/// <summary>Finds the one place within a symbol's declarations that a change means.</summary>
internal static class Places
{
    /// <summary>The names and literals of this text.</summary>
    public static IEnumerable<SyntaxToken> Tokens(IReadOnlyList<SyntaxNode> scopes, string text) =>
        scopes.SelectMany(scope => scope.DescendantTokens()).Where(token => token.ValueText == text && (token.IsKind(SyntaxKind.IdentifierToken) || token.Parent is LiteralExpressionSyntax));

    /// <summary>The statement, switch arm or element of a list around each; in an initializer that is in none of these, the member it sets.</summary>
    public static SyntaxNode Unit(IReadOnlyList<SyntaxNode> scopes, string text) => Sources.One(
        scopes.SelectMany(scope => Tokens([scope], text).Select(token => Around(token, scope))).OfType<SyntaxNode>(), $"statement or element that mentions '{text}'");

    /// <summary>Around the first of the names, and mentioning the others too.</summary>
    public static ExpressionSyntax Condition(IReadOnlyList<SyntaxNode> scopes, string text)
    {
        var names = text.Split(' ');
        return Sources.One(
            Tokens(scopes, names[0]).Select(token => token.Parent).OfType<ExpressionSyntax>().Select(Whole)
                .Where(condition => names.All(name => Tokens([condition], name).Any())), $"condition that mentions '{text}'");
    }

    public static SyntaxNode Call(IReadOnlyList<SyntaxNode> scopes, string name) => Sources.One(
        scopes.SelectMany(scope => scope.DescendantNodes()).Where(node => Called(node) == name), $"call of '{name}'");

    public static SwitchExpressionArmSyntax Arm(IReadOnlyList<SyntaxNode> scopes, string text) => Sources.One(
        Tokens(scopes, text).Select(token => token.Parent?.FirstAncestorOrSelf<SwitchExpressionArmSyntax>()).OfType<SwitchExpressionArmSyntax>(), $"switch arm that mentions '{text}'");

    private static SyntaxNode? Around(SyntaxToken token, SyntaxNode scope)
    {
        var nodes = (token.Parent?.AncestorsAndSelf() ?? []).TakeWhile(node => node != scope).ToList();
        return nodes.Find(node => node is (StatementSyntax and not BlockSyntax) or SwitchExpressionArmSyntax or CollectionElementSyntax)
            ?? nodes.Find(node => node.Parent is InitializerExpressionSyntax);
    }

    private static string? Called(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.Identifier.ValueText,
        InvocationExpressionSyntax { Expression: SimpleNameSyntax name } => name.Identifier.ValueText,
        ObjectCreationExpressionSyntax { Type: SimpleNameSyntax type } => type.Identifier.ValueText,
        _ => null,
    };

    /// <summary>Climbs from a name to the comparison or call that it is part of, and stops at what joins conditions.</summary>
    private static ExpressionSyntax Whole(ExpressionSyntax node) => node.Parent switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression } => node,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } => node,
        ConditionalExpressionSyntax or LambdaExpressionSyntax or AssignmentExpressionSyntax or ParenthesizedExpressionSyntax => node,
        ExpressionSyntax parent => Whole(parent),
        PatternSyntax pattern when pattern.Ancestors().OfType<IsPatternExpressionSyntax>().FirstOrDefault() is { } match => Whole(match),
        _ => node,
    };
}
