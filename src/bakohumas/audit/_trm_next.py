import re
from collections.abc import Iterator
from datetime import date

import attrs

from bakohumas.audit._board import NO_TERM, both, who_is
from bakohumas.audit._case import Case
from bakohumas.audit._examples import CHAIR, DAY, DECREE, LATER, SECRETARY, THREE, seated
from bakohumas.audit._found import elected, opened, vacant
from bakohumas.audit._rule import rule
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted
from bakohumas.audit._worked import Setting, worked
from bakohumas.bodies import Body, Capacity, Decree, Elected, Selection
from bakohumas.languages import listed, number
from bakohumas.law import charter
from bakohumas.meetings import Kind, Record
from bakohumas.periods import months_after

_NOTICE, _NATIONAL = 6, 5
_AFTER = date(2020, 11, 2)
_SHOWN = 3
_TWO_YEARS = re.compile(r"(\d{4})\D+(\d{4})")
_AGAIN = "rapat anggota 2020 (invented)"


def years_of(label: str) -> tuple[int, int] | None:
    """The first and the last year that a label names."""
    found = _TWO_YEARS.search(label)
    return (int(found[1]), int(found[2])) if found else None


def _labelled(made: date) -> Setting:
    """A board of 2015–2020 by its label, with a decree of some day (PapuaBangkit-0903)."""
    decree = Decree("SK Gubernur 188.4/2016 (invented)", made=made, issuer="Gubernur")
    body = opened(elected(on=max(made, DAY), label="2015–2020", decree=decree))
    return worked(body, on=date(2017, 9, 1), who="2015–2020")


def _replaced() -> Body:
    """A vacant chair that somebody took for the remainder of the term."""
    return vacant().replace(CHAIR, THREE[2], on=LATER, basis="rapat pleno (invented)")


def _too_late() -> Setting:
    """A replacement on a day on which nothing of the term remains."""
    *before, last = _replaced().events
    return worked([*before, attrs.evolve(last, on=_AFTER, recorded=_AFTER)], on=_AFTER)


@rule(
    "TRM-02",
    advice=(
        "Nothing needs to be done; elect anew each time.",
        "Tidak ada yang perlu dilakukan; adakan pemilihan baru setiap kali.",
    ),
    permitted=lambda: worked(
        seated().elect({CHAIR: THREE[0], SECRETARY: THREE[2]}, on=_AFTER, basis=_AGAIN),
        on=_AFTER,
    ),
)
def elected_again(case: Case) -> Iterator[Verdict]:
    """Who was elected to a seat in more than one term, if the charter lets them."""
    served: dict[str, set[str]] = {}
    for term in case.terms:
        for held in case.body.appointments:
            start = held.period.start
            if held.selection is Selection.ELECTED and start and start in term.period:
                served.setdefault(who_is(held), set()).add(term.label)
    case.read("seat.history", {who: len(labels) for who, labels in served.items()})
    again = {who: len(labels) for who, labels in sorted(served.items()) if len(labels) > 1}
    law = case.laid_down("term.limit")
    limit = case.read("term.limit", law and law.value)
    closed = case.laid_down("term.reelection")
    beyond = [who for who, n in again.items() if isinstance(limit, int) and n > limit]
    if not served:
        yield NO_TERM
    elif not again:
        yield Verdict.not_applicable(
            "nobody was elected a second time", "belum ada yang dipilih kembali"
        )
    elif closed and closed.value is False:
        yield Verdict.not_applicable(
            f"{closed.cite()} closes re-election", f"{closed.cite('id')} menutup pemilihan kembali"
        )
    elif beyond:
        yield Verdict.not_applicable(
            f"the charter limits the terms to {limit}, which {listed(beyond)} exceeded",
            f"piagam membatasi {limit} masa tugas, yang dilampaui {listed(beyond, 'id')}",
        )
    else:
        en = [f"{who} ({counted(n, 'term')})" for who, n in again.items()]
        idn = [f"{who} ({number(n, 'id')} masa tugas)" for who, n in again.items()]
        yield Verdict.holds(
            f"elected again: {listed(en, most=_SHOWN)}",
            f"dipilih kembali: {listed(idn, 'id', most=_SHOWN)}",
        )


@rule(
    "TRM-07",
    advice=(
        "Nothing needs to be done; let the decree say how long the board serves.",
        "Tidak ada yang perlu dilakukan; muat lama masa tugas dalam keputusan.",
    ),
    permitted=lambda: worked(
        Body.found("karangasem", charter=charter("karangasem"), on=date(2009, 9, 24), basis=DECREE),
        on=date(2009, 12, 1),
    ),
)
def another_length(case: Case) -> Iterator[Verdict]:
    """Whether the charter of a regional body counts its terms in another way than in fives."""
    kind, years = case.laid_down("term.kind"), case.laid_down("term.years")
    law = kind if kind and kind.value != "years" else years
    case.read("term.length", law and law.says())
    if law is None:
        yield Verdict.lacks("term.length")
    elif law.value == _NATIONAL:
        yield Verdict.not_applicable(
            "five years, as for the national board", "lima tahun, seperti pengurus nasional"
        )
    elif law is years:
        yield Verdict.holds(
            f"{law.value} years by {law.cite()}", f"{law.value} tahun menurut {law.cite('id')}"
        )
    else:
        said = {"fiscal_year": ("one fiscal year", "satu tahun anggaran")}
        en, idn = said.get(str(law.value), ("until further notice", "sampai ada keputusan lain"))
        yield Verdict.holds(f"{en} by {law.cite()}", f"{idn} menurut {law.cite('id')}")


@rule(
    "TRM-08",
    advice=(
        "Count the term from the decree, and tell readers that the label is only a name.",
        (
            "Hitung masa tugas sejak keputusan, dan beri tahu pembaca bahwa sebutan periode "
            "hanyalah nama."
        ),
    ),
    holds=lambda: _labelled(DAY),
    violated=lambda: _labelled(date(2016, 12, 2)),
)
def as_the_decree_is_dated(case: Case) -> Iterator[Verdict]:
    """The label of every term so far begins with the year of its decree.

    A decree of an earlier year agrees with it where the term begins in the label's first year.
    """
    if not case.terms:
        yield NO_TERM
    for term in case.terms:
        who, when = term.label, term.period
        label = case.read("term.label", term.labelled, who)
        case.read("board.decree", term.decree, who)
        years, made = years_of(label), term.decree.year if term.decree else None
        if not label:
            yield Verdict.not_applicable(
                "the decree gives the term no label",
                "keputusan tidak memuat sebutan periode",
                who=who,
                when=when,
            )
        elif years is None:
            yield Verdict.lacks("term.label", who=who, when=when)
        elif term.decree is None or made is None:
            yield Verdict.lacks("board.decree", who=who, when=when)
        else:
            begins = term.period.start or case.on
            right = made == years[0] or (made < years[0] and begins.year == years[0])
            facts = (
                f"the label begins in {years[0]}; {term.decree.label()}",
                f"sebutan periodenya sejak {years[0]}; {term.decree.label('id')}",
            )
            yield (
                Verdict.holds(*facts, who=who, when=when)
                if right
                else Verdict.violated(who, *facts, when=when)
            )


@rule(
    "TRM-09",
    advice=(
        "Call the members' meeting that elects the next board before the term ends.",
        "Adakan rapat anggota yang memilih pengurus berikutnya sebelum masa tugas berakhir.",
    ),
    holds=lambda: worked(seated(), on=DAY),
    violated=lambda: worked(seated(), on=date(2020, 10, 1)),
)
def the_next_election_is_due(case: Case) -> Iterator[Verdict]:
    """Once the end of the term draws near, the register knows of the next election.

    Half a year before it, or as many months as ``"term.notice_months"`` of the charter says.
    """
    if not case.terms:
        yield NO_TERM
        return
    end = case.read("term.end", case.terms[-1].period.end)
    if end is None:
        yield Verdict.not_applicable("the term is open", "masa tugas tidak dibatasi")
        return
    day, hari = both(end)
    if end <= case.on:
        yield Verdict.not_applicable(
            f"the term ended on {day}: TRM-06 judges what follows",
            f"masa tugas berakhir pada {hari}: TRM-06 menilai kelanjutannya",
        )
        return
    law = case.laid_down("term.notice_months")
    notice = law.value if law and isinstance(law.value, int) else _NOTICE
    due = months_after(end, -notice)
    seats = {seat.name for seat in case.now.seats}
    met = [
        *(
            each.on
            for each in case.of(Record)
            if each.body == case.body.id
            and each.kind in {Kind.MEMBERS, Kind.EXTRAORDINARY}
            and each.on >= due
            and any(one.subject in seats for one in each.decisions)
        ),
        *(
            each.on
            for each in case.body.facts
            if isinstance(each, Elected) and each.on >= end and each.recorded <= case.on
        ),
    ]
    case.read("meeting.date", met)
    late = due <= case.on and not met
    facts = f"the term ends on {day}", f"masa tugas berakhir pada {hari}"
    if late:
        since, sejak = both(due)
        yield Verdict.violated(
            "",
            f"{facts[0]}, the next election has been due since {since}",
            f"{facts[1]}, pemilihan berikutnya perlu disiapkan sejak {sejak}",
        )
    else:
        yield Verdict.holds(*facts)


@rule(
    "TRM-10",
    advice=(
        "Let the replacement end with the term, and elect anew for the next one.",
        "Akhiri masa tugas pengganti bersama masa tugas pengurus, lalu adakan pemilihan baru.",
    ),
    holds=lambda: worked(_replaced(), on=LATER),
    refused=_too_late,
)
def for_the_remainder(case: Case) -> Iterator[Verdict]:
    """Whoever filled a vacant seat in mid-term leaves it with the board at the latest."""
    paw = [
        each
        for each in case.body.appointments
        if each.capacity is Capacity.PAW and (each.period.start or case.on) <= case.on
    ]
    if not paw:
        yield Verdict.not_applicable(
            "nobody filled a seat in mid-term", "tidak ada penggantian antarwaktu"
        )
    kept = 0
    for each in paw:
        who, start = who_is(each), each.period.start or case.on
        case.read("seat.vacancy", start, each.seat)
        term = next((one for one in case.body.terms if start in one.period), None)
        end = case.read("term.end", term.period.end if term else None, term.label if term else who)
        last = each.period.end
        if term and (end is None or (last and last <= end)):
            kept += 1
        else:
            yield Verdict.violated(
                who,
                f"serves on {each.seat} beyond the term",
                f"menduduki kursi {each.seat} melampaui masa tugas",
                when=each.period,
            )
    if paw and kept == len(paw):
        yield Verdict.holds(
            f"{counted(kept, 'replacement')}, each for the remainder of the term",
            f"{number(kept, 'id')} pengganti antarwaktu, masing-masing untuk sisa masa tugas",
        )
