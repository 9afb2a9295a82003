namespace DotIuCutter.Temporal.Workflows.Contract;

/// <summary>The names people and scripts type. They change only by a decision of their own.</summary>
public static class WorkflowNames
{
    public const string TaskQueue = "dryrun";
    public const string DryRun = "DryRun";
    public const string Teardown = "Teardown";
    public const string Supervise = "Supervise";
    public const string Notify = "Notify";

    /// <summary>
    /// What a start asks for besides: a workflow task takes milliseconds, and one that a killed worker had is offered again after this instead of Temporal's 10 s.
    /// One that a busy host did not do in time is offered again too, after a few times with more time.
    /// </summary>
    public static readonly TimeSpan TaskTimeout = TimeSpan.FromSeconds(1);

    private const string TeardownSuffix = "-teardown";

    public static string WorkflowId(string plan) => $"dryrun-{plan}";

    public static string TeardownId(string dryRunId) => $"{dryRunId}{TeardownSuffix}";

    /// <summary>Whose teardown it is, by the teardown's workflow id. Another id stands for itself.</summary>
    public static string DryRunId(string teardownId) =>
        teardownId.EndsWith(TeardownSuffix, StringComparison.Ordinal) ? teardownId[..^TeardownSuffix.Length] : teardownId;

    /// <summary>The schedule of one task queue's host: <c>dryrun-supervisor</c> for the default queue.</summary>
    public static string SupervisorId(string taskQueue) => $"{taskQueue}-supervisor";

    /// <summary>The workflow that schedule starts; Temporal adds the time.</summary>
    public static string SuperviseId(string taskQueue) => $"{taskQueue}-supervise";
}
