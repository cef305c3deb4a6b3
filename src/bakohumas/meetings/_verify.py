from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product, zip_longest

import attrs

from bakohumas.bodies import Body
from bakohumas.errors import BakohumasError, expect
from bakohumas.languages import Lang
from bakohumas.meetings._acts import decided
from bakohumas.meetings._decisions import Decision
from bakohumas.meetings._floor import Floor
from bakohumas.meetings._minutes import minutes as written
from bakohumas.meetings._record import Record
from bakohumas.meetings._retake import retaken
from bakohumas.meetings._retrace import laws, retraced, unpaired, unreadable
from bakohumas.meetings._roll import Roll, enrolled
from bakohumas.meetings._steps import Called

_LANGS: tuple[Lang, ...] = "en", "id"
_SHOWN = 60


def verify(
    record: Record,
    *,
    digest: str | None = None,
    body: Body | None = None,
    minutes: str | None = None,
    names: Mapping[str, str] | None = None,
) -> tuple[str, ...]:
    """Take the steps of a record again, and name what differs.

    Roll, attendance, every quorum, votes, counts and decisions are derived from the steps.
    Whatever does not follow from the rest of the record is found. With the body, every step
    is taken again by the verb that puts it down, and every contest is held against the
    register and the charter of the day; one that :func:`contest` has not made rests on
    neither, and is named. What a record says once, and neither register nor charter knows
    (words for people to read, days and moments put down, what only those in the room saw,
    steps on which nothing rests), only the digest that was published tells apart.

    Args:
        record: The record as it was kept.
        digest: Its digest as it was published.
        body: The body that met: its register and its charter.
        minutes: The minutes as they were signed, in either language, plain or in Markdown.
        names: What the minutes print for an id, as in :func:`minutes`.

    Returns:
        One line a difference; none at all where everything agrees.

    Raises:
        TypeError: If *record* is no record.

    Examples:
        >>> import attrs
        >>> from datetime import date
        >>> from bakohumas.institutions import directory
        >>> from bakohumas.law import charter
        >>> from bakohumas.meetings import Meeting
        >>> on = date(2015, 11, 2)
        >>> body = Body.found("nasional", charter=charter("national"), on=on, basis="invented")
        >>> body = body.admit(directory(on=on)["bps"], on=on, basis="invented")
        >>> meeting = Meeting.call(body, on=on, place="Jakarta", basis="letter (invented)")
        >>> record = meeting.attend("bps").deliberate("Forum", "in Bogor").close()
        >>> verify(record, digest=record.digest, body=body)
        ()
        >>> verify(attrs.evolve(record, attendance=()))
        ("attendance: kept (), derived again ('bps',)",)
    """
    expect(record, Record, what="the record of the meeting")
    found = []
    if digest not in {None, record.digest}:
        found.append(f"digest: published {digest}, computed again {record.digest}")
    subjects = [each.subject for each in record.decisions]
    lists = {"roll": record.roll, "attendance": record.attendance, "decisions": subjects}
    found += [
        f"{name}: {each} stands there {times} times"
        for name, entries in lists.items()
        for each, times in Counter(entries).items()
        if times > 1
    ]
    call = record.steps[0] if record.steps else None
    if not isinstance(call, Called):
        return (*found, "steps: the first one did not call the meeting")
    held = record.steps, record.decisions
    if unread := (*unreadable(*held), *unpaired(*held)):
        return (*found, *unread)
    floor, wrong = retraced(record.steps)
    found += [*wrong, *_head(record, call, floor)]
    again = decided(record.steps)
    for kept, derived in zip_longest(record.decisions, again):
        found += _decision(kept, derived)
    if body is not None:
        found += _against(record, call, body, [each.partition(",")[0] for each in found])
    if minutes is not None:
        found += _paper(record, minutes, names)
    return tuple(found)


def _differs(name: str, kept: object, derived: object) -> Iterator[str]:
    if kept != derived:
        was, again = (_short(kept), _short(derived))
        yield f"{name}: kept {was}, derived again {again}"


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _head(record: Record, call: Called, floor: Floor) -> Iterator[str]:
    for name in ("body", "kind", "on", "place", "basis"):
        yield from _differs(name, getattr(record, name), getattr(call, name))
    yield from _differs("presiding", record.presiding, floor.presiding)
    yield from _differs("roll", record.roll, call.roll.voters)
    yield from _differs("attendance", record.attendance, tuple(sorted(floor.signed)))
    if floor.absent:
        yield f"presiding: {floor.absent} is on the roll, and never signed the attendance list"
    for each in record.attendance:
        if each not in record.roll:
            yield f"attendance: {each} is not on the roll"


def _decision(kept: Decision | None, derived: Decision | None) -> Iterator[str]:
    there = kept or derived
    subject = there.subject if there else ""
    if kept is None or derived is None:
        missing = "no step decided it" if derived is None else "it is missing among the decisions"
        yield f"{subject}: {missing}"
        return
    for name in (field.name for field in attrs.fields(Decision)):
        yield from _differs(f"{subject}, {name}", getattr(kept, name), getattr(derived, name))


def _against(record: Record, call: Called, body: Body, wrong: list[str]) -> Iterator[str]:
    yield from _differs("body", record.body, body.id)
    try:
        roll = enrolled(body, call.kind, on=call.on, record_date=call.roll.on)
        charter = body.on(call.on).charter
    except BakohumasError as refusal:
        yield f"roll: {refusal}"
        return
    for name in (field.name for field in attrs.fields(Roll)):
        kept, derived = getattr(call.roll, name), getattr(roll, name)
        yield from _differs(f"roll, {name}", kept, derived)
    yield from _differs("charter", call.charter, str(charter))
    unlawful = list(laws(record.steps, charter))
    yield from unlawful
    told = {*wrong, *(each.partition(",")[0] for each in unlawful)}
    for number, said in retaken(record.steps, charter, body):
        if f"step {number}" not in told:
            yield f"step {number}, {type(record.steps[number - 1]).__name__}: {said}"


def _paper(record: Record, text: str, names: Mapping[str, str] | None) -> Iterator[str]:
    papers = [
        written(record, lang, markdown=markdown, names=names).splitlines()
        for lang, markdown in product(_LANGS, (False, True))
    ]
    kept = text.splitlines()
    if kept in papers:
        return
    nearest = max(papers, key=lambda lines: len(set(lines) & set(kept)))
    for number, (was, is_) in enumerate(zip_longest(kept, nearest, fillvalue=""), start=1):
        if was != is_:
            yield f"minutes, line {number}: kept {was!r}, derived again {is_!r}"
