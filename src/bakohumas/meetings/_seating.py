from collections.abc import Sequence
from datetime import date

import attrs

from bakohumas import elections
from bakohumas.bodies import Seat, Selection
from bakohumas.errors import MODEL, MeetingError, SeatError
from bakohumas.languages import listed
from bakohumas.law import Charter, Provision
from bakohumas.meetings._acts import Counted, Deadlocked, Filled, Proceeded
from bakohumas.meetings._decisions import Deliberation
from bakohumas.meetings._kinds import Business, Ground, Matter
from bakohumas.meetings._quorum import Quorum
from bakohumas.meetings._sitting import Sitting


@attrs.frozen
class Seating(Sitting):
    """What a meeting asks before it decides on something, or on a seat."""

    @property
    def _seats(self) -> dict[str, Seat]:
        return {seat.name: seat for seat in Seat.all(self.charter, on=self.on)}

    @property
    def _offices(self) -> set[str]:
        """Titles of the seats, and of what several of them were contested as together."""
        return {*self._seats, *(each.subject for each in self.steps if isinstance(each, Filled))}

    def contested(self, title: str) -> elections.Contested:
        """What the contest for an office came to, the last one of this meeting.

        Raises:
            MeetingError: If this meeting held none for it.
        """
        found = [e.contested for e in self.steps if isinstance(e, Filled) and e.subject == title]
        if not found:
            raise MeetingError(
                f"look up the contest for {title}",
                "this meeting held none",
                MODEL,
                "elect somebody by a contest first: elect()",
            )
        return found[-1]

    def _attempts(self, subject: str) -> tuple[Deliberation, ...]:
        return tuple(each for each in self.deliberations if each.subject == subject)

    def _may_decide(self, subject: str, matter: Matter) -> Quorum:
        quorum = self._quorate(f"decide on {subject}", matter)
        self._undecided(subject, f"decide on {subject}")
        return quorum

    def _undecided(self, subject: str, what: str) -> None:
        if any(each.subject == subject for each in self.decisions):
            raise MeetingError(
                what,
                "this meeting has decided on it",
                MODEL,
                "call another meeting to decide otherwise",
            )

    def _after_consensus(self, subject: str, what: str) -> None:
        law = self.charter.find("decision.consensus_first", on=self.on)
        stuck = self._attempts(subject) or any(
            isinstance(each, Deadlocked) and each.subject == subject for each in self.steps
        )
        if law and law.value and not stuck:
            raise MeetingError(
                what,
                "consensus was not tried first (DEC-01, DEC-02)",
                law.basis,
                "deliberate on a proposal, and record the objections",
            )

    def _no_more_than(self, cast: int, here: int, what: str) -> None:
        if cast > here:
            raise MeetingError(
                what,
                f"{cast} ballots were cast by {here} institutions (ELC-08)",
                MODEL,
                "let every institution present vote once, and vote again",
            )

    def _may_propose(self, subject: str, proposal: str) -> None:
        if subject in self._seats:
            self._may_fill(subject)
            self._may_stand([proposal], subject)

    def _may_fill(self, seat: str) -> None:
        elective(self.charter, seat, on=self.on)
        law = self.charter.find("meeting.elects", on=self.on)
        more = self.charter.find("meeting.replaces", on=self.on)
        if law and self.kind not in {*_kinds(law), *(_kinds(more) if more else ())}:
            raise MeetingError(
                f"elect the {seat}",
                f"a {self.kind.label()} does not elect the board (MTG-01)",
                law.basis,
                "call a members' meeting",
            )
        self._discharged(seat)

    def _discharged(self, seat: str) -> None:
        dealt = [each.item for each in self.steps if isinstance(each, Proceeded)]
        if Business.REPORT in dealt and Business.DISCHARGE not in dealt:
            raise MeetingError(
                f"elect the {seat}",
                "the outgoing board has reported, and is not discharged (ELC-14)",
                self._order_basis,
                "accept its report and declare it discharged: proceed()",
            )

    @property
    def _order_basis(self) -> str:
        law = self.charter.find("meeting.order", on=self.on)
        return law.basis if law else f"charter {self.charter}"

    def _may_stand(self, candidates: Sequence[str], seat: str) -> None:
        limit = self.charter.find("board.seats_per_institution", on=self.on)
        seats, decisions = self._offices, self.decisions
        for candidate in candidates:
            if candidate not in self.called.roll and not self._without_seat(candidate):
                raise MeetingError(
                    f"let {candidate} stand for {seat}",
                    f"it was not a member on {self.called.roll.on}, and the board comes from "
                    f"the members (ELC-01){self._near(candidate)}",
                    self.charter.provision("board.selection", on=self.on).basis,
                    "nominate a member",
                )
            won = [
                each.subject
                for each in decisions
                if candidate in each.elected and each.subject in seats
            ]
            if limit and len(won) >= int(str(limit.value)):
                raise MeetingError(
                    f"let {candidate} stand for {seat}",
                    f"this meeting elected it {', '.join(won)} (BRD-10)",
                    limit.basis,
                    "nominate another member",
                )

    def _without_seat(self, candidate: str) -> bool:
        """Whether a meeting of the board speaks of a member who is not on it yet."""
        why = self.called.roll.exclusion(candidate)
        return why is not None and why.ground is Ground.NO_SEAT

    def _stalled(self, seat: str, what: str) -> Counted:
        counts = [each for each in self.steps if isinstance(each, Counted) and each.subject == seat]
        if not counts or counts[-1].result.complete:
            raise MeetingError(
                what, "no tie has stopped a count for it", MODEL, "elect somebody to it first"
            )
        return counts[-1]


def elective(charter: Charter, seat: str, *, on: date) -> None:
    """Refuse the election to a seat that the board has not, or that is filled in another way."""
    seats = {each.name: each for each in Seat.all(charter, on=on)}
    place = seats.get(seat)
    if place is None:
        raise SeatError(
            f"elect the {seat}",
            f"the board has no such seat, but {listed(list(seats))}",
            charter.provision("board.seats", on=on).basis,
            "use one of them, or override 'board.seats' with a cited provision",
        )
    if place.selection is not Selection.ELECTED:
        raise SeatError(
            f"elect the {seat}",
            f"the seat is {place.selection.label()}; an election for it is an error (ELC-12)",
            place.basis,
            "seat the holder of the post, or choose the charter under which it is elected",
        )


def _kinds(law: Provision) -> tuple[str, ...]:
    """Kinds of meetings that a provision lists."""
    return law.value if isinstance(law.value, tuple) else (str(law.value),)
