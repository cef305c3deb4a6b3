from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import attrs

from bakohumas.languages import Lang, day, listed, number, pick
from bakohumas.law import Threshold
from bakohumas.programmes._allocations import Allocation
from bakohumas.programmes._answers import AgreementFailed, Terms

ALL: Final = Threshold.parse(">= 1/1")
"""How many holders of tasks must agree where nobody says otherwise: all of them."""


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
        offering: Agencies without a duty that offered to take one on, each with its terms.
            They stand in nobody's way.

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
    offering: Mapping[str, Terms] = attrs.field(factory=dict, hash=False)

    @property
    def missing(self) -> tuple[str, ...]:
        """Holders of tasks that have not agreed, or not yet, and whoever else objects."""
        return tuple(sorted((*self.refused, *self.pending, *self.countered, *self.withdrawn)))

    @property
    def objections(self) -> Mapping[str, str]:
        """By agency, why it does not take on the duties it was given."""
        said = {**self.refused, **_told(self.countered), **self.withdrawn}
        return dict(sorted(said.items()))

    @property
    def complete(self) -> bool:
        """Whether there are tasks, every holder of one agreed, and nobody objects."""
        return bool(self.accepted) and not self.missing

    def ratified(self, threshold: Threshold = ALL) -> bool:
        """Whether enough holders of tasks agreed, over these and whoever else objects.

        Never while an agency with a duty has withdrawn.
        """
        asked = len(self.accepted) + len(self.missing)
        return asked > 0 and not self.withdrawn and len(self.accepted) >= threshold.of(asked)

    def explain(self, lang: Lang = "en") -> str:
        """Who agreed, who refused and why, who is still to answer."""
        parts = [f"{pick(lang, 'agreed', 'setuju')}: {listed(self.accepted, lang)}"]
        for word, answers in (
            (pick(lang, "refused", "menolak"), self.refused),
            (pick(lang, "countered", "menawar"), _told(self.countered, lang)),
            (pick(lang, "withdrew", "mundur"), self.withdrawn),
            (pick(lang, "also offers", "turut menawarkan diri"), _told(self.offering, lang)),
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


def _told(offers: Mapping[str, Terms], lang: Lang = "en") -> dict[str, str]:
    return {agency: terms.explain(lang) for agency, terms in offers.items()}


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
            "countered": _told(self.agreement.countered),
            "offering": _told(self.agreement.offering),
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
