from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from os import PathLike, fspath
from typing import Any, Final, Literal, Self, overload

import attrs
from sqlalchemy import Connection, Engine, func, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from bakohumas.bodies import Body, Federation
from bakohumas.errors import FormatError, StaleRevisionError, StorageError, UnknownNameError, expect
from bakohumas.interchange import Streamed, from_events, stream_of, to_events
from bakohumas.meetings import Record
from bakohumas.programmes import Programme
from bakohumas.storage._chain import (
    START,
    Break,
    Entry,
    check_names,
    check_revision,
    seal,
    verify,
)
from bakohumas.storage._databases import begun, engine_of, journal_table
from bakohumas.storage._lines import from_lines, to_lines

_AT_ONCE: Final = 1000


class Journal:
    """An append-only log of events, by kind and id, with a seal from entry to entry.

    Args:
        where: The path of a SQLite file, made if it is not there; a URL such as
            ``"postgresql+psycopg://host/name"``; an engine; or a connection of the host's
            own, so that what is appended stands or falls with the host's transaction.
        table: Name of the table, made if it is not there.

    Raises:
        TypeError: If *where* is nothing of the kind.
        StorageError: If the database cannot be opened, or its table not made.
        MissingExtraError: If the driver that a URL names is not installed.

    The journal keeps what events hold: codes, days, citations. Names of persons are never in
    it; where an event must point to a person it holds an opaque id, and the name lives in
    a table of the host's, so that it can be erased without breaking a seal.

    Examples:
        >>> from datetime import date
        >>> from bakohumas.bodies import Body
        >>> from bakohumas.institutions import directory
        >>> from bakohumas.law import charter
        >>> day = date(2015, 11, 2)
        >>> body = Body.found("nasional", charter=charter("national"), on=day, basis="invented")
        >>> with Journal(":memory:") as journal:
        ...     first = journal.save(body, expect=0)
        ...     later = body.admit(directory(on=day).find("BPS"), on=day, basis="invented")
        ...     journal.save(later, expect=first), journal.load("nasional") == later
        (2, True)
    """

    def __init__(
        self,
        where: "str | PathLike[str] | Engine | Connection",
        *,
        table: str = "bakohumas_journal",
    ) -> None:
        expect(table, str, what="table")
        self._table = journal_table(table)
        self._own = not isinstance(where, Engine | Connection)
        self._at: Engine | Connection
        if isinstance(where, Engine | Connection):
            self._at = where
        else:
            expect(where, str, PathLike, what="where")
            self._at = engine_of(fspath(where))
        self._known: dict[tuple[str, str], Streamed] = {}
        try:
            with self._writing(f"make the table {table}") as connection:
                self._table.create(connection, checkfirst=True)
        except StorageError:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database, if the journal opened it itself."""
        if self._own and isinstance(self._at, Engine):
            self._at.dispose()

    def append(
        self,
        kind: str,
        id: str,  # noqa: A002 - it is the stream's id that one writes
        events: Iterable[Mapping[str, Any]],
        *,
        expect: int,
    ) -> int:
        """Add events to the end of a stream: all of them, or none.

        Args:
            kind: What the stream is of.
            id: Which one.
            events: Plain objects, such as JSON holds.
            expect: The revision that the writer knows; 0 for a stream that begins.

        Returns:
            The revision that the stream is at now.

        Raises:
            StaleRevisionError: If the stream is at another revision: somebody else has
                written meanwhile. Nothing is written then.
            StorageError: If the database refuses.
            TypeError: If an event is no mapping, or holds what JSON cannot say.
            ValueError: If *kind* or *id* is blank or too long, or a number or text is none.

        Examples:
            >>> with Journal(":memory:") as journal:
            ...     journal.append("note", "a", [{"n": 1}, {"n": 2}], expect=0)
            2
        """
        check_names(kind, id)
        check_revision(expect)
        what = f"append to {kind} {id}"
        try:
            with self._writing(what) as connection:
                found, previous = self._end(connection, kind, id)
                if found != expect:
                    raise StaleRevisionError(what, "somebody else has written", expect, found)
                entries = seal(kind, id, events, after=found, previous=previous)
                found += self._enter(connection, entries)
        except IntegrityError as taken:
            now = self.revision(kind, id)
            raise StaleRevisionError(what, "written at the same time", expect, now) from taken
        return found

    def revision(self, kind: str, id: str) -> int:  # noqa: A002 - as in append
        """How many events a stream holds; 0 where there is none of that name."""
        with self._reading(f"read {kind} {id}") as connection:
            return self._end(connection, kind, id)[0]

    def entries(
        self,
        kind: str | None = None,
        id: str | None = None,  # noqa: A002 - as in append
        *,
        since: int = 0,
    ) -> Iterator[Entry]:
        """The entries of a stream, of all of one kind, or of all, in order.

        Args:
            kind: Kind of the streams; by default, every kind.
            id: Which stream; by default, every one.
            since: The revision after which to begin.

        Yields:
            Entries by kind, id and revision, read as they are asked for.

        Raises:
            StorageError: If the database refuses.
        """
        columns = self._table.c
        wanted = select(columns.kind, columns.id, columns.revision, columns.text, columns.digest)
        for column, value in ((columns.kind, kind), (columns.id, id)):
            if value is not None:
                wanted = wanted.where(column == value)
        wanted = wanted.where(columns.revision > since)
        wanted = wanted.order_by(columns.kind, columns.id, columns.revision)
        with self._reading("read entries") as connection:
            streamed = connection.execution_options(yield_per=_AT_ONCE).execute(wanted)
            for row in streamed:
                yield Entry(*row)

    def heads(self) -> dict[tuple[str, str], str]:
        """The digest at which each stream stands, by kind and id: what one keeps elsewhere."""
        columns = self._table.c
        ends = (
            select(columns.kind, columns.id, func.max(columns.revision).label("revision"))
            .group_by(columns.kind, columns.id)
            .subquery()
        )
        wanted = select(columns.kind, columns.id, columns.digest).join(
            ends,
            (columns.kind == ends.c.kind)
            & (columns.id == ends.c.id)
            & (columns.revision == ends.c.revision),
        )
        with self._reading("read the heads") as connection:
            found = {(kind, id_): digest for kind, id_, digest in connection.execute(wanted)}
        return dict(sorted(found.items()))

    def verify(self, heads: Mapping[tuple[str, str], str] | None = None) -> tuple[Break, ...]:
        """Where the journal is not what was written into it.

        Args:
            heads: What :meth:`heads` gave at some time, kept elsewhere: they tell when
                the end of a stream, or all of it, was taken away since.

        Returns:
            The first wrong entry of each stream; nothing, where all is well.

        Examples:
            >>> with Journal(":memory:") as journal:
            ...     _ = journal.append("note", "a", [{"n": 1}], expect=0)
            ...     journal.verify(), len(journal.heads())
            ((), 1)
        """
        return verify(self.entries(), heads)

    def save(self, value: Streamed, *, expect: int, id: str = "") -> int:  # noqa: A002 - as in append
        """Append what a body, programme or federation has lived through since a revision.

        The record of a meeting is one entry: another that is saved later, such as once the minutes
        are signed, stands after it.

        Args:
            value: The body, programme, federation, or record of a meeting.
            expect: The revision from which its new events follow; 0 for a new one.
            id: Under which id a record is kept; the others have one of their own.

        Returns:
            The revision that its stream is at now.

        Raises:
            StaleRevisionError: If the stream is at another revision.
            TypeError: If it is of another kind.
            ValueError: If its history up to *expect* is not the journal's: it went on from
                another state; if a record has no id, or another value is given one.
        """
        kind, own = stream_of(value)
        check_revision(expect)
        if bool(own) == bool(id):
            msg = f"a {kind} {own} has an id of its own" if own else "say under which id to keep it"
            raise ValueError(msg)
        stream = kind, own or id
        events = to_events(value, since=expect)
        if expect and not isinstance(value, Record):
            self._insist_on_one_past(stream, value, expect)
        revision = self.append(*stream, events, expect=expect)
        self._known[stream] = value
        return revision

    @overload
    def load(self, id: str, *, revision: int | None = None) -> Body: ...
    @overload
    def load(
        self, id: str, *, kind: Literal["programme"], revision: int | None = None
    ) -> Programme: ...
    @overload
    def load(
        self, id: str, *, kind: Literal["federation"], revision: int | None = None
    ) -> Federation: ...
    @overload
    def load(self, id: str, *, kind: Literal["meeting"], revision: int | None = None) -> Record: ...
    @overload
    def load(self, id: str, *, kind: str, revision: int | None = None) -> Streamed: ...
    def load(self, id: str, *, kind: str = "body", revision: int | None = None) -> Streamed:  # noqa: A002 - as in append
        """The value of an id, its history checked again.

        Args:
            id: The id of its stream.
            kind: ``"body"``, ``"programme"``, ``"federation"`` or ``"meeting"``.
            revision: As it stood at this revision; by default, at the last.

        Raises:
            UnknownNameError: If the journal holds nothing of that kind and id.
            FormatError: If what it holds could not have happened, or was altered.
        """
        entries = tuple(self.entries(kind, id))
        if not entries:
            raise UnknownNameError(kind, str(id), scope="in this journal")
        wrong = verify(entries)
        if wrong:
            raise FormatError("journal", tuple(each.explain() for each in wrong))
        value = from_events([entry.event for entry in entries[:revision]], kind=kind)
        self._known[kind, id] = value
        return value

    def lines(self) -> Iterator[str]:
        """All entries as JSON Lines, for a file that needs no database to be read."""
        return to_lines(self.entries())

    def add_lines(self, lines: Iterable[str]) -> int:
        """Take in entries from JSON Lines: all of them, or none.

        Streams that the journal does not know begin; of those it knows, the lines must go on
        where it stands. Every seal is checked.

        Returns:
            How many entries were added.

        Raises:
            FormatError: If a line is malformed, or a seal is broken.
            StaleRevisionError: If the journal already holds an entry of a line.
        """
        what = "add the lines"
        try:
            with self._writing(what) as connection:
                return self._enter(connection, self._following(connection, from_lines(lines), what))
        except IntegrityError as taken:
            raise StorageError(what, "written at the same time: try again") from taken

    def _following(
        self, connection: Connection, entries: Iterable[Entry], what: str
    ) -> Iterator[Entry]:
        """The entries, as long as each goes on where its stream stands."""
        ends: dict[tuple[str, str], tuple[int, str]] = {}
        for entry in entries:
            stream = entry.kind, entry.id
            check_names(*stream)
            if stream not in ends:
                ends[stream] = self._end(connection, *stream)
            found, previous = ends[stream]
            place = f"{entry.kind} {entry.id}, entry {entry.revision}"
            if entry.revision <= found:
                why = f"{place} is there already"
                raise StaleRevisionError(what, why, entry.revision - 1, found)
            (due,) = seal(*stream, [entry.event], after=found, previous=previous)
            if due != entry:
                why = f"{place}: its seal does not follow from entry {found}"
                raise FormatError("journal", (why,))
            ends[stream] = entry.revision, entry.digest
            yield entry

    def _enter(self, connection: Connection, entries: Iterator[Entry]) -> int:
        """Write entries, many at once, and say how many there were."""
        count = 0
        while rows := [attrs.asdict(entry) for entry in islice(entries, _AT_ONCE)]:
            connection.execute(insert(self._table), rows)
            count += len(rows)
        return count

    def _insist_on_one_past(
        self, stream: tuple[str, str], value: Body | Programme | Federation, revision: int
    ) -> None:
        """Refuse a history that goes on from another state; one that was met before is known."""
        known = self._known.get(stream)
        past = value.events[:revision]
        if known is not None and not isinstance(known, Record) and known.events[:revision] == past:
            return
        kind, id_ = stream
        last = START
        for entry in seal(kind, id_, to_events(value, until=revision)):
            last = entry.digest
        with self._reading(f"read {kind} {id_}") as connection:
            columns = self._table.c
            mine = (columns.kind == kind) & (columns.id == id_) & (columns.revision == revision)
            held = connection.execute(select(columns.digest).where(mine)).scalar()
        if held is not None and held != last:
            msg = (
                f"the first {revision} events of {id_} are not those that the journal holds: "
                "load it, and make the change on that"
            )
            raise ValueError(msg)

    def _end(self, connection: Connection, kind: str, id_: str) -> tuple[int, str]:
        columns = self._table.c
        wanted = (
            select(columns.revision, columns.digest)
            .where(columns.kind == kind, columns.id == id_)
            .order_by(columns.revision.desc())
            .limit(1)
        )
        row = connection.execute(wanted).first()
        return (row.revision, row.digest) if row else (0, START)

    @contextmanager
    def _writing(self, what: str) -> Iterator[Connection]:
        """A transaction of our own, or a part of the host's that can be undone by itself."""
        try:
            if isinstance(self._at, Connection):
                begun(self._at)
                with self._at.begin_nested():
                    yield self._at
            else:
                with self._at.execution_options(writes=True).begin() as connection:
                    yield connection
        except IntegrityError:
            raise
        except DBAPIError as refusal:
            raise StorageError(what, str(refusal.orig)) from refusal

    @contextmanager
    def _reading(self, what: str) -> Iterator[Connection]:
        try:
            if isinstance(self._at, Connection):
                yield self._at
            else:
                with self._at.connect() as connection:
                    yield connection
        except DBAPIError as refusal:
            raise StorageError(what, str(refusal.orig)) from refusal
