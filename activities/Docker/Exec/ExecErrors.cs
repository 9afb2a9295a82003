using System.Text;
using DotIuCutter.Temporal.Activities.Docker.Api;

namespace DotIuCutter.Temporal.Activities.Docker.Exec;

/// <summary>Standard error of an exec: the first line tells the program's pid, the rest is kept from its end.</summary>
internal sealed class ExecErrors(int limit)
{
    private readonly Tail tail = new(limit);
    private readonly List<byte> first = [];

    /// <summary>The program's pid in its container; absent until it was told.</summary>
    internal string? Pid { get; private set; }

    internal void Add(ReadOnlySpan<byte> bytes)
    {
        if (Pid is not null)
        {
            tail.Add(bytes);
            return;
        }

        first.AddRange(bytes);
        var end = first.IndexOf((byte)'\n');
        if (end < 0)
        {
            return;
        }

        var line = Encoding.UTF8.GetString([.. first[..end]]);
        if (!line.StartsWith(ExecPrograms.PidPrefix, StringComparison.Ordinal))
        {
            return;
        }

        Pid = line[ExecPrograms.PidPrefix.Length..];
        tail.Add([.. first[(end + 1)..]]);
    }

    // Without the pid's line (the image has no shell, say) all that was written is an error to read.
    public override string ToString() => Pid is null ? Encoding.UTF8.GetString([.. first]) : tail.ToString();
}
