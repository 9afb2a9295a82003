namespace DotIuCutter.Temporal.Workflows.Contract.Manifests;

/// <summary>The labels every Docker object of a run carries. None is ever used to find something to delete.</summary>
public static class Labels
{
    public const string Nonce = "dryrun.nonce";
    public const string Workflow = "dryrun.workflow";
    public const string Plan = "dryrun.plan";

    /// <summary>On the harness container: the scenario it runs, so that a retried activity adopts it.</summary>
    public const string Scenario = "dryrun.scenario";

    public static IDictionary<string, string> For(RunRef run) => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        [Nonce] = run.Nonce,
        [Workflow] = run.WorkflowId,
        [Plan] = run.Plan,
    };
}
