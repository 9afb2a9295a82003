using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Docker.Ownership;

/// <summary>The red G-04: an exact name of the run carries something that is not the run's.</summary>
internal static class NameTaken
{
    internal static string Holder(ObjectKind kind, string name, string? id, IDictionary<string, string>? labels, RunRef run) =>
        $"{KindName(kind)} '{name}'{(id is null ? "" : $" ({id})")} exists and {Ownership.Describe(labels, run)}";

    internal static GateResult Red(ObjectKind kind, string name, string? id, IDictionary<string, string>? labels, RunRef run) => GateResult.Red(
        Gate.NamesFree, $"{KindName(kind)} '{name}'", "the exact name is free", $"{Holder(kind, name, id, labels, run)}; left alone", Remedy(labels, run));

    internal static string Remedy(IDictionary<string, string>? labels, RunRef run) => Ownership.OtherRun(labels, run) is { } workflow
        ? $"Finish that run's teardown (dryrun retry {workflow}), or choose another name in the plan."
        : "Look whose it is; rename or remove it yourself, or choose another name in the plan.";

    internal static string KindName(ObjectKind kind) => kind.ToString().ToLowerInvariant();
}
