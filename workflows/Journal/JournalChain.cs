using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Journal;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;

namespace DotIuCutter.Temporal.Workflows.Journal;

/// <summary>Writes and reads the lines of a journal: one JSON document a line, each chained to the one before by SHA-256.</summary>
public static class JournalChain
{
    /// <summary>What the first line names as the line before it.</summary>
    public const string Origin = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>The next line, without its line feed.</summary>
    public static string Write(long number, string previous, DateTimeOffset at, JournalEntry entry) =>
        JsonSerializer.Serialize(new JournalLine { Number = number, At = at, Previous = previous, Entry = entry }, Json.Options);

    /// <summary>The digest by which the next line names this one.</summary>
    public static string Digest(string line) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)));

    /// <summary>
    /// Reads a journal. A last line without its line feed was being written when its writer died: its activity never answered, so it does not count.
    /// Anything else that is not as a writer leaves it is a problem, and no entry after it is read.
    /// </summary>
    public static JournalReading Read(string text)
    {
        var lines = new List<JournalLine>();
        var (previous, begin) = (Origin, 0);
        for (var end = text.IndexOf('\n'); end >= 0; begin = end + 1, end = text.IndexOf('\n', begin))
        {
            var line = text[begin..end];
            if (Problem(line, lines.Count + 1, previous, out var read) is { } problem)
            {
                return new JournalReading { Lines = lines, Last = previous, Problem = problem };
            }

            lines.Add(read!);
            previous = Digest(line);
        }

        return new JournalReading { Lines = lines, Last = previous, TornCharacters = text.Length - begin };
    }

    private static string? Problem(string line, long number, string previous, out JournalLine? read)
    {
        read = Json.ReadOrNull<JournalLine>(line);
        return read is null ? $"line {number} is not a journal line"
            : read.Number != number ? $"line {number} carries number {read.Number}"
            : read.Previous != previous ? $"line {number} does not follow the line before it: one of them was changed, or a line between them is missing"
            : null;
    }
}
