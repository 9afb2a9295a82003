namespace DotIuCutter.Temporal.Workflows;

/// <summary>The names people and scripts type. They change only by a decision of their own.</summary>
public static class Contract
{
    public const string TaskQueue = "dryrun";
    public const string DryRun = "DryRun";
    public const string Teardown = "Teardown";
    public const string Supervise = "Supervise";

    public static string WorkflowId(string plan) => $"dryrun-{plan}";

    public static string TeardownId(string dryRunId) => $"{dryRunId}-teardown";

    /// <summary>The schedule of one task queue's host: <c>dryrun-supervisor</c> for the default queue.</summary>
    public static string SupervisorId(string taskQueue) => $"{taskQueue}-supervisor";

    /// <summary>The workflow that schedule starts; Temporal adds the time.</summary>
    public static string SuperviseId(string taskQueue) => $"{taskQueue}-supervise";
}
