from concurrent.futures import ThreadPoolExecutor
from random import Random
from statistics import variance
from typing import Any

import attrs
import pytest

from bakohumas.errors import UnknownNameError
from bakohumas.networks import InformationNetwork, Node, Role, Tie
from bakohumas.simulation import (
    UNCALIBRATED,
    Comparison,
    IndependentCascade,
    Intervention,
    Observed,
    Plan,
    Raise,
    backends,
    compare,
    compile_plan,
    simulate,
)

NETWORK = InformationNetwork(
    [Node("body"), Node("unit"), Node("all", Role.PUBLIC, size=1000)],
    [Tie("body", "unit", "forum", 0.5), Tie("unit", "all", "press", 0.3)],
)
ARMS: dict[str, list[Intervention]] = {"today": [], "press": [Raise("press", 0.9)]}


def study(runs: int, **options: Any) -> Comparison:  # noqa: ANN401 - whatever compare takes
    """Two arms."""
    asked: dict[str, Any] = {"seeds": ["body"], "seed": 5, "runs": runs} | options
    return compare(asked.pop("network", NETWORK), IndependentCascade(), ARMS, **asked)


def test_ways_to_run_it_change_nothing() -> None:
    """Back ends, workers, chunks, a plan for its network: the same comparison."""
    whole = study(700)

    assert whole.arm("today") == simulate(
        compile_plan(NETWORK), IndependentCascade(), seeds=["body"], runs=700, seed=5
    )
    assert all(study(700, backend=name) == whole for name in backends())
    assert study(700, chunk=11, network=compile_plan(NETWORK)) == whole
    with ThreadPoolExecutor(2) as executor:
        assert study(700, executor=executor) == whole


@pytest.mark.parametrize("after", [1, 64, 65, 130, 600, 1400])
def test_whoever_wants_no_more_keeps_what_all_arms_have(after: int) -> None:
    """Every arm has the same runs, those of a shorter comparison."""
    told: list[int] = []

    def update(done: int, _runs: int) -> bool:
        told.append(done)
        return done < after

    found = study(700, chunk=8, on_update=update)
    runs = found.arm("today").provenance.runs

    assert runs == found.arm("press").provenance.runs
    assert found == study(runs)
    assert runs == max([64, *(goal for goal in (256, 700) if 2 * goal <= after)])
    assert told == sorted(told)


def test_an_interrupted_comparison_keeps_what_all_arms_have() -> None:
    """By Ctrl-C, between chunks; before any arm has its first runs there is nothing to keep."""

    def interrupt(after: int) -> Any:  # noqa: ANN401 - a report of progress
        def update(done: int, _runs: int) -> None:
            if done >= after:
                raise KeyboardInterrupt

        return update

    assert study(700, chunk=8, on_update=interrupt(300)) == study(64)
    assert study(700, chunk=700, on_update=interrupt(129)) == study(256)
    for after in (1, 65):
        with pytest.raises(KeyboardInterrupt):
            study(700, chunk=8, on_update=interrupt(after))


def test_an_interruption_before_the_first_chunk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a later turn keeps the earlier ones; of the first, nothing."""

    def broken(*_plan: object, **options: Any) -> Any:  # noqa: ANN401 - as simulate
        if options["runs"] > 64:
            raise KeyboardInterrupt
        return simulate(*_plan, **options)  # type: ignore[arg-type]

    def never(*_plan: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("bakohumas.simulation._comparisons.simulate", broken)
    kept = study(700)
    monkeypatch.setattr("bakohumas.simulation._comparisons.simulate", never)

    assert kept.arm("press").provenance.runs == 64
    with pytest.raises(KeyboardInterrupt):
        study(700)


def test_differences_are_rows() -> None:
    """One an arm and role, against the first arm, with the paired interval."""
    found = study(300)
    rows = found.differences()
    gap = found.difference("press", "today", role="public")

    assert [(row["arm"], row["against"], row["role"]) for row in rows] == [
        ("press", "today", "member"),
        ("press", "today", "public"),
    ]
    assert rows[1]["difference"] == gap.mean
    assert (rows[1]["low"], rows[1]["high"]) == (gap.low, gap.high)
    assert rows[0]["difference"] == rows[0]["standard_error"] == 0


def test_a_comparison_is_held_against_what_was_observed() -> None:
    """The provenance of every arm says how the first compares; without it, that nothing is."""
    seen = Observed(Role.PUBLIC, 0.4, "an invented survey")
    found = study(200, observed=seen)
    bare = study(200)
    (said,) = {arm.provenance.calibration for arm in found.ensembles.values()}

    assert said == seen.explain(bare.arm("today")) != UNCALIBRATED[0]
    assert found.explain().splitlines()[-1] == said
    assert found.explain("id").splitlines()[-1] == seen.explain(bare.arm("today"), "id")
    assert found.differences() == bare.differences()
    assert {arm.provenance.calibration for arm in bare.ensembles.values()} == {UNCALIBRATED[0]}


def test_an_observation_lies_within_the_runs_or_not() -> None:
    """Within the middle 95 % when at least 1 in 40 runs lies on either side of it."""
    news = study(200).arm("today")
    few = attrs.evolve(news, population=(2, 0))

    assert "within the middle 95 %" in Observed(None, 2, "x").explain(news)
    assert "outside the middle 95 %" in Observed(None, 3.5, "x").explain(news)
    assert "3,5 simpul" in Observed(None, 3.5, "x").explain(news, "id")
    assert "di luar 95 %" in Observed(None, 0.5, "x").explain(news, "id")
    assert "40.0 % (public)" in Observed(Role.PUBLIC, 0.4, "x").explain(news)
    assert "40,0 % (publik)" in Observed(Role.PUBLIC, 0.4, "x").explain(news, "id")
    assert Observed(Role.PUBLIC, 0.4, "x").explain(few)
    held = Observed(None, 2, "x").held(news)
    assert held.sizes == news.sizes
    assert held.provenance.calibration == Observed(None, 2, "x").explain(news)
    with pytest.raises(UnknownNameError, match="role"):
        Observed(Role.SITE, 0.4, "x").explain(news)


def test_an_observation_must_be_one() -> None:
    """A share above 1, a number below 0, no source, and what is none at all."""
    odd: Any = "x"
    for role, reach in ((Role.PUBLIC, 1.5), (None, -1.0), (None, float("inf"))):
        with pytest.raises(ValueError, match="a reach is a number of nodes or"):
            Observed(role, reach, "x")
    with pytest.raises(ValueError, match="source"):
        Observed(None, 1, " ")
    with pytest.raises(TypeError, match="reach must be"):
        Observed(None, odd, "x")
    with pytest.raises(TypeError, match="role must be"):
        Observed(odd, 1, "x")
    with pytest.raises(TypeError, match="observed must be"):
        study(1, observed=odd)


def test_the_same_worlds_need_a_fifth_of_the_runs() -> None:
    """To know a difference as well as by independent worlds, as its variance tells."""
    dice = Random(1)
    ends = sorted({(*dice.sample(range(600), 2),) for _ in range(9000)})
    plan = Plan.from_arrays(600, [u for u, _ in ends], [v for _, v in ends], [0.09] * len(ends))
    arms: dict[str, list[Intervention]] = {"today": [], "more": [Raise("0", 0.0945)]}
    found = compare(plan, IndependentCascade(), arms, seeds=[0, 1], runs=1024, seed=3)
    today, more = found.arm("today").sizes, found.arm("more").sizes
    paired = variance([y - x for x, y in zip(today, more, strict=True)])

    assert 5 * paired < variance(today) + variance(more)
