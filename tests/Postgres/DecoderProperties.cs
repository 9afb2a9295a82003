using System.Text;
using System.Text.Json;
using CsCheck;
using DotIuCutter.Temporal.Activities.Postgres;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Postgres.Dump;
using DotIuCutter.Temporal.Activities.Postgres.Effects;
using DotIuCutter.Temporal.Activities.Postgres.Trace;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Gates;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Postgres;

/// <summary>What a server, a program or the code under test writes, and how much of it there is, is not ours to choose.</summary>
public sealed class DecoderProperties
{
    private const string LogLine =
        """{"timestamp":"2026-11-24","dbname":"db","pid":7,"remote_host":"[local]","session_id":"s","error_severity":"LOG","state_code":"00000","message":"execute x: SELECT 1","statement":"SELECT 2","application_name":"dryrun-worker"}""";

    private static readonly Gen<string> SqlText = Pick.One(
        "'", "''", "E'", "\\", "\"", "$$", "$a$", "$", "--", "/*", "*/", "*", "-", "/", ";", "\n", "(", ")", " ", "COPY ", "COPY public.a (b) FROM stdin", ";\n", "\\.\n", "\\connect x\n", "DO ", "DELETE FROM t",
        "TRUNCATE", "EXPLAIN ", "PREPARE p AS ", "MERGE", "WITH", "INTO", "é", "\0", "1").Array[0, 14].Select(string.Concat);

    [Fact]
    public void Only_a_line_of_jsonlog_is_taken_from_the_servers_log() => Gen.Frequency((6, JsonGen.Bent(LogLine)), (1, JsonGen.Value)).Sample(line =>
    {
        var log = new ServerLog("db", "dryrun-start s");
        try
        {
            log.Add(LogLine.Replace("dryrun-worker", "psql", StringComparison.Ordinal).Replace("\"s\"", "\"t\"", StringComparison.Ordinal));
            log.Add(line);
        }
        catch (JsonException)
        {
            // Told to the caller, who then claims nothing.
        }

        Assert.InRange(log.Lines.Count, 1, 2);
        Assert.False(log.Started);
    }, iter: 4000);

    [Fact]
    public void A_change_that_cannot_be_counted_is_told() => Pick.One("table ", "public", ".", "a", "\"", "\"\"", ", ", ": ", "INSERT:", "UPDATE:", "DELETE:", "TRUNCATE:", "BEGIN", "é", "\ud800").Array[0, 9].Select(string.Concat).Sample(line =>
    {
        var list = new ChangeList();
        try
        {
            list.Add(line);
            Assert.True(!line.StartsWith("table ", StringComparison.Ordinal) || list.Tables.Count > 0);
        }
        catch (FormatException told)
        {
            Assert.Contains("cannot be counted", told.Message, StringComparison.Ordinal);
        }
    }, iter: 10_000);

    [Fact]
    public void A_name_is_read_within_its_text_and_comes_back_from_its_own_form() => Pick.One("\"", "\"\"", ".", "a", "B", "é", " ", ",", "-", "$", "\ud800").Array[0, 8].Select(string.Concat).Sample(text =>
    {
        if (QualifiedName.Read(text) is { } read)
        {
            Assert.InRange(read.Length, 1, text.Length);
            Assert.Equal(read.Name, QualifiedName.Parse($"{read.Name}"));
        }
    }, iter: 10_000);

    [Fact]
    public void Any_SQL_is_judged() => SqlText.Sample(sql => Assert.All(Statements.Attempts(sql), a => Assert.True(Enum.IsDefined(a))), iter: 10_000);

    [Fact]
    public void Quoting_closes_what_it_opens() => SqlText.Where(t => !t.Contains('\0', StringComparison.Ordinal)).Sample(text =>
        Assert.Equal([Attempt.Truncate], Statements.Attempts($"SELECT {Activities.Postgres.SqlText.Literal(text.Replace("\\", "", StringComparison.Ordinal))}, {Activities.Postgres.SqlText.Identifier(text)}; TRUNCATE t")), iter: 5000);

    /// <summary>Docker hands a dump over in pieces of its own choosing.</summary>
    [Fact]
    public void A_dump_is_counted_the_same_in_whatever_pieces_it_comes() => Gen.Select(
        Gen.OneOf(SqlText, SqlText.Select(rows => $"COPY public.a (b) FROM stdin;\n{rows}\n\\.\n")), Gen.Int[1, 7]).Sample((text, size) =>
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var (whole, pieces) = (new DumpMeter(), new DumpMeter());
        whole.Feed(bytes);
        foreach (var piece in bytes.Chunk(size))
        {
            pieces.Feed(piece);
        }

        Assert.Equal((whole.Complete, string.Join(',', whole.Rows)), (pieces.Complete, string.Join(',', pieces.Rows)));
    }, iter: 10_000);

    [Fact]
    public void A_system_identifier_is_digits_or_none() => Pick.One("Database system identifier:", " ", "7412345678901234567", "12a", "\n", "\r\n", "٣", "-1", "pg_control version number: 1700\n").Array[0, 6].Select(string.Concat).Sample(printed =>
        Assert.Matches(@"\A[0-9]*\z", ControlData.SystemIdentifier(printed) ?? ""), iter: 3000);

    [Fact]
    public void A_complaint_is_one_line_and_short() => Gen.String.Sample(stderr =>
    {
        var said = PostgresFailure.ErrorLine(stderr);
        Assert.InRange(said.Length, 1, 401);
        Assert.DoesNotContain('\n', said);
    });
}
