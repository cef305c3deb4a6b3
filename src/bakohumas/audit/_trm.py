from collections.abc import Iterator
from datetime import timedelta

from bakohumas.audit._rule import Case, Verdict, rule
from bakohumas.periods import gaps, overlaps, years_after

NO_TERM = Verdict.not_applicable("no term was recorded", "belum ada masa tugas yang tercatat")


@rule(
    "TRM-01",
    advice=(
        "Correct the term, or cite the provision that sets another length.",
        "Perbaiki masa tugas, atau sebutkan ketentuan yang menetapkan lama lain.",
    ),
)
def as_long_as_laid_down(case: Case) -> Iterator[Verdict]:
    """Every term lasts as many years as the charter of its first day says."""
    if not case.body.terms:
        yield NO_TERM
    for term in case.body.terms:
        start = term.period.start or case.on
        charter = case.body.charter(on=start)
        years = int(str(charter.value("term.years", on=start)))
        leaps = {years_after(start, years), years_after(start, years, leap_day="mar01")}
        facts = f"{term.label}: {term.period}", f"{term.label}: {term.period}"
        if term.period.end in leaps:
            yield Verdict.holds(*facts)
        else:
            yield Verdict.violated(term.label, *facts)


@rule(
    "TRM-05",
    advice=(
        "End the earlier term on the day the later one begins.",
        "Akhiri masa tugas yang lebih dahulu pada hari mulainya yang kemudian.",
    ),
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
            f"{left} and {right} overlap",
            f"{left} dan {right} bertumpang tindih",
        )
    if not shared:
        n = len(case.body.terms)
        yield Verdict.holds(
            f"{n} term(s), no day with two", f"{n} masa tugas, tanpa tumpang tindih"
        )


@rule(
    "TRM-06",
    advice=(
        "Call a members' meeting and elect a board; the old officers are demisioner.",
        "Adakan rapat anggota dan pilih pengurus; pengurus lama berstatus demisioner.",
    ),
)
def no_gap_unnoticed(case: Case) -> Iterator[Verdict]:
    """Days without a board, between two or after the last, are reported as lapsed."""
    if not case.body.terms:
        yield NO_TERM
        return
    past = [
        each.period
        for each in case.body.terms
        if each.period.start and each.period.start <= case.on
    ]
    lapses = [str(gap) for gap in gaps(past)]
    if case.now.lapsed_since:
        lapses.append(f"{case.now.lapsed_since} to {case.on}")
    for lapse in lapses:
        yield Verdict.violated(case.body.id, f"lapsed {lapse}", f"kepengurusan kosong {lapse}")
    if not lapses:
        yield Verdict.holds("no day without a board", "tidak ada hari tanpa pengurus")


@rule(
    "TRM-09",
    advice=(
        "Call the members' meeting that elects the next board before the term ends.",
        "Adakan rapat anggota yang memilih pengurus berikutnya sebelum masa tugas berakhir.",
    ),
)
def the_next_election_is_due(case: Case) -> Iterator[Verdict]:
    """Within half a year of the end of the term, the next board is known."""
    term = case.now.board.term if case.now.board else None
    if term is None or term.period.end is None:
        yield Verdict.not_applicable("no term runs", "tidak ada masa tugas yang berjalan")
        return
    left = (term.period.end - case.on).days
    facts = f"{left} days of the term are left", f"masa tugas tersisa {left} hari"
    known = any(each.period.start == term.period.end for each in case.body.terms)
    due = case.on + timedelta(days=183) >= term.period.end
    yield Verdict.violated(term.label, *facts) if due and not known else Verdict.holds(*facts)


CHAPTER = (
    as_long_as_laid_down,
    one_board_at_a_time,
    no_gap_unnoticed,
    the_next_election_is_due,
)
