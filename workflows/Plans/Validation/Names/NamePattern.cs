namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Names;

/// <summary>
/// Compares names that may hold <c>{run}</c> without knowing the nonce: two names collide when some nonce makes them equal.
/// Names of objects are compared without regard to case, since Docker's DNS has none.
/// </summary>
internal static class NamePattern
{
    public const string Run = "{run}";

    // Stands for any hex digit; no valid name holds it.
    private const char AnyHex = '\0';

    /// <summary>The name with a nonce in it; every nonce gives the same length.</summary>
    public static string Example(string name) => name.Replace(Run, "0123456789ab", StringComparison.Ordinal);

    public static bool MayEqual(string a, string b)
    {
        var (x, y) = (Open(a), Open(b));
        return x.Length == y.Length && Agree(x, y, ignoreCase: true);
    }

    public static bool MayStartWith(string name, string prefix)
    {
        var open = Open(name);
        return open.Length >= prefix.Length && Agree(open, prefix, ignoreCase: true);
    }

    /// <summary>True when one of two exact paths is the other or lies in it, for some nonce. Here case counts.</summary>
    public static bool MayOverlap(string path, string other) => Open(path).Split('/').Zip(Open(other).Split('/'))
        .All(s => s.First.Length == s.Second.Length && Agree(s.First, s.Second, ignoreCase: false));

    private static string Open(string name) => name.Replace(Run, new string(AnyHex, 12), StringComparison.Ordinal);

    private static bool Agree(string a, string b, bool ignoreCase) => a.Zip(b).All(c => Agree(c.First, c.Second, ignoreCase));

    private static bool Agree(char a, char b, bool ignoreCase) => (a, b) switch
    {
        (AnyHex, AnyHex) => true,
        (AnyHex, _) => char.IsAsciiHexDigit(b),
        (_, AnyHex) => char.IsAsciiHexDigit(a),
        _ => a == b || (ignoreCase && char.ToUpperInvariant(a) == char.ToUpperInvariant(b)),
    };
}
