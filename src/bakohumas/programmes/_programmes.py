from collections.abc import Iterable
from datetime import date
from typing import Any

import attrs
from attrs.validators import deep_iterable

from bakohumas.errors import code, expect, of_kind
from bakohumas.languages import Lang, day, listed, pick
from bakohumas.law import Charter, Citation
from bakohumas.programmes._agreements import Agreement, Round
from bakohumas.programmes._allocations import Allocation
from bakohumas.programmes._briefings import FrameAgreed
from bakohumas.programmes._duties import PublicDuty
from bakohumas.programmes._events import Begun, Event
from bakohumas.programmes._progress import division, informed, passed_over, reached, version
from bakohumas.programmes._remarks import Remark
from bakohumas.programmes._shortcomings import shortcomings
from bakohumas.programmes._stages import Stage
from bakohumas.programmes._steps import Step
from bakohumas.programmes._talks import Talks, talks, threshold
from bakohumas.programmes._verbs import Verbs


def _begun_once(_programme: object, _field: object, events: tuple[Event, ...]) -> None:
    if [isinstance(event, Begun) for event in events] != [True] + [False] * (len(events) - 1):
        msg = "the first event of a programme, and no other, is its beginning"
        raise ValueError(msg)


@attrs.frozen
class Programme(Verbs):
    """A joint programme of public relations, from research to evaluation.

    Every change is a verb that returns a new programme with one event more; all
    that is known of a programme is read from its events. Which stages may not
    be skipped, and whether the division must be agreed, its charter says.

    Attributes:
        id: Short name.
        charter: The provisions that govern it.
        events: What happened, in order; the first of them is :class:`Begun`.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If *id* is empty or has blanks around it, or the first event, and no
            other, is not a beginning.

    Examples:
        >>> from datetime import date
        >>> from bakohumas.law import charter
        >>> from bakohumas.programmes import Agency, Task, allocate
        >>> ready = [Agency("kemdikbud", 1, skills=["schools"]), Agency("kemenkeu", 1)]
        >>> division = allocate([Task("story", needs=["schools"]), Task("tables")], ready)
        >>> apbn = (
        ...     Programme.begin("apbn", title=("Results of the budget", "Capaian APBN"),
        ...         charter=charter("national"), initiator="kominfo",
        ...         on=date(2018, 7, 2), basis="seed 0")
        ...     .hold("fgd", decision_makers=["kemdikbud", "kemenkeu"],
        ...         on=date(2018, 7, 9), basis="seed 0")
        ...     .hold("decision", on=date(2018, 7, 10), basis="seed 0")
        ...     .divide(division, on=date(2018, 7, 12), basis="seed 0")
        ...     .accept("kemdikbud", on=date(2018, 7, 16))
        ... )
        >>> apbn.stage_on(date(2018, 7, 11)), apbn.agreed, [str(stage) for stage in apbn.skipped]
        (<Stage.DECISION: 'decision'>, False, ['research'])
        >>> apbn.agreement_on(date(2018, 7, 16)).pending
        ('kemenkeu',)
        >>> ("kominfo", "kemenkeu") in apbn.pairs()
        True
    """

    id: str = attrs.field(validator=code)
    charter: Charter = attrs.field(validator=of_kind(Charter))
    events: tuple[Event, ...] = attrs.field(
        validator=[deep_iterable(of_kind(Event), of_kind(tuple)), _begun_once]
    )

    @classmethod
    def begin(
        cls,
        id: str,  # noqa: A002 - the field's own name
        *,
        title: tuple[str, str],
        charter: Charter,
        initiator: str,
        funder: str = "",
        helped_by: Iterable[str] = (),
        serves: Iterable[PublicDuty | str] = (),
        on: date,
        basis: Citation | str,
    ) -> "Programme":
        """Begin a programme.

        Args:
            id: Short name.
            title: What it is about, in English and Indonesian.
            charter: The provisions that govern it.
            initiator: Code of whoever begins it.
            funder: Code of whoever pays. An agency that pays for its own
                programme needs no FGD (rule TSK-13).
            helped_by: Codes of those who help with it, such as the body.
            serves: Which duties towards the public it serves (rule TSK-18).
            on: The day of its beginning.
            basis: The text it rests on.

        Raises:
            TypeError: If an argument is not of its kind.
            ValueError: If *id* or *initiator* is empty or has blanks around it, the title is
                there in one language alone, or what it serves is none of the five duties.
        """
        first = Begun(title, initiator, funder, helped_by, serves, on=on, basis=basis)
        return cls(id, charter, (first,))

    @classmethod
    def replay(cls, id: str, events: Iterable[Event], *, charter: Charter) -> "Programme":  # noqa: A002 - the field's own name
        """The programme that these events make, each held against the rules again.

        Args:
            id: Short name.
            events: What happened, in order.
            charter: The provisions that govern it.

        Raises:
            ProgrammeError: If an event could not have happened after those before it.
            ValueError: If the first event, and no other, is not a beginning.
        """
        expect(events, Iterable, what="events")
        history = tuple(events)
        programme = cls(id, charter, history[:1])
        for event in history[1:]:
            programme = programme._then(event)
        return programme

    def __str__(self) -> str:
        return self.id

    @property
    def title(self) -> tuple[str, str]:
        """What it is about, in English and Indonesian."""
        return self._beginning.title

    @property
    def initiator(self) -> str:
        """Code of whoever began it."""
        return self._beginning.initiator

    @property
    def funder(self) -> str:
        """Code of whoever pays, empty where nobody in particular does."""
        return self._beginning.funder

    @property
    def helped_by(self) -> tuple[str, ...]:
        """Codes of those who help with it."""
        return self._beginning.helped_by

    @property
    def serves(self) -> tuple[PublicDuty, ...]:
        """Which duties towards the public it serves; empty where nobody says."""
        return self._beginning.serves

    @property
    def own(self) -> bool:
        """Whether it is an agency's own programme, begun and paid for by itself."""
        return self._beginning.own

    @property
    def skipped(self) -> tuple[Stage, ...]:
        """The stages left out on the way, in order: matter for an audit."""
        return passed_over(self.events, self.charter)

    @property
    def agreed(self) -> bool:
        """Whether there is a division and every holder of a task has agreed to it."""
        return self._talks(self.events).agreement.complete

    def stage_on(self, day: date) -> Stage | None:
        """The furthest stage held by the end of a day, or ``None`` before the first."""
        return reached(self._until(day))

    def division_on(self, day: date) -> Allocation | None:
        """The division that stood at the end of a day, or ``None`` before the first."""
        return division(self._until(day))

    def agreement_on(self, day: date) -> Agreement:
        """What the holders of tasks had answered by the end of a day."""
        return self._talks(self._until(day)).agreement

    def rounds_on(self, day: date) -> tuple[Round, ...]:
        """Every proposal made by the end of a day, with the answers to it."""
        return tuple(self._talks(self._until(day)).rounds)

    def ratified_on(self, day: date) -> bool:
        """Whether as many holders of tasks had agreed as the charter asks for."""
        return self.agreement_on(day).ratified(threshold(self.charter, day))

    def frame_on(self, day: date) -> str:
        """The frame agreed to last by the end of a day; empty before the first."""
        frames = [each.frame for each in self._until(day) if isinstance(each, FrameAgreed)]
        return frames[-1] if frames else ""

    def remarks(self, on: date) -> tuple[Remark, ...]:
        """What is missing or out of order by the end of a day, and by which rule.

        A stage that was skipped though nothing bound it, a publication before every holder
        of a task had confirmed the version it rests on, a decision without decision makers,
        a frame or a strategy that lacks a side, outputs that nobody told. Nothing of this is
        refused; it is matter for an audit.
        """
        return shortcomings(self._until(on), self.charter)

    def unacknowledged(self, on: date) -> tuple[str, ...]:
        """Holders of tasks who have not confirmed the newest base information by a day.

        The initiator, who gives it out, need not. Publishing while anyone stands
        here is not refused; it is matter for an audit (rule TSK-04).
        """
        events = self._until(on)
        newest = version(events)
        known = informed(events, newest) | ({self.initiator} if newest else set())
        held = division(events)
        return tuple(agency for agency in held.shares if agency not in known) if held else ()

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Who has spoken to whom, as (speaker, hearer), each pair once."""
        told = {pair for event in self.events for pair in event.pairs(self.initiator)}
        return tuple(sorted((speaker, hearer) for speaker, hearer in told if speaker != hearer))

    def label(self, lang: Lang = "en") -> str:
        """What it is about, in words; the id where it has no title."""
        return pick(lang, *self.title) or self.id

    def rows(self, lang: Lang = "en") -> list[dict[str, Any]]:
        """One plain row an event: day, kind, stage, who, what happened, basis."""
        return [
            {
                "on": event.on.isoformat(),
                "event": event.kind,
                "stage": str(event.enters or ""),
                "who": list(event.who),
                "text": event.explain(lang),
                "basis": event.basis,
            }
            for event in self.events
        ]

    def explain(self, lang: Lang = "en") -> str:
        """The programme told event by event, then what is missing."""
        lines = [self.label(lang)]
        for event in self.events:
            basis = f" [{event.basis}]" if event.basis else ""
            lines.append(f"- {day(event.on, lang)}: {event.explain(lang)}{basis}")
        left_out = [stage.label(lang) for stage in self.skipped]
        if left_out:
            lines.append(f"{pick(lang, 'skipped', 'dilewati')}: {listed(left_out, lang)}")
        if division(self.events):
            lines.append(self._talks(self.events).agreement.explain(lang))
        return "\n".join(lines)

    def _talks(self, events: tuple[Event, ...]) -> Talks:
        return talks(events, self.charter)

    def _until(self, day: date) -> tuple[Event, ...]:
        expect(day, date, what="the day")
        return tuple(event for event in self.events if event.on <= day)

    def _then(self, event: Event) -> "Programme":
        expect(event, Event, what="an event")
        Step(self.id, self.charter, self.events, event).check()
        return attrs.evolve(self, events=(*self.events, event))
