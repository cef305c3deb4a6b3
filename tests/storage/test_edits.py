"""Edits behind the back of a journal: each is found, named and kept apart from other streams."""

from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import StaticPool

from bakohumas.errors import FormatError
from bakohumas.storage import Break, Fault, Journal

VALUES = (
    *("''", "'{}'", "' '", "0", "-1", "7", "3.5", "9e999", "'abc'", "x''", "x'7b7d'"),
    *("x'ff'", "cast(x'7bff7d' AS TEXT)", "cast(x'ff' AS TEXT)", "'5' || char(0)"),
    *("cast(text AS BLOB)", "cast(kind AS BLOB)", "text || ' '", "upper(digest)", "revision + 9"),
)
"""What SQLite can be told to put into a column, of whatever kind."""


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """A database of a host, in memory."""
    here = create_engine(
        "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
    )
    yield here
    here.dispose()


def written(engine: Engine) -> tuple[Journal, dict[tuple[str, str], str]]:
    """A journal of two streams of five, and its heads."""
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE IF EXISTS j"))
    journal = Journal(engine, table="j")
    for name in ("a", "b"):
        journal.append("note", name, [{"n": n} for n in range(5)], expect=0)
    return journal, journal.heads()


@given(
    column=st.sampled_from(["kind", "id", "revision", "text", "digest"]),
    value=st.sampled_from(VALUES),
    revision=st.integers(1, 5),
)
@settings(deadline=None, max_examples=150)
def test_whatever_is_put_into_a_column_is_found_where_it_was(
    engine: Engine, column: str, value: str, revision: int
) -> None:
    """Of any type, readable or not, the place is told, and the other stream is still checked.

    What the journal gives out without being asked to check, such as its lines, it gives out
    or refuses in its own words.
    """
    journal, heads = written(engine)
    edit = f"UPDATE j SET {column} = {value} WHERE id = 'a' AND revision = {revision}"  # noqa: S608 - of a test
    before = rows(engine)
    with suppress(IntegrityError), engine.begin() as connection:  # another entry bears that name
        connection.execute(text(edit))
    assume(rows(engine) != before)
    with engine.begin() as connection:
        connection.execute(text("UPDATE j SET text = '{}' WHERE id = 'b' AND revision = 2"))
    found = {(each.kind, each.id): each for each in journal.verify(heads)}

    assert found["note", "b"] == Break("note", "b", 2, Fault.ALTERED)
    wrong = found["note", "a"]
    moved = column == "revision" and value in {"0", "-1"}
    assert wrong.revision == revision or (moved and wrong.revision == int(value))
    for read in (journal.heads, lambda: list(journal.lines()), lambda: journal.load("a")):
        try:
            read()
        except (FormatError, LookupError):
            continue
    with engine.connect() as connection:
        assert Journal(connection, table="j").verify(heads) == tuple(found.values())


def rows(engine: Engine) -> list[tuple[str, ...]]:
    """All rows, with the type and the bytes of each column."""
    columns = ", ".join(
        f"typeof({name}) || hex({name})" for name in ("kind", "id", "revision", "text", "digest")
    )
    with engine.connect() as connection:
        found = connection.execute(text(f"SELECT {columns} FROM j"))  # noqa: S608 - of a test
        return [tuple(row) for row in found]


@pytest.mark.parametrize("forged", ["x", "5", "[" * 20_000, '{"n": 1', "{}"])
def test_a_seal_over_what_is_no_event_is_no_body(engine: Engine, forged: str) -> None:
    """Whoever seals anew, without a head that is kept elsewhere, is not found; nor is it loaded."""
    journal, _ = written(engine)
    parts = ("bakohumas/journal/1", "", '"body"', '"x"', "1", forged)
    row = {"text": forged, "digest": sha256("\n".join(parts).encode()).hexdigest()}
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO j VALUES ('body', 'x', 1, :text, :digest)"), row)

    assert journal.verify() == ()
    with pytest.raises(FormatError):
        journal.load("x")


@pytest.mark.parametrize("number", [0, -3])
def test_a_row_before_the_first_is_found(engine: Engine, number: int) -> None:
    """Whatever is put in before a stream begins."""
    journal, heads = written(engine)
    with engine.begin() as connection:
        put = "INSERT INTO j SELECT kind, id, :number, text, digest FROM j WHERE revision = 1"
        connection.execute(text(put), {"number": number})
    both = tuple(Break("note", name, number, Fault.ALTERED) for name in ("a", "b"))

    assert journal.verify() == journal.verify(heads) == both
    assert [each.revision for each in journal.entries("note", "a")][:2] == [number, 1]


def test_nothing_is_appended_to_an_end_that_is_no_entry(engine: Engine) -> None:
    """A stream whose last row was altered is mended before it goes on."""
    journal, _ = written(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE j SET digest = x'ff' WHERE id = 'a' AND revision = 5"))
    with pytest.raises(FormatError, match="journal: note a, entry 5: it was altered"):
        journal.append("note", "a", [{"n": 5}], expect=5)
    with pytest.raises(FormatError, match="journal: note a, entry 5: it was altered"):
        journal.revision("note", "a")
    assert journal.append("note", "b", [{"n": 5}], expect=5) == 6
