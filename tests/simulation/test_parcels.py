import pickle
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bakohumas.simulation import BACKENDS, IndependentCascade, LinearThreshold, Plan, simulate
from bakohumas.simulation import _parcels as parcels  # noqa: PLC2701 - under test
from bakohumas.simulation._jobs import Job  # noqa: PLC2701 - what travels
from bakohumas.simulation._python import run as plainly  # noqa: PLC2701 - any back end

MODELS = [
    IndependentCascade(),
    IndependentCascade(deadline=4, acceptance=0.9),
    LinearThreshold(force="share"),
]
EDGES = sorted({(u, Random(u * 5 + k).randrange(14_000)) for u in range(14_000) for k in range(5)})
EDGES = [(u, v) for u, v in EDGES if u != v]
LARGE = Plan.from_arrays(
    14_000, [u for u, _ in EDGES], [v for _, v in EDGES], [(u + v) % 9 / 20 for u, v in EDGES]
)
SMALL = Plan.from_arrays(3, [0, 1], [1, 2], [0.5, 0.5])


class Elsewhere(Executor):
    """An executor whose worker gets everything by post, here or on another machine."""

    def __init__(self, *, far: bool) -> None:
        """Near or far."""
        self.far = far
        self.sizes: list[int] = []

    def submit(self, task: Any, /, *given: Any, **named: Any) -> "Future[Any]":  # noqa: ANN401
        """Run it at once, on what has arrived."""
        sent = pickle.dumps((task, given, named))
        self.sizes.append(len(sent))
        if self.far:
            sent = sent.replace(b"bakohumas-", b"elsewhere-")
        arrived, all_given, all_named = pickle.loads(sent)
        future: Future[Any] = Future()
        future.set_result(arrived(*all_given, **all_named))
        return future


def run(plan: Plan, model: Any = MODELS[0], **options: Any) -> Any:  # noqa: ANN401 - as simulate
    """Forty runs in ten chunks."""
    return simulate(plan, model, seeds=[0, 2], runs=40, seed=3, chunk=4, **options)


@pytest.mark.parametrize("backend", BACKENDS)
def test_processes_give_what_one_thread_gives(backend: str) -> None:
    """Of a plan that is sent once and of one that is sent with each chunk, on every back end."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        for model in MODELS:
            for plan in (LARGE, SMALL):
                if plan is LARGE and backend == "python" and model is not MODELS[0]:
                    continue
                found = run(plan, model, backend=backend, executor=pool)
                assert found == run(plan, model, backend="numba")


def test_a_large_plan_is_not_sent_with_every_chunk() -> None:
    """Only the name of its file is; the file is gone once the runs are done."""
    near = Elsewhere(far=False)

    assert run(LARGE, executor=near) == run(LARGE)
    assert len(near.sizes) == 10
    assert max(near.sizes) < 1000


def test_a_worker_on_another_machine_gets_the_plan_itself() -> None:
    """As soon as one has not found the file."""
    far = Elsewhere(far=True)

    assert run(LARGE, executor=far) == run(LARGE)
    assert sorted(far.sizes)[9] < 1000
    assert sorted(far.sizes)[10] > 100_000


def test_whoever_shares_memory_gets_no_parcel(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is written for threads."""

    def broken(_parcel: object) -> None:
        raise AssertionError

    monkeypatch.setattr(parcels.Parcel, "_written", broken)
    with ThreadPoolExecutor(2) as pool:
        assert run(LARGE, executor=pool) == run(LARGE)


def job() -> Job:
    """Something to send."""
    return Job.of(SMALL, IndependentCascade(), (0,), 1, ())


def test_where_nothing_can_be_written_it_travels_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that cannot be made is none."""

    def full(**_options: object) -> None:
        raise OSError

    monkeypatch.setattr(parcels, "TemporaryDirectory", full)
    arrived = pickle.loads(pickle.dumps(parcels.Parcel(job())))
    tally = parcels.stretch(plainly, arrived, first=0, last=9)

    assert tally == plainly(job(), first=0, last=9)


def test_the_file_is_there_while_it_is_needed() -> None:
    """It is written when it is first sent, read once, and gone when the parcel is closed."""
    parcel = parcels.Parcel(job())
    _, (path,) = parcel.__reduce__()
    one, other = (pickle.loads(pickle.dumps(parcel)) for _ in range(2))

    assert parcel.__reduce__()[1] == (path,)
    assert one.job is other.job
    parcel.close()
    assert not Path(path).parent.exists()
    parcels.Parcel(None).close()
    assert parcels.stretch(plainly, parcels.Parcel(None), first=0, last=1) is None
