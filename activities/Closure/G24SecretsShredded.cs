using System.Diagnostics.CodeAnalysis;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Activities.Closure;

/// <summary>G-24: no secret, dump or directory of the run is left.</summary>
internal static class G24SecretsShredded
{
    public static GateResult Judge(PathsCheck check)
    {
        var (paths, nonce) = (check.Paths, check.Run.Nonce);
        string[] files = [.. paths.Secrets, paths.Dump, paths.Venv];
        string[] directories = [paths.WorkDirectory, paths.SecretsDirectory];
        var left = files.Concat(directories.Select(d => OwnedDirectory.StagingPath(d, nonce))).Where(Exists).ToList();
        // A directory that is not ours was left alone and holds nothing of ours; one of ours should be gone.
        var owners = directories.Select(d => (Path: d, Owner: OwnedDirectory.Look(d, nonce))).ToArray();
        left.AddRange(owners.Where(o => o.Owner.State == OwnershipState.Ours).Select(o => o.Path));
        var foreign = owners.Where(o => o.Owner.State == OwnershipState.NotOurs).Select(o => $"; '{o.Path}' exists and is not ours").ToArray();
        var subject = $"'{paths.WorkDirectory}' and '{paths.SecretsDirectory}'";
        const string Expected = "no secret, dump, venv or directory of this run";
        return left.Count == 0
            ? GateResult.Green(Gate.SecretsShredded, subject, Expected, "none" + string.Concat(foreign))
            : GateResult.Red(Gate.SecretsShredded, subject, Expected, string.Join(", ", left) + string.Concat(foreign), "Run `dryrun retry RUN`, or shred and remove exactly these paths");
    }

    /// <summary>A dangling symbolic link exists too.</summary>
    internal static bool Exists(string path)
    {
        using var parent = DirectoryHandle.Open(PathRules.ParentOf(path));
        return parent?.Stat(Path.GetFileName(path)) is not null;
    }
}
