from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, TypeVar

import attrs

from bakohumas.content._agenda import Agenda
from bakohumas.content._codes import by_id
from bakohumas.content._gaps import Gap
from bakohumas.content._practices import BestPractice, HelpRequest
from bakohumas.errors import UnknownNameError, codes, expect, of_kind
from bakohumas.languages import Lang, day, listed, pick

_Entry = TypeVar("_Entry", BestPractice, HelpRequest)


def _practices(entries: Iterable[BestPractice]) -> tuple[BestPractice, ...]:
    return by_id(entries, BestPractice, what="practices")


def _requests(entries: Iterable[HelpRequest]) -> tuple[HelpRequest, ...]:
    return by_id(entries, HelpRequest, what="requests")


@attrs.frozen
class Registers:
    """The four registers that a body should keep (TSK-12, seed 0).

    Attributes:
        programmes: Ids of the programmes; the programmes themselves live elsewhere.
        agenda: The strategic issues.
        practices: The best practices, in order of the id.
        requests: The requests for help, in order of the id.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If an id stands twice in one register.

    Examples:
        >>> kept = Registers(programmes=["apbn-2018"])
        >>> for gap in kept.gaps(on=date(2018, 12, 31)):
        ...     print(gap)
        TSK-12 issues: the register is empty
        TSK-12 practices: the register is empty
        TSK-12 requests: the register is empty
    """

    programmes: tuple[str, ...] = attrs.field(default=(), converter=codes)
    agenda: Agenda = attrs.field(factory=Agenda, validator=of_kind(Agenda))
    practices: tuple[BestPractice, ...] = attrs.field(default=(), converter=_practices)
    requests: tuple[HelpRequest, ...] = attrs.field(default=(), converter=_requests)

    def enter(self, *entries: str | BestPractice | HelpRequest) -> "Registers":
        """With further entries: ids of programmes, practices and requests.

        A practice or a request takes the place of that of the same id.

        Raises:
            TypeError: If an entry is none of these.
        """
        for each in entries:
            expect(each, str, BestPractice, HelpRequest, what="an entry")
        return attrs.evolve(
            self,
            programmes=(*self.programmes, *(each for each in entries if isinstance(each, str))),
            practices=_renewed(
                self.practices, [each for each in entries if isinstance(each, BestPractice)]
            ),
            requests=_renewed(
                self.requests, [each for each in entries if isinstance(each, HelpRequest)]
            ),
        )

    def request(self, id: str) -> HelpRequest:  # noqa: A002 - the field's own name
        """The request of that id.

        Raises:
            UnknownNameError: If there is none.
        """
        for each in self.requests:
            if each.id == id:
                return each
        known = listed([each.id for each in self.requests])
        raise UnknownNameError("request for help", id, scope=f"known: {known}")

    def gaps(self, *, on: date) -> tuple[Gap, ...]:
        """What was missing at the end of a day, register by register.

        An empty register; an open issue with a state for which no step is planned
        (TSK-14); a practice without evidence, or that nobody has taken over; a request
        that nobody has taken up, or that is not done.
        """
        kept = self.as_of(on)
        return (
            *_empty(kept),
            *_unplanned(kept, on),
            *_unproven(kept),
            *_unhelped(kept),
        )

    def as_of(self, on: date) -> "Registers":
        """The registers as they stood at the end of a day: what came later is not there yet.

        The programmes have no day of their own, and all stand there.
        """
        expect(on, date, what="on")
        found = [each.as_of(on) for each in self.agenda.issues if each.state(on=on)]
        return attrs.evolve(
            self,
            agenda=attrs.evolve(self.agenda, issues=found),
            practices=[each.as_of(on) for each in self.practices if each.on <= on],
            requests=[each.as_of(on) for each in self.requests if each.asked <= on],
        )

    def rows(self, *, on: date, lang: Lang = "en") -> list[dict[str, Any]]:
        """One plain row an entry of that day: register, id, agency, text, gaps in words."""
        kept = self.as_of(on)
        wants = {
            "issues": tuple(_unplanned(kept, on)),
            "practices": tuple(_unproven(kept)),
            "requests": tuple(_unhelped(kept)),
        }
        told = [("programmes", each, "", each) for each in kept.programmes]
        told += [("issues", each.id, each.owner, each.label(lang)) for each in kept.agenda.issues]
        told += [("practices", each.id, each.agency, each.explain(lang)) for each in kept.practices]
        told += [("requests", each.id, each.agency, each.explain(lang)) for each in kept.requests]
        return [
            {
                "register": register,
                "id": entry,
                "agency": agency,
                "text": text,
                "missing": [
                    pick(lang, *gap.because) for gap in wants.get(register, ()) if gap.who == entry
                ],
            }
            for register, entry, agency, text in told
        ]

    def explain(self, lang: Lang = "en", *, on: date) -> str:
        """How many entries each register had by a day, then what was missing, one a line."""
        kept = self.as_of(on)
        names = {
            pick(lang, "programmes", "program"): len(kept.programmes),
            pick(lang, "strategic issues", "isu strategis"): len(kept.agenda.issues),
            pick(lang, "best practices", "praktik baik"): len(kept.practices),
            pick(lang, "requests for help", "permintaan bantuan"): len(kept.requests),
        }
        counts = listed([f"{name}: {count}" for name, count in names.items()], lang)
        return "\n".join([counts, *(f"- {gap.explain(lang)}" for gap in self.gaps(on=on))])


def _empty(kept: Registers) -> Iterator[Gap]:
    registers = {
        "programmes": kept.programmes,
        "issues": kept.agenda.issues,
        "practices": kept.practices,
        "requests": kept.requests,
    }
    for name, entered in registers.items():
        if not entered:
            yield Gap("TSK-12", name, ("the register is empty", "daftarnya kosong"))


def _unplanned(kept: Registers, on: date) -> Iterator[Gap]:
    for issue in kept.agenda.ranked(on=on):
        if missing := issue.unplanned(on=on):
            en = listed([each.label() for each in missing])
            indonesian = listed([each.label("id") for each in missing], "id")
            yield Gap(
                "TSK-14",
                issue.id,
                (f"no step planned for {en}", f"belum ada langkah untuk {indonesian}"),
            )


def _unproven(kept: Registers) -> Iterator[Gap]:
    for each in kept.practices:
        if not each.evidence:
            yield Gap("TSK-12", each.id, ("nothing shows that it worked", "tanpa bukti"))
        if not each.adoptions:
            yield Gap("TSK-12", each.id, ("nobody has taken it over", "belum diadopsi siapa pun"))


def _unhelped(kept: Registers) -> Iterator[Gap]:
    for each in kept.requests:
        en, indonesian = day(each.asked), day(each.asked, "id")
        if each.taken is None:
            because = (
                f"nobody has taken it up since {en}",
                f"belum diambil siapa pun sejak {indonesian}",
            )
            yield Gap("TSK-12", each.id, because)
        elif each.done is None:
            because = (f"not done since {en}", f"belum selesai sejak {indonesian}")
            yield Gap("TSK-12", each.id, because)


def _renewed(kept: tuple[_Entry, ...], entries: Iterable[_Entry]) -> tuple[_Entry, ...]:
    """The entries of a register, the later one of each id."""
    found: dict[str, Any] = {each.id: each for each in (*kept, *entries)}
    return tuple(found.values())
