using System.Text.Json.Serialization;

namespace DotIuCutter.Temporal.Tests.Mutations;

/// <summary>What is changed within a symbol. Each kind looks for one place by the names in it, and fails where there is none or more than one.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Remove), "remove")]
[JsonDerivedType(typeof(Condition), "condition")]
[JsonDerivedType(typeof(Call), "call")]
[JsonDerivedType(typeof(Argument), "argument")]
[JsonDerivedType(typeof(Rename), "rename")]
[JsonDerivedType(typeof(Pattern), "pattern")]
[JsonDerivedType(typeof(Insert), "insert")]
[JsonDerivedType(typeof(Swap), "swap")]
[JsonDerivedType(typeof(Result), "result")]
internal abstract record CodeChange
{
    /// <summary>Removes the statement, the switch arm or the element of a list that mentions a name.</summary>
    internal sealed record Remove(string Mentions) : CodeChange;

    /// <summary>Replaces the smallest condition around a name: an operand of &amp;&amp;, || or !, an argument, or a whole one. Further names, with blanks between, stand in it too.</summary>
    internal sealed record Condition(string Mentions, string With) : CodeChange;

    /// <summary>Replaces a call, with its arguments.</summary>
    internal sealed record Call(string Of, string With) : CodeChange;

    /// <summary>Replaces one argument of a call or of a created object, counted from 0.</summary>
    internal sealed record Argument(string Of, int At, string With) : CodeChange;

    /// <summary>Writes another name or literal for one.</summary>
    internal sealed record Rename(string From, string To) : CodeChange;

    /// <summary>Replaces the pattern of the switch arm that mentions a name.</summary>
    internal sealed record Pattern(string Mentions, string With) : CodeChange;

    /// <summary>Puts a statement behind the one that mentions a name.</summary>
    internal sealed record Insert(string After, string Statement) : CodeChange;

    /// <summary>Exchanges two statements, switch arms or elements of a list, each found by a name it mentions.</summary>
    internal sealed record Swap(string First, string Second) : CodeChange;

    /// <summary>Replaces the body of the member by one that returns this.</summary>
    internal sealed record Result(string With) : CodeChange;
}
