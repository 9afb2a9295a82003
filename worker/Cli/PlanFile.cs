namespace DotIuCutter.Temporal.Worker.Cli;

/// <summary>A plan document on disk.</summary>
internal static class PlanFile
{
    public static async Task<string> ReadAsync(string path)
    {
        if (!File.Exists(path))
        {
            throw new OperatorError($"Plan '{path}': expected a readable file, found none. Give its path; a plan's name is for the worker, which looks for it in its DRYRUN_PLANS.");
        }

        return await File.ReadAllTextAsync(path);
    }

    /// <summary>True for what can only be meant as a path.</summary>
    public static bool LooksLikeOne(string text) =>
        text.Contains('/', StringComparison.Ordinal) || text.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || File.Exists(text);
}
