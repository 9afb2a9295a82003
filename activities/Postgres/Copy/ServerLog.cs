using System.Text.Json;

namespace DotIuCutter.Temporal.Activities.Postgres.Copy;

/// <summary>
/// Reads PostgreSQL's jsonlog line by line. Gives out the lines of one database that are not the worker's own, since its start mark was last seen.
/// Keeps of an error its SQLSTATE and statement; message, detail and context can hold rows.
/// </summary>
internal sealed class ServerLog(string database, string startMark)
{
    /// <summary>Sent by the worker when it hands its session over to a scenario's statements: what came before is its own.</summary>
    public const string StatementsMark = "SELECT 'dryrun-statements'";

    private readonly List<TraceLine> _lines = [];
    private readonly Dictionary<string, bool> _own = new(StringComparer.Ordinal);

    /// <summary>In the order the server wrote them.</summary>
    public IReadOnlyList<TraceLine> Lines => _lines;

    /// <summary>False when the start mark was never seen: what was given out is then not to be trusted.</summary>
    public bool Started { get; private set; }

    /// <exception cref="JsonException">The line is not one of jsonlog's: nothing may be claimed from such a log. The DR's code can write there.</exception>
    public void Add(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            Add(document.RootElement);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or ArgumentException)
        {
            // A member of another kind, or half a surrogate pair.
            throw new JsonException("A line of the DR's log is not PostgreSQL's jsonlog.", e);
        }
    }

    private void Add(JsonElement entry)
    {
        if (Text(entry, "dbname") != database)
        {
            return;
        }

        if (IsOwn(entry))
        {
            var own = Statement(entry) ?? "";
            if (own.Contains(startMark, StringComparison.Ordinal))
            {
                _lines.Clear();
                Started = true;
            }
            else if (own == StatementsMark)
            {
                _own[Text(entry, "session_id") ?? ""] = false;
            }

            return;
        }

        var statement = Statement(entry);
        var state = Text(entry, "state_code") ?? "00000";
        if (statement is not null || state != "00000")
        {
            _lines.Add(new TraceLine
            {
                Time = Text(entry, "timestamp") ?? "",
                Pid = entry.TryGetProperty("pid", out var pid) ? pid.GetInt64() : 0,
                Statement = statement ?? Text(entry, "statement"),
                StateCode = state,
                IsStatement = statement is not null,
            });
        }
    }

    /// <summary>What the server says it runs, by either protocol; null for another kind of line.</summary>
    private static string? Statement(JsonElement entry)
    {
        if (Text(entry, "error_severity") != "LOG" || Text(entry, "message") is not { } message)
        {
            return null;
        }

        if (message.StartsWith("statement: ", StringComparison.Ordinal))
        {
            return message["statement: ".Length..];
        }

        if (message.StartsWith("fastpath function call: ", StringComparison.Ordinal))
        {
            return message;
        }

        if (!message.StartsWith("execute ", StringComparison.Ordinal))
        {
            return null;
        }

        // "execute NAME: SQL", or "execute fetch from NAME/PORTAL: SQL".
        var colon = message.IndexOf(": ", StringComparison.Ordinal);
        return colon < 0 ? null : message[(colon + 2)..];
    }

    /// <summary>A session is the worker's when its first line says so, from the socket in $WD: what the code under test calls itself later does not count.</summary>
    private bool IsOwn(JsonElement entry)
    {
        var session = Text(entry, "session_id") ?? "";
        if (!_own.TryGetValue(session, out var own))
        {
            own = Text(entry, "application_name") is ApplicationName.Worker or ApplicationName.Scenario && Text(entry, "remote_host") == "[local]";
            _own[session] = own;
        }

        return own;
    }

    private static string? Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
