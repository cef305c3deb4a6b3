from collections.abc import Iterable, Sequence
from datetime import date
from typing import Self, cast

import attrs

from bakohumas.elections import (
    IRV,
    Acclamation,
    Candidate,
    Contest,
    Method,
    Profile,
    TieBreak,
    count,
)
from bakohumas.errors import MODEL, MeetingError, expect
from bakohumas.law import Provision
from bakohumas.meetings._acts import Counted, Filled, Objected, Proceeded, TeamFormed
from bakohumas.meetings._call import names
from bakohumas.meetings._deciding import Deciding
from bakohumas.meetings._kinds import Business, Matter
from bakohumas.meetings._quorum import unwitnessed
from bakohumas.meetings._state import Moment


@attrs.frozen
class Electing(Deciding):
    """How a meeting elects a board: order of business, ballots, ties and formateurs."""

    def elect(
        self,
        seat: str | Contest,
        ballots: Profile | Sequence[Sequence[str]],
        *,
        candidates: Sequence[str] | None = None,
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
            seat: Title of the seat; or the contest for it, as :func:`contest` makes one, which
                says by itself who stands, how to count and how to settle ties. Whoever this
                meeting has elected before leaves it, and counts for its constraints.
            ballots: Ballots as the method reads them, one a voting institution at most; by
                default ranked, best first.
            candidates: Member institutions that stand, where *seat* is a title.
            method: How to count; :class:`~bakohumas.elections.IRV` by default, or
                acclamation where only one stands to whom nobody objected.
            seats: How many are to be elected to seats of that title.
            ties: How to settle ties; by default a tie stops the count.
            tellers: Who counts.
            at: When.

        Raises:
            QuorumNotMetError: If too few institutions are present.
            SeatError: If the board has no such seat, it is not filled by election, or no
                committee meets the constraints of the contest.
            ValueError: If a contest comes with what it says by itself.
            MeetingError: If consensus was not tried first, such a meeting elects nobody, a
                candidate is no member or was elected to another seat of this meeting, or
                there are more ballots than institutions present.
        """
        if isinstance(seat, Contest):
            if candidates is not None or method or ties or seats != 1:
                msg = "a contest says who stands, how many are elected and how: leave them out"
                raise ValueError(msg)
            return self._contested(seat, ballots, names(tellers, what="the tellers"), at)
        quorum = self._may_decide(seat, Matter.ORDINARY)
        self._may_fill(seat)
        self._after_consensus(seat, f"vote on the {seat}")
        expect(candidates, list, tuple, what="the candidates")
        candidates = cast("Sequence[str]", candidates)
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
        before = stalled.contested.contest.ties if isinstance(stalled, Filled) else result.tiebreak
        if not _fuller(ties, before):
            raise MeetingError(
                what,
                "it drops, or does not add to, what was agreed on before the count",
                MODEL,
                "keep the earlier rounds, the order and the lot, and add one of them",
            )
        people = names(witnesses, what="the witnesses")
        if ties.lot and (law := unwitnessed(self.charter, people, on=self.on)):
            raise MeetingError(
                what,
                f"the lot has {len(set(people))} witnesses, not {law.value} (ELC-06)",
                law.basis,
                "draw it again before enough witnesses",
            )
        moment, tellers = self._moment(at), stalled.tellers
        if isinstance(stalled, Filled):
            done = attrs.evolve(stalled.contested.contest, ties=ties).count(
                stalled.contested.free.profile
            )
            step = Filled(seat, done.result, quorum, tellers, people, at=moment, contested=done)
            return self._with(step)
        again = count(result.profile, result.method, seats=result.seats, ties=ties)
        return self._with(Counted(seat, again, quorum, tellers, people, at=moment))

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
        seats = self._offices
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

    def _contested(
        self,
        contest: Contest,
        ballots: Profile | Sequence[Sequence[str]],
        tellers: tuple[str, ...],
        at: Moment,
    ) -> Self:
        """Vote under the rules of a contest, which whoever this meeting has elected leaves."""
        title, contest = contest.office.title, contest.following(*self._won(contest))
        if isinstance(ballots, Profile):
            paper = tuple(each for each in contest.paper if each in ballots.candidates)
            if paper != tuple(each for each in ballots.candidates if each in paper):
                msg = f"the ballots are in the order {ballots.candidates}, the contest in {paper}"
                raise ValueError(msg)
        quorum = self._may_decide(title, Matter.ORDINARY)
        for seat in dict.fromkeys(contest.office.places):
            self._may_fill(seat)
            self._undecided(seat, f"vote on the {title}")
        self._after_consensus(title, f"vote on the {title}")
        self._may_stand(contest.eligible().standing, title)
        done = contest.count(ballots)
        self._no_more_than(done.free.profile.cast, len(self.floor.present), f"vote on the {title}")
        moment = self._moment(at)
        step = Filled(title, done.result, quorum, tellers, at=moment, contested=done)
        return self._with(step)

    def _won(self, contest: Contest) -> tuple[dict[str, tuple[str, ...]], list[Candidate]]:
        """Who was elected by this meeting to what, and what each of them counts for."""
        held: dict[str, tuple[str, ...]] = {}
        known = {each.id: each for each in contest.candidates}
        filled = {each.subject: each for each in self.steps if isinstance(each, Filled)}
        for decision in (each for each in self.decisions if each.subject in self._offices):
            step = filled.get(decision.subject)
            places = step.contested.places if step else {decision.subject: decision.elected}
            known |= {e.id: e for e in step.contested.contest.candidates} if step else {}
            for title, winners in places.items():
                held |= {who: (*held.get(who, ()), title) for who in winners}
        return held, [attrs.evolve(known.get(who, Candidate(who)), holds=()) for who in held]

    def _in_order(self, item: Business, law: Provision, what: str) -> None:
        order = [str(each) for each in law.value] if isinstance(law.value, tuple) else []
        dealt: list[str] = [each.item for each in self.steps if isinstance(each, Proceeded)]
        if any(each.subject in self._offices for each in self.decisions):
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
        ties.narrow is before.narrow,
        before.order in {(), ties.order},
        before.lot in {None, ties.lot},
    )
    return ties != before and all(kept)
