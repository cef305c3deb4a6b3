from typing import cast

import attrs

from bakohumas.errors import MODEL, ProgrammeError
from bakohumas.languages import listed
from bakohumas.law import Charter
from bakohumas.programmes._allocations import Allocation
from bakohumas.programmes._answers import (
    AgencyWithdrew,
    AgreementFailed,
    Answer,
    TasksCountered,
    TasksRefused,
)
from bakohumas.programmes._briefings import BriefingAcknowledged, MembersBriefed, Published
from bakohumas.programmes._events import MOST, Begun, Event, StageHeld, WorkDivided
from bakohumas.programmes._progress import (
    between,
    briefed,
    division,
    reached,
    tasks_by_agency,
    version,
)
from bakohumas.programmes._stages import PUBLIC, Stage, order_of, stages_of
from bakohumas.programmes._talks import Talks, most_rounds, talks, threshold
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
            case StageHeld(stage=stage) if stage in PUBLIC:
                self._is_agreed()
            case Published():
                self._is_agreed()
            case WorkDivided(allocation=proposed):
                self._is_sound(proposed)
                self._has_a_round_left()
            case AgreementFailed(tasks=tasks):
                self._is_open(tasks)
            case Answer():
                self._can_be_answered(event)
            case MembersBriefed(version=number):
                self._is_not_outdated(number)
            case BriefingAcknowledged(member=member, version=number):
                self._was_briefed(member, number)
            case _:
                pass

    def _can_be_answered(self, answer: Answer) -> None:
        held = self._talks()
        if isinstance(answer, AgencyWithdrew):
            self._stood_ready(answer.agency, held)
            return
        if held.rounds and held.rounds[-1].failed:
            raise self._refusal(
                "the negotiation has ended without agreement", MODEL, "divide the tasks anew"
            )
        if isinstance(answer, TasksCountered):
            self._stood_ready(answer.agency, held)
            self._are_of(answer.terms.tasks or ())
            return
        self._has_a_duty(answer.agency)
        if isinstance(answer, TasksRefused):
            self._are_of(answer.tasks, answer.agency)

    def _follows(self, stage: Stage) -> None:
        last = reached(self.history)
        if isinstance(self.event, StageHeld) and last and stage.position < last.position:
            raise self._refusal(
                f"the programme has reached the {last.label()}",
                MODEL,
                f"hold the {last.label()} or a later stage",
            )
        rule = self.charter.find("programme.stages", on=self.event.on)
        bound = stages_of(rule)
        excused = Stage.FGD if cast("Begun", self.history[0]).own else None
        order = order_of(self.charter, self.event.on)
        missed = [
            left_out.label()
            for left_out in between(last, stage, order)
            if left_out in bound and left_out is not excused
        ]
        if rule and missed:
            raise self._refusal(
                f"it would skip {listed(missed)}",
                rule.basis,
                f"hold the {missed[0]} first, or override programme.stages in the charter",
            )

    def _talks(self) -> Talks:
        return talks(self.history, self.charter)

    def _is_agreed(self) -> None:
        rule = self.charter.find("programme.agreement", on=self.event.on)
        if not rule or not rule.value:
            return
        agreement = self._talks().agreement
        enough = threshold(self.charter, self.event.on)
        if agreement.missing and not agreement.ratified(enough):
            raise self._refusal(
                f"no agreement to the division of tasks yet from {listed(agreement.missing)}",
                rule.basis,
                "let them accept their tasks, or divide the tasks anew",
            )

    def _has_a_round_left(self) -> None:
        most, basis = most_rounds(self.charter, self.event.on)
        rounds = self._talks().rounds
        last = rounds[-1] if rounds else None
        if most is not None and last and not last.closed and last.number >= most:
            raise self._refusal(
                f"it would be round {last.number + 1} of at most {most}",
                basis,
                "let renegotiate() say what remains, and bring that to those who decided",
            )

    def _is_open(self, tasks: tuple[str, ...]) -> None:
        rounds = self._talks().rounds
        if not rounds or rounds[-1].agreement.complete or rounds[-1].failed:
            raise self._refusal(
                "no negotiation is open", MODEL, "propose a division of the tasks first"
            )
        self._are_of(tasks)

    def _are_of(self, tasks: tuple[str, ...], agency: str = "") -> None:
        held = division(self.history)
        known = tuple(task.id for task in held.tasks) if held else ()
        known = tasks_by_agency(self.history)[agency] if agency else known
        unknown = [task for task in tasks if task not in known]
        if unknown:
            raise self._refusal(
                f"{listed(unknown)} is not among its tasks",
                MODEL,
                f"name some of {listed(known, most=MOST)}",
            )

    def _stood_ready(self, agency: str, held: Talks) -> None:
        ready = tuple(sorted(held.offers))
        if agency not in ready:
            raise self._refusal(
                f"{agency} did not stand ready",
                MODEL,
                f"ready are {listed(ready, most=MOST)}" if ready else "divide the tasks first",
            )

    def _is_sound(self, proposed: Allocation) -> None:
        wrong = verify(proposed, proposed.tasks, proposed.agencies)
        if wrong:
            raise self._refusal(
                "; ".join(wrong), MODEL, "correct the division, or make one with allocate()"
            )

    def _has_a_duty(self, agency: str) -> None:
        duties = tasks_by_agency(self.history)
        if agency not in duties:
            raise self._refusal(
                f"{agency} has no duty in any task",
                MODEL,
                f"duties are held by {listed(list(duties))}"
                if duties
                else "divide the tasks first",
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
