from collections.abc import Iterable, Iterator
from typing import Any, Final

import attrs

from bakohumas import elections
from bakohumas.errors import BakohumasError, FormatError
from bakohumas.law import Charter, Threshold
from bakohumas.meetings._acts import Closed, Counted, Deliberated, Filled, Lapsed, Voted
from bakohumas.meetings._decisions import Decision, Tally, Vote
from bakohumas.meetings._floor import Floor
from bakohumas.meetings._kinds import Base, Choice, Fate, Matter
from bakohumas.meetings._quorum import Quorum, adjournments, majority, quorum_law
from bakohumas.meetings._steps import (
    Adjourned,
    Arrived,
    Called,
    Convened,
    Left,
    ProxyGiven,
    Recalled,
    Step,
    Welcomed,
)

_PAIR: Final = 2
Counting = Convened | Adjourned | Deliberated | Voted | Counted | Lapsed
"""Steps that put a quorum down."""


def retraced(steps: tuple[Step, ...]) -> tuple[Floor, list[str]]:
    """Where the steps lead, and what could not have happened as they say."""
    floor, wrong = Floor.after_all(steps[:1]), []
    for number, step in enumerate(steps[1:], start=2):
        wrong += [f"step {number}, {_title(step)}: {each}" for each in _step(step, floor)]
        floor = floor.after(step)
    closings = sum(isinstance(each, Closed) for each in steps)
    if closings != 1 or not isinstance(steps[-1], Closed):
        wrong.append("steps: the last one, and no other, closes the meeting")
    return floor, wrong


def unreadable(steps: tuple[Step, ...], decisions: tuple[Decision, ...]) -> Iterator[str]:
    """Which rules that a record holds cannot be read, so that nothing can be derived from it."""
    held = [each.quorum.law for each in steps if isinstance(each, Counting)]
    held += [each.vote.law for each in steps if isinstance(each, Voted)]
    held += [each.quorum.law for each in decisions]
    held += [each.vote.law for each in decisions if each.vote]
    for law in dict.fromkeys(held):
        try:
            Threshold.parse(str(law.value))
        except FormatError as slip:
            if law.value != Fate.PRESENT:
                yield f"{law.key}: {slip}"


def unpaired(steps: tuple[Step, ...], decisions: tuple[Decision, ...]) -> Iterator[str]:
    """Which pairs that a record holds are none, so that nobody knows who said or got what."""
    tries = [each.attempt for each in steps if isinstance(each, Deliberated)]
    votes = [each.vote for each in steps if isinstance(each, Voted)]
    counts = [each.result for each in (*steps, *decisions) if isinstance(each, Counted | Decision)]
    said = [(each.subject, each.objections + each.opinions) for each in tries]
    said += [(each.subject, each.names) for each in votes]
    ties = [stage.tie for each in counts if each for stage in each.stages if stage.tie]
    held: list[tuple[str, tuple[Any, ...]]] = [*said, *((f"tie {t.stage}", t.steps) for t in ties)]
    odd = [(what, each) for what, pairs in held for each in pairs if len(each) != _PAIR]
    yield from (f"{what}: {each} is no pair" for what, each in odd)
    if not odd:
        known = {each.value for each in Choice}
        names = [(vote.subject, name) for vote in votes for name in vote.names]
        yield from (f"{of}: {who} voted {how!r}" for of, (who, how) in names if how not in known)


def laws(steps: tuple[Step, ...], charter: Charter) -> Iterator[str]:
    """Which quorums and majorities rest on another provision than the charter of the day has."""
    floor = Floor.after_all(steps[:1])
    on, most = floor.day, adjournments(charter, on=floor.day)
    for number, step in enumerate(steps[1:], start=2):
        if isinstance(step, Counting):
            last = most is not None and floor.wanting >= int(str(most.value))
            matter = _matter(step)
            law = quorum_law(charter, on=on, call=floor.call, last=last, matter=matter)
            if step.quorum.law != law:
                yield (
                    f"step {number}, {_title(step)}: the quorum rests on {step.quorum.basis}, "
                    f"the charter on {law.basis}"
                )
        if isinstance(step, Voted):
            share, base = majority(charter, on=on, matter=step.vote.matter)
            if (step.vote.law, step.vote.base) != (share, base):
                yield (
                    f"step {number}, {_title(step)}: the majority is of {step.vote.base.label()} "
                    f"by {step.vote.law.basis}, in the charter of {base.label()} by {share.basis}"
                )
        floor = floor.after(step)


def _title(step: Step) -> str:
    return type(step).__name__


def _matter(step: Step) -> Matter:
    match step:
        case Deliberated(attempt=attempt):
            return attempt.matter
        case Voted(vote=vote):
            return vote.matter
        case Lapsed(matter=matter):
            return matter
        case _:
            return Matter.ORDINARY


def _step(step: Step, floor: Floor) -> Iterator[str]:
    if step.at and floor.now and step.at < floor.now:
        yield f"{step.at} comes after {floor.now}"
    if not floor.sitting and not isinstance(step, Recalled | Closed):
        yield "the meeting was adjourned"
    if isinstance(step, Counting):
        yield from _quorum(step.quorum, floor, _matter(step))
        yield from _as_it_stood(step, floor)
    yield from _people(step, floor)
    yield from _words(step, floor)


def _people(step: Step, floor: Floor) -> Iterator[str]:
    match step:
        case Called():
            yield "the meeting was called before"
        case Arrived(who=who):
            yield from _each(who, floor.roll.voters, "is not on the roll")
            yield from _each(who, floor.here, "had signed before", inside=False)
        case Left(who=who):
            yield from _each(who, floor.here, "was not there")
        case Welcomed(who=who):
            yield from _each(who, floor.roll.voters, "is on the roll", inside=False)
        case ProxyGiven(institution=giver, holder=holder):
            yield from _each([giver], floor.roll.voters, "is not on the roll")
            yield from _each([giver], floor.here, "was there itself", inside=False)
            yield from _each([holder], floor.here, "was not there")
        case Recalled(call=call, on=on):
            checks = (
                (floor.sitting, "the meeting was not adjourned"),
                (call != 1 + floor.wanting, f"it was call {1 + floor.wanting}, not {call}"),
                (on < floor.day, f"{on} lies before {floor.day}"),
            )
            yield from (said for wrong, said in checks if wrong)
        case _:
            pass


def _words(step: Step, floor: Floor) -> Iterator[str]:
    match step:
        case Deliberated(attempt=attempt):
            objectors = [who for who, _ in attempt.objections]
            may = floor.may_vote(attempt.matter)
            yield from _each(objectors, may, "objected and may not vote on it, or was not present")
            speakers = [who for who, _ in attempt.opinions]
            yield from _each(speakers, dict(floor.others), "spoke and was not welcomed")
        case Voted(vote=vote):
            yield from _vote(vote, floor)
        case Counted(result=result):
            yield from elections.verify(result)
            if result.profile.cast > len(floor.present):
                yield "more ballots than institutions present"
            yield from _each(
                result.profile.candidates, floor.roll.voters, "stood and is not on the roll"
            )
            if isinstance(step, Filled):
                yield from _contested(step)
        case _:
            pass


def _contested(step: Filled) -> Iterator[str]:
    """Whether the rules of the contest come to what was kept, once they are asked again."""
    kept = step.contested
    if step.result != kept.result:
        yield "the count is not the one of the contest"
    try:
        again = kept.contest.count(kept.free.profile)
    except (BakohumasError, ValueError) as refusal:
        yield f"the contest: {refusal}"
        return
    for name in (field.name for field in attrs.fields(elections.Contested)):
        if getattr(kept, name) != getattr(again, name):
            yield f"the contest, {name}: it comes to another one when it is counted again"


def _each(
    who: Iterable[str], among: Iterable[str], what: str, *, inside: bool = True
) -> Iterator[str]:
    those = frozenset(among)
    yield from (f"{each} {what}" for each in who if (each in those) is not inside)


def _quorum(quorum: Quorum, floor: Floor, matter: Matter) -> Iterator[str]:
    of, here = floor.electorate(matter), len(floor.may_vote(matter))
    if (quorum.base, quorum.present) != (of, here):
        yield f"the quorum counts {quorum.present} of {quorum.base}, the lists {here} of {of}"


def _as_it_stood(step: Counting, floor: Floor) -> Iterator[str]:
    met = step.quorum.met
    match step:
        case Convened(call=call) if call != floor.call:
            yield f"it was call {floor.call}, not {call}"
        case Adjourned(wanting=wanting) if wanting is met:
            yield f"the quorum was {'met' if met else 'not met'}"
        case Lapsed() if met:
            yield "the quorum was met"
        case Deliberated() | Voted() | Counted() if not met:
            yield "decided without a quorum"
        case _:
            pass


def _vote(vote: Vote, floor: Floor) -> Iterator[str]:
    here = floor.may_vote(vote.matter)
    if vote.tally.cast > len(here):
        yield "more votes than institutions present"
    yield from _each([who for who, _ in vote.names], here, "voted and may not, or was not present")
    if vote.names and Tally.of(dict(vote.names)) != vote.tally:
        yield "the votes by name come to another tally"
    if vote.names and vote.secret:
        yield "a secret vote says who voted how"
    of = {
        Base.VALID: vote.tally.valid,
        Base.CAST: vote.tally.cast,
        Base.PRESENT: len(here),
        Base.MEMBERS: floor.electorate(vote.matter),
    }[vote.base]
    if vote.of != of:
        yield f"the majority is of {of}, not of {vote.of}"
