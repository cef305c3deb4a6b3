from collections.abc import Iterator

import attrs

from bakohumas.audit import _qrm_calls, _qrm_roll
from bakohumas.audit._case import Case
from bakohumas.audit._examples import CHAIR, DAY, THREE, forum
from bakohumas.audit._found import ruled
from bakohumas.audit._proceedings import (
    ASSEMBLIES,
    floor_at,
    held,
    none_held,
    quorum_law,
    ruling,
    share,
)
from bakohumas.audit._rule import rule
from bakohumas.audit._sittings import PROPOSAL, TOPIC, seen, sitting
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted
from bakohumas.audit._worked import Setting, worked
from bakohumas.errors import BakohumasError
from bakohumas.languages import number
from bakohumas.law import Provision, Threshold
from bakohumas.meetings import Decision, Floor, Matter, Quorum, Record, verify

_TWO_THIRDS, _GRAVE = ">= 2/3", (Matter.STRATEGIC, Matter.GRAVE)


def _after_some_left() -> Setting:
    """A decision that was put down after two of three had left."""
    record = sitting().leave(*THREE[1:]).close()
    quorate = sitting().deliberate(CHAIR, THREE[0])
    steps = (*record.steps[:-1], quorate.steps[-1], record.steps[-1])
    kept = attrs.evolve(record, steps=steps, decisions=quorate.decisions)
    return seen(kept, who=CHAIR)


@rule(
    "QRM-01",
    advice=(
        "Treat the decision as void, and decide again with a quorum.",
        "Anggap keputusan itu batal, dan putuskan kembali dengan kuorum.",
    ),
    holds=lambda: seen(sitting().deliberate(CHAIR, THREE[0]).close(), who=CHAIR),
    violated=_after_some_left,
)
def with_a_quorum(case: Case) -> Iterator[Verdict]:
    """Every decision was taken with the quorum of the charter, as the steps show it again.

    Whoever had left by then does not count, nor does whoever is not on the attendance list;
    a statement of fewer than the lists show is taken at its word.
    """
    decided = 0
    for record in held(case):
        strange = _strange(case, record) if record.decisions else False
        for each in record.decisions:
            decided += 1
            yield _quorate(case, record, each, strange=strange)
    if not decided:
        yield (
            Verdict.not_applicable(
                "the meetings on record decided nothing", "rapat yang tercatat tidak memutuskan"
            )
            if held(case)
            else none_held("meeting.attendance")
        )


def _quorate(case: Case, record: Record, each: Decision, *, strange: bool) -> Verdict:
    """Whether one decision had its quorum."""
    who, when = each.subject, record.on
    floor = floor_at(record, who)
    law = _enough(case, record, floor, each.matter)
    if law is None:
        return Verdict.lacks("meeting.quorum", who=who, when=when)
    if strange:
        return Verdict.lacks(
            "body.members",
            who=who,
            when=when,
            en="the roll of the meeting is not the register of that day",
            indonesian="daftar anggota rapat bukan daftar anggota pada hari itu",
        )
    case.read("meeting.quorum", law.value, who)
    listed, roll = {*record.attendance} & {*record.roll}, len({*record.roll})
    if floor:
        given = {giver for giver, _ in floor.proxies}
        there = floor.may_vote(each.matter) & (listed | given)
        roll = min(roll, floor.electorate(each.matter))
    else:
        there = frozenset(listed)
    case.read("body.members", roll, who)
    case.read("meeting.attendance", sorted(there), who)
    quorum = Quorum(roll, min(len(there), each.quorum.present), law)
    facts = quorum.explain().rstrip("."), quorum.explain("id").rstrip(".")
    if quorum.met:
        return Verdict.holds(*facts, who=who, when=when)
    return Verdict.violated(who, *facts, when=when)


def _enough(case: Case, record: Record, floor: Floor | None, matter: Matter) -> Provision | None:
    """The quorum for a decision; that of a first call where no step tells which it was."""
    if floor:
        return quorum_law(case, record, floor, matter)
    return ruling(case, "meeting.quorum", "> 1/2", "QRM-01", on=record.on)


def _strange(case: Case, record: Record) -> bool:
    """Whether the roll is another one than the register had on the record date."""
    members = set(case.body.on(record.on).register.institutions)
    if record.called:
        try:
            found = verify(record, body=case.body)
        except BakohumasError:  # the charter is silent on what a meeting asks it
            return set(record.roll) != members
        return any(line.startswith(("roll:", "roll, voters:")) for line in found)
    return record.kind in ASSEMBLIES and set(record.roll) != members


def _of_all(case: Case, law: Provision) -> tuple[int, int]:
    """How many members there are on the day, and how many of them are enough."""
    members = case.read("body.members", len(case.now.register))
    return members, Threshold.parse(str(law.value)).of(members)


@rule(
    "QRM-02",
    advice=(
        "Nothing needs to be done; tell the members how many that is.",
        "Tidak ada yang perlu dilakukan; beri tahu anggota berapa jumlahnya.",
    ),
    permitted=lambda: worked(forum(rules=ruled("meeting.quorum", ">= 1/2 + 1")), on=DAY),
)
def half_plus_one(case: Case) -> Iterator[Verdict]:
    """The charter states the custom of one half plus one."""
    law = case.laid_down("meeting.quorum")
    rule_ = share(law)
    case.read("meeting.quorum", law and law.value)
    if law and rule_ and rule_.plus_one:
        of, needed = _of_all(case, law)
        more = needed - Threshold.parse("> 1/2").of(of)
        yield Verdict.holds(
            f"{law.value} by {law.cite()}: {number(needed)} of {counted(of, 'member')}, "
            f"{number(more)} more than by one half alone",
            f"{law.value} menurut {law.cite('id')}: {number(needed, 'id')} dari "
            f"{number(of, 'id')} anggota, {number(more, 'id')} lebih banyak daripada lebih dari "
            "separuh",
        )
    else:
        yield Verdict.not_applicable(
            "the charter does not ask for one half plus one",
            "piagam tidak mensyaratkan setengah n plus satu",
        )


@rule(
    "QRM-03",
    advice=(
        "Nothing needs to be done; invite early, as two thirds are many.",
        "Tidak ada yang perlu dilakukan; undang lebih awal karena dua per tiga itu banyak.",
    ),
    permitted=lambda: worked(forum(rules=ruled("meeting.quorum", _TWO_THIRDS)), on=DAY),
)
def two_thirds(case: Case) -> Iterator[Verdict]:
    """The charter asks for two thirds of the members."""
    law = case.laid_down("meeting.quorum")
    case.read("meeting.quorum", law and law.value)
    if law and law.value == _TWO_THIRDS:
        of, needed = _of_all(case, law)
        yield Verdict.holds(
            f"two thirds by {law.cite()}: {number(needed)} of {counted(of, 'member')}",
            f"dua per tiga menurut {law.cite('id')}: {number(needed, 'id')} dari "
            f"{number(of, 'id')} anggota",
        )
    else:
        yield Verdict.not_applicable(
            "the charter does not ask for two thirds", "piagam tidak mensyaratkan dua per tiga"
        )


@rule(
    "QRM-04",
    advice=(
        "Nothing needs to be done; say at the call which matters are grave.",
        "Tidak ada yang perlu dilakukan; sebutkan dalam undangan hal mana yang sangat penting.",
    ),
    permitted=lambda: seen(
        sitting(rules=ruled("meeting.quorum_grave", ">= 3/4"))
        .deliberate(TOPIC, PROPOSAL, matter=Matter.GRAVE)
        .close(),
        body=forum(rules=ruled("meeting.quorum_grave", ">= 3/4")),
    ),
)
def more_for_grave_matters(case: Case) -> Iterator[Verdict]:
    """The charter has a quorum of its own for strategic or grave matters."""
    laws = {each: case.laid_down(f"meeting.quorum_{each}") for each in _GRAVE}
    own = {each: law for each, law in laws.items() if law}
    for record in held(case):
        for each in record.decisions:
            if each.matter in own:
                case.read("decision.class", each.matter.value, each.subject)
                case.read("meeting.attendance", each.quorum.present, each.subject)
    if own:
        said = [(each, law, *_of_all(case, law)) for each, law in own.items()]
        yield Verdict.holds(
            "; ".join(
                f"{each.label()}: {number(n)} of {counted(of, 'member')} by {law.cite()}"
                for each, law, of, n in said
            ),
            "; ".join(
                f"{each.label('id')}: {number(n, 'id')} dari {number(of, 'id')} anggota menurut "
                f"{law.cite('id')}"
                for each, law, of, n in said
            ),
        )
    else:
        yield Verdict.not_applicable(
            "the charter has one quorum for all matters",
            "piagam mengatur satu kuorum untuk semua hal",
        )


CHAPTER = (
    with_a_quorum,
    half_plus_one,
    two_thirds,
    more_for_grave_matters,
    *_qrm_calls.CHAPTER,
    *_qrm_roll.CHAPTER,
)
