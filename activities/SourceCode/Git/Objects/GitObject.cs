namespace DotIuCutter.Temporal.Activities.SourceCode.Git.Objects;

/// <summary>An object as its file says that it is: nothing of it is believed before its content was hashed.</summary>
/// <param name="Kind">What it says it is.</param>
/// <param name="Size">How many bytes it says it has.</param>
/// <param name="Content">Its bytes, unpacked as they are read.</param>
internal sealed record GitObject(GitObjectKind Kind, long Size, Stream Content) : IDisposable
{
    public void Dispose() => Content.Dispose();
}
