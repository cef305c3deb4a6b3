from collections.abc import Collection, Iterable, Iterator
from datetime import date
from heapq import heappop, heappush
from typing import Any

import attrs

from bakohumas.bodies import (
    Acted,
    Appointed,
    Capacity,
    Cause,
    Elected,
    LaidDown,
    Replaced,
    Seated,
    Selection,
    Vacated,
)
from bakohumas.interchange._holdings import Holding
from bakohumas.interchange._members import Told
from bakohumas.periods import Approx

_NO_CAUSE = (
    "ends before its board does: say why in the column cause, or give every row of that board "
    "its end"
)


@attrs.frozen
class Elections:
    """The boards of a table: who was elected together, and when the term of each ends."""

    boards: tuple[tuple[Holding, ...], ...]

    @classmethod
    def of(cls, holdings: Iterable[Holding]) -> "Elections":
        """The rows of elected holders, by the day of their election."""
        found: dict[Approx, list[Holding]] = {}
        for each in holdings:
            if each.elected:
                found.setdefault(each.since, []).append(each)
        days = sorted(found, key=lambda day: day.earliest)
        return cls(tuple(tuple(found[day]) for day in days))

    def board(self, on: date) -> tuple[Holding, ...]:
        """The board that was last elected by a day, if one was."""
        return next((each for each in reversed(self.boards) if _start(each[0]) <= on), ())

    def ends(self, each: Holding) -> date:
        """The first day on which a holder, as far as the table tells, holds a seat no more."""
        if each.until:
            return each.until.earliest
        if each.selection is not Selection.ELECTED:
            return date.max
        later = (_start(board[0]) for board in self.boards if _start(board[0]) > _start(each))
        return next(later, date.max)


def numbered(holdings: Iterable[Holding], titles: Collection[str]) -> list[Holding]:
    """The rows with a number for each seat of a title that several hold at once.

    A seat that the charter names is one; of any other title there may be many.
    """
    rows = list(holdings)
    elections = Elections.of(rows)
    lanes: dict[str, list[tuple[date, int]]] = {}  # of each title, the first free one first
    lane_of: dict[int, int] = {}
    for each in sorted(rows, key=lambda each: (_start(each), each.row.number)):
        if each.place.seat in titles or each.capacity.acting:
            continue
        ends = lanes.setdefault(each.place.seat, [])
        free = ends and ends[0][0] <= _start(each)
        lane = heappop(ends)[1] if free else len(ends) + 1
        heappush(ends, (elections.ends(each), lane))
        lane_of[each.row.number] = lane
    return [
        attrs.evolve(each, place=attrs.evolve(each.place, seat=f"{each.place.seat} {number}"))
        if (number := lane_of.get(each.row.number)) and len(lanes[each.place.seat]) > 1
        else each
        for each in rows
    ]


def told(holdings: Collection[Holding], recorded: date, problems: list[str]) -> Iterator[Told]:
    """The events that the rows of the table of the board tell, in no order."""
    elections = Elections.of(holdings)
    for board in elections.boards:
        end = _end(board)
        yield _elected(board, end, recorded, problems)
        for each in board:
            yield from _early(each, end, recorded, problems)
    yield from _laid_down(holdings, elections, recorded)
    for each in holdings:
        if not each.elected:
            yield _told(each, recorded)
        if each.capacity is Capacity.PAW:
            board = elections.board(_start(each))
            yield from _early(each, _end(board), recorded, problems)
        elif each.selection is Selection.EX_OFFICIO and not each.capacity.acting and each.until:
            yield _vacated(each, each.until, each.cause or Cause.LOSS_OF_POST, recorded)


def _laid_down(holdings: Iterable[Holding], elections: Elections, recorded: date) -> Iterator[Told]:
    """The boards that nobody elected, where their rows name a term: laid down by decree."""
    begun = {board[0].since for board in elections.boards}
    found: dict[Approx, list[Holding]] = {}
    for each in holdings:
        sits = each.selection is not Selection.ELECTED and not each.capacity.acting
        if sits and each.label and each.since not in begun:
            found.setdefault(each.since, []).append(each)
    for board in found.values():
        decree = next((each.decree for each in board if each.decree), None)
        stamp: dict[str, Any] = _stamp(board[0], recorded) | {"decree": decree}
        event = LaidDown(**stamp, label=board[0].label, until=_end(tuple(board)))
        yield Told(event, tuple(each.row for each in board))


def _start(each: Holding) -> date:
    return each.since.earliest


def _stamp(each: Holding, recorded: date) -> dict[str, Any]:
    return {
        "on": each.since.earliest,
        "by": None if each.since.exact else each.since.latest,
        "recorded": recorded,
        "basis": each.basis,
        "decree": each.decree,
    }


def _end(board: tuple[Holding, ...]) -> date | None:
    """The end of a term as its rows say it; where one of them is silent, the charter does."""
    ends = [each.until.earliest for each in board if each.until]
    return max(ends) if ends and len(ends) == len(board) else None


def _elected(
    board: tuple[Holding, ...], end: date | None, recorded: date, problems: list[str]
) -> Told:
    first = board[0]
    seats: dict[str, Holding] = {}
    label, decree = "", None
    for each in board:
        there = seats.setdefault(each.place.seat, each)
        wrong = []
        if there is not each:
            wrong.append(f"seat {each.place.seat!r} has a holder from that day on")
        if each.until and each.until.earliest == end and not each.until.exact:
            wrong.append(f"until {each.until} is no day, and the term ends on it")
        if label and each.label and each.label != label:
            wrong.append(f"label {each.label!r} is another for one board")
        if decree and each.decree and each.decree != decree:
            wrong.append(f"decree {str(each.decree)!r} is another for one board")
        other = there if there is not each else first
        problems += [f"{each.row.place}: {one} (row {other.row.number})" for one in wrong]
        label, decree = label or each.label, decree or each.decree
    bases = (each.own_basis for each in board)
    stamp = _stamp(first, recorded) | {
        "basis": "; ".join(dict.fromkeys(filter(None, bases))) or first.table,
        "decree": decree,
    }
    places = tuple(each.place for each in seats.values())
    event = Elected(**stamp, places=places, label=label, until=end)
    return Told(event, tuple(each.row for each in board))


def _told(each: Holding, recorded: date) -> Told:
    stamp = _stamp(each, recorded)
    until = each.until.earliest if each.until else None
    event: Acted | Replaced | Seated | Appointed
    if each.capacity.acting:
        event = Acted(
            **stamp,
            place=each.place,
            capacity=each.capacity,
            until=until,
            mandate=each.mandate,
        )
    elif each.capacity is Capacity.PAW:
        event = Replaced(**stamp, place=each.place)
    elif each.selection is Selection.EX_OFFICIO:
        event = Seated(**stamp, place=each.place)
    else:
        event = Appointed(**stamp, place=each.place, until=until)
    return Told(event, (each.row,))


def _early(each: Holding, end: date | None, recorded: date, problems: list[str]) -> Iterator[Told]:
    """That a holder left before the end of the term, where the row says so."""
    if not each.until or (end and each.until.earliest == end):
        return
    if end and each.until.earliest > end:
        problems.append(f"{each.row.place}: until {each.until} is after the end {end} of the board")
    elif each.cause is None:
        problems.append(f"{each.row.place}: {_NO_CAUSE}")
    else:
        yield _vacated(each, each.until, each.cause, recorded)


def _vacated(each: Holding, until: Approx, cause: Cause, recorded: date) -> Told:
    event = Vacated(
        on=until.earliest,
        by=None if until.exact else until.latest,
        recorded=recorded,
        basis=each.basis,
        seat=each.place.seat,
        cause=cause,
    )
    return Told(event, (each.row,))
