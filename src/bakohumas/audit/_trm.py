from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import get_args

import attrs

from bakohumas.audit import _trm_next as then
from bakohumas.audit._board import NO_TERM, both, leap_day_of, nominal_end, other_count
from bakohumas.audit._case import Case
from bakohumas.audit._examples import DAY, LATER, seated
from bakohumas.audit._found import elected, opened
from bakohumas.audit._rule import rule
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted
from bakohumas.audit._worked import Setting, worked
from bakohumas.bodies import Term
from bakohumas.languages import number
from bakohumas.law import Answer, Provision, Silence, regulations
from bakohumas.periods import LeapDay, Period, gaps, overlaps, years_after

_REGULATION, _YEARS = "PM Kominfo 35/2014", 5
_LEAP = date(2016, 2, 29)


def _found(until: date, *, on: date = DAY, label: str = "") -> Setting:
    """A register in which the term of a board ends on a day of its own."""
    return worked(opened(elected(on=on, until=until, label=label)), on=LATER)


def _two_boards() -> Setting:
    """A second board in the first one's term."""
    history = seated().events
    return worked([*history, attrs.evolve(history[-1], on=LATER, recorded=LATER)], on=LATER)


def _uncounted(term: Term, law: Provision) -> Verdict:
    """That a charter counts a term in another way than in years."""
    return Verdict.not_applicable(
        f"not counted in years by {law.cite()}",
        f"tidak dihitung dalam tahun menurut {law.cite('id')}",
        who=term.label,
        when=term.period,
    )


def _open_ended(term: Term) -> Verdict:
    return Verdict.not_applicable(
        "until further notice",
        "sampai dengan ada keputusan lain",
        who=term.label,
        when=term.period,
    )


def _anniversaries(anchor: date, years: int) -> set[date]:
    """The day so many years later, under both readings of a leap day."""
    return {years_after(anchor, years, leap_day=leap) for leap in get_args(LeapDay)}


def _length(case: Case, start: date) -> int | None:
    """How many years a term lasts that begins on a day.

    By the charter of that day; where it says nothing, by the regulation, once it was made.
    """
    made = regulations()[_REGULATION].made
    rules = case.body.charter(on=start)
    match rules.ask("term.years", on=start, weakest=case.weakest):
        case Answer(provision=law) if isinstance(law.value, int):
            return law.value
        case Silence() if made and start >= made:
            return _YEARS
        case _:
            return None


@rule(
    "TRM-01",
    advice=(
        "Correct the term, or cite the provision that sets another length.",
        "Perbaiki masa tugas, atau sebutkan ketentuan yang menetapkan lama lain.",
    ),
    holds=lambda: worked(seated(), on=DAY),
    violated=lambda: _found(date(2018, 11, 2)),
)
def as_long_as_laid_down(case: Case) -> Iterator[Verdict]:
    """Every term so far lasts as many years as the charter of its first day says.

    A board that was discharged served shorter; its term was as long as laid down.
    """
    if not case.terms:
        yield NO_TERM
    for term in case.terms:
        who, when, start = term.label, term.period, term.period.start or case.on
        years = _length(case, start)
        case.read("term.start", start, who)
        end = case.read("term.end", nominal_end(case, term), who)
        case.read("term.length", years, who)
        if law := other_count(case, term):
            yield _uncounted(term, law)
        elif years is None:
            yield Verdict.lacks("term.length", who=who, when=when)
        else:
            days = _anniversaries(term.anchor, term.after + years)
            days |= _anniversaries(when.start_by, years) if when.start_by else set()
            cut = term.ended is not None
            lasts = counted(years, "year"), f"{number(years, 'id')} tahun"
            facts = (
                f"laid down: {lasts[0]}{'; discharged early' if cut else ''}",
                f"ditetapkan: {lasts[1]}{'; berakhir lebih awal' if cut else ''}",
            )
            right = end is not None and min(days) <= end <= max(days)
            yield (
                Verdict.holds(*facts, who=who, when=when)
                if right
                else Verdict.violated(who, *facts, when=when)
            )


@rule(
    "TRM-03",
    advice=(
        (
            "Let the term end on the day of its anniversary, the first day out of office, and "
            "label it by its first and its last year."
        ),
        (
            "Akhiri masa tugas pada tanggal ulang tahunnya, yaitu hari pertama tidak menjabat, dan "
            "sebut periodenya menurut tahun pertama dan tahun terakhirnya."
        ),
    ),
    holds=lambda: worked(seated(), on=DAY),
    violated=lambda: _found(date(2020, 12, 31)),
)
def from_day_to_day(case: Case) -> Iterator[Verdict]:
    """Every term so far ends on an anniversary of its first day, and is labelled by its years."""
    if not case.terms:
        yield NO_TERM
    for term in case.terms:
        who, when, start = term.label, term.period, term.period.start or case.on
        case.read("term.start", start, who)
        end = case.read("term.end", nominal_end(case, term), who)
        label = case.read("term.label", term.labelled, who)
        said = then.years_of(label)
        if law := other_count(case, term):
            yield _uncounted(term, law)
        elif end is None:
            yield _open_ended(term)
        elif when.start_by:
            yield Verdict.lacks("term.start", who=who, when=when)
        elif end not in _anniversaries(term.anchor, end.year - term.anchor.year):
            last, terakhir = both(end - timedelta(days=1))
            yield Verdict.violated(
                who,
                f"its last day, {last}, is not the eve of an anniversary",
                f"hari terakhirnya, {terakhir}, bukan sehari sebelum ulang tahun masa tugas",
                when=when,
            )
        elif label and said is None:
            yield Verdict.lacks(
                "term.label",
                who=who,
                when=when,
                en=f"with its two years; it reads {label}",
                indonesian=f"dengan kedua tahunnya; tertulis {label}",
            )
        elif said and said != (start.year, end.year):
            yield Verdict.violated(
                who,
                f"the label names {said[0]} and {said[1]}, the term runs from {start.year} to "
                f"{end.year}",
                f"sebutannya memuat {said[0]} dan {said[1]}, sedangkan masa tugasnya "
                f"{start.year} sampai dengan {end.year}",
                when=when,
            )
        else:
            yield Verdict.holds(
                f"{start.year} to {end.year}, from day to day",
                f"{start.year} sampai dengan {end.year}, dari tanggal ke tanggal",
                who=who,
                when=when,
            )


@rule(
    "TRM-04",
    advice=(
        "Let the term end on 28 February of a common year, or cite a provision on leap days.",
        (
            "Akhiri masa tugas pada tanggal 28 Februari dalam tahun biasa, atau sebutkan ketentuan "
            "tentang tahun kabisat."
        ),
    ),
    holds=lambda: worked(seated(on=_LEAP), on=LATER),
    violated=lambda: _found(date(2021, 3, 1), on=_LEAP),
)
def from_a_leap_day(case: Case) -> Iterator[Verdict]:
    """A term that is counted from 29 February ends on the day that the charter has for it."""
    leaps = [each for each in case.terms if (each.anchor.month, each.anchor.day) == (2, 29)]
    if not leaps:
        yield Verdict.not_applicable(
            "no term is counted from 29 February",
            "tidak ada masa tugas yang dihitung sejak 29 Februari",
        )
    for term in leaps:
        who, when, start = term.label, term.period, term.period.start or case.on
        case.read("term.start", start, who)
        end = case.read("term.end", nominal_end(case, term), who)
        if law := other_count(case, term):
            yield _uncounted(term, law)
        elif end is None:
            yield _open_ended(term)
        else:
            leap = leap_day_of(case, start)
            right = years_after(term.anchor, end.year - term.anchor.year, leap_day=leap)
            facts = (
                f"ends on {both(end)[0]}; counted from {both(term.anchor)[0]}, {both(right)[0]}",
                (
                    f"berakhir pada {both(end)[1]}; dihitung sejak {both(term.anchor)[1]}, "
                    f"{both(right)[1]}"
                ),
            )
            yield (
                Verdict.holds(*facts, who=who, when=when)
                if end == right
                else Verdict.violated(who, *facts, when=when)
            )


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
    terms = case.read("board.terms", case.body.terms and [str(t.period) for t in case.body.terms])
    if not terms:
        yield NO_TERM
        return
    shared = overlaps(each.period for each in case.body.terms)
    for left, right in shared:
        (first, pertama), (second, kedua) = both(left), both(right)
        yield Verdict.violated(
            f"{left.label}, {right.label}",
            f"the terms {first} and {second} overlap",
            f"masa tugas {pertama} dan {kedua} bertumpang tindih",
        )
    if not shared:
        n = len(terms)
        yield Verdict.holds(
            f"{counted(n, 'term')}, no day with two",
            f"{number(n, 'id')} masa tugas, tanpa tumpang tindih",
        )


@rule(
    "TRM-06",
    advice=(
        (
            "Record the lapse, call a members' meeting and elect a board; the old officers are "
            "demisioner."
        ),
        (
            "Catat kekosongan itu, adakan rapat anggota, dan pilih pengurus; pengurus lama "
            "berstatus demisioner."
        ),
    ),
    holds=lambda: worked(seated(), on=DAY),
    violated=lambda: worked(seated(), on=date(2021, 1, 1)),
)
def no_gap_unnoticed(case: Case) -> Iterator[Verdict]:
    """Days without a board, between two or after the last, were recorded as such."""
    if not case.terms:
        yield NO_TERM
        return
    case.read("board.terms", [str(each.period) for each in case.terms])
    since = case.now.lapsed_since
    lapses = [*gaps(each.period for each in case.terms), *([Period(since)] if since else [])]
    noted = [
        *(each for each in case.body.lapses if each <= case.on),
        *(each for each in case.body.discharges if each <= case.on),
    ]
    case.read("board.lapse", noted)
    for gap in lapses:
        told = next((each for each in noted if each in gap), None)
        if told is None and not _surely(case, gap):
            yield Verdict.lacks(
                "board.terms",
                when=gap,
                en="an end known only by month or year may leave no such day",
                indonesian="akhir yang hanya diketahui bulan atau tahunnya mungkin tidak "
                "menyisakan hari itu",
            )
        elif told is None:
            yield Verdict.violated(
                "",
                "no board, and no record of the lapse",
                "tanpa pengurus dan tanpa catatan kekosongan",
                when=gap,
            )
        else:
            yield Verdict.holds(
                f"no board, recorded on {both(told)[0]}",
                f"tanpa pengurus, tercatat pada {both(told)[1]}",
                when=gap,
            )
    periods = [each.period for each in case.terms]
    late = [
        after
        for before, after in pairwise(periods)
        if before.end and after.start == before.end and after.start_by
    ]
    for period in late:
        yield Verdict.lacks(
            "board.terms",
            when=period,
            en="a start known only by month or year may leave a day without a board",
            indonesian="awal yang hanya diketahui bulan atau tahunnya mungkin menyisakan hari "
            "tanpa pengurus",
        )
    if not (lapses or late):
        yield Verdict.holds("no day without a board", "tidak ada hari tanpa pengurus")


def _surely(case: Case, gap: Period) -> bool:
    """Whether a gap has a day without a board on every reading of rough days."""
    ends = [each.period.end_by for each in case.terms if each.period.end == gap.start]
    latest = max((each for each in ends if each), default=None)
    return latest is None or latest <= (gap.last_day or case.on)


CHAPTER = (
    as_long_as_laid_down,
    then.elected_again,
    from_day_to_day,
    from_a_leap_day,
    one_board_at_a_time,
    no_gap_unnoticed,
    then.another_length,
    then.as_the_decree_is_dated,
    then.the_next_election_is_due,
    then.for_the_remainder,
)
