using System.Text;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Preflight.WorkDirectories;

/// <summary>What must hold of <c>$WD</c> and the secrets directory (G-05). Looks only; one line a problem, each with what was found.</summary>
internal static class WorkDirectoryRules
{
    private const int LongestSocketPath = 107;
    private const long Margin = 100_000_000;

    public static IReadOnlyList<string> Problems(HostOptions host, WorkDirectoryCheck check)
    {
        var paths = RunPaths.For(check.WorkDirectory);
        var problems = new List<string>();
        foreach (var (what, path) in new[] { ("work directory", paths.WorkDirectory), ("secrets directory", paths.SecretsDirectory) })
        {
            if (!PathRules.IsPlain(path))
            {
                problems.Add($"{what} '{path}' is no absolute path without '.', '..' or trailing slash");
                continue;
            }

            problems.AddRange(Place(host, check, what, path));
        }

        if (problems.Count > 0)
        {
            return problems;
        }

        if (!PathRules.IsWithin(paths.WorkDirectory, host.WorkRoot) || paths.WorkDirectory == host.WorkRoot)
        {
            problems.Add($"work directory '{paths.WorkDirectory}' is not below the worker's root '{host.WorkRoot}'");
        }

        if (PathRules.Overlap(paths.WorkDirectory, paths.SecretsDirectory))
        {
            problems.Add($"work directory '{paths.WorkDirectory}' and secrets directory '{paths.SecretsDirectory}' lie in one another");
        }

        var socket = Encoding.UTF8.GetByteCount($"{paths.Socket}/{DrSocket.File}");
        if (socket > LongestSocketPath)
        {
            problems.Add($"socket path '{paths.Socket}/{DrSocket.File}' has {socket} bytes, at most {LongestSocketPath} work");
        }

        var type = MountTable.TypeOf(PathRules.Canonical(paths.SecretsDirectory));
        if (type != "tmpfs")
        {
            problems.Add($"secrets directory '{paths.SecretsDirectory}' is on {type}, not tmpfs");
        }

        problems.AddRange(Space(check, paths.WorkDirectory));
        return problems;
    }

    private static IEnumerable<string> Place(HostOptions host, WorkDirectoryCheck check, string what, string path)
    {
        if (PathRules.SymbolicLinkIn(path) is { } link)
        {
            yield return $"{what} '{path}' goes through the symbolic link '{link}'";
            yield break;
        }

        if (!Directory.Exists(PathRules.ParentOf(path)))
        {
            yield return $"{what} '{path}' has no parent directory";
        }
        else if (OwnedDirectory.Look(path, check.Run.Nonce) is { State: OwnershipState.NotOurs } foreign)
        {
            yield return $"{what} exists and is not this run's: {foreign.Reason}";
        }

        // A path may be written with a link in it, so what is compared is where it leads.
        var others = new[] { ("the code tree", check.Repository), ("the evidence", host.Evidence), ("the plans", host.Plans) }
            .Concat(host.Secrets is null ? [] : [("the named secrets", host.Secrets)])
            .Concat(host.Keys is null ? [] : [("the keys", host.Keys)])
            .Concat(check.ForbiddenPaths.Select(f => ("a forbidden path", f)));
        foreach (var (name, other) in others)
        {
            if (PathRules.Overlap(path, other) || PathRules.Overlap(path, PathRules.Canonical(other)))
            {
                yield return $"{what} '{path}' overlaps {name} '{other}'";
            }
        }
    }

    private static IEnumerable<string> Space(WorkDirectoryCheck check, string path)
    {
        var free = new DriveInfo(PathRules.NearestExisting(path)).AvailableFreeSpace;
        var needed = (long)(check.ProductionBytes * 1.2) + Margin;
        if (free < needed)
        {
            yield return $"work directory '{path}' has {free:N0} bytes free, the dump may need {needed:N0}";
        }
    }
}
