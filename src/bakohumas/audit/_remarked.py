"""What a programme, a task force, a forum or a newsroom itself says is missing, as verdicts."""

from collections.abc import Iterable, Iterator

import attrs

from bakohumas.audit._case import Case
from bakohumas.audit._verdict import Verdict
from bakohumas.content import Gap, Newsroom
from bakohumas.law import Scope, norm
from bakohumas.programmes import Programme, Remark, TaskForce, ThematicForum


def programmes(case: Case) -> tuple[Programme, ...]:
    """The programmes put before the audit, each with what had happened by its day."""
    return tuple(
        attrs.evolve(each, events=tuple(event for event in each.events if event.on <= case.on))
        for each in case.of(Programme)
    )


def remarked(
    case: Case, one: Programme | TaskForce | ThematicForum, rule: str
) -> tuple[Remark, ...]:
    """What a record itself remarks on by the day of the audit, under one rule."""
    return tuple(each for each in one.remarks(case.on) if each.rule == rule)


def bound(one: Programme, law: str) -> bool:
    """Whether a rule speaks of programmes under such a charter; if not, it draws no remark."""
    return one.charter.scope is Scope.EVERY or norm(law).scope.covers(one.charter.scope)


def unbound(one: Programme) -> Verdict:
    """That a rule does not speak of programmes under such a charter."""
    en, indonesian = one.charter.scope.label(), one.charter.scope.label("id")
    return Verdict.not_applicable(
        f"the charter of {one.id} governs {en}", f"piagam {one.id} mengatur {indonesian}"
    )


def broken(remarks: Iterable[Remark], record: str) -> Iterator[Verdict]:
    """That a rule is broken, as a record remarks; who is not the record is named with it."""
    for each in remarks:
        en, indonesian = each.because
        if each.who not in {"", record}:
            en, indonesian = f"in {record}: {en}", f"dalam {record}: {indonesian}"
        yield Verdict.violated(each.who or record, en, indonesian, when=each.when)


def lacking(gaps: Iterable[Gap], rule: str) -> Iterator[Verdict]:
    """That a rule is broken, by the gaps found under it."""
    for each in gaps:
        if each.rule == rule:
            yield Verdict.violated(each.who, *each.because)


def no_programme(*keys: str) -> Verdict:
    """That no programme was put before the audit."""
    return Verdict.lacks(
        *keys,
        en="no programme was put before the audit",
        indonesian="tidak ada program yang diajukan",
    )


def messages_told(case: Case) -> list[tuple[Newsroom, str]]:
    """The key messages of which a version was in force by the day, each with its newsroom."""
    return [
        (room, name)
        for room in case.of(Newsroom)
        for name in room.messages.ids
        if room.messages.of(name)[0].on <= case.on
    ]
