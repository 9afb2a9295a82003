using System.Text.RegularExpressions;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Names;

/// <summary>A form of text, in the common tongue of .NET and JSON Schema.</summary>
internal sealed class Grammar(string form)
{
    public static readonly Grammar PlanName = new("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");
    public static readonly Grammar DockerName = new("[a-zA-Z0-9][a-zA-Z0-9_.-]+");
    public static readonly Grammar DockerPrefix = new("[a-zA-Z0-9][a-zA-Z0-9_.-]*");
    public static readonly Grammar Commit = new("[0-9a-f]{40}");
    public static readonly Grammar Sha256 = new("[0-9a-f]{64}");
    public static readonly Grammar FileName = new("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,127}");
    public static readonly Grammar ScenarioId = new("[a-zA-Z0-9][a-zA-Z0-9_-]{0,31}");
    public static readonly Grammar SqlState = new("[0-9A-Z]{5}");
    public static readonly Grammar EnvironmentName = new("[a-zA-Z_][a-zA-Z0-9_]*");
    public static readonly Grammar QualifiedTable = new("(\"[^\"]+\"|[^\". ]+)[.](\"[^\"]+\"|[^\". ]+)");

    // \z, not $: the latter lets a last line feed pass.
    private readonly Regex regex = new($@"\A(?:{form})\z", RegexOptions.CultureInvariant);

    /// <summary>For JSON Schema.</summary>
    public string Pattern => $"^({form})$";

    /// <summary>For people.</summary>
    public string Form => form;

    public bool Matches(string text) => regex.IsMatch(text);
}
