from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice, starmap
from typing import Final

import attrs
from sqlalchemy import Connection, Engine, Executable, and_, func, insert, inspect, literal, select
from sqlalchemy.pool import StaticPool

from bakohumas.storage._chain import START, Break, Entry, entry_of, whole
from bakohumas.storage._databases import as_it_stands, begun, journal_table, told

_AT_ONCE: Final = 1000


class Rows:
    """The table of a journal, in a database or within a transaction of the host's.

    Args:
        at: The engine, or the host's connection.
        name: Name of the table.
    """

    def __init__(self, at: Engine | Connection, name: str) -> None:
        self._at = at
        self._table = journal_table(name)
        self._shared = isinstance(at, Connection) or isinstance(at.pool, StaticPool)

    def make(self) -> None:
        """Make the table, if it is not there; where it is, nothing is begun."""
        with told(f"make the table {self._table.name}"):
            with self._reading() as connection:
                there = inspect(connection).has_table(self._table.name)
            if not there:
                with self.writing() as connection:
                    self._table.create(connection, checkfirst=True)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction of our own, or a part of the host's that can be undone by itself."""
        if isinstance(self._at, Connection):
            begun(self._at)
            with self._at.begin_nested():
                yield self._at
        else:
            with self._at.begin() as connection:
                begun(connection)
                yield connection

    def enter(self, connection: Connection, entries: Iterable[Entry]) -> tuple[int, str]:
        """Write entries, many at once; how many there were, and the digest of the last."""
        count, last, left = 0, START, iter(entries)
        while some := list(islice(left, _AT_ONCE)):
            connection.execute(insert(self._table), [attrs.asdict(each) for each in some])
            count, last = count + len(some), some[-1].digest
        return count, last

    def end(self, connection: Connection, kind: str, id_: str) -> tuple[int, str]:
        """The revision at which a stream stands, and its digest.

        Raises:
            FormatError: If its last row is no entry.
        """
        columns = self._table.c
        nothing = literal("").label("text")
        wanted = (
            select(columns.kind, columns.id, columns.revision, nothing, columns.digest)
            .where(columns.kind == kind, columns.id == id_)
            .order_by(columns.revision.desc())
            .limit(1)
        )
        with as_it_stands(connection):
            rows = connection.execute(wanted).all()
        for last in whole(starmap(entry_of, rows)):
            return last.revision, last.digest
        return 0, START

    def revision(self, kind: str, id_: str) -> int:
        """The revision at which a stream stands."""
        with told(f"read {kind} {id_}"), self._reading() as connection:
            return self.end(connection, kind, id_)[0]

    def read(
        self, kind: str | None = None, id_: str | None = None, *, since: int = 0
    ) -> Iterator[Entry | Break]:
        """The rows of a stream, of all of one kind, or of all, in order."""
        columns = self._table.c
        wanted = select(self._table)
        for column, value in ((columns.kind, kind), (columns.id, id_)):
            if value is not None:
                wanted = wanted.where(column == value)
        if since:
            wanted = wanted.where(columns.revision > since)
        return self._read(wanted.order_by(columns.kind, columns.id, columns.revision))

    def heads(self) -> Iterator[Entry | Break]:
        """The last row of each stream."""
        columns = self._table.c
        ends = (
            select(columns.kind, columns.id, func.max(columns.revision).label("revision"))
            .group_by(columns.kind, columns.id)
            .subquery()
        )
        same = [columns[name] == ends.c[name] for name in ("kind", "id", "revision")]
        return self._read(select(self._table).join(ends, and_(*same)))

    def _read(self, wanted: Executable) -> Iterator[Entry | Break]:
        """Rows as they are asked for; all first, where others use the connection meanwhile."""
        with told("read entries"), self._reading() as connection, as_it_stands(connection):
            if not self._shared:
                rows = connection.execute(wanted, execution_options={"yield_per": _AT_ONCE})
                yield from starmap(entry_of, rows)
                return
            held = connection.execute(wanted).all()
        yield from starmap(entry_of, held)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        if isinstance(self._at, Connection):
            yield self._at
        else:
            with self._at.connect() as connection:
                yield connection
