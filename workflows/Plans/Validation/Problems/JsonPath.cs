namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

/// <summary>Paths such as <c>$.scenarios[2].expect</c>.</summary>
internal static class JsonPath
{
    public const string Root = "$";

    public static string Member(string parent, string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '$')
        ? $"{parent}.{name}"
        : $"{parent}[{DisplayValue.Text(name)}]";

    public static string Item(string parent, int index) => $"{parent}[{index}]";

    public static bool IsAtOrUnder(string path, string other) =>
        path.StartsWith(other, StringComparison.Ordinal) && (path.Length == other.Length || path[other.Length] is '.' or '[');
}
