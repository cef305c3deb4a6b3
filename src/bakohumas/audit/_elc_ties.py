from collections.abc import Iterator

from bakohumas.audit._case import Case
from bakohumas.audit._examples import CHAIR, THREE
from bakohumas.audit._proceedings import NOT_SEEN, at_most, counts, held, none_held
from bakohumas.audit._rule import rule
from bakohumas.audit._sittings import counted, seen
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted as so_many
from bakohumas.elections import Acclamation, Purpose, Result, Step, Tie, TieBreak
from bakohumas.languages import listed, number
from bakohumas.meetings import Counted, Meeting, Record

_WITNESSES, _ONCE, _TWICE = 3, 1, 2
_EQUAL = THREE[0], THREE[1]
_SEEN_BY = "saksi-1", "saksi-2", "saksi-3"


def _again(*ballots: str) -> Meeting:
    """A tie for the chair, and another vote after it."""
    papers = [[each] for each in ballots]
    return counted(*_EQUAL).elect(CHAIR, papers, candidates=THREE[:2])


def _drawn(meeting: Meeting) -> Record:
    """A tie that a lot settled before three witnesses."""
    return meeting.settle(CHAIR, TieBreak(lot="0451"), witnesses=_SEEN_BY).close()


def _ties(result: Result) -> list[Tie]:
    """Ties over who is elected that the votes themselves did not settle.

    Whoever is excluded of the last that are left decides who is elected.
    """
    return [
        stage.tie
        for stage in result.stages
        if stage.tie
        and stage.tie.how is not Step.BACKWARDS
        and (stage.tie.over is Purpose.ELECTION or len(stage.tie.tied) == len(stage.tallies))
    ]


def _votes(case: Case) -> list[tuple[Record, str, list[list[Counted]]]]:
    """What was voted on, by record: each vote with every count of its ballots."""
    found: dict[tuple[str, str], tuple[Record, list[list[Counted]]]] = {}
    for record, step, _ in counts(case):
        if isinstance(step.result.method, Acclamation):
            continue
        _, votes = found.setdefault((record.digest, step.subject), (record, []))
        if votes and _continues(votes[-1][-1], step):
            votes[-1].append(step)
        else:
            votes.append([step])
    return [(record, subject, votes) for (_, subject), (record, votes) in found.items()]


def _continues(before: Counted, step: Counted) -> bool:
    """Whether the same ballots were counted again under a fuller rule for ties."""
    same = before.result.profile == step.result.profile
    return same and not before.result.complete and before.result.tiebreak != step.result.tiebreak


@rule(
    "ELC-05",
    advice=(
        "Vote again on those who tied; after a second tie let them settle it by deliberation.",
        (
            "Ulangi pemungutan suara untuk calon yang seri; bila tetap seri, mintakan para calon "
            "bermusyawarah."
        ),
    ),
    holds=lambda: seen(_again(THREE[0], THREE[0], THREE[1]).close(), who=CHAIR),
    violated=lambda: seen(_drawn(counted(*_EQUAL)), who=CHAIR),
)
def a_tie_is_voted_on_again(case: Case) -> Iterator[Verdict]:
    """After a tie there was a second vote, and after a second tie no third one."""
    told = False
    for record, who, votes in _votes(case):
        tied = [bool(_ties(each[0].result)) for each in votes]
        if not any(tied):
            continue
        told, when = True, record.on
        case.read("election.rounds", ["tie" if each else "decided" for each in tied], who)
        law = case.laid_down("election.tie", on=when)
        ballots, decided = len(votes), record.decision(who) is not None
        facts = (
            f"{so_many(sum(tied), 'tie')}, {so_many(ballots, 'vote')}",
            f"{number(sum(tied), 'id')} kali seri, {number(ballots, 'id')} pemungutan suara",
        )
        if law:
            yield Verdict.not_applicable(
                f"{facts[0]}; laid down otherwise: {law.says()} by {law.cite()}",
                f"{facts[1]}; ditentukan lain: {law.says('id')} menurut {law.cite('id')}",
                who=who,
                when=when,
            )
        elif ballots > _TWICE or (ballots == _ONCE and decided):
            yield Verdict.violated(
                who,
                f"{facts[0]}, where one tie asks for a second vote and two for deliberation",
                f"{facts[1]}, padahal seri pertama diikuti pemungutan suara ulang dan seri kedua "
                "musyawarah",
                when=when,
            )
        elif decided:
            yield Verdict.holds(*facts, who=who, when=when)
        else:
            yield Verdict.lacks(
                "election.rounds",
                who=who,
                when=when,
                en=f"{facts[0]}, and what followed is not on record",
                indonesian=f"{facts[1]}, dan kelanjutannya tidak tercatat",
            )
    if not held(case):
        yield none_held("election.rounds")
    elif not told:
        yield Verdict.not_applicable("nobody tied", "tidak ada perolehan suara yang sama")


@rule(
    "ELC-06",
    advice=(
        "Nothing needs to be done; have at least three witnesses sign for the lot.",
        "Tidak ada yang perlu dilakukan; mintakan tanda tangan paling sedikit tiga orang saksi.",
    ),
    permitted=lambda: seen(_drawn(_again(*_EQUAL))),
)
def by_lot_before_witnesses(case: Case) -> Iterator[Verdict]:
    """A lot settled a tie, before as many witnesses as the charter or the norm asks for."""
    told = False
    for record, step, _ in counts(case):
        lots = [
            tie
            for tie in step.result.ties
            if any(each in {Step.LOT, Step.DRAWN} for each in tie.decisive)
        ]
        if not lots:
            continue
        told, who, when = True, step.subject, record.on
        people = {
            *step.witnesses,
            *(w for one in step.result.tiebreak.drawn for w in one.witnesses),
        }
        case.read("election.lots", sorted(people), who)
        least = at_most(case, "election.lot_witnesses", _WITNESSES, on=when)
        n, chosen = len(people), [str(each.chosen) for each in lots]
        if n >= least:
            yield Verdict.holds(
                f"a lot before {so_many(n, 'witness', 'witnesses')} chose {listed(chosen)}",
                f"undian di hadapan {number(n, 'id')} saksi menetapkan {listed(chosen, 'id')}",
                who=who,
                when=when,
            )
        else:
            yield Verdict.not_applicable(
                f"a lot before {so_many(n, 'witness', 'witnesses')}: the permission asks for "
                f"{number(least)}",
                f"undian di hadapan {number(n, 'id')} saksi: kewenangan ini mensyaratkan "
                f"{number(least, 'id')} saksi",
                who=who,
                when=when,
            )
    if not told:
        yield (
            Verdict.not_applicable("no lot was drawn", "tidak ada undian")
            if held(case)
            else NOT_SEEN
        )


CHAPTER = (a_tie_is_voted_on_again, by_lot_before_witnesses)
