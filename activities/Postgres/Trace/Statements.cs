using System.Text;

namespace DotIuCutter.Temporal.Activities.Postgres.Trace;

/// <summary>
/// Reads what was sent to the server just well enough to know DELETE, TRUNCATE and DDL when it is tried. Doubtful cases count as tried.
/// What a function does inside is not in the server's statement log: it shows in the committed changes.
/// </summary>
internal static class Statements
{
    private static readonly HashSet<string> Ddl = new(StringComparer.Ordinal)
    {
        "CREATE", "ALTER", "DROP", "COMMENT", "GRANT", "REVOKE", "SECURITY", "REASSIGN", "IMPORT", "REINDEX", "CLUSTER", "REFRESH",
    };

    /// <summary>After which words a DELETE is a statement and not a name.</summary>
    private static readonly HashSet<string> BeforeStatement = new(StringComparer.Ordinal) { "", "(", ")", "AS", "ANALYZE", "VERBOSE", "BEGIN", "THEN", "ELSE", "LOOP", ";" };

    /// <summary>In order, one for every statement that is one.</summary>
    public static IReadOnlyList<Attempt> Attempts(string sql) => [.. Split(Tokens(sql)).Select(Judge).OfType<Attempt>()];

    private static Attempt? Judge(IReadOnlyList<string> words)
    {
        var verb = words.FirstOrDefault(word => word != "(") ?? "";
        return verb switch
        {
            "TRUNCATE" => Attempt.Truncate,
            "DO" => DoBody(words),

            // EXPLAIN ANALYZE runs what it explains; PREPARE is for running it.
            "EXPLAIN" or "PREPARE" when Inner(words, verb) is { Count: > 0 } inner => Judge(inner),
            "SELECT" or "WITH" when IsSelectInto(words) => Attempt.Ddl,
            _ when Ddl.Contains(verb) => Attempt.Ddl,
            _ => Deletes(words, verb) ? Attempt.Delete : null,
        };
    }

    private static IReadOnlyList<string> Inner(IReadOnlyList<string> words, string verb)
    {
        if (verb == "PREPARE")
        {
            return [.. words.SkipWhile(word => word != "AS").Skip(1)];
        }

        var rest = words.Skip(1);
        return words.Count > 1 && words[1] == "("
            ? [.. rest.SkipWhile(word => word != ")").Skip(1)]
            : [.. rest.SkipWhile(word => word is "ANALYZE" or "VERBOSE")];
    }

    private static bool Deletes(IReadOnlyList<string> words, string verb)
    {
        for (var at = 0; at < words.Count; at++)
        {
            if (words[at] != "DELETE")
            {
                continue;
            }

            var before = at == 0 ? "" : words[at - 1];
            var follows = at + 1 < words.Count && words[at + 1] == "FROM";
            if ((follows && BeforeStatement.Contains(before)) || (verb is "MERGE" or "WITH" && before == "THEN"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>SELECT … INTO makes a table; INSERT INTO and MERGE INTO do not.</summary>
    private static bool IsSelectInto(IReadOnlyList<string> words)
    {
        var depth = 0;
        for (var at = 1; at < words.Count; at++)
        {
            depth += words[at] == "(" ? 1 : words[at] == ")" ? -1 : 0;
            if (depth == 0 && words[at] == "INTO" && words[at - 1] is not ("INSERT" or "MERGE"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The body of DO is code that runs now: any of the words in it counts.</summary>
    private static Attempt? DoBody(IReadOnlyList<string> words)
    {
        var body = words.SelectMany(word => word.StartsWith('\0') ? Split(Tokens(word[1..])).SelectMany(inner => inner) : []).ToArray();
        return body.Contains("TRUNCATE") ? Attempt.Truncate
            : body.Contains("DELETE") ? Attempt.Delete
            : body.Any(word => word is "CREATE" or "ALTER" or "DROP" or "GRANT" or "REVOKE") ? Attempt.Ddl
            : null;
    }

    private static IEnumerable<IReadOnlyList<string>> Split(IEnumerable<string> tokens)
    {
        List<string> statement = [];
        foreach (var token in tokens)
        {
            if (token != ";")
            {
                statement.Add(token);
            }
            else if (statement.Count > 0)
            {
                yield return statement;
                statement = [];
            }
        }

        if (statement.Count > 0)
        {
            yield return statement;
        }
    }

    /// <summary>Words in upper case, punctuation by the character, quoted text as NUL and its inside, no comments.</summary>
    private static List<string> Tokens(string sql)
    {
        var scanner = new SqlScanner();
        List<string> tokens = [];
        List<byte> run = [];
        var runIsQuoted = false;
        foreach (var b in Encoding.UTF8.GetBytes(sql))
        {
            var piece = scanner.Feed(b);
            switch (piece)
            {
                case SqlPiece.CommentBegins:
                    End();
                    if (tokens.Count > 0)
                    {
                        tokens.RemoveAt(tokens.Count - 1);
                    }

                    break;
                case SqlPiece.Comment:
                    break;
                case SqlPiece.Quoted:
                    Change(quoted: true);
                    run.Add(b);
                    break;
                case SqlPiece.Code when IsWord(b):
                    Change(quoted: false);
                    run.Add(b);
                    break;
                default:
                    End();
                    if (!char.IsWhiteSpace((char)b))
                    {
                        tokens.Add(((char)b).ToString());
                    }

                    break;
            }
        }

        End();
        return tokens;

        void Change(bool quoted)
        {
            if (runIsQuoted != quoted)
            {
                End();
            }

            runIsQuoted = quoted;
        }

        void End()
        {
            if (run.Count > 0)
            {
                var text = Encoding.UTF8.GetString([.. run]);
                tokens.Add(runIsQuoted ? $"\0{Inside(text)}" : text.ToUpperInvariant());
                run.Clear();
            }
        }
    }

    /// <summary>Quotes off, as far as DO needs: the tag of a dollar quote ends at its second dollar, and the closing tag does no harm.</summary>
    private static string Inside(string quoted)
    {
        var dollar = quoted.IndexOf('$', StringComparison.Ordinal);
        return quoted.Length >= 2 && quoted[0] == '\'' ? quoted[1..^1].Replace("''", "'", StringComparison.Ordinal)
            : dollar >= 0 ? quoted[(dollar + 1)..].Replace('$', ' ')
            : quoted;
    }

    private static bool IsWord(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'_' or (byte)'$' || b >= 0x80;
}
