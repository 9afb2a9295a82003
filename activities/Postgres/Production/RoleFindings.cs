namespace DotIuCutter.Temporal.Activities.Postgres.Production;

/// <summary>Every way in which production's role could write (G-08).</summary>
internal sealed record RoleFindings
{
    /// <summary>The first 20, gravest first; empty when the role can write nothing.</summary>
    public required IReadOnlyList<string> Offences { get; init; }

    /// <summary>How many there are in all.</summary>
    public required int Count { get; init; }

    /// <summary>True when the role may create large objects, as every role may in a PostgreSQL as it comes.</summary>
    public required bool LargeObjects { get; init; }

    /// <summary>SECURITY DEFINER functions of other roles that it may call: what they do cannot be seen from here.</summary>
    public required int DefinerFunctions { get; init; }

    /// <summary>
    /// Asked for the role and for every role it is a member of, inherited or not: SET ROLE would do.
    /// A predefined role that is not known to be harmless is an offence.
    /// </summary>
    public const string Query =
        """
        WITH RECURSIVE member(oid) AS (
            SELECT oid FROM pg_catalog.pg_roles WHERE rolname = current_user
            UNION
            SELECT m.roleid FROM pg_catalog.pg_auth_members m JOIN member ON m.member = member.oid),
        role AS (SELECT r.* FROM pg_catalog.pg_roles r JOIN member ON member.oid = r.oid),
        relation AS (
            SELECT c.oid, c.relkind, pg_catalog.format('%I.%I', n.nspname, c.relname) AS name
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
              AND n.nspname !~ '^pg_(toast_)?temp_'),
        privilege(word) AS (
            SELECT pg_catalog.unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']
                || CASE WHEN pg_catalog.current_setting('server_version_num')::int >= 170000 THEN ARRAY['MAINTAIN'] ELSE '{}'::text[] END)),
        offence(weight, said) AS (
            SELECT 1, pg_catalog.format('role %I has %s', role.rolname, attribute.word)
            FROM role, LATERAL (VALUES
                (role.rolsuper, 'SUPERUSER'), (role.rolcreatedb, 'CREATEDB'), (role.rolcreaterole, 'CREATEROLE'),
                (role.rolreplication, 'REPLICATION'), (role.rolbypassrls, 'BYPASSRLS')) AS attribute(held, word)
            WHERE attribute.held
            UNION ALL
            SELECT 2, pg_catalog.format('member of %I', role.rolname)
            FROM role
            WHERE role.rolname LIKE 'pg\_%' AND role.rolname NOT IN (
                'pg_read_all_data', 'pg_monitor', 'pg_read_all_settings', 'pg_read_all_stats', 'pg_stat_scan_tables', 'pg_use_reserved_connections')
            UNION ALL
            SELECT 3, pg_catalog.format('%I may %s in database %I', role.rolname, word, d.datname)
            FROM role, pg_catalog.pg_database d, (VALUES ('CREATE'), ('TEMPORARY')) AS may(word)
            WHERE d.datname = pg_catalog.current_database() AND pg_catalog.has_database_privilege(role.oid, d.oid, word)
            UNION ALL
            SELECT 3, pg_catalog.format('%I may CREATE in schema %I', role.rolname, n.nspname)
            FROM role, pg_catalog.pg_namespace n
            WHERE pg_catalog.has_schema_privilege(role.oid, n.oid, 'CREATE')
            UNION ALL
            SELECT 3, pg_catalog.format('%I may CREATE in tablespace %I', role.rolname, t.spcname)
            FROM role, pg_catalog.pg_tablespace t
            WHERE pg_catalog.has_tablespace_privilege(role.oid, t.oid, 'CREATE')
            UNION ALL
            SELECT 4, pg_catalog.format('%I owns %s', role.rolname, pg_catalog.pg_describe_object(s.classid, s.objid, s.objsubid))
            FROM role JOIN pg_catalog.pg_shdepend s ON s.refobjid = role.oid AND s.refclassid = 'pg_catalog.pg_authid'::regclass AND s.deptype = 'o'
            WHERE s.dbid IN (0, (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()))
            UNION ALL
            SELECT 5, pg_catalog.format('%I may %s %s', role.rolname, pg_catalog.string_agg(privilege.word, ', '), relation.name)
            FROM role, relation, privilege
            WHERE relation.relkind IN ('r', 'p', 'v', 'm', 'f') AND pg_catalog.has_table_privilege(role.oid, relation.oid, privilege.word)
            GROUP BY role.rolname, relation.name
            UNION ALL
            SELECT 6, pg_catalog.format('%I may %s columns of %s', role.rolname, pg_catalog.string_agg(word, ', '), relation.name)
            FROM role, relation, (VALUES ('INSERT'), ('UPDATE'), ('REFERENCES')) AS may(word)
            WHERE relation.relkind IN ('r', 'p', 'v', 'm', 'f') AND pg_catalog.has_any_column_privilege(role.oid, relation.oid, word)
              AND NOT pg_catalog.has_table_privilege(role.oid, relation.oid, word)
            GROUP BY role.rolname, relation.name
            UNION ALL
            SELECT 7, pg_catalog.format('%I may use or set sequence %s', role.rolname, relation.name)
            FROM role, relation
            WHERE CASE WHEN relation.relkind = 'S' THEN pg_catalog.has_sequence_privilege(role.oid, relation.oid, 'USAGE, UPDATE') ELSE false END)
        SELECT pg_catalog.jsonb_build_object(
            'offences', (SELECT coalesce(pg_catalog.jsonb_agg(first.said ORDER BY first.weight, first.said), '[]')
                         FROM (SELECT * FROM offence ORDER BY weight, said LIMIT 20) AS first),
            'count', (SELECT pg_catalog.count(*) FROM offence),
            'largeObjects', pg_catalog.has_function_privilege(current_user, 'pg_catalog.lo_create(oid)', 'EXECUTE'),
            'definerFunctions', (
                SELECT pg_catalog.count(*) FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
                WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema')
                  AND pg_catalog.has_schema_privilege(current_user, n.oid, 'USAGE') AND pg_catalog.has_function_privilege(current_user, p.oid, 'EXECUTE')))
        """;
}
