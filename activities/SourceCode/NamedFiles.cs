using DotIuCutter.Temporal.Activities.SourceCode.Git.Reading;


namespace DotIuCutter.Temporal.Activities.SourceCode;

/// <summary>Names of files for a finding: the first few, and how many more there are.</summary>
internal sealed class NamedFiles
{
    private const int Most = 5;
    private readonly List<string> named = [];

    public int Count { get; private set; }

    /// <param name="what">What is the matter with it, such as <c>changed</c>.</param>
    /// <param name="path">Below the top.</param>
    /// <param name="detail">What follows the name.</param>
    public void Add(string what, string path, string detail = "")
    {
        if (Count++ < Most)
        {
            named.Add($"{what} '{DisplayText.OneLine(path)}'{detail}");
        }
    }

    /// <summary>Null when there are none.</summary>
    public string? Describe() => Count == 0 ? null : string.Join(", ", named) + (Count > Most ? $" and {Count - Most} more" : "");
}
