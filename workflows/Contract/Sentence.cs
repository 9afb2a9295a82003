namespace DotIuCutter.Temporal.Workflows.Contract;

/// <summary>Expected, found and remedy come as parts of sentences; here they become whole ones.</summary>
public static class Sentence
{
    /// <summary>With the full stop that it may have already.</summary>
    public static string Finish(string text) => text.TrimEnd() is var trimmed && trimmed.EndsWith('.') ? trimmed : $"{trimmed}.";
}
