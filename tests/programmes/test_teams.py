from collections.abc import Iterator
from datetime import date
from itertools import combinations, product
from random import Random

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bakohumas.errors import InfeasibleError
from bakohumas.periods import Period
from bakohumas.programmes import (
    Agency,
    Allocation,
    Duty,
    Mix,
    Objective,
    Slot,
    Solver,
    Task,
    allocate,
    duties,
    raci,
    verify,
    workload,
)
from bakohumas.testing import team_problems

Problem = tuple[tuple[Task, ...], tuple[Agency, ...]]
YEAR = Period(date(2018, 1, 1), date(2019, 1, 1))


def divided(
    problem: Problem, objective: Objective = "cost", solver: Solver = "own"
) -> Allocation | InfeasibleError:
    """The division, or why there is none."""
    try:
        return allocate(*problem, objective=objective, solver=solver)
    except InfeasibleError as shortage:
        return shortage


def teams_of(task: Task, agencies: tuple[Agency, ...]) -> Iterator[Allocation]:
    """Every team of one task that stands up, alone in the world."""
    codes = [agency.id for agency in agencies]
    choices = [[*combinations(codes, slot.least)] for slot in task.slots]
    for lead, members in product(codes, product(*choices)):
        team: dict[str, tuple[str, ...]] = {
            slot.name: each for slot, each in zip(task.slots, members, strict=True)
        }
        made = Allocation.of(
            {task.id: lead}, tasks=[task], agencies=agencies, teams={task.id: team}
        )
        if not verify(made, [task], agencies):
            yield made


def every_division(problem: Problem) -> Iterator[Allocation]:
    """Every division that stands up, by trying them all."""
    tasks, agencies = problem
    for parts in product(*([*teams_of(task, agencies)] for task in tasks)):
        leads = {task: lead for part in parts for task, lead in part.assignments.items()}
        teams = {task: team for part in parts for task, team in part.teams.items()}
        made = Allocation.of(leads, tasks=tasks, agencies=agencies, teams=teams)
        if not verify(made, tasks, agencies):
            yield made


def gauge(made: Allocation, objective: Objective) -> tuple[object, ...]:
    """What an objective keeps small."""
    if objective == "cost":
        return (made.cost,)
    if isinstance(objective, Mix):
        return (objective.cost * made.cost + objective.fairness * made.unevenness,)
    return made.unevenness, made.cost


OBJECTIVES: tuple[Objective, ...] = ("cost", "fair", Mix(cost=2, fairness=3))


@settings(max_examples=40)
@given(team_problems(max_tasks=2, max_agencies=3), st.sampled_from(OBJECTIVES))
def test_highs_finds_the_best_of_all_and_a_search_no_better(
    problem: Problem, objective: Objective
) -> None:
    """With its gap at nought a division is the best there is; what is refused does not exist."""
    every = list(every_division(problem))
    found, proved = divided(problem, objective), divided(problem, objective, "highs")

    assert isinstance(proved, Allocation) == bool(every)
    if isinstance(proved, Allocation):
        best = min(gauge(each, objective) for each in every)
        assert verify(proved, *problem) == ()
        assert gauge(proved, objective) == best
        assert proved.gap == 0
    if isinstance(found, Allocation):
        assert verify(found, *problem) == ()
        assert gauge(found, objective) >= min(gauge(each, objective) for each in every)
    else:
        assert not (found.proof and every)


@settings(max_examples=100)
@given(team_problems(max_tasks=4, max_agencies=5), st.sampled_from(OBJECTIVES), st.randoms())
def test_whatever_is_searched_for_stands_up(
    problem: Problem, objective: Objective, dice: Random
) -> None:
    """Every division passes the verifier, and is the same in whatever order things are listed."""
    found = divided(problem, objective)
    shuffled = tuple(tuple(dice.sample(each, len(each))) for each in problem)
    again = divided(shuffled, objective)  # type: ignore[arg-type]

    assert repr(found) == repr(again)
    if isinstance(found, Allocation):
        assert verify(found, *problem) == ()
        assert {row["task"] for row in raci(found) if row["faults"]} == set()
        assert sum(row["load"] for row in workload(found)) == sum(
            row["days"] for row in duties(found)
        )


@settings(max_examples=100)
@given(team_problems(max_tasks=3), st.data())
def test_a_row_is_clean_where_the_division_is(problem: Problem, data: st.DataObject) -> None:
    """The faults of the rows are those of the verifier that concern a task, and no others."""
    tasks, agencies = problem
    codes = st.sampled_from([agency.id for agency in agencies])
    made = Allocation.of(
        {task.id: data.draw(codes) for task in tasks if data.draw(st.booleans())},
        tasks=tasks,
        agencies=agencies,
        teams={
            task.id: {slot.name: data.draw(st.lists(codes, max_size=2)) for slot in task.slots}
            for task in tasks
        },
    )
    for lang in ("en", "id"):
        told = {fault for row in raci(made, lang) for fault in row["faults"]}
        assert told == set(verify(made, tasks, agencies, lang=lang))


@settings(max_examples=100)
@given(team_problems(max_tasks=3), st.data())
def test_the_verifier_sees_every_change_of_a_team(problem: Problem, data: st.DataObject) -> None:
    """Whoever is taken from a team, added to it or put beside a rival is missed."""
    found = divided(problem)
    if not isinstance(found, Allocation) or not found.teams:
        return
    task, team = data.draw(st.sampled_from(sorted(found.teams.items())))
    slot = data.draw(st.sampled_from(sorted(team)))
    fewer = {**found.teams, task: {**team, slot: team[slot][1:]}}
    stranger = {**found.teams, task: {**team, slot: (*team[slot][1:], "x")}}
    unknown = {**found.teams, task: {**team, "x": ()}}
    nowhere = {**found.teams, "x": {}}
    lead = {**found.teams, task: {**team, slot: (*team[slot][1:], found.assignments[task])}}

    for teams in (fewer, stranger, unknown, nowhere, lead):
        assert verify(attrs.evolve(found, teams=teams), *problem) != ()


def film(**fields: object) -> Task:
    """A task of eight days with a team."""
    slots = [
        Slot("support", needs=["loan:studio"], days=2, least=1, most=2, cost={"tvri": 4, "rri": 2}),
        Slot("consulted"),
        Slot("informed", name="press", least=2),
    ]
    given = {"needs": ["video"], "languages": ["id"], "days": 8, "window": YEAR, "slots": slots}
    return Task("film", ("A film", "Sebuah film"), **(given | fields))  # type: ignore[arg-type]


def test_a_team_is_filled_and_shown() -> None:
    """Lead, support, consulted and informed are distinct, cost what they cost, and make rows."""
    ready = [
        Agency("kominfo", 8, ["video"], limits=[(YEAR, 8)]),
        Agency("tvri", 4, ["loan:studio"]),
        Agency("rri", 4, ["loan:studio"], conflicts={"film": "sells it"}),
        *(Agency(code, 0) for code in ("bin", "bps", "lan")),
    ]
    made = allocate([film(), Task("story", cost={"rri": 3})], ready)

    assert made.assignments == {"film": "kominfo", "story": "rri"}
    assert made.teams["film"]["support"] == ("tvri",)
    assert (made.cost, made.loads["tvri"], made.gap) == (7, 2, None)
    assert made.shares == {"kominfo": ("film",), "rri": ("story",), "tvri": ("film",)}
    assert len({agency for task, _, agency in made.seats if task.id == "film"}) == 5
    row = raci(made, "id")[0]
    assert (row["title"], row["accountable"], row["responsible"]) == (
        "Sebuah film",
        "kominfo",
        ["kominfo", "tvri"],
    )
    assert [len(row["consulted"]), len(row["informed"])] == [1, 2]
    lead = next(row for row in duties(made) if row["agency"] == "kominfo")
    assert (lead["raci"], lead["from"], lead["to"]) == ("A", "2018-01-01", "2018-12-31")
    assert {row["from"] for row in duties(made) if row["task"] == "story"} == {""}
    assert workload(made)[-1] == {
        "agency": "tvri", "leads": 0, "supports": 1, "load": 2, "capacity": 4, "left": 2,
    }  # fmt: skip
    assert "A film: kominfo; helps to do it: tvri" in made.explain()
    assert "pendukung: tvri" in made.explain("id")


def test_a_raci_matrix_tells_its_faults() -> None:
    """Each row carries what the verifier finds wrong with its task, in both languages."""
    ready = [Agency("rri", 9, conflicts={"film": "sells it"}), Agency("tvri", 9)]
    made = Allocation.of(
        {"film": "rri"}, tasks=[film(), Task("a")], agencies=ready,
        teams={"film": {"support": ["tvri"]}},
    )  # fmt: skip
    alone = Allocation.of({}, tasks=[film()], agencies=ready, teams={"film": {"support": ["tvri"]}})

    assert [row["faults"] for row in raci(made)] == [
        ["a has no agency"],
        [
            "film has 0 agencies in consulted, where it needs 1 to 1",
            "film has 0 agencies in press, where it needs 2 to 2",
            "film goes to rri, which lacks the skill for it",
            "film goes to rri, which has a conflict of interest over it",
            "film has tvri in support, which lacks the skill for it",
        ],
    ]
    assert raci(made, "id")[1]["faults"][3] == (
        "film diberikan kepada rri, yang memiliki konflik kepentingan atasnya"
    )
    assert raci(alone)[0]["responsible"] == ["tvri"]


def test_the_verifier_names_what_is_wrong_with_a_team() -> None:
    """Each kind of fault is told in words of its own."""
    ready = [
        Agency("a", 3, languages=["bjn"], apart=["b"], limits=[(YEAR, 7)]),
        Agency("b", 9, conflicts={"film": "sells it"}),
    ]
    teams = {"film": {"support": ["b", "x"], "press": ["b"], "crew": []}, "poem": {}}
    stated = Allocation({"film": "a"}, 0, {"a": 8, "b": 2}, (film(),), tuple(ready), teams=teams)

    assert verify(stated, [film()], ready) == (
        "poem has a team and is not among the tasks",
        "film has no slot crew",
        "film has x in support, which is not among the agencies",
        "film has 0 agencies in consulted, where it needs 1 to 1",
        "film has 1 agency in press, where it needs 2 to 2",
        "film goes to a, which lacks the skill for it",
        "film goes to a, which does not work in its language",
        "film has b in support, which lacks the skill for it",
        "film has b in support, which has a conflict of interest over it",
        "film has b in support, which has given no cost for it",
        "film has a and b, which are to be kept apart",
        "film has a and b, which are to be kept apart",
        "film has b twice",
        "a takes 8 days and can take 3",
        "a takes 8 days in 2018-01-01 to 2018-12-31 and can take 7",
    )


def test_slots_check_their_fields() -> None:
    """A lead in a slot, fewer places than are needed, and names that stand twice are slips."""
    with pytest.raises(ValueError, match="the lead needs no slot: give needs, days and cost"):
        Slot("lead")
    with pytest.raises(ValueError, match="duty must be one of lead, support, consulted, inform"):
        Slot("boss")
    with pytest.raises(ValueError, match="most must be at least 2, as many as it needs, got 1"):
        Slot("support", least=2, most=1)
    with pytest.raises(ValueError, match=r"slots of a task have names of their own.*: support"):
        Task("a", slots=[Slot("support"), Slot("support")])
    with pytest.raises(TypeError, match="slots must be a tuple"):
        Task("a", slots="support")
    with pytest.raises(TypeError, match="each limit must be a tuple of a Period and a number"):
        Agency("a", 1, limits=[(1, 2)])
    with pytest.raises(ValueError, match="a limit must be 0 days or more, got -1"):
        Agency("a", 1, limits=[[YEAR, -1]])
    with pytest.raises(TypeError, match="limits must be a tuple"):
        Agency("a", 1, limits="all")
    assert [duty.letter for duty in Duty] == ["A", "R", "C", "I"]
    assert Slot("informed", least=0).most == 1


def test_a_mix_seeks_something() -> None:
    """A mix without weights, and one of fractions, are slips."""
    with pytest.raises(ValueError, match="seeks nothing"):
        Mix(cost=0, fairness=0)
    with pytest.raises(TypeError, match="fairness must be an int"):
        Mix(cost=1, fairness=0.5)  # type: ignore[arg-type]


def test_a_mix_trades_cost_against_evenness() -> None:
    """The dearer evenness is held, the more of the work goes to whoever costs more."""
    work = [Task(f"t{number}", cost={"a": 0, "b": 4}) for number in range(6)]
    ready = [Agency("a", 6), Agency("b", 6)]

    shares = [allocate(work, ready, objective=Mix(cost=1, fairness=weight)).loads["b"]
              for weight in (0, 6, 60)]  # fmt: skip
    assert shares == [0, 2, 3]
    assert (
        "cost and evenness, weighed"
        in allocate(work, ready, objective=Mix(cost=1, fairness=1)).explain()
    )


def test_the_same_seed_gives_the_same_division_and_rounds_improve_it() -> None:
    """No round leaves what was constructed; more of them never make it worse; dice are stated."""
    codes = [f"a{number:02}" for number in range(12)]
    work = [
        Task(
            f"t{number:02}",
            cost={code: (number * 7 + place * 5) % 23 for place, code in enumerate(codes)},
            days=1 + number % 3,
            slots=[Slot("support", days=1 + number % 2)] * (number % 2),
        )
        for number in range(40)
    ]
    ready = [Agency(code, 10, apart=["a01"]) for code in codes]
    costs = [allocate(work, ready, rounds=rounds, seed=3).cost for rounds in (0, 1, 20)]

    assert costs == sorted(costs, reverse=True)
    assert allocate(work, ready, seed=3) == allocate(work, ready, seed=3)
    proved = allocate(work, ready, solver="highs", seconds=20)
    assert proved.gap is not None
    assert proved.cost <= costs[-1]
    assert verify(allocate(work, ready, seconds=0), work, ready) == ()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"solver": "glpk"}, "solver must be 'own' or 'highs', got 'glpk'"),
        ({"rounds": -1}, "'rounds' must be >= 0: -1"),
        ({"seconds": -1}, "'seconds' must be >= 0: -1"),
    ],
)
def test_options_out_of_range_are_told(options: dict[str, object], message: str) -> None:
    """What is no option is an error of the caller."""
    with pytest.raises(ValueError, match=message):
        allocate([], [], **options)  # type: ignore[arg-type]


def test_too_small_a_team_is_proved() -> None:
    """A task that needs more agencies than there are able is named, whatever their capacity."""
    with pytest.raises(InfeasibleError) as refusal:
        allocate([Task("film", slots=[Slot("support", least=2)])], [Agency("a", 9), Agency("b", 9)])

    shortage = refusal.value
    assert (shortage.tasks, shortage.agencies) == (("film",), ("a", "b"))
    assert (shortage.proof, shortage.short_by) == ("team", 1)


@pytest.mark.parametrize("seed", [5, 12])
def test_a_tight_division_is_found_and_improved(seed: int) -> None:
    """With hardly a day to spare all is placed; rounds improve it, towards what is proved."""
    dice = Random(seed)
    codes = [f"a{number}" for number in range(6)]
    capacity = dice.randint(10, 11)
    objective: Objective = dice.choice(["cost", "fair"])
    work = [
        Task(
            f"t{number:02}",
            cost={code: dice.randint(0, 30) for code in dice.sample(codes, 4)},
            days=dice.randint(1, 4),
        )
        for number in range(24)
    ]
    ready = [Agency(code, capacity) for code in codes]
    begun, found = (allocate(work, ready, objective=objective, rounds=rounds) for rounds in (0, 20))
    proved = allocate(work, ready, objective=objective, solver="highs")

    assert verify(found, work, ready) == ()
    assert gauge(proved, objective) <= gauge(found, objective) <= gauge(begun, objective)
    assert proved.gap == 0
    assert found.unevenness <= proved.unevenness * 11 / 10


def test_everybody_can_be_told() -> None:
    """Six hundred agencies in one team: each once, in seconds and not in minutes."""
    ready = [Agency(f"a{number}", 1) for number in range(600)]
    work = [Task("t", slots=[Slot("informed", least=599)])]
    division = allocate(work, ready)

    assert verify(division, work, ready) == ()
    assert len({division.assignments["t"], *division.teams["t"]["informed"]}) == 600


def test_a_limit_of_days_within_a_period_is_kept_by_the_search() -> None:
    """Who has one day in July takes one task of July, though the other costs more elsewhere."""
    july = Period(date(2018, 7, 1), date(2018, 8, 1))
    tasks = [Task(each, window=july, cost={"rri": 1, "tvri": 9}) for each in ("clip", "story")]
    ready = [Agency("rri", 5, limits=[(july, 1)]), Agency("tvri", 5)]
    made = allocate(tasks, ready)

    assert sorted(made.assignments.values()) == ["rri", "tvri"]
    assert verify(made, tasks, ready) == ()
