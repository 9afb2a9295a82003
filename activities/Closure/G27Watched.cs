using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Activities.Closure;

/// <summary>G-27: no watched service was restarted.</summary>
internal sealed class G27Watched(DockerEngine docker)
{
    public async Task<GateResult> JudgeAsync(WatchedCheck check)
    {
        var now = await WatchedContainers.CaptureAsync(docker.Reading, check.Prefixes, CurrentActivity.Cancel);
        var after = now.ToDictionary(c => c.Name, StringComparer.Ordinal);
        var differences = check.Captured.SelectMany(before => CaptureComparison.CompareIdentity(before, after.GetValueOrDefault(before.Name))).ToList();
        var subject = check.Prefixes.Count == 0 ? "watched services" : $"services watched by prefix {string.Join(", ", check.Prefixes.Select(p => $"'{p}'"))}";
        var gate = UnchangedGate.Compare(Gate.WatchedNotRestarted, subject, "Id, StartedAt and RestartCount as captured at C-06", $"{check.Captured.Count} identical", differences);

        // A new service under a watched prefix was restarted by nobody: it is reported, and is not ours.
        var known = check.Captured.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var added = now.Where(c => !known.Contains(c.Name)).Select(c => new Difference($"{c.Name}: container", "absent", $"{c.Id}: new, not ours"));
        return gate with { Differences = [.. differences, .. added] };
    }
}
