"""A journal on the connection of a host: its transactions, its other writers, its options."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from pathlib import Path
from sqlite3 import Connection, connect
from tempfile import TemporaryDirectory
from threading import Barrier

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import StaticPool

from bakohumas.bodies import Body
from bakohumas.errors import StaleRevisionError, StorageError
from bakohumas.institutions import directory
from bakohumas.law import charter
from bakohumas.storage import Journal, seal, to_lines

DAY = date(2015, 11, 2)
NOTE = "note", "a"
OFFICES = list(directory(on=DAY))[:10]


def founded(basis: str) -> Body:
    """A body founded on this basis."""
    return Body.found("nasional", charter=charter("national"), on=DAY, basis=basis)


def grown(body: Body, basis: str) -> Body:
    """The body with one member more."""
    return body.admit(OFFICES[len(body.events) - 1], on=DAY, basis=basis)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """The engine of a host, on a file, as SQLAlchemy makes it."""
    made = create_engine(f"sqlite:///{tmp_path / 'host.sqlite'}")
    with made.begin() as connection:
        Journal(connection).append(*NOTE, [{"n": 0}], expect=0)
    yield made
    made.dispose()


@given(acts=st.lists(st.sampled_from(["kept", "taken back", "open", "load", "other"]), max_size=10))
@settings(deadline=None, max_examples=30)
def test_what_was_saved_is_what_is_loaded_whatever_the_host_takes_back(acts: list[str]) -> None:
    """A save is refused, or what any other journal loads after it is the value that was saved.

    Whoever saves goes on from what it has in hand, even where its host took that back and another
    one has written a history as long.
    """
    with TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{folder}/host.sqlite")
        with Journal(f"{folder}/host.sqlite") as other, engine.connect() as connection:
            journal = Journal(connection)
            body: Body | None = None
            for act in acts:
                if act == "other":
                    connection.rollback()
                    held = other.load("nasional") if other.heads() else None
                    theirs = grown(held, "theirs") if held else founded("theirs")
                    other.save(theirs, expect=len(held.events) if held else 0)
                elif act == "load":
                    body = journal.load("nasional") if journal.heads() else None
                else:
                    known = len(body.events) if body else 0
                    body = grown(body, "mine") if body else founded("mine")
                    with suppress(StaleRevisionError, ValueError):
                        journal.save(body, expect=known)
                        assert Journal(connection).load("nasional") == body
                    if act != "open":
                        (connection.commit if act == "kept" else connection.rollback)()
        engine.dispose()


def test_a_history_that_the_host_took_back_does_not_go_on_in_another(engine: Engine) -> None:
    """Though the journal has met it, and the revision would fit."""
    with engine.connect() as connection:
        journal = Journal(connection)
        mine = grown(founded("mine"), "mine")
        journal.save(mine, expect=0)
        connection.rollback()
        theirs = grown(founded("theirs"), "theirs")
        Journal(engine).save(theirs, expect=0)
        with pytest.raises(ValueError, match="not those that the journal holds"):
            journal.save(grown(mine, "mine"), expect=2)
        connection.commit()
        assert journal.load("nasional") == theirs


def test_of_two_hosts_one_wins_and_one_is_told(engine: Engine) -> None:
    """Each round both have read the same revision: one appends, one gets the stale error."""
    rounds, gate = 8, Barrier(2)

    def write(name: str) -> int:
        stale = 0
        for _ in range(rounds):
            with engine.connect() as connection:
                journal = Journal(connection)
                gate.wait(30)
                known = journal.revision(*NOTE)
                gate.wait(30)
                try:
                    journal.append(*NOTE, [{"by": name}], expect=known)
                except StaleRevisionError as late:
                    connection.rollback()
                    stale += late.found == known + 1
                    journal.append(*NOTE, [{"by": name}], expect=known + 1)
                connection.commit()
        return stale

    with ThreadPoolExecutor(2) as pool:
        stale = list(pool.map(write, ["one", "other"]))
    journal = Journal(engine)
    assert sum(stale) == rounds
    assert journal.revision(*NOTE) == 1 + 2 * rounds
    assert journal.verify() == ()


def test_a_transaction_that_began_to_read_too_early_is_told(engine: Engine) -> None:
    """A host that begins by itself, and reads before others write, gets the stale error too."""
    Journal(engine.url.database or "").close()  # which lets readers and a writer in at once
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN")
        early = Journal(connection)
        assert early.revision(*NOTE) == 1
        Journal(engine).append(*NOTE, [{"n": 1}], expect=1)
        with pytest.raises(StaleRevisionError, match="began to read; take it back"):
            early.append(*NOTE, [{"n": 2}], expect=1)
        lines = to_lines(seal("note", "b", [{"n": 1}]))
        with pytest.raises(StorageError, match="take it back: try again"):
            early.add_lines(lines)
        connection.rollback()
        assert early.append(*NOTE, [{"n": 2}], expect=2) == 3


@pytest.mark.parametrize(("code", "kind"), [("40001", StaleRevisionError), ("53100", StorageError)])
def test_postgresql_says_by_a_code_that_a_transaction_is_too_old(
    engine: Engine, code: str, kind: type[StorageError]
) -> None:
    """Which is a stale revision; what is no race of writers is none."""
    said = Exception("refused")
    said.sqlstate = code  # type: ignore[attr-defined]

    def refuse(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("INSERT"):
            raise OperationalError(statement, {}, said)

    with engine.connect() as connection:
        event.listen(connection, "before_cursor_execute", refuse)
        with pytest.raises(StorageError) as refusal:
            Journal(connection).append(*NOTE, [{"n": 1}], expect=1)
    assert type(refusal.value) is kind


def test_a_reader_of_the_hosts_takes_no_turn_of_a_writer(engine: Engine) -> None:
    """To make a journal of a table that is there, and to read it, begins nothing."""
    with engine.connect() as reader:
        journal = Journal(reader)
        assert journal.verify(journal.heads()) == ()
        assert reader.connection.dbapi_connection is not None
        assert not reader.connection.dbapi_connection.in_transaction
        Journal(engine).append(*NOTE, [{"n": 1}], expect=1)
        assert journal.revision(*NOTE) == 2


def test_the_hosts_connection_stays_as_it_was(engine: Engine) -> None:
    """Its options, and how it reads texts: a journal that reads leaves no trace on either."""
    with engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        before = dict(connection.get_execution_options()), raw.text_factory
        journal = Journal(connection)
        journal.append("note", "b", [{"n": 1}], expect=0)
        assert journal.verify(journal.heads()) == ()
        assert len(list(journal.lines())) == len(list(journal.entries())) == 2
        assert (dict(connection.get_execution_options()), raw.text_factory) == before


@pytest.mark.parametrize("where", ["memory", "file", "host", "pool"])
def test_who_reads_may_append_meanwhile(where: str, engine: Engine, tmp_path: Path) -> None:
    """And reads what was there at the beginning."""
    pool = create_engine(
        "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
    )
    with engine.connect() as connection:
        places = {"memory": ":memory:", "file": tmp_path / "own", "host": connection, "pool": pool}
        with Journal(places[where]) as journal:  # type: ignore[arg-type]
            journal.append("many", "a", ({"n": n} for n in range(1200)), expect=0)
            count = 0
            for entry in journal.entries("many"):
                count += 1
                if count % 100 == 0:
                    journal.append("many", "b", [entry.event], expect=count // 100 - 1)
            assert count == 1200
            assert journal.revision("many", "b") == 12
            assert journal.verify() == ()
    pool.dispose()


class Kept:
    """The connection of another framework, which it does not let go of, as a recipe keeps it."""

    def __init__(self, held: Connection) -> None:
        """Keep hold of it."""
        self._held = held

    def __getattr__(self, name: str) -> object:
        """All that the driver offers."""
        return getattr(self._held, name)


def test_what_is_not_quite_the_drivers_will_do(tmp_path: Path) -> None:
    """A connection that only behaves as the driver's, in a transaction that its owner began."""
    held = connect(tmp_path / "host.sqlite", isolation_level=None, check_same_thread=False)
    engine = create_engine("sqlite://", creator=lambda: Kept(held), poolclass=StaticPool)
    with engine.connect() as connection:
        journal = Journal(connection)
        held.execute("BEGIN IMMEDIATE")
        journal.append(*NOTE, [{"n": 1}], expect=0)
        assert journal.verify(journal.heads()) == ()
        held.execute("ROLLBACK")
        assert journal.revision(*NOTE) == 0
    engine.dispose()
    held.close()
