namespace DotIuCutter.Temporal.Tests.Postgres;

/// <summary>A small production with what makes a dump hard to read.</summary>
internal static class ProductionSchema
{
    public const string Role = "dryrun_reader";

    public const string Sql =
        """
        REVOKE TEMPORARY ON DATABASE directus FROM PUBLIC;
        REVOKE CREATE ON SCHEMA public FROM PUBLIC;
        CREATE ROLE dryrun_reader LOGIN;
        GRANT pg_read_all_data TO dryrun_reader;
        CREATE ROLE writer LOGIN;
        CREATE SCHEMA "Odd Schema";
        CREATE TABLE public.batch (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE, amount int CHECK (amount >= 0));
        INSERT INTO public.batch (name, amount) SELECT 'batch ' || g, g FROM generate_series(1, 500) g;
        INSERT INTO public.batch (name, amount) VALUES (E'tab\tnew\nline \\. back\\slash', 1), ('COPY public.batch (id) FROM stdin;', 2), ('', 3);
        CREATE TABLE public.line (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, batch bigint REFERENCES public.batch (id) ON DELETE CASCADE, note text);
        INSERT INTO public.line (batch, note) SELECT g, NULL FROM generate_series(1, 100) g;
        CREATE TABLE public.empty (id int);
        CREATE TABLE "Odd Schema"."Odd ""Table"": x" ("a b" text);
        INSERT INTO "Odd Schema"."Odd ""Table"": x" VALUES ('one'), ('two');
        CREATE TABLE public.event (at date NOT NULL, what text) PARTITION BY RANGE (at);
        CREATE TABLE public.event_2025 PARTITION OF public.event FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
        CREATE TABLE public.event_2026 PARTITION OF public.event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        INSERT INTO public.event VALUES ('2025-05-17', 'a'), ('2026-05-17', 'b'), ('2026-05-18', 'c');
        CREATE UNLOGGED TABLE public.cache (id int);
        INSERT INTO public.cache VALUES (1);
        CREATE FUNCTION public.trap() RETURNS void LANGUAGE plpgsql AS $trap$
        BEGIN
        /* it's
        COPY public.batch (id) FROM stdin;
        1
        \.
        */
        END $trap$;
        CREATE FUNCTION public.body(a int) RETURNS int BEGIN ATOMIC SELECT CASE WHEN $1 > 0 THEN 1 ELSE 2 END; SELECT 'END;'::text; SELECT 3; END;
        CREATE PROCEDURE public.change() BEGIN ATOMIC DELETE FROM public.empty; INSERT INTO public.empty VALUES (1); END;
        CREATE FUNCTION public."begin"("atomic" boolean) RETURNS int LANGUAGE sql AS 'SELECT 29';
        CREATE DOMAIN public.atomic AS int;
        CREATE PROCEDURE public."end"("case" public.atomic) LANGUAGE sql SET "begin".atomic TO 'on' AS $begin$ SELECT 'BEGIN ATOMIC;' $begin$;
        CREATE FUNCTION public."case"("end" int) RETURNS TABLE ("end" int, "case" text, "begin" int) LANGUAGE sql
        BEGIN ATOMIC SELECT CASE WHEN $1 > 0 THEN $1 END AS "end", E'\' END; CASE' AS "case", x."end" + x."begin" AS "begin" FROM (SELECT 1 AS "end", 2 AS "begin") x; END;
        CREATE FUNCTION public.expression(a int) RETURNS int LANGUAGE sql RETURN (CASE WHEN a > 0 THEN 1 ELSE 2 END);
        CREATE RULE twice AS ON UPDATE TO public.cache DO ALSO (NOTIFY one; NOTIFY "two;(");
        SELECT lo_from_bytea(4711, 'large; object');
        GRANT SELECT ON LARGE OBJECT 4711 TO dryrun_reader;
        COMMENT ON TABLE public.batch IS E'it''s
        COPY public.line (id) FROM stdin;
        ';
        GRANT writer TO dryrun_reader;
        REVOKE writer FROM dryrun_reader;
        """;
}
