"""python3 harness.py commit|rollback: one scenario. Ends with 0 when it committed, with 3 when PostgreSQL refused a row."""

import sys

import psycopg

KINDS = {
    "commit": ["from Python"],
    # The table takes no empty kind: the second row is refused, and takes the first with it.
    "rollback": ["from Python", ""],
}


def main(scenario):
    # libpq itself reads PGHOST, PGPORT, PGUSER, PGDATABASE and PGPASSFILE.
    with psycopg.connect(autocommit=True) as connection:
        try:
            with connection.transaction():
                for kind in KINDS[scenario]:
                    connection.execute("INSERT INTO public.entry (kind) VALUES (%s)", [kind])
        except psycopg.errors.CheckViolation as refused:
            print(f"rolled back: {refused.diag.message_primary}", file=sys.stderr)
            return 3
    print("committed")
    return 0


sys.exit(main(sys.argv[1]))
