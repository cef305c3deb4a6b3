from collections.abc import Iterator

import attrs

from bakohumas.audit._case import Case
from bakohumas.audit._examples import CHAIR, DAY, THREE, forum, meeting
from bakohumas.audit._records import decisions
from bakohumas.audit._rule import rule
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted
from bakohumas.audit._worked import Setting, worked
from bakohumas.meetings import Outcome, Record


def _voted() -> Record:
    """A vote on the chair, after one member had objected to a consensus."""
    stuck = meeting().deliberate(CHAIR, THREE[0], objections={THREE[1]: "stands itself"})
    ballots = [[THREE[0]], [THREE[0]], [THREE[1]]]
    return stuck.elect(CHAIR, ballots, candidates=THREE[:2]).close()


def _after_a_deadlock() -> Setting:
    return worked(forum(), _voted(), on=DAY, who=CHAIR)


def _at_once() -> Setting:
    record = _voted()
    decided = attrs.evolve(record.decisions[0], attempts=())
    return worked(forum(), attrs.evolve(record, decisions=(decided,)), on=DAY, who=CHAIR)


@rule(
    "DEC-01",
    advice=(
        "Deliberate first, and record what stood against a consensus.",
        "Bermusyawarahlah dahulu, dan catat apa yang menghalangi mufakat.",
    ),
    holds=_after_a_deadlock,
    violated=_at_once,
)
def consensus_first(case: Case) -> Iterator[Verdict]:
    """Where there was a vote, consensus had been tried and had failed."""
    decided = decisions(case)
    if not decided:
        yield Verdict.lacks(
            "decision.steps",
            en="no record of a meeting was put before the audit",
            indonesian="tidak ada berita acara rapat yang diajukan",
        )
    for record, each in decided:
        who, when = each.subject, record.on
        law = case.laid_down("decision.consensus_first", on=when)
        tried = [attempt.agreed for attempt in each.attempts]
        case.read("decision.steps", (*tried, each.outcome), who)
        if law and not law.value:
            yield Verdict.not_applicable(
                f"{when}, {who}: the charter lets a meeting vote at once",
                f"{when}, {who}: piagam membolehkan pemungutan suara langsung",
            )
        elif each.outcome is Outcome.VOTE and (not tried or any(tried)):
            yield Verdict.violated(
                who,
                "voted on, and no deliberation had failed",
                "dipungut suara, padahal tidak ada musyawarah yang gagal",
                when=when,
            )
        elif not tried:
            yield Verdict.lacks(
                "decision.steps",
                who=who,
                when=when,
                en="no deliberation is on record",
                indonesian="tidak ada musyawarah yang tercatat",
            )
        else:
            yield Verdict.holds(
                f"{each.outcome.label()}, after {counted(len(tried), 'deliberation')}",
                f"{each.outcome.label('id')}, setelah {len(tried)} kali musyawarah",
                who=who,
                when=when,
            )


CHAPTER = (consensus_first,)
