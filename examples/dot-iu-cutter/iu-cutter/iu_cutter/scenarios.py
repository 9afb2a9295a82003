"""The scenarios of the dry run. Each is a function of a connection; one that induces a failure returns what the failure was."""

import psycopg

from . import VERSION
from .adapter import connect, transaction


class InducedFailure(Exception):
    """Raised on purpose, after writes."""


class Unexpected(Exception):
    """The induced failure did not come, or left something behind."""


def first_document(connection):
    return connection.execute("SELECT min(id) FROM iu_document").fetchone()[0]


def counts():
    """Rows of every table written to, seen from a connection of its own: only what is committed counts."""
    with connect() as connection:
        return connection.execute(
            "SELECT (SELECT count(*) FROM iu_document), (SELECT count(*) FROM iu_batch), (SELECT count(*) FROM iu_cut),"
            " (SELECT count(*) FROM iu_evidence), (SELECT count(*) FROM iu_reconciliation)"
        ).fetchone()


def rolls_back(connection, expected, work):
    """Runs work in a transaction that must fail with the expected error and leave not one row."""
    before = counts()
    try:
        with transaction(connection) as writer:
            work(writer)
    except expected as failure:
        after = counts()
        if after != before:
            raise Unexpected(f"{type(failure).__name__} left rows: {before} became {after}") from failure
        return f"rolled back after {type(failure).__name__}"
    raise Unexpected(f"{expected.__name__} did not happen")


def s1(connection):
    """A single batch with three cuts."""
    document = first_document(connection)
    with transaction(connection) as writer:
        batch = writer.batch(document, "v0.4/S1", VERSION)
        writer.cuts(batch, [f"S1 unit {n}" for n in range(3)])


def s2(connection):
    """A cut with an impossible ordinal takes its batch with it."""
    document = first_document(connection)

    def work(writer):
        batch = writer.batch(document, "v0.4/S2", VERSION)
        writer.cut(batch, 1, "S2 good unit")
        writer.cut(batch, 0, "S2 bad unit")

    return rolls_back(connection, psycopg.errors.CheckViolation, work)


def s3(connection):
    """A batch under a new key."""
    document = first_document(connection)
    with transaction(connection) as writer:
        batch = writer.batch(document, "v0.4/S3", VERSION)
        writer.cuts(batch, ["S3 unit 1", "S3 unit 2"])


def s3_neg(connection):
    """The key of a batch that production has already."""
    document, key = connection.execute("SELECT document_id, key FROM iu_batch ORDER BY id LIMIT 1").fetchone()

    def work(writer):
        fresh = writer.batch(document, "v0.4/S3-neg", VERSION)
        writer.cut(fresh, 1, "S3-neg unit")
        writer.batch(document, key, VERSION)

    return rolls_back(connection, psycopg.errors.UniqueViolation, work)


def s4(connection):
    """A new document, cut: five tables in one transaction."""
    with transaction(connection) as writer:
        document = writer.document("v0.4/S4", "A document of S4", "Twelve units.")
        batch = writer.batch(document, "v0.4/S4", VERSION)
        for ordinal in range(1, 13):
            cut = writer.cut(batch, ordinal, f"S4 unit {ordinal}")
            writer.evidence(cut, "quote", f"S4 quote {ordinal}")
        writer.reconciliation(batch, 12, 12)


def s5(connection):
    """Evidence appended to cuts that exist."""
    cuts = connection.execute("SELECT id FROM iu_cut ORDER BY id LIMIT 5").fetchall()
    with transaction(connection) as writer:
        for (cut,) in cuts:
            writer.evidence(cut, "page", "S5 page")


def s6(connection):
    """A thousand cuts in one transaction."""
    document = first_document(connection)
    with transaction(connection) as writer:
        batch = writer.batch(document, "v0.4/S6", VERSION)
        writer.cuts(batch, [f"S6 unit {n}" for n in range(1000)])


def s7(connection):
    """The inner savepoint fails and is rolled back; the outer transaction goes on and commits."""
    document = first_document(connection)
    with transaction(connection) as outer:
        batch = outer.batch(document, "v0.4/S7", VERSION)
        outer.cut(batch, 1, "S7 outer unit 1")
        failure = None
        try:
            with transaction(connection) as inner:
                inner.cut(batch, 2, "S7 inner unit")
                inner.cut(batch, -1, "S7 bad unit")
        except psycopg.errors.CheckViolation as caught:
            failure = caught
        if failure is None:
            raise Unexpected("CheckViolation did not happen")
        outer.cut(batch, 2, "S7 outer unit 2")
    return "inner rolled back, outer committed"


def s8(connection):
    """The session is killed in the middle of the transaction."""
    document = first_document(connection)

    def work(writer):
        batch = writer.batch(document, "v0.4/S8", VERSION)
        writer.cuts(batch, [f"S8 unit {n}" for n in range(10)])
        with connect() as killer:
            killer.execute("SELECT pg_terminate_backend(%s, 5000)", (connection.info.backend_pid,))
        writer.cut(batch, 11, "S8 unit after the end")

    return rolls_back(connection, psycopg.OperationalError, work)


def s9(connection):
    """A statement runs into its timeout after writes."""
    document = first_document(connection)

    def work(writer):
        batch = writer.batch(document, "v0.4/S9", VERSION)
        writer.cut(batch, 1, "S9 unit")
        connection.execute("SELECT set_config('statement_timeout', '200', true)")
        connection.execute("SELECT pg_sleep(30)")

    return rolls_back(connection, psycopg.errors.QueryCanceled, work)


def s10(connection):
    """Goes on where S9 ended: nothing of it is there, so its batch is cut again and reconciled."""
    left = connection.execute("SELECT count(*) FROM iu_batch WHERE key = 'v0.4/S9'").fetchone()[0]
    if left:
        raise Unexpected(f"S9 left {left} batch")
    document = first_document(connection)
    units = [f"S10 unit {n}" for n in range(4)]
    with transaction(connection) as writer:
        batch = writer.batch(document, "v0.4/S9", VERSION)
        writer.cuts(batch, units)
        found = connection.execute("SELECT count(*) FROM iu_cut WHERE batch_id = %s", (batch,)).fetchone()[0]
        writer.reconciliation(batch, len(units), found)


def s11(connection):
    """The code itself fails after it wrote to every table."""

    def work(writer):
        document = writer.document("v0.4/S11", "A document of S11", "Never seen.")
        batch = writer.batch(document, "v0.4/S11", VERSION)
        cut = writer.cut(batch, 1, "S11 unit")
        writer.evidence(cut, "digest", "S11 digest")
        writer.reconciliation(batch, 1, 1)
        raise InducedFailure("S11")

    return rolls_back(connection, InducedFailure, work)


ALL = {
    "S1": s1, "S2": s2, "S3": s3, "S3-neg": s3_neg, "S4": s4, "S5": s5,
    "S6": s6, "S7": s7, "S8": s8, "S9": s9, "S10": s10, "S11": s11,
}  # fmt: skip
