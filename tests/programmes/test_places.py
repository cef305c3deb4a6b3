"""Where, when and in what tongue work is done, and what is lent for it."""

from datetime import date
from itertools import product

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bakohumas.errors import InfeasibleError
from bakohumas.periods import Period
from bakohumas.programmes import (
    Agency,
    Allocation,
    Objective,
    Slot,
    Task,
    allocate,
    duties,
    nobody_can,
    reallocate,
    reasons_against,
    verify,
)
from bakohumas.testing import team_problems

YEAR = Period(date(2018, 1, 1), date(2019, 1, 1))
MAY = Period(date(2018, 5, 1), date(2018, 6, 1))


def test_nothing_is_lent_twice_at_once() -> None:
    """Who has one studio lends it to one task at a time, and to two where it has two."""
    tasks = [Task("a", window=MAY, needs=["loan:studio"]), Task("b", window=YEAR, slots=[
        Slot("support", needs=["loan:studio"])]), Task("c", needs=["loan:studio"])]  # fmt: skip
    studio = Agency("tvri", 9, ["loan:studio"])
    other, lender = Agency("rri", 9), Agency("antara", 0, ["loan:studio"])
    by_hand = Allocation.of(
        {"a": "tvri", "b": "rri", "c": "tvri"},
        tasks=tasks, agencies=[studio, other], teams={"b": {"support": ["tvri"]}},
    )  # fmt: skip

    assert verify(by_hand, tasks, [other, studio]) == (
        "tvri lends loan:studio to a, b at once and has 1 of it",
    )
    assert verify(by_hand, tasks, [other, studio], lang="id") == (
        "tvri meminjamkan loan:studio kepada a, b sekaligus dan hanya memiliki 1",
    )
    for solver in ("own", "highs"):
        with pytest.raises(InfeasibleError):
            allocate(tasks, [studio, other], solver=solver)
        two = attrs.evolve(studio, stock={"loan:studio": 2})
        assert allocate(tasks, [two, other], solver=solver).assignments["a"] == "tvri"
        apart = [attrs.evolve(tasks[0], window=Period(date(2019, 1, 1))), *tasks[1:]]
        assert allocate(apart, [studio, other], solver=solver).assignments["a"] == "tvri"
        lent = [studio, other, attrs.evolve(lender, capacity=1)]
        assert verify(allocate(tasks, lent, solver=solver), tasks, lent) == ()


def test_bare_tasks_that_share_a_loan_are_no_work_for_the_exact_method() -> None:
    """Two tasks in one month and one studio: the other agency takes one, whatever it costs."""
    tasks = [Task(each, needs=["loan:studio"], window=MAY, cost={"a": 1, "b": 9}) for each in "tu"]
    ready = [Agency("a", 9, ["loan:studio"]), Agency("b", 9, ["loan:studio"])]

    assert sorted(allocate(tasks, ready).assignments.values()) == ["a", "b"]
    assert allocate([attrs.evolve(each, window=None) for each in tasks], ready).cost == 2


def test_a_slot_has_a_place_a_tongue_and_a_time_of_its_own() -> None:
    """What a slot says of itself counts for it, and what it does not is the task's."""
    slot = Slot("support", regions=["94"], languages=[], window=MAY)
    work = [Task("film", regions=["31"], languages=["id"], window=YEAR, slots=[slot])]
    ready = [
        Agency("here", 9, regions=["31"], languages=["id"]),
        Agency("there", 9, regions=["94"], languages=["bjn"], limits=[(Period(MAY.end), 0)]),
    ]
    made = allocate(work, ready)

    assert (made.assignments, made.teams) == ({"film": "here"}, {"film": {"support": ("there",)}})
    assert verify(made, work, ready) == ()
    assert [row["to"] for row in duties(made)] == ["2018-12-31", "2018-05-31"]
    plain = [attrs.evolve(work[0], slots=[Slot("support")])]
    assert len(verify(made, plain, ready)) == 4
    told = [Slot("informed", regions=["94"], languages=["bjn"])]
    asked = allocate([attrs.evolve(work[0], slots=told)], ready)
    assert asked.teams == {"film": {"informed": ("there",)}}


@pytest.mark.parametrize(
    ("served", "region", "nested", "does"),
    [
        ("63", "6301", True, True),
        ("63", "63.01", True, True),
        ("63.01", "6301", True, True),
        ("63.01", "63.01.05.2001", True, True),
        ("63", "6301", False, False),
        ("6301", "63", True, False),
        ("6", "63", True, False),
        ("630", "6301", True, False),
        ("63", "64.01", True, False),
        ("kalsel", "kalsel", False, True),
        ("kal", "kalsel", True, False),
    ],
)
def test_a_province_stands_for_its_regencies(
    served: str, region: str, *, nested: bool, does: bool
) -> None:
    """Reasons, allocation, verifier and sentences agree on what a code has within it."""
    work, ready = [Task("t", regions=[region])], [Agency("a", 1, regions=[served], nested=nested)]
    made = Allocation.of({"t": "a"}, tasks=work, agencies=ready)

    assert ready[0].serves(region) is does
    assert (reasons_against(work[0], ready[0]) == ()) is does
    assert (verify(made, work, ready) == ()) is does
    assert (nobody_can(work[0], ready) == "") is does
    if does:
        assert allocate(work, ready).assignments == {"t": "a"}
    else:
        with pytest.raises(InfeasibleError, match=f"0 serve {region}"):
            allocate(work, ready)


def test_a_stock_is_one_of_loans() -> None:
    """A stock of anything else, or of nothing, is a slip."""
    with pytest.raises(ValueError, match="stock counts what is lent, such as loan:studio, got 'x'"):
        Agency("a", 1, stock={"x": 1})
    with pytest.raises(ValueError, match="the stock of loan:x must be 1 or more, got 0"):
        Agency("a", 1, stock={"loan:x": 0})
    with pytest.raises(TypeError, match="nested must be a bool"):
        Agency("a", 1, nested=1)  # type: ignore[arg-type]


def test_a_cost_that_names_nobody_bars_everybody() -> None:
    """Without a cost everybody can; with one that is empty, nobody, in a slot as in a task."""
    ready = [Agency("a", 9), Agency("b", 9)]

    assert allocate([Task("t")], ready).cost == 0
    for work in (Task("t", cost={}), Task("t", slots=[Slot("support", cost={})])):
        with pytest.raises(InfeasibleError):
            allocate([work], ready)
        made = Allocation.of(
            {"t": "a"}, tasks=[work], agencies=ready,
            teams={"t": {"support": ["b"]}} if work.slots else {},
        )  # fmt: skip
        assert "has given no cost for it" in verify(made, [work], ready)[0]


def test_slots_are_filled_as_far_as_is_asked() -> None:
    """As few as they need by default; with fill="most" one more to each while there is room."""
    work = [
        Task("film", cost={"a": 0}, slots=[
            Slot("support", least=0, most=3, cost={"b": 5, "c": 1, "d": 3}),
            Slot("informed", most=2),
        ]),
        Task("song", cost={"a": 0}, slots=[Slot("support", least=0, most=9, needs=["x"])]),
    ]  # fmt: skip
    ready = [Agency("a", 9), Agency("b", 1, ["x"]), Agency("c", 1), Agency("d", 1)]
    least, most = allocate(work, ready), allocate(work, ready, fill="most")

    assert least.teams == {"film": {"informed": ("b",)}}
    assert most.teams == {
        "film": {"informed": ("b", "d"), "support": ("c",)}, "song": {"support": ("b",)},
    }  # fmt: skip
    assert verify(most, work, ready) == ()
    with pytest.raises(ValueError, match="fill must be 'least' or 'most', got 'all'"):
        allocate(work, ready, fill="all")  # type: ignore[arg-type]


def test_whoever_sits_beside_those_that_are_needed_stays() -> None:
    """A slot that holds more than it needs keeps them, and gets more only where it is asked."""
    work = [Task("film", slots=[Slot("support", least=1, most=3)]), Task("song")]
    ready = [Agency(code, 2) for code in "abcde"]
    standing = Allocation.of(
        {"film": "a", "song": "b"},
        tasks=work, agencies=ready, teams={"film": {"support": ["c", "d"]}},
    )  # fmt: skip

    assert reallocate(standing, withdrawn=["b"]).moved(standing) == ("song",)
    assert reallocate(standing, withdrawn=["c"]).teams == {"film": {"support": ("d",)}}
    fuller = reallocate(standing, withdrawn=["c"], fill="most")
    assert len(fuller.teams["film"]["support"]) == 3
    busy = [attrs.evolve(one, capacity=0 if one.id == "d" else 2) for one in ready]
    assert reallocate(standing, agencies=busy).teams == {"film": {"support": ("c",)}}


@settings(max_examples=60)
@given(team_problems(), st.sampled_from(["cost", "fair"]))
def test_filling_takes_nothing_away(
    problem: tuple[tuple[Task, ...], tuple[Agency, ...]], objective: Objective
) -> None:
    """Whoever has a place without it has it with it, all stands up, and nobody more could join."""
    tasks, agencies = (
        [attrs.evolve(task, slots=[attrs.evolve(slot, most=slot.least + 1) for slot in task.slots])
         for task in problem[0]],
        problem[1],
    )  # fmt: skip
    try:
        least = allocate(tasks, agencies, objective=objective)
    except InfeasibleError:
        return
    most = allocate(tasks, agencies, objective=objective, fill="most")

    assert verify(most, tasks, agencies) == ()
    assert most.assignments == least.assignments
    for task in tasks:
        for slot in task.slots:
            members = most.teams.get(task.id, {}).get(slot.name, ())
            assert set(members) >= set(least.teams.get(task.id, {}).get(slot.name, ()))
            room = len(members) < slot.most
            for one in [each for each in agencies if room and each.id not in members]:
                team = {**most.teams.get(task.id, {}), slot.name: (*members, one.id)}
                more = Allocation.of(most.assignments, tasks=tasks, agencies=agencies,
                                     teams={**most.teams, task.id: team})  # fmt: skip
                assert verify(more, tasks, agencies) != ()


@st.composite
def lent_out(draw: st.DrawFn) -> tuple[list[Task], list[Agency]]:
    """Tasks of one length with windows and a studio, and agencies with limits and a stock."""
    windows = st.sampled_from([MAY, YEAR, Period(MAY.end), None])
    codes, days = "abc", draw(st.integers(1, 2))
    tasks = [
        Task(
            f"t{number}", needs=draw(st.sampled_from([[], ["loan:studio"]])), days=days,
            cost=draw(st.none() | st.dictionaries(st.sampled_from(codes), st.integers(0, 5))),
            window=draw(windows),
        )
        for number in range(draw(st.integers(1, 4)))
    ]  # fmt: skip
    agencies = [
        Agency(
            code, draw(st.integers(0, 4)), ["loan:studio"],
            limits=draw(st.lists(st.tuples(st.just(MAY), st.integers(0, 3)), max_size=1)),
            stock=draw(st.sampled_from([{}, {"loan:studio": 2}])),
        )
        for code in codes
    ]  # fmt: skip
    return tasks, agencies


@given(lent_out(), st.sampled_from(["cost", "fair"]))
def test_what_limits_and_loans_leave_free_bounds_the_rest(
    problem: tuple[list[Task], list[Agency]], objective: Objective
) -> None:
    """The gap is no less than what all divisions, tried one by one, show to be missing.

    Where no limit binds, or the search reaches what would be best without any, it is nought.
    """
    tasks, agencies = problem
    every = (
        Allocation.of(dict(zip((task.id for task in tasks), chosen, strict=True)),
                      tasks=tasks, agencies=agencies)
        for chosen in product("abc", repeat=len(tasks))
    )  # fmt: skip
    sound = [made for made in every if not verify(made, tasks, agencies)]
    uneven = objective == "fair"
    best = min(((made.unevenness * uneven, made.cost) for made in sound), default=None)
    try:
        made = allocate(tasks, agencies, objective=objective)
    except InfeasibleError:
        assert best is None
        return
    found = made.unevenness * uneven, made.cost

    assert verify(made, tasks, agencies) == ()
    assert best is not None
    assert found >= best
    if made.gap == 0:
        assert found == best
    elif made.gap and not uneven:
        assert made.gap * made.cost >= made.cost - best[1]
