import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from bakohumas.audit._board import NO_TERM, both, seat_key
from bakohumas.audit._case import Case
from bakohumas.audit._evidence import Act, Deed, FieldPlan
from bakohumas.audit._examples import CHAIR, DAY, LATER, SECRETARY, THREE, forum, meeting
from bakohumas.audit._found import ruled
from bakohumas.audit._rule import rule
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted
from bakohumas.audit._worked import Setting, worked
from bakohumas.bodies import Body, Decree, Term
from bakohumas.languages import listed, number
from bakohumas.meetings import Record

_STEPS = {
    "election": "election.record",
    "decree": "board.decree",
    "inauguration": "board.inauguration",
}
_SAID = {
    "election": ("elected on", "dipilih pada"),
    "decree": ("laid down by decree of", "ditetapkan dengan keputusan tanggal"),
    "inauguration": ("inaugurated on", "dilantik pada"),
}
_PATRONS = re.compile(r"(?:pembina|penasi?hat|penasehat|pengarah|pelindung)\b")
_WEEK = timedelta(days=7)
_FIELDS = "Bidang Publikasi", "Bidang Kemitraan"


def _installed(decreed: date, inaugurated: date) -> Setting:
    """A board that the members elected, with its decree and its inauguration."""
    record = meeting().deliberate(CHAIR, THREE[0]).close()
    decree = Decree("SK 5/2015 (invented)", made=decreed, issuer="Menteri (invented)")
    body = forum().elect({CHAIR: THREE[0]}, on=DAY, basis=decree, record=record.digest)
    body = body.inaugurate(on=inaugurated, basis="pelantikan (invented)")
    return worked(body, record, on=LATER, who="2015–2020")


def _with_fields() -> Body:
    """A body whose board has two fields."""
    rules = ruled("board.seats", (CHAIR, SECRETARY, *_FIELDS))
    seats = dict(zip(_FIELDS, THREE, strict=False))
    return forum(rules=rules).elect({**seats}, on=DAY, basis="rapat anggota (invented)")


def _planned(*fields: str) -> Setting:
    plans = [FieldPlan(body="contoh", on=LATER, field=each, year=2017) for each in fields]
    return worked(_with_fields(), *plans, on=LATER)


def _voted(*seats: str) -> Setting:
    """A board with a patron, and who was seen to vote in it."""
    body = forum(rules=ruled("board.seats", ("Pembina", CHAIR, SECRETARY))).elect(
        {"Pembina": THREE[2], CHAIR: THREE[0]}, on=DAY, basis="rapat anggota (invented)"
    )
    votes = [Act(body="contoh", on=DAY, seat=each, deed=Deed.VOTE) for each in seats]
    return worked(body, *votes, on=LATER)


def _days(case: Case, term: Term) -> dict[str, date | None]:
    """The days of the steps by which a board came into office, as far as they are known."""
    record = next((each for each in case.of(Record) if each.digest == term.record), None)
    made = term.decree.made if term.decree else None
    there = [each for each in case.body.inaugurations if each in term.period and each <= case.on]
    return {
        "election": record.on if record else None,
        "decree": made if made and made <= case.on else None,
        "inauguration": there[0] if there else None,
    }


def _order(case: Case, term: Term) -> tuple[str, ...]:
    """The steps in the order that the charter of the first day lays down, or the usual one."""
    law = case.laid_down("board.installation", on=term.period.start)
    said = law.value if law and isinstance(law.value, tuple) else tuple(_STEPS)
    return tuple(str(step) for step in said if step in _STEPS)


def _told(step: str, on: date) -> tuple[str, str]:
    (en, indonesian), (day, hari) = _SAID[step], both(on)
    return f"{en} {day}", f"{indonesian} {hari}"


@rule(
    "BRD-08",
    advice=(
        "Record the election, the decree and the inauguration, each with its day.",
        "Catat pemilihan, keputusan penetapan, dan pelantikan beserta tanggalnya.",
    ),
    holds=lambda: _installed(DAY, DAY + _WEEK),
    violated=lambda: _installed(DAY - _WEEK, DAY + _WEEK),
)
def in_due_order(case: Case) -> Iterator[Verdict]:
    """Every board so far was elected, then laid down by decree, then inaugurated."""
    if not case.terms:
        yield NO_TERM
    for term in case.terms:
        who, when = term.label, term.period
        days = _days(case, term)
        known = [
            (step, on)
            for step in _order(case, term)
            if (on := case.read(_STEPS[step], days[step], who))
        ]
        missing = [_STEPS[step] for step in _order(case, term) if not days[step]]
        told = [_told(*each) for each in known]
        steps = listed([en for en, _ in told]), listed([idn for _, idn in told], "id")
        if any(later[1] < earlier[1] for earlier, later in pairwise(known)):
            yield Verdict.violated(who, *steps, when=when)
        elif missing:
            hints = {"en": f"known: {steps[0]}", "indonesian": f"diketahui: {steps[1]}"}
            yield Verdict.lacks(*missing, who=who, when=when, **(hints if told else {}))
        else:
            yield Verdict.holds(*steps, who=who, when=when)


@rule(
    "BRD-09",
    advice=(
        "Correct the dates, or repeat the inauguration after the decree.",
        "Perbaiki tanggalnya, atau laksanakan pelantikan kembali setelah keputusan ditetapkan.",
    ),
    holds=lambda: _installed(DAY, DAY + _WEEK),
    violated=lambda: _installed(DAY + 2 * _WEEK, DAY + _WEEK),
)
def inaugurated_after_the_decree(case: Case) -> Iterator[Verdict]:
    """No board was inaugurated before the date of its decree."""
    if not case.terms:
        yield NO_TERM
    for term in case.terms:
        who, when = term.label, term.period
        days = _days(case, term)
        made = case.read("board.decree", days["decree"], who)
        day = case.read("board.inauguration", days["inauguration"], who)
        order = [step for step in _order(case, term) if step != "election"]
        if day is None:
            yield Verdict.not_applicable(
                "no inauguration is on record", "pelantikan tidak tercatat", who=who, when=when
            )
        elif order != ["decree", "inauguration"]:
            yield Verdict.not_applicable(
                "the charter orders these steps otherwise",
                "piagam mengatur urutan tahapan secara lain",
                who=who,
                when=when,
            )
        elif made is None:
            (en, indonesian) = _told("inauguration", day)
            yield Verdict.lacks("board.decree", who=who, when=when, en=en, indonesian=indonesian)
        else:
            decreed, installed = _told("decree", made), _told("inauguration", day)
            n = (day - made).days
            facts = (
                (
                    f"{decreed[0]}, {installed[0]}: {counted(abs(n), 'day')} "
                    f"{'before it' if n < 0 else 'later'}"
                ),
                (
                    f"{decreed[1]}, {installed[1]}: {number(abs(n), 'id')} hari "
                    f"{'sebelumnya' if n < 0 else 'kemudian'}"
                ),
            )
            yield (
                Verdict.violated(who, *facts, when=when)
                if n < 0
                else Verdict.holds(*facts, who=who, when=when)
            )


@rule(
    "BRD-13",
    advice=(
        "Count the vote again without that seat, or cite a provision that gives it a vote.",
        "Hitung ulang suara tanpa kursi itu, atau sebutkan ketentuan yang memberinya hak suara.",
    ),
    holds=lambda: _voted(CHAIR),
    violated=lambda: _voted(CHAIR, "Pembina"),
)
def patrons_do_not_vote(case: Case) -> Iterator[Verdict]:
    """Nobody was seen to vote from the seat of a patron, unless the charter gives it a vote."""
    votes = [each for each in case.of(Act) if each.deed is Deed.VOTE]
    mute = [title for title in case.now.titles if not _may_vote(case, title, case.on)]
    wrong = [each for each in votes if not _may_vote(case, each.seat, each.on)]
    case.read("seat.vote", [f"{each.seat} ({each.on})" for each in votes])
    for each in wrong:
        yield Verdict.violated(
            each.seat,
            f"voted in the board{f' on {each.subject}' if each.subject else ''}",
            "memberikan suara dalam rapat pengurus"
            f"{f' tentang {each.subject}' if each.subject else ''}",
            when=each.on,
        )
    if wrong:
        return
    if not mute:
        yield Verdict.not_applicable(
            "the board has no patron, adviser or steering seat",
            "pengurus tidak memiliki kursi pembina, penasihat, atau pengarah",
        )
    elif votes:
        yield Verdict.holds(
            f"{counted(len(votes), 'vote')} on record, none from {listed(mute)}",
            f"{number(len(votes), 'id')} suara tercatat, tidak ada dari {listed(mute, 'id')}",
        )
    else:
        yield Verdict.lacks(
            "seat.vote",
            en=f"of {listed(mute)}: no vote of the board was put before the audit",
            indonesian=f"{listed(mute, 'id')}: suara dalam rapat pengurus tidak diajukan",
        )


def _may_vote(case: Case, title: str, on: date) -> bool:
    law = case.laid_down(seat_key(title, "votes"), on=on)
    return bool(law.value) if law else not _PATRONS.match(title.casefold())


@rule(
    "BRD-14",
    advice=(
        "Let the field put its programme for the next year together and record it.",
        "Minta bidang itu menyusun dan mencatat programnya untuk tahun berikutnya.",
    ),
    holds=lambda: _planned(*_FIELDS),
    violated=lambda: _planned(*_FIELDS[:1]),
)
def fields_plan_ahead(case: Case) -> Iterator[Verdict]:
    """Every field has its programme for the next year, once the first of them has.

    Before any field has planned, nobody can tell whether the others are late.
    """
    year = case.on.year + 1
    fields = case.read(
        "board.fields", [each for each in case.now.titles if re.search(r"\bBidang\b", each)]
    )
    planned = {each.field.casefold() for each in case.of(FieldPlan) if each.year == year}
    case.read("programme.field", sorted(planned))
    late = [each for each in fields if each.casefold() not in planned]
    if not fields:
        yield Verdict.not_applicable("the board has no fields", "pengurus tidak memiliki bidang")
    elif len(late) == len(fields):
        yield Verdict.lacks(
            "programme.field",
            en=f"for {year}, of {listed(late)}",
            indonesian=f"untuk tahun {year}: {listed(late, 'id')}",
        )
    else:
        for each in late:
            yield Verdict.violated(
                each,
                f"has no programme for {year}, which other fields have",
                f"belum memiliki program tahun {year}, sedangkan bidang lain sudah",
            )
        if not late:
            yield Verdict.holds(
                f"{listed(fields)}, each with a programme for {year}",
                f"{listed(fields, 'id')}, masing-masing dengan program tahun {year}",
            )
