from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Final

import attrs

from bakohumas.errors import codes
from bakohumas.law import Charter, Grade, Threshold
from bakohumas.periods import Period
from bakohumas.programmes._agreements import ALL, Agreement, Round
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

_Duties = Mapping[tuple[str, str], bool]
"""The places of one agency, as task and slot, and whether each is work."""


def _work(duties: _Duties) -> set[tuple[str, str]]:
    return {place for place, works in duties.items() if works}


@attrs.frozen
class _Word:
    """What binds an agency of all that it has said.

    Attributes:
        refused: The tasks that it refused and has not offered or accepted since, and why.
        terms: What it offered last. ``None``: nothing that binds it.
    """

    refused: Mapping[str, str] = attrs.field(factory=dict)
    terms: Terms | None = None

    def then(self, answer: Answer | None, given: Iterable[str], *, by_hand: bool) -> "_Word":
        """What binds it after one more answer to the tasks that it was given.

        A refusal adds to those before. An offer takes the place of the one before, and lifts
        the refusal of whatever it names. Whoever accepts what was given to it by hand, whatever
        its terms, takes these back.
        """
        match answer:
            case TasksRefused(reason=why, tasks=some):
                return attrs.evolve(self, refused={**self.refused, **dict.fromkeys(some, why)})
            case TasksCountered(terms=terms) if terms.binding:
                return _Word(self._without(terms.tasks or ()), terms)
            case TasksAccepted():
                return _Word(self._without(given), None if by_hand else self.terms)
            case _:
                return self

    def _without(self, tasks: Iterable[str]) -> dict[str, str]:
        lifted = set(tasks)
        return {task: why for task, why in self.refused.items() if task not in lifted}

    def bars(self, work: Collection[str]) -> dict[str, str]:
        """Each of these tasks that it will not hold, and why."""
        found = {task: why for task, why in self.refused.items() if task in work}
        if self.terms and self.terms.tasks is not None:
            said = {*self.terms.tasks, *found}
            found |= dict.fromkeys(
                (each for each in work if each not in said), self.terms.explain()
            )
        return found


class Talks:
    """A fold over the events of a programme: each proposal with the answers to it.

    An agency is bound by its last answers alone, and by them to what it offered first: an
    offer that it makes anew may be wider than the one before.
    """

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
        self.offers: dict[str, Agency] = {}  # as somebody listed them, without any word of theirs
        self._words: dict[str, _Word] = {}  # of answers to duties that they have no longer
        self._by_hand: set[str] = set()

    def hear(self, event: Event) -> None:
        """Take one event more, if it has to do with the division."""
        if isinstance(event, WorkDivided):
            self._propose(event)
        elif self.rounds and isinstance(event, Answer):
            self._answer(event)
            self._answered(event.on)
        elif self.rounds and isinstance(event, AgreementFailed):
            self.rounds[-1] = attrs.evolve(self.rounds[-1], failed=event)

    def _answer(self, answer: Answer) -> None:
        code = answer.agency
        if isinstance(answer, TasksRefused) and not answer.tasks:
            answer = attrs.evolve(answer, tasks=self.tasks_of(code))
        elif isinstance(answer, AgencyWithdrew):
            self._words[code] = self._word(code)
        self.answers[code] = answer

    def _word(self, agency: str) -> _Word:
        answer, given = self.answers.get(agency), self.tasks_of(agency)
        former = self._words.get(agency, _Word())
        return former.then(answer, given, by_hand=agency in self._by_hand)

    def _propose(self, event: WorkDivided) -> None:
        """Ask again only those agencies whose work the new division changes.

        An objection lapses with any change of the duties that it was made against; what an
        agency said in it binds it further.
        """
        self._list(event.allocation.agencies)
        former, self.shares = self.duties, event.allocation.shares
        duties: dict[str, dict[tuple[str, str], bool]] = {}
        for task, slot, agency in event.allocation.seats:
            place = task.id, slot.name if slot else ""
            duties.setdefault(agency, {})[place] = slot is None or slot.duty.works
        for agency, answer in list(self.answers.items()):
            if not self._stands(answer, former.get(agency, {}), duties.get(agency, {})):
                self._words[agency] = self._word(agency)
                del self.answers[agency]
        self.duties = duties
        last = self.rounds[-1] if self.rounds else None
        moved = event.allocation.moved(last.proposal) if last else ()
        ordinal = 1 if last is None or last.closed else last.number + 1
        self.rounds.append(Round(ordinal, event.on, event.allocation, moved, Agreement((), {}, ())))
        self._answered(event.on)

    def _list(self, agencies: tuple[Agency, ...]) -> None:
        """Take in who stands ready now; an agency that is merely bound by its word is no other."""
        refused = self.refusals()
        bound = {
            each.id: attrs.evolve(each, excludes={**each.excludes, **refused.get(each.id, {})})
            for each in self.ready()
        }
        shown = {each.id: each for each in self.rounds[-1].proposal.agencies} if self.rounds else {}
        gone = set(self.gone)
        offers = {code: each for code, each in self.offers.items() if code in gone}
        for each in agencies:
            same = each in (bound.get(each.id), shown.get(each.id))
            offers[each.id] = self.offers[each.id] if same else each
        self._by_hand = {each.id for each in agencies if bound.get(each.id) != each}
        self.offers = offers

    @staticmethod
    def _stands(answer: Answer, former: _Duties, latter: _Duties) -> bool:
        if isinstance(answer, AgencyWithdrew):
            return True  # until it accepts or offers something again
        if isinstance(answer, TasksAccepted):
            return _work(former) == _work(latter)
        return former == latter

    def tasks_of(self, agency: str) -> tuple[str, ...]:
        """The tasks in which an agency has a duty of any kind."""
        return tuple(dict.fromkeys(task for task, _ in self.duties.get(agency, {})))

    def _answered(self, on: date) -> None:
        now, last = self.agreement, self.rounds[-1]
        enough = not last.closed and now.ratified(threshold(self.rules, on))
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
        offering = {
            agency: answer.terms
            for agency, answer in sorted(self.answers.items())
            if isinstance(answer, TasksCountered) and agency not in self.duties
        }
        answers = refused, tuple(pending), countered, withdrawn, tuple(concurring), offering
        return Agreement(tuple(accepted), *answers)

    @property
    def gone(self) -> tuple[str, ...]:
        """Agencies that stood ready and take part no longer, with a task or without."""
        return codes(
            each.agency
            for each in self.answers.values()
            if isinstance(each, AgencyWithdrew) and each.agency in self.offers
        )

    def ready(self) -> tuple[Agency, ...]:
        """The agencies as first offered, each cut to the terms that it offered last."""
        return tuple(_cut(each, self._word(code).terms) for code, each in self.offers.items())

    def refusals(self) -> dict[str, dict[str, str]]:
        """By agency, each task that it will not hold and why, as re-allocation asks for it."""
        work = {task.id: task for task in self.rounds[-1].proposal.tasks} if self.rounds else {}
        found = {agency: self._word(agency).bars(work) for agency in self.offers}
        return {agency: bars for agency, bars in found.items() if bars}


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
    return Threshold.parse(str(law.value)) if law else ALL
