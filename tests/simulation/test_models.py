import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from bakohumas.simulation import (
    Correction,
    Ensemble,
    Feedback,
    Fidelity,
    IndependentCascade,
    LinearThreshold,
    Plan,
    Version,
    simulate,
)
from bakohumas.simulation._jobs import RECORDS  # noqa: PLC2701 - all of them
from bakohumas.simulation._models import Model
from worlds_by_hand import World, fraction, some_plan

PLANS = st.integers(0, 2**32).map(some_plan)
SEEDS, RUNS, SEED = [0, 5], 4, 11
few = settings(max_examples=40)


def run(plan: Plan, model: Model, **options: object) -> Ensemble:
    """All records of some runs in plain Python."""
    asked: dict[str, object] = {"seeds": SEEDS, "runs": RUNS, "seed": SEED, "backend": "python"}
    asked |= {"record": RECORDS} | options
    return simulate(plan, model, **asked)  # type: ignore[arg-type] # options of all kinds


def worlds(plan: Plan) -> list[World]:
    """The same runs, by hand."""
    return [World(plan, SEED, r) for r in range(RUNS)]


def same_times(found: Ensemble, times: list[dict[int, int]]) -> None:
    """Sizes, counts, hours and the curve are those of the nodes and hours found by hand."""
    n = len(found.tally.counts)
    assert found.sizes == tuple(map(len, times))
    assert found.counts == tuple(sum(v in each for each in times) for v in range(n))
    assert list(found.tally.hours) == [sum(each.get(v, 0) for each in times) for v in range(n)]
    for row in found.curve():
        by_then = [sum(hour <= row["hour"] for hour in each.values()) for each in times]
        assert row["mean"] == sum(by_then) / RUNS
        assert (row["low"], row["high"]) == (min(by_then), max(by_then))


@given(PLANS, st.sampled_from([None, 0, 3, 9]), st.sampled_from([None, 0, 1, 3]))
@few
def test_hours_are_those_of_the_fastest_live_way(
    plan: Plan, deadline: int | None, delay: int | None
) -> None:
    """Everybody hears it by the fastest way of live ties, and nobody after the deadline."""
    model = IndependentCascade(deadline=deadline, delay=delay)
    same_times(run(plan, model), [world.arrivals(model, SEEDS)[0] for world in worlds(plan)])


@given(PLANS, st.sampled_from([None, 0.0, 0.6, 1.0]), st.sampled_from([None, 6]))
@few
def test_only_believers_tell_on(plan: Plan, acceptance: float | None, deadline: int | None) -> None:
    """Who is told is reached, who believes is counted, and nobody else tells."""
    model = IndependentCascade(acceptance=acceptance, deadline=deadline)
    found, pairs = run(plan, model), [world.arrivals(model, SEEDS) for world in worlds(plan)]

    same_times(found, [heard for heard, _ in pairs])
    if acceptance is not None:
        assert found.outcome("accepted") == tuple(len(holds) for _, holds in pairs)


@given(st.integers(0, 2**32), st.sampled_from([0.2, 0.7, 1.0]), st.sampled_from([5, 12]))
@few
def test_epidemics_try_every_hour(seed: int, recovery: float, deadline: int) -> None:
    """Until it falls silent a node tries its ties every hour."""
    plan = some_plan(seed, least=1)
    model = IndependentCascade(recovery=recovery, deadline=deadline, acceptance=0.8)

    same_times(run(plan, model), [world.arrivals(model, SEEDS)[0] for world in worlds(plan)])


@given(PLANS, st.sampled_from([None, 0.7]), st.sampled_from([None, 8]), st.sampled_from([1, 6]))
@few
def test_the_first_copy_stays(
    plan: Plan, acceptance: float | None, deadline: int | None, points: int
) -> None:
    """Whoever believes it holds the key points of the copy that came first."""
    fidelity = Fidelity(points=points, keep=0.9)
    model = IndependentCascade(fidelity=fidelity, acceptance=acceptance, deadline=deadline)
    found = run(plan, model)
    held = [world.first_copies(model, world.arrivals(model, SEEDS)[1]) for world in worlds(plan)]

    assert found.outcome("points") == tuple(sum(map(len, each.values())) for each in held)
    assert found.outcome("accepted") == tuple(map(len, held))
    assert found.kept == tuple(
        sum(k in own for each in held for own in each.values()) / sum(map(len, held))
        for k in range(points)
    )


@given(PLANS, st.sampled_from([None, 0.7]), st.sampled_from([None, 8]), st.sampled_from([1, 64]))
@few
def test_later_copies_add_their_points(
    plan: Plan, acceptance: float | None, deadline: int | None, points: int
) -> None:
    """Merged, every key point goes its own ways."""
    fidelity = Fidelity(points=points, keep=0.8, merge=True)
    model = IndependentCascade(fidelity=fidelity, acceptance=acceptance, deadline=deadline)
    by_hand = [
        sum(len(world.merged(model, SEEDS, k)) for k in range(points)) for world in worlds(plan)
    ]

    assert run(plan, model).outcome("points") == tuple(by_hand)


@given(PLANS, st.integers(0, 9), st.sampled_from([0.0, 0.5, 1.0]), st.sampled_from([None, 7]))
@few
def test_a_correction_competes(
    plan: Plan, after: int, persuasion: float, deadline: int | None
) -> None:
    """Who holds the hoax, who is corrected and when are those found hour by hour."""
    follows = Correction(seeds=[3, 5], after=after, persuasion=persuasion)
    model = IndependentCascade(followed_by=follows, deadline=deadline)
    _same_rivals(run(plan, model), [w.followed(model, SEEDS, [3, 5]) for w in worlds(plan)])


@given(PLANS, st.integers(0, 9))
@few
def test_a_version_supersedes(plan: Plan, after: int) -> None:
    """Whoever hears the newer version drops the older; the curve tells who still holds it."""
    model = IndependentCascade(followed_by=Version(after=after))
    _same_rivals(run(plan, model), [world.followed(model, SEEDS, SEEDS) for world in worlds(plan)])


def _same_rivals(
    found: Ensemble, worlds: list[tuple[dict[int, int], set[int], dict[int, int]]]
) -> None:
    assert found.sizes == tuple(len(held) for held, _, _ in worlds)
    assert found.outcome("holding") == tuple(len(holding) for _, holding, _ in worlds)
    assert found.outcome("corrected") == tuple(len(corrected) for _, _, corrected in worlds)
    for row in found.curve():
        holding = [
            sum(hour <= row["hour"] < corrected.get(u, 10**6) for u, hour in held.items())
            for held, _, corrected in worlds
        ]
        assert row["mean"] == sum(holding) / RUNS


@given(PLANS, st.sampled_from([0.0, 0.5, 1.0]), st.integers(0, 9), st.sampled_from([(), (2, 7)]))
@few
def test_comments_come_back_in_time_or_not(
    plan: Plan, rate: float, within: int, desks: tuple[int, ...]
) -> None:
    """Comments made, arrived and answered are counted by the fastest live way up."""
    channels = [c for c in (0, 2) if c in plan.channel]
    feedback = Feedback(channels=channels, rate=rate, within=within, desks=desks)
    model = IndependentCascade(feedback=feedback)
    found = run(plan, model)
    goal = list(desks) or SEEDS
    counted = []
    for world in worlds(plan):
        heard, _ = world.arrivals(model, SEEDS)
        back = world.hours_back(model, goal, set(channels))
        who = [u for u in heard if u not in goal and world.node(7, u) < fraction(rate)]
        counted.append(
            (len(who), sum(u in back for u in who), sum(back.get(u, 99) <= within for u in who))
        )

    assert found.outcome("comments") == tuple(made for made, _, _ in counted)
    assert found.outcome("heard") == tuple(heard for _, heard, _ in counted)
    assert found.outcome("answered") == tuple(answered for _, _, answered in counted)


THRESHOLDS = st.builds(
    LinearThreshold,
    force=st.sampled_from(["probability", "share"]),
    threshold=st.sampled_from([None, 0.0, 0.4, 1.0]),
    tellers=st.sampled_from([1, 1, 2]),
    channels=st.sampled_from([1, 1, 2]),
    deadline=st.sampled_from([None, 2, 7]),
    delay=st.sampled_from([None, 0, 1, 2]),
)
"""Threshold models of all kinds, which say nothing of belief, content and answers."""
DOUBTS = st.sampled_from([None, 0.7, 1.0])


@given(PLANS, THRESHOLDS, DOUBTS)
@few
def test_thresholds_add_up(plan: Plan, model: LinearThreshold, acceptance: float | None) -> None:
    """Who is told enough is reached and who believes enough acts, by the hours of the ties."""
    model = attrs.evolve(model, acceptance=acceptance)
    found, pairs = run(plan, model), [world.acting(model, SEEDS) for world in worlds(plan)]

    same_times(found, [heard for heard, _ in pairs])
    if acceptance is not None:
        assert found.outcome("accepted") == tuple(len(holds) for _, holds in pairs)


@given(PLANS, THRESHOLDS, DOUBTS, st.sampled_from([1, 6]))
@few
def test_the_copy_that_moves_a_node_stays(
    plan: Plan, model: LinearThreshold, acceptance: float | None, points: int
) -> None:
    """Whoever acts holds the key points of the telling that moved it."""
    model = attrs.evolve(model, acceptance=acceptance, fidelity=Fidelity(points=points, keep=0.9))
    held = [world.first_copies(model, world.acting(model, SEEDS)[1]) for world in worlds(plan)]
    found = run(plan, model)

    assert found.outcome("accepted") == tuple(map(len, held))
    assert list(found.tally.more["points"]) == [
        sum(k in own for own in each.values()) for each in held for k in range(points)
    ]


@given(PLANS, THRESHOLDS, DOUBTS, st.sampled_from([1, 5, 64]))
@few
def test_a_node_gathers_what_it_is_told(
    plan: Plan, model: LinearThreshold, acceptance: float | None, points: int
) -> None:
    """Merged, whoever acts holds the points of all that it believes, before it acts and after."""
    fidelity = Fidelity(points=points, keep=0.7, merge=True)
    model = attrs.evolve(model, acceptance=acceptance, fidelity=fidelity)
    by_hand = []
    for world in worlds(plan):
        holds = world.acting(model, SEEDS)[1]
        by_hand += [len(world.gathered(model, holds, k)) for k in range(points)]

    assert list(run(plan, model).tally.more["points"]) == by_hand


@given(PLANS, THRESHOLDS, st.integers(0, 9), st.sampled_from([0.0, 0.5, 1.0]))
@few
def test_a_correction_has_thresholds_of_its_own(
    plan: Plan, model: LinearThreshold, after: int, persuasion: float
) -> None:
    """Who hears enough of it is corrected, and who hears enough of the hoax before holds it."""
    model = attrs.evolve(
        model, followed_by=Correction(seeds=[3, 5], after=after, persuasion=persuasion)
    )
    _same_rivals(run(plan, model), [w.followed(model, SEEDS, [3, 5]) for w in worlds(plan)])


@given(PLANS, THRESHOLDS, st.integers(0, 9))
@few
def test_comments_come_back_from_whoever_acts(
    plan: Plan, model: LinearThreshold, within: int
) -> None:
    """A comment goes up over live ties, whatever moved the node that makes it."""
    channels = [c for c in (0, 2) if c in plan.channel]
    model = attrs.evolve(model, feedback=Feedback(channels=channels, rate=0.7, within=within))
    found = run(plan, model)
    for r, world in enumerate(worlds(plan)):
        heard, _ = world.acting(model, SEEDS)
        back = world.hours_back(model, SEEDS, set(channels))
        who = [u for u in heard if u not in SEEDS and world.node(7, u) < fraction(0.7)]

        assert found.outcome("comments")[r] == len(who)
        assert found.outcome("heard")[r] == sum(u in back for u in who)
        assert found.outcome("answered")[r] == sum(back.get(u, 99) <= within for u in who)
