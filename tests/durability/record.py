"""Looks whether all that was acknowledged is there: rows, files, and letters, each of them once."""

from tests.durability.traffic import content_of
from tests.waiting import wait_until

ROWS = {
    "post": "SELECT title FROM exchange_post",
    "paper": "SELECT title_en FROM taskgroups_grouppaper",
    "letter": "SELECT text FROM taskgroups_groupmessage",
}
LEDGER = """SELECT m.text, p.email, l.state FROM members_letter l JOIN members_person p ON p.id = l.person_id
    JOIN taskgroups_groupmessage m ON m.id::text = l.thing::text WHERE l.kind = 'taskgroups.message'"""
GROUP = """SELECT g.id FROM taskgroups_taskgroup g JOIN members_person p ON p.id = g.convenor_id
    WHERE p.email = 'convenor@forum.example' AND g.state = 'active' ORDER BY 1 LIMIT 1"""


def column(server, query):
    """Return the one column of a query, as a list."""
    with server.connect() as database:
        return [value for (value,) in database.execute(query).fetchall()]


def group(server):
    """Return the key of the group that the convenor of the sample convenes."""
    return column(server, GROUP)[0]


def acknowledged(writers, kind):
    """Return the words of a kind that were acknowledged to any of them."""
    return [word for writer in writers for word in writer.done.words[kind]]


def look(server, writers, files):
    """Assert that every acknowledged write is there once, and each file whole; return how many there are of each."""
    found = {}
    for kind, query in ROWS.items():
        there, said = column(server, query), acknowledged(writers, kind)
        times = {word: sum(word in text for text in there) for word in said}
        assert {word: number for word, number in times.items() if number != 1} == {}, kind
        found[kind] = len(said)
    stored = {path.read_bytes() for path in files.rglob("*.txt")}
    assert [word for word in acknowledged(writers, "paper") if content_of(word) not in stored] == []
    return found


def look_at_letters(server, mail, writers):
    """Wait until no letter waits; assert that each that the ledger says went came to its reader, and came twice under
    one Message-ID alone. (Whoever has had too many letters gets no more: the ledger says so.) Return how many came.
    """
    wait_until(lambda: column(server, "SELECT count(*) FROM members_letter WHERE state = 'waiting'") == [0])
    words = set(acknowledged(writers, "letter"))
    with server.connect() as database:
        ledger = [row for row in database.execute(LEDGER).fetchall() if row[0] in words]
    assert {word for word, _address, _state in ledger} == words, "each has its letters in the ledger"
    got = {word: mail.letters(word) for word in words}
    assert [row for row in ledger if row[2] == "sent" and not got[row[0]][row[1]]] == []
    doubled = [names for by_address in got.values() for names in by_address.values() if len(names) > 1]
    assert [names for names in doubled if len(set(names)) > 1] == []
    return {"letters": sum(state == "sent" for _word, _address, state in ledger), "twice": len(doubled)}
