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
    StandardError,
    backends,
    compare,
    compile_plan,
    difference,
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


@pytest.mark.parametrize("after", [1, 130, 600])
def test_an_interrupted_comparison_is_resumed_to_the_same_bytes(after: int) -> None:
    """With all that is recorded and observed, and from fewer runs, whatever their number."""
    seen = Observed(Role.PUBLIC, 0.25, "an invented survey")
    options: dict[str, Any] = {"record": ["counts", "curve", "area"], "observed": seen}
    told: list[tuple[int, int]] = []

    def update(done: int, total: int) -> None:
        told.append((done, total))

    some = study(700, chunk=8, on_update=lambda done, _: done < after, **options)
    whole = study(700, **options)

    assert some.arm("today").provenance.runs < 700
    assert study(700, resume=some, on_update=update, **options) == whole
    assert told == sorted(told)
    assert told[-1] == (1400, 1400)
    assert study(700, resume=study(100, **options), **options) == whole
    assert study(64, resume=whole, **options) == whole
    assert study(700, resume=whole, record=options["record"]) == study(
        700, record=options["record"]
    )
    assert whole.arm("press").provenance.record == ("counts", "curve", "area")


def test_a_resumed_comparison_that_is_interrupted_keeps_what_it_had() -> None:
    """As it has runs of every arm from the start."""
    some = study(100)

    def interrupt(_done: int, _runs: int) -> None:
        raise KeyboardInterrupt

    assert study(700, resume=some, on_update=interrupt) == some
    assert study(700, resume=some, on_update=lambda *_: False, chunk=8) == some


def test_resumed_is_only_the_same() -> None:
    """Other arms, another order of them, or other worlds are told."""
    some = study(64)
    turned = Comparison(dict(reversed(list(some.ensembles.items()))))
    with pytest.raises(ValueError, match="its arms are press and today, not today and press"):
        study(700, resume=turned)
    with pytest.raises(ValueError, match="resume is of another simulation: its seed is 5, not 6"):
        study(64, resume=some, seed=6)
    with pytest.raises(TypeError, match="resume must be a Comparison, got the Ensemble"):
        study(64, resume=some.arm("today"))


@pytest.mark.parametrize("chunk", [None, 7, 700])
def test_a_comparison_stops_when_its_differences_are_known(chunk: int | None) -> None:
    """At one of 64, 128, 256, ... runs, whatever the chunks; resumed, it stops at the same."""
    stop = StandardError(0.025, Role.PUBLIC)
    found = study(5000, stop=stop, chunk=chunk)
    runs = found.arm("today").provenance.runs
    gap = found.difference("press", "today", role="public")
    before = study(runs // 2).difference("press", "today", role="public")

    assert runs in {128, 256, 512, 1024}
    assert gap.standard_error <= 0.025 < before.standard_error
    assert found == study(runs)
    assert study(5000, stop=stop, resume=found) == found
    assert study(5000, stop=stop, resume=study(100)) == found
    assert study(32, stop=stop) == study(32)


def test_a_single_arm_is_judged_itself() -> None:
    """So that a comparison of one is its simulation."""
    stop = StandardError(0.03)
    asked: dict[str, Any] = {"seeds": ["body"], "runs": 5000, "seed": 5, "stop": stop}
    one = compare(NETWORK, IndependentCascade(), {"today": []}, **asked)

    assert one.arm("today") == simulate(compile_plan(NETWORK), IndependentCascade(), **asked)
    assert one.arm("today").provenance.runs < 5000


def test_an_arm_may_be_one_intervention() -> None:
    """Bare, as it is in a sweep and a difference."""
    change = Raise("press", 0.9)
    asked: dict[str, Any] = {"seeds": ["body"], "seed": 5, "runs": 90}
    bare = compare(NETWORK, IndependentCascade(), {"today": (), "press": change}, **asked)

    assert bare == study(90)
    assert difference((), change) == difference([], [change])


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
    """Every arm says how the first compares, in both languages; without it, that nothing is."""
    seen = Observed(Role.PUBLIC, 0.4, "an invented survey")
    found = study(200, observed=seen)
    bare = study(200)
    said, other = (arm.provenance.calibration for arm in found.ensembles.values())

    assert other == f"today: {said}"
    for lang in ("en", "id"):
        told = [found.arm(name).explain(lang).splitlines()[-1] for name in ("today", "press")]
        assert told[0] == seen.explain(bare.arm("today"), lang)
        assert told[1] == f"today: {told[0]}"
    assert study(200, resume=found) == bare
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
    assert held.explain("id").splitlines()[-1] == Observed(None, 2, "x").explain(news, "id")
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
