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
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import StaticPool

from bakohumas.errors import MissingExtraError

_DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg"}
_PATIENCE = 30_000
"""Milliseconds that a writer waits for another one before it gives up."""


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
        event.listen(engine, "begin", _begin)
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


def _begin(connection: Connection) -> None:
    """A writer takes its turn before it reads, so that what it read still holds when it writes."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def begun(connection: Connection) -> None:
    """Begin the host's transaction in earnest, where the driver has put that off.

    The SQLite driver begins before the first change only, and a savepoint outside of
    a transaction is one by itself: released, it would be there to stay.
    """
    raw = connection.connection.dbapi_connection
    if not connection.in_transaction():
        connection.begin()
    if isinstance(raw, SQLite) and not raw.in_transaction:
        connection.exec_driver_sql("BEGIN")
