from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from typing import Self, cast

import attrs

from bakohumas.errors import MODEL, MeetingError, QuorumNotMetError, expect
from bakohumas.institutions import Institution, Unit
from bakohumas.law import Charter, Provision
from bakohumas.meetings._acts import Closed, Counted, Deliberated, Voted, decided
from bakohumas.meetings._decisions import Decision, Deliberation
from bakohumas.meetings._floor import Floor
from bakohumas.meetings._kinds import Kind, Matter
from bakohumas.meetings._quorum import Quorum, adjournments, quorum_law
from bakohumas.meetings._steps import Adjourned, Called, Recalled, Step

Moment = datetime | time | None
"""When a step was taken: a moment, a time on the day of the sitting, or not known."""
Who = str | Institution | Unit
"""An institution, by id or as directories hold it."""
_HOURS = 24


@attrs.frozen
class State:
    """Where a meeting stands, and what each verb asks before it acts.

    Attributes:
        charter: The charter of the day.
        steps: What has happened, in order.
        floor: Where the meeting stands after that.
    """

    charter: Charter
    steps: tuple[Step, ...]
    floor: Floor = attrs.field(eq=False, repr=False)

    @property
    def called(self) -> Called:
        """The call, with the roll."""
        return cast("Called", self.steps[0])

    @property
    def body(self) -> str:
        """Id of the body that meets."""
        return self.called.body

    @property
    def kind(self) -> Kind:
        """What sort of meeting it is."""
        return self.called.kind

    @property
    def on(self) -> date:
        """The day for which it was called."""
        return self.called.on

    @property
    def place(self) -> str:
        """Where it meets."""
        return self.called.place

    @property
    def presiding(self) -> str:
        """Who leads it now."""
        return self.floor.presiding

    @property
    def basis(self) -> str:
        """What it rests on."""
        return self.called.basis

    @property
    def roll(self) -> tuple[str, ...]:
        """Ids of those who may vote, frozen when it was called."""
        return self.called.roll.voters

    @property
    def attendance(self) -> tuple[str, ...]:
        """Of these, who signed an attendance list; whoever left is still on it."""
        return tuple(sorted(self.floor.signed))

    @property
    def present(self) -> tuple[str, ...]:
        """Who is there now, or is represented by somebody who is."""
        return tuple(sorted(self.floor.present))

    @property
    def deliberations(self) -> tuple[Deliberation, ...]:
        """Attempts to agree, in order."""
        return tuple(each.attempt for each in self.steps if isinstance(each, Deliberated))

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What was decided, in order."""
        return decided(self.steps)

    @property
    def quorum(self) -> Quorum:
        """The quorum for an ordinary matter as it stands now, counted on institutions."""
        return self.quorum_for(Matter.ORDINARY)

    @property
    def last_call(self) -> bool:
        """Whether no further adjournment for want of a quorum is left."""
        most = adjournments(self.charter, on=self.on)
        return most is not None and self.floor.wanting >= int(str(most.value))

    def quorum_for(self, matter: Matter) -> Quorum:
        """The quorum for a matter as it stands now.

        Args:
            matter: How grave it is.
        """
        matter = Matter.of(matter, what="the matter")
        law = quorum_law(
            self.charter, on=self.on, call=self.floor.call, last=self.last_call, matter=matter
        )
        of = self.floor.electorate(matter)
        return Quorum(of, len(self.floor.may_vote(matter)), law)

    def _with(self, step: Step) -> Self:
        if not isinstance(step, Recalled | Closed):
            self._sits("go on")
        again = step.at is None and isinstance(step, Deliberated | Voted | Counted)
        if step == self.steps[-1] and not again:
            raise MeetingError(
                f"enter once more: {step.explain()}",
                "the meeting has just done the same",
                MODEL,
                "leave it out, or say when it was done again",
            )
        return attrs.evolve(self, steps=(*self.steps, step), floor=self.floor.after(step))

    def _moment(self, at: Moment, today: date | None = None) -> datetime | None:
        expect(at, datetime, time, type(None), what="the moment of a step")
        today = today or self.floor.day
        moment = datetime.combine(today, at) if isinstance(at, time) else at
        if moment is None:
            return None
        began = datetime.combine(today, time())
        before = max(began, self.floor.now or began)
        if moment.tzinfo is None and not before <= moment < before + timedelta(1):
            late = moment > before
            raise MeetingError(
                f"enter a step of {moment:%Y-%m-%d %H:%M}",
                f"the meeting had come to {self.floor.now or today}"
                + (", a day or more before" if late else ""),
                MODEL,
                "adjourn the meeting first, and recall it on that day"
                if late
                else "enter the steps in their order",
            )
        return moment

    def _gap(self, last: Adjourned, before: date, today: date, moment: datetime | None) -> None:
        days = (today - before).days
        if last.at and moment:
            hours = (moment - last.at).total_seconds() / 3600
            shortest = longest = hours
        else:
            shortest, longest = max(0, days - 1) * _HOURS, (days + 1) * _HOURS
        for key in ("meeting.gap_least", "meeting.gap_most"):
            law = self.charter.find(key, on=self.on)
            bound = int(str(law.value)) if law else 0
            ill = longest < bound if key.endswith("least") else shortest > bound
            if last.wanting and law and ill:
                raise MeetingError(
                    f"recall the meeting on {today}",
                    f"an adjournment lasts at {key.rpartition('_')[2]} {law.value} hours (QRM-06)",
                    law.basis,
                    "recall it at another time",
                )

    def _sits(self, what: str) -> None:
        if not self.floor.sitting:
            raise MeetingError(what, "the meeting is adjourned", MODEL, "recall it first")

    def _near(self, who: str) -> str:
        plain = who.casefold().replace(" ", "-")
        near = get_close_matches(plain, self.roll, n=2, cutoff=0.9)
        return f"; did you mean {' or '.join(near)}?" if near else ""

    def _on_roll(self, who: str, what: str) -> None:
        if who not in self.called.roll:
            raise MeetingError(
                what,
                f"{who} is not on the roll{self._near(who)}",
                MODEL,
                "name an institution on the roll",
            )

    def _is_here(self, who: str, what: str) -> None:
        if who not in self.floor.here:
            raise MeetingError(
                what,
                f"{who} has not signed the attendance list, or left",
                MODEL,
                "sign it in first",
            )

    def _allowed(self, key: str, what: str, advice: str) -> Provision:
        law = self.charter.find(key, on=self.on)
        if law is None or not law.value:
            raise MeetingError(
                what,
                "the charter does not allow it (MTG-07)",
                law.basis if law else f"charter {self.charter}",
                advice,
            )
        return law

    def _capped(self, held: Iterable[str], what: str) -> None:
        cap, others = self.charter.find("meeting.proxy_cap", on=self.on), list(held)
        if cap and len(others) >= int(str(cap.value)):
            raise MeetingError(
                what,
                f"it stands for {', '.join(others)} already (MTG-06)",
                cap.basis,
                "let somebody else stand for it",
            )

    def _quorate(self, what: str, matter: Matter = Matter.ORDINARY) -> Quorum:
        self._sits(what)
        quorum = self.quorum_for(matter)
        if not quorum.met:
            raise QuorumNotMetError(
                what,
                f"{quorum.present} members present, {quorum.required} required of {quorum.base}",
                quorum.basis,
                f"invite {quorum.required - quorum.present} more or adjourn the meeting",
                quorum.present,
                quorum.required,
            )
        return quorum


def code(institution: Who) -> str:
    """The id of an institution, however it was handed over."""
    expect(institution, str, Institution, Unit, what="whoever signs in")
    if isinstance(institution, Unit):
        return institution.institution.id
    return institution if isinstance(institution, str) else institution.id
