from collections.abc import Iterator

import attrs

from bakohumas.audit import _dec_votes
from bakohumas.audit._case import Case
from bakohumas.audit._examples import CHAIR, SECRETARY, THREE, forum, seated
from bakohumas.audit._proceedings import floors, held, none_held, title
from bakohumas.audit._records import decisions
from bakohumas.audit._rule import rule
from bakohumas.audit._sittings import PROPOSAL, TOPIC, counted, elected, seen, sitting
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted as so_many
from bakohumas.audit._worked import Setting
from bakohumas.bodies import Elected, Place, Replaced
from bakohumas.elections import Acclamation
from bakohumas.languages import listed, number
from bakohumas.meetings import (
    Counted,
    Deadlocked,
    Deliberated,
    Outcome,
    Record,
    Tally,
    Voted,
)

_SHOWN = 3


def _at_once() -> Setting:
    """A vote on the chair with nothing before it."""
    record = counted().close()
    decided = attrs.evolve(record.decisions[0], attempts=())
    steps = tuple(each for each in record.steps if not isinstance(each, Deliberated))
    return seen(attrs.evolve(record, steps=steps, decisions=(decided,)), who=CHAIR)


def _installed(*places: str) -> Setting:
    """A board that rests on a record, and whom the body put on its seats."""
    record = elected()
    body = seated(record=record.digest)
    if places:
        seats = dict(zip((CHAIR, SECRETARY), places, strict=True))
        body = forum().elect(seats, on=record.on, basis="SK (invented)", record=record.digest)
    return seen(record, body=body)


@rule(
    "DEC-01",
    advice=(
        "Deliberate first, and record what stood against a consensus.",
        "Bermusyawarahlah dahulu, dan catat apa yang menghalangi mufakat.",
    ),
    holds=lambda: seen(counted().close(), who=CHAIR),
    violated=_at_once,
)
def consensus_first(case: Case) -> Iterator[Verdict]:
    """Where there was a vote, consensus had been tried, or declared out of reach."""
    decided = decisions(case)
    if not decided:
        yield (
            Verdict.not_applicable(
                "the meetings on record decided nothing", "rapat yang tercatat tidak memutuskan"
            )
            if held(case)
            else none_held("decision.steps")
        )
    for record, each in decided:
        who, when = each.subject, record.on
        law = case.laid_down("decision.consensus_first", on=when)
        tried = [attempt.agreed for attempt in each.attempts]
        why = _out_of_reach(record, who)
        case.read("decision.steps", (*tried, *why, each.outcome), who)
        if law and not law.value:
            yield Verdict.not_applicable(
                "the charter lets a meeting vote at once",
                "piagam membolehkan pemungutan suara langsung",
                who=who,
                when=when,
            )
        elif each.outcome is Outcome.VOTE and (any(tried) or not (tried or why)):
            yield Verdict.violated(
                who,
                "voted on, and no deliberation had failed",
                "dipungut suara, padahal tidak ada musyawarah yang gagal",
                when=when,
            )
        elif tried:
            yield Verdict.holds(
                f"{each.outcome.label()}, after {so_many(len(tried), 'deliberation')}",
                f"{each.outcome.label('id')}, setelah {len(tried)} kali musyawarah",
                who=who,
                when=when,
            )
        elif why:
            yield Verdict.holds(
                f"{each.outcome.label()}, after consensus was declared out of reach ({why[0]})",
                f"{each.outcome.label('id')}, setelah mufakat dinyatakan tidak tercapai ({why[0]})",
                who=who,
                when=when,
            )
        else:
            yield Verdict.lacks(
                "decision.steps",
                who=who,
                when=when,
                en="no deliberation is on record",
                indonesian="tidak ada musyawarah yang tercatat",
            )


def _out_of_reach(record: Record, subject: str) -> list[str]:
    """Why consensus on a subject was declared out of reach."""
    return [
        each.reason
        for each in record.steps
        if isinstance(each, Deadlocked) and each.subject == subject
    ]


@rule(
    "DEC-02",
    advice=(
        "Record why no consensus was reached, or that time ran out, before the vote is opened.",
        (
            "Catat sebab mufakat tidak tercapai, atau bahwa waktu tidak memungkinkan, sebelum "
            "pemungutan suara dibuka."
        ),
    ),
    holds=lambda: seen(
        sitting()
        .deadlock(TOPIC, reason="waktu tidak memungkinkan (invented)")
        .vote(TOPIC, PROPOSAL, Tally(3))
        .close()
    ),
    violated=_at_once,
)
def failure_recorded(case: Case) -> Iterator[Verdict]:
    """Before every vote the failure of consensus, or lack of time, was put down."""
    met, voted, kept, told = held(case), 0, 0, False
    for record in met:
        law = case.laid_down("decision.consensus_first", on=record.on)
        if law and not law.value:
            told = True
            yield Verdict.not_applicable(
                "the charter lets a meeting vote at once",
                "piagam membolehkan pemungutan suara langsung",
                who=title(record),
                when=record.on,
            )
            continue
        for subject, failed in _votes(record).items():
            voted += 1
            case.read("decision.steps", failed, subject)
            if failed:
                kept += 1
            else:
                yield Verdict.violated(
                    subject,
                    "voted on, and neither a failed deliberation nor lack of time is on record",
                    "dipungut suara, padahal kegagalan mufakat atau keterbatasan waktu tidak "
                    "tercatat",
                    when=record.on,
                )
    if not met:
        yield none_held("decision.steps")
    elif not voted and not told:
        yield Verdict.not_applicable("nothing was voted on", "tidak ada pemungutan suara")
    elif voted and kept == voted:
        yield Verdict.holds(
            f"{so_many(kept, 'vote')}, each after a recorded failure of consensus or lack of time",
            f"{number(kept, 'id')} pemungutan suara, masing-masing setelah kegagalan mufakat atau "
            "keterbatasan waktu tercatat",
        )


def _votes(record: Record) -> dict[str, list[str]]:
    """What was voted on, each with the failures put down before the first vote on it."""
    failed, found = dict[str, list[str]](), dict[str, list[str]]()
    for step, _ in floors(record):
        match step:
            case Deliberated(attempt=attempt) if not attempt.agreed:
                failed.setdefault(attempt.subject, []).append(attempt.proposal)
            case Deadlocked(subject=subject, reason=reason):
                failed.setdefault(subject, []).append(reason)
            case Voted(vote=vote):
                found.setdefault(vote.subject, failed.get(vote.subject, []))
            case Counted(subject=subject, result=result) if not isinstance(
                result.method, Acclamation
            ):
                found.setdefault(subject, failed.get(subject, []))
            case _:
                pass
    for each in record.decisions if not record.steps else ():
        if each.outcome is Outcome.VOTE:
            found[each.subject] = [one.proposal for one in each.attempts if not one.agreed]
    return found


@rule(
    "DEC-05",
    advice=(
        "Seat whoever the meeting chose, or let a meeting decide otherwise.",
        "Dudukkan pihak yang dipilih rapat, atau mintakan keputusan lain dari rapat.",
    ),
    holds=_installed,
    violated=lambda: _installed(THREE[2], THREE[1]),
)
def decisions_are_observed(case: Case) -> Iterator[Verdict]:
    """Whoever was put on a seat on the strength of a record is whom that meeting chose.

    What members made of other decisions no datum of a body shows.
    """
    records = {each.digest: each for each in case.of(Record)}
    seats = kept = 0
    for record, place in _seated(case, records):
        decision = record.decision(place.seat)
        if decision is None:
            continue
        seats += 1
        case.read("meeting.decisions", decision.chosen, place.seat)
        case.read("seat.holder", place.institution, place.seat)
        if place.institution in decision.elected:
            kept += 1
        else:
            won = decision.elected
            chosen = listed(won, most=_SHOWN), listed(won, "id", most=_SHOWN)
            yield Verdict.violated(
                place.seat,
                f"{place.institution} was seated, and the meeting had chosen {chosen[0]}",
                f"diduduki {place.institution}, sedangkan rapat memilih {chosen[1]}",
                when=record.on,
            )
    if not records:
        yield none_held("meeting.decisions")
    elif not seats:
        yield Verdict.not_applicable(
            "no seat rests on a decision that is on record, and of other decisions no datum shows "
            "whether they were observed",
            "tidak ada kursi yang didasarkan pada keputusan rapat yang tercatat, dan pelaksanaan "
            "keputusan lain tidak terlihat dari data",
        )
    elif kept == seats:
        yield Verdict.holds(
            f"{so_many(kept, 'seat')} filled as the meeting decided",
            f"{number(kept, 'id')} kursi diisi sesuai keputusan rapat",
        )


def _seated(case: Case, records: dict[str, Record]) -> Iterator[tuple[Record, Place]]:
    """Who was put on which seat by the day, on the strength of a record that is there."""
    for each in case.body.facts:
        if each.on > case.on:
            continue
        match each:
            case Elected(record=digest, places=places) if digest in records:
                yield from ((records[digest], place) for place in places)
            case Replaced(record=digest, place=place) if digest in records:
                yield records[digest], place
            case _:
                pass


CHAPTER = (
    consensus_first,
    failure_recorded,
    *_dec_votes.MAJORITIES,
    decisions_are_observed,
    *_dec_votes.BALLOTS,
)
