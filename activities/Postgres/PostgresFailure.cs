using System.Net.Sockets;
using Npgsql;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Activities.Postgres;

/// <summary>
/// PostgreSQL's errors in the words of this product: what will pass by itself is retried, what will not ends the step. Never more than SQLSTATE
/// and primary message, since detail and context can hold rows.
/// </summary>
internal static class PostgresFailure
{
    /// <summary>The server could not be asked now; retried.</summary>
    public const string Unavailable = "PostgresUnavailable";

    /// <summary>The server said no and will say it again.</summary>
    public const string Refused = "PostgresRefused";

    private const int LongestSentence = 400;

    public static async Task<T> TranslateAsync<T>(string doing, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (PostgresException refused) when (!IsTransient(refused.SqlState))
        {
            throw Create(Refused, $"{doing}: {Describe(refused)}", retry: false);
        }
        catch (PostgresException passing)
        {
            throw Create(Unavailable, $"{doing}: {Describe(passing)}; tried again.", retry: true);
        }
        catch (FormatException unreadable)
        {
            throw Create(Refused, $"{doing}: {unreadable.Message}", retry: false);
        }
        catch (Exception fault) when (fault is NpgsqlException or SocketException or IOException or TimeoutException)
        {
            throw Create(Unavailable, $"{doing}: the server does not answer ({Cause(fault)}); tried again. Is its container running?", retry: true);
        }
    }

    public static Task TranslateAsync(string doing, Func<Task> work) =>
        TranslateAsync(doing, async () =>
        {
            await work();
            return true;
        });

    public static ApplicationFailureException Create(string type, string sentence, bool retry) =>
        new(sentence.Length > LongestSentence ? $"{sentence[..LongestSentence]}…" : sentence, errorType: type, nonRetryable: !retry);

    /// <summary>What a PostgreSQL program complained of, in one line without the statement, detail or context it prints with it.</summary>
    public static string ErrorLine(string stderr)
    {
        var lines = stderr.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var said = lines.FirstOrDefault(IsError) ?? lines.FirstOrDefault() ?? "no word";
        return said.Length > LongestSentence ? $"{said[..LongestSentence]}…" : said;
    }

    public static string Describe(PostgresException said) => $"PostgreSQL answered {said.SqlState} {said.MessageText}";

    public static bool IsTransient(string sqlState) =>
        sqlState.StartsWith("08", StringComparison.Ordinal) || sqlState.StartsWith("53", StringComparison.Ordinal)
        || sqlState is "40001" or "40P01" or "55006" or "55P03" or "57P01" or "57P02" or "57P03" or "58030";

    private static bool IsError(string line) =>
        !line.Contains("query was:", StringComparison.Ordinal)
        && (line.Contains("ERROR:", StringComparison.Ordinal) || line.Contains("FATAL:", StringComparison.Ordinal)
            || line.Contains(" error: ", StringComparison.Ordinal));

    private static string Cause(Exception fault) => (fault.InnerException ?? fault).Message;
}
