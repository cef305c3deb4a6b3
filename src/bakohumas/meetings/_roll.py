from collections.abc import Iterator
from datetime import date

import attrs

from bakohumas.bodies import Appointment, Body, Membership, Role, Snapshot
from bakohumas.errors import MeetingError
from bakohumas.languages import Lang
from bakohumas.law import Charter
from bakohumas.meetings._kinds import Ground, Kind


@attrs.frozen
class Exclusion:
    """Somebody who is not on the roll, and why.

    Attributes:
        who: Id of the institution, or of the holder of a seat.
        ground: Why it is not on the roll.
        basis: What that rests on.

    Examples:
        >>> Exclusion("uncen", Ground.PARTNER, "SK 2/2017 (invented)").explain("id")
        'uncen: mitra, yang boleh berbicara tetapi tidak memberikan suara [SK 2/2017 (invented)]'
    """

    who: str
    ground: Ground
    basis: str

    def explain(self, lang: Lang = "en") -> str:
        """Who, why, and on which basis."""
        return f"{self.who}: {self.ground.label(lang)} [{self.basis}]"


@attrs.frozen
class Roll:
    """Who may vote in a meeting, frozen on the record date.

    Attributes:
        on: The record date.
        voters: Ids of those who may vote, sorted: member institutions or, in a
            meeting of the board, whoever does the work of a seat.
        excluded: Who might have been expected on it and is not, with the reason.
        acting: Of the voters, who only stands in on a seat: strategic and grave
            matters are closed to them (ACT-03).

    Examples:
        >>> roll = Roll(date(2015, 11, 2), ("bps", "kominfo"))
        >>> len(roll), "bps" in roll, "anri" in roll
        (2, True, False)
    """

    on: date
    voters: tuple[str, ...]
    excluded: tuple[Exclusion, ...] = ()
    acting: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.voters)

    def __contains__(self, who: object) -> bool:
        return who in self.voters

    def exclusion(self, who: str) -> Exclusion | None:
        """Why somebody is not on the roll, if the register knows it."""
        return next((each for each in self.excluded if each.who == who), None)


def enrolled(body: Body, kind: Kind, *, on: date, record_date: date) -> Roll:
    """The roll of a meeting of that kind, as the register had it on the record date."""
    if kind is Kind.BOARD:
        return _of_board(body.on(record_date), record_date)
    then, now = body.on(record_date), body.on(on)
    with_vote = now.charter.find("partner.votes", on=on)
    partners = set(now.partners.institutions)
    invited = partners if with_vote and with_vote.value else set()
    voters = {*then.register.institutions, *invited} & {*now.register.institutions, *invited}
    excluded = {
        each.institution: Exclusion(each.institution, ground, each.basis)
        for each, ground in _others(body, now, record_date)
        if each.institution not in voters
    }
    return Roll(record_date, tuple(sorted(voters)), tuple(v for _, v in sorted(excluded.items())))


def _others(body: Body, now: Snapshot, record_date: date) -> Iterator[tuple[Membership, Ground]]:
    for each in body.memberships:
        if each.role is Role.MEMBER:
            joined = each.period.start or record_date
            yield each, Ground.NOT_YET if joined > record_date else Ground.LEFT
    yield from ((each, Ground.GUEST) for each in now.guests)
    yield from ((each, Ground.PARTNER) for each in now.partners)


def _of_board(there: Snapshot, on: date) -> Roll:
    board = there.board
    if board is None:
        raise MeetingError(
            "call a meeting of the board",
            f"no board is in office on {on}",
            f"charter {there.charter}",
            "let a members' meeting elect one first",
        )
    voting: list[Appointment] = []
    silent: list[Appointment] = []
    for title in there.titles:
        held = board.in_charge(title)
        if held:
            (voting if _votes(there.charter, title, on) else silent).append(held)
    voters = {each.holder for each in voting}
    strategic = there.charter.find("acting.strategic", on=on)
    shut = strategic is not None and not strategic.value
    own = {each.holder for each in voting if each.strategic}
    excluded = {
        each.institution: Exclusion(each.institution, Ground.NO_SEAT, each.basis)
        for each in there.register
        if each.institution not in voters
    } | {
        each.holder: Exclusion(each.holder, Ground.PATRON, each.basis)
        for each in silent
        if each.holder not in voters
    }
    return Roll(
        on,
        tuple(sorted(voters)),
        tuple(v for _, v in sorted(excluded.items())),
        tuple(sorted(voters - own)) if shut else (),
    )


def _votes(charter: Charter, title: str, on: date) -> bool:
    law = charter.find(f"seat.{'_'.join(title.lower().split())}.votes", on=on)
    return law is None or bool(law.value)
