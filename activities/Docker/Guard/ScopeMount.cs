namespace DotIuCutter.Temporal.Activities.Docker.Guard;

/// <summary>One mount of a container of ours; <c>Type</c> is <c>bind</c> or <c>volume</c>.</summary>
internal sealed record ScopeMount(string Type, string Source, string Target, bool ReadOnly)
{
    /// <summary>As captures write it.</summary>
    public override string ToString() => $"{Type} {Source} -> {Target}{(ReadOnly ? " (ro)" : "")}";
}
