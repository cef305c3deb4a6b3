from collections.abc import Iterator

from bakohumas.audit._case import Case
from bakohumas.audit._examples import DAY, THREE, forum
from bakohumas.audit._found import ruled
from bakohumas.audit._proceedings import (
    ADJOURNMENTS,
    at_most,
    fate_of,
    floors,
    held,
    last_call,
    none_held,
    share,
    title,
)
from bakohumas.audit._rule import rule
from bakohumas.audit._sittings import TOPIC, called, seen
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted
from bakohumas.audit._worked import Setting, worked
from bakohumas.languages import listed, number
from bakohumas.meetings import Adjourned, Convened, Fate, Lapsed, Meeting, Record


def _waited(times: int) -> Meeting:
    """A meeting that was adjourned so often because one of three alone was there."""
    rules = ruled("meeting.adjournments", times)
    meeting = called(forum(rules=rules)).attend(THREE[0]).convene()
    for _ in range(times):
        meeting = meeting.adjourn().recall().convene()
    return meeting


def _lapsed(fate: Fate) -> Setting:
    """A matter for which the last call found no quorum."""
    rules = ruled("meeting.last_call", fate.value)
    meeting = called(forum(rules=rules)).attend(THREE[0])
    for _ in range(ADJOURNMENTS):
        meeting = meeting.adjourn().recall()
    return seen(meeting.lapse(TOPIC).close())


def _wanting(record: Record) -> list[Adjourned]:
    """How often a meeting was adjourned for want of a quorum."""
    return [each for each in record.steps if isinstance(each, Adjourned) and each.wanting]


@rule(
    "QRM-05",
    advice=(
        "Let the matters go as the charter says after the last adjournment.",
        "Selesaikan perkara sesuai piagam setelah penundaan terakhir.",
    ),
    holds=lambda: seen(_waited(2).close()),
    violated=lambda: seen(_waited(3).close()),
)
def adjourned_twice_at_most(case: Case) -> Iterator[Verdict]:
    """A meeting without a quorum was adjourned, and not more often than is allowed."""
    met, wanting, kept = held(case), 0, 0
    for record in met:
        who, when = title(record), record.on
        times = case.read("meeting.adjournments", len(_wanting(record)), who)
        most = at_most(case, "meeting.adjournments", ADJOURNMENTS, on=when)
        opened = [each.quorum.met for each in record.steps if isinstance(each, Convened)]
        wanting += bool(times) or False in opened
        if times > most:
            yield Verdict.violated(
                who,
                f"adjourned {counted(times, 'time')} for want of a quorum, {number(most)} allowed",
                f"ditunda {number(times, 'id')} kali karena tidak mencapai kuorum, paling banyak "
                f"{number(most, 'id')} kali",
                when=when,
            )
        elif not times and opened and not any(opened) and not record.decisions:
            yield Verdict.violated(
                who,
                "had no quorum, and was not adjourned",
                "tidak mencapai kuorum, dan tidak ditunda",
                when=when,
            )
        else:
            kept += bool(times) or False in opened
    if not met:
        yield none_held("meeting.adjournments")
    elif not wanting:
        yield Verdict.not_applicable(
            "no meeting on record was without a quorum",
            "tidak ada rapat tercatat yang tidak mencapai kuorum",
        )
    elif kept == wanting:
        yield Verdict.holds(
            f"{counted(kept, 'meeting')} without a quorum at first, none adjourned too often",
            f"{number(kept, 'id')} rapat semula tidak mencapai kuorum, tidak ada yang ditunda "
            "melampaui batas",
        )


@rule(
    "QRM-06",
    advice=(
        "Nothing needs to be done; announce the next call within that time.",
        "Tidak ada yang perlu dilakukan; umumkan panggilan berikutnya dalam jangka waktu itu.",
    ),
    permitted=lambda: worked(forum(rules=ruled("meeting.gap_least", 24)), on=DAY),
)
def how_long_adjourned(case: Case) -> Iterator[Verdict]:
    """The charter says how many hours an adjournment lasts, at least or at most."""
    words = {"least": ("at least", "paling singkat"), "most": ("at most", "paling lama")}
    laws = {each: case.laid_down(f"meeting.gap_{each}") for each in words}
    said = [(words[each], law) for each, law in laws.items() if law]
    case.read("meeting.adjournments", [str(law.value) for _, law in said])
    if said:
        yield Verdict.holds(
            listed([f"{en} {law.says()} hours by {law.cite()}" for (en, _), law in said]),
            listed(
                [f"{x} {law.says('id')} jam menurut {law.cite('id')}" for (_, x), law in said], "id"
            ),
        )
    else:
        yield Verdict.not_applicable(
            "the charter does not say how long an adjournment lasts",
            "piagam tidak mengatur lamanya penundaan",
        )


@rule(
    "QRM-07",
    advice=(
        "Let a grave matter fail, and hand any other to the leadership.",
        "Nyatakan gugur hal yang sangat penting, dan serahkan hal lain kepada pimpinan.",
    ),
    holds=lambda: _lapsed(Fate.LEADERSHIP),
    violated=lambda: _lapsed(Fate.FAILS),
)
def after_the_last_call(case: Case) -> Iterator[Verdict]:
    """What the last call found no quorum for went as the charter says, or as the norm does."""
    met, told = held(case), False
    for record in met:
        who, when = title(record), record.on
        missed = [
            step
            for step, floor in floors(record)
            if isinstance(step, Convened) and not step.quorum.met and last_call(case, record, floor)
        ]
        if record.lapsed or (missed and not record.decisions):
            case.read("meeting.adjournments", len(_wanting(record)), who)
        for each in record.lapsed:
            told = True
            yield _went(case, record, each)
        if missed and not record.lapsed and not record.decisions:
            told = True
            yield Verdict.lacks(
                "decision.class",
                who=who,
                when=when,
                en="the last call found no quorum, and what became of the matters is not on record",
                indonesian="panggilan terakhir tidak mencapai kuorum, dan kelanjutan perkaranya "
                "tidak tercatat",
            )
    if not met:
        yield none_held("meeting.adjournments", "decision.class")
    elif not told:
        yield Verdict.not_applicable(
            "no matter lapsed for want of a quorum",
            "tidak ada perkara yang batal diputuskan karena kuorum",
        )


def _went(case: Case, record: Record, each: Lapsed) -> Verdict:
    """Whether a matter went as it should."""
    law = fate_of(case, record, each.matter)
    case.read("decision.class", each.matter.value, each.subject)
    facts = (
        f"{each.matter.label()}, which {each.fate.label()}",
        f"{each.matter.label('id')}, yang {each.fate.label('id')}",
    )
    if law is None:
        return Verdict.undetermined(
            "the texts do not tell what follows the last call",
            "ketentuan tidak menunjukkan kelanjutan setelah panggilan terakhir",
            who=each.subject,
            when=record.on,
        )
    if each.fate.value == law.value:
        return Verdict.holds(*facts, who=each.subject, when=record.on)
    due = Fate(str(law.value))
    return Verdict.violated(
        each.subject,
        f"{facts[0]}; by {law.cite()} it {due.label()}",
        f"{facts[1]}; menurut {law.cite('id')} hal itu {due.label('id')}",
        when=record.on,
    )


@rule(
    "QRM-08",
    advice=(
        "Nothing needs to be done; name the lower quorum in the second call.",
        "Tidak ada yang perlu dilakukan; cantumkan kuorum yang lebih rendah pada panggilan kedua.",
    ),
    permitted=lambda: worked(forum(rules=ruled("meeting.second_call", ">= 1/3")), on=DAY),
)
def a_lower_second_call(case: Case) -> Iterator[Verdict]:
    """The charter has a lower quorum for a second call."""
    law = case.laid_down("meeting.second_call")
    lower, first = share(law), share(case.laid_down("meeting.quorum"))
    case.read("meeting.quorum", law and law.value)
    again = [
        title(record)
        for record in held(case)
        if any(isinstance(step, Convened) and step.call > 1 for step in record.steps)
    ]
    case.read("meeting.call", again)
    if law and lower and (first is None or lower.share < first.share):
        yield Verdict.holds(
            f"second call: {law.value} by {law.cite()}",
            f"panggilan kedua: {law.value} menurut {law.cite('id')}",
        )
    else:
        yield Verdict.not_applicable(
            "the charter has no lower quorum for a second call",
            "piagam tidak mengatur kuorum yang lebih rendah untuk panggilan kedua",
        )


@rule(
    "QRM-09",
    advice=(
        "Nothing needs to be done; put down who is present when the meeting goes on.",
        "Tidak ada yang perlu dilakukan; catat siapa yang hadir ketika rapat dilanjutkan.",
    ),
    permitted=lambda: worked(forum(rules=ruled("meeting.last_call", "present")), on=DAY),
)
def valid_with_those_present(case: Case) -> Iterator[Verdict]:
    """The charter lets those present decide at the last call."""
    law = case.laid_down("meeting.last_call")
    case.read("meeting.quorum", law and law.value)
    if law and law.value == Fate.PRESENT:
        times = at_most(case, "meeting.adjournments", ADJOURNMENTS, on=case.on)
        case.read("meeting.adjournments", times)
        yield Verdict.holds(
            f"after {counted(times, 'adjournment')} those present decide, by {law.cite()}",
            f"setelah {number(times, 'id')} kali penundaan diputuskan oleh yang hadir, menurut "
            f"{law.cite('id')}",
        )
    else:
        yield Verdict.not_applicable(
            "the charter does not let those present decide alone",
            "piagam tidak membolehkan yang hadir saja memutuskan",
        )


CHAPTER = (
    adjourned_twice_at_most,
    how_long_adjourned,
    after_the_last_call,
    a_lower_second_call,
    valid_with_those_present,
)
