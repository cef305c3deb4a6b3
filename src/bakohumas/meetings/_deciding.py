from collections.abc import Mapping
from datetime import date
from typing import Self

import attrs

from bakohumas.bodies import Role
from bakohumas.errors import MODEL, MeetingError, expect
from bakohumas.meetings._acts import Deadlocked, Deliberated, FollowedUp, Lapsed, Voted
from bakohumas.meetings._decisions import Deliberation, Said, Tally, Vote
from bakohumas.meetings._kinds import Base, Choice, Fate, Matter
from bakohumas.meetings._quorum import fate_law, majority
from bakohumas.meetings._seating import Seating
from bakohumas.meetings._state import Moment


@attrs.frozen
class Deciding(Seating):
    """Consensus first and the declared vote second: the verbs with which a meeting decides."""

    def deliberate(
        self,
        subject: str,
        proposal: str,
        *,
        objections: Mapping[str, str] | None = None,
        opinions: Mapping[str, str] | None = None,
        matter: Matter = Matter.ORDINARY,
        at: Moment = None,
    ) -> Self:
        """Try to agree on a proposal; without an objection it is decided.

        Args:
            subject: What is to be decided; the title of a seat for an election.
            proposal: What is proposed; for a seat, the member institution.
            objections: Who objects, and why.
            opinions: What partners and guests say to it; it stops nothing.
            matter: How grave it is.
            at: When.

        Raises:
            QuorumNotMetError: If too few institutions are present.
            SeatError: If the subject is a seat that is not filled by election.
            MeetingError: If an objector may not vote on it, who speaks was not welcomed, the
                subject is decided, or who is proposed for a seat may not stand for it.
        """
        against, said = (
            _said(objections, "the objections, by who objects,"),
            _said(opinions, "the opinions, by who speaks,"),
        )
        matter = Matter.of(matter, what="the matter")
        quorum = self._may_decide(subject, matter)
        self._may_propose(subject, proposal)
        for objector, _ in against:
            self._may_vote(objector, matter, f"hear the objection of {objector}")
        for speaker, _ in said:
            self._may_speak(speaker)
        attempt = Deliberation(subject, proposal, against, said, matter)
        return self._with(Deliberated(attempt, quorum, at=self._moment(at)))

    def deadlock(self, subject: str, *, reason: str, at: Moment = None) -> Self:
        """Declare that consensus is out of reach, such as for lack of time (DEC-02).

        Args:
            subject: What is to be decided.
            reason: Why.
            at: When.

        Raises:
            QuorumNotMetError: If too few institutions are present.
            MeetingError: If the subject is decided.
        """
        self._may_decide(subject, Matter.ORDINARY)
        return self._with(Deadlocked(subject, reason, at=self._moment(at)))

    def vote(
        self,
        subject: str,
        proposal: str,
        votes: Tally | Mapping[str, str],
        *,
        matter: Matter = Matter.ORDINARY,
        secret: bool | None = None,
        persons: bool = False,
        at: Moment = None,
    ) -> Self:
        """Vote on a motion, after consensus has failed.

        Args:
            subject: What is to be decided.
            proposal: What is put to the vote.
            votes: How many there were of each kind or, in an open vote, who voted how:
                ``"for"``, ``"against"``, ``"abstain"`` or ``"invalid"``.
            matter: How grave it is: a grave one has a majority of its own.
            secret: Whether it is secret; by default, unless *votes* says who voted how.
            persons: Whether it concerns persons: then it is secret (DEC-08).
            at: When.

        Raises:
            QuorumNotMetError: If too few institutions are present.
            MeetingError: If consensus was not tried first, somebody voted who may not, more
                voted than are present, or it was voted on as often as the charter allows.
            ValueError: If a secret vote says who voted how, or a seat is voted on so.
        """
        expect(votes, Tally, Mapping, what="the votes")
        matter = Matter.of(matter, what="the matter")
        tally = votes if isinstance(votes, Tally) else Tally.of(votes)
        named = {} if isinstance(votes, Tally) else {who: Choice(v) for who, v in votes.items()}
        hidden = isinstance(votes, Tally) if secret is None else secret
        if hidden and named:
            msg = "a secret vote does not say who voted how: give a Tally"
            raise ValueError(msg)
        if subject in self._seats:
            msg = f"{subject} is a seat: elect() counts the ballots for it"
            raise ValueError(msg)
        what = f"vote on {subject}"
        quorum = self._may_decide(subject, matter)
        self._after_consensus(subject, what)
        self._as_often_as_allowed(subject, what)
        if persons and not hidden:
            self._in_secret(what)
        for voter in sorted(named):
            self._may_vote(voter, matter, f"count the vote of {voter}")
        here = len(self.floor.may_vote(matter))
        self._no_more_than(tally.cast, here, what)
        law, base = majority(self.charter, on=self.on, matter=matter)
        of = {
            Base.VALID: tally.valid,
            Base.CAST: tally.cast,
            Base.PRESENT: here,
            Base.MEMBERS: self.floor.electorate(matter),
        }[base]
        vote = Vote(
            *(subject, proposal, tally, base, of, law, matter, hidden),
            names=tuple(sorted(named.items())),
            persons=persons,
        )
        return self._with(Voted(vote, quorum, at=self._moment(at)))

    def lapse(self, subject: str, *, matter: Matter = Matter.ORDINARY, at: Moment = None) -> Self:
        """Let a matter go as the charter says, when the last call has found no quorum (QRM-07).

        Args:
            subject: What was to be decided.
            matter: How grave it is.
            at: When.

        Raises:
            MeetingError: If there is a quorum, another call is left, or the charter is silent.
        """
        what, matter = f"let {subject} lapse", Matter.of(matter, what="the matter")
        self._sits(what)
        self._undecided(subject, what)
        quorum = self.quorum_for(matter)
        if quorum.met or not self.last_call:
            raise MeetingError(
                what,
                "there is a quorum" if quorum.met else "another call is left",
                quorum.basis,
                "decide on it" if quorum.met else "adjourn the meeting, and recall it",
            )
        law = fate_law(self.charter, on=self.on, matter=matter)
        if law is None:
            raise MeetingError(
                what,
                "the charter does not say what follows the last call",
                f"charter {self.charter}",
                "override 'meeting.last_call' with a cited provision",
            )
        fate = Fate.of(str(law.value), what="meeting.last_call")
        step = Lapsed(subject, matter, fate, law.basis, quorum, at=self._moment(at))
        return self._with(step)

    def follow_up(
        self, subject: str, *, who: str, what: str, by: date | None = None, at: Moment = None
    ) -> Self:
        """Charge somebody with what a decision asks for.

        Args:
            subject: The decision.
            who: Who does it.
            what: What is to be done.
            by: By when.
            at: When.

        Raises:
            MeetingError: If nothing was decided on the subject.
            ValueError: If *by* lies before the sitting.
        """
        if all(each.subject != subject for each in self.decisions):
            raise MeetingError(
                f"follow up {subject}",
                "this meeting has decided nothing on it",
                MODEL,
                "decide on it first",
            )
        step = FollowedUp(subject, who, what, by, at=self._moment(at))
        if by and by < self.floor.day:
            msg = f"what is decided on {self.floor.day} is not done by {by}"
            raise ValueError(msg)
        return self._with(step)

    def _as_often_as_allowed(self, subject: str, what: str) -> None:
        times = sum(isinstance(each, Voted) and each.vote.subject == subject for each in self.steps)
        law = self.charter.find("decision.repeats", on=self.on)
        if law and times > int(str(law.value)):
            raise MeetingError(
                what,
                f"it was not carried in {times} votes (DEC-07)",
                law.basis,
                "take it up in another meeting",
            )

    def _in_secret(self, what: str) -> None:
        law = self.charter.find("decision.secret_persons", on=self.on)
        if law and law.value:
            raise MeetingError(
                what,
                "it concerns persons, and the vote is open (DEC-08)",
                law.basis,
                "vote in writing and in secret",
            )

    def _may_vote(self, who: str, matter: Matter, what: str) -> None:
        if who in self.floor.may_vote(matter):
            return
        if who in self.floor.present:
            law = self.charter.provision("acting.strategic", on=self.on)
            raise MeetingError(
                what,
                f"{who} only stands in, and {matter.label()} is closed to it (ACT-03)",
                law.basis,
                "let the holder decide, or decide on it when the seat is filled",
            )
        heard = who in dict(self.floor.others)
        raise MeetingError(
            what,
            "it takes part without a vote (MEM-09)"
            if heard
            else "it has not signed the attendance list",
            self._basis("partner.votes") if heard else MODEL,
            "put it down as an opinion" if heard else "sign it in first",
        )

    def _may_speak(self, who: str) -> None:
        roles = dict(self.floor.others)
        if who not in roles:
            raise MeetingError(
                f"hear {who}", "it was not welcomed", MODEL, "let it take part first: welcome()"
            )
        law = self.charter.find("partner.speaks", on=self.on)
        if roles[who] is Role.PARTNER and law and not law.value:
            raise MeetingError(
                f"hear {who}",
                "partners do not speak in this body",
                law.basis,
                "let a member speak for it",
            )

    def _basis(self, key: str) -> str:
        law = self.charter.find(key, on=self.on)
        return law.basis if law else MODEL


def _said(given: Mapping[str, str] | None, what: str) -> Said:
    expect(given or {}, Mapping, what=what)
    return tuple(sorted((given or {}).items()))
