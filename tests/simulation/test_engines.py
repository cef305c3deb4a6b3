import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from itertools import product
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bakohumas.errors import MissingExtraError, UnknownNameError
from bakohumas.networks import InformationNetwork, Node, Role, Tie
from bakohumas.simulation import (
    BACKENDS,
    Ensemble,
    IndependentCascade,
    Plan,
    _kernels,  # noqa: PLC2701 - under test
    _numba,  # noqa: PLC2701 - under test
    _numpy,  # noqa: PLC2701 - under test
    _python,  # noqa: PLC2701 - under test
    backends,
    compile_plan,
    simulate,
)
from bakohumas.simulation import _backends as choice  # noqa: PLC2701 - its choice is under test
from bakohumas.simulation._hosts import hosted  # noqa: PLC2701 - under test
from bakohumas.simulation._jobs import RECORDS, Job  # noqa: PLC2701 - under test
from bakohumas.testing import information_networks

MODEL = IndependentCascade()
SEEDS = st.integers(0, 2**64 - 1)


def finalised(x: int) -> int:
    """The finaliser of SplitMix64, written from the definition."""
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) % 2**64
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) % 2**64
    return x ^ (x >> 31)


def oracle(network: InformationNetwork, start: str, *, seed: int, run: int) -> set[str]:
    """Whoever a path of live ties leads to: every tie is judged, then the set is closed."""
    number = {node.id: i for i, node in enumerate(network.nodes)}
    g1, g2, g3 = 0x9E3779B97F4A7C15, 0xD1B54A32D192ED03, 0xABC98388FB8FAC03
    key = finalised((finalised((seed + g2) % 2**64) + run * g1) % 2**64)
    live = set()
    for tie in network.ties:
        u, v, c = number[tie.source], number[tie.target], network.channels.index(tie.channel)
        row = finalised((key + u * g2) % 2**64)
        if finalised((row + v * g1 + c * g3) % 2**64) >> 33 < round(tie.probability * 2**31):
            live.add((tie.source, tie.target))
    reached = {start}
    while True:
        more = reached | {target for source, target in live if source in reached}
        if more == reached:
            return reached
        reached = more


def crowd(n: int, edges: int, *, seed: int) -> Plan:
    """A large random plan with three channels and chances that include 0 and 1."""
    random = Random(seed)
    ends = {(*random.sample(range(n), 2), random.randrange(3)) for _ in range(edges)}
    chances = [random.choice([0, 1, random.random() / 4]) for _ in ends]
    chances = [chance if random.random() < 0.1 else 0.25 * chance for chance in chances]
    source, target, channel = zip(*sorted(ends), strict=True)
    return Plan.from_arrays(n, source, target, chances, channel=channel)


CROWD = crowd(400, 3000, seed=1)
JOINED = sorted({(u, (u * k + k) % 90) for u in range(90) for k in (2, 7, 31)})
JOINED = [(u, v) for u, v in JOINED if u != v]
Columns = tuple[list[int], list[int]]


def ends(pairs: list[tuple[int, int]]) -> Columns:
    """Sources and targets."""
    return [u for u, _ in pairs], [v for _, v in pairs]


ALIKE = Plan.from_arrays(90, *ends(JOINED), [0.3] * len(JOINED))
"""Edges of one probability and one channel, whom the kernels spare half the work."""
DENSE = [(u, v) for u in range(30) for v in range(30) if u != v and (u * v) % 3]
SAME = Plan.from_arrays(30, *ends(DENSE), [0.1] * len(DENSE))
APART = Plan.from_arrays(30, *ends(DENSE), [(u + v) % 7 / 40 for u, v in DENSE])
"""Rows longer than what is looked at in one go."""
SPREAD = compile_plan(
    InformationNetwork(
        [Node(f"n{i:02}", list(Role)[i % 3], area=str(i % 2), size=i) for i in range(40)],
        [
            Tie(f"n{u:02}", f"n{(u + k) % 40:02}", "forum", k / 40)
            for u in range(40)
            for k in (3, 17)
        ],
    )
)
"""Nodes of several roles and areas."""
EXPECTED = simulate(CROWD, MODEL, seeds=[3, 5], runs=70, seed=9, backend="python")


@given(information_networks(min_nodes=1), SEEDS)
def test_python_agrees_with_the_definition(network: InformationNetwork, seed: int) -> None:
    """Each run reaches exactly whom the formula says, counted by run, role, people and node."""
    start = network.nodes[0].id
    found = simulate(
        compile_plan(network), MODEL, seeds=[start], runs=3, seed=seed, backend="python"
    )
    worlds = [oracle(network, start, seed=seed, run=run) for run in range(3)]

    assert found.sizes == tuple(map(len, worlds))
    for node, count in zip(network.nodes, found.counts, strict=True):
        assert count == sum(node.id in world for world in worlds)
    for role, nodes, people in zip(found.groups, found.nodes, found.people, strict=True):
        heard = [[n for n in network.nodes if n.role == role and n.id in w] for w in worlds]
        assert nodes == tuple(map(len, heard))
        assert people == tuple(sum(node.size for node in reached) for reached in heard)


@pytest.mark.parametrize("backend", ["numpy", "numba"])
@given(network=information_networks(min_nodes=1), seed=SEEDS, chunk=st.sampled_from([1, 7, 64]))
@settings(max_examples=50)
def test_every_back_end_gives_the_same_integers(
    backend: str, network: InformationNetwork, seed: int, chunk: int
) -> None:
    """NumPy and numba equal plain Python to the last integer, whatever the chunks."""
    plan, starts = compile_plan(network), [network.nodes[-1].id]
    one = simulate(plan, MODEL, seeds=starts, runs=10, seed=seed, backend="python")
    other = simulate(plan, MODEL, seeds=starts, runs=10, seed=seed, backend=backend, chunk=chunk)

    assert one == other


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("chunk", [None, 1, 7, 64])
def test_a_crowd_is_the_same_to_all(backend: str, chunk: int | None) -> None:
    """So it is for hundreds of nodes that news reaches in part."""
    found = simulate(CROWD, MODEL, seeds=[5, 3, 3], runs=70, seed=9, backend=backend, chunk=chunk)

    assert found == EXPECTED
    assert 2 < found.mean < 398


@pytest.mark.parametrize("room", [1, 900, 2**25])
@pytest.mark.parametrize("piece", [1, 50])
def test_numpy_may_divide_its_work(monkeypatch: pytest.MonkeyPatch, room: int, piece: int) -> None:
    """Neither the memory of a batch nor the size of a piece changes an integer."""
    monkeypatch.setattr(_numpy, "_ROOM", room)
    monkeypatch.setattr(_numpy, "_PIECE", piece)

    assert simulate(CROWD, MODEL, seeds=[3, 5], runs=70, seed=9, backend="numpy") == EXPECTED


@pytest.mark.parametrize("record", [(), RECORDS])
@pytest.mark.parametrize("plan", [CROWD, crowd(60, 900, seed=2), ALIKE, SPREAD, SAME, APART])
def test_the_kernel_is_what_was_compiled(
    monkeypatch: pytest.MonkeyPatch, plan: Plan, record: tuple[str, ...]
) -> None:
    """As a plain function the kernel does what it does when it is compiled."""
    job = Job.of(plan, MODEL, (0, 1), 4, record)
    compiled = _numba.run(job, first=2, last=9)
    words = [int(word) for word in plan.packed]
    plain = hosted(job, 2, 9, _python.PLAIN, shown=lambda x: x, packed=lambda: words)

    assert plain == compiled == _python.run(job, first=2, last=9)
    assert compiled == _numpy.run(job, first=2, last=9)
    monkeypatch.setattr(_kernels, "NEAR", 0)
    monkeypatch.setattr(_kernels, "AT_ONCE", 2)
    far = hosted(job, 2, 9, _python.PLAIN, shown=lambda x: x, packed=lambda: words)
    assert far == compiled
    assert all(_numba.KERNELS[name].py_func is kernel for name, kernel in _python.PLAIN.items())


@pytest.mark.parametrize("m", [1, 2, 15, 16, 17, 40])
def test_the_last_edges_are_judged_like_all(m: int) -> None:
    """However few there are, of one probability or several, by one channel or more."""
    ends = [0] * m, range(1, m + 1)
    chances = [0.5] * m, [k % 5 / 5 for k in range(m)]
    for chance, channel in product(chances, (None, [0] * m, [k % 3 for k in range(m)])):
        plan = Plan.from_arrays(m + 1, *ends, chance, channel=channel)
        one, other = (
            simulate(plan, MODEL, seeds=[0], runs=40, seed=8, backend=backend)
            for backend in ("numba", "python")
        )
        assert one == other


def test_many_nodes_are_read_ahead() -> None:
    """Which changes nothing."""
    plan = crowd(70_000, 50_000, seed=3)
    one, other = (
        simulate(plan, MODEL, seeds=range(2000), runs=9, seed=8, backend=backend)
        for backend in ("numba", "numpy")
    )

    assert one == other
    assert one.mean > 2100


def test_a_compiler_that_refuses_what_is_quick(tmp_path: Path) -> None:
    """Prefetches and vectors: it is told of once each, and gives the same integers."""
    code = """if True:
        from numba.core import cgutils
        usual = cgutils.get_or_insert_function
        def refusing(module, kind, name):
            if "llvm.prefetch" in name:
                raise RuntimeError("no such thing here")
            return usual(module, kind, name)
        cgutils.get_or_insert_function = refusing
        def odd(*_given, **_named):
            raise RuntimeError("nor this")
        cgutils.ir.IRBuilder.shuffle_vector = odd
        from bakohumas.simulation import IndependentCascade, Plan, simulate
        ends = [(u, v) for u in range(40) for v in range(40) if u != v and u * v % 7 == 1]
        plan = Plan.from_arrays(40, *zip(*ends), [0.3] * len(ends))
        one, other = (
            simulate(plan, IndependentCascade(), seeds=[1], runs=50, seed=1, backend=backend)
            for backend in ("numba", "python")
        )
        print(one == other)
    """
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"NUMBA_CACHE_DIR": str(tmp_path)},
    )

    assert done.stdout.strip() == "True"
    assert done.stderr.count("as the compiler refuses _asked: ") == 1
    assert done.stderr.count("as the compiler refuses tried: ") == 1


def threads() -> Executor:
    """Three threads."""
    return ThreadPoolExecutor(3)


def processes() -> Executor:
    """Two processes that share nothing."""
    return ProcessPoolExecutor(2, mp_context=get_context("spawn"))


@pytest.mark.parametrize(
    ("pool", "backend"),
    [*((threads, backend) for backend in BACKENDS), (processes, "numpy"), (processes, "numba")],
)
def test_executors_change_nothing(pool: Callable[[], Executor], backend: str) -> None:
    """Threads and processes give what one thread gives."""
    with pool() as executor:
        found = simulate(
            CROWD,
            MODEL,
            seeds=[3, 5],
            runs=70,
            seed=9,
            backend=backend,
            executor=executor,
            chunk=11,
        )

    assert found == EXPECTED


def test_progress_is_told() -> None:
    """Whoever asks hears how many runs are done, of how many, after every chunk."""
    told: list[tuple[int, int]] = []
    simulate(
        CROWD,
        MODEL,
        seeds=[3],
        runs=20,
        seed=9,
        chunk=8,
        on_update=lambda done, total: told.append((done, total)),
    )

    assert told == [(8, 20), (16, 20), (20, 20)]


def test_auto_takes_what_pays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small work starts no heavy package; larger work takes NumPy, and the largest numba."""
    names = [choice.engine("auto", work=work).__module__ for work in (0, 10**6, 10**9)]
    monkeypatch.setitem(sys.modules, "numba", None)
    monkeypatch.delitem(sys.modules, "bakohumas.simulation._numba")
    without = choice.engine("auto", work=10**9).__module__

    assert [name.rpartition("_")[2] for name in (*names, without)] == [
        "python",
        "numpy",
        "numba",
        "numpy",
    ]
    assert backends() == ("numpy", "python")


@pytest.mark.parametrize(
    ("backend", "package", "extra"), [("numba", "numba", "fast"), ("numpy", "numpy", "sim")]
)
def test_a_missing_package_is_named(
    monkeypatch: pytest.MonkeyPatch, backend: str, package: str, extra: str
) -> None:
    """A back end asked for without its package says which extra brings it."""
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.delitem(sys.modules, f"bakohumas.simulation._{package}")
    with pytest.raises(MissingExtraError, match=rf"bakohumas\[{extra}\]"):
        simulate(CROWD, MODEL, seeds=[3], runs=2, seed=1, backend=backend)


def test_without_any_extra_it_still_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """With neither NumPy nor numba, auto gives the same ensemble in plain Python."""
    for package in ("numba", "numpy"):
        monkeypatch.setitem(sys.modules, package, None)
        monkeypatch.delitem(sys.modules, f"bakohumas.simulation._{package}")
    monkeypatch.setattr(choice, "_WORTH", dict.fromkeys(BACKENDS[:-1], 0))

    assert simulate(CROWD, MODEL, seeds=[3, 5], runs=70, seed=9, chunk=30) == EXPECTED
    assert backends() == ("python",)


def test_numba_runs_where_nothing_can_be_kept(caplog: pytest.LogCaptureFixture) -> None:
    """A kernel for which nothing can be kept is compiled for this once, and that is said."""
    room: dict[str, Any] = {
        name: getattr(_kernels, name) for name in ("prefetch", "whole", "word", "lowest", "alike")
    }
    choice.say_once.cache_clear()
    exec(  # noqa: S102 - code without a file has no cache
        "def odd(x):\n"
        "    prefetch(x, 0)\n"
        "    never = alike(x, word(0), word(1), 0)\n"
        "    return whole(lowest(word(x[0]) | never))",
        room,
    )
    kernels = [_numba.jitted(room["odd"]) for _ in range(2)]

    assert [kernel(np.full(16, 40, np.int32)) for kernel in kernels] == [3, 3]
    assert room["odd"]([40] * 16) == 3
    assert [record.message for record in caplog.records] == [
        "faster from the second start on: let NUMBA_CACHE_DIR name a place to write to"
    ]


def test_what_would_be_faster_is_said_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Large work without numba or NumPy tells what to install, once; small work does not."""
    for package in ("numba", "numpy"):
        monkeypatch.setitem(sys.modules, package, None)
        monkeypatch.delitem(sys.modules, f"bakohumas.simulation._{package}", raising=False)
    choice.say_once.cache_clear()
    for work in (10, 10**9, 10**9):
        choice.engine("auto", work=work)

    assert [record.message for record in caplog.records] == [
        f"faster with another package: backend '{package}' needs {package}: "
        f"python3 -m pip install 'bakohumas[{extra}]'"
        for package, extra in (("numba", "fast"), ("numpy", "sim"))
    ]


def test_auto_leaves_options_to_numba() -> None:
    """What NumPy has no way of its own for goes to numba much sooner."""
    names = [choice.engine("auto", work=work, plain=False).__module__ for work in (10**6, 10**7)]

    assert [name.rpartition("_")[2] for name in names] == ["python", "numba"]


def test_the_room_opens_lightly() -> None:
    """Neither NumPy nor numba nor NetworkX is loaded before it is needed."""
    code = (
        "import sys\n"
        "from bakohumas import simulation as sim\n"
        "plan = sim.Plan.from_arrays(2, [0], [1], [0.5])\n"
        "sim.simulate(plan, sim.IndependentCascade(), seeds=[0], runs=3, seed=1)\n"
        "print({'numpy', 'numba', 'networkx'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"seeds": []}, "at least one node to start from"),
        ({"runs": 0}, "runs must lie in 1 to 2147483647, got 0"),
        ({"chunk": 0}, "chunk must lie in 1 to 2147483647, got 0"),
        ({"backend": "cuda"}, "'auto' or one of numba, numpy, python, got 'cuda'"),
    ],
)
def test_slips_are_refused(options: dict[str, object], words: str) -> None:
    """What cannot be run is refused before anything is."""
    asked: dict[str, object] = {"seeds": [3], "runs": 2, "seed": 1} | options
    with pytest.raises(ValueError, match=words):
        simulate(CROWD, MODEL, **asked)  # type: ignore[arg-type] # slips under test


def test_a_model_must_be_one() -> None:
    """The class is not the model."""
    with pytest.raises(TypeError, match=r"model must be IndependentCascade\(\) or"):
        simulate(CROWD, IndependentCascade, seeds=[3], runs=2, seed=1)  # type: ignore[arg-type] # the slip under test


def test_unknown_starts_are_refused() -> None:
    """A seed that is not in the plan is named, with what was probably meant."""
    named = compile_plan(InformationNetwork.from_pairs([("kominfo", "pupr")]))
    with pytest.raises(UnknownNameError, match=r"'kominf'.*did you mean kominfo\?"):
        simulate(named, MODEL, seeds=["kominf"], runs=2, seed=1)
    for unknown in (400, -1, "kominfo"):
        with pytest.raises(UnknownNameError, match="0 to 399"):
            simulate(CROWD, MODEL, seeds=[unknown], runs=2, seed=1)


@given(information_networks(min_nodes=1), SEEDS)
def test_never_and_always_are_exact(network: InformationNetwork, seed: int) -> None:
    """With ties that all tell, or all never do, every run is the same."""
    pairs = {(tie.source, tie.target) for tie in network.ties}
    start = network.nodes[0].id

    def reach(chance: float) -> Ensemble:
        changed = InformationNetwork.from_pairs(pairs | {(start, "x")}, probability=chance)
        return simulate(compile_plan(changed), MODEL, seeds=[start], runs=4, seed=seed)

    assert reach(0.0).sizes == (1, 1, 1, 1)
    assert len(set(reach(1.0).sizes)) == 1
    assert reach(1.0).probability("x") == 1
