using DotIuCutter.Temporal.Activities.Preflight;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Plans.Validation;

namespace DotIuCutter.Temporal.Worker.Cli.Rendering.Plans;

/// <summary>What a valid plan would do, before a nonce is drawn: <c>{run}</c> stands where 12 of its digits will.</summary>
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

    public required IReadOnlyList<GateMeaning> Gates { get; init; }

    public required IReadOnlyList<OutlineScenario> Scenarios { get; init; }

    /// <summary>Absent where it was not looked at.</summary>
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
                new(6, ["check that the protected containers are identical (G-25)"]),
                new(7, ["check that production's system identifier is the same (G-21)"]),
            ],
            Protected = plan.Protected,
            WatchedPrefixes = plan.WatchedPrefixes,
            Gates = GateMeanings.All,
            Scenarios = [.. plan.Scenarios.Select(OutlineScenario.From)],
        };
    }

    /// <summary>Where the copy comes from, when it is not from production itself.</summary>
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
        .. Teardown.SelectMany(s => s.What.Select(what => $"  {s.Step}. {what}")),
        "Protected, identical afterwards:",
        .. OrNone(Protected),
        "Watched, not restarted meanwhile (name prefixes):",
        .. OrNone(WatchedPrefixes),
        "Gates:",
        .. Gates.Select(g => $"  {g.Gate} {g.HoldsWhen}"),
        "Scenarios, in this order:",
        .. Scenarios.Select(s => $"  {s.Id} {s.Title} ({s.By}, {s.Start}, {s.Expects})"),
        .. Now is null ? ["Not looked at: engine, production, repository. On the Docker host, with the worker's DRYRUN_ variables, `dryrun plan` does."] : PlanStateText.Describe(Now),
        "Nothing was changed.",
    ];

    private static IEnumerable<string> OrNone(IReadOnlyList<string> names) => names.Count == 0 ? ["  none"] : names.Select(n => $"  {n}");
}

internal sealed record OutlineStep(int Step, IReadOnlyList<string> What);
