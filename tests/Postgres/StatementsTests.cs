using DotIuCutter.Temporal.Activities.Postgres.Trace;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Postgres;

public sealed class StatementsTests
{
    [Theory]
    [InlineData("DELETE FROM t")]
    [InlineData("  /* x */ delete\nfrom t")]
    [InlineData("WITH a AS MATERIALIZED (DELETE FROM t RETURNING *) SELECT * FROM a")]
    [InlineData("WITH a AS (SELECT 1) DELETE FROM t USING a")]
    [InlineData("EXPLAIN (ANALYZE) DELETE FROM t")]
    [InlineData("EXPLAIN ANALYZE VERBOSE DELETE FROM t")]
    [InlineData("PREPARE p (int) AS DELETE FROM t WHERE id = $1")]
    [InlineData("MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN DELETE")]
    [InlineData("COPY (DELETE FROM t RETURNING *) TO STDOUT")]
    [InlineData("SELECT 'a;''b'; DELETE FROM ONLY t")]
    [InlineData("SELECT $1; -- ;\nDELETE FROM t")]
    [InlineData("DO $x$ BEGIN DELETE FROM t; END $x$")]
    [InlineData("DO 'BEGIN DELETE FROM t; END'")]
    [InlineData("SELECT E'\\'; ' ; DELETE FROM t")]
    [InlineData("SELECT 2 */* c */ 3; DELETE FROM t")]
    public void A_delete_is_seen_wherever_it_hides(string sql) => Assert.Equal([Attempt.Delete], Statements.Attempts(sql));

    [Theory]
    [InlineData("TRUNCATE t", Attempt.Truncate)]
    [InlineData("DO $$ BEGIN TRUNCATE t; END $$", Attempt.Truncate)]
    [InlineData("create temp table t (a int)", Attempt.Ddl)]
    [InlineData("ALTER TABLE t ADD b int", Attempt.Ddl)]
    [InlineData("SELECT a INTO t FROM s", Attempt.Ddl)]
    [InlineData("WITH x AS (SELECT 1 AS a) SELECT a INTO t FROM x", Attempt.Ddl)]
    [InlineData("EXPLAIN ANALYZE CREATE TABLE t AS SELECT 1", Attempt.Ddl)]
    [InlineData("GRANT SELECT ON t TO r", Attempt.Ddl)]
    [InlineData("COMMENT ON TABLE t IS ''", Attempt.Ddl)]
    internal void Truncate_and_ddl_are_told_apart(string sql, Attempt attempt) => Assert.Equal([attempt], Statements.Attempts(sql));

    [Theory]
    [InlineData("")]
    [InlineData("BEGIN")]
    [InlineData("INSERT INTO t (note) VALUES ('DELETE FROM t; DROP TABLE t')")]
    [InlineData("INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING")]
    [InlineData("WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x")]
    [InlineData("SELECT delete FROM t")]
    [InlineData("SELECT \"DELETE\" FROM t /* DELETE FROM t */ -- DELETE FROM t")]
    [InlineData("SELECT comment FROM t FOR UPDATE")]
    [InlineData("EXPLAIN SELECT comment FROM t")]
    [InlineData("SELECT $q$ ; DELETE FROM t $q$, $$;TRUNCATE$$")]
    [InlineData("SELECT a$b$c FROM t")]
    [InlineData("UPDATE t SET a = 1")]
    [InlineData("DO $$ BEGIN PERFORM 1; END $$")]
    [InlineData("SELECT /* /* ; DELETE FROM t */ ; DELETE FROM t */ 1")]
    public void What_only_looks_like_one_is_not(string sql) => Assert.Empty(Statements.Attempts(sql));
}
