from collections.abc import Iterable, Sequence
from datetime import date
from typing import Self

import attrs

from bakohumas.elections import IRV, Acclamation, Method, Profile, TieBreak, count
from bakohumas.errors import MODEL, MeetingError, expect
from bakohumas.law import Provision
from bakohumas.meetings._acts import Counted, Objected, Proceeded, TeamFormed
from bakohumas.meetings._call import names
from bakohumas.meetings._deciding import Deciding
from bakohumas.meetings._kinds import Business, Matter
from bakohumas.meetings._state import Moment


@attrs.frozen
class Electing(Deciding):
    """How a meeting elects a board: order of business, ballots, ties and formateurs."""

    def elect(
        self,
        seat: str,
        ballots: Profile | Sequence[Sequence[str]],
        *,
        candidates: Sequence[str],
        method: Method | None = None,
        seats: int = 1,
        ties: TieBreak | None = None,
        tellers: Sequence[str] = (),
        at: Moment = None,
    ) -> Self:
        """Vote on who takes a seat, after consensus has failed.

        A tie that stops the count is put down with it and elects nobody yet: the meeting
        goes on with :meth:`settle`, or votes again.

        Args:
            seat: Title of the seat.
            ballots: Ballots as the method reads them, one a voting institution at most; by
                default ranked, best first.
            candidates: Member institutions that stand.
            method: How to count; :class:`~bakohumas.elections.IRV` by default, or
                acclamation where only one stands to whom nobody objected.
            seats: How many are to be elected to seats of that title.
            ties: How to settle ties; by default a tie stops the count.
            tellers: Who counts.
            at: When.

        Raises:
            QuorumNotMetError: If too few institutions are present.
            SeatError: If the board has no such seat, or it is not filled by election.
            MeetingError: If consensus was not tried first, such a meeting elects nobody, a
                candidate is no member or was elected to another seat of this meeting, or
                there are more ballots than institutions present.
        """
        quorum = self._may_decide(seat, Matter.ORDINARY)
        self._may_fill(seat)
        self._after_consensus(seat, f"vote on the {seat}")
        expect(candidates, list, tuple, what="the candidates")
        self._may_stand(candidates, seat)
        opposed = {each.proposal for each in self._attempts(seat) if not each.agreed}
        sole = len(candidates) == 1 and not opposed.intersection(candidates)
        rule: Method = method or (Acclamation() if sole else IRV())
        given = None if isinstance(ballots, Profile) else candidates
        result = count(ballots, rule, seats=seats, candidates=given, ties=ties or TieBreak())
        if set(result.profile.candidates) != set(candidates):
            msg = f"the ballots are for {result.profile.candidates}, not for {tuple(candidates)}"
            raise ValueError(msg)
        self._no_more_than(result.profile.cast, len(self.floor.present), f"vote on the {seat}")
        people = names(tellers, what="the tellers")
        return self._with(Counted(seat, result, quorum, people, at=self._moment(at)))

    def settle(
        self, seat: str, ties: TieBreak, *, witnesses: Sequence[str] = (), at: Moment = None
    ) -> Self:
        """Go on with a count that a tie has stopped, by an order agreed on or a public lot.

        The same ballots are counted again; the count that stopped stays in the record.

        Args:
            seat: Title of the seat.
            ties: How ties were to be settled, and what now settles this one beside it.
            witnesses: Before whom the lot was drawn.
            at: When.

        Raises:
            QuorumNotMetError: If too few institutions are present.
            MeetingError: If no tie stopped a count for it, *ties* drops what was agreed on
                before, or the charter asks for more witnesses of a lot.
        """
        what = f"settle the tie for {seat}"
        quorum = self._may_decide(seat, Matter.ORDINARY)
        stalled = self._stalled(seat, what)
        expect(ties, TieBreak, what="the tie-break")
        result = stalled.result
        if not _fuller(ties, result.tiebreak):
            raise MeetingError(
                what,
                "it drops, or does not add to, what was agreed on before the count",
                MODEL,
                "keep the earlier rounds, the order and the lot, and add one of them",
            )
        people = names(witnesses, what="the witnesses")
        law = self.charter.find("election.lot_witnesses", on=self.on)
        if ties.lot and law and len(set(people)) < int(str(law.value)):
            raise MeetingError(
                what,
                f"the lot has {len(set(people))} witnesses, not {law.value} (ELC-06)",
                law.basis,
                "draw it again before enough witnesses",
            )
        again = count(result.profile, result.method, seats=result.seats, ties=ties)
        step = Counted(seat, again, quorum, stalled.tellers, people, at=self._moment(at))
        return self._with(step)

    def proceed(
        self, item: Business, *, note: str = "", accepted: bool = True, at: Moment = None
    ) -> Self:
        """Deal with an item of the order of business (MTG-05, ELC-14).

        Items may be left out where there is nothing to deal with; none comes after one that
        follows it. Only an accepted report lets the board be discharged.

        Args:
            item: Which one.
            note: What came of it, in words.
            accepted: Whether the meeting accepted it.
            at: When.

        Raises:
            MeetingError: If it comes too late, or the board's report was not accepted.
        """
        item = Business.of(item, what="the item of business")
        what = f"take up the {item.label()}"
        law = self.charter.find("meeting.order", on=self.on)
        if law:
            self._in_order(item, law, what)
        if item is Business.DISCHARGE and not any(
            isinstance(each, Proceeded) and each.item is Business.REPORT and each.accepted
            for each in self.steps
        ):
            raise MeetingError(
                what,
                "its accountability report was not accepted (ELC-14)",
                self._order_basis,
                "let it report, and the meeting accept",
            )
        return self._with(Proceeded(item, note, accepted, at=self._moment(at)))

    def form_team(
        self,
        leader: str,
        members: Sequence[str] = (),
        *,
        due: date | None = None,
        at: Moment = None,
    ) -> Self:
        """Name formateurs, who compose the rest of the board (ELC-10).

        Args:
            leader: Whoever this meeting elected.
            members: The others, such as the second and the third.
            due: By when they are to be done.
            at: When.

        Raises:
            MeetingError: If the leader was not elected, or a member is not on the roll.
        """
        beside = names(members, what="the formateurs")
        seats = self._seats
        if not any(leader in each.elected for each in self.decisions if each.subject in seats):
            raise MeetingError(
                f"let {leader} lead the formateurs",
                "this meeting has not elected it (ELC-10)",
                MODEL,
                "let whoever was elected lead them",
            )
        for each in beside:
            self._on_roll(each, f"make {each} a formateur")
        return self._with(TeamFormed(leader, beside, due, at=self._moment(at)))

    def object(self, who: str, *, why: str, at: Moment = None) -> Self:
        """Object to the minutes.

        Args:
            who: Who objects.
            why: What is wrong with them, or missing.
            at: When.

        Raises:
            MeetingError: If it never signed the attendance list.
        """
        if who not in self.floor.signed:
            raise MeetingError(
                f"put down the objection of {who}",
                "it never signed the attendance list",
                MODEL,
                "let whoever attended object",
            )
        return self._with(Objected(who, why, at=self._moment(at)))

    def _in_order(self, item: Business, law: Provision, what: str) -> None:
        order = [str(each) for each in law.value] if isinstance(law.value, tuple) else []
        dealt: list[str] = [each.item for each in self.steps if isinstance(each, Proceeded)]
        if any(each.subject in self._seats for each in self.decisions):
            dealt.append(Business.ELECTION)
        later = _after(order, item)
        passed = [Business(each) for each in dealt if each in later]
        if passed:
            raise MeetingError(
                what,
                f"the {passed[-1].label()} came before it (MTG-05)",
                law.basis,
                "keep the order of business, or override 'meeting.order'",
            )


def _after(order: Sequence[str], item: str) -> set[str]:
    return set(order[order.index(item) + 1 :]) if item in order else set()


def _fuller(ties: TieBreak, before: TieBreak) -> bool:
    kept: Iterable[bool] = (
        ties.backwards or not before.backwards,
        before.order in {(), ties.order},
        before.lot in {None, ties.lot},
    )
    return ties != before and all(kept)
