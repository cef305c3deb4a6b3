from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from os import PathLike, fspath
from typing import Any, Literal, Self, overload

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

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
    digest,
    seal,
    verify,
    whole,
)
from bakohumas.storage._databases import engine_of, outrun, told
from bakohumas.storage._lines import from_lines, to_lines
from bakohumas.storage._persons import nameless
from bakohumas.storage._rows import Rows


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

    The journal keeps what events hold: codes, days, citations. Where an event points to a
    person it holds an opaque id, and the name lives in a table of the host's, so that it can be
    erased without breaking a seal. An id with a blank in it, as nearly every name has, is
    refused; a name of one word, or one in a free text such as a basis, nobody can tell.

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
        self._opened: Engine | None = None
        if isinstance(where, Engine | Connection):
            self._rows = Rows(where, table)
        else:
            expect(where, str, PathLike, what="where")
            self._opened = engine_of(fspath(where))
            self._rows = Rows(self._opened, table)
        self._known: dict[tuple[str, str], tuple[str, tuple[object, ...]]] = {}
        try:
            self._rows.make()
        except StorageError:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database, if the journal opened it itself."""
        if self._opened is not None:
            self._opened.dispose()

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
            ValueError: If *kind* or *id* is blank or too long, a number or text in an event is
                none, or it is what a line of :meth:`lines` would not bring back; if a person
                in the event of a body or a meeting is no opaque id; if the end of the
                stream was altered.

        Examples:
            >>> with Journal(":memory:") as journal:
            ...     journal.append("note", "a", [{"n": 1}, {"n": 2}], expect=0)
            2
        """
        return self._append((kind, id), events, expect)[0]

    def revision(self, kind: str, id: str) -> int:  # noqa: A002 - as in append
        """How many events a stream holds; 0 where there is none of that name."""
        return self._rows.revision(kind, id)

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

        Returns:
            Entries by kind, id and revision, read as they are asked for; where the same
            connection also writes, as the host's does, all are read before the first.

        Raises:
            FormatError: If a row is no entry, with its place; what comes before it is given.
            StorageError: If the database refuses.
            TypeError: If *since* is no number.
            ValueError: If *since* is below 0.
        """
        check_revision(since, what="since")
        return whole(self._rows.read(kind, id, since=since))

    def heads(self) -> dict[tuple[str, str], str]:
        """The digest at which each stream stands, by kind and id: what one keeps elsewhere.

        Raises:
            FormatError: If the last row of a stream is no entry, with its place.
        """
        ends = {(each.kind, each.id): each.digest for each in whole(self._rows.heads())}
        return dict(sorted(ends.items()))

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
        return verify(self._rows.read(), heads)

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
                another state; if a record has no id, or another value is given one; or as
                :meth:`append` says.
        """
        kind, own = stream_of(value)
        check_revision(expect)
        if bool(own) == bool(id):
            msg = f"a {kind} {own} has an id of its own" if own else "say under which id to keep it"
            raise ValueError(msg)
        stream = kind, own or id
        events = to_events(value, since=expect)
        past = None
        if expect and not isinstance(value, Record):
            past = partial(self._insist_on_one_past, stream, value, expect)
        revision, last = self._append(stream, events, expect, past)
        self._meet(stream, value, last)
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
            UnknownNameError: If the journal holds nothing of that kind and id, or not yet
                at that revision.
            FormatError: If what it holds could not have happened, or was altered.
            TypeError: If *revision* is no number.
            ValueError: If *revision* is below 0.
        """
        if revision is not None:
            check_revision(revision, what="the revision")
        found = tuple(self._rows.read(kind, id))
        if not found:
            raise UnknownNameError(kind, str(id), scope="in this journal")
        wrong = verify(found)
        if wrong:
            raise FormatError("journal", tuple(each.explain() for each in wrong))
        if revision is not None and not 1 <= revision <= len(found):
            scope = f"{kind} {id} has 1 to {len(found)}"
            raise UnknownNameError("revision", str(revision), scope=scope)
        entries = tuple(whole(found[:revision]))
        value = from_events([_event(entry) for entry in entries], kind=kind)
        self._meet((kind, id), value, entries[-1].digest)
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
        with told(what), self._rows.writing() as connection:
            entries = self._following(connection, from_lines(lines), what)
            return self._rows.enter(connection, nameless(entries))[0]

    def _append(
        self,
        stream: tuple[str, str],
        events: Iterable[Mapping[str, Any]],
        expect: int,
        past: Callable[[str], None] | None = None,
    ) -> tuple[int, str]:
        """Add events to a stream whose last digest the *past* agrees with; its new end."""
        check_names(*stream)
        check_revision(expect)
        what = f"append to {' '.join(stream)}"
        with told(what):
            try:
                with self._rows.writing() as connection:
                    found, previous = self._rows.end(connection, *stream)
                    if found != expect:
                        raise StaleRevisionError(what, "somebody else has written", expect, found)
                    if past:
                        past(previous)
                    entries = seal(*stream, events, after=found, previous=previous)
                    count, last = self._rows.enter(connection, nameless(entries))
            except DBAPIError as refusal:
                if why := outrun(refusal):
                    now = self._rows.revision(*stream)
                    raise StaleRevisionError(what, why, expect, now) from refusal
                raise
        return found + count, last or previous

    def _following(
        self, connection: Connection, entries: Iterable[Entry], what: str
    ) -> Iterator[Entry]:
        """The entries, as long as each goes on where its stream stands."""
        ends: dict[tuple[str, str], tuple[int, str]] = {}
        for entry in entries:
            stream = entry.kind, entry.id
            place = f"{entry.kind} {entry.id}, entry {entry.revision}"
            try:
                check_names(*stream)
            except ValueError as slip:
                raise FormatError("journal", (f"{place}: {slip}",)) from slip
            if stream not in ends:
                ends[stream] = self._rows.end(connection, *stream)
            found, previous = ends[stream]
            if entry.revision <= found:
                why = f"{place} is there already"
                raise StaleRevisionError(what, why, entry.revision - 1, found)
            due = digest(previous, *stream, found + 1, entry.text)
            if (entry.revision, entry.digest) != (found + 1, due):
                why = f"{place}: its seal does not follow from entry {found}"
                raise FormatError("journal", (why,))
            ends[stream] = entry.revision, entry.digest
            yield entry

    def _meet(self, stream: tuple[str, str], value: Streamed, last: str) -> None:
        """Remember to which digest a history leads, so that it need not be sealed once more."""
        if not isinstance(value, Record):
            self._known[stream] = last, value.events

    def _insist_on_one_past(
        self,
        stream: tuple[str, str],
        value: Body | Programme | Federation,
        revision: int,
        held: str,
    ) -> None:
        """Refuse a history that does not lead to the digest at which the stream stands."""
        if self._known.get(stream) == (held, value.events[:revision]):
            return
        kind, id_ = stream
        last = START
        for entry in seal(kind, id_, to_events(value, until=revision)):
            last = entry.digest
        if held != last:
            msg = (
                f"the first {revision} events of {id_} are not those that the journal holds: "
                "load it, and make the change on that"
            )
            raise ValueError(msg)


def _event(entry: Entry) -> dict[str, Any]:
    """The event of an entry whose seal holds, though whoever made the seal may have erred."""
    try:
        event = entry.event
    except (ValueError, RecursionError):
        event = None
    if not isinstance(event, dict):
        why = f"{entry.kind} {entry.id}, entry {entry.revision}: no event of JSON stands there"
        raise FormatError("journal", (why,))
    return event
