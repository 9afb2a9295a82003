using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Policies;

namespace DotIuCutter.Temporal.Activities.Policies;

/// <summary>Plans and policies with every path as it leads on this host, so that no link leads around a line of the policy. Only links are read.</summary>
internal static class CanonicalPaths
{
    public static Plan Of(Plan plan) => plan with
    {
        Code = plan.Code with { Repository = Lead(plan.Code.Repository) },
        WorkDirectory = new WorkDirectory { Path = Lead(plan.WorkDirectory.Path), Secrets = Lead(plan.WorkDirectory.Secrets) },
        RetainDump = plan.RetainDump is { } retain ? retain with { Directory = Lead(retain.Directory) } : null,
        ReuseDump = plan.ReuseDump is { } reuse ? reuse with { Directory = Lead(reuse.Directory) } : null,
    };

    public static Policy Of(Policy policy) => policy with
    {
        CodeRoots = [.. policy.CodeRoots.Select(Lead)],
        RetainedDumps = [.. policy.RetainedDumps.Select(Lead)],
        ForbiddenPaths = [.. policy.ForbiddenPaths.Select(Lead)],
    };

    /// <summary>A path that leads in circles, or is too long for a path, leads nowhere: it is judged as it is written, and nobody can open it.</summary>
    private static string Lead(string path)
    {
        try
        {
            return PathRules.Canonical(path);
        }
        catch (IOException)
        {
            return path;
        }
    }
}
