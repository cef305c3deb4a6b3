from collections.abc import Iterator

from bakohumas.audit._rule import Case, Verdict, rule
from bakohumas.meetings import Decision, Outcome, Record

NO_RECORD = Verdict.undetermined("the record of a meeting", "berita acara rapat")


def _decisions(case: Case) -> list[tuple[Record, Decision]]:
    return [(record, each) for record in case.of(Record) for each in record.decisions]


@rule(
    "QRM-01",
    advice=(
        "Treat the decision as void, and decide again with a quorum.",
        "Anggap keputusan itu batal, dan putuskan kembali dengan kuorum.",
    ),
)
def with_a_quorum(case: Case) -> Iterator[Verdict]:
    """Every decision was taken with the quorum of the charter."""
    decided = _decisions(case)
    if not decided:
        yield NO_RECORD
    for record, each in decided:
        facts = each.quorum.explain(), each.quorum.explain("id")
        if each.quorum.met:
            yield Verdict.holds(f"{each.subject}: {facts[0]}", f"{each.subject}: {facts[1]}")
        else:
            yield Verdict.violated(f"{record.on}, {each.subject}", *facts)


@rule(
    "DEC-01",
    advice=(
        "Deliberate first, and record what stood against a consensus.",
        "Bermusyawarahlah dahulu, dan catat apa yang menghalangi mufakat.",
    ),
)
def consensus_first(case: Case) -> Iterator[Verdict]:
    """Where there was a vote, consensus had been tried and had failed."""
    decided = _decisions(case)
    if not decided:
        yield NO_RECORD
    for record, each in decided:
        if each.outcome is Outcome.VOTE and not each.attempts:
            yield Verdict.violated(
                f"{record.on}, {each.subject}",
                "voted on without deliberation",
                "dipungut suara tanpa musyawarah",
            )
        else:
            yield Verdict.holds(
                f"{each.subject}: {each.outcome.label()}, {len(each.attempts)} deliberation(s)",
                f"{each.subject}: {each.outcome.label('id')}, {len(each.attempts)} musyawarah",
            )


@rule(
    "ELC-13",
    advice=(
        "Record the election that seated the board, or mark the board as appointed.",
        "Catat pemilihan yang mengangkat pengurus, atau tandai pengurus sebagai ditunjuk.",
    ),
)
def election_evidenced(case: Case) -> Iterator[Verdict]:
    """Every term names the record of the meeting that elected its board."""
    if not case.body.terms:
        yield Verdict.not_applicable("no term was recorded", "belum ada masa tugas yang tercatat")
    for term in case.body.terms:
        if term.record:
            yield Verdict.holds(
                f"{term.label}: record {term.record[:12]}",
                f"{term.label}: berita acara {term.record[:12]}",
            )
        else:
            yield Verdict.violated(
                term.label,
                "appointed, election not evidenced",
                "ditunjuk, pemilihan tidak terbukti",
            )


CHAPTER = (with_a_quorum, consensus_first, election_evidenced)
