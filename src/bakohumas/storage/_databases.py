from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import SQLITE_BUSY_SNAPSHOT
from sqlite3 import Connection as SQLite
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
)
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError
from sqlalchemy.pool import StaticPool

from bakohumas.errors import MissingExtraError, StorageError

_DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg"}
_PATIENCE = 30_000
"""Milliseconds that a writer waits for another one before it gives up."""
_NOT_SERIAL = "40001"
"""What PostgreSQL says to a transaction that began to read before others wrote."""


def journal_table(name: str) -> Table:
    """The table of a journal; kind, id and revision name one entry, and no other bears them."""
    return Table(
        name,
        MetaData(),
        Column("kind", String(64), primary_key=True),
        Column("id", String(255), primary_key=True),
        Column("revision", BigInteger, primary_key=True, autoincrement=False),
        Column("text", Text, nullable=False),
        Column("digest", String(64), nullable=False),
    )


def engine_of(where: str) -> Engine:
    """The engine of a URL, or of the path of a SQLite file.

    Raises:
        MissingExtraError: If the driver of the URL is not installed.
        ValueError: If it is no such URL.
    """
    url = _url(where)
    memory = url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:")
    options: dict[str, Any] = {"poolclass": StaticPool} if memory else {}
    if memory:
        options["connect_args"] = {"check_same_thread": False}
    try:
        engine = create_engine(url, **options)
    except ModuleNotFoundError as missing:
        feature = f"a journal at {url.drivername}"
        raise MissingExtraError(feature, missing.name or "", "postgresql") from missing
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _prepare)
    return engine


def _url(where: str) -> URL:
    if "://" not in where:
        return URL.create("sqlite", database=where)
    scheme = where.partition("://")[0]
    try:
        url = make_url(where)
    except (ArgumentError, ValueError) as slip:
        msg = f"{scheme}://… is no URL of a database"  # the rest may hold a password
        raise ValueError(msg) from slip
    if url.get_backend_name() not in _DRIVERS:
        msg = f"no journal is kept at {scheme!r}: take {' or '.join(_DRIVERS.values())}"
        raise ValueError(msg)
    return url.set(drivername=_DRIVERS.get(url.drivername, url.drivername))


def _prepare(connection: SQLite, _record: object) -> None:
    """What is acknowledged is on the disk, readers do not wait, and we say when to begin."""
    connection.isolation_level = None
    for pragma in ("journal_mode = wal", "synchronous = full", f"busy_timeout = {_PATIENCE}"):
        connection.execute(f"PRAGMA {pragma}")


def begun(connection: Connection) -> None:
    """Begin a transaction that writes, where the driver has put that off.

    The SQLite driver begins before the first change only: a savepoint outside of a
    transaction is one by itself, and released, it would be there to stay. A writer takes its
    turn before it reads, so that what it read still holds when it writes.
    """
    raw = connection.connection.dbapi_connection
    if not connection.in_transaction():
        connection.begin()
    if isinstance(raw, SQLite) and not raw.in_transaction:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def as_it_stands(connection: Connection) -> Iterator[None]:
    """Read a SQLite text that is no UTF-8 as its bytes, so that it can be said where it stands."""
    raw = connection.connection.dbapi_connection
    if not isinstance(raw, SQLite):
        yield
        return
    before, raw.text_factory = raw.text_factory, _text
    try:
        yield
    finally:
        raw.text_factory = before


def _text(said: bytes) -> str | bytes:
    try:
        return said.decode()
    except UnicodeDecodeError:
        return said


def outrun(refusal: DBAPIError) -> str:
    """How another writer came first, if that is why a database refuses; else nothing."""
    if isinstance(refusal, IntegrityError):
        return "written at the same time"
    early = getattr(refusal.orig, "sqlite_errorcode", None) == SQLITE_BUSY_SNAPSHOT
    if early or getattr(refusal.orig, "sqlstate", None) == _NOT_SERIAL:
        return "others have written since this transaction began to read; take it back"
    return ""


@contextmanager
def told(what: str) -> Iterator[None]:
    """Say in our own words that a database refuses."""
    try:
        yield
    except DBAPIError as refusal:
        late = outrun(refusal)
        raise StorageError(what, f"{late}: try again" if late else str(refusal.orig)) from refusal
