from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Final

import attrs

from bakohumas.bodies import Appointment, Body, Capacity, Selection, Snapshot, Term
from bakohumas.elections import (
    Bar,
    Candidate,
    Constraint,
    Contest,
    Contested,
    Office,
    Opening,
    Policy,
    Profile,
    Result,
    Succession,
    Team,
    TieBreak,
)
from bakohumas.elections import fill as filled
from bakohumas.errors import MODEL, SeatError, TermError, expect
from bakohumas.institutions import Category
from bakohumas.law import Charter
from bakohumas.meetings._seating import elective

ALL: Final = Fraction(0)
_KIND: Final = "kind"
Categories = Mapping[str, Mapping[str, str]]
"""What an institution counts for, by its id, beside what the register says."""


def contest(
    body: Body,
    office: str | Office,
    nominated: Iterable[str | Candidate] | None = None,
    *,
    on: date,
    starts: date | None = None,
    constraints: Iterable[Constraint] = (),
    categories: Categories | None = None,
    ties: TieBreak | None = None,
    share: Fraction = ALL,
) -> Contest:
    """The contest for an office of a body, with what its register and its charter say.

    The register says who is a member, of which kind (``kind``) and from which province or
    regency (``area``), who sits on the board from the day on which the elected take office,
    and how many terms each has served. The charter says how many terms and seats one may have
    (``term.limit``, ``term.reelection``, ``board.seats_per_institution``).

    Args:
        body: The body.
        office: What is contested: a title, or more about it.
        nominated: Who is nominated, by id, or with what else is known of each; all members by
            default.
        on: The day of the election.
        starts: First day in office; *on* by default.
        constraints: How many of a kind sit at least and at most.
        categories: What an institution counts for beside what the register says.
        ties: How to settle ties.
        share: Smallest share of a term that counts as one where somebody followed within it;
            any by default.

    Returns:
        The contest; it still knows no body.

    Raises:
        ConflictError: If the charter's texts contradict each other.
        SeatError: If the board has no such seat, or it is not filled by election (ELC-12).
        TermError: If a candidate is to have served more terms than a register that was not
            opened in mid-life has.
        TypeError: If *body* is none, or *office* is neither.

    Examples:
        >>> from bakohumas.institutions import directory
        >>> from bakohumas.law import charter
        >>> day = date(2015, 11, 2)
        >>> body = Body.found("nasional", charter=charter("national"), on=day, basis="invented")
        >>> body = body.admit(*directory(on=day).in_category("ministry"), on=day, basis="invented")
        >>> chair = contest(body, "Ketua Umum", [Candidate("kominfo", True), "anri"], on=day)
        >>> chair.candidates[0].of("kind")
        'ministry'
        >>> for each in chair.eligible().barred: print(each.explain("id"))
        anri bukan anggota [PM Kominfo 35/2014 (tingkat B)]
        anri belum menyatakan kesediaan [IKAMI (tingkat C, secara analogi)]
    """
    expect(body, Body, what="the body")
    expect(office, str, Office, what="the office")
    now, then = body.on(on), body.on(starts or on)
    place = office_by(now.charter, office if isinstance(office, Office) else Office(office), on)
    for title in dict.fromkeys(place.places):
        elective(now.charter, title, on=on)
    more, served = categories or {}, terms_served(body, starts or on, share)
    held = seats_held(then)
    names = list(now.register.institutions if nominated is None else nominated)
    _no_more_terms(body, (each for each in names if isinstance(each, Candidate)), starts or on)
    return Contest(
        place,
        [_candidate(each, now, more, served, held) for each in names],
        [_worded(each) for each in constraints],
        sitting_beside(now, then, more, place.places),
        ties or TieBreak(),
    )


def team(
    body: Body,
    done: Contested,
    offices: Iterable[str | Office] | None = None,
    *,
    on: date,
    starts: date | None = None,
    constraints: Iterable[Constraint] = (),
    categories: Categories | None = None,
) -> Team:
    """The formateurs who compose the rest of a board (ELC-10), held to charter and register.

    Args:
        body: The body.
        done: The contest for the leading office, with its count.
        offices: What they are to fill; every other elected seat by default.
        on: The day.
        starts: First day in office; *on* by default.
        constraints: How many of a kind sit at least and at most.
        categories: What an institution counts for beside what the register says.

    Returns:
        The winner, the second and the third, with what they may choose from.

    Raises:
        SeatError: If nobody was elected, or a seat is not filled by election.
        UndecidedError: If a tie has stopped the count, or the last who would assist is tied.

    Examples:
        >>> from bakohumas.institutions import directory
        >>> from bakohumas.law import charter
        >>> day = date(2015, 11, 2)
        >>> body = Body.found("nasional", charter=charter("national"), on=day, basis="invented")
        >>> body = body.admit(*directory(on=day).in_category("ministry"), on=day, basis="invented")
        >>> chair = contest(body, Office("Ketua Umum", willing=False), on=day)
        >>> done = chair.count([["kominfo"]] * 3 + [["kemenkeu"]] * 2 + [["kemlu"]])
        >>> group = team(body, done, on=day)
        >>> group.leader, group.beside, [each.title for each in group.offices]
        ('kominfo', ('kemenkeu', 'kemlu'), ['Ketua Pelaksana', 'Sekretaris'])
    """
    expect(done, Contested, what="the contest that elected the leader")
    taken = done.contest.office.places
    wanted: Iterable[str | Office] = (
        [
            Office(seat.name, willing=False)
            for seat in body.on(on).seats
            if seat.selection is Selection.ELECTED and seat.name not in taken
        ]
        if offices is None
        else offices
    )
    rest = [contest(body, office, on=on, starts=starts, categories=categories) for office in wanted]
    people = rest[0].candidates if rest else ()
    return Team.after(
        done, [each.office for each in rest], people, [_worded(each) for each in constraints]
    )


def fill(
    body: Body,
    seat: str,
    policy: Policy | str,
    *,
    on: date,
    then: Contested | Result | None = None,
    ties: TieBreak | None = None,
    contest: Contest | None = None,
    ballots: Profile | Iterable[Iterable[str]] = (),
    who: str = "",
) -> Succession:
    """Fill a vacant elected seat of a body for the remainder of its term (TRM-10).

    Whoever has lost its membership or holds another seat does not follow, as far as
    the charter allows one seat only; whoever was elected then and still sits keeps it.

    Args:
        body: The body.
        seat: Title of the vacant seat.
        policy: How it is filled, as :func:`bakohumas.elections.fill` has it.
        on: The day.
        then: The count, or the contest with its count, in which the seat was filled.
        ties: How to settle ties.
        contest: For a by-election: who stands, and under which rules.
        ballots: For a by-election: the new ballots.
        who: For an appointment: who is named.

    Returns:
        Who follows, why, and until when; the body takes it by
        :meth:`bakohumas.bodies.Body.replace`.

    Raises:
        SeatError: If the seat is not vacant or nobody ever held it, or nobody may follow.
        TermError: If no term runs on that day.
        UndecidedError: If a tie stops the count.

    Examples:
        >>> from bakohumas.institutions import directory
        >>> from bakohumas.law import charter
        >>> day, later = date(2015, 11, 2), date(2016, 3, 1)
        >>> body = Body.found("nasional", charter=charter("national"), on=day, basis="invented")
        >>> body = body.admit(*directory(on=day).in_category("ministry"), on=day, basis="invented")
        >>> body = body.elect({"Sekretaris": "kemenkeu"}, on=day, basis="rapat (invented)")
        >>> body = body.vacate("Sekretaris", cause="resignation", on=later, basis="letter")
        >>> found = fill(body, "Sekretaris", "appointment", on=later, who="kemenag")
        >>> found.who, str(found.until)
        ('kemenag', '2020-11-02')
    """
    expect(body, Body, what="the body")
    there = body.on(on)
    what = f"fill the seat {seat}"
    before = [e for e in body.appointments if e.seat == seat and (e.period.start or on) <= on]
    if not before or all(each.seat != seat for each in there.vacancies):
        raise SeatError(
            what,
            "nobody has left it" if before else "nobody has held it yet",
            MODEL,
            "record first that it was vacated, and why" if before else "hold an election",
        )
    term = there.board.term if there.board else None
    if term is None:
        raise TermError(
            what, f"no term runs on {on}", MODEL, "elect a new board, which begins its own term"
        )
    opening = Opening(seat, before[-1].institution, term.period.end)
    names = [who] if who else []
    board: tuple[str, ...] | None = None
    if contest is not None:
        names += [each.id for each in contest.candidates]
    if then is not None:
        result = then.result if isinstance(then, Contested) else then
        names += result.counted.candidates
        board = _by_contest(then, there, opening)
    barred = [each for each in names if _may_not(each, there, board or ())]
    return filled(
        opening,
        policy,
        then=then,
        ineligible=tuple(dict.fromkeys(barred)),
        sitting=board,
        ties=ties,
        contest=contest,
        ballots=ballots,  # type: ignore[arg-type]  # a profile, or lists of names
        who=who,
    )


def office_by(charter: Charter, office: Office, on: date) -> Office:
    """An office as the charter binds it."""
    seats = charter.find("board.seats_per_institution", on=on)
    terms, again = (charter.find(f"term.{key}", on=on) for key in ("limit", "reelection"))
    source = charter.find("board.selection", on=on)
    laws = {Bar.STRANGER.value: source} if source else {}
    change: dict[str, Any] = {}
    if seats:
        change["together"], laws[Bar.INCOMPATIBLE.value] = int(str(seats.value)), seats
    if again and again.value is False:
        change["limit"], laws[Bar.LIMIT.value] = 1, again
    elif terms and isinstance(terms.value, int):
        change["limit"], laws[Bar.LIMIT.value] = terms.value, terms
    return attrs.evolve(office, laws=dict(office.laws) | laws, **change)


def whole(body: Body) -> bool:
    """Whether the register has all that ever happened, and was not opened in mid-life."""
    return body.founded == body.opened


def _no_more_terms(body: Body, people: Iterable[Candidate], until: date) -> None:
    most = terms_served(body, until, ALL)
    for one in people:
        if whole(body) and one.terms > (has := most.get(one.id, 0)):
            raise TermError(
                f"nominate {one.id}",
                f"it is to have served {one.terms} terms, and the register has {has}",
                MODEL,
                "record them, or open the register in mid-life: Body.open()",
            )


def _worded(rule: Constraint) -> Constraint:
    """A constraint on a kind of institution, as the regulation calls the kind."""
    if rule.category != _KIND or rule.value not in set(Category) or any(rule.words):
        return rule
    kind = Category(rule.value)
    return attrs.evolve(rule, words=(kind.label(), kind.label("id")))


def _candidate(
    given: str | Candidate,
    now: Snapshot,
    more: Categories,
    served: Mapping[str, int],
    held: Mapping[str, tuple[str, ...]],
) -> Candidate:
    one = given if isinstance(given, Candidate) else Candidate(given)
    return attrs.evolve(
        one,
        member=one.id in now.register,
        categories=dict(one.categories) | _categories(one.id, now, more),
        terms=max(one.terms, served.get(one.id, 0)),
        holds=tuple(dict.fromkeys((*one.holds, *held.get(one.id, ())))),
    )


def known(who: str, now: Snapshot) -> dict[str, str]:
    """What an institution counts for by the register."""
    there = now.member(who)
    said = {_KIND: there.category, "area": there.area} if there else {}
    return {name: value for name, value in said.items() if value}


def _categories(who: str, now: Snapshot, more: Categories) -> dict[str, str]:
    return dict(more.get(who, {})) | known(who, now)


def seats_held(then: Snapshot) -> dict[str, tuple[str, ...]]:
    """Titles of the seats that each institution holds."""
    found: dict[str, tuple[str, ...]] = {}
    for each in then.board.appointments if then.board else ():
        if each.institution:
            found[each.institution] = (*found.get(each.institution, ()), each.seat)
    return found


def sitting_beside(
    now: Snapshot, then: Snapshot, more: Categories, contested: tuple[str, ...]
) -> tuple[Candidate, ...]:
    """Whoever sits on another seat, and counts for the balance of the board."""
    return tuple(
        Candidate(each.holder, categories=_categories(each.institution or each.holder, now, more))
        for each in (then.board.appointments if then.board else ())
        if each.seat not in contested
    )


def terms_served(body: Body, until: date, share: Fraction) -> dict[str, int]:
    """How many terms each institution has served on an elected seat."""
    found: dict[str, set[str]] = {}
    for term, held in _in_terms(body):
        start = held.period.start
        if start and start < until and _counts(held, term, share):
            found.setdefault(held.institution, set()).add(term.label)
    return {who: len(labels) for who, labels in found.items()}


def _in_terms(body: Body) -> Iterator[tuple[Term, Appointment]]:
    for term in body.terms:
        for held in body.appointments:
            start = held.period.start
            if held.selection is Selection.ELECTED and start and start in term.period:
                yield term, held


def _counts(held: Appointment, term: Term, share: Fraction) -> bool:
    """Whether somebody who followed in mid-term served enough of it to count as a term."""
    start, end, first = held.period.start, held.period.end, term.period.start
    if held.capacity is not Capacity.PAW or not (start and end and first and term.period.end):
        return True
    return Fraction((end - start).days, (term.period.end - first).days) >= share


def _by_contest(then: Contested | Result, there: Snapshot, gone: Opening) -> tuple[str, ...]:
    """Who sat up to now on the seats of a contest: elected by it, or who followed since."""
    held = seats_held(there)
    if isinstance(then, Result):
        sit = [who for who in then.elected if who in held]
    else:
        places = {*then.contest.office.places, gone.seat}
        sit = [who for who, seats in held.items() if places.intersection(seats)]
    return (*(who for who in sit if who != gone.left), gone.left)


def _may_not(who: str, there: Snapshot, board: tuple[str, ...]) -> bool:
    """Whether somebody cannot take a vacant seat; whoever sits by the same count keeps theirs."""
    if who not in there.register:
        return True
    held = seats_held(there).get(who, ())
    if held and who in board:
        return False
    law = there.charter.find("board.seats_per_institution", on=there.day)
    return law is not None and len(held) >= int(str(law.value))
