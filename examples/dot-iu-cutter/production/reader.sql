-- The role the dry run reads as: it can connect, look and copy, and it can write nothing, whatever it sets.
CREATE ROLE dryrun_reader LOGIN CONNECTION LIMIT 10 NOINHERIT;
ALTER ROLE dryrun_reader SET default_transaction_read_only = on;
REVOKE ALL ON DATABASE directus, postgres, template1 FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT CONNECT ON DATABASE directus TO directus, dryrun_reader;
GRANT USAGE ON SCHEMA public TO dryrun_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO dryrun_reader;
GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO dryrun_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE directus IN SCHEMA public GRANT SELECT ON TABLES TO dryrun_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE directus IN SCHEMA public GRANT SELECT ON SEQUENCES TO dryrun_reader;
