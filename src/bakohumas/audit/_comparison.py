from collections.abc import Hashable
from datetime import date
from typing import Any

import attrs

from bakohumas.audit._finding import Finding, row
from bakohumas.audit._verdict import Status
from bakohumas.languages import Lang, day, number, pick

_CHANGES = {
    "new": ("new", "baru"),
    "standing": ("standing", "masih ada"),
    "undetermined": ("no longer to be told", "tidak lagi dapat ditentukan"),
    "resolved": ("resolved", "selesai"),
}


@attrs.frozen
class Comparison:
    """What became of the violations between an earlier report and a later one.

    Two findings are of the same violation where rule, who, and the first of the days
    that it concerns are the same; of several such ones, those that say the same.

    Attributes:
        body: Id of the body.
        earlier: The day of the earlier report.
        on: The day of the later one.
        new: What was not found broken before, as the later report tells it.
        standing: What still is, as the later report tells it.
        resolved: What was broken and is no more, as the earlier report tells it.
        undetermined: What was broken, and of which the later report cannot tell: its
            rule was not asked, or lacked data. It does not count as resolved.

    Examples:
        >>> from bakohumas.audit import check
        >>> from bakohumas.bodies import Body
        >>> from bakohumas.law import charter
        >>> first, later = date(2015, 11, 2), date(2016, 1, 1)
        >>> body = Body.found("contoh", charter=charter("national"), on=first, basis="invented")
        >>> mended = body.amend(charter("national"), on=later, basis="SK 1/2016 of 2016-01-01")
        >>> change = check(mended, on=later).compare(check(body, on=first))
        >>> [each.norm.id for each in change.resolved], [each.norm.id for each in change.standing]
        (['BOD-04'], ['BRD-11'])
    """

    body: str
    earlier: date
    on: date
    new: tuple[Finding, ...]
    standing: tuple[Finding, ...]
    resolved: tuple[Finding, ...]
    undetermined: tuple[Finding, ...]

    def rows(self, lang: Lang = "en") -> list[dict[str, Any]]:
        """One plain row a violation: what became of it, and the finding's own row."""
        days = {"new": self.on, "standing": self.on}
        return [
            {"change": change, **row(each, days.get(change, self.earlier), lang)}
            for change in _CHANGES
            for each in getattr(self, change)
        ]

    def explain(self, lang: Lang = "en") -> str:
        """How many of each, and each in words with what became of it."""
        labels = {change: pick(lang, *words) for change, words in _CHANGES.items()}
        counts = (f"{number(len(getattr(self, each)), lang)} {labels[each]}" for each in _CHANGES)
        first, last = day(self.earlier, lang), day(self.on, lang)
        head = pick(
            lang,
            f"Violations by {self.body} from {first} to {last}: ",
            f"Pelanggaran oleh {self.body} dari {first} sampai dengan {last}: ",
        )
        lines = [
            f"{labels[change].capitalize()}: {each.explain(lang)}"
            for change in _CHANGES
            for each in getattr(self, change)
        ]
        return "\n".join([f"{head}{', '.join(counts)}.", *lines])


def _same(finding: Finding) -> Hashable:
    """By what a violation is known again in another report."""
    when = finding.when
    return finding.norm.id, finding.who, when if isinstance(when, date) else when and when.start


def _exactly(finding: Finding) -> Hashable:
    """By what one is told from another of the same rule, body and day."""
    return _same(finding), finding.because


def compared(
    body: str, earlier: date, was: tuple[Finding, ...], on: date, now: tuple[Finding, ...]
) -> Comparison:
    """What became of the violations between the findings of two days."""
    before = [each for each in was if each.status is Status.VIOLATED]
    after = [each for each in now if each.status is Status.VIOLATED]
    new = list(range(len(after)))
    for known in (_exactly, _same):
        gone = []
        for each in before:
            match = next((n for n in new if known(after[n]) == known(each)), None)
            if match is None:
                gone.append(each)
            else:
                new.remove(match)
        before = gone
    return Comparison(
        body,
        earlier,
        on,
        new=tuple(after[n] for n in new),
        standing=tuple(each for n, each in enumerate(after) if n not in new),
        resolved=tuple(each for each in before if _told(each, now)),
        undetermined=tuple(each for each in before if not _told(each, now)),
    )


def _told(gone: Finding, now: tuple[Finding, ...]) -> bool:
    """Whether a report says anything of the rule, and lacks nothing to judge the same case."""
    said = [each for each in now if each.norm.id == gone.norm.id]
    return bool(said) and not any(
        each.status is Status.UNDETERMINED and each.who in {"", gone.who} for each in said
    )
