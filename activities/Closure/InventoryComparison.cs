using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Closure;

/// <summary>G-29: what came and went on the engine while the run was there, and whose it was.</summary>
internal static class InventoryComparison
{
    internal static GateResult Judge(RunRef run, InventoryCapture before, Inventory now)
    {
        var (ours, foreign) = (new List<Difference>(), new List<Difference>());
        Compare("container", before.Containers, now.Containers);
        Compare("volume", before.Volumes, now.Volumes);
        Compare("network", before.Networks, now.Networks);
        const string subject = "all containers, volumes and networks of the engine", expected = "as captured at C-05, but for what others changed";
        return ours.Count == 0
            ? GateResult.Green(Gate.InventoryUnchanged, subject, expected, foreign.Count == 0 ? "identical" : $"{foreign.Count} changes, none of them ours") with { Differences = foreign }
            : GateResult.Red(Gate.InventoryUnchanged, subject, expected, $"left by this run: {string.Join("; ", ours.Select(d => $"{d.Field} {d.After}"))}",
                "Run the teardown again (dryrun retry, or dryrun reconcile with the run's manifest.json).", [.. ours, .. foreign]);

        void Compare(string kind, IReadOnlyList<string> were, IReadOnlyDictionary<string, IDictionary<string, string>?> are)
        {
            foreach (var line in are.Keys.Except(were).Order(StringComparer.Ordinal))
            {
                if (Ownership.Ours(are[line], run))
                {
                    ours.Add(new Difference(kind, "absent", line));
                }
                else
                {
                    foreign.Add(new Difference(kind, "absent", $"{line}: new, not ours; it {Ownership.Describe(are[line], run)}"));
                }
            }

            foreach (var line in were.Except(are.Keys).Order(StringComparer.Ordinal))
            {
                foreign.Add(new Difference(kind, line, "gone or renamed, not by this run"));
            }
        }
    }
}
