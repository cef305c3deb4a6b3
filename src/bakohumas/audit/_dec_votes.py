from collections.abc import Iterator

import attrs

from bakohumas.audit._case import Case
from bakohumas.audit._proceedings import (
    NOT_SEEN,
    at_most,
    counts,
    held,
    none_held,
    ruling,
)
from bakohumas.audit._rule import rule
from bakohumas.audit._sittings import PROPOSAL, TOPIC, altered, seen, stuck, under
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted as so_many
from bakohumas.audit._worked import Setting
from bakohumas.elections import Acclamation
from bakohumas.languages import listed, number
from bakohumas.law import Threshold
from bakohumas.meetings import Base, Matter, Meeting, Record, Tally, Vote, Voted

_REPEATS = 1


def _debated(meeting: Meeting | None = None) -> Meeting:
    """A meeting that could not agree on a matter that is no seat."""
    return stuck(meeting, TOPIC)


def _motion(favour: int, share: str) -> Setting:
    """A motion voted on by three, under a charter with a majority of its own."""
    meeting = _debated(under("decision.threshold", share))
    return seen(meeting.vote(TOPIC, PROPOSAL, Tally(favour, 3 - favour)).close(), who=TOPIC)


def _grave() -> Setting:
    """A grave motion that two thirds carried."""
    meeting = _debated().vote(TOPIC, PROPOSAL, Tally(2, 1), matter=Matter.GRAVE)
    return seen(meeting.close())


def _voted(times: int) -> Setting:
    """A motion that was not carried, and put to the vote again and again."""
    meeting = _debated(under("decision.repeats", times))
    for _ in range(times):
        meeting = meeting.vote(TOPIC, PROPOSAL, Tally(1, 2))
    return seen(meeting.close(), who=TOPIC)


def _on_persons(*, secret: bool) -> Setting:
    """A vote that concerns persons."""
    record = _debated().vote(TOPIC, PROPOSAL, Tally(3), persons=True).close()
    (step,) = (each for each in record.steps if isinstance(each, Voted))
    return seen(altered(record, Voted, vote=attrs.evolve(step.vote, secret=secret)))


def _votes(case: Case) -> list[tuple[Record, Voted]]:
    """Every vote on a motion, with its record; those of decisions where no steps are there."""
    found: list[tuple[Record, Voted]] = []
    for record in held(case):
        steps = [each for each in record.steps if isinstance(each, Voted)]
        kept = [Voted(each.vote, each.quorum) for each in record.decisions if each.vote]
        found += [(record, each) for each in (steps if record.steps else kept)]
    return found


def _base(vote: Vote, step: Voted, base: Base) -> int:
    """Of how many a majority is taken."""
    return {
        Base.VALID: vote.tally.valid,
        Base.CAST: vote.tally.cast,
        Base.PRESENT: step.quorum.present,
        Base.MEMBERS: step.quorum.base,
    }[base]


@rule(
    "DEC-03",
    advice=(
        "Declare the motion not carried, and vote once more or withdraw it.",
        "Nyatakan usul itu tidak disetujui, lalu ulangi pemungutan suara atau tarik usul itu.",
    ),
    holds=lambda: _motion(2, "> 1/2"),
    violated=lambda: _motion(1, ">= 1/3"),
)
def carried_by_the_majority(case: Case) -> Iterator[Verdict]:
    """Every motion that was carried has the majority that the charter, or the norm, asks for."""
    met, told = held(case), False
    for record, step in _votes(case):
        vote, who, when = step.vote, step.vote.subject, record.on
        if not vote.carried:
            continue
        told = True
        own = case.laid_down(f"decision.{vote.matter}", on=when) if vote.matter.strategic else None
        law = own or ruling(case, "decision.threshold", "> 1/2", "DEC-03", on=when)
        of_what = case.laid_down("decision.base", on=when)
        if law is None:
            yield Verdict.undetermined(
                "the texts do not tell which majority is enough",
                "ketentuan tidak menunjukkan suara terbanyak yang diperlukan",
                who=who,
                when=when,
            )
            continue
        base = Base(str(of_what.value)) if of_what else Base.PRESENT
        of = case.read("meeting.attendance", _base(vote, step, base), who)
        favour = case.read("decision.votes", vote.tally.favour, who)
        needed = max(1, Threshold.parse(str(law.value)).of(of))
        facts = (
            (
                f"{number(favour)} for, of {number(of)} {base.label()}; {number(needed)} needed "
                f"({law.value}; {law.cite()})"
            ),
            (
                f"{number(favour, 'id')} setuju, dari {number(of, 'id')} {base.label('id')}; "
                f"diperlukan {number(needed, 'id')} ({law.value}; {law.cite('id')})"
            ),
        )
        if favour >= needed:
            yield Verdict.holds(*facts, who=who, when=when)
        else:
            yield Verdict.violated(who, *facts, when=when)
    if not met:
        yield none_held("decision.votes", "meeting.attendance")
    elif not told:
        yield Verdict.not_applicable(
            "no motion was carried by a vote", "tidak ada usul yang disetujui melalui suara"
        )


@rule(
    "DEC-04",
    advice=(
        "Nothing needs to be done; say before the vote that the matter is grave.",
        (
            "Tidak ada yang perlu dilakukan; nyatakan sebelum pemungutan suara bahwa hal itu "
            "sangat penting."
        ),
    ),
    permitted=_grave,
)
def more_votes_for_grave_matters(case: Case) -> Iterator[Verdict]:
    """The charter asks for more than the usual majority where a matter is grave."""
    law = case.laid_down("decision.grave")
    for _, step in _votes(case):
        if step.vote.matter is Matter.GRAVE:
            who = step.vote.subject
            case.read("decision.class", step.vote.matter.value, who)
            case.read("decision.votes", step.vote.tally.favour, who)
            case.read("meeting.attendance", step.quorum.present, who)
    if law:
        yield Verdict.holds(
            f"{law.value} for grave matters by {law.cite()}",
            f"{law.value} untuk hal yang sangat penting menurut {law.cite('id')}",
        )
    else:
        yield Verdict.not_applicable(
            "the charter has no majority of its own for grave matters",
            "piagam tidak mengatur suara terbanyak tersendiri untuk hal yang sangat penting",
        )


@rule(
    "DEC-06",
    advice=(
        "Nothing needs to be done; put down how the votes were given.",
        "Tidak ada yang perlu dilakukan; catat cara suara diberikan.",
    ),
    permitted=lambda: seen(_debated().vote(TOPIC, PROPOSAL, Tally(2, 0, abstain=1)).close()),
)
def for_against_or_abstaining(case: Case) -> Iterator[Verdict]:
    """Members voted on motions: so many for, against and abstaining, openly or in secret."""
    votes = [step.vote for _, step in _votes(case)]
    case.read("decision.ballots", [f"{each.subject}: {each.tally.explain()}" for each in votes])
    if votes:
        hidden = sum(each.secret for each in votes)
        abstained = sum(each.tally.abstain for each in votes)
        open_ = len(votes) - hidden
        yield Verdict.holds(
            f"{so_many(len(votes), 'vote')}, {number(open_)} open and {number(hidden)} secret; "
            f"{_abstentions(abstained)[0]}",
            f"{number(len(votes), 'id')} pemungutan suara, {number(open_, 'id')} terbuka dan "
            f"{number(hidden, 'id')} rahasia; {_abstentions(abstained)[1]}",
        )
    else:
        yield (
            Verdict.not_applicable(
                "no motion was put to the vote", "tidak ada usul yang dipungut suara"
            )
            if held(case)
            else NOT_SEEN
        )


def _abstentions(n: int) -> tuple[str, str]:
    """How many abstained, in both languages."""
    return so_many(n, "abstention"), f"{number(n, 'id')} abstain"


@rule(
    "DEC-07",
    advice=(
        "Take the matter up in another meeting, and leave further votes of this one out.",
        "Bahas hal itu dalam rapat lain, dan abaikan pemungutan suara selebihnya.",
    ),
    holds=lambda: _voted(2),
    violated=lambda: _voted(3),
)
def repeated_once(case: Case) -> Iterator[Verdict]:
    """A motion that was not carried was voted on once more, and not more often."""
    met, told = held(case), False
    tried: dict[tuple[str, str], list[tuple[Record, Vote]]] = {}
    for record, step in _votes(case):
        tried.setdefault((record.digest, step.vote.subject), []).append((record, step.vote))
    for (_, who), votes in tried.items():
        record = votes[0][0]
        if votes[0][1].carried:
            continue
        told, when, n = True, record.on, len(votes)
        case.read("decision.rounds", [vote.tally.favour for _, vote in votes], who)
        most = 1 + at_most(case, "decision.repeats", _REPEATS, on=when)
        if n > most:
            yield Verdict.violated(
                who,
                f"voted on {so_many(n, 'time')}, at most {number(most)} allowed",
                f"dipungut suara {number(n, 'id')} kali, paling banyak {number(most, 'id')} kali",
                when=when,
            )
        elif n > 1 or record.decision(who):
            yield Verdict.holds(
                f"not carried at first, voted on {so_many(n, 'time')}",
                f"semula tidak disetujui, dipungut suara {number(n, 'id')} kali",
                who=who,
                when=when,
            )
        else:
            yield Verdict.lacks(
                "decision.rounds",
                who=who,
                when=when,
                en="not carried, and no second vote is on record",
                indonesian="tidak disetujui, dan pemungutan suara ulang tidak tercatat",
            )
    if not met:
        yield none_held("decision.rounds")
    elif not told:
        yield Verdict.not_applicable(
            "every motion was carried at once, or none was voted on",
            "semua usul langsung disetujui, atau tidak ada yang dipungut suara",
        )


@rule(
    "DEC-08",
    advice=(
        "Vote again on papers that nobody signs.",
        "Ulangi pemungutan suara dengan surat suara tanpa nama pemilih.",
    ),
    holds=lambda: _on_persons(secret=True),
    violated=lambda: _on_persons(secret=False),
)
def secret_about_persons(case: Case) -> Iterator[Verdict]:
    """Every vote that concerns persons was in secret: a count of ballots holds no names."""
    met, told, kept = held(case), 0, 0
    ballots = [
        (record, each.subject)
        for record, each, _ in counts(case)
        if not isinstance(each.result.method, Acclamation)
    ]
    votes = [(record, step.vote) for record, step in _votes(case) if step.vote.persons]
    otherwise = {
        record.on
        for record in met
        if (law := case.laid_down("decision.secret_persons", on=record.on)) and not law.value
    }
    for record, vote in votes:
        if record.on in otherwise:
            continue
        told += 1
        who = vote.subject
        case.read("decision.ballots", vote.secret and not vote.names, who)
        if vote.secret and not vote.names:
            kept += 1
        else:
            names = listed([voter for voter, _ in vote.names], most=3) if vote.names else ""
            yield Verdict.violated(
                who,
                f"an open vote on persons{f' (by {names})' if names else ''}",
                f"pemungutan suara terbuka mengenai orang{f' (oleh {names})' if names else ''}",
                when=record.on,
            )
    secret = [subject for record, subject in ballots if record.on not in otherwise]
    case.read("decision.ballots", secret)
    if not met:
        yield none_held("decision.ballots")
    elif otherwise and not (told or secret):
        yield Verdict.not_applicable(
            "the charter lets members vote openly on persons",
            "piagam membolehkan pemungutan suara terbuka mengenai orang",
        )
    elif not (told or secret):
        yield Verdict.not_applicable(
            "no vote on record concerned persons",
            "tidak ada pemungutan suara tercatat yang mengenai orang",
        )
    elif kept == told:
        n = kept + len(secret)
        yield Verdict.holds(
            f"{so_many(n, 'vote')} on persons, none that shows who voted how",
            f"{number(n, 'id')} pemungutan suara mengenai orang, tanpa nama pemilih",
        )


MAJORITIES = (carried_by_the_majority, more_votes_for_grave_matters)
BALLOTS = (for_against_or_abstaining, repeated_once, secret_about_persons)
