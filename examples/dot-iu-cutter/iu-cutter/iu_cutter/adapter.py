"""The PostgreSQL adapter. It only ever appends: there is no UPDATE, DELETE or DDL in it, and failure rolls everything back."""

import contextlib
import hashlib
import os

import psycopg
from psycopg import sql

APPEND_ONLY = {
    "iu_document": ("code", "title", "body"),
    "iu_batch": ("document_id", "key", "cutter_version"),
    "iu_cut": ("batch_id", "ordinal", "unit", "sha256"),
    "iu_evidence": ("cut_id", "kind", "content"),
    "iu_reconciliation": ("batch_id", "expected", "found"),
}


def connect():
    """The target is named by the environment (PGHOST, PGPORT, PGUSER, PGDATABASE, PGPASSFILE) and by nothing else."""
    missing = [name for name in ("PGHOST", "PGUSER", "PGDATABASE") if not os.environ.get(name)]
    if missing:
        raise SystemExit(f"iu_cutter: {', '.join(missing)} not set; nothing is connected to by default.")
    return psycopg.connect("", autocommit=True, application_name="iu-cutter", connect_timeout=10)


@contextlib.contextmanager
def transaction(connection):
    """One unit of work: committed as a whole when the block ends, rolled back when it raises. Nested, it is a savepoint."""
    with connection.transaction():
        yield Writer(connection)


class Writer:
    def __init__(self, connection):
        self.connection = connection

    def document(self, code, title, body):
        return self._append("iu_document", code, title, body)

    def batch(self, document_id, key, version):
        return self._append("iu_batch", document_id, key, version)

    def cut(self, batch_id, ordinal, unit):
        return self._append("iu_cut", batch_id, ordinal, unit, digest(unit))

    def cuts(self, batch_id, units):
        rows = [(batch_id, ordinal, unit, digest(unit)) for ordinal, unit in enumerate(units, start=1)]
        with self.connection.cursor() as cursor:
            cursor.executemany(insert("iu_cut"), rows)

    def evidence(self, cut_id, kind, content):
        return self._append("iu_evidence", cut_id, kind, content)

    def reconciliation(self, batch_id, expected, found):
        return self._append("iu_reconciliation", batch_id, expected, found)

    def _append(self, table, *row):
        return self.connection.execute(insert(table) + sql.SQL(" RETURNING id"), row).fetchone()[0]


def insert(table):
    columns = APPEND_ONLY[table]
    return sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.SQL(", ").join(sql.Placeholder() * len(columns)),
    )


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()
