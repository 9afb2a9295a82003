using DotIuCutter.Temporal.Workflows.Plans.Validation.Names;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

/// <summary>One path of a plan, and where in the document it stands.</summary>
/// <param name="At">JSON path.</param>
/// <param name="Value">The path as written.</param>
/// <param name="MayHoldRun">True where <c>{run}</c> is replaced.</param>
internal sealed record PlanPath(string At, string Value, bool MayHoldRun = false)
{
    public static PlanPath WorkDirectory(Plan plan) => new("$.workDirectory.path", plan.WorkDirectory.Path, MayHoldRun: true);

    public static PlanPath Secrets(Plan plan) => new("$.workDirectory.secrets", plan.WorkDirectory.Secrets, MayHoldRun: true);

    public static PlanPath Repository(Plan plan) => new("$.code.repository", plan.Code.Repository);

    public static PlanPath MountAt(Plan plan) => new("$.code.mountAt", plan.Code.MountAt);

    public static IEnumerable<PlanPath> Forbidden(Plan plan) => plan.ForbiddenPaths.Select((path, i) => new PlanPath($"$.forbiddenPaths[{i}]", path));

    public static IEnumerable<PlanPath> Retained(Plan plan) =>
    [
        .. plan.RetainDump is { } retain ? [new PlanPath("$.retainDump.directory", retain.Directory)] : Array.Empty<PlanPath>(),
        .. plan.ReuseDump is { } reuse ? [new PlanPath("$.reuseDump.directory", reuse.Directory)] : Array.Empty<PlanPath>(),
    ];

    /// <summary>Nothing that leaves its meaning to whoever resolves it; other rules compare only such paths.</summary>
    public bool IsExact => Fault is null;

    /// <summary>What keeps the path from being exact; absent when nothing does.</summary>
    public string? Fault => this switch
    {
        _ when !Value.StartsWith('/') => "must be absolute",
        _ when Value.Any(char.IsControl) => "must hold no control character",
        { Value: "/" } => "must not be the root of the file system",
        _ when Value.EndsWith('/') => "must not end in a slash",
        _ when Value[1..].Split('/').Any(s => s.Length == 0) => "must not hold two slashes in a row",
        _ when Value[1..].Split('/').Any(s => s is "." or "..") => "must hold no . or .. segment",
        _ when Value.Length != 0 && (MayHoldRun ? NamePattern.Example(Value) : Value).AsSpan().IndexOfAny('{', '}') >= 0 =>
            MayHoldRun ? "must hold no brace but those of {run}" : "must hold no brace; {run} is not replaced here",
        _ => null,
    };

    public Finding? Overlaps(PlanPath other, string rule, string remedy) => IsExact && other.IsExact && NamePattern.MayOverlap(Value, other.Value)
        ? Finding.At(At, DisplayValue.Text(Value), $"{rule} ({other.At} is {DisplayValue.Text(other.Value)})", remedy, other.At)
        : null;
}
