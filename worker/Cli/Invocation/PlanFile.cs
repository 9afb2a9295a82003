using DotIuCutter.Temporal.Worker.Cli.Rendering.Plans;
using DotIuCutter.Temporal.Worker.Errors;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Plans.Validation;

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

    /// <summary>The plan itself, for a command that can do nothing with one that is not valid.</summary>
    public static async Task<Plan> ReadValidAsync(string path)
    {
        var reading = PlanDocument.Read(await ReadAsync(path));
        return reading.Plan ?? throw new OperatorError(string.Join(Environment.NewLine, PlanProblems.Describe(path, reading.Problems)));
    }

    /// <summary>Returns true for text that can only be a path.</summary>
    public static bool LooksLikeOne(string text) =>
        text.Contains('/', StringComparison.Ordinal) || text.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || File.Exists(text);
}
