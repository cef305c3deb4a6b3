from collections.abc import Iterator

import attrs

from bakohumas.audit._case import Case
from bakohumas.audit._examples import CHAIR, DAY, THREE, forum, meeting
from bakohumas.audit._records import decisions
from bakohumas.audit._rule import rule
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._worked import Setting, worked
from bakohumas.meetings import Quorum, Record


def _elected() -> Record:
    return meeting().deliberate(CHAIR, THREE[0]).close()


def _quorate() -> Setting:
    return worked(forum(), _elected(), on=DAY, who=CHAIR)


def _alone() -> Setting:
    return worked(forum(), attrs.evolve(_elected(), attendance=THREE[:1]), on=DAY, who=CHAIR)


@rule(
    "QRM-01",
    advice=(
        "Treat the decision as void, and decide again with a quorum.",
        "Anggap keputusan itu batal, dan putuskan kembali dengan kuorum.",
    ),
    holds=_quorate,
    violated=_alone,
)
def with_a_quorum(case: Case) -> Iterator[Verdict]:
    """Every decision was taken with the quorum of the charter, counted on the lists again."""
    decided = decisions(case)
    if not decided:
        yield Verdict.lacks(
            "meeting.attendance",
            en="no record of a meeting was put before the audit",
            indonesian="tidak ada berita acara rapat yang diajukan",
        )
    for record, each in decided:
        who, when = each.subject, record.on
        members = case.body.on(when).register.institutions
        law = case.laid_down("meeting.quorum", on=when)
        if law is None:
            yield Verdict.lacks("meeting.quorum", who=who, when=when)
            continue
        if set(record.roll) != set(members):
            yield Verdict.lacks(
                "body.members",
                who=who,
                when=when,
                en="the roll of the meeting is not the register of that day",
                indonesian="daftar anggota rapat bukan daftar anggota pada hari itu",
            )
            continue
        case.read("meeting.quorum", law.value, who)
        of = len(case.read("body.members", members, who))
        present = case.read("meeting.attendance", sorted({*record.attendance} & {*members}), who)
        quorum = Quorum(of, len(present), law)
        facts = quorum.explain().rstrip("."), quorum.explain("id").rstrip(".")
        if quorum.met:
            yield Verdict.holds(*facts, who=who, when=when)
        else:
            yield Verdict.violated(who, *facts, when=when)


CHAPTER = (with_a_quorum,)
