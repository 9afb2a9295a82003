using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Preflight.Names;

/// <summary>What a run that is about to start would share with one whose manifest is open.</summary>
internal static class SharedNames
{
    /// <summary>Such as <c>network 'dr-net'</c>; empty when they can live side by side.</summary>
    public static IReadOnlyList<string> Find(NamesRequest run, Manifest open)
    {
        var (ours, theirs) = (run.Objects, open.Plan.Objects);
        string[] containers = [theirs.DrContainer, theirs.HarnessContainer];
        string[] directories = [open.Plan.WorkDirectory.Path, open.Plan.WorkDirectory.Secrets];
        return
        [
            .. ours.Network == theirs.Network ? [$"network '{ours.Network}'"] : Array.Empty<string>(),
            .. ours.Volume == theirs.Volume ? [$"volume '{ours.Volume}'"] : Array.Empty<string>(),
            .. new[] { ours.DrContainer, ours.HarnessContainer }.Intersect(containers).Select(n => $"container '{n}'"),
            .. run.WorkDirectory is not { } own ? [] : new[] { own.Path, own.Secrets }.Where(p => directories.Any(d => PathRules.Overlap(p, d))).Select(p => $"directory '{p}'"),
        ];
    }
}
