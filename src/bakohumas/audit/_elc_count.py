from collections.abc import Iterator

import attrs

from bakohumas.audit._case import Case
from bakohumas.audit._examples import CHAIR, DAY, THREE, forum
from bakohumas.audit._proceedings import NOT_SEEN, counts, held, none_held
from bakohumas.audit._rule import rule
from bakohumas.audit._sittings import altered, called, counted, seen, stuck
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._worked import Setting
from bakohumas.elections import (
    IRV,
    Acclamation,
    Approval,
    Borda,
    Majority,
    Result,
    Runoff,
    Unit,
    verify,
)
from bakohumas.languages import listed, number
from bakohumas.meetings import Arrived, Counted, Floor

_ENOUGH = 3


def _pointed() -> Setting:
    """A count by points, by which another one won than had the most votes."""
    body = forum(*THREE, "contoh-d", "contoh-e")
    first, second, third = THREE
    papers = [[first, second, third]] * 3 + [[second, third, first]] * 2
    meeting = stuck(called(body).attend(*body.on(DAY).register.institutions))
    record = meeting.elect(CHAIR, papers, candidates=THREE, method=Borda()).close()
    return seen(record, body=body, who=CHAIR)


def _blank(*, taken_in: bool) -> Setting:
    """A count with a blank ballot, left out or taken in."""
    papers = [[THREE[0]], [THREE[0]], []]
    record = stuck().elect(CHAIR, papers, candidates=THREE[:2], method=Majority()).close()
    if not taken_in:
        return seen(record, who=CHAIR)
    (step,) = (each for each in record.steps if isinstance(each, Counted))
    stage = attrs.evolve(step.result.stages[0], tallies=((THREE[0], 3), (THREE[1], 0)))
    result = attrs.evolve(step.result, stages=(stage,))
    return seen(altered(record, Counted, result=result), who=CHAIR)


def _surplus() -> Setting:
    """Three ballots from two voters, where one vote decided."""
    record = counted().close()
    few = altered(record, Arrived, who=THREE[:2])
    return seen(attrs.evolve(few, attendance=THREE[:2]), who=CHAIR)


def _firsts(result: Result) -> dict[str, int]:
    """How many votes each candidate had, of those whom a ballot likes best or chooses."""
    stage = result.stages[0]
    if isinstance(result.method, Approval):
        return {name: int(votes) for name, votes in stage.tallies}
    votes = dict.fromkeys(result.counted.candidates, 0)
    for ballot, n in result.counted.ballots():
        if isinstance(ballot[0], str):
            votes[ballot[0]] += n
    return votes


def _leads(result: Result) -> bool:
    """Whether nobody who lost had more votes than somebody who won."""
    votes = _firsts(result)
    won = [votes.get(each, 0) for each in result.elected]
    lost = [n for name, n in votes.items() if name not in result.elected]
    return min(won, default=0) >= max(lost, default=0)


def _absolute(result: Result) -> bool:
    """Whether the method asks for an absolute majority (ELC-04)."""
    method = result.method
    return isinstance(method, IRV) or (isinstance(method, Majority) and bool(method.threshold))


@rule(
    "ELC-03",
    advice=(
        "Declare whoever had the most votes elected, or lay the method down (election.method).",
        (
            "Nyatakan peraih suara terbanyak terpilih, atau tetapkan cara pemilihan dalam piagam "
            "(election.method)."
        ),
    ),
    holds=lambda: seen(counted(method=Majority(None)).close(), who=CHAIR),
    violated=_pointed,
)
def the_most_votes_win(case: Case) -> Iterator[Verdict]:
    """Whoever is elected had the most votes: first preferences, where ballots are ranked."""
    told = 0
    for record, step, _ in counts(case):
        result, who, when = step.result, step.subject, record.on
        if isinstance(result.method, Acclamation) or not result.elected:
            continue
        told += 1
        votes = case.read("election.tallies", _firsts(result), who)
        law = case.laid_down("election.method", on=when)
        ranked = sorted(votes.items(), key=lambda each: -each[1])
        all_ = sum(votes.values())
        en = listed([f"{name} {number(n)}" for name, n in ranked], most=_ENOUGH)
        idn = listed([f"{name} {number(n, 'id')}" for name, n in ranked], "id", most=_ENOUGH)
        won, menang = listed(result.elected), listed(result.elected, "id")
        if _leads(result):
            yield Verdict.holds(
                f"{won} had the most of {number(all_)} votes: {en}",
                f"{menang} memperoleh suara terbanyak dari {number(all_, 'id')}: {idn}",
                who=who,
                when=when,
            )
        elif law or _absolute(result):
            yield Verdict.not_applicable(
                f"{won} was elected by {result.method.label()}, which asks for more than the most "
                "votes (ELC-04)"
                if not law
                else f"{won} was elected by {result.method.label()}; laid down by {law.cite()}",
                f"{menang} terpilih melalui {result.method.label('id')}, yang mensyaratkan lebih "
                "daripada suara terbanyak (ELC-04)"
                if not law
                else f"{menang} terpilih melalui {result.method.label('id')}; ditetapkan menurut "
                f"{law.cite('id')}",
                who=who,
                when=when,
            )
        else:
            yield Verdict.violated(
                who,
                f"{won} was elected by {result.method.label()}, and others had more votes: {en}",
                f"{menang} terpilih melalui {result.method.label('id')}, sedangkan calon lain "
                f"memperoleh suara lebih banyak: {idn}",
                when=when,
            )
    if not held(case):
        yield none_held("election.tallies")
    elif not told:
        yield Verdict.not_applicable(
            "nobody was elected by ballots", "tidak ada yang dipilih dengan pemungutan suara"
        )


@rule(
    "ELC-04",
    advice=(
        "Nothing needs to be done; announce before the vote when a second round follows.",
        "Tidak ada yang perlu dilakukan; umumkan sebelumnya kapan putaran kedua diadakan.",
    ),
    permitted=lambda: seen(counted(method=Majority(runoff=Runoff.TWO_ROUND)).close()),
)
def an_absolute_majority(case: Case) -> Iterator[Verdict]:
    """Ballots were counted by a method that asks for more than half of the votes."""
    found = [(step.subject, step.result) for _, step, _ in counts(case) if _absolute(step.result)]
    for who, result in found:
        case.read("election.method", str(result.method), who)
        case.read("election.rounds", len(result.stages), who)
    if found:
        said = [(who, r.method.label(), r.method.label("id"), len(r.stages)) for who, r in found]
        yield Verdict.holds(
            listed([f"{who}: {en} in {number(n)} rounds" for who, en, _, n in said]),
            listed([f"{who}: {x} dalam {number(n, 'id')} putaran" for who, _, x, n in said], "id"),
        )
    else:
        yield (
            Verdict.not_applicable(
                "no count on record asked for an absolute majority",
                "tidak ada penghitungan tercatat yang mensyaratkan suara terbanyak mutlak",
            )
            if held(case)
            else NOT_SEEN
        )


@rule(
    "ELC-07",
    advice=(
        "Count the valid ballots again without the blank and the spoilt ones.",
        "Hitung ulang suara sah tanpa surat suara yang kosong atau rusak.",
    ),
    holds=lambda: _blank(taken_in=False),
    violated=lambda: _blank(taken_in=True),
)
def invalid_ballots_left_out(case: Case) -> Iterator[Verdict]:
    """Counted again from the ballots, blank and spoilt ones are in no round."""
    told = 0
    for record, step, _ in counts(case):
        result, who, when = step.result, step.subject, record.on
        if isinstance(result.method, Acclamation):
            continue
        told += 1
        ballots = result.counted
        case.read("election.ballots", str(ballots), who)
        over = [
            stage
            for stage in result.stages
            if stage.unit is Unit.VOTES
            and stage.in_play + stage.nontransferable > ballots.valid * 10**stage.decimals
        ]
        invalid = ballots.cast - ballots.valid
        if over:
            figures = over[0].told(over[0].in_play), over[0].told(over[0].in_play, "id")
            yield Verdict.violated(
                who,
                f"round {over[0].number} counts {figures[0]} votes, and {number(ballots.valid)} "
                f"ballots were valid, {number(invalid)} not",
                f"putaran {over[0].number} menghitung {figures[1]} suara, sedangkan surat suara "
                f"yang sah {number(ballots.valid, 'id')} dan yang tidak sah "
                f"{number(invalid, 'id')}",
                when=when,
            )
        elif wrong := verify(result):
            yield Verdict.undetermined(
                f"the count does not follow from the ballots: {wrong[0]}",
                f"hasil penghitungan tidak sesuai dengan surat suara: {wrong[0]}",
                who=who,
                when=when,
            )
        else:
            yield Verdict.holds(
                f"{number(ballots.valid)} valid, {number(invalid)} left out",
                f"{number(ballots.valid, 'id')} sah, {number(invalid, 'id')} tidak diperhitungkan",
                who=who,
                when=when,
            )
    if not held(case):
        yield none_held("election.ballots")
    elif not told:
        yield Verdict.not_applicable("no ballots were counted", "tidak ada suara yang dihitung")


@rule(
    "ELC-08",
    advice=(
        "Declare the result void and vote again, with one ballot for every voter present.",
        (
            "Nyatakan hasilnya batal dan ulangi pemungutan suara, dengan satu surat suara untuk "
            "setiap pemilih yang hadir."
        ),
    ),
    holds=lambda: seen(counted().close(), who=CHAIR),
    violated=_surplus,
)
def no_more_ballots_than_voters(case: Case) -> Iterator[Verdict]:
    """No result stands that a surplus of ballots over voters could have changed."""
    told = 0
    for record, step, floor in counts(case):
        result, who, when = step.result, step.subject, record.on
        if isinstance(result.method, Acclamation):
            continue
        told += 1
        voters = case.read("election.electors", _voters(step, floor), who)
        cast = case.read("election.ballots", result.profile.cast, who)
        facts = (
            f"{number(cast)} ballots of {number(voters)} voters",
            f"{number(cast, 'id')} surat suara dari {number(voters, 'id')} pemilih",
        )
        if cast <= voters or not result.elected or record.decision(who) is None:
            yield Verdict.holds(*facts, who=who, when=when)
        elif _could_change(result, cast - voters):
            yield Verdict.violated(who, *facts, when=when)
        else:
            yield Verdict.holds(
                f"{facts[0]}, too few to change the result",
                f"{facts[1]}, kelebihannya tidak mengubah hasil",
                who=who,
                when=when,
            )
    if not held(case):
        yield none_held("election.ballots", "election.electors")
    elif not told:
        yield Verdict.not_applicable("no ballots were counted", "tidak ada suara yang dihitung")


def _voters(step: Counted, floor: Floor | None) -> int:
    """How many could vote: who was there as the steps show it, or else as it is stated."""
    return len(floor.present) if floor else step.quorum.present


def _could_change(result: Result, surplus: int) -> bool:
    """Whether so many ballots, taken from the winner, let somebody else win or tie.

    After several rounds it cannot be excluded, as each round rests on the one before.
    """
    last = result.stages[-1]
    votes = dict(last.tallies)
    won = [votes[name] for name in last.who if name in votes]
    lost = [n for name, n in last.tallies if name not in result.elected]
    gap = min(won, default=0) - max(lost, default=0)
    return len(result.stages) > 1 or gap <= surplus


WINNERS = (the_most_votes_win, an_absolute_majority)
BALLOTS = (invalid_ballots_left_out, no_more_ballots_than_voters)
