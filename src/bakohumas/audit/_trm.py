from collections.abc import Iterator
from datetime import date, timedelta
from typing import get_args

import attrs

from bakohumas.audit._case import Case
from bakohumas.audit._examples import DAY, LATER, seated
from bakohumas.audit._rule import rule
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted
from bakohumas.audit._worked import Setting, worked
from bakohumas.bodies import Discharged, Elected
from bakohumas.law import Citation, Grade, Provision, charter
from bakohumas.periods import LeapDay, Period, gaps, overlaps, years_after

NOTICE = timedelta(days=183)
NO_TERM = Verdict.not_applicable("no term was recorded", "belum ada masa tugas yang tercatat")


def _days(period: Period) -> str:
    """First and last day, or the only one, in figures that need no language."""
    one = period.start == period.last_day
    return str(period.start) if one else f"{period.start} – {period.last_day}"


def _shortened() -> Setting:
    """A term of five years under a charter that is found later to have said three."""
    rules = charter("national").override(
        Provision("term.years", 3, Period(None), Citation("SK 2/2015 (invented)"), Grade.C)
    )
    elected = seated(on=LATER)
    return worked(
        elected.amend(rules, on=DAY + timedelta(1), basis="invented", recorded=LATER), on=LATER
    )


def _two_boards() -> Setting:
    """A second board in the first one's term."""
    history = seated().events
    return worked([*history, attrs.evolve(history[-1], on=LATER, recorded=LATER)], on=LATER)


@rule(
    "TRM-01",
    advice=(
        "Correct the term, or cite the provision that sets another length.",
        "Perbaiki masa tugas, atau sebutkan ketentuan yang menetapkan lama lain.",
    ),
    holds=lambda: worked(seated(), on=DAY),
    violated=_shortened,
)
def as_long_as_laid_down(case: Case) -> Iterator[Verdict]:
    """Every term so far lasts as many years as the charter of its first day says.

    A board that was discharged served shorter; its term was as long as laid down.
    """
    if not case.terms:
        yield NO_TERM
    early = {each.on for each in case.body.facts if isinstance(each, Discharged)}
    for term in case.terms:
        start = term.period.start or case.on
        rule = case.body.charter(on=start).find("term.years", on=start)
        if rule is None:
            yield Verdict.undetermined(
                f"{term.label}: the length of a term, in the charter",
                f"{term.label}: lama masa tugas, dalam piagam",
            )
            continue
        ends = {
            years_after(term.anchor, term.after + term.years, leap_day=leap)
            for leap in get_args(LeapDay)
        }
        cut = term.period.end in early - ends
        facts = (
            f"{_days(term.period)}{', discharged' if cut else ''}; laid down: {rule.value} years",
            f"{_days(term.period)}{', demisioner' if cut else ''}; ditetapkan: {rule.value} tahun",
        )
        if term.years == rule.value and (cut or term.period.end in ends):
            yield Verdict.holds(*facts)
        else:
            yield Verdict.violated(term.label, *facts)


@rule(
    "TRM-05",
    advice=(
        "End the earlier term on the day the later one begins.",
        "Akhiri masa tugas yang lebih dahulu pada hari mulainya yang kemudian.",
    ),
    holds=lambda: worked(seated(), on=DAY),
    refused=_two_boards,
)
def one_board_at_a_time(case: Case) -> Iterator[Verdict]:
    """No two terms share a day."""
    if not case.body.terms:
        yield NO_TERM
        return
    shared = overlaps(each.period for each in case.body.terms)
    for left, right in shared:
        yield Verdict.violated(
            f"{left.label}, {right.label}",
            f"{_days(left)} and {_days(right)} overlap",
            f"{_days(left)} dan {_days(right)} bertumpang tindih",
        )
    if not shared:
        n = len(case.body.terms)
        yield Verdict.holds(
            f"{counted(n, 'term')}, no day with two", f"{n} masa tugas, tanpa tumpang tindih"
        )


@rule(
    "TRM-06",
    advice=(
        "Call a members' meeting and elect a board; the old officers are demisioner.",
        "Adakan rapat anggota dan pilih pengurus; pengurus lama berstatus demisioner.",
    ),
    holds=lambda: worked(seated(), on=DAY),
    violated=lambda: worked(seated(), on=date(2021, 1, 1)),
)
def no_gap_unnoticed(case: Case) -> Iterator[Verdict]:
    """Days without a board, between two or after the last, are reported as lapsed."""
    if not case.terms:
        yield NO_TERM
        return
    since = case.now.lapsed_since
    lapses = [(_days(gap),) * 2 for gap in gaps(each.period for each in case.terms)]
    lapses += [(f"since {since}", f"sejak {since}")] if since else []
    for en, indonesian in lapses:
        yield Verdict.violated("", f"lapsed {en}", f"kepengurusan kosong {indonesian}")
    if not lapses:
        yield Verdict.holds("no day without a board", "tidak ada hari tanpa pengurus")


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
    """Within half a year of the end of the term, the register knows of the next election."""
    ends = [each.period.end for each in case.terms if each.period.end]
    if not ends:
        yield NO_TERM
        return
    end = max(ends)
    if end <= case.on:
        yield Verdict.not_applicable(
            f"the term ended on {end}: TRM-06 judges what follows",
            f"masa tugas berakhir pada {end}: TRM-06 menilai kelanjutannya",
        )
        return
    known = any(
        isinstance(each, Elected) and each.on >= end and each.recorded <= case.on
        for each in case.body.facts
    )
    facts = f"the term ends on {end}", f"masa tugas berakhir pada {end}"
    late = end - case.on <= NOTICE and not known
    yield Verdict.violated("", *facts) if late else Verdict.holds(*facts)


CHAPTER = (
    as_long_as_laid_down,
    one_board_at_a_time,
    no_gap_unnoticed,
    the_next_election_is_due,
)
