"""How fast a journal takes events, gives them back and is checked.

Run it with ``python3 benchmarks/storage.py``; ``--events 1000`` for a quick look, ``--json``
for a machine. What is written is a body that is invented; every figure says whether each
append is a transaction of its own, with what it costs to be on the disk.
"""

import argparse
import json
import os
import platform
import tempfile
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter, process_time

from bakohumas import __version__
from bakohumas.bodies import Admitted, Body, replay
from bakohumas.interchange import dumps, loads, to_events
from bakohumas.law import charter
from bakohumas.storage import Journal

DAY = date(2015, 11, 2)


def lived(events: int) -> Body:
    """A body which ever new institutions join."""
    founded = Body.found("contoh", charter=charter("national"), on=DAY, basis="invented")
    joined = [
        Admitted(
            on=DAY + timedelta(days=n // 50),
            recorded=DAY + timedelta(days=n // 50),
            basis="invented",
            institution=f"contoh-{n}",
            unit=f"contoh-{n}",
            name=f"Humas {n}",
            category="non_ministerial",
        )
        for n in range(1, events)
    ]
    return replay([*founded.events, *joined])


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock, and of the processor."""
    wall, cpu = perf_counter(), process_time()
    work()
    return perf_counter() - wall, process_time() - cpu


def main(words: Sequence[str] | None = None) -> None:
    """Take every figure once, in one process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(words)
    body = lived(asked.events)
    plain = to_events(body)
    text = dumps(body)
    figures: dict[str, tuple[float, float, int]] = {}
    with tempfile.TemporaryDirectory() as folder:
        single = min(asked.events, 1000)
        with Journal(Path(folder) / "one.sqlite") as journal:

            def one_by_one() -> None:
                for n in range(single):
                    journal.append("body", "contoh", plain[n : n + 1], expect=n)

            figures["appended one by one, each on the disk"] = (*timed(one_by_one), single)
        with Journal(Path(folder) / "all.sqlite") as journal:
            count = len(plain)
            figures["appended at once"] = (
                *timed(lambda: journal.append("body", "contoh", plain, expect=0)),
                count,
            )
            figures["checked, seal by seal"] = (*timed(journal.verify), count)
            figures["loaded: read, checked and replayed"] = (
                *timed(lambda: journal.load("contoh")),
                count,
            )
            figures["written as JSON Lines"] = (*timed(lambda: list(journal.lines())), count)
            lines = list(journal.lines())
        with Journal(Path(folder) / "lines.sqlite") as journal:
            figures["taken in from JSON Lines"] = (*timed(lambda: journal.add_lines(lines)), count)
            figures["saved where the journal did not know it"] = (
                *timed(lambda: journal.save(body, expect=count)),
                count,
            )
            figures["saved where it did"] = (
                *timed(lambda: journal.save(body, expect=count)),
                count,
            )
    figures["replayed alone"] = (*timed(lambda: replay(body.events)), len(plain))
    figures["one JSON document, out"] = (*timed(lambda: dumps(body)), len(plain))
    figures["one JSON document, in"] = (*timed(lambda: loads(text)), len(plain))
    if asked.json:
        rates = {
            what: {"wall": n / wall, "cpu": n / cpu} for what, (wall, cpu, n) in figures.items()
        }
        print(json.dumps(rates, indent=2))
        return
    print(
        f"bakohumas {__version__}, Python {platform.python_version()}, {os.cpu_count()} cores, "
        f"{len(plain):,} events, {len(text) / 1e6:.1f} MB of JSON"
    )
    for what, (wall, cpu, n) in figures.items():
        print(
            f"{what:45} {n / wall:12,.0f} a second on the clock {n / cpu:12,.0f} of the processor"
        )


if __name__ == "__main__":
    main()
