using System.Text;

namespace DotIuCutter.Temporal.Activities.Docker;

/// <summary>The last bytes of a stream of text.</summary>
internal sealed class Tail(int limit)
{
    private readonly List<byte> _bytes = [];

    internal bool Cut { get; private set; }

    internal void Add(ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);

        // Twice the limit before cutting: each byte is then moved at most once.
        if (_bytes.Count > 2 * limit) Trim();
    }

    public override string ToString()
    {
        Trim();
        return Encoding.UTF8.GetString([.. _bytes]);
    }

    private void Trim()
    {
        if (_bytes.Count <= limit) return;
        _bytes.RemoveRange(0, _bytes.Count - limit);
        Cut = true;
    }
}
