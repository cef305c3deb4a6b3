from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from threading import Lock
from typing import Any

from bakohumas.bodies._columns import OPEN, TIP, Column, Mark, Span
from bakohumas.bodies._events import Corrected, Event, Founded, Opened
from bakohumas.bodies._statutes import Regime, Statute
from bakohumas.errors import MODEL, OutOfScopeError, RefusedError, TermError

_DEEPEST = 16
BOOKS = (
    *("life", "charter", "member", "voice", "secretariat"),
    *("term", "seat", "acting", "post", "note", "heir"),
)
"""What a ledger keeps columns of, each by a name of its own."""
Enter = Callable[["Ledger", Event, bool], None]


class Ledger:
    """What the events of a history amount to, on every day and as known at every point of it.

    Columns are only appended to, and a body reads them as of the number of events
    that it knows; so all bodies of one history share one ledger. Whoever goes on
    from an older state writes on a branch, which copies a column when it first
    writes on it and reads all others from its parent. A correction is a branch too:
    from the wrong record on, what followed is entered again.
    """

    def __init__(
        self,
        parent: "Ledger | None" = None,
        base: int = 0,
        *,
        before: "Ledger | None" = None,
        since: int = 0,
        instead: Mapping[int, Event | None] | None = None,
    ) -> None:
        self.parent = parent
        self.base = base
        self.before = before
        self.since = since
        self.count = base
        self.events: list[Event] = []
        self.recorded: list[date] = []
        self.instead: Mapping[int, Event | None] = instead or {}
        self.books: dict[str, dict[str, Column]] = {book: {} for book in BOOKS}
        self.depth: int = parent.depth + 1 if parent else 0
        self.lock = Lock()
        self.touched: list[tuple[str, str, Column]] = []
        self.fresh = False
        self.seated: set[str] = parent.seated if parent else set()
        """Institutions that were ever put on a seat, in some state of the history or other."""

    # what is read

    def _column(self, book: str, name: str, version: int) -> tuple[Column | None, int]:
        """One column, and the version that is read of it: on a branch it may be a parent's."""
        ledger = self
        while True:
            column = ledger.books[book].get(name)
            if column is not None or ledger.parent is None:
                return column, version
            version = min(version, ledger.base)
            ledger = ledger.parent

    def at(self, book: str, name: str, day: date, version: int = TIP) -> Mark | None:
        """The mark that tells of a day in one column."""
        column, seen = self._column(book, name, version)
        return column.at(day, seen) if column else None

    def around(
        self, book: str, name: str, day: date, version: int = TIP
    ) -> tuple[Span | None, Span | None]:
        """The stretch of days that a day lies in, and the next one, in one column."""
        column, seen = self._column(book, name, version)
        return column.around(day, seen) if column else (None, None)

    def last(self, book: str, name: str, day: date, version: int = TIP) -> Span | None:
        """The last stretch of days of one column that had begun by a day."""
        column, seen = self._column(book, name, version)
        return column.last(day, seen) if column else None

    def spans(self, book: str, name: str = "", version: int = TIP) -> list[Span]:
        """The stretches of days of one column."""
        column, seen = self._column(book, name, version)
        return column.spans(seen) if column else []

    def names(self, book: str, version: int = TIP) -> list[str]:
        """The names under which that version finds a column in a book, as they came in."""
        if self.parent is None and version >= self.count:
            own = list(self.books[book].items())  # another may be written now
            return [name for name, column in own if column.marks]
        found: dict[str, None] = {}
        for ledger, seen in reversed(self._line(version)):
            for name, column in list(ledger.books[book].items()):
                if column.seen(seen):
                    found[name] = None
        return list(found)

    def columns(self, book: str, version: int) -> Iterator[tuple[str, Column, int]]:
        """The columns of a book that a version finds, each with the version that is read of it."""
        done: set[str] = set()
        for ledger, known in self._line(version):
            for name, column in list(ledger.books[book].items()):
                if name not in done and column.seen(known):
                    yield name, column, known
            if ledger.parent:
                done.update(ledger.books[book])

    def _line(self, version: int) -> list[tuple["Ledger", int]]:
        """This ledger and its parents, each with the version that is read of it."""
        line = []
        ledger: Ledger | None = self
        while ledger is not None:
            line.append((ledger, version))
            version = min(version, ledger.base)
            ledger = ledger.parent
        return line

    def statute(self, on: date, version: int = TIP) -> Statute:
        """What the charter of a day lays down.

        Raises:
            RefusedError: If the body did not exist on that day.
        """
        return self.regime(on, version).on(on)

    def regime(self, on: date, version: int = TIP) -> Regime:
        """The charter that governs the body on a day."""
        own = self.books["charter"].get("")
        if own and version == TIP and own.marks[-1].start <= on and own.marks[-1].end == OPEN:
            latest: Regime = own.marks[-1].value
            return latest
        mark = self.at("charter", "", on, version)
        if mark is None:
            self.exists(on, version)
        assert mark is not None  # noqa: S101 - where there is a body, a charter governs it
        regime: Regime = mark.value
        return regime

    def exists(self, on: date, version: int = TIP) -> None:
        """Insist that the body is there on a day, and that its register is open by then.

        Raises:
            RefusedError: If it was not founded by then, or dissolved before.
            OutOfScopeError: If the register was opened later, in mid-life.
        """
        own = self.books["life"].get("")
        whole = self.parent is None and version == TIP
        if own and whole and own.marks[-1].start <= on and "dissolution" not in self.books["note"]:
            return  # which is so nearly always, and asked of every event
        life = self.last("life", "", date.max, version)
        if life is None:
            raise RefusedError(
                f"act on {on}", "the register did not know of the body", MODEL, "ask of a later day"
            )
        if on < life.start and isinstance(life.value, Opened):
            raise OutOfScopeError(
                on, life.start, "the register, opened in mid-life: what came before is unknown"
            )
        if on < life.start:
            raise RefusedError(
                f"act on {on}",
                f"the body was founded on {life.start}",
                MODEL,
                "choose a day on which it exists",
            )
        over = self.last("note", "dissolution", on, version)
        if over is not None:
            raise RefusedError(
                f"act on {on}",
                f"the body was dissolved on {over.start}",
                MODEL,
                "choose a day on which it exists",
            )

    # what is written

    def paint(self, book: str, name: str, start: date, end: date | None, value: Any) -> None:  # noqa: ANN401 - as a column
        """Say what is so in one column from *start* up to *end*."""
        column = self.books[book].get(name)
        if column is None:
            column = self.books[book][name] = self._inherited(book, name)
        column.paint(self.count, start, end or OPEN, value)
        if not self.fresh:
            self.touched.append((book, name, column))

    def tells(self, book: str, name: str) -> bool:
        """Whether anything was ever said in one column."""
        return self._column(book, name, TIP)[0] is not None

    def _inherited(self, book: str, name: str) -> Column:
        column, seen = self._column(book, name, TIP)
        return column.copy(seen) if column else Column()

    def taken(self, book: str, name: str, start: date, end: date | None) -> Iterator[Mark]:
        """The marks that a stretch of days would meet, that of its first day before others."""
        last = end or OPEN
        mark = self.at(book, name, start)
        if mark is not None:
            yield mark
        for later in self.later(book, name, start):
            if later.start < last:
                yield later

    def later(self, book: str, name: str, day: date) -> Sequence[Mark]:
        """The marks of one column that begin after a day, but those that others cover."""
        column, seen = self._column(book, name, TIP)
        ahead = column.after(day) if column else ()
        if not column or not ahead:
            return ()
        return [
            mark for mark in ahead if mark.version < seen and column.at(mark.start, seen) is mark
        ]

    def turn(self, book: str, name: str, day: date) -> date | None:
        """The next day from which one column says something else of it; ``None`` for never."""
        here, after = self.around(book, name, day)
        if here and here.end != OPEN:
            return here.end
        return after.start if after else None

    def extended(self, count: int, events: Sequence[Event], enter: Enter) -> tuple["Ledger", int]:
        """The ledger in which these *events* follow the first *count*, and how many there are.

        Raises:
            BakohumasError: If one of them could not happen; nothing is written then.
        """
        with self.lock:
            own = self.count == count
            ledger = self if own else self._branch(count)
            self.fresh = own and not count  # what begins refused is let go as a whole
            try:
                for event in events:
                    ledger = ledger.entered(event, enter)
            except BaseException:
                if own:  # a branch that is refused is let go, and this one is another body's
                    self._take_back(count)
                raise
            ledger.fresh = self.fresh = False
            ledger.touched.clear()
        return ledger, ledger.count

    def _branch(self, count: int) -> "Ledger":
        if self.depth < _DEEPEST:
            return Ledger(self, count, before=self, since=count, instead=self.instead)
        # what many branches wrote is gathered in one, upon the ledger on which they all grew
        *branches, (root, known) = self._line(count)
        gathered = Ledger(root, known, before=self, since=count, instead=self.instead)
        gathered.count = count
        for ledger, seen in reversed(branches):
            for book, columns in ledger.books.items():
                for name, column in list(columns.items()):
                    gathered.books[book][name] = column.copy(seen)
        return gathered

    def _take_back(self, count: int) -> None:
        for book, name, column in self.touched:
            column.forget(count)
            if not column.marks:  # names stand in the order in which they came in
                self.books[book].pop(name, None)
        del self.events[count - self.since :]
        del self.recorded[count - self.since :]
        self.count = count
        self.touched.clear()

    def entered(self, event: Event, enter: Enter) -> "Ledger":
        """The ledger with one more event: this one, or the branch that a correction makes."""
        last = self.recorded[-1] if self.recorded else self._last_recorded()
        if last and event.recorded < last:
            raise RefusedError(
                f"record an event on {event.recorded}",
                f"the register was last written on {last}",
                MODEL,
                "give the day on which the register learns of it (recorded=...)",
            )
        ledger = self
        if isinstance(event, Corrected):
            ledger = self._corrected(event, enter)
        else:
            enter(self, event, True)
        ledger.events.append(event)
        ledger.recorded.append(event.recorded)
        ledger.count += 1
        return ledger

    def _last_recorded(self) -> date | None:
        before = self.before
        return before.recorded[self.since - before.since - 1] if before else None

    def _corrected(self, event: Corrected, enter: Enter) -> "Ledger":
        """A branch from the wrong record on, with what is true in its place."""
        history = self.history(self.count)
        what = f"correct record {event.of}"
        if not 0 <= event.of < len(history) or isinstance(history[event.of], Corrected):
            raise RefusedError(
                what,
                f"the history has no fact of that number, but {len(history)} records",
                MODEL,
                "number the records from 0, and correct the fact itself, not a correction of it",
            )
        if isinstance(history[event.of], Founded) != isinstance(event.instead, Founded):
            raise RefusedError(
                what,
                "a history begins with one founding, and has no other",
                MODEL,
                "put a founding in the place of the founding",
            )
        instead = {**self.instead, event.of: event.instead}
        if 2 * event.of < len(history):  # where most is entered again, nothing need be inherited
            ledger = Ledger(None, 0, before=self, since=self.count, instead=instead)
        else:
            ledger = self._branch(event.of)
            ledger.since, ledger.instead = self.count, instead
        ledger.fresh = True
        for number, recorded in enumerate(history[ledger.count :], start=ledger.count):
            true = instead.get(number, recorded)
            ledger.count = number
            if true is None or isinstance(true, Corrected):
                continue
            try:
                enter(ledger, true, True)
            except (RefusedError, OutOfScopeError) as no:
                raise TermError(
                    what,
                    f"record {number} could then not have happened: {no}",
                    no.basis if isinstance(no, RefusedError) else MODEL,
                    "correct what follows from it first",
                ) from no
        ledger.count = len(history)
        return ledger

    # the history

    def knowing(self, version: int) -> "Ledger":
        """The ledger in which a version is read: a correction changes nothing before it."""
        ledger = self
        while ledger.before is not None and version <= ledger.since:
            ledger = ledger.before
        return ledger

    def history(self, count: int) -> tuple[Event, ...]:
        """The first events, in the order in which they were recorded."""
        parts: list[list[Event]] = []
        ledger: Ledger | None = self
        while ledger is not None:
            parts.append(ledger.events[: max(count - ledger.since, 0)])
            count = min(count, ledger.since)
            ledger = ledger.before
        return tuple(event for part in reversed(parts) for event in part)

    def known(self, day: date, count: int) -> int:
        """How many of the first events had been recorded by a day."""
        ledger: Ledger | None = self
        while ledger is not None:
            mine = ledger.recorded[: max(count - ledger.since, 0)]
            if mine and mine[0] <= day:
                return ledger.since + bisect_right(mine, day)
            count = min(count, ledger.since)
            ledger = ledger.before
        return 0
