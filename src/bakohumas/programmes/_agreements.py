from collections.abc import Iterable, Mapping

import attrs

from bakohumas.languages import Lang, listed, pick
from bakohumas.programmes._events import Event, TasksAccepted, TasksRefused, WorkDivided


@attrs.frozen
class Agreement:
    """What the holders of tasks have answered to the division that stands.

    Attributes:
        accepted: Agencies that agreed to their tasks.
        refused: Agencies that did not, each with its reason.
        pending: Agencies that have not answered.

    Examples:
        >>> print(Agreement(("kemenkeu",), {}, ("kemdikbud",)).explain())
        agreed: kemenkeu; waiting for: kemdikbud
    """

    accepted: tuple[str, ...]
    refused: Mapping[str, str] = attrs.field(hash=False)
    pending: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Holders of tasks that have not agreed, or not yet."""
        return tuple(sorted((*self.refused, *self.pending)))

    @property
    def complete(self) -> bool:
        """Whether there are tasks, and every holder of one agreed."""
        return bool(self.accepted) and not self.missing

    def explain(self, lang: Lang = "en") -> str:
        """Who agreed, who refused and why, who is still to answer."""
        parts = [f"{pick(lang, 'agreed', 'setuju')}: {listed(self.accepted, lang)}"]
        parts += [
            f"{pick(lang, 'refused', 'menolak')}: {agency} ({reason})"
            for agency, reason in self.refused.items()
        ]
        if self.pending:
            waiting = pick(lang, "waiting for", "menunggu")
            parts.append(f"{waiting}: {listed(self.pending, lang)}")
        return "; ".join(parts)


def agreement(events: Iterable[Event]) -> Agreement:
    """The answers that count: the last of each agency to the tasks it holds now.

    A new division asks only those agencies again whose tasks it changes.
    """
    shares: Mapping[str, tuple[str, ...]] = {}
    answers: dict[str, str] = {}
    for event in events:
        if isinstance(event, WorkDivided):
            former, shares = shares, event.allocation.shares
            answers = {
                agency: answer
                for agency, answer in answers.items()
                if shares.get(agency) == former[agency]
            }
        elif isinstance(event, TasksAccepted):
            answers[event.agency] = ""
        elif isinstance(event, TasksRefused):
            answers[event.agency] = event.reason
    return Agreement(
        tuple(agency for agency in shares if answers.get(agency) == ""),
        {agency: answers[agency] for agency in shares if answers.get(agency)},
        tuple(agency for agency in shares if agency not in answers),
    )
