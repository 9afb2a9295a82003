namespace DotIuCutter.Temporal.Activities.SourceCode.Git.Reading;

/// <summary>A repository, or a commit in it, cannot be used as it stands. It becomes a finding of G-06: trying again would not help.</summary>
internal sealed class UnreadableCodeException(string found, string remedy) : Exception($"{found}. Remedy: {remedy}.")
{
    /// <summary>What was found, without subject and full stop.</summary>
    public string Found { get; } = found;

    public string Remedy { get; } = remedy;
}
