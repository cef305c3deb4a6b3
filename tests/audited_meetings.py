from datetime import date
from typing import Any

import attrs

import audited
from audited import DAY
from bakohumas.audit import Finding, Status
from bakohumas.bodies import Body
from bakohumas.institutions import Institution
from bakohumas.law import Charter, Citation, Grade, Provision, charter
from bakohumas.meetings import Meeting, Record, Step
from bakohumas.periods import Period

THREE = ("contoh-a", "contoh-b", "contoh-c")
CHAIR, SECRETARY = "Ketua Umum", "Sekretaris"
NATIONAL = charter("national")


def ruled(key: str, value: Any, base: Charter = NATIONAL) -> Charter:  # noqa: ANN401 - a value of a provision
    """A charter with one invented provision over it."""
    text = Citation("SK 2/2015 (invented)")
    return base.override(Provision(key, value, Period(None), text, Grade.C))


def without(*keys: str) -> Charter:
    """The national charter, silent on these."""
    kept = tuple(each for each in NATIONAL.provisions if each.key not in keys)
    return Charter("silent", ("silent", "diam"), kept)


def forum(rules: Charter = NATIONAL, members: tuple[str, ...] = THREE) -> Body:
    """An invented body with its members."""
    body = Body.found("contoh", charter=rules, on=DAY, basis="SK 1/2015 (invented)")
    offices = [Institution(id_, id_.title(), "ministry", invented=True) for id_ in members]
    return body.admit(*offices, on=DAY, basis="SK 1/2015 (invented)")


def met(body: Body | None = None, **details: Any) -> Meeting:  # noqa: ANN401 - what an invitation says
    """A meeting with everybody there."""
    there = body or forum()
    meeting = Meeting.call(there, **{"on": DAY, "place": "Jakarta", "basis": "undangan", **details})
    return meeting.attend(*meeting.roll)


def altered(record: Record, kind: type[Step], **changes: Any) -> Record:  # noqa: ANN401 - any field
    """A record of which every step of a kind says something else."""
    steps = (attrs.evolve(s, **changes) if isinstance(s, kind) else s for s in record.steps)
    return attrs.evolve(record, steps=tuple(steps))


def bare(record: Record) -> Record:
    """A record as a list of decisions alone: nobody kept the steps."""
    return attrs.evolve(record, steps=())


def judged(
    rule: str, *records: object, body: Body | None = None, on: date | None = None
) -> tuple[Finding, ...]:
    """What one rule finds, on the latest day of a meeting; the two languages differ."""
    days = [each.on for each in records if isinstance(each, Record)]
    found = audited.judged(rule, body or forum(), *records, on=on or max(days, default=DAY))
    assert all(english != indonesian for english, indonesian in (f.because for f in found))
    return found


def statuses(rule: str, *records: object, **case: Any) -> list[Status]:  # noqa: ANN401 - a case
    """The status of each finding of one rule."""
    return [each.status for each in judged(rule, *records, **case)]
