from collections.abc import Iterator
from typing import cast

from bakohumas.languages import listed
from bakohumas.law import Charter, Norm, Scope
from bakohumas.programmes._briefings import (
    FrameAgreed,
    Published,
    ResultsEvaluated,
    StrategyWritten,
)
from bakohumas.programmes._events import MOST, Begun, Event, StageHeld
from bakohumas.programmes._progress import division, informed, passed_over, reached, version
from bakohumas.programmes._remarks import Remark
from bakohumas.programmes._stages import PUBLIC, STAGES, Stage
from bakohumas.programmes._talks import talks, threshold

History = tuple[Event, ...]


def shortcomings(events: History, rules: Charter) -> tuple[Remark, ...]:
    """What is missing or out of order in these events, by the rules that speak of such a body."""
    found = (
        *_skipped(events, rules),
        *_decided(events),
        *_published(events, rules),
        *_framed(events),
        *_strategies(events),
        *_evaluated(events),
    )
    return tuple(each for each in found if _concerns(each, rules))


def _concerns(remark: Remark, rules: Charter) -> bool:
    scope = cast("Norm", remark.norm).scope
    return rules.scope is Scope.EVERY or scope.covers(rules.scope)


def _begun(events: History) -> Begun:
    return cast("Begun", events[0])


def _skipped(events: History, rules: Charter) -> Iterator[Remark]:
    for stage in passed_over(events, rules):
        words = f"{stage.label()} left out", f"{stage.label('id')} dilewati"
        yield Remark(STAGES[stage].rule, words)


def _decided(events: History) -> Iterator[Remark]:
    makers: set[str] = set()
    for event in events:
        match event:
            case StageHeld(stage=Stage.FGD, decision_makers=present):
                makers.update(present)
                if not present:
                    yield Remark(
                        "TSK-01",
                        ("an FGD without decision makers", "FGD tanpa pengambil keputusan"),
                        when=event.on,
                    )
            case StageHeld(stage=Stage.DECISION, by=deciders):
                if makers and makers.isdisjoint(deciders):
                    yield Remark(
                        "TSK-01",
                        (
                            f"decided by {listed(deciders)}, none of the decision makers",
                            f"diputuskan {listed(deciders, 'id')}, bukan para pengambil keputusan",
                        ),
                        when=event.on,
                    )
            case _:
                pass


def _published(events: History, rules: Charter) -> Iterator[Remark]:
    for count, event in enumerate(events):
        before = events[:count]
        newest = version(before)
        match event:
            case StageHeld(stage=stage) if stage in PUBLIC:
                yield from _unknowing(before, event, newest)
            case Published(version=number):
                yield from _unknowing(before, event, number)
                if number < newest:
                    yield Remark(
                        "TSK-04",
                        (
                            f"published on version {number} after version {newest} was given out",
                            f"terbit dengan versi {number} setelah versi {newest} dibagikan",
                        ),
                        when=event.on,
                    )
            case _:
                continue
        agreement = talks(before, rules).agreement
        if agreement.missing and not agreement.ratified(threshold(rules, event.on)):
            yield Remark(
                "TSK-03",
                (
                    f"published before {listed(agreement.missing, most=MOST)} agreed",
                    f"terbit sebelum {listed(agreement.missing, 'id', most=MOST)} setuju",
                ),
                when=event.on,
            )


def _unknowing(before: History, event: Event, number: int) -> Iterator[Remark]:
    """Whoever holds a task and had not confirmed the version that was published."""
    held = division(before)
    known = informed(before, number) | ({_begun(before).initiator} if number else set())
    late = [agency for agency in (held.shares if held else ()) if agency not in known]
    if late:
        who, siapa = (listed(late, lang, most=MOST) for lang in ("en", "id"))
        yield Remark(
            "TSK-04",
            (
                f"published before {who} confirmed version {number} of the base information",
                f"terbit sebelum {siapa} mengonfirmasi informasi dasar versi {number}",
            )
            if number
            else (
                f"published before {who} had any base information",
                f"terbit sebelum {siapa} menerima informasi dasar",
            ),
            when=event.on,
        )


def _framed(events: History) -> Iterator[Remark]:
    frames = [event for event in events if isinstance(event, FrameAgreed)]
    sessions = [event for event in events if event.enters is Stage.COMMON_FRAME]
    if sessions and not frames:
        yield Remark(
            "TSK-05",
            ("they sat together and named no frame", "duduk bersama tanpa menyebut frame"),
            when=sessions[-1].on,
        )
    for each in frames:
        for people, en, indonesian in (
            (each.professionals, "no PR professionals", "tanpa profesi humas"),
            (each.officers, "no functional PR officers", "tanpa fungsional pranata humas"),
        ):
            if not people:
                yield Remark(
                    "TSK-05",
                    (f"frame {each.frame}: {en}", f"frame {each.frame}: {indonesian}"),
                    when=each.on,
                )


def _strategies(events: History) -> Iterator[Remark]:
    written = {each.member: each for each in events if isinstance(each, StrategyWritten)}
    held, last = division(events), reached(events)
    past = last is not None and last.position > Stage.STRATEGY.position
    awaited = held.shares if held and past else ()
    if any(event.enters is Stage.STRATEGY for event in events):
        for agency in awaited:
            if agency not in written:
                yield Remark("TSK-06", ("no strategy", "tanpa strategi"), agency)
    for each in written.values():
        for need, en, indonesian in (
            (each.own_need, "need of its own", "kebutuhan organisasinya"),
            (each.public_need, "need of the public", "kebutuhan masyarakat"),
        ):
            if not need:
                yield Remark(
                    "TSK-06",
                    (
                        f"its strategy answers no {en}",
                        f"strateginya tidak menjawab {indonesian}",
                    ),
                    each.member,
                    each.on,
                )


def _evaluated(events: History) -> Iterator[Remark]:
    results = [event for event in events if isinstance(event, ResultsEvaluated)]
    sessions = [event for event in events if event.enters is Stage.EVALUATION]
    if sessions and not any(each.outputs for each in results):
        yield Remark("TSK-11", ("no output told", "output tidak dilaporkan"), when=sessions[-1].on)
    elif results and not any(each.outcomes for each in results):
        yield Remark(
            "TSK-11",
            ("no outcome told apart from the outputs", "outcome tidak dilaporkan terpisah"),
            when=results[-1].on,
        )
