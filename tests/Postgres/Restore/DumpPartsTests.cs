using System.Text;
using CsCheck;
using DotIuCutter.Temporal.Activities.Postgres.Dump;
using DotIuCutter.Temporal.Activities.Postgres.Restore.Schedule;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Postgres.Restore;

public sealed class DumpPartsTests
{
    private static readonly (string Text, PartScope Scope)[] Known =
    [
        ("SET statement_timeout = 0;\n", PartScope.EverySession.Instance),
        ("SELECT pg_catalog.set_config('search_path', '', false);\n", PartScope.EverySession.Instance),
        ("\\restrict x;y\n", PartScope.EverySession.Instance),
        ("CREATE TABLE public.t (a int);\n", PartScope.Exclusive.Instance),
        ("-- a; comment\nCREATE FUNCTION f() AS $$\nCOPY public.no (a) FROM stdin;\n1\n\\.\n$$;\n", PartScope.Exclusive.Instance),
        ("COPY public.t (a, \"b c\") FROM stdin;\n1\t2\n\n\\.\n", new PartScope.Tables("public.t")),
        ("-- Data\nCOPY \"S.1\".\"t \"\"x (\"  FROM stdin;\n\\.\n", new PartScope.Tables("\"S.1\".\"t \"\"x (\"")),
        ("COPY public.t FROM '/etc/passwd';\n", PartScope.Exclusive.Instance),
        ("SELECT pg_catalog.setval('public.t_id_seq', 7, true);\n", new PartScope.Tables("'public.t_id_seq'")),
        ("SELECT pg_catalog.setval('public.\"it''s\"', 7, true);\n", new PartScope.Tables("'public.\"it''s\"'")),
        ("ALTER TABLE ONLY public.t\n    ADD CONSTRAINT t_pkey PRIMARY KEY (a);\n", new PartScope.Tables("public.t")),
        ("ALTER TABLE ONLY public.t\n    ADD CONSTRAINT \"odd ( key\" UNIQUE NULLS NOT DISTINCT (a);\n", new PartScope.Tables("public.t")),
        ("ALTER TABLE ONLY public.t\n    ADD CONSTRAINT t_u_fkey FOREIGN KEY (a) REFERENCES public.u(a) ON DELETE CASCADE;\n", new PartScope.Tables("public.t", "public.u")),
        ("ALTER TABLE ONLY public.t\n    ADD CONSTRAINT \"odd ( key\" FOREIGN KEY (\"a)\", b) REFERENCES \"U \".\"v(\"(a, b);\n", new PartScope.Tables("public.t", "\"U \".\"v(\"")),
        ("ALTER TABLE ONLY public.t\n    ADD CONSTRAINT f FOREIGN KEY (\"a) REFERENCES public.v(b\", c) REFERENCES public.u(a, \"b)\");\n", new PartScope.Tables("public.t", "public.u")),
        ("ALTER TABLE ONLY public.t\n    ADD CONSTRAINT \" PRIMARY KEY (a)\" CHECK ((a > 0));\n", PartScope.Exclusive.Instance),
        ("ALTER TABLE ONLY public.t\n    ADD CONSTRAINT \" FOREIGN KEY (a) REFERENCES public.u(\" CHECK ((a > 0));\n", PartScope.Exclusive.Instance),
        ("ALTER TABLE ONLY public.t ALTER COLUMN \"ADD CONSTRAINT x PRIMARY KEY\" SET STATISTICS 1;\n", PartScope.Exclusive.Instance),
        ("CREATE INDEX \"i ON public.u USING \" ON public.t USING btree (a);\n", new PartScope.Tables("public.t")),
        ("CREATE TRIGGER \"t AFTER INSERT ON public.u FOR EACH \" AFTER INSERT ON public.t FOR EACH ROW EXECUTE FUNCTION public.f();\n", new PartScope.Tables("public.t")),
        ("COPY public.t (\"a FROM stdin\") FROM '/tmp/x FROM stdin';\n", PartScope.Exclusive.Instance),
        ("COPY public.\"t FROM stdin\" (a, \"b) FROM stdin\") FROM stdin;\n1\t2\n\\.\n", new PartScope.Tables("public.\"t FROM stdin\"")),
        ("CREATE TABLE public.\"SET x\" (a int);\n", PartScope.Exclusive.Instance),
        ("CREATE FUNCTION public.begin(atomic boolean) RETURNS int LANGUAGE sql AS 'SELECT 1';\n", PartScope.Exclusive.Instance),
        ("ALTER TABLE public.t\n    ADD CONSTRAINT t_u_fkey FOREIGN KEY (a) REFERENCES public.u(a);\n", PartScope.Exclusive.Instance),
        ("ALTER TABLE ONLY public.t\n    ADD CONSTRAINT x EXCLUDE USING gist (a WITH &&);\n", PartScope.Exclusive.Instance),
        ("ALTER TABLE ONLY public.t REPLICA IDENTITY FULL;\n", PartScope.Exclusive.Instance),
        ("CREATE INDEX i ON public.t USING btree (a);\n", new PartScope.Tables("public.t")),
        ("CREATE UNIQUE INDEX \"I 1\" ON ONLY public.t USING btree (a);\n", new PartScope.Tables("public.t")),
        ("CREATE TRIGGER \"t 1\" BEFORE DELETE OR UPDATE ON public.t FOR EACH STATEMENT EXECUTE FUNCTION public.f();\n", new PartScope.Tables("public.t")),
        ("CREATE TRIGGER t AFTER UPDATE OF \" ON public.u FOR EACH \" ON public.t FOR EACH ROW EXECUTE FUNCTION public.f();\n", PartScope.Exclusive.Instance),
        ("CREATE CONSTRAINT TRIGGER t AFTER INSERT ON public.t FROM public.u FOR EACH ROW EXECUTE FUNCTION public.f();\n", PartScope.Exclusive.Instance),
        ("ALTER INDEX public.p ATTACH PARTITION public.q;\n", PartScope.Exclusive.Instance),
        ("CREATE FUNCTION public.f(a int) RETURNS int\n    BEGIN ATOMIC\n SELECT CASE WHEN true THEN 1 END; SELECT 'END', \"END\"; -- END;\nEND;\n", PartScope.Exclusive.Instance),
        ("CREATE OR REPLACE PROCEDURE public.p()\n    BEGIN ATOMIC\n DELETE FROM t; DELETE FROM u;\nEND;\n", PartScope.Exclusive.Instance),
        ("CREATE FUNCTION public.g() RETURNS int RETURN ( SELECT t.begin FROM public.t);\n", PartScope.Exclusive.Instance),
        ("CREATE VIEW public.procedure AS\n SELECT t.begin,\n    t.atomic\n   FROM public.t;\n", PartScope.Exclusive.Instance),
        ("CREATE RULE r AS\n    ON INSERT TO public.t DO ALSO ( DELETE FROM u;\n DELETE FROM \"v)\";\n);\n", PartScope.Exclusive.Instance),
        ("REFRESH MATERIALIZED VIEW public.m;\n", PartScope.Exclusive.Instance),
    ];

    [Fact]
    public void Every_part_has_its_scope_and_nothing_is_left_out_whatever_the_buffers_it_comes_in() =>
        Gen.Select(Gen.Int[0, Known.Length - 1].Array[0, 12], Gen.Int[1, 60].Array[1, 5]).Sample((chosen, sizes) =>
        {
            var bytes = Encoding.UTF8.GetBytes(string.Concat(chosen.Select(index => Known[index].Text)) + "\n-- done\n");
            var parts = new DumpParts();
            List<DumpPart> found = [];
            for (int at = 0, turn = 0; at < bytes.Length; turn++)
            {
                var size = Math.Min(sizes[turn % sizes.Length], bytes.Length - at);
                found.AddRange(parts.Feed(bytes.AsSpan(at, size)));
                at += size;
            }

            found.AddRange(parts.End());
            Assert.Equal([0, .. found.Select(part => part.Piece.To)], [.. found.Select(part => part.Piece.From), bytes.Length]);

            var begin = 0;
            foreach (var index in chosen)
            {
                var (text, scope) = Known[index];
                Assert.Equal(scope, found.Single(part => part.Piece.From <= begin && begin < part.Piece.To).Scope);
                begin += Encoding.UTF8.GetByteCount(text);
            }

            // Each statement is one part, and the rows of a COPY, with their end mark and nothing else, are those that follow it.
            Assert.Equal(chosen.Count(index => !Known[index].Text.StartsWith('\\') && !IsBlock(index)) + 1, found.Count(part => part.Piece is DumpPiece.SqlStatement));
            Assert.Equal(chosen.Count(index => Known[index].Text.StartsWith('\\')), found.Count(part => part.Piece is DumpPiece.MetaCommand));
            Assert.Equal(chosen.Where(IsBlock).Select(index => BlockOf(Known[index].Text)), BlocksOf(found, bytes));
        });

    private static bool IsBlock(int index) => Known[index].Text.EndsWith("\\.\n", StringComparison.Ordinal);

    private static (string Command, string Rows) BlockOf(string text)
    {
        var copy = text[text.IndexOf("COPY", StringComparison.Ordinal)..];
        var end = copy.IndexOf(";\n", StringComparison.Ordinal);
        return (copy[..end], copy[(end + 2)..]);
    }

    private static IEnumerable<(string Command, string Rows)> BlocksOf(IEnumerable<DumpPart> parts, byte[] bytes)
    {
        var (command, rows) = ("", "");
        foreach (var part in parts)
        {
            switch (part.Piece)
            {
                case DumpPiece.Copy copy:
                    (command, rows) = (copy.Text, "");
                    break;
                case DumpPiece.Rows some:
                    rows += Encoding.UTF8.GetString(bytes.AsSpan((int)some.From, (int)(some.To - some.From)));
                    if (some.Last)
                    {
                        yield return (command, rows);
                    }

                    break;
            }
        }
    }
}
