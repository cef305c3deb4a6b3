from bisect import bisect_left
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

import attrs

from bakohumas.bodies import (
    Acted,
    Admitted,
    Appointed,
    Body,
    Elected,
    Event,
    LaidDown,
    Replaced,
    Represented,
    Seated,
    Vacated,
    Withdrawn,
)
from bakohumas.errors import BakohumasError, FormatError, UnknownNameError, expect
from bakohumas.interchange import _members as members_table
from bakohumas.interchange import _seating as seating
from bakohumas.interchange._columns import BOARD, MEMBERS, Row, Rows, read
from bakohumas.interchange._holdings import Reading
from bakohumas.interchange._members import Told
from bakohumas.interchange._offices import Offices
from bakohumas.interchange._stretches import Stretch, latest, opened, stretches, upright
from bakohumas.law import Charter
from bakohumas.law import charter as shipped

_ORDER = (
    *(Vacated, Withdrawn, Admitted, Represented, Elected, LaidDown),
    *(Seated, Appointed, Replaced, Acted),
)
"""What comes first of all that took effect on one day."""
_MOST, _LOOKS = 100, 200_000
_REFUSALS = BakohumasError, ArithmeticError, TypeError, ValueError
_SOURCE = "tables of a body"


def body_from_tables(
    *,
    members: Rows,
    board: Rows | None = None,
    charter: str | Charter,
    on: date | None = None,
    id: str = "",  # noqa: A002 - it is the body's id that one writes
    name: str = "",
    basis: str = "",
) -> Body:
    """A body from what most offices have: a list of its members, and one of its board.

    The register is opened on a day in mid-life, with the rows as it was found: what came
    before is unknown but for what they say. What the charter forbids stays as it is, and
    an audit tells; what contradicts itself is refused. The columns, in English or in
    Indonesian, are those of the page *A body from two tables*.

    Args:
        members: A CSV file (UTF-8, cells parted by commas or semicolons), or rows as mappings.
        board: The same of the board; without it nobody is known to be in office.
        charter: The charter that governs the body, or the name of a shipped one.
        on: The day on which the register is opened. By default the latest on which
            anything in the tables began or was decreed; ends may lie ahead of it.
        id: Its short name in registers; that of the charter by default.
        name: What it is called; its id by default.
        basis: What the rows rest on that do not say it themselves; the tables by default.

    Raises:
        FormatError: If anything is wrong with the tables: everything at once, with file and row.
        UnknownNameError: If no charter of that name is shipped.

    Examples:
        >>> body = body_from_tables(
        ...     members=[{"lembaga": "BPS", "sejak": "2 Mei 2019"}, {"lembaga": "Kominfo"}],
        ...     board=[{"jabatan": "Ketua Umum", "lembaga": "BPS", "mulai": "2019-05-02"}],
        ...     charter="national", on=date(2020, 1, 31))
        >>> now = body.on(date(2020, 1, 31))
        >>> now.register.institutions, now.board.holder("Ketua Umum").period.last_day
        (('bps', 'kominfo'), datetime.date(2024, 5, 1))
    """
    expect(charter, str, Charter, what="the charter")
    if on is not None:
        expect(on, date, what="the day on which the register is opened")
    problems: list[str] = []
    people = read(members, what="members", headers=MEMBERS, problems=problems)
    seats = [] if board is None else read(board, what="board", headers=BOARD, problems=problems)
    found = gathered(
        people,
        seats,
        charter=charter,
        on=on,
        id=id,
        name=name,
        basis=basis,
        source="tables of members and board",
        problems=problems,
    )
    if found is None or problems:
        raise FormatError(_SOURCE, tuple(problems))
    return found.body


@attrs.frozen
class Gathered:
    """What rows amount to: a body of all that can stand together, and what cannot.

    Attributes:
        body: The body.
        refused: The events that cannot stand with the others, by what was said of each.
    """

    body: Body
    refused: Mapping[str, Event]


def gathered(
    people: list[Row],
    seats: list[Row],
    *,
    charter: str | Charter,
    on: date | None,
    id: str,  # noqa: A002 - it is the body's id that one writes
    name: str,
    basis: str,
    source: str,
    problems: list[str],
) -> Gathered | None:
    """The body of these rows; what is wrong goes to the *problems*, each with its place.

    Returns:
        Nothing, where no row says since when it counts and no day is given.
    """
    rules = shipped(charter) if isinstance(charter, str) else charter
    members, terms = stretches(people, problems), stretches(seats, problems, begun=True)
    day = on or latest([*members, *terms])
    if day is None:
        if not problems:
            problems.append("no row says since when it counts: say on which day it did (on=...)")
        return None
    begin = partial(
        Body.open, id or rules.name, charter=rules, on=day, basis=basis or source, name=name
    )
    begin()  # what is wrong with the head is no matter of a row
    refused: dict[str, Event] = {}
    told = _told(members, terms, rules, day, basis, problems)
    body = _entered(told, lambda found: begin(*found), problems, refused)
    return Gathered(body, refused)


def _told(
    people: list[Stretch],
    terms: list[Stretch],
    rules: Charter,
    day: date,
    basis: str,
    problems: list[str],
) -> list[Told]:
    """All that the rows tell, in the order in which it took effect."""
    offices = Offices(day)
    listed, seated = basis or "table of members", basis or "table of the board"
    entries = [
        found
        for each in upright(opened(people, day), problems)
        if (found := members_table.entry(each, offices, listed, problems))
    ]
    reading = Reading(rules, day, offices, tuple(entries), seated)
    holdings = [
        held
        for each in upright(opened(terms, day), problems)
        if (held := reading.holding(each, problems))
    ]
    told = [
        *members_table.told(entries, day, problems),
        *seating.told(seating.numbered(holdings, reading.titles), day, problems),
    ]
    return sorted(told, key=lambda each: (each.event.on, _ORDER.index(type(each.event))))


def _entered(
    told: list[Told],
    begin: Callable[[tuple[Event, ...]], Body],
    problems: list[str],
    refused: dict[str, Event],
) -> Body:
    """The body of all that can stand together; each of the others is a problem.

    The more there is, the fewer are looked for: each costs a few looks at all of it.
    """
    for _ in range(min(_MOST, 1 + _LOOKS // (1 + len(told)))):
        try:
            return begin(tuple(each.event for each in told))
        except _REFUSALS:
            number = bisect_left(
                range(1, len(told) + 1),
                True,
                key=lambda count: bool(_refusal(told[:count], begin)),
            )
            slip = _refusal(told[: number + 1], begin)
            said = _against(told[number], told[:number], _advised(told[number], slip))
            problems.append(said)
            refused[said] = told[number].event
            told = [*told[:number], *told[number + 1 :]]
    problems.append("and perhaps more: mend these first")
    return begin(())


def _refusal(told: list[Told], begin: Callable[[tuple[Event, ...]], Body]) -> Exception | None:
    try:
        begin(tuple(each.event for each in told))
    except _REFUSALS as slip:
        return slip
    return None


def _advised(one: Told, slip: Exception | None) -> str:
    """What was refused; where the law of the day gives no end, that the table can."""
    endless = isinstance(one.event, Elected | LaidDown) and one.event.until is None
    if endless and isinstance(slip, UnknownNameError):
        return (
            f"{slip}; a term that the charter does not count is taken as found, where each of its "
            "rows says its end (column until)"
        )
    return str(slip)


def _against(one: Told, before: list[Told], why: str) -> str:
    """What was refused, with its row and the one against which it stands."""
    about = _about(one.event)
    others = [row for each in before if about & _about(each.event) for row in each.rows]
    others = [row for row in others if row not in one.rows]
    against = f" (see {others[-1].place})" if others else ""
    return f"{one.rows[0].place}: {why}{against}"


def _about(event: Event) -> set[tuple[str, str]]:
    """What an event is about: an institution, seats, the board as a whole."""
    if isinstance(event, Elected):
        return {("board", ""), *(("seat", place.seat) for place in event.places)}
    seat = getattr(getattr(event, "place", event), "seat", "")
    return {("seat", seat) if seat else ("institution", getattr(event, "institution", ""))}
