"""What the rules on meetings, quorums, decisions and elections share: how a record is read."""

from collections.abc import Iterator
from datetime import date

from bakohumas.audit._case import Case
from bakohumas.audit._verdict import Verdict
from bakohumas.law import Provision, Silence, Threshold, norm
from bakohumas.meetings import (
    Called,
    Counted,
    Deliberated,
    Fate,
    Floor,
    Kind,
    Matter,
    Record,
    Step,
    Voted,
)
from bakohumas.periods import Period

UNRECORDED = (
    "no record of a meeting was put before the audit",
    "tidak ada berita acara rapat yang diajukan",
)
NOT_SEEN = Verdict.not_applicable(*UNRECORDED)
STEPLESS = (
    "the record does not hold the steps of the meeting",
    "berita acara tidak memuat jalannya rapat",
)
ASSEMBLIES = Kind.MEMBERS, Kind.EXTRAORDINARY
"""The kinds of members' meetings."""
ADJOURNMENTS = 2
"""How often a meeting is adjourned for want of a quorum where the charter is silent (QRM-05)."""


def held(case: Case, *kinds: Kind) -> list[Record]:
    """The records of this body's meetings by the day, of those kinds, in order."""
    records = (
        each
        for each in case.of(Record)
        if case.covers(each.body, each.on) and (not kinds or each.kind in kinds)
    )
    return sorted(records, key=lambda each: (each.on, title(each)))


def title(record: Record) -> str:
    """By what a reader knows a record: the number of its minutes, or the start of its digest."""
    number = record.called.number if record.called else ""
    return number or record.digest[:12]


def none_held(*keys: str) -> Verdict:
    """That no record of a meeting was put before the audit, and what that leaves open."""
    return Verdict.lacks(*keys, en=UNRECORDED[0], indonesian=UNRECORDED[1])


def stepless(*keys: str, record: Record) -> Verdict:
    """That a record does not hold the steps from which something would be seen."""
    who, when = title(record), record.on
    return Verdict.lacks(*keys, who=who, when=when, en=STEPLESS[0], indonesian=STEPLESS[1])


def floors(record: Record) -> Iterator[tuple[Step, Floor]]:
    """Each step after the call, with where the meeting stood before it."""
    if not record.steps or not isinstance(record.steps[0], Called):
        return
    floor = Floor.after_all(record.steps[:1])
    for step in record.steps[1:]:
        yield step, floor
        floor = floor.after(step)


def subject_of(step: Step) -> str:
    """What a step that may decide is about; empty for any other step."""
    match step:
        case Deliberated(attempt=attempt):
            return attempt.subject
        case Voted(vote=vote):
            return vote.subject
        case Counted(subject=subject):
            return subject
        case _:
            return ""


def floor_at(record: Record, subject: str) -> Floor | None:
    """Where a meeting stood when it last dealt with a subject; ``None`` if no step tells."""
    found = [floor for step, floor in floors(record) if subject_of(step) == subject]
    return found[-1] if found else None


def share(law: Provision | None) -> Threshold | None:
    """The threshold that a provision lays down."""
    return Threshold.parse(str(law.value)) if law else None


def counts(case: Case) -> list[tuple[Record, Counted, Floor | None]]:
    """Every count of ballots, with its record and where the meeting stood.

    A record without steps shows the counts of its decisions alone.
    """
    found: list[tuple[Record, Counted, Floor | None]] = []
    for record in held(case):
        seen = list(floors(record))
        found += [(record, step, floor) for step, floor in seen if isinstance(step, Counted)]
        found += [
            (record, Counted(each.subject, each.result, each.quorum), None)
            for each in record.decisions
            if each.result and not seen
        ]
    return found


def seats_of(case: Case, on: date) -> set[str]:
    """Titles of the board's seats on a day."""
    return set(case.body.on(max(on, case.body.opened)).titles)


def at_most(case: Case, key: str, usual: int, *, on: date) -> int:
    """The number that the charter of a day lays down, or the usual one."""
    law = case.laid_down(key, on=on)
    return law.value if law and type(law.value) is int else usual


def ruling(case: Case, key: str, value: str, of: str, *, on: date) -> Provision | None:
    """What the charter of a day lays down, or what a norm says where the charter is silent.

    Args:
        case: The case.
        key: What is asked.
        value: What the norm says of it.
        of: Id of the norm.
        on: The day.

    Returns:
        ``None`` where the texts conflict, were not read or are weaker than was asked for.
    """
    law, rules = case.laid_down(key, on=on), case.body.charter(on=on)
    if law is None and isinstance(rules.ask(key, on=on, weakest=case.weakest), Silence):
        text = norm(of)
        return Provision(
            *(key, value, Period(None), text.citation, text.grade), analogy=text.analogy
        )
    return law


def fate_of(case: Case, record: Record, matter: Matter) -> Provision | None:
    """What follows where the last call finds no quorum (QRM-07)."""
    grave = matter is Matter.GRAVE
    if grave and (own := case.laid_down("meeting.last_call_grave", on=record.on)):
        return own
    usual = Fate.FAILS if grave else Fate.LEADERSHIP
    return ruling(case, "meeting.last_call", usual.value, "QRM-07", on=record.on)


def last_call(case: Case, record: Record, floor: Floor) -> bool:
    """Whether no further adjournment for want of a quorum is left."""
    return floor.wanting >= at_most(case, "meeting.adjournments", ADJOURNMENTS, on=record.on)


def quorum_law(case: Case, record: Record, floor: Floor, matter: Matter) -> Provision | None:
    """How many are enough at that call and for that matter, as the charter has it."""
    own = f"meeting.quorum_{matter}"
    if matter.strategic and (law := case.laid_down(own, on=record.on)):
        return law
    if last_call(case, record, floor):
        fate = fate_of(case, record, matter)
        if fate and fate.value == Fate.PRESENT:
            return fate
    if floor.call > 1 and (lower := case.laid_down("meeting.second_call", on=record.on)):
        return lower
    return ruling(case, "meeting.quorum", "> 1/2", "QRM-01", on=record.on)
