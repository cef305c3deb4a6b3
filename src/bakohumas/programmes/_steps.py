from typing import cast

import attrs

from bakohumas.errors import MODEL, ProgrammeError
from bakohumas.languages import listed
from bakohumas.law import Charter
from bakohumas.programmes._agreements import agreement
from bakohumas.programmes._allocations import Allocation
from bakohumas.programmes._events import (
    Begun,
    BriefingAcknowledged,
    Event,
    MembersBriefed,
    StageHeld,
    TasksAccepted,
    TasksRefused,
    WorkDivided,
)
from bakohumas.programmes._progress import between, briefed, division, reached, version
from bakohumas.programmes._stages import Stage
from bakohumas.programmes._verifier import verify


@attrs.frozen
class Step:
    """One event that would follow a history, held against charter and model.

    Attributes:
        programme: Id of the programme.
        charter: The provisions that govern it.
        history: What has happened so far.
        event: What is to happen next.
    """

    programme: str
    charter: Charter
    history: tuple[Event, ...]
    event: Event

    def check(self) -> None:
        """Refuse the event if it cannot follow.

        Raises:
            ProgrammeError: If it cannot.
        """
        event = self.event
        last = self.history[-1].on
        if event.on < last:
            raise self._refusal(
                f"the last event is of {last}", MODEL, f"date it on {last} or later"
            )
        if event.enters:
            self._follows(event.enters)
        match event:
            case StageHeld(stage=Stage.DISSEMINATION):
                self._is_agreed()
            case WorkDivided(allocation=proposed):
                self._is_sound(proposed)
            case TasksAccepted(agency=agency) | TasksRefused(agency=agency):
                self._is_answered_by_a_holder(agency)
            case MembersBriefed(version=number):
                self._is_not_outdated(number)
            case BriefingAcknowledged(member=member, version=number):
                self._was_briefed(member, number)
            case _:
                pass

    def _follows(self, stage: Stage) -> None:
        last = reached(self.history)
        if isinstance(self.event, StageHeld) and last and stage.position < last.position:
            raise self._refusal(
                f"the programme has reached the {last.label()}",
                MODEL,
                f"hold the {last.label()} or a later stage",
            )
        rule = self.charter.find("programme.stages", on=self.event.on)
        bound = rule.value if rule and isinstance(rule.value, tuple) else ()
        excused = Stage.FGD if cast("Begun", self.history[0]).own else None
        missed = [
            left_out.label()
            for left_out in between(last, stage)
            if left_out in bound and left_out is not excused
        ]
        if rule and missed:
            raise self._refusal(
                f"it would skip {listed(missed)}",
                rule.basis,
                f"hold the {missed[0]} first, or override programme.stages in the charter",
            )

    def _is_agreed(self) -> None:
        rule = self.charter.find("programme.agreement", on=self.event.on)
        missing = agreement(self.history).missing
        if rule and rule.value and missing:
            raise self._refusal(
                f"no agreement to the division of tasks yet from {listed(missing)}",
                rule.basis,
                "let them accept their tasks, or divide the tasks anew",
            )

    def _is_sound(self, proposed: Allocation) -> None:
        wrong = verify(proposed, proposed.tasks, proposed.agencies)
        if wrong:
            raise self._refusal(
                "; ".join(wrong), MODEL, "correct the division, or make one with allocate()"
            )

    def _is_answered_by_a_holder(self, agency: str) -> None:
        held = division(self.history)
        holders = tuple(held.shares) if held else ()
        if agency not in holders:
            raise self._refusal(
                f"{agency} holds no task",
                MODEL,
                f"tasks are held by {listed(holders)}" if held else "divide the tasks first",
            )

    def _is_not_outdated(self, number: int) -> None:
        newest = version(self.history)
        if number < newest:
            raise self._refusal(
                f"version {newest} was given out already",
                MODEL,
                f"give out version {newest} or a later one",
            )

    def _was_briefed(self, member: str, number: int) -> None:
        if member not in briefed(self.history, number):
            raise self._refusal(f"{member} was not given version {number}", MODEL, "brief it first")

    def _refusal(self, why: str, basis: str, advice: str) -> ProgrammeError:
        what = f"{self.programme} on {self.event.on}, {self.event.explain()}"
        return ProgrammeError(what, why, basis, advice)
