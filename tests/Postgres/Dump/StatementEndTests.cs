using System.Text;
using DotIuCutter.Temporal.Activities.Postgres.Dump;
using DotIuCutter.Temporal.Workflows.Gates;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Postgres.Dump;

/// <summary>
/// A statement that is not seen to end swallows the rest of the dump, and one that is seen to end too early is sent in two halves. Each text here is one statement;
/// it stands between two others and before a COPY block.
/// </summary>
public sealed class StatementEndTests
{
    /// <summary>Words that are names, not keywords.</summary>
    public static TheoryData<string> Names =>
    [
        // Case 29: PostgreSQL quotes neither name.
        "CREATE FUNCTION public.begin(atomic boolean) RETURNS integer\n    LANGUAGE sql\n    AS $$SELECT 1$$;",
        "CREATE FUNCTION begin(atomic boolean) RETURNS integer LANGUAGE sql AS 'SELECT 1';",
        "CREATE FUNCTION begin.atomic() RETURNS integer LANGUAGE sql AS 'SELECT 1';",
        "CREATE FUNCTION public.\"begin\"(\"atomic\" boolean) RETURNS integer LANGUAGE sql AS 'SELECT 1';",
        "CREATE FUNCTION public.f(begin atomic) RETURNS integer LANGUAGE sql AS 'SELECT 1';",
        "CREATE FUNCTION public.f() RETURNS TABLE(begin atomic, \"end\" text) LANGUAGE sql AS 'SELECT 1';",
        "CREATE FUNCTION public.f() RETURNS public.begin LANGUAGE sql AS 'SELECT 1';",
        "CREATE FUNCTION public.f() RETURNS integer LANGUAGE sql SET begin.atomic TO 'on' AS 'SELECT 1';",
        "CREATE FUNCTION public.f() RETURNS integer LANGUAGE sql SET search_path TO 'begin', 'atomic' AS 'SELECT 1';",
        "CREATE FUNCTION public.f() RETURNS integer LANGUAGE begin AS 'ATOMIC';",
        "CREATE FUNCTION public.f(a integer DEFAULT CASE WHEN true THEN 1 ELSE 2 END) RETURNS integer LANGUAGE sql AS 'SELECT 1';",
        "CREATE FUNCTION public.f() RETURNS integer LANGUAGE sql RETURN CASE WHEN true THEN 1 ELSE 2 END;",
        "CREATE FUNCTION public.f() RETURNS integer LANGUAGE sql RETURN ( SELECT t.begin AS atomic FROM public.t);",
        "CREATE FUNCTION public.f() RETURNS integer LANGUAGE sql RETURN ( SELECT begin atomic FROM public.t);",
        "CREATE PROCEDURE public.atomic(begin integer, atomic integer) LANGUAGE plpgsql AS $begin$ BEGIN ATOMIC; $begin$;",
        "CREATE FUNCTION public.f() RETURNS integer LANGUAGE sql AS $atomic$ SELECT 1; $atomic$;",
        "CREATE FUNCTION public.begin$atomic() RETURNS integer LANGUAGE sql AS 'SELECT 1';",
        "CREATE OR REPLACE PROCEDURE public.end(\"case\" integer) LANGUAGE sql AS 'SELECT 1';",
        "CREATE VIEW public.function AS SELECT t.begin, t.atomic FROM public.t;",
        "CREATE TABLE public.begin (begin integer, atomic integer, \"end\" integer, \"case\" integer);",
        "COMMENT ON FUNCTION public.begin(atomic boolean) IS 'BEGIN ATOMIC; CASE';",
        "ALTER TABLE public.t ADD CONSTRAINT begin CHECK ((atomic > CASE WHEN true THEN 1 ELSE 2 END));",
        "CREATE AGGREGATE public.begin(atomic) ( SFUNC = public.begin, STYPE = atomic );",
        "CREATE DOMAIN public.atomic AS integer;",
    ];

    /// <summary>Bodies whose semicolons do not end the statement.</summary>
    public static TheoryData<string> Bodies =>
    [
        "CREATE FUNCTION public.begin() RETURNS integer LANGUAGE sql\n    BEGIN ATOMIC\n SELECT 1;\nEND;",
        "CREATE FUNCTION public.f() RETURNS atomic LANGUAGE begin\n    BEGIN ATOMIC\n SELECT 1; SELECT 2;\nEND;",
        "CREATE FUNCTION public.f() RETURNS integer begin atomic SELECT 1; SELECT 2; end;",
        "CREATE FUNCTION public.f() RETURNS integer BEGIN /* a; */ ATOMIC -- b;\n SELECT 1; SELECT 2; END;",
        "CREATE FUNCTION public.f() RETURNS integer BEGIN ATOMIC SELECT CASE WHEN true THEN CASE 1 WHEN 1 THEN 2 END ELSE 3 END; SELECT 2; END;",
        "CREATE FUNCTION public.f() RETURNS integer BEGIN ATOMIC SELECT (CASE WHEN true THEN 1 END), ((SELECT CASE 1 WHEN 1 THEN 2 END)); SELECT 2; END;",
        "CREATE FUNCTION public.f() RETURNS integer BEGIN ATOMIC SELECT t.begin, t.atomic, t.\"end\", t.\"case\" FROM public.t; SELECT 2; END;",
        "CREATE FUNCTION public.f() RETURNS integer BEGIN ATOMIC SELECT t.end, t.case, (t).end FROM public.t; SELECT 2; END;",
        "CREATE FUNCTION public.f() RETURNS integer BEGIN ATOMIC SELECT 1 AS end, 2 AS case, 3 AS begin; SELECT 2; END;",
        "CREATE FUNCTION public.f() RETURNS integer BEGIN ATOMIC SELECT 1 AS \"end\", 2 AS \"END\", 3 AS end$a, 4 AS \"case\", weekend, endcase, a_end, end_a, case1 FROM t; SELECT 2; END;",
        "CREATE FUNCTION public.f() RETURNS integer BEGIN ATOMIC SELECT end$, a$end, $$end$$, $end$END;$end$, $case$CASE$case$ FROM t; SELECT 2; END;",
        "CREATE FUNCTION public.f() RETURNS integer BEGIN ATOMIC SELECT 'END;', 'it''s END;', E'\\' END; ', U&'END;\\', \"END;\"\"\", U&\"END;\" FROM t; SELECT 2; END;",
        "CREATE FUNCTION public.f() RETURNS integer BEGIN ATOMIC SELECT 1; /* END; /* ; */ */ SELECT 2; -- END;\n SELECT 3; END;",
        "CREATE FUNCTION public.f() RETURNS integer BEGIN ATOMIC SELECT EXTRACT(end FROM t.case), f(end => 1); SELECT 2; END;",
        "CREATE FUNCTION public.f() RETURNS integer BEGIN ATOMIC SELECT 1; END ;",
        "CREATE OR REPLACE PROCEDURE public.begin(atomic boolean)\n    LANGUAGE sql\n    BEGIN ATOMIC\n DELETE FROM public.end;\n DELETE FROM public.\"case\";\nEND;",
        "CREATE RULE begin AS\n    ON UPDATE TO public.t DO ALSO ( DELETE FROM public.u;\n DELETE FROM \"v)\";\n NOTIFY \"a;b(\";\n);",
        "CREATE RULE r AS ON UPDATE TO public.t DO INSTEAD ( SELECT ')' AS a; SELECT $$)$$ AS b; /* ) */ SELECT 1 -- )\n; );",
    ];

    /// <summary>Quotes and comments in which a semicolon, or what looks like rows, is text.</summary>
    public static TheoryData<string> Quotes =>
    [
        "SELECT 'COPY public.no (a) FROM stdin;\n1\n\\.\n';",
        "-- COPY public.no (a) FROM stdin;\n/* COPY public.no (a) FROM stdin;\n1\n\\.\n */ SELECT 1;",
        "SELECT $a$COPY public.no (a) FROM stdin;\n1\n\\.\n$a$;",
        "SELECT $a$ $$ ; $b$ ; $a $a$;",
        "SELECT $_$ $1; $_$, $é$;$é$;",
        "SELECT a$$b, a$b$c, _$$ FROM t;",
        "SELECT a$e'\\', 1 FROM t;",
        "SELECT é'\\', date'\\', table_e'\\' FROM t;",
        "SELECT E'\\';', e'\\\\', E'it''s \\' ;', N'\\', B'1', X'F';",
        "SELECT E'a'\n  '\\';', 1;",
        "SELECT E'a' -- it's;\n\t-- more;\n'\\';', 1;",
        "SELECT E'a' || '\\', 1;",
        "SELECT E'a' - \n '\\', 1;",
        "SELECT 'a'\n'\\', 1;",
        "SELECT U&'\\', U&'d\\0061t\\+000061;' UESCAPE '!', U&\"d!;\" UESCAPE '!';",
        "SELECT '\\', 'a\\\\';",
        "CREATE TABLE \"it's; \"\"$$\" (\"--\" integer, \"/*\" integer);",
        "SELECT 2 OPERATOR(public.*/) 3, 5 - -1, 1 */* ; */ 2, 1 +--;\n 2;",
        "SELECT /*/ ; */ 1 /**/ /***/ ;",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    [MemberData(nameof(Bodies))]
    [MemberData(nameof(Quotes))]
    public void A_statement_ends_with_its_own_semicolon(string statement)
    {
        var dump = $"SELECT 'before';\n{statement}\nSELECT 'after';\nCOPY public.t (a) FROM stdin;\n1\n2\n\\.\n";
        var statements = Statements(dump);
        Assert.Equal(3, statements.Count);
        Assert.Equal(("SELECT 'before'", "SELECT 'after'"), (statements[0], statements[2]));
        Assert.Equal([new(new("public", "t"), 2)], Rows(dump));
    }

    [Fact]
    public void Backslashes_escape_in_every_string_once_the_dump_says_so()
    {
        const string Dump =
            "SET standard_conforming_strings = off;\nSELECT 'it\\'s;', \"\\\", $$\\$$, 'a\\\\', '';\nSET standard_conforming_strings = on;\nSELECT '\\';\nSELECT 1;\nCOPY public.t (a) FROM stdin;\n1\n\\.\n";
        Assert.Equal(5, Statements(Dump).Count);
        Assert.Equal([new(new("public", "t"), 1)], Rows(Dump));
    }

    private static List<string> Statements(string dump) =>
        [.. new DumpScanner().Feed(Encoding.UTF8.GetBytes(dump)).OfType<DumpPiece.SqlStatement>().Select(statement => statement.Text)];

    private static IEnumerable<KeyValuePair<QualifiedName, long>> Rows(string dump)
    {
        var meter = new DumpMeter();
        meter.Feed(Encoding.UTF8.GetBytes(dump));
        return meter.Rows;
    }
}
