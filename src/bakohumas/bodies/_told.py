from typing import Any

from bakohumas.bodies._facts import Appointment, Membership, Vacancy
from bakohumas.languages import Lang, day, pick
from bakohumas.periods import Approx, Period


def first_day(period: Period) -> str:
    """The first day as rows give it: of what is known roughly, the month or the year.

    Examples:
        >>> from datetime import date
        >>> first_day(Period(date(2016, 5, 1), start_by=date(2016, 5, 31)))
        '2016-05'
    """
    return str(Approx(period.start, period.start_by or period.start)) if period.start else ""


def final_day(period: Period) -> str:
    """The last day as rows give it; of a rough end, the month or year in which it falls.

    Examples:
        >>> from datetime import date
        >>> final_day(Period(date(2016, 1, 1), date(2020, 1, 1)))
        '2019-12-31'
        >>> final_day(Period(date(2016, 1, 1), date(2020, 1, 1), end_by=date(2020, 12, 31)))
        '2020'
    """
    if period.end and period.end_by and period.end_by > period.end:
        return str(Approx(period.end, period.end_by))
    return str(period.last_day or "")


def told(text: str, lang: Lang) -> str:
    """A day, a month or a year as rows give it, written out.

    Examples:
        >>> told("2016", "id"), told("2016-05", "id"), told("2016-05-02", "id")
        ('2016', 'Mei 2016', '2 Mei 2016')
        >>> told("2016-05-02/2016-05-09", "en")
        '2 May 2016 to 9 May 2016'
    """
    if "/" in text:
        return pick(lang, " to ", " s.d. ").join(told(each, lang) for each in text.split("/"))
    first = Approx.parse(text).earliest
    return {4: text, 7: day(first, lang).removeprefix("1 ")}.get(len(text), day(first, lang))


ROUGH = (
    "Some days are known only by month or year; on another reading it may differ.",
    "Sebagian tanggal hanya diketahui bulan atau tahunnya; keadaannya dapat berbeda.",
)
"""What is added where another reading of rough days would say something else."""


def member_row(each: Membership) -> dict[str, Any]:
    """Whoever takes part, as a row of a snapshot."""
    return {
        "part": each.role.value,
        "who": each.institution,
        "seat": "",
        "since": first_day(each.period),
        "basis": each.basis,
    }


def seat_row(each: Appointment | Vacancy) -> dict[str, Any]:
    """Whoever is on a seat, or that nobody is, as a row of a snapshot."""
    if isinstance(each, Vacancy):
        part, who, since, basis = "vacant", "", str(each.since or ""), ""
    else:
        part, who, since, basis = "seat", each.holder, first_day(each.period), each.basis
    return {"part": part, "who": who, "seat": each.seat, "since": since, "basis": basis}


def seat_line(each: Appointment | Vacancy, lang: Lang) -> str:
    """Whoever is on a seat, or that nobody is, as a line."""
    row = seat_row(each)
    since = f"{pick(lang, 'since', 'sejak')} {told(row['since'], lang)}" if row["since"] else ""
    if isinstance(each, Vacancy):
        return f"- {each.seat}: {pick(lang, 'vacant', 'lowong')} {since}".rstrip()
    part = f" ({each.capacity.label(lang)})" if each.capacity.acting else ""
    return f"- {each.seat}: {each.holder}{part}, {since} [{each.basis}]"
