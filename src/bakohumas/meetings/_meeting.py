from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches

import attrs

from bakohumas.bodies import Body, Seat, Selection
from bakohumas.elections import IRV, Acclamation, Method, TieBreak, count
from bakohumas.errors import MODEL, MeetingError, QuorumNotMetError, SeatError, expect
from bakohumas.institutions import Institution, Unit
from bakohumas.languages import listed
from bakohumas.law import Charter
from bakohumas.meetings._record import Decision, Deliberation, Kind, Outcome, Quorum, Record


@attrs.frozen
class Meeting:
    """A meeting of a body in progress.

    Call one with :meth:`call`; every step returns a new meeting.

    Attributes:
        body: Id of the body that meets.
        charter: The charter of the day.
        kind: What sort of meeting it is.
        on: The day.
        place: Where.
        presiding: Who leads it.
        basis: What it rests on.
        roll: Ids of the institutions entitled to vote, frozen when it was called.
        attendance: Of these, who signed the attendance list.
        deliberations: Attempts to agree, in order.
        decisions: What was decided, in order.

    Examples:
        >>> from bakohumas.institutions import directory
        >>> from bakohumas.law import charter
        >>> day = date(2015, 11, 2)
        >>> body = Body.found("nasional", charter=charter("national"), on=day, basis="invented")
        >>> body = body.admit(*directory(on=day).in_category("ministry"), on=day, basis="invented")
        >>> meeting = Meeting.call(body, kind=Kind.MEMBERS, on=day, place="Jakarta", basis="letter")
        >>> quorum = meeting.attend("kominfo", "kemenkeu").quorum
        >>> quorum.present, quorum.base, quorum.required, quorum.met
        (2, 34, 18, False)
    """

    body: str
    charter: Charter
    kind: Kind
    on: date
    place: str
    presiding: str
    basis: str
    roll: tuple[str, ...]
    attendance: tuple[str, ...] = ()
    deliberations: tuple[Deliberation, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @classmethod
    def call(
        cls,
        body: Body,
        *,
        kind: Kind = Kind.MEMBERS,
        on: date,
        place: str,
        presiding: str = "",
        basis: object,
    ) -> "Meeting":
        """Call a meeting; the roll is the register of that day.

        Args:
            body: Whose meeting it is.
            kind: What sort of meeting.
            on: The day.
            place: Where, or a link.
            presiding: Who leads it.
            basis: The invitation, or what else it rests on.
        """
        expect(body, Body, what="the body that meets")
        now = body.on(on)
        return cls(
            body.id,
            now.charter,
            Kind(kind),
            on,
            place,
            presiding,
            str(basis),
            now.register.institutions,
        )

    @property
    def quorum(self) -> Quorum:
        """The quorum as it stands now, counted on institutions."""
        law = self.charter.provision("meeting.quorum", on=self.on)
        return Quorum(len(self.roll), len(self.attendance), law)

    def attend(self, *institutions: str | Institution | Unit) -> "Meeting":
        """Let institutions sign the attendance list; twice counts once.

        Args:
            institutions: Members, by id or as directories hold them.

        Raises:
            MeetingError: If one is not on the roll.
        """
        roll = set(self.roll)
        codes = [_code(each) for each in institutions]
        for code in codes:
            if code not in roll:
                raise MeetingError(
                    f"sign {code} in",
                    f"it was not a member on {self.on}{self._near(code)}",
                    MODEL,
                    "let it take part as a guest, who is not counted and does not vote",
                )
        present = sorted({*self.attendance, *codes})
        return attrs.evolve(self, attendance=tuple(present))

    def deliberate(
        self, subject: str, proposal: str, *, objections: Mapping[str, str] | None = None
    ) -> "Meeting":
        """Try to agree on a proposal; without an objection it is decided.

        Args:
            subject: What is to be decided; the title of a seat for an election.
            proposal: What is proposed; for a seat, the member institution.
            objections: Who objects, and why.

        Raises:
            QuorumNotMetError: If too few institutions are present.
            SeatError: If the subject is a seat that is not filled by election.
            MeetingError: If an objector is not present, the subject is decided, or
                who is proposed for a seat may not stand for it.
        """
        expect(objections or {}, Mapping, what="the objections, by who objects,")
        self._may_decide(subject)
        if subject in self._seats:
            self._may_fill(subject)
            self._may_stand(proposal, subject)
        for objector in objections or {}:
            self._must_be_present(objector, f"hear the objection of {objector}")
        attempt = Deliberation(subject, proposal, tuple(sorted((objections or {}).items())))
        tried = (*self.deliberations, attempt)
        if not attempt.agreed:
            return attrs.evolve(self, deliberations=tried)
        attempts = tuple(each for each in tried if each.subject == subject)
        decided = Decision(subject, Outcome.CONSENSUS, proposal, self.quorum, attempts)
        return attrs.evolve(self, deliberations=tried, decisions=(*self.decisions, decided))

    def elect(
        self,
        seat: str,
        ballots: Sequence[Sequence[str]],
        *,
        candidates: Sequence[str],
        method: Method | None = None,
        ties: TieBreak | None = None,
    ) -> "Meeting":
        """Vote on who takes a seat, after consensus has failed.

        Args:
            seat: Title of the seat.
            ballots: Ranked ballots, best first, one a voting institution at most.
            candidates: Member institutions that stand.
            method: How to count; :class:`~bakohumas.elections.IRV` by default, or
                acclamation where only one stands to whom nobody objected.
            ties: How to settle ties; by default a tie stops the count.

        Raises:
            QuorumNotMetError: If too few institutions are present.
            SeatError: If the board has no such seat, or it is not filled by election.
            MeetingError: If consensus was not tried first, a candidate is no member
                or was elected to another seat of this meeting, or there are more
                ballots than institutions present.
            UndecidedError: If a tie stops the count.
        """
        self._may_decide(seat)
        self._may_fill(seat)
        attempts = tuple(each for each in self.deliberations if each.subject == seat)
        consensus = self.charter.find("decision.consensus_first", on=self.on)
        if consensus and consensus.value and not attempts:
            raise MeetingError(
                f"vote on the {seat}",
                "consensus was not tried first (DEC-01, DEC-02)",
                consensus.basis,
                "deliberate on a proposal, and record the objections",
            )
        expect(candidates, list, tuple, what="the candidates")
        for candidate in candidates:
            self._may_stand(candidate, seat)
        if len(ballots) > len(self.attendance):
            raise MeetingError(
                f"vote on the {seat}",
                f"{len(ballots)} ballots were cast by {len(self.attendance)} institutions (ELC-08)",
                MODEL,
                "let every institution present vote once, and vote again",
            )
        opposed = {each.proposal for each in attempts if not each.agreed}
        sole = len(candidates) == 1 and not opposed.intersection(candidates)
        rule: Method = method or (Acclamation() if sole else IRV())
        result = count(ballots, rule, candidates=candidates, ties=ties or TieBreak())
        outcome = Outcome.ACCLAMATION if isinstance(rule, Acclamation) else Outcome.VOTE
        decided = Decision(seat, outcome, result.winner, self.quorum, attempts, result)
        return attrs.evolve(self, decisions=(*self.decisions, decided))

    def close(self) -> Record:
        """End the meeting and gather what it did."""
        return Record(
            self.body,
            self.kind,
            self.on,
            self.place,
            self.presiding,
            self.roll,
            self.attendance,
            self.decisions,
            self.basis,
        )

    def _near(self, code: str) -> str:
        near = get_close_matches(code.casefold().replace(" ", "-"), self.roll, n=2, cutoff=0.9)
        return f"; did you mean {' or '.join(near)}?" if near else ""

    @property
    def _seats(self) -> dict[str, Seat]:
        return {seat.name: seat for seat in Seat.all(self.charter, on=self.on)}

    def _may_decide(self, subject: str) -> None:
        quorum = self.quorum
        if not quorum.met:
            raise QuorumNotMetError(
                f"decide on {subject}",
                f"{quorum.present} members present, {quorum.required} required of {quorum.base}",
                quorum.basis,
                f"invite {quorum.required - quorum.present} more or adjourn the meeting",
                quorum.present,
                quorum.required,
            )
        if any(each.subject == subject for each in self.decisions):
            raise MeetingError(
                f"decide on {subject}",
                "this meeting has decided on it",
                MODEL,
                "call another meeting to decide otherwise",
            )

    def _may_fill(self, seat: str) -> None:
        place = self._seats.get(seat)
        if place is None:
            raise SeatError(
                f"elect the {seat}",
                f"the board has no such seat, but {listed(list(self._seats))}",
                self.charter.provision("board.seats", on=self.on).basis,
                "use one of them, or override 'board.seats' with a cited provision",
            )
        if place.selection is not Selection.ELECTED:
            raise SeatError(
                f"elect the {seat}",
                f"the seat is {place.selection.label()}; an election for it is an error (ELC-12)",
                place.basis,
                "seat the holder of the post, or choose the charter under which it is elected",
            )

    def _must_be_present(self, institution: str, what: str) -> None:
        if institution not in self.attendance:
            raise MeetingError(
                what, "it has not signed the attendance list", MODEL, "sign it in first"
            )

    def _may_stand(self, candidate: str, seat: str) -> None:
        if candidate not in self.roll:
            raise MeetingError(
                f"let {candidate} stand for {seat}",
                f"it was not a member on {self.on}, and the board comes from the members (ELC-01)"
                f"{self._near(candidate)}",
                self.charter.provision("board.selection", on=self.on).basis,
                "nominate a member",
            )
        limit = self.charter.find("board.seats_per_institution", on=self.on)
        won = [
            each.subject
            for each in self.decisions
            if each.chosen == candidate and each.subject in self._seats
        ]
        if limit and len(won) >= int(str(limit.value)):
            raise MeetingError(
                f"let {candidate} stand for {seat}",
                f"this meeting elected it {', '.join(won)} (BRD-10)",
                limit.basis,
                "nominate another member",
            )


def _code(institution: str | Institution | Unit) -> str:
    expect(institution, str, Institution, Unit, what="whoever signs in")
    if isinstance(institution, Unit):
        return institution.institution.id
    return institution if isinstance(institution, str) else institution.id
