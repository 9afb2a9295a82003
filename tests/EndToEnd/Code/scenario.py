"""The code under test of the end-to-end tests: one small behaviour a name."""
import sys

import psycopg


def rows(connection, count=1):
    for _ in range(count):
        connection.execute("insert into public.entry (kind) values ('test')")


def once(connection):
    connection.execute("select 'the code ran'")
    rows(connection)


def slow(connection):
    connection.execute("select 'the code ran'")
    connection.execute("select pg_sleep(5)")
    rows(connection)


def greedy(connection):
    connection.execute("select 'the code ran'")
    connection.execute("select length(string_agg(repeat(md5(g::text), 1000), '')) from generate_series(1, 30000) g")


def tells(connection):
    print(sys.argv[2], flush=True)
    slow(connection)


def hang(connection):
    connection.execute("select pg_sleep(600)")


def rolled_back(connection):
    rows(connection)
    connection.rollback()


def half_rolled_back(connection):
    rows(connection)
    connection.commit()
    rows(connection)
    connection.rollback()


def delete(connection):
    connection.execute("delete from public.entry where id = 1")


def forbidden(connection):
    """Each in a transaction of its own, the last undone."""
    delete(connection)
    connection.commit()
    connection.execute("create table public.left_behind (id int)")
    connection.commit()
    connection.execute("truncate public.item")
    connection.commit()
    connection.execute("create table public.undone (id int)")
    connection.rollback()


def main():
    with psycopg.connect("") as connection:
        globals()[sys.argv[1]](connection)
    return 0


sys.exit(main())
