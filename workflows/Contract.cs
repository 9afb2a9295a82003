namespace DotIuCutter.Temporal.Workflows;

/// <summary>The names people and scripts type. They change only by a decision of their own.</summary>
public static class Contract
{
    public const string TaskQueue = "dryrun";
    public const string DryRun = "DryRun";
    public const string Teardown = "Teardown";

    public static string WorkflowId(string plan) => $"dryrun-{plan}";

    public static string TeardownId(string dryRunId) => $"{dryRunId}-teardown";
}
