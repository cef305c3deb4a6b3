"""How long a body takes to be replayed, extended and asked about, and how that grows.

Run it with ``python3 benchmarks/bodies.py``; ``--sizes 200`` for a quick look, ``--json``
for a machine. Every history is invented: members and partners come and go, boards are
elected, seats fall vacant and are filled, a tenth of the events is recorded late.
"""

import argparse
import json
import os
import platform
import statistics
import sys
from collections import deque
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import count
from random import Random
from time import process_time
from typing import Any

from bakohumas import __version__
from bakohumas.bodies import (
    Admitted,
    Body,
    Cause,
    Elected,
    Event,
    Founded,
    Place,
    Replaced,
    Role,
    Snapshot,
    Vacated,
    Withdrawn,
    replay,
)
from bakohumas.law import charter
from bakohumas.periods import years_after

FOUNDED = date(2014, 9, 26)
SEATS = "Ketua Umum", "Ketua Pelaksana", "Sekretaris"
STEADY, ROUNDS, QUESTIONS = 30, 5, 20
BASIS = "SK 1/2014 (invented)"
EXCLUDED = (
    "excluded: imports, reading of the charter, making of the events, JSON and storage; "
    "included: every check of every event, and the whole of each snapshot that is read"
)


def history(n: int, seed: int = 35, *, pool: int = 0) -> tuple[Event, ...]:
    """An invented history of *n* events over eighty years.

    The same *pool* of institutions comes and goes all the time; without one, ever new ones do.
    """
    dice = Random(seed)
    kinds = charter("national").value("membership.categories", on=FOUNDED)
    kind = kinds[0] if isinstance(kinds, tuple) else ""
    founding = Founded(
        on=FOUNDED, recorded=FOUNDED, basis=BASIS,
        body="contoh", name="Badan Contoh", charter=charter("national"),
    )  # fmt: skip
    events: list[Event] = [founding]

    def admit(name: str, on: date, recorded: date, role: Role = Role.MEMBER) -> None:
        events.append(
            Admitted(
                on=on, recorded=recorded, basis=BASIS, institution=name, unit=name,
                name=f"Biro Humas {name}", category=kind, role=role,
            )
        )  # fmt: skip

    for number in range(min(STEADY, n - 1)):
        admit(f"tetap-{number}", FOUNDED, FOUNDED)
    fresh, inside = count(), deque[str]()
    outside = deque(f"datang-{next(fresh)}" for _ in range(pool))
    left: dict[str, date] = {}
    held, since = dict.fromkeys(SEATS, ""), dict.fromkeys(SEATS, FOUNDED)
    term_end, today_came = FOUNDED, set[str]()
    for step in range(len(events), n):
        today = FOUNDED + timedelta(days=1 + 29000 * step // n)
        if today >= term_end:
            held = {seat: f"tetap-{dice.randrange(10) * 3 + k}" for k, seat in enumerate(SEATS)}
            places = tuple(Place(seat, who) for seat, who in held.items())
            events.append(Elected(on=today, recorded=today, basis=BASIS, places=places))
            term_end, since = years_after(today, 5) + timedelta(days=1), dict.fromkeys(SEATS, today)
            continue
        if today > events[-1].recorded:
            today_came.clear()
        seat = dice.choice(SEATS)
        chance = dice.random()
        in_term = since[seat] < today < term_end - timedelta(days=1)
        if chance < 0.1 and in_term:  # a tenth of what happens is about a seat
            since[seat] = today
            if held[seat]:
                held[seat] = ""
                events.append(
                    Vacated(on=today, recorded=today, basis=BASIS, seat=seat,
                            cause=Cause.RESIGNATION)
                )  # fmt: skip
            else:
                free = [f"tetap-{k}" for k in range(STEADY) if f"tetap-{k}" not in held.values()]
                held[seat] = dice.choice(free)
                place = Place(seat, held[seat])
                events.append(Replaced(on=today, recorded=today, basis=BASIS, place=place))
        elif inside and (chance < 0.5 or (pool and not outside)) and inside[0] not in today_came:
            # as many leave as come
            who = inside.popleft()
            outside.append(who)
            left[who] = today
            events.append(
                Withdrawn(on=today, recorded=today, basis=BASIS, institution=who,
                          cause=Cause.WITHDRAWAL)
            )  # fmt: skip
        else:
            late = timedelta(days=dice.choice([0] * 9 + [20]))
            who = outside.popleft() if pool and outside else f"datang-{next(fresh)}"
            came = max(left.get(who, FOUNDED), today - late)
            admit(who, came, today, dice.choice([Role.MEMBER, Role.PARTNER]))
            inside.append(who)
            today_came.add(who)
    return tuple(events)


def read(now: Snapshot) -> tuple[object, ...]:
    """The whole of a snapshot."""
    return (
        now.register.rows(), now.partners.rows(), now.guests.rows(),
        now.board.rows() if now.board else [], now.vacancies, now.lapsed_since, now.secretariat,
    )  # fmt: skip


def asked(now: Snapshot) -> tuple[object, ...]:
    """What one mostly wants to know of a day: the board, what is vacant, and of one member."""
    board = now.board.rows() if now.board else []
    return board, now.vacancies, now.lapsed_since, "datang-7" in now.register


def median(work: Callable[[], object], rounds: int = ROUNDS) -> tuple[float, float]:
    """Median of some rounds in seconds, and how far the slowest lies above the fastest."""
    took = []
    for _ in range(rounds):
        begun = process_time()
        work()
        took.append(process_time() - begun)
    return statistics.median(took), max(took) - min(took)


def same_answers(events: tuple[Event, ...], body: Body, days: Sequence[date]) -> None:
    """Insist that asking the body and replaying the history from scratch say the same."""
    twin = replay(events)
    for day in days[:5]:
        known = tuple(event for event in events if event.recorded <= day)
        agree = read(body.on(day)) == read(twin.on(day))
        if not agree or read(body.on(day, known=day)) != read(replay(known).on(day)):
            msg = f"the two ways do not agree on {day}"
            raise RuntimeError(msg)


def measure(n: int, pool: int) -> dict[str, Any]:
    """Every figure for a history of *n* events; times of one thing each, in microseconds."""
    events = history(n, pool=pool)
    body = replay(events)
    dice = Random(n)
    last = events[-1].recorded
    span = (last - FOUNDED).days
    days = [FOUNDED + timedelta(days=dice.randrange(span)) for _ in range(QUESTIONS)]
    same_answers(events, body, days)
    after = last + timedelta(days=1)

    def linear() -> None:
        own = body
        for number in range(QUESTIONS):
            own = own.represent("tetap-0", f"orang-{number}", on=after, basis=BASIS)

    def branching() -> None:
        for number in range(QUESTIONS):
            body.represent("tetap-0", f"orang-{number}", on=after, basis=BASIS)

    whole, spread = median(lambda: replay(events), 3)
    times = {
        "one more, in a row": median(linear)[0] / QUESTIONS,
        "one more, from one base": median(branching)[0] / QUESTIONS,
        "a past day, asked": median(lambda: [asked(body.on(day)) for day in days])[0] / QUESTIONS,
        "a past day, all of it": median(lambda: [read(body.on(day)) for day in days])[0]
        / QUESTIONS,
        "as known on a day": median(lambda: [read(body.on(day, known=day)) for day in days])[0]
        / QUESTIONS,
    }
    scratch = median(lambda: read(replay(events).on(days[0])), 3)[0]
    members = [len(body.on(day).register) + len(body.on(day).partners) for day in days]
    return {
        "events": n,
        "taking part on a day": round(statistics.mean(members)),
        "replayed a second": round(n / whole),
        "spread of a replay": round(spread / whole, 2),
        "microseconds": {name: round(took * 1e6, 1) for name, took in times.items()},
        "replaying instead takes times": {
            name: round(scratch / took, 1) for name, took in times.items()
        },
    }


def table(found: Sequence[dict[str, Any]]) -> str:
    """The figures as plain lines, and how each grows from one size to the next."""
    lines = [f"{'':26}" + "".join(f"{each['events']:>14,}" for each in found)]
    lines += [
        f"{name:26}" + "".join(f"{each[name]:>14,}" for each in found)
        for name in ("taking part on a day", "replayed a second", "spread of a replay")
    ]
    for name in found[0]["microseconds"]:
        took = [each["microseconds"][name] for each in found]
        ratio = [each["replaying instead takes times"][name] for each in found]
        lines += [
            f"{name:26}" + "".join(f"{each:>11,.1f} us" for each in took),
            f"{'  replaying takes':26}" + "".join(f"{each:>9,.1f} times" for each in ratio),
            f"{'  growth':26}"
            + "".join(
                f"{'' if before is None else f'{now / before:,.1f} times':>14}"
                for before, now in zip([None, *took], took, strict=False)
            ),
        ]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Check that both ways agree, measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--pool", type=int, default=1_000, help="institutions that come and go")
    said = parser.parse_args(arguments)
    about = (
        f"bakohumas {__version__}, Python {platform.python_version()} on {sys.platform}, "
        f"{os.cpu_count()} cores, seed 35, medians of {ROUNDS} rounds, CPU time"
    )
    shapes = {
        f"the same {said.pool:,} institutions come and go": said.pool,
        "ever new institutions come and go": 0,
    }
    found = {words: [measure(n, pool) for n in said.sizes] for words, pool in shapes.items()}
    if said.json:
        print(json.dumps({"about": about, "excluded": EXCLUDED, "found": found}, indent=2))
        return
    print(about, EXCLUDED, sep="\n")
    for words, figures in found.items():
        print("", words, table(figures), sep="\n")


if __name__ == "__main__":
    main()
