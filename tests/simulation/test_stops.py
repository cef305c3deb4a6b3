import pickle
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import attrs
import pytest

from bakohumas.errors import UnknownNameError
from bakohumas.networks import InformationNetwork, Node, Role, Tie
from bakohumas.simulation import (
    Ensemble,
    Fidelity,
    IndependentCascade,
    LinearThreshold,
    Plan,
    Silence,
    StandardError,
    compare,
    compile_plan,
    simulate,
    sweep,
)
from bakohumas.simulation._jobs import RECORDS  # noqa: PLC2701 - all of them

MODEL = IndependentCascade()
NETWORK = InformationNetwork(
    [
        Node("humas", tier="national"),
        Node("dinas", tier="province", area="36"),
        Node("banten", Role.PUBLIC, area="36", size=12_000),
        Node("papua", Role.PUBLIC, area="94", size=4_000),
    ],
    [
        Tie("humas", "banten", "site", 0.8),
        Tie("humas", "papua", "site", 0.5),
        Tie("humas", "dinas", "mail", 0.5),
        Tie("dinas", "banten", "press", 0.5),
    ],
)
PLAN = compile_plan(NETWORK)


def run(runs: int = 1000, **options: Any) -> Ensemble:  # noqa: ANN401 - options of all kinds
    """The news from the public relations office."""
    asked: dict[str, Any] = {"seeds": ["humas"], "runs": runs, "seed": 3, "record": RECORDS}
    return simulate(PLAN, MODEL, **asked | options)


@pytest.mark.parametrize("chunk", [1, 50, 64, 1000])
@pytest.mark.parametrize("threads", [0, 3])
def test_it_stops_at_fixed_counts(chunk: int, threads: int) -> None:
    """Whatever the chunks and workers, it stops at the same one of 64, 128, 256, ... runs."""
    stop = StandardError(0.07)
    with ThreadPoolExecutor(threads or 1) as pool:
        found = run(stop=stop, chunk=chunk, executor=pool if threads else None)
    runs = found.provenance.runs

    assert runs in {64, 128, 256, 512}
    assert found == run(runs)
    assert found.standard_error <= 0.07
    assert run(runs // 2).standard_error > 0.07


def test_a_role_may_be_what_is_judged() -> None:
    """The share of a role's people is known well enough, or the runs are used up."""
    found = run(stop=StandardError(0.02, Role.PUBLIC))

    assert found.share(Role.PUBLIC).standard_error <= 0.02
    assert found.provenance.runs < 1000
    assert run(100, stop=StandardError(1e-9)).provenance.runs == 100
    with pytest.raises(UnknownNameError, match="'outlet'"):
        run(stop=StandardError(0.1, Role.OUTLET))


@pytest.mark.parametrize("words", [0, -1.0])
def test_no_precision_is_none(words: float) -> None:
    """A standard error of 0 is never met."""
    with pytest.raises(ValueError, match="at_most"):
        StandardError(words)


def test_what_is_rare_is_waited_for() -> None:
    """Runs that are all alike are not certain: so many stand for an error of one in as many."""
    rare = Plan.from_arrays(2, [0], [1], [0.002])
    asked: dict[str, Any] = {"seeds": [0], "runs": 4000, "seed": 2}
    alike = simulate(rare, MODEL, **asked | {"runs": 64})
    found = simulate(rare, MODEL, **asked, stop=StandardError(0.002))
    network = InformationNetwork([Node("a"), Node("b")], [Tie("a", "b", "tv", 0.002)])
    arms = {"today": [], "off": [Silence("tv")]}
    both = compare(network, MODEL, arms, **asked | {"seeds": ["a"]}, stop=StandardError(0.002))
    sure = simulate(rare, MODEL, **asked, stop=StandardError(1 / 65))

    assert (alike.mean, alike.standard_error) == (1, 0)
    assert found.provenance.runs > 64 < both.arm("off").provenance.runs
    assert found.mean > 1
    assert both.difference("off", "today").mean < 0
    assert sure == alike


@pytest.mark.parametrize("pool", [None, ThreadPoolExecutor(2)])
def test_what_is_done_is_kept_and_resumed(pool: ThreadPoolExecutor | None) -> None:
    """Told to end, it keeps the runs done; resumed, it comes to the same bytes."""
    part = run(chunk=10, on_update=lambda done, _: done < 30, executor=pool)
    whole = run(resume=pickle.loads(pickle.dumps(part)), chunk=33)

    assert part.provenance.runs == 30
    assert part == run(30)
    assert whole == run()
    assert pickle.dumps(whole.tally) == pickle.dumps(run().tally)
    assert run(30, resume=whole) is whole


def test_it_is_interrupted_by_hand() -> None:
    """Ctrl-C keeps what is done; before anything is, it is the caller's."""

    def press(done: int, _runs: int) -> None:
        if done >= limit:
            raise KeyboardInterrupt

    limit = 20
    assert run(chunk=10, on_update=press) == run(20)

    class Broken(ThreadPoolExecutor):
        def submit(self, *_: object, **__: object) -> object:  # type: ignore[override] # the slip
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(executor=Broken(1))


def far_and_wide(chance: float) -> Plan:
    """Two hundred nodes of which each tells each."""
    ends = [(u, v) for u in range(200) for v in range(200) if u != v]
    source, target = zip(*ends, strict=True)
    return Plan.from_arrays(200, source, target, [chance] * len(ends))


@pytest.mark.parametrize("pool", [None, ThreadPoolExecutor(2)])
def test_a_chunk_is_capped_by_its_work(pool: ThreadPoolExecutor | None) -> None:
    """Where news goes far, no chunk looks at more than two million edges in plain Python.

    So whoever interrupts it soon gets something, and what is kept is resumed. Where it
    does not go far, chunks grow until they are a sixteenth of all.
    """
    far, near = far_and_wide(0.2), far_and_wide(0)
    told: list[int] = []

    def update(done: int, _runs: int) -> bool:
        told.append(done)
        return done < 100

    options: dict[str, Any] = {"seeds": [0], "seed": 1, "backend": "python"}
    some = simulate(far, MODEL, runs=9000, on_update=update, executor=pool, **options)
    assert all(0 < b - a <= 2**21 / len(far.target) for a, b in pairwise([0, *told]))
    assert some == simulate(far, MODEL, runs=told[-1], chunk=7, **options)
    assert simulate(far, MODEL, runs=150, resume=some, **options).sizes == (200,) * 150

    told.clear()
    found = simulate(
        near,
        MODEL,
        runs=9000,
        on_update=lambda done, _: told.append(done),
        executor=pool,
        **options,
    )
    steps = [b - a for a, b in pairwise([0, *told])]
    assert steps[0] == 52
    assert max(steps) == 563
    assert found.sizes == (1,) * 9000
    assert found == simulate(near, MODEL, runs=9000, chunk=9000, **options)


@pytest.mark.parametrize(
    ("model", "first"),
    [
        (IndependentCascade(deadline=9), 52),
        (IndependentCascade(recovery=0.25), 13),
        (IndependentCascade(recovery=0.25, deadline=1), 26),
        (IndependentCascade(recovery=0, deadline=9), 5),
        (LinearThreshold(), 52),
    ],
)
def test_ties_that_are_tried_again_are_work(model: Any, first: int) -> None:  # noqa: ANN401 - models
    """The first chunk reckons with every hour in which a tie may be tried."""
    told: list[int] = []

    def update(done: int, _runs: int) -> bool:
        told.append(done)
        return False

    options: dict[str, Any] = {"seeds": [0], "seed": 1, "backend": "python"}
    simulate(far_and_wide(0), model, runs=9000, on_update=update, **options)
    assert told == [first]


def test_a_stop_for_nobody_is_refused_at_once() -> None:
    """However few the runs are: in a simulation, a comparison and a sweep."""
    stop = StandardError(0.1, "publik")
    asked: dict[str, Any] = {"seeds": ["humas"], "runs": 3, "seed": 1, "stop": stop}
    for work in (
        lambda: simulate(PLAN, MODEL, **asked),
        lambda: compare(NETWORK, MODEL, {"today": []}, **asked),
        lambda: sweep(PLAN, MODEL, {"deadline": [3]}, **asked),
    ):
        with pytest.raises(UnknownNameError, match="no role is known as 'publik'"):
            work()


def test_a_stop_that_is_met_does_nothing_more() -> None:
    """An ensemble at a count where its stop is met is the result."""
    stop = StandardError(0.07)
    done = run(stop=stop)
    early = run(64, chunk=64)

    assert run(stop=stop, resume=done) is done
    assert run(stop=stop, resume=early) == done


@pytest.mark.parametrize(
    ("options", "what"),
    [
        ({"seed": 4}, "seed is 3, not 4"),
        ({"seeds": ["dinas"]}, r"seeds is \('humas',\)"),
        ({"record": ["curve"]}, "record is"),
    ],
)
def test_another_simulation_is_not_resumed(options: dict[str, Any], what: str) -> None:
    """What was made otherwise is refused, and in what it differs is told."""
    with pytest.raises(ValueError, match=f"resume is of another simulation: its {what}"):
        run(resume=run(10), **options)
    with pytest.raises(ValueError, match=r"its model is 'IndependentCascade\(\)'"):
        simulate(
            PLAN,
            LinearThreshold(),
            seeds=["humas"],
            runs=20,
            seed=3,
            resume=run(10),
            record=RECORDS,
        )


def test_people_are_told_apart() -> None:
    """By role, tier and area: shares of people that add up to whoever is reached."""
    found = run()
    by_area = found.by("area")
    reached = sum(by_area[area].mean * people for area, people in (("36", 12_001), ("94", 4_000)))

    assert list(found.by("tier")) == ["national", "province", ""]
    assert set(by_area) == {"", "36", "94"}
    assert found.by("role") == {role: found.share(role) for role in found.groups}
    assert reached + 1 == pytest.approx(sum(map(sum, found.people)) / 1000)
    assert found.by("area")["94"].mean == found.probability("papua")
    plain = run(record=["counts"])
    assert (plain.nodes, plain.people) == (found.nodes, found.people)


def test_curves_have_bands() -> None:
    """The curve of a role ends at its mean; the band is of runs."""
    found = run()
    rows = found.curve(role="public", band=0.5)

    assert [row["hour"] for row in rows] == [0, 1, 2]
    assert rows[0] == {"hour": 0, "mean": 0, "low": 0, "high": 0}
    assert rows[-1]["mean"] == sum(found.nodes[1]) / 1000
    assert found.curve()[-1]["mean"] == found.mean
    assert (rows[-1]["low"], rows[-1]["high"]) == (
        found.quantile(0.25, role="public"),
        found.quantile(0.75, role="public"),
    )
    assert found.quantile(0) == min(found.sizes)
    assert found.quantile(1) == max(found.sizes)
    assert 1 < found.first_arrival("banten") < 2
    assert found.first_arrival("papua") == 1


def test_a_node_that_nobody_tells_never_hears() -> None:
    """Its first arrival is not a number."""
    plan = Plan.from_arrays(2, [0], [1], [0])
    found = simulate(plan, MODEL, seeds=[0], runs=3, seed=1, record=["arrival", "counts"])

    assert str(found.first_arrival(1)) == "nan"
    assert found.probability(1) == 0


def test_what_was_not_recorded_is_told() -> None:
    """Whoever asks for it hears how to record it."""
    bare = run(record=[])
    for ask in (
        lambda: bare.probability("papua"),
        bare.curve,
        lambda: bare.first_arrival("papua"),
        lambda: bare.by("area"),
    ):
        with pytest.raises(ValueError, match=r"was not recorded: simulate\(\.\.\., record="):
            ask()
    with pytest.raises(ValueError, match="by takes role, tier or area, got 'kind'"):
        bare.by("kind")  # type: ignore[arg-type] # the slip under test
    with pytest.raises(ValueError, match=r"must lie in \[0, 1\], got 2"):
        bare.quantile(2)
    with pytest.raises(ValueError, match=r"record takes counts, curve, .*, got chart"):
        run(record=["chart"])
    with pytest.raises(TypeError, match="record must be a collection"):
        run(record="curve")
    with pytest.raises(UnknownNameError, match="'holding'"):
        bare.outcome("holding")
    with pytest.raises(UnknownNameError, match="'points'"):
        _ = bare.kept
    with pytest.raises(UnknownNameError, match="'outlet'"):
        run().curve(role="outlet")


def test_models_show_what_is_unusual() -> None:
    """A model is written with what differs from the usual, and is equal to its like."""
    model = IndependentCascade(deadline=72, fidelity=Fidelity(points=5))

    assert str(model) == "IndependentCascade(deadline=72, fidelity=Fidelity(points=5))"
    assert model == attrs.evolve(MODEL, deadline=72, fidelity=Fidelity(points=5))
