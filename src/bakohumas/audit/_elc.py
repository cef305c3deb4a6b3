from collections.abc import Iterator

from bakohumas.audit._case import Case
from bakohumas.audit._examples import CHAIR, DAY, SECRETARY, THREE, meeting, seated
from bakohumas.audit._rule import rule
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._worked import Setting, worked
from bakohumas.bodies import Elected
from bakohumas.meetings import Record


def _evidenced() -> Setting:
    record = meeting().deliberate(CHAIR, THREE[0]).deliberate(SECRETARY, THREE[1]).close()
    return worked(seated(record=record.digest), record, on=DAY, who="2015–2020")


def _appointed() -> Setting:
    return worked(seated(), on=DAY, who="2015–2020")


@rule(
    "ELC-13",
    advice=(
        "Record the election that seated the board, or mark the board as appointed.",
        "Catat pemilihan yang mengangkat pengurus, atau tandai pengurus sebagai ditunjuk.",
    ),
    holds=_evidenced,
    violated=_appointed,
)
def election_evidenced(case: Case) -> Iterator[Verdict]:
    """The record of the meeting that elected it is there for every board so far."""
    records = {each.digest for each in case.of(Record)}
    decrees = {each.on: each.basis for each in case.body.events if isinstance(each, Elected)}
    if not case.terms:
        yield Verdict.not_applicable("no term was recorded", "belum ada masa tugas yang tercatat")
    for term in case.terms:
        who, when = term.label, term.period
        case.read("board.decree", decrees.get(when.start or case.on), who)
        digest = case.read("election.record", term.record[:12], who)
        if term.record in records:
            yield Verdict.holds(f"record {digest}", f"berita acara {digest}", who=who, when=when)
        elif digest:
            yield Verdict.lacks(
                "election.record",
                who=who,
                when=when,
                en=f"record {digest}, which it names",
                indonesian=f"berita acara {digest} yang disebutnya",
            )
        else:
            yield Verdict.violated(
                who,
                "appointed, election not evidenced",
                "ditunjuk, pemilihan tidak terbukti",
                when=when,
            )


CHAPTER = (election_evidenced,)
