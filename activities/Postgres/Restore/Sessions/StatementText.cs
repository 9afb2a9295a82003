using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using DotIuCutter.Temporal.Activities.Postgres.Dump;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Activities.Postgres.Restore.Sessions;

/// <summary>
/// The text of a statement as PostgreSQL is sent it. A byte that is not UTF-8 is an error: with another character in its place the copy would differ from production.
/// </summary>
internal static class StatementText
{
    /// <summary>Enough to find the statement by.</summary>
    private const int LongestBeginning = 80;

    /// <summary>Where a value may begin, which no message may hold, or where bytes could not be decoded.</summary>
    private static readonly SearchValues<char> BeginningEnds = SearchValues.Create("'$\uFFFD");

    /// <param name="piece">The statement, or a COPY.</param>
    /// <param name="bytes">All of its bytes.</param>
    /// <exception cref="ApplicationFailureException">A byte cannot be sent; not retried.</exception>
    public static string Decode(DumpPiece piece, ReadOnlySpan<byte> bytes)
    {
        // PostgreSQL takes a NUL for the end of the statement.
        if (Utf8.IsValid(bytes) && !bytes.Contains((byte)0))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        var at = FirstWrong(bytes);
        throw PostgresFailure.Create(
            PostgresFailure.Refused,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The statement \"{Beginning(piece)}\" of the dump is not UTF-8: byte 0x{bytes[at]:X2} at offset {piece.From + at}. The copy would not be production's. Correct this text in production, or convert its database to UTF8, and start a new run."),
            retry: false);
    }

    private static int FirstWrong(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out var rune, out var length) == OperationStatus.Done && rune.Value != 0)
        {
            at += length;
        }

        return at;
    }

    /// <summary>Up to its first value, without comments.</summary>
    private static string Beginning(DumpPiece piece)
    {
        var text = piece switch
        {
            DumpPiece.SqlStatement statement => statement.Text,
            DumpPiece.Copy copy => copy.Text,
            _ => string.Empty,
        };
        var end = text.AsSpan(0, Math.Min(text.Length, LongestBeginning)).IndexOfAny(BeginningEnds);
        return text[..(end < 0 ? Math.Min(text.Length, LongestBeginning) : end)].TrimEnd();
    }
}
