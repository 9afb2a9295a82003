using System.Text;

namespace DotIuCutter.Temporal.Activities.Docker.Api;

/// <summary>The last bytes of a stream of text.</summary>
internal sealed class Tail(int limit)
{
    private readonly List<byte> kept = [];

    internal bool Cut { get; private set; }

    internal void Add(ReadOnlySpan<byte> bytes)
    {
        kept.AddRange(bytes);

        // Twice the limit before cutting: each byte is then moved at most once.
        if (kept.Count > 2 * limit)
        {
            Trim();
        }
    }

    public override string ToString()
    {
        Trim();
        return Encoding.UTF8.GetString([.. kept]);
    }

    private void Trim()
    {
        if (kept.Count <= limit)
        {
            return;
        }

        kept.RemoveRange(0, kept.Count - limit);
        Cut = true;
    }
}
