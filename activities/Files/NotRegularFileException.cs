namespace DotIuCutter.Temporal.Activities.Files;

/// <summary>
/// A name that is to be shredded is not one regular file under that name alone. Its remedy takes away the name and nothing else: <c>shred</c>
/// would write through a link into a file that is not the run's.
/// </summary>
internal sealed class NotRegularFileException(string message, string remedy) : IOException(message)
{
    public string Remedy { get; } = remedy;
}
