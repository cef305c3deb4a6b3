from collections.abc import Iterator

from bakohumas.audit._rule import Case, Verdict, rule
from bakohumas.audit._words import counted
from bakohumas.meetings import Decision, Outcome, Quorum, Record

NO_RECORD = Verdict.undetermined("the record of a meeting", "berita acara rapat")


def _decisions(case: Case) -> list[tuple[Record, Decision, str]]:
    """Decisions of this body's meetings by the day, each with day and subject in words."""
    return [
        (record, each, f"{record.on}, {each.subject}")
        for record in case.of(Record)
        if case.covers(record.body, record.on)
        for each in record.decisions
    ]


@rule(
    "QRM-01",
    advice=(
        "Treat the decision as void, and decide again with a quorum.",
        "Anggap keputusan itu batal, dan putuskan kembali dengan kuorum.",
    ),
)
def with_a_quorum(case: Case) -> Iterator[Verdict]:
    """Every decision was taken with the quorum of the charter, counted on the lists again."""
    decided = _decisions(case)
    if not decided:
        yield NO_RECORD
    for record, _, which in decided:
        rule = case.body.charter(on=record.on).find("meeting.quorum", on=record.on)
        members = case.body.on(record.on).register.institutions
        if rule is None or set(record.roll) != set(members):
            yield Verdict.undetermined(
                f"{which}: a quorum in the charter, and a roll that is the register of the day",
                f"{which}: kuorum dalam piagam, dan daftar anggota yang sesuai pada hari itu",
            )
            continue
        present = len(set(record.attendance).intersection(members))
        quorum = Quorum(len(members), present, rule)
        facts = quorum.explain().rstrip("."), quorum.explain("id").rstrip(".")
        if quorum.met:
            yield Verdict.holds(f"{which}: {facts[0]}", f"{which}: {facts[1]}")
        else:
            yield Verdict.violated(which, *facts)


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
    for record, each, which in decided:
        rule = case.body.charter(on=record.on).find("decision.consensus_first", on=record.on)
        voted = each.outcome is Outcome.VOTE
        if rule and not rule.value:
            yield Verdict.not_applicable(
                f"{which}: the charter lets a meeting vote at once",
                f"{which}: piagam membolehkan pemungutan suara langsung",
            )
        elif voted and (not each.attempts or any(tried.agreed for tried in each.attempts)):
            yield Verdict.violated(
                which,
                "voted on, and no deliberation had failed",
                "dipungut suara, padahal tidak ada musyawarah yang gagal",
            )
        elif not each.attempts:
            yield Verdict.undetermined(
                f"the deliberation on {which}", f"musyawarah tentang {which}"
            )
        else:
            yield Verdict.holds(
                f"{which}: {each.outcome.label()}, "
                f"after {counted(len(each.attempts), 'deliberation')}",
                f"{which}: {each.outcome.label('id')}, "
                f"setelah {len(each.attempts)} kali musyawarah",
            )


@rule(
    "ELC-13",
    advice=(
        "Record the election that seated the board, or mark the board as appointed.",
        "Catat pemilihan yang mengangkat pengurus, atau tandai pengurus sebagai ditunjuk.",
    ),
)
def election_evidenced(case: Case) -> Iterator[Verdict]:
    """The record of the meeting that elected it is there for every board so far."""
    terms = case.terms
    records = {each.digest for each in case.of(Record)}
    if not terms:
        yield Verdict.not_applicable("no term was recorded", "belum ada masa tugas yang tercatat")
    for term in terms:
        if term.record in records:
            yield Verdict.holds(
                f"{term.label}: record {term.record[:12]}",
                f"{term.label}: berita acara {term.record[:12]}",
            )
        elif term.record:
            yield Verdict.undetermined(
                f"{term.label}: record {term.record[:12]}, which it names",
                f"{term.label}: berita acara {term.record[:12]} yang disebutnya",
            )
        else:
            yield Verdict.violated(
                term.label,
                "appointed, election not evidenced",
                "ditunjuk, pemilihan tidak terbukti",
            )


CHAPTER = (with_a_quorum, consensus_first, election_evidenced)
