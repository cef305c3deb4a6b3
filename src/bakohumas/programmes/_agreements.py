from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final

import attrs

from bakohumas.errors import codes
from bakohumas.languages import Lang, day, listed, number, pick
from bakohumas.law import Charter, Grade, Threshold
from bakohumas.periods import Period
from bakohumas.programmes._allocations import Allocation
from bakohumas.programmes._answers import (
    AgencyWithdrew,
    AgreementFailed,
    Answer,
    TasksAccepted,
    TasksCountered,
    TasksRefused,
    Terms,
)
from bakohumas.programmes._events import Event, WorkDivided
from bakohumas.programmes._work import Agency

_ALL: Final = Threshold.parse(">= 1/1")


@attrs.frozen
class Agreement:
    """What the agencies have answered to the division that stands.

    A holder of a task leads or supports it, and must agree. Whoever is only to be asked or
    told is not waited for, and may object like any other.

    Attributes:
        accepted: Holders of tasks that agreed.
        refused: Agencies that did not agree, each with its reason.
        pending: Holders of tasks that have not answered.
        countered: Agencies that offered something else, each with its terms.
        withdrawn: Agencies that take part no longer, each with its reason.
        concurring: Agencies that are only to be asked or told, and said that they agree.
            They do not count towards a threshold.

    Examples:
        >>> print(Agreement(("kemenkeu",), {}, ("kemdikbud",)).explain())
        agreed: kemenkeu; waiting for: kemdikbud
    """

    accepted: tuple[str, ...]
    refused: Mapping[str, str] = attrs.field(hash=False)
    pending: tuple[str, ...]
    countered: Mapping[str, Terms] = attrs.field(factory=dict, hash=False)
    withdrawn: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    concurring: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """Holders of tasks that have not agreed, or not yet, and whoever else objects."""
        return tuple(sorted((*self.refused, *self.pending, *self.countered, *self.withdrawn)))

    @property
    def objections(self) -> Mapping[str, str]:
        """By agency, why it does not take on the duties it was given."""
        offers = {agency: terms.explain() for agency, terms in self.countered.items()}
        return dict(sorted({**self.refused, **offers, **self.withdrawn}.items()))

    @property
    def complete(self) -> bool:
        """Whether there are tasks, every holder of one agreed, and nobody objects."""
        return bool(self.accepted) and not self.missing

    def ratified(self, threshold: Threshold = _ALL) -> bool:
        """Whether enough holders of tasks agreed, over these and whoever else objects.

        Never while an agency with a duty has withdrawn.
        """
        asked = len(self.accepted) + len(self.missing)
        return asked > 0 and not self.withdrawn and len(self.accepted) >= threshold.of(asked)

    def explain(self, lang: Lang = "en") -> str:
        """Who agreed, who refused and why, who is still to answer."""
        parts = [f"{pick(lang, 'agreed', 'setuju')}: {listed(self.accepted, lang)}"]
        offers = {agency: terms.explain(lang) for agency, terms in self.countered.items()}
        for word, answers in (
            (pick(lang, "refused", "menolak"), self.refused),
            (pick(lang, "countered", "menawar"), offers),
            (pick(lang, "withdrew", "mundur"), self.withdrawn),
        ):
            parts += [f"{word}: {agency} ({said})" for agency, said in answers.items()]
        if self.concurring:
            parts.append(
                f"{pick(lang, 'also agreed', 'turut setuju')}: {listed(self.concurring, lang)}"
            )
        if self.pending:
            waiting = pick(lang, "waiting for", "menunggu")
            parts.append(f"{waiting}: {listed(self.pending, lang)}")
        return "; ".join(parts)


@attrs.frozen
class Round:
    """One proposal, and what the agencies answered to it.

    Attributes:
        number: Which round of its negotiation it is, from 1.
        on: The day of the proposal.
        proposal: The division that was proposed.
        moved: Ids of the tasks that went to another agency than in the round before.
        agreement: The last answer of each agency.
        ratified: The day on which enough had agreed. ``None``: they never did.
        failed: The certificate with which the negotiation ended here. ``None``: it did not.

    Examples:
        >>> from bakohumas.programmes import Agency, Agreement, Task, allocate
        >>> offer = allocate([Task("clip")], [Agency("rri", 2)])
        >>> first = Round(1, date(2018, 7, 12), offer, (), Agreement((), {}, ("rri",)))
        >>> first.number, first.ratified
        (1, None)
    """

    number: int
    on: date
    proposal: Allocation
    moved: tuple[str, ...]
    agreement: Agreement
    ratified: date | None = None
    failed: AgreementFailed | None = None

    @property
    def closed(self) -> bool:
        """Whether the next proposal begins a negotiation of its own."""
        return self.ratified is not None or self.failed is not None

    def row(self) -> dict[str, Any]:
        """The round as one plain row."""
        return {
            "round": self.number,
            "on": self.on.isoformat(),
            "moved": list(self.moved),
            "accepted": list(self.agreement.accepted),
            "concurring": list(self.agreement.concurring),
            "refused": dict(self.agreement.refused),
            "countered": {
                agency: terms.explain() for agency, terms in self.agreement.countered.items()
            },
            "withdrawn": dict(self.agreement.withdrawn),
            "pending": list(self.agreement.pending),
            "ratified": self.ratified.isoformat() if self.ratified else "",
            "failed": self.failed.row() if self.failed else None,
        }

    def explain(self, lang: Lang = "en") -> str:
        """The round in words."""
        head = pick(lang, f"round {self.number}", f"putaran {self.number}")
        said = [f"{head}, {day(self.on, lang)}: {self.agreement.explain(lang)}"]
        if self.moved:
            moved = pick(lang, "tasks that moved", "tugas yang berpindah")
            said.append(f"{moved}: {number(len(self.moved), lang)} ({listed(self.moved, lang)})")
        if self.ratified:
            ratified = pick(lang, "ratified on", "disahkan pada")
            said.append(f"{ratified} {day(self.ratified, lang)}")
        if self.failed:
            said.append(self.failed.explain(lang))
        return "; ".join(said)


_Duties = Mapping[tuple[str, str], bool]
"""The places of one agency, as task and slot, and whether each is work."""


def _work(duties: _Duties) -> set[tuple[str, str]]:
    return {place for place, works in duties.items() if works}


class Talks:
    """A fold over the events of a programme: each proposal with the answers to it."""

    def __init__(self, rules: Charter) -> None:
        """Begin before the first proposal.

        Args:
            rules: The provisions that say how many must agree.
        """
        self.rules = rules
        self.rounds: list[Round] = []
        self.shares: Mapping[str, tuple[str, ...]] = {}
        self.duties: Mapping[str, _Duties] = {}
        self.answers: dict[str, Answer] = {}

    def hear(self, event: Event) -> None:
        """Take one event more, if it has to do with the division."""
        if isinstance(event, WorkDivided):
            self._propose(event)
        elif self.rounds and isinstance(event, Answer):
            self.answers[event.agency] = event
            self._answered(event.on)
        elif self.rounds and isinstance(event, AgreementFailed):
            self.rounds[-1] = attrs.evolve(self.rounds[-1], failed=event)

    def _propose(self, event: WorkDivided) -> None:
        """Ask again only those agencies whose work the new division changes.

        An objection lapses with any change of the duties that it was made against.
        """
        former, self.shares = self.duties, event.allocation.shares
        duties: dict[str, dict[tuple[str, str], bool]] = {}
        for task, slot, agency in event.allocation.seats:
            place = task.id, slot.name if slot else ""
            duties.setdefault(agency, {})[place] = slot is None or slot.duty.works
        self.duties = duties
        self.answers = {
            agency: answer
            for agency, answer in self.answers.items()
            if self._stands(answer, former.get(agency, {}), duties.get(agency, {}))
        }
        last = self.rounds[-1] if self.rounds else None
        moved = event.allocation.moved(last.proposal) if last else ()
        ordinal = 1 if last is None or last.closed else last.number + 1
        self.rounds.append(Round(ordinal, event.on, event.allocation, moved, Agreement((), {}, ())))
        self._answered(event.on)

    @staticmethod
    def _stands(answer: Answer, former: _Duties, latter: _Duties) -> bool:
        if isinstance(answer, AgencyWithdrew):
            return True  # until it accepts something again
        if isinstance(answer, TasksAccepted):
            return _work(former) == _work(latter)
        return former == latter

    def tasks_of(self, agency: str) -> tuple[str, ...]:
        """The tasks in which an agency has a duty of any kind."""
        return tuple(dict.fromkeys(task for task, _ in self.duties.get(agency, {})))

    def _answered(self, on: date) -> None:
        now, last = self.agreement, self.rounds[-1]
        enough = last.ratified is None and now.ratified(threshold(self.rules, on))
        self.rounds[-1] = attrs.evolve(
            last, agreement=now, ratified=on if enough else last.ratified
        )

    @property
    def agreement(self) -> Agreement:
        """The answers that count: the last of each agency to the duties it has now."""
        refused, countered, withdrawn = dict[str, str](), dict[str, Terms](), dict[str, str]()
        accepted, pending, concurring = list[str](), list[str](), list[str]()
        beside = [each for each in sorted(self.duties) if each not in self.shares]
        for agency in (*self.shares, *beside):
            match self.answers.get(agency):
                case TasksRefused(reason=why):
                    refused[agency] = why
                case TasksCountered(terms=terms):
                    countered[agency] = terms
                case AgencyWithdrew(reason=why):
                    withdrawn[agency] = why
                case None if agency in self.shares:
                    pending.append(agency)
                case None:
                    pass
                case _ if agency in self.shares:
                    accepted.append(agency)
                case _:
                    concurring.append(agency)
        answers = refused, tuple(pending), countered, withdrawn, tuple(concurring)
        return Agreement(tuple(accepted), *answers)

    @property
    def gone(self) -> tuple[str, ...]:
        """Agencies of the last proposal that take part no longer, with a task or without."""
        ready = {each.id for each in self.rounds[-1].proposal.agencies} if self.rounds else set()
        last = self.answers.values()
        return codes(
            each.agency
            for each in last
            if isinstance(each, AgencyWithdrew) and each.agency in ready
        )

    def ready(self) -> tuple[Agency, ...]:
        """The agencies of the last proposal, each cut to the terms that it offered."""
        terms = self.agreement.countered
        return tuple(
            _cut(agency, terms.get(agency.id)) for agency in self.rounds[-1].proposal.agencies
        )

    def refusals(self) -> dict[str, dict[str, str]]:
        """By agency, each task that it will not hold and why, as re-allocation asks for it."""
        work = [task.id for task in self.rounds[-1].proposal.tasks]
        found: dict[str, dict[str, str]] = {}
        for agency in self.duties:
            match self.answers.get(agency):
                case TasksRefused(reason=why, tasks=some):
                    found[agency] = dict.fromkeys(some or self.tasks_of(agency), why)
                case TasksCountered(terms=Terms(tasks=tuple(wanted)) as terms):
                    others = [task for task in work if task not in wanted]
                    found[agency] = dict.fromkeys(others, terms.explain())
                case _:
                    pass
        return found


def _cut(agency: Agency, terms: Terms | None) -> Agency:
    """The agency with no more days than its terms, and none after their last day."""
    if terms is None:
        return agency
    days = agency.capacity if terms.days is None else min(agency.capacity, terms.days)
    limits = agency.limits
    if terms.until and terms.until < date.max:
        limits += ((Period(terms.until + timedelta(days=1)), 0),)
    return attrs.evolve(agency, capacity=days, limits=limits)


def talks(events: Iterable[Event], rules: Charter) -> Talks:
    """The talks that these events make."""
    held = Talks(rules)
    for event in events:
        held.hear(event)
    return held


_ROUNDS: Final = 3
"""How often a division is proposed where the charter is silent: a default of this library (X)."""


def most_rounds(rules: Charter, on: date) -> tuple[int | None, str]:
    """How many rounds a negotiation may have, and on which basis.

    ``None`` where the charter says that there is no limit (``programme.rounds`` = ``"any"``, or
    any other word); :data:`_ROUNDS` where it is silent.
    """
    law = rules.find("programme.rounds", on=on)
    if law is None:
        return _ROUNDS, f"{Grade.X.label()} (grade X)"
    return (law.value if isinstance(law.value, int) else None), law.basis


def threshold(rules: Charter, on: date) -> Threshold:
    """How many holders of tasks must agree; all of them, where the charter is silent.

    Raises:
        FormatError: If what the charter says is no threshold.
    """
    law = rules.find("programme.ratification", on=on)
    return Threshold.parse(str(law.value)) if law else _ALL
