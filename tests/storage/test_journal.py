import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.pool import StaticPool

from bakohumas import storage
from bakohumas.bodies import Body
from bakohumas.errors import (
    FormatError,
    MissingExtraError,
    StaleRevisionError,
    StorageError,
    UnknownNameError,
)
from bakohumas.institutions import directory
from bakohumas.interchange import from_events
from bakohumas.law import charter
from bakohumas.storage import Entry, Fault, Journal, seal, to_lines
from bakohumas.testing import bodies

T = TypeVar("T")
DAY = date(2015, 11, 2)


def founded() -> Body:
    """A body that was founded."""
    return Body.found("nasional", charter=charter("national"), on=DAY, basis="invented")


def joined(body: Body, name: str = "BPS") -> Body:
    """The body with one member more."""
    return body.admit(directory(on=DAY).find(name), on=DAY, basis="invented")


@pytest.fixture
def journal() -> Iterator[Journal]:
    """An empty journal in memory."""
    with Journal(":memory:") as empty:
        yield empty


@pytest.fixture
def engine() -> Iterator[Engine]:
    """A database of a host, in memory."""
    here = create_engine(
        "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
    )
    yield here
    here.dispose()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a journal may lie."""
    return tmp_path / "register.sqlite"


@given(body=bodies(), data=st.data())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=20)
def test_a_body_comes_back_as_it_was_saved(body: Body, data: st.DataObject) -> None:
    """Saved in one go or in parts, a body is loaded equal, at every revision."""
    cut = data.draw(st.integers(1, len(body.events)))
    from bakohumas.bodies import replay

    part = replay(body.events[:cut])
    with Journal(":memory:") as journal:
        assert journal.save(part, expect=0) == cut
        assert journal.load(body.id) == part
        assert journal.save(body, expect=cut) == len(body.events)
        assert journal.load(body.id) == body
        assert journal.load(body.id, revision=cut) == part
        assert journal.verify() == ()


def test_whoever_comes_second_is_told_and_loses_nothing(journal: Journal) -> None:
    """With a stale revision nothing is written, and the error says where the stream is."""
    journal.save(founded(), expect=0)
    journal.save(joined(founded()), expect=1)
    with pytest.raises(StaleRevisionError) as refusal:
        journal.save(joined(founded(), "BIN"), expect=1)

    assert (refusal.value.expected, refusal.value.found) == (1, 2)
    assert "load it again" in str(refusal.value)
    assert journal.load("nasional") == joined(founded())


def test_another_past_is_not_taken_for_the_same(journal: Journal, file: Path) -> None:
    """A body whose history is not the journal's is refused, though the count would fit."""
    mine, other = joined(founded()), joined(founded(), "BIN")
    journal.save(mine, expect=0)
    with pytest.raises(ValueError, match="not those that the journal holds"):
        journal.save(joined(other), expect=2)
    with Journal(file) as stranger:
        stranger.save(mine, expect=0)
    with Journal(file) as stranger:
        assert stranger.save(joined(mine, "BIN"), expect=2) == 3
    with pytest.raises(StaleRevisionError):
        journal.save(joined(mine, "BIN"), expect=3)


def test_two_journals_share_a_file(file: Path) -> None:
    """What one has acknowledged the other reads, and each stream has its own revisions."""
    with Journal(file) as one, Journal(str(file)) as other:
        assert one.append("note", "a", [{"n": 1}], expect=0) == 1
        assert other.append("note", "b", [], expect=0) == 0
        assert other.append("note", "b", [{"n": 2}], expect=0) == 1
        assert other.revision("note", "a") == 1
        assert [(each.id, each.event) for each in one.entries("note")] == [
            ("a", {"n": 1}),
            ("b", {"n": 2}),
        ]
        assert [each.id for each in one.entries("note", "b")] == ["b"]
        assert list(one.entries(since=1)) == []
        assert list(one.heads()) == [("note", "a"), ("note", "b")]


def test_an_event_that_json_cannot_say_takes_the_whole_append_with_it(journal: Journal) -> None:
    """An append is all or nothing, however far it had come."""
    with pytest.raises(TypeError):
        journal.append("note", "a", [*({"n": n} for n in range(2000)), {"n": {1}}], expect=0)

    assert journal.revision("note", "a") == 0


@pytest.mark.parametrize(
    ("sql", "fault", "revision"),
    [
        ("UPDATE j SET text = '{}' WHERE revision = 2", Fault.ALTERED, 2),
        ("DELETE FROM j WHERE revision = 2", Fault.MISSING, 2),
        ("DELETE FROM j WHERE revision = 3", Fault.CUT, 3),
        ("DELETE FROM j", Fault.CUT, 1),
    ],
)
def test_a_later_edit_is_found_and_located(
    engine: Engine, sql: str, fault: Fault, revision: int
) -> None:
    """Whatever is changed behind the journal's back, it says where."""
    journal = Journal(engine, table="j")
    journal.append("note", "a", [{"n": 1}, {"n": 2}, {"n": 3}], expect=0)
    heads = journal.heads()
    with engine.begin() as connection:
        connection.execute(text(sql))

    (found,) = journal.verify(heads)
    assert (found.fault, found.revision) == (fault, revision)


def test_an_altered_body_is_not_loaded(engine: Engine) -> None:
    """What was altered is not played again, but named."""
    journal = Journal(engine, table="j")
    journal.save(joined(founded()), expect=0)
    with engine.begin() as connection:
        connection.execute(text("UPDATE j SET text = '{}' WHERE revision = 1"))

    with pytest.raises(FormatError, match="body nasional, entry 1: it was altered"):
        journal.load("nasional")


def test_a_body_that_is_not_there_is_said_so(journal: Journal) -> None:
    """No body of that id, no guess."""
    with pytest.raises(UnknownNameError, match="no body is known as 'lain'"):
        journal.load("lain")


def test_the_hosts_transaction_decides(file: Path) -> None:
    """What is appended by the host's connection stands or falls with the host's transaction."""
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE host (x)"))
        Journal(connection).append("note", "a", [{"n": 1}], expect=0)
    with engine.connect() as connection:
        journal = Journal(connection)
        connection.execute(text("INSERT INTO host VALUES (1)"))
        journal.append("note", "a", [{"n": 2}], expect=1)
        connection.execute(text("CREATE TABLE other (x)"))
        with pytest.raises(StaleRevisionError):
            journal.append("note", "a", [{"n": 3}], expect=1)
        assert journal.revision("note", "a") == 2
        journal.close()
        connection.rollback()
    with engine.connect() as connection:
        assert Journal(connection).revision("note", "a") == 1
        assert connection.execute(text("SELECT count(*) FROM host")).scalar() == 0
        names = "SELECT name FROM sqlite_master WHERE type = 'table'"
        assert set(connection.execute(text(names)).scalars()) == {"host", "bakohumas_journal"}
    engine.dispose()


def test_two_who_read_the_same_revision(file: Path) -> None:
    """Where both had read the same revision, the database lets one of them in."""
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        journal = Journal(connection)

        def race(values: list[T]) -> Iterator[T]:
            """Values, before the last of which somebody else writes its revision."""
            yield from values[:-1]
            other = "INSERT INTO bakohumas_journal VALUES ('note', 'a', :revision, '{}', '')"
            connection.execute(text(other), {"revision": len(values)})
            yield values[-1]

        with pytest.raises(StaleRevisionError, match="written at the same time"):
            journal.append("note", "a", race([{"n": 1}]), expect=0)
        lines = list(to_lines(seal("note", "a", [{"n": 1}, {"n": 2}])))
        with pytest.raises(StorageError, match="written at the same time: try again"):
            journal.add_lines(race(lines))
        assert journal.revision("note", "a") == 0
    engine.dispose()


def test_a_database_that_refuses_says_why(file: Path) -> None:
    """A table that was taken away is no foreign exception."""
    engine = create_engine(f"sqlite:///{file}")
    journal = Journal(engine)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE bakohumas_journal"))
    with pytest.raises(StorageError, match="append to note a: no such table"):
        journal.append("note", "a", [{"n": 1}], expect=0)
    with pytest.raises(StorageError, match="read entries: no such table"):
        list(journal.entries())
    engine.dispose()


def test_lines_carry_a_journal_to_another_place(journal: Journal, file: Path) -> None:
    """As JSON Lines a journal goes elsewhere, whole or in what is new, and once only."""
    body = joined(founded())
    journal.save(body, expect=0)
    journal.append("note", "a", [{"n": 1}], expect=0)
    lines = list(journal.lines())
    with Journal(file) as other:
        assert other.add_lines(lines[:1]) == 1
        assert other.add_lines(lines[1:]) == 2
        assert other.heads() == journal.heads()
        assert other.load("nasional") == body
        with pytest.raises(StaleRevisionError, match="body nasional, entry 1 is there already"):
            other.add_lines(lines)
        assert list(other.lines()) == lines


def test_lines_that_do_not_follow_are_refused_whole(journal: Journal) -> None:
    """A gap or a broken seal takes all the lines with it."""
    with Journal(":memory:") as other:
        other.append("note", "a", [{"n": 1}, {"n": 2}], expect=0)
        first, second = other.lines()
    for lines in ([second], [first, second.replace('"n":2', '"n":3')]):
        with pytest.raises(FormatError, match="its seal does not follow"):
            journal.add_lines(lines)
        assert journal.heads() == {}


@pytest.mark.parametrize("name", ["", " ", "a" * 256, "a\0"])
def test_a_stream_has_a_name(journal: Journal, name: str) -> None:
    """Kind and id say something, and fit."""
    with pytest.raises(ValueError, match="must be a text of 1 to"):
        journal.append("note", name, [], expect=0)


def test_a_line_of_no_stream_is_refused(journal: Journal) -> None:
    """What append would not take, a line does not bring in."""
    for kind, id_ in (("", "a"), ("note", " "), ("k" * 65, "a"), ("note", "a\0")):
        with pytest.raises(FormatError, match=r"entry 1: .* must be a text of 1 to"):
            journal.add_lines(to_lines(seal(kind, id_, [{"n": 1}])))
    assert journal.heads() == {}


def test_slips_are_told(journal: Journal, tmp_path: Path) -> None:
    """A caller's slip is said in the caller's words."""
    with pytest.raises(ValueError, match="0 or more"):
        journal.append("note", "a", [], expect=-1)
    with pytest.raises(TypeError, match="the revision expected must be an int"):
        journal.append("note", "a", [], expect=True)
    with pytest.raises(FormatError, match="begins with a founding"):
        from_events([])
    with pytest.raises(TypeError, match="where must be"):
        Journal(7)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="the value must be a Body or a Programme"):
        journal.save("nasional", expect=0)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="no journal is kept at 'nodb': take sqlite or"):
        Journal("nodb://host/name")
    with pytest.raises(ValueError, match="is no URL of a database"):
        Journal("postgresql://host:port/name")
    with pytest.raises(StorageError, match="make the table"):
        Journal("postgresql://localhost:1/name?connect_timeout=1")
    with pytest.raises(StorageError, match="make the table"):
        Journal(tmp_path / "no" / "such" / "folder.sqlite")


def test_without_sqlalchemy_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The seals need no database; the journal says which extra brings it."""
    monkeypatch.delitem(sys.modules, "bakohumas.storage._journal", raising=False)
    monkeypatch.delitem(sys.modules, "bakohumas.storage._databases", raising=False)
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    with pytest.raises(MissingExtraError, match=r"bakohumas\[sql\]"):
        _ = storage.Journal
    with pytest.raises(AttributeError, match="no attribute 'Ledger'"):
        _ = storage.Ledger


def test_without_a_driver_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL is spoken to by a driver, which has an extra of its own."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingExtraError, match=r"bakohumas\[postgresql\]"):
        Journal("postgresql+psycopg://localhost/name")


def test_an_entry_is_plain() -> None:
    """An entry says of what kind it wants its fields."""
    with pytest.raises(TypeError, match="revision must be an int"):
        Entry("note", "a", "1", "{}", "")  # type: ignore[arg-type]
