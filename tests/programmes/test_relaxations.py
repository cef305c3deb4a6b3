"""What would help where no division is: teams, bars, limits by period, needs of slots."""

from datetime import date

import pytest
from hypothesis import given, settings

from bakohumas.errors import InfeasibleError
from bakohumas.periods import Period
from bakohumas.programmes import Agency, Relief, Slot, Task, allocate, relaxations
from bakohumas.testing import team_problems

Problem = tuple[tuple[Task, ...], tuple[Agency, ...]]
MAY = Period(date(2018, 5, 1), date(2018, 6, 1))


def refused(problem: Problem) -> str | None:
    """The proof with which a problem is refused; ``None`` where it is divided."""
    try:
        allocate(*problem, rounds=0)
    except InfeasibleError as refusal:
        return refusal.proof
    return None


@settings(max_examples=150)
@given(team_problems())
def test_a_change_takes_away_what_was_short(problem: Problem) -> None:
    """Where it leaves nothing missing no places and no agencies are short; else none divides."""
    found = relaxations(*problem)

    assert not found or refused(problem) is not None
    for change in found:
        after = refused(change.applied(*problem))
        assert after is not None if change.left else after not in {"places", "team"}
        assert change.explain("id") != change.explain()


V = ["v"]
PAIR = Task("t", needs=V, slots=[Slot("support", needs=V)])


def test_a_team_is_short_of_agencies_and_not_of_room() -> None:
    """An agency with room for a hundred sits in a task once; another must become able."""
    for room in (1, 100):
        problem = (PAIR,), (Agency("a", room, V), Agency("b", 9))
        with pytest.raises(InfeasibleError) as refusal:
            allocate(*problem)
        assert str(refusal.value) == (
            "task t cannot be done without 1 agency more than are able to (a): make others able, "
            "ask for fewer, or drop it; any of these would help: let b take on v (skill), drop v "
            "from the needs of t or drop v from the needs of t/support"
        )
        assert refusal.value.indonesian[0] == (
            "tugas t kekurangan 1 instansi di samping yang mampu (a): jadikan instansi lain "
            "mampu, kurangi yang diminta, atau hapus tugasnya"
        )
        assert [*map(refused, (change.applied(*problem) for change in relaxations(*problem)))] == [
            None, None, None,
        ]  # fmt: skip
    assert relaxations([PAIR], [Agency("a", 100, V), Agency("b", 0)]) == ()
    others = [Task(f"u{number}", needs=V) for number in range(3)]
    told = [
        str(change) for change in relaxations([PAIR, *others], [Agency("a", 2, V), Agency("b", 9)])
    ]
    assert told[0] == "give a a capacity of 1 more (1 still missing)"
    assert "let b take on v (skill)" in told


def test_room_that_is_where_nobody_else_may_sit_is_none() -> None:
    """Two sit in the task, and one of them has no room: the count says so, and what helps."""
    work, ready = [Task("t", slots=[Slot("support")])], [Agency("a", 0), Agency("b", 2)]
    with pytest.raises(InfeasibleError) as refusal:
        allocate(work, ready)

    assert refusal.value.proof == "limits"
    assert refusal.value.details == ("any of these would help: give a a capacity of 1 more",)


@pytest.mark.parametrize(
    ("task", "agency", "english", "indonesian"),
    [
        (
            Task("t"), Agency("a", 3, excludes={"t": "own audit", "u": "rests"}),
            "lift the exclusion of a from t", "cabut pengecualian a dari t",
        ),
        (
            Task("t", cost={"zz": 1}), Agency("a", 3),
            "have a name a cost for t", "minta a menyebutkan biaya untuk t",
        ),
        (
            Task("t", days=2, window=MAY), Agency("a", 3, limits=[(Period(None), 9), (MAY, 1)]),
            "raise the limit of a in the period 2018-05-01 to 2018-05-31 by 1",
            "naikkan batas a dalam periode 2018-05-01 to 2018-05-31 sebanyak 1",
        ),
    ],
)  # fmt: skip
def test_what_alone_bars_an_agency_is_what_would_help(
    task: Task, agency: Agency, english: str, indonesian: str
) -> None:
    """An exclusion lifted, a cost named, a limit raised: the refusal says it, and it is so."""
    with pytest.raises(InfeasibleError) as refusal:
        allocate([task], [agency])
    (change,) = relaxations([task], [agency])

    assert change.relief is Relief.BAR
    assert str(refusal.value).endswith(f"any of these would help: {english}")
    assert refusal.value.indonesian[-1].endswith(indonesian)
    assert allocate(*change.applied([task], [agency])).assignments == {"t": "a"}


def test_a_limit_is_raised_for_all_that_it_stops() -> None:
    """Of three days in May the agency could do none: it takes three, and no day of June."""
    work = [Task("a", window=MAY), Task("b", window=MAY, days=2), Task("c")]
    ready = [Agency("x", 9, limits=[(MAY, 0)])]
    (change,) = relaxations(work, ready)

    assert (change.days, change.left) == (3, 0)
    assert allocate(*change.applied(work, ready)).loads == {"x": 4}


def test_a_conflict_of_interest_is_nothing_to_give_way_to() -> None:
    """Nothing is offered, and the refusal says that nothing was found."""
    work, ready = [Task("t")], [Agency("a", 3, conflicts={"t": "owns it"})]
    with pytest.raises(InfeasibleError) as refusal:
        allocate(work, ready)

    assert relaxations(work, ready) == ()
    assert refusal.value.details[-1] == "no single change was found that would help"
    assert refusal.value.indonesian[-1] == (
        "tidak ditemukan satu perubahan pun yang dengan sendirinya akan membantu"
    )


def test_needs_are_dropped_where_they_stand() -> None:
    """A slot with regions, languages and a cost of its own is eased, and not its task."""
    own = Slot("support", regions=["91"], languages=["bjn"], cost={"b": 1})
    work = [Task("t", regions=["63"], languages=["id"], slots=[own])]
    lead = Agency("a", 1, [], ["63"], languages=["id"])
    told = {
        str(each)
        for near in (
            Agency("b", 1, [], ["63"], languages=["bjn"]),
            Agency("b", 1, [], ["91"], languages=["id"]),
            Agency("c", 1, [], ["91"], languages=["bjn"]),
        )
        for each in relaxations(work, [lead, near])
    }

    assert told == {
        "let b take on 91 (region)", "drop 91 from the needs of t/support",
        "let b take on bjn (language)", "drop bjn from the needs of t/support",
        "have c name a cost for t/support",
    }  # fmt: skip
    inherits = [Task("t", regions=["63"], slots=[Slot("support")])]
    eased = relaxations(inherits, [lead, Agency("b", 1, [], ["91"])])[-1]
    assert str(eased) == "drop 63 from the needs of t"
    assert refused(eased.applied(inherits, [lead, Agency("b", 1, [], ["91"])])) is None


def test_a_change_is_told_with_names() -> None:
    """Codes of regions, skills and agencies are called by their names where they are given."""
    work = [Task("t", needs=V, regions=["91"])]
    names = {"91": "Papua", "v": "video", "a": "TVRI"}
    changes = relaxations(work, [Agency("a", 1, V, ["31"])])

    assert [each.explain(names=names) for each in changes] == [
        "let TVRI take on Papua (region)", "drop Papua from the needs of t",
    ]  # fmt: skip
    with pytest.raises(InfeasibleError) as refusal:
        allocate(work, [Agency("a", 1, V, ["31"])], names=names)
    lonely, helps = refusal.value.details
    assert lonely == (
        "no agency can do video in Papua: 1 has video, 0 serve Papua, none both; nearest: TVRI "
        "(does not serve the region: Papua)"
    )
    assert helps == (
        "any of these would help: let TVRI take on Papua (region) or drop Papua from the needs of t"
    )
    assert "lengkapi TVRI dengan Papua" in refusal.value.indonesian[-1]
