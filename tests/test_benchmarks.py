import json
import runpy
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"


def test_the_benchmark_of_bodies_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """On a short history both ways agree, and every figure is there, plain or as JSON."""
    main = runpy.run_path(str(BENCHMARKS / "bodies.py"))["main"]
    main(["--sizes", "200", "--json"])
    told = json.loads(capsys.readouterr().out)
    main(["--sizes", "100", "200"])
    table = capsys.readouterr().out

    assert told["excluded"].startswith("excluded: imports")
    shapes = [figures for (figures,) in told["found"].values()]
    assert [each["events"] for each in shapes] == [200, 200]
    for found in shapes:
        assert set(found["microseconds"]) == set(found["replaying instead takes times"])
        assert all(name in table for name in found["microseconds"])


def test_the_benchmark_of_storage_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """On a short history every figure is there, plain or as JSON."""
    main = runpy.run_path(str(BENCHMARKS / "storage.py"))["main"]
    main(["--events", "20", "--json"])
    told = json.loads(capsys.readouterr().out)
    main(["--events", "20"])
    table = capsys.readouterr().out

    assert all(rate["wall"] > 0 for rate in told.values())
    assert all(name in table for name in told)


def test_the_benchmark_of_allocation_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """On a small division every program that is there is as good, and a missing one is named."""
    runpy.run_path(str(BENCHMARKS / "allocation.py"))["main"](["--sizes", "20x10", "--rounds", "1"])
    told = capsys.readouterr().out

    assert told.count("fair, 20 tasks x 10 agencies") == 1
    assert "networkx min_cost_flow" in told
    assert " NO" not in told
    assert "the busiest of 10 withdraws" in told


def test_the_benchmark_of_simulation_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """On a small graph every way agrees, and whoever is not installed is named."""
    room = runpy.run_path(str(BENCHMARKS / "simulation.py"))
    small = lambda dice: room["scale_free"](400, 4_000, 4, dice)  # noqa: E731 - as the others
    graphs = {"a": (room["tiered"], 0.02, 8), "b": (small, 0.1, 64)}
    room["measured"].__globals__["GRAPHS"] = graphs
    room["main"](["--rounds", "1", "--json"])
    told = json.loads(capsys.readouterr().out)
    room["main"](["--rounds", "1", "--graphs", "b"])
    table = capsys.readouterr().out

    assert told["excluded"].startswith("excluded: imports")
    assert told["found"]["a: numba"][1] == "ms a run"
    assert "b: two threads" in told["found"]
    assert any("cynetdiff" in what for what in told["found"])
    assert "b: of the memory bound" in table


def test_the_benchmark_of_influence_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """On a small graph the search reaches about as far as by degree, and says how long it took."""
    main = runpy.run_path(str(BENCHMARKS / "influence.py"))["main"]
    small = ["--nodes", "500", "--k", "5", "--rounds", "1"]
    main([*small, "--json"])
    told = json.loads(capsys.readouterr().out)
    main(small)
    table = capsys.readouterr().out

    for row in told.values():
        assert row["bakohumas, seconds"] > 0
        assert row["bakohumas, reach"] > 0.9 * row["degree, reach"]
    assert "weighted cascade: bakohumas, seconds" in table
