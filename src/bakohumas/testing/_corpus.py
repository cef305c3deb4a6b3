import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

import attrs

from bakohumas.errors import UnknownNameError
from bakohumas.languages import Lang
from bakohumas.law import norms
from bakohumas.testing._systems import RefusalError

_DAYS: Final = frozenset({"on", "day", "until", "start", "end"})
_ANSWERS: Final = frozenset({"do", "ask", "answer", "refused"})


@attrs.frozen
class History:
    """One history of the golden corpus, with the answers that any system must give.

    Attributes:
        id: What it is called: its topic and a name, such as ``"term/leap-day-2016"``.
        topic: What it is about.
        rules: Ids of the rules that it turns on; their citations stand in the catalogue.
        words: What it shows, by language.
        told: What happens, in order: what is done, with what, on which day.
        asked: What is asked then, with the answer.

    Examples:
        >>> leap = next(each for each in histories("term") if each.id == "term/leap-day-2016")
        >>> leap.explain()
        'A board elected on 2016-02-29 serves until 2021-02-27 has passed.'
        >>> leap.cite()
        ('TRM-04: default of this library (grade X)',)
    """

    id: str
    topic: str
    rules: tuple[str, ...]
    words: Mapping[str, str] = attrs.field(repr=False)
    told: tuple[Mapping[str, Any], ...] = attrs.field(repr=False)
    asked: tuple[Mapping[str, Any], ...] = attrs.field(repr=False)

    def __str__(self) -> str:
        return self.id

    @property
    def needs(self) -> tuple[str, ...]:
        """The methods that a system must offer to be held to it, sorted."""
        done = {each["do"] for each in self.told} | {each["ask"] for each in self.asked}
        return tuple(sorted(done))

    def explain(self, lang: Lang = "en") -> str:
        """What it shows."""
        return self.words[lang]

    def cite(self, lang: Lang = "en") -> tuple[str, ...]:
        """Citation and grade of each of its rules."""
        return tuple(f"{each}: {norms()[each].cite(lang)}" for each in self.rules)

    def play(self, system: object) -> tuple[str, ...]:
        """Tell a system what happens, ask it, and say where it differs.

        Args:
            system: What offers its :attr:`needs`, as :class:`System` says. Besides, it may
                offer ``act(seat, institution, *, on, until)``, ``acting_on(seat, day)`` and
                ``occurrences(rule, start, end, holidays, roll)``, and it is told the
                ``method`` of a count.

        Returns:
            One line a difference; none at all where it agrees.

        Raises:
            AttributeError: If it lacks a method.
        """
        wrong = []
        for each in self.told:
            refused = False
            try:
                getattr(system, each["do"])(**_arguments(each))
            except RefusalError:
                refused = True
            if refused != each.get("refused", False):
                wrong.append(f"{self.id}: {_said(each)} is {'' if refused else 'not '}refused")
        for each in self.asked:
            answer = _plain(getattr(system, each["ask"])(**_arguments(each)))
            if answer != _plain(each["answer"]):
                wrong.append(f"{self.id}: {_said(each)}: {answer!r}, and not {each['answer']!r}")
        return tuple(wrong)


def _arguments(entry: Mapping[str, Any]) -> dict[str, Any]:
    """What a method is given: days as dates."""
    return {
        name: date.fromisoformat(value) if name in _DAYS else value
        for name, value in entry.items()
        if name not in _ANSWERS
    }


def _said(entry: Mapping[str, Any]) -> str:
    told = ", ".join(f"{name}={value}" for name, value in entry.items() if name not in _ANSWERS)
    return f"{entry.get('do', entry.get('ask'))}({told})"


def _plain(answer: object) -> object:
    """An answer as JSON would hold it: several in order, a day as text."""
    if answer is None or isinstance(answer, str):
        return answer
    if isinstance(answer, Mapping):
        return dict(answer)
    return sorted(map(str, answer))  # type: ignore[call-overload]


@cache
def _read() -> tuple[History, ...]:
    text = files("bakohumas.testing").joinpath("data", "corpus.json").read_text("utf-8")
    return tuple(
        History(
            each["id"],
            each["topic"],
            tuple(each["rules"]),
            MappingProxyType(each["words"]),
            tuple(map(MappingProxyType, each["told"])),
            tuple(map(MappingProxyType, each["asked"])),
        )
        for each in json.loads(text)["histories"]
    )


def histories(*topics: str) -> tuple[History, ...]:
    """The golden corpus: histories with the answers that any system must give.

    They stand as plain JSON in ``bakohumas/testing/data/corpus.json``, with a schema beside
    it, for systems in any language; needs no extra.

    Args:
        topics: ``"term"``, ``"vacancy"``, ``"replacement"``, ``"acting"``, ``"board"``,
            ``"quorum"``, ``"majority"``, ``"proxy"``, ``"count"``, ``"allocation"``,
            ``"schedule"``; all of them by default.

    Returns:
        History by history, made for ``@pytest.mark.parametrize(…, ids=str)``.

    Raises:
        UnknownNameError: If there is no such topic.

    Examples:
        >>> len(histories()), [each.id for each in histories("proxy")][0]
        (85, 'proxy/no-quorum-by-mandate')
    """
    known = tuple(dict.fromkeys(each.topic for each in _read()))
    for each in topics:
        if each not in known:
            raise UnknownNameError("topic", each, known, scope="the golden corpus")
    return tuple(each for each in _read() if not topics or each.topic in topics)
