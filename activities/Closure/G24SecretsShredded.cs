using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Gates;

namespace DotIuCutter.Temporal.Activities.Closure;

internal sealed partial class ClosureActivities
{
    /// <summary>What stands at those paths and is somebody else's is not ours to miss.</summary>
    public Task<GateResult> CheckSecretsShreddedAsync(PathsCheck check)
    {
        var (paths, nonce) = (check.Paths, check.Run.Nonce);
        var left = new[] { paths.WorkDirectory, paths.SecretsDirectory }
            .SelectMany(path => new[] { path, OwnedDirectory.StagingPath(path, nonce) })
            .Where(path => OwnedDirectory.Look(path, nonce).State == OwnershipState.Ours)
            .Concat([.. paths.Secrets.Append(paths.Dump).Append(paths.Venv).Where(path => OwnedDirectory.Look(PathRules.ParentOf(path), nonce).State == OwnershipState.Ours && Path.Exists(path))])
            .ToList();
        var subject = $"'{paths.WorkDirectory}' and '{paths.SecretsDirectory}'";
        const string expected = "nothing of the run: no dr.env, no venv, no dr_src.sql";
        return Task.FromResult(left.Count == 0
            ? GateResult.Green("G-24", subject, expected, "nothing of the run")
            : GateResult.Red("G-24", subject, expected, string.Join(", ", left), $"Run `dryrun reconcile` with the run's manifest; it shreds them in step 5."));
    }
}
