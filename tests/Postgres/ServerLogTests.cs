using DotIuCutter.Temporal.Activities.Postgres.Copy;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Postgres;

public sealed class ServerLogTests
{
    [Fact]
    public void Gives_out_the_lines_of_the_code_under_test_since_the_last_start()
    {
        var log = new ServerLog("db", "dryrun-start s");
        log.Add(Line("1", "statement: SELECT 'before'"));
        log.Add(Own("statement: SELECT 'dryrun-start s'"));
        log.Add(Line("1", "statement: SELECT 'first attempt'"));
        log.Add(Own("statement: SELECT 'dryrun-start s'"));
        log.Add(Line("2", "execute <unnamed>: INSERT INTO t VALUES ($1)"));
        log.Add(Line("2", "duration: 1 ms"));
        log.Add(Line("2", "statement: SELECT 'elsewhere'", database: "other"));
        log.Add(Line("2", "duplicate key value", severity: "ERROR", state: "23505", more: ",\"detail\":\"Key (a)=(secret)\",\"statement\":\"INSERT 1\""));
        Assert.True(log.Started);
        Assert.Equal(["INSERT INTO t VALUES ($1)", "INSERT 1"], log.Lines.Select(line => line.Statement));
        Assert.Equal(["00000", "23505"], log.Lines.Select(line => line.StateCode));
        Assert.DoesNotContain("secret", string.Concat(log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Code_under_test_cannot_hide_behind_the_workers_name()
    {
        var log = new ServerLog("db", "dryrun-start s");
        log.Add(Line("1", "statement: SET application_name = 'dryrun-worker'"));
        log.Add(Line("1", "statement: DELETE FROM t", application: "dryrun-worker", host: "[local]"));
        log.Add(Line("2", "statement: DELETE FROM u", application: "dryrun-worker", host: "172.17.0.3"));
        Assert.Equal(3, log.Lines.Count);
        log.Add(Line("1", "statement: SELECT 'dryrun-start s'"));
        Assert.False(log.Started);
    }

    [Fact]
    public void Statements_of_a_scenario_count_from_where_the_worker_hands_its_session_over()
    {
        var log = new ServerLog("db", "dryrun-start s");
        log.Add(Scenario("execute <unnamed>: SELECT system_identifier"));
        log.Add(Scenario($"execute <unnamed>: {ServerLog.StatementsMark}"));
        log.Add(Scenario("execute <unnamed>: DELETE FROM t"));
        Assert.Equal("DELETE FROM t", Assert.Single(log.Lines).Statement);

        static string Scenario(string message) => Line("s", message, application: "dryrun-scenario", host: "[local]");
    }

    private static string Own(string message) => Line("own", message, application: "dryrun-worker", host: "[local]");

    private static string Line(
        string session, string message, string application = "psql", string host = "172.17.0.3", string database = "db", string severity = "LOG",
        string state = "00000", string more = "") =>
        $$"""{"timestamp":"2026-11-24","dbname":"{{database}}","pid":7,"remote_host":"{{host}}","session_id":"{{session}}","error_severity":"{{severity}}","state_code":"{{state}}","message":"{{message}}"{{more}},"application_name":"{{application}}"}""";
}
