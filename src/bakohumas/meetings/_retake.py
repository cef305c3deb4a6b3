from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import attrs

from bakohumas.bodies import Body
from bakohumas.elections import TieBreak
from bakohumas.errors import BakohumasError
from bakohumas.law import Charter
from bakohumas.meetings._acts import (
    Closed,
    Counted,
    Deadlocked,
    Deliberated,
    Filled,
    FollowedUp,
    Lapsed,
    Objected,
    Proceeded,
    TeamFormed,
    Voted,
)
from bakohumas.meetings._floor import Floor
from bakohumas.meetings._meeting import Meeting
from bakohumas.meetings._rebinding import rebound, versions
from bakohumas.meetings._record import Record
from bakohumas.meetings._steps import (
    Adjourned,
    Arrived,
    Called,
    Convened,
    Left,
    MandateGiven,
    Presided,
    ProxyGiven,
    Recalled,
    Step,
    Welcomed,
)

_Verb = Callable[[Meeting, Any], Meeting | Record]
_VERBS: Final[Mapping[type[Step], _Verb]] = {
    Arrived: lambda it, step: it.attend(*step.who, at=step.at),
    Left: lambda it, step: it.leave(*step.who, at=step.at),
    Welcomed: lambda it, step: it.welcome(*step.who, role=step.role, at=step.at),
    MandateGiven: lambda it, step: it.mandate(
        step.institution, step.representative, basis=step.basis, at=step.at
    ),
    ProxyGiven: lambda it, step: it.proxy(
        step.institution, step.holder, basis=step.basis, at=step.at
    ),
    Presided: lambda it, step: it.preside(step.who, temporary=step.temporary, at=step.at),
    Convened: lambda it, step: it.convene(at=step.at),
    Adjourned: lambda it, step: it.adjourn(reason=step.reason, until=step.until, at=step.at),
    Recalled: lambda it, step: it.recall(on=step.on, fresh=step.fresh, at=step.at),
    Proceeded: lambda it, step: it.proceed(
        step.item, note=step.note, accepted=step.accepted, at=step.at
    ),
    Deliberated: lambda it, step: it.deliberate(
        step.attempt.subject,
        step.attempt.proposal,
        objections=dict(step.attempt.objections),
        opinions=dict(step.attempt.opinions),
        matter=step.attempt.matter,
        at=step.at,
    ),
    Deadlocked: lambda it, step: it.deadlock(step.subject, reason=step.reason, at=step.at),
    Voted: lambda it, step: it.vote(
        step.vote.subject,
        step.vote.proposal,
        dict(step.vote.names) or step.vote.tally,
        matter=step.vote.matter,
        secret=step.vote.secret,
        persons=step.vote.persons,
        at=step.at,
    ),
    Counted: lambda it, step: it.elect(
        step.subject,
        step.result.profile,
        candidates=step.result.profile.candidates,
        method=step.result.method,
        seats=step.result.seats,
        ties=step.result.tiebreak,
        tellers=step.tellers,
        at=step.at,
    ),
    Filled: lambda it, step: it.elect(
        step.contested.contest, step.contested.free.profile, tellers=step.tellers, at=step.at
    ),
    Lapsed: lambda it, step: it.lapse(step.subject, matter=step.matter, at=step.at),
    FollowedUp: lambda it, step: it.follow_up(
        step.subject, who=step.who, what=step.what, by=step.by, at=step.at
    ),
    TeamFormed: lambda it, step: it.form_team(step.leader, step.members, due=step.due, at=step.at),
    Objected: lambda it, step: it.object(step.who, why=step.why, at=step.at),
    Closed: lambda it, step: it.close(at=step.at),
    Called: lambda it, _: it,
}
"""By which verb of a meeting each step is put down."""


def retaken(steps: tuple[Step, ...], charter: Charter, body: Body) -> Iterator[tuple[int, str]]:
    """What a meeting under that charter would have refused, or put down in other words.

    Every step is taken again by its verb, after those that the record holds before it, and a
    contest with what the register says. Each finding comes with the number of its step.
    """
    yield from ((1, said) for said in _called(steps[0], body))
    meeting = Meeting(charter, steps[:1], Floor.after_all(steps[:1]))
    for number, step in enumerate(steps[1:], start=2):
        try:
            again = _again(step, meeting, body)
        except (BakohumasError, TypeError, ValueError) as refusal:
            yield number, f"taken again it is refused: {refusal}"
        else:
            if again != step:
                yield number, f"taken again it is another: {', '.join(_unlike(step, again))}"
        meeting = attrs.evolve(
            meeting, steps=(*meeting.steps, step), floor=meeting.floor.after(step)
        )


def _called(call: Any, body: Body) -> Iterator[str]:  # noqa: ANN401 - the first step, a Called
    """What stands against the call, whoever is on its roll, as the body stood that day."""
    kept = {each.name: getattr(call, each.name) for each in attrs.fields(Called)}
    said = {name: kept[name] for name in kept if name not in {"at", "body", "roll", "charter"}}
    found: list[str] = []
    for there in (body, *versions(body, call.on)):
        try:
            again = Meeting.call(there, **said, record_date=call.roll.on).called
        except (BakohumasError, TypeError, ValueError) as refusal:
            found.append(f"taken again it is refused: {refusal}")
            continue
        again = attrs.evolve(
            again, body=call.body, roll=call.roll, charter=call.charter, at=call.at
        )
        if again == call:
            return
        found.append(f"taken again it is another: {', '.join(_unlike(call, again))}")
    yield found[0]


def _again(step: Step, meeting: Meeting, body: Body) -> Step:
    """What the meeting puts down where the same is done once more."""
    if isinstance(step, Counted) and _settled(step, meeting):
        done = meeting.settle(step.subject, _ties(step), witnesses=step.witnesses, at=step.at)
        return done.steps[-1]
    verb = _VERBS[type(step)]
    if not isinstance(step, Filled):
        return verb(meeting, step).steps[-1]
    days, found = dict.fromkeys((meeting.on, meeting.floor.day)), list[Step]()
    refused: Exception | None = None
    for contest in rebound(step.contested.contest, body, days):
        asked = attrs.evolve(step, contested=attrs.evolve(step.contested, contest=contest))
        try:
            found.append(verb(meeting, asked).steps[-1])
        except (BakohumasError, TypeError, ValueError) as refusal:
            refused = refused or refusal
            continue
        if found[-1] == step:
            return step
    if refused and not found:
        raise refused
    return min(found, key=lambda each: len(list(_unlike(step, each))))


def _settled(step: Counted, meeting: Meeting) -> bool:
    """Whether it goes on with a count that a tie has stopped, and is no new vote."""
    counts = [e for e in meeting.steps if isinstance(e, Counted) and e.subject == step.subject]
    if not counts or counts[-1].result.complete:
        return False
    same = counts[-1].result.profile == step.result.profile
    return bool(step.witnesses) or (same and _ties(counts[-1]) != _ties(step))


def _ties(step: Counted) -> TieBreak:
    return step.contested.contest.ties if isinstance(step, Filled) else step.result.tiebreak


def _unlike(step: Any, again: Any) -> Iterator[str]:  # noqa: ANN401 - of any class of step
    """Which fields of two steps are not the same; of a contest, which of its own."""
    if type(step) is not type(again):
        yield "nothing comes of it"
        return
    for name in (each.name for each in attrs.fields(type(step))):
        was, is_ = getattr(step, name), getattr(again, name)
        if was != is_ and name in {"contested", "contest"}:
            yield from (f"{name}, {each}" for each in _unlike(was, is_))
        elif was != is_:
            yield name
