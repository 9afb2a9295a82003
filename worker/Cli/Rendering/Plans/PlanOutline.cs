using DotIuCutter.Temporal.Activities.Preflight.Survey;
using DotIuCutter.Temporal.Worker.Display;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Plans.Validation;

namespace DotIuCutter.Temporal.Worker.Cli.Rendering.Plans;

/// <summary>Describes what a valid plan would do, before a nonce is drawn: <c>{run}</c> stands for 12 of its digits.</summary>
internal sealed record PlanOutline
{
    public required string Plan { get; init; }

    public string? Description { get; init; }

    public required string PlanSha256 { get; init; }

    public required string WorkflowId { get; init; }

    public required string Production { get; init; }

    public required string Commit { get; init; }

    public required IReadOnlyList<ManifestObject> Created { get; init; }

    public required IReadOnlyList<OutlineStep> Teardown { get; init; }

    public required IReadOnlyList<string> Protected { get; init; }

    public required IReadOnlyList<string> WatchedPrefixes { get; init; }

    public required IReadOnlyList<OutlineGate> Gates { get; init; }

    public required IReadOnlyList<OutlineScenario> Scenarios { get; init; }

    /// <summary>What preflight finds now; absent when it was not asked.</summary>
    public PlanState? Now { get; init; }

    public static PlanOutline From(Plan plan)
    {
        var sha256 = PlanDigest.Compute(plan);
        var objects = new Manifest
        {
            WorkflowId = WorkflowNames.WorkflowId(plan.Name),
            Nonce = "",
            PlanSha256 = sha256,
            CreatedAt = DateTimeOffset.UnixEpoch,
            Plan = plan,
        }.Objects;
        return new PlanOutline
        {
            Plan = plan.Name,
            Description = plan.Description,
            PlanSha256 = sha256,
            WorkflowId = WorkflowNames.WorkflowId(plan.Name),
            Production = $"{plan.Production.Container ?? "no container"}, database {plan.Production.Database}, "
                + $"read as {plan.Production.Role} by {(plan.Production.ReadPath == ReadPath.Exec ? "exec" : "connection")}{Source(plan)}",
            Commit = $"{plan.Code.Commit} of {plan.Code.Repository}",
            Created = objects,
            Teardown =
            [
                .. objects.GroupBy(o => o.Step).OrderBy(g => g.Key).Select(g => new OutlineStep(g.Key, [.. g.Select(o => $"{Formatting.Describe(o.Kind)} {o.Name}")])),
                new(TeardownStep.AssertProtected, ["check that the protected containers are identical (G-25)"]),
                new(TeardownStep.AssertProduction, ["check that production's system identifier is the same (G-21)"]),
            ],
            Protected = plan.Protected,
            WatchedPrefixes = plan.WatchedPrefixes,
            Gates = [.. Gate.All.Select(g => new OutlineGate(g.Id, g.Meaning))],
            Scenarios = [.. plan.Scenarios.Select(OutlineScenario.From)],
        };
    }

    /// <summary>Says where the copy comes from when it is not from production itself.</summary>
    private static string Source(Plan plan) => plan switch
    {
        { ReuseDump: { } reuse } => $"; restored from the retained dump of SHA-256 {reuse.Sha256}",
        { Production.Standby: { } standby } => $"; dumped from its standby {standby.Container ?? "by connection"}",
        _ => "",
    };

    public IEnumerable<string> Lines() =>
    [
        $"Plan {Plan}{(Description is null ? "" : $": {Description}")}",
        $"  sha256       {PlanSha256}",
        $"  workflow id  {WorkflowId}",
        $"  production   {Production}",
        $"  code         {Commit}",
        "Created, in this order:",
        .. Created.Select((o, i) => $"  {i + 1}. {Formatting.Describe(o.Kind)} {o.Name} ({o.Role})"),
        "Torn down, in this order:",
        .. Teardown.SelectMany(s => s.What.Select(what => $"  {(int)s.Step}. {what}")),
        "Protected, identical afterwards:",
        .. OrNone(Protected),
        "Watched, not restarted meanwhile (name prefixes):",
        .. OrNone(WatchedPrefixes),
        "Gates:",
        .. Gates.Select(g => $"  {g.Gate} {g.HoldsWhen}"),
        "Scenarios, in this order:",
        .. Scenarios.Select(s => $"  {s.Id} {s.Title} ({s.By}, {s.Start}, {s.Expects})"),
        .. Now is null ? [] : PlanStateText.Describe(Now),
        .. Verdict(),
    ];

    /// <summary>The end of the output: every gate that is not green once more, then the verdict.</summary>
    private IEnumerable<string> Verdict()
    {
        if (Now is null)
        {
            yield return "Not asked: engine, production and repository. `dryrun plan` asks them on the Docker host, with the worker's DRYRUN_ variables.";
            yield return "Verdict: the plan is VALID; whether preflight would pass is not known. Nothing was changed.";
            yield break;
        }

        var findings = Now.Gates.Where(g => g.State != GateState.Green).ToList();
        foreach (var gate in findings)
        {
            yield return Formatting.Describe(gate);
        }

        yield return findings.Count == 0
            ? "Verdict: the plan is VALID, and preflight would PASS now. Nothing was changed."
            : $"Verdict: the plan is valid, but preflight would REFUSE it now: {(findings.Count == 1 ? "1 gate is" : $"{findings.Count} gates are")} not green. Nothing was changed.";
    }

    private static IEnumerable<string> OrNone(IReadOnlyList<string> names) => names.Count == 0 ? ["  none"] : names.Select(n => $"  {n}");
}

/// <summary>One gate, and when it is green.</summary>
internal sealed record OutlineGate(string Gate, string HoldsWhen);

/// <summary>One step of the teardown, and what it removes or checks.</summary>
internal sealed record OutlineStep(TeardownStep Step, IReadOnlyList<string> What);
