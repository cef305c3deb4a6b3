"""Every single change of a record, by a walk of its fields that knows none of them."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction
from typing import Any

import attrs

from bakohumas.errors import BakohumasError
from bakohumas.meetings import Record

Change = tuple[str, Any]
"""Where something was changed, such as ``steps[3].quorum.base +1``, and the whole with it."""


def tampered(value: Any, where: str = "") -> Iterator[Change]:  # noqa: ANN401 - whatever a record holds
    """The same value with one thing changed, once for every thing that can be.

    Every number by 1, every text by a letter, every day by one, every flag and every word of a
    closed list by another; every entry of a list or a mapping left out, put twice or swapped
    with the next; everything that may be missing left out. What its own class refuses is no
    change, and neither is what comes to the same value.
    """
    match value:
        case None:
            return
        case bool() | Enum() | int() | Fraction() | str() | bytes() | date():
            yield from ((f"{where} {how}", other) for how, other in _of_one(value))
        case tuple():
            yield from _of_many(value, where)
        case Mapping():
            yield from _of_pairs(value, where)
        case _ if attrs.has(type(value)):
            yield from _of_fields(value, where)
        case _:
            msg = f"nothing says how to change {value!r} at {where}"
            raise TypeError(msg)


def _of_one(value: Any) -> Iterator[Change]:  # noqa: ANN401 - what has no parts
    match value:
        case bool():
            yield "flipped", not value
        case Enum():
            yield from ((each.name, each) for each in type(value) if each != value)
        case int() | Fraction():
            yield from (("+1", value + 1), ("-1", value - 1))
        case date():
            yield from (("+1 day", value + timedelta(1)), ("-1 day", value - timedelta(1)))
        case bytes():
            yield "reversed", value[::-1]
        case _:
            yield "suffix", f"{value}x"


def _of_many(value: tuple[Any, ...], where: str) -> Iterator[Change]:
    for n, each in enumerate(value):
        before, after = value[:n], value[n + 1 :]
        yield f"{where}[{n}] left out", (*before, *after)
        yield f"{where}[{n}] twice", (*before, each, each, *after)
        if after:
            yield f"{where}[{n}] swapped", (*before, after[0], each, *after[1:])
        for path, other in tampered(each, f"{where}[{n}]"):
            yield path, (*before, other, *after)


def _of_pairs(value: Mapping[Any, Any], where: str) -> Iterator[Change]:
    for n, (key, held) in enumerate(value.items()):
        rest = {k: v for k, v in value.items() if k != key}
        yield f"{where}{{{n}}} left out", rest
        yield from ((f"{path} as key", {**rest, new: held}) for path, new in tampered(key, where))
        yield from ((path, {**value, key: new}) for path, new in tampered(held, where))


def _of_fields(value: Any, where: str) -> Iterator[Change]:  # noqa: ANN401 - of any class
    for field in attrs.fields(type(value)):
        if not field.init:
            continue
        held, path = getattr(value, field.name), f"{where}.{field.name}".lstrip(".")
        others = list(tampered(held, path))
        if held is not None and "None" in str(field.type):
            others.append((f"{path} None", None))
        for said, other in others:
            try:
                new = attrs.evolve(value, **{field.alias: other})
            except (BakohumasError, TypeError, ValueError):
                continue
            if new != value:
                yield said, new


FREE: Mapping[str, tuple[str, ...]] = {
    "words and names that the record says once, for people to read": (
        *("Called.agenda", "Called.convener", "Called.host", "Called.link", "Called.number"),
        *("Called.opener", "Called.presiding", "Called.reason", "Called.speakers", "Called.zone"),
        *("Adjourned.reason", "Deadlocked.reason", "Objected.why", "Proceeded.note"),
        *("MandateGiven.representative", "MandateGiven.basis", "ProxyGiven.basis"),
        *("FollowedUp.who", "FollowedUp.what", "TeamFormed.members", "Presided.who"),
        *("Counted.tellers", "Counted.witnesses", "Filled.tellers", "Filled.witnesses"),
    ),
    "days that somebody named, within what the charter allows": (
        *("Called.invited", "Called.roll.on", "Adjourned.until", "FollowedUp.by", "TeamFormed.due"),
    ),
    "what only those in the room saw, and nothing was decided by": (
        *("Called.mode", "Proceeded.accepted", "Presided.temporary", "Welcomed.role"),
        *("Voted.vote.proposal", "Voted.vote.tally", "Voted.vote.matter", "Voted.vote.persons"),
        *("Lapsed.subject", "Lapsed.matter"),
    ),
    "what was agreed on before an election, and changed nothing in it": (
        *("Counted.result.tiebreak", "Filled.contested.contest.office.willing"),
        *(
            "Filled.contested.contest.office.titles",
            "Filled.contested.contest.candidates.supporters",
        ),
    ),
}
"""What nothing else in a record, its body or its charter tells, and why: the digest alone does."""

_APART = frozenset({"Convened", "FollowedUp", "Lapsed", "MandateGiven", "Presided", "Voted"})
LOOSE: Mapping[str, frozenset[str]] = {
    "left out": _APART | {"Objected", "TeamFormed"},
    "swapped": _APART | {"Arrived", "Counted", "Deliberated", "Filled", "ProxyGiven"},
    "twice": frozenset({"Counted", "Voted"}),
}
"""Steps without which, before whose neighbour or twice which the meeting is as possible: no
decision rests on them, or it comes to the same in either order."""


def excused(record: Record, where: str) -> bool:
    """Whether a change is one of those that only the digest tells."""
    found = re.fullmatch(r"steps\[(\d+)\](\S*) (.+)", where)
    if not found:
        return False
    number, path, how = found.groups()
    kind, field = type(record.steps[int(number)]).__name__, re.sub(r"\[\d+\]", "", path)
    if not path:
        return kind in LOOSE[how]
    if (field, how) == (".at", "None"):
        return True  # a moment that nobody wrote down is none that is wrong
    return any(f"{kind}{field}" == each or f"{kind}{field}".startswith(f"{each}.") for each in _ALL)


_ALL = [each for fields in FREE.values() for each in fields]
