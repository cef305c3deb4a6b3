from datetime import date, datetime
from typing import Self

import attrs

from bakohumas.bodies import Role
from bakohumas.errors import MODEL, MeetingError
from bakohumas.meetings._quorum import adjournments
from bakohumas.meetings._state import Moment, State, Who, code
from bakohumas.meetings._steps import (
    Adjourned,
    Arrived,
    Convened,
    Left,
    MandateGiven,
    Presided,
    ProxyGiven,
    Recalled,
    Welcomed,
)


@attrs.frozen
class Sitting(State):
    """Who is there, and at which call: the verbs of a meeting beside those that decide."""

    def attend(self, *institutions: Who, at: Moment = None) -> Self:
        """Let institutions sign the attendance list; twice counts once.

        Args:
            institutions: Members, by id or as directories hold them.
            at: When they came.

        Raises:
            MeetingError: If one is not on the roll, or the meeting is adjourned.
        """
        roll, codes = set(self.roll), [code(each) for each in institutions]
        for each in codes:
            if each not in roll:
                why = self.called.roll.exclusion(each)
                raise MeetingError(
                    f"sign {each} in",
                    f"it is {why.ground.label()}"
                    if why
                    else f"it was not a member on {self.called.roll.on}{self._near(each)}",
                    MODEL,
                    "let it take part as a guest, who is not counted and does not vote: welcome()",
                )
        self._sits(f"sign {', '.join(codes[:1]) or 'nobody'} in")
        new = tuple(sorted(set(codes) - self.floor.here))
        return self._with(Arrived(new, at=self._moment(at))) if new else self

    def leave(self, *institutions: Who, at: Moment = None) -> Self:
        """Let institutions leave: the quorum is counted without them from now on.

        Args:
            institutions: Who leaves.
            at: When they left.

        Raises:
            MeetingError: If one is not there.
        """
        gone = tuple(sorted({code(each) for each in institutions}))
        for each in gone:
            self._is_here(each, f"let {each} leave")
        return self._with(Left(gone, at=self._moment(at))) if gone else self

    def welcome(self, *others: Who, role: Role = Role.GUEST, at: Moment = None) -> Self:
        """Let partners, patrons and guests take part: they may speak and do not vote.

        Args:
            others: Who they are, by id or as directories hold them.
            role: Whether they come as partners or as guests.
            at: When they came.

        Raises:
            MeetingError: If one is on the roll.
            ValueError: If the role is that of a member.
        """
        if Role.of(role, what="the role") is Role.MEMBER:
            msg = "a member signs the attendance list: attend()"
            raise ValueError(msg)
        codes = tuple(sorted({code(each) for each in others}))
        for each in codes:
            if each in self.called.roll:
                raise MeetingError(
                    f"welcome {each} as {role.label()}",
                    "it is on the roll",
                    MODEL,
                    "let it sign the attendance list",
                )
        return self._with(Welcomed(codes, role, at=self._moment(at)))

    def mandate(
        self, institution: Who, representative: str, *, basis: object, at: Moment = None
    ) -> Self:
        """Let an institution send another representative with a letter of mandate.

        The institution still signs the attendance list; the mandate says who signs for it.

        Args:
            institution: Who sends.
            representative: Opaque id of who is sent.
            basis: The letter.
            at: When it was handed in.

        Raises:
            MeetingError: If it is not on the roll, the charter knows no mandates, or the
                representative holds as many as the charter allows.
        """
        giver = code(institution)
        what = f"let {representative} stand for {giver}"
        self._on_roll(giver, what)
        self._allowed("meeting.proxies_within", what, "let the institution's own head come")
        held = [
            each.institution
            for each in self.steps
            if isinstance(each, MandateGiven) and each.representative == representative
        ]
        self._capped(held, what)
        step = MandateGiven(giver, representative, str(basis), at=self._moment(at))
        return self._with(step)

    def proxy(self, institution: Who, holder: Who, *, basis: object, at: Moment = None) -> Self:
        """Let an absent institution give its vote to one that is there.

        It is counted for as long as the holder is there and it does not come itself.

        Args:
            institution: Who gives its vote.
            holder: Who votes for it.
            basis: The letter.
            at: When it was handed in.

        Raises:
            MeetingError: If the charter forbids it, the giver is there or gave it before, the
                holder is not there, or holds as many as the charter allows.
        """
        giver, deputy = code(institution), code(holder)
        what = f"let {deputy} vote for {giver}"
        self._on_roll(giver, what)
        self._allowed("meeting.proxies", what, "let the institution come, or send a representative")
        self._is_here(deputy, what)
        pairs = self.floor.proxies
        if giver in self.floor.here or giver in {one for one, _ in pairs}:
            raise MeetingError(
                what,
                "it is there itself, or gave its vote before",
                MODEL,
                "count its vote once",
            )
        self._capped([one for one, by in pairs if by == deputy], what)
        return self._with(ProxyGiven(giver, deputy, str(basis), at=self._moment(at)))

    def preside(self, who: str, *, temporary: bool = False, at: Moment = None) -> Self:
        """Let somebody lead from now on; it makes nobody chair of the body.

        Args:
            who: Who leads.
            temporary: Whether only until the order of business is adopted.
            at: When.

        Raises:
            MeetingError: If it is on the roll, and has not signed the attendance list.
        """
        if who in self.called.roll and who not in self.floor.signed:
            raise MeetingError(
                f"let {who} preside",
                "it is on the roll, and has not signed the attendance list",
                MODEL,
                "sign it in first",
            )
        return self._with(Presided(who, temporary, at=self._moment(at)))

    def convene(self, *, at: Moment = None) -> Self:
        """Open the meeting at this call, and put down its quorum; without one it may be adjourned.

        Args:
            at: When.
        """
        self._sits("open the meeting")
        return self._with(Convened(self.floor.call, self.quorum, at=self._moment(at)))

    def adjourn(self, *, reason: str = "", until: date | None = None, at: Moment = None) -> Self:
        """Suspend the meeting, or put it off.

        Args:
            reason: Why; not asked for where the quorum is wanting.
            until: The day to which it is put off.
            at: When.

        Raises:
            MeetingError: If it was adjourned for want of a quorum as often as the charter allows.
        """
        self._sits("adjourn the meeting")
        quorum = self.quorum
        most = adjournments(self.charter, on=self.on)
        if not quorum.met and most and self.last_call:
            raise MeetingError(
                "adjourn the meeting",
                f"it was adjourned for want of a quorum {self.floor.wanting} times (QRM-05)",
                most.basis,
                "let each matter go as the charter says: lapse()",
            )
        return self._with(Adjourned(not quorum.met, quorum, reason, until, at=self._moment(at)))

    def recall(
        self, *, on: date | None = None, fresh: bool | None = None, at: Moment = None
    ) -> Self:
        """Go on after an adjournment; after one for want of a quorum it is the next call.

        Args:
            on: The day; that of the last sitting by default.
            fresh: Whether a new attendance list is opened; by default on another day.
            at: When.

        Raises:
            MeetingError: If the meeting is not adjourned, or the charter asks for a shorter or
                longer adjournment.
            ValueError: If the day is before that of the last sitting, or before the day to which
                it was put off.
        """
        floor, last = self.floor, self.steps[-1]
        if not isinstance(last, Adjourned):
            raise MeetingError(
                "recall the meeting", "it is not adjourned", MODEL, "adjourn it first"
            )
        today = on or (at.date() if isinstance(at, datetime) else floor.day)
        if today < floor.day:
            msg = f"the meeting sat on {floor.day}, and cannot go on on {today}"
            raise ValueError(msg)
        moment = self._moment(at, today)
        if last.until and today < last.until:
            msg = f"the meeting was put off until {last.until}, and cannot go on on {today}"
            raise ValueError(msg)
        self._gap(last, floor.day, today, moment)
        call = floor.call + last.wanting
        new = today != floor.day if fresh is None else fresh
        return self._with(Recalled(call, today, new, at=moment))
