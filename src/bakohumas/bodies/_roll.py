from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from itertools import takewhile, zip_longest
from operator import attrgetter
from typing import NamedTuple

import attrs

from bakohumas.bodies._columns import OPEN, TIP, Mark, Span
from bakohumas.bodies._events import Admitted, Represented, Succeeded, Withdrawn
from bakohumas.bodies._facts import Membership
from bakohumas.bodies._kinds import Cause, Role
from bakohumas.bodies._ledger import Ledger
from bakohumas.errors import MODEL, NotEligibleError
from bakohumas.periods import Period


class Left(NamedTuple):
    """Why an institution is no longer in the register."""

    cause: Cause
    by: date | None


class Enrolled(NamedTuple):
    """An institution in the register: since when, in which role, through which units.

    Where it came back on the very day on which it had left, *before* says why it had.
    """

    since: date
    since_by: date | None
    role: Role
    units: tuple[Admitted, ...]
    before: Left | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of its units."""
        return tuple(each.unit for each in self.units)


def enrolled(ledger: Ledger, institution: str, on: date, version: int = TIP) -> Enrolled | None:
    """How an institution stands in the register on a day, if it does."""
    mark = ledger.at("member", institution, on, version)
    return mark.value if mark and isinstance(mark.value, Enrolled) else None


def is_member(ledger: Ledger, institution: str, on: date) -> bool:
    """Whether an institution is a member on a day, and no partner or guest."""
    there = enrolled(ledger, institution, on)
    return there is not None and there.role is Role.MEMBER


def leaves(ledger: Ledger, institution: str, on: date) -> date | None:
    """The first day on which a member of that day is no longer one; ``None`` while open."""
    spans, _ = stay(ledger, institution, on)
    return spans[-1].end if spans and spans[-1].end != OPEN else None


def stay(
    ledger: Ledger, institution: str, on: date, version: int = TIP
) -> tuple[list[Span], Span | None]:
    """How an institution takes part from a day on without a break, and what is said after that.

    There is one stretch for each set of units: that further ones come and go is no break.
    """
    here, after = ledger.around("member", institution, on, version)
    if here is None or not isinstance(here.value, Enrolled):
        return [], after
    spans = [here]
    while (
        after
        and after.start == spans[-1].end
        and isinstance(after.value, Enrolled)
        and after.value.since < after.start
    ):
        spans.append(after)
        _, after = ledger.around("member", institution, after.start, version)
    return spans, after


def there(ledger: Ledger, on: date, version: int) -> list[Membership]:
    """Everybody who takes part on a day, in whatever role, sorted by id."""
    found = []
    for name, column, known in ledger.columns("member", version):
        marks, last = column.marks, column.marks[column.seen(known) - 1]
        gone = last.start <= on and isinstance(last.value, Left)
        if column.ordered and (gone or on < marks[0].start):
            continue  # which spares most of those who came and went long ago
        here, after = column.around(on, known)
        if here is None or not isinstance(here.value, Enrolled):
            continue
        if after and after.start == here.end and isinstance(after.value, Enrolled):
            spans, after = stay(ledger, name, on, version)
            here = here._replace(end=spans[-1].end)
        found.append(membership(here, after))
    return sorted(found, key=attrgetter("institution"))


def near(ledger: Ledger, institution: str) -> str:
    """A hint at the institutions that go by nearly the same id."""
    plain, known = institution.casefold().replace(" ", "-"), ledger.names("member")
    close = [] if institution in known else get_close_matches(plain, known, n=2, cutoff=0.9)
    return f"; did you mean {' or '.join(close)}?" if close else ""


def admit(ledger: Ledger, event: Admitted, bound: bool) -> None:  # noqa: FBT001 - the table calls by place
    """Take an institution in, or a further unit of one."""
    what = f"admit {event.name}"
    if bound:
        _eligible(ledger, event, what)
    if not ledger.tells("member", event.institution):
        joined = Enrolled(event.on, event.by, event.role, (event,))
        ledger.paint("member", event.institution, event.on, None, joined)
        return
    mark = ledger.at("member", event.institution, event.on)
    now = mark.value if mark else None
    same = isinstance(now, Enrolled) and now.role is event.role
    if isinstance(now, Enrolled) and same and event.unit not in now.ids:
        _join(ledger, event, what)
        return
    ahead = ledger.later("member", event.institution, event.on)
    for taken in [mark, *ahead] if mark else ahead:
        standing = taken.value
        if not isinstance(standing, Enrolled):
            continue
        if taken.start <= event.on and standing.role not in {Role.MEMBER, event.role}:
            continue  # a partner becomes a member, or a guest a partner
        until = leaves(ledger, event.institution, max(taken.start, event.on))
        raise NotEligibleError(
            what,
            f"{event.institution} is a {standing.role.label()} {Period(standing.since, until)}",
            MODEL,
            "one institution is one member, whatever the number of its units (MEM-05)",
        )
    left = now if mark and mark.start == event.on and isinstance(now, Left) else None
    joined = Enrolled(event.on, event.by, event.role, (event,), left)
    ledger.paint("member", event.institution, event.on, None, joined)


def _join(ledger: Ledger, event: Admitted, what: str) -> None:
    """Take in a further unit, for as long as its institution stays."""
    spans, _ = stay(ledger, event.institution, event.on)
    for span in spans:
        there: Enrolled = span.value
        if event.unit in there.ids:
            raise NotEligibleError(
                what,
                f"{event.unit} takes part from {span.start} on already",
                MODEL,
                "correct that record, if the day in it is wrong",
            )
        units = sorted((*there.units, event), key=attrgetter("on"))
        start = max(span.start, event.on)
        joined = there._replace(units=tuple(units))
        ledger.paint("member", event.institution, start, span.end, joined)


def _eligible(ledger: Ledger, event: Admitted, what: str) -> None:
    statute = ledger.statute(event.on)
    if event.role is not Role.MEMBER:
        return
    if statute.categories is None:
        raise NotEligibleError(
            what,
            f"the charter does not say who may be a member on {event.on}",
            f"charter {statute.charter}",
            "override the charter with a cited provision 'membership.categories'",
        )
    law, allowed = statute.categories
    if event.category not in allowed:
        raise NotEligibleError(
            what,
            f"{event.category} is none of the {len(allowed)} kinds of institution "
            "that may be members",
            law.basis,
            "invite it as a partner, who may speak but not vote (MEM-08, MEM-09)",
        )
    if not event.pr and statute.pr_unit:
        raise NotEligibleError(
            what,
            "its job is not public relations (MEM-02)",
            statute.pr_unit.basis,
            f"admit the PR unit of {event.institution}",
        )


def withdraw(ledger: Ledger, event: Withdrawn, seated_from: Iterator[date]) -> None:
    """Let an institution go, or one of its units, if nothing later says that it still is there."""
    what = f"withdraw {event.institution} on {event.on}"
    mark = _there_before(ledger, event.institution, event.on, what)
    if event.unit:
        _part(ledger, event, seated_from, what)
        return
    _nothing_later(ledger, event.institution, event.on, seated_from, what)
    ledger.paint("member", event.institution, event.on, mark.end, Left(event.cause, event.by))


def _part(ledger: Ledger, event: Withdrawn, seated_from: Iterator[date], what: str) -> None:
    """Let one unit of several go, for as long as it would have stayed."""
    spans, _ = stay(ledger, event.institution, event.on)
    there = list(takewhile(lambda span: event.unit in span.value.ids, spans))
    if not there or any(span.value.ids == (event.unit,) for span in there):
        raise NotEligibleError(
            what,
            f"{event.unit} is not one of several units of it in the register",
            MODEL,
            "name one of its units, or withdraw the institution",
        )
    if day := next(seated_from, None):
        raise NotEligibleError(
            what,
            f"the register has {event.unit} on a seat from {day} on",
            MODEL,
            "let the withdrawal take effect after that day",
        )
    for span in there:
        units = tuple(each for each in span.value.units if each.unit != event.unit)
        start = max(span.start, event.on)
        ledger.paint("member", event.institution, start, span.end, span.value._replace(units=units))


def _there_before(ledger: Ledger, institution: str, on: date, what: str) -> Mark:
    mark = ledger.at("member", institution, on)
    if mark is None or not isinstance(mark.value, Enrolled) or mark.value.since == on:
        raise NotEligibleError(
            what,
            f"it was not a member the day before{near(ledger, institution)}",
            MODEL,
            "look up its membership in the register",
        )
    return mark


def _nothing_later(
    ledger: Ledger, institution: str, on: date, seated_from: Iterator[date], what: str
) -> None:
    later = [
        mark.start
        for mark in ledger.later("member", institution, on)
        if isinstance(mark.value, Enrolled)
    ]
    if (heir := ledger.last("heir", institution, date.max)) and heir.start > on:
        later.append(heir.start)
    if later := [*later, *seated_from]:
        raise NotEligibleError(
            what,
            f"the register has it as a member, or on a seat, from {min(later)} on",
            MODEL,
            "let the withdrawal take effect after that day",
        )
    spans, after = stay(ledger, institution, on)
    gone = after and after.start == spans[-1].end and isinstance(after.value, Left)
    over = ledger.last("note", "dissolution", date.max) if gone else None
    if after and gone and (over is None or over.start != after.start):
        raise NotEligibleError(
            what,
            f"the register has it leave on {after.start} already",
            MODEL,
            "correct that record, if the day in it is wrong",
        )


def succeed(
    ledger: Ledger,
    event: Succeeded,
    seated_from: Iterator[date],
    bound: bool,  # noqa: FBT001 - the table calls by place
) -> None:
    """Let an institution go, and its successor take its place if it has none of its own yet."""
    what = f"let {event.institution} go on {event.on}"
    mark = _there_before(ledger, event.institution, event.on, what)
    _nothing_later(ledger, event.institution, event.on, seated_from, what)
    heir = event.successor
    ledger.paint("member", event.institution, event.on, mark.end, Left(event.cause, event.by))
    if heir and (heir.institution == event.institution or heir.on != event.on):
        raise NotEligibleError(
            what,
            f"{heir.institution} cannot take its place on {heir.on}",
            MODEL,
            "name another institution as successor, and let it follow on the same day",
        )
    if heir is None:
        return
    ledger.paint("heir", heir.institution, event.on, event.on, event)
    there = enrolled(ledger, heir.institution, event.on)
    if there is None or there.role not in {Role.MEMBER, mark.value.role}:
        admit(ledger, attrs.evolve(heir, role=mark.value.role), bound)


def represent(ledger: Ledger, event: Represented) -> None:
    """Note who speaks for an institution."""
    if enrolled(ledger, event.institution, event.on) is None:
        raise NotEligibleError(
            f"name representatives of {event.institution} on {event.on}",
            f"it takes no part on that day{near(ledger, event.institution)}",
            MODEL,
            "admit it first",
        )
    turn = ledger.turn("voice", event.institution, event.on)
    ledger.paint("voice", event.institution, event.on, turn, event)


def memberships(ledger: Ledger, institution: str, version: int = TIP) -> list[Membership]:
    """Every stretch of days in which an institution took part, in order."""
    spans = ledger.spans("member", institution, version)
    found = []
    for span, after in zip_longest(spans, spans[1:]):
        if not isinstance(span.value, Enrolled):
            continue
        goes_on = after and isinstance(after.value, Enrolled) and after.start == span.end
        if not goes_on or after.value.since == after.start:
            found.append(membership(span, after))
    return found


def membership(span: Span, after: Span | None) -> Membership:
    """An institution as it stands in the register at the end of a stretch, and why it left."""
    value: Enrolled = span.value
    first, *further = value.units
    said = after.value if after and after.start == span.end else None
    gone = said.before if isinstance(said, Enrolled) else said
    period = Period(
        value.since,
        None if span.end == OPEN else span.end,
        start_by=value.since_by,
        end_by=gone.by if gone else None,
    )
    return Membership(
        first.institution,
        first.unit,
        first.name,
        first.category,
        first.area,
        period,
        first.basis,
        value.role,
        first.pr,
        tuple(each.unit for each in further),
        gone.cause if gone else None,
    )
