"""The SQL of a dump is one that every Postgres from 15 on takes, and says the same of every row."""

from forum_site.backups.making import understood_by_all

DUMP = b"""
SET statement_timeout = 0;
SET transaction_timeout = 0;
CREATE TABLE public.library_clause (
    id bigint NOT NULL
);
ALTER TABLE ONLY public.library_clause ALTER COLUMN id SET (pg_attver=61961248);
ALTER TABLE ONLY public.library_clause ALTER COLUMN "position" SET (pg_attver=57257536);
ALTER TABLE ONLY public.library_clause ALTER COLUMN id SET STATISTICS 500;
COPY public.library_clause (id, text) FROM stdin;
1\tALTER TABLE ONLY a ALTER COLUMN b SET (pg_attver=1);
\\.
"""


def test_marks_that_one_server_gives_columns_for_itself_are_left_out_and_nothing_else():
    lines = DUMP.decode().splitlines()
    kept = [line for line in lines if not line.startswith("SET trans") and "SET (pg_att" not in line]
    kept.insert(kept.index("\\."), lines[-2])
    assert understood_by_all(DUMP).decode().splitlines() == kept
