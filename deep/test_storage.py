"""A journal under what befalls it: killed writers, two at once, a real PostgreSQL."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from threading import Barrier

import pytest
from sqlalchemy import Engine, create_engine, text

from bakohumas.bodies import Body
from bakohumas.errors import StaleRevisionError
from bakohumas.institutions import directory
from bakohumas.law import charter
from bakohumas.storage import Journal

KILLS, WRITERS, EACH = 100, 2, 50


def keep_writing(file: Path, said: Connection) -> None:
    """Append until killed, and say what was acknowledged."""
    with Journal(file) as journal:
        revision = journal.revision("note", "a")
        while True:
            some = [{"n": revision + 1}, {"n": revision + 2}, {"n": revision + 3}]
            revision = journal.append("note", "a", some, expect=revision)
            said.send(revision)


def acknowledged(said: Connection) -> int:
    """The last revision that a writer spoke of before it died; 0 for none."""
    last = 0
    try:
        while said.poll(0.1):
            last = said.recv()
    except EOFError:
        pass
    said.close()
    return last


def test_killed_a_hundred_times_it_forgets_nothing(tmp_path: Path) -> None:
    """Kill -9 in mid-append: what was acknowledged is there, nothing is torn, the chain holds."""
    file, dice, known = tmp_path / "register.sqlite", Random(2015), 0
    fork = get_context("fork")
    for _ in range(KILLS):
        hear, speak = fork.Pipe(duplex=False)
        writer = fork.Process(target=keep_writing, args=(file, speak))
        writer.start()
        speak.close()
        time.sleep(dice.uniform(0, 0.1))
        writer.kill()
        writer.join()
        known = max(known, acknowledged(hear))
        with Journal(file) as journal:
            held = [entry.event["n"] for entry in journal.entries("note", "a")]
            assert journal.verify() == ()
        assert held == list(range(1, len(held) + 1))
        assert len(held) >= known
        assert len(held) % 3 == 0  # an append is all or nothing
    assert known > KILLS


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The URL of a PostgreSQL of our own, on the loopback, run by a user without privileges."""
    found = [*Path("/usr/lib/postgresql").glob("*/bin/postgres"), shutil.which("postgres")]
    binaries = [Path(each).resolve().parent for each in found if each]
    if not binaries:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    who = "nobody" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = Path(tempfile.mkdtemp(prefix="journal"))
    data = folder / "data"
    if os.geteuid() == 0:
        shutil.chown(folder, who)
    asked = {"user": who} if os.geteuid() == 0 else {}
    subprocess.run(
        [binaries[0] / "initdb", "-D", data, "-U", "host", "--auth=trust", "-E", "UTF8"],
        check=True,
        capture_output=True,
        cwd=folder,
        **asked,  # type: ignore[call-overload]
    )
    options = ["-p", str(port), "-k", folder, "-c", "listen_addresses=127.0.0.1"]
    process = subprocess.Popen(
        [binaries[0] / "postgres", "-D", data, *options],
        cwd=folder,
        stderr=subprocess.DEVNULL,
        **asked,  # type: ignore[call-overload]
    )
    url = f"postgresql://host@127.0.0.1:{port}/postgres"
    try:
        for _ in range(100):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield url
    finally:
        process.send_signal(signal.SIGINT)  # which waits for nobody who is still connected
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)


Opened = Callable[[], AbstractContextManager[tuple[Journal, Callable[[], object]]]]
"""A journal of a writer's own, and how what it has written or not comes to an end."""


@contextmanager
def owned(where: str) -> Iterator[tuple[Journal, Callable[[], object]]]:
    """A journal that keeps its own transactions."""
    with Journal(where) as journal:
        yield journal, lambda: None


@contextmanager
def hosted(engine: Engine) -> Iterator[tuple[Journal, Callable[[], object]]]:
    """A journal in the transaction of a host, which commits what there is."""
    with engine.connect() as connection:
        yield Journal(connection), connection.commit


def raced(opened: Opened, stream: str) -> list[int]:
    """Writers that have all read one revision: how often each came second, in so many rounds.

    Whoever came second appends to what it finds then; nobody's events are lost.
    """
    read, gate = Barrier(WRITERS), Barrier(WRITERS)

    def write(name: int) -> int:
        stale = 0
        for n in range(EACH):
            event = [{"by": name, "n": n}]
            with opened() as (journal, done):
                read.wait(60)
                done()  # so that all begin to read now
                known = journal.revision("note", stream)
                gate.wait(60)
                try:
                    journal.append("note", stream, event, expect=known)
                except StaleRevisionError:
                    done()
                    stale += 1
                    journal.append("note", stream, event, expect=journal.revision("note", stream))
                done()
        return stale

    with opened() as (_, done):
        done()
    with ThreadPoolExecutor(WRITERS) as pool:
        stale = list(pool.map(write, range(WRITERS)))
    with opened() as (journal, _):
        events = [entry.event for entry in journal.entries("note", stream)]
        assert journal.verify() == ()
    for name in range(WRITERS):
        assert [event["n"] for event in events if event["by"] == name] == list(range(EACH))
    assert len(events) == WRITERS * EACH
    return stale


@pytest.mark.parametrize("host", [False, True])
def test_two_writers_on_sqlite(tmp_path: Path, host: bool) -> None:  # noqa: FBT001 - a case
    """In each round one wins, one gets the stale error, none is lost."""
    file = tmp_path / "register.sqlite"
    engine = create_engine(f"sqlite:///{file}")
    opened = partial(hosted, engine) if host else partial(owned, str(file))
    assert sum(raced(opened, "a")) == EACH
    engine.dispose()


@pytest.mark.parametrize("level", ["", "READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"])
def test_two_writers_on_postgresql(server: str, level: str) -> None:
    """In each round one wins, one gets the stale error, none is lost; in a host's own, too."""
    url = server.replace("postgresql", "postgresql+psycopg")
    engine = create_engine(url, isolation_level=level or None)
    opened = partial(hosted, engine) if level else partial(owned, server)
    assert sum(raced(opened, f"raced {level}")) == EACH
    engine.dispose()


def test_a_body_and_the_hosts_transaction_on_postgresql(server: str) -> None:
    """A body comes back as it was; what the host takes back never was."""
    day = date(2015, 11, 2)
    body = Body.found("nasional", charter=charter("national"), on=day, basis="invented")
    later = body.admit(directory(on=day).find("BPS"), on=day, basis="invented")
    engine = create_engine(server.replace("postgresql", "postgresql+psycopg"))
    with engine.begin() as connection:
        Journal(connection).save(body, expect=0)
    with engine.connect() as connection:
        journal = Journal(connection)
        journal.save(later, expect=1)
        with pytest.raises(StaleRevisionError):
            journal.save(later, expect=1)
        assert journal.load("nasional") == later
        connection.rollback()
    with Journal(server) as journal:
        assert journal.load("nasional") == body
        assert journal.save(later, expect=1) == len(later.events)
        assert journal.load("nasional") == later
    engine.dispose()


def test_terms_of_one_seat_never_overlap_in_postgresql(server: str) -> None:
    """The exclusion constraint of the recipe lets a hand-over pass, and no overlap."""
    page = (Path(__file__).parent.parent / "docs" / "howto" / "storage.md").read_text("utf-8")
    recipe = page.partition("```sql\n")[2].partition("```")[0]
    engine = create_engine(server.replace("postgresql", "postgresql+psycopg"))
    insert = text(
        "INSERT INTO seat_holder (body, seat, institution, held)"
        " VALUES ('nasional', 'Ketua', :who, daterange(:start, :end, '[)'))"
    )
    first = {"who": "bps", "start": "2015-11-02", "end": "2020-11-02"}
    with engine.begin() as connection:
        for statement in recipe.split(";\n"):
            if statement.strip():
                connection.execute(text(statement))
        connection.execute(insert, first)
        connection.execute(insert, {"who": "bin", "start": "2020-11-02", "end": "2025-11-02"})
    with pytest.raises(Exception, match="conflicting key value"), engine.begin() as connection:
        connection.execute(insert, {"who": "bin", "start": "2019-11-02", "end": "2020-11-03"})
    engine.dispose()


@pytest.mark.parametrize(
    ("recipe", "printed"),
    [("django_register", "[1, 2, 1]"), ("fastapi_register", "[200, 409, 422]")],
)
def test_recipes_do_what_their_page_says(recipe: str, printed: str) -> None:
    """In a host's own transaction what is taken back never was; a stale writer is told."""
    file = Path(__file__).parent.parent / "examples" / "recipes" / f"{recipe}.py"
    done = subprocess.run(
        [sys.executable, file], check=True, capture_output=True, text=True, cwd=file.parent
    )

    assert done.stdout.strip() == printed
