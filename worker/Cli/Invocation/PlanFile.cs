using DotIuCutter.Temporal.Worker.Errors;

namespace DotIuCutter.Temporal.Worker.Cli.Invocation;

/// <summary>Reads a plan document from disk.</summary>
internal static class PlanFile
{
    public static async Task<string> ReadAsync(string path)
    {
        if (!File.Exists(path))
        {
            throw new OperatorError($"There is no plan file '{path}'. Give the path of one; a name without a slash is looked up by the worker in its DRYRUN_PLANS.");
        }

        return await File.ReadAllTextAsync(path);
    }

    /// <summary>Returns true for text that can only be a path.</summary>
    public static bool LooksLikeOne(string text) =>
        text.Contains('/', StringComparison.Ordinal) || text.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || File.Exists(text);
}
