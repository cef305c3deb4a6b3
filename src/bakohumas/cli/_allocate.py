import argparse
import sys
from collections.abc import Mapping
from contextlib import suppress
from math import inf
from pathlib import Path
from typing import Any

from bakohumas import interchange, programmes
from bakohumas.cli._words import Parser, contents, only_ours, said
from bakohumas.errors import InfeasibleError
from bakohumas.programmes import Agency, Allocation, Task

_EXAMPLES = """\
examples:
  bakohumas allocate tugas.json                    who leads what, and who could have
  bakohumas allocate tugas.json --objective fair --lang id
                                                   evenest loads, told in Indonesian
  bakohumas allocate tugas.json --fill most        slots as full as capacity allows
  bakohumas allocate tugas.json --seed 7           another search, for days and teams
  bakohumas allocate tugas.json --solver highs --seconds 30
                                                   the best there is, or how far from it
  bakohumas allocate tugas.json --json > division.json
  bakohumas allocate tugas.json --json --reasons all
                                                   every agency that cannot, and why

the smallest problem:
  {"agencies": [{"id": "a", "capacity": 3, "skills": ["video"], "regions": ["94"]}],
   "tasks": [{"id": "t", "needs": ["video"], "region": "94", "cost": {"a": 5}}]}

one with a team, days, a month, and a studio that only one task can have at a time:
  {"agencies": [{"id": "rri", "capacity": 9}, {"id": "tvri", "capacity": 9,
                 "skills": ["loan:studio"], "stock": {"loan:studio": 1}}],
   "tasks": [{"id": "film", "days": 4, "window": {"start": "2018-07-01", "end": "2018-08-01"},
              "slots": [{"duty": "support", "needs": ["loan:studio"], "days": 2}]}]}

A task without "cost" costs nobody anything; an agency absent from a given cost cannot take it.
An agency that serves "63" serves "6301" and "63.01", unless it is "nested": false.

With --json a division has "assignments" (task: lead), "teams", "cost", "loads", "reasons" (the
nearest agencies that cannot, and why) and "obstacles" (how many each stops). A problem proved
to have none has "infeasible", with "tasks", "agencies", "short_by" and "proof"; where a search
merely found none, the same stands under "unfilled": its "proof" is empty, and --solver
highs or another --seed may find one. bakohumas.interchange.schema("allocation") describes it all.

exit status: 0 divided, 1 no division is possible or none was found, 2 bad arguments or a
malformed file
"""
_NEAREST = 5
"""How many agencies that cannot lead a task are told of, unless all are asked for."""


def add_allocate(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Let the command line know ``allocate``."""
    parser = commands.add_parser(
        "allocate",
        help="divide tasks among agencies",
        description="Divide the tasks of a file among its agencies, with reasons.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("problem", type=Path, metavar="PROBLEM.json", help="the tasks and the agencies")
    add(
        "--objective",
        choices=["cost", "fair"],
        default="cost",
        help="least total cost, or evenest loads and then least cost (default: cost)",
    )
    add("--seed", type=int, default=0, help="the dice, where a search is needed (default: 0)")
    add(
        "--solver",
        choices=["own", "highs"],
        default="own",
        help="this library alone, or HiGHS, with the extra solve (default: own)",
    )
    add(
        "--seconds",
        type=_seconds,
        metavar="N",
        help="how long search or solver may improve (default: as long as it takes)",
    )
    add(
        "--fill",
        choices=["least", "most"],
        default="least",
        help="slots with as many agencies as they need, or can hold (default: least)",
    )
    add(
        "--reasons",
        choices=["few", "all"],
        default="few",
        help=f"with --json: of the {_NEAREST} nearest agencies a task, or of all (default: few)",
    )
    add("--lang", choices=["en", "id"], default="en", help="language of the report")
    add("--json", action="store_true", help="print one JSON document instead")
    parser.set_defaults(command=_allocate, parser=parser, advice="")


def _seconds(text: str) -> float:
    try:
        found = float(text)
    except ValueError:
        found = -1
    if not 0 <= found < inf:
        msg = f"{text!r} is not a number of seconds"
        raise argparse.ArgumentTypeError(msg)
    return found


def _allocate(options: argparse.Namespace) -> int:
    tasks, agencies = contents(interchange.loads_problem, options.problem)
    for note in _notes(tasks, agencies):
        print(f"note: {note}", file=sys.stderr)
    try:
        with only_ours():
            made = programmes.allocate(
                tasks,
                agencies,
                objective=options.objective,
                solver=options.solver,
                seed=options.seed,
                seconds=options.seconds,
                fill=options.fill,
            )
    except InfeasibleError as refusal:
        if options.json:
            short = [task for task in tasks if task.id in refusal.tasks]
            nobody = Allocation.of({}, tasks=short, agencies=agencies)
            said(interchange.dumps(_refused(refusal) | _against(nobody, options)))
        else:
            told = refusal.indonesian if options.lang == "id" else (str(refusal),)
            print(f"bakohumas: {'; '.join(told)}", file=sys.stderr)
        return 1
    with suppress(BrokenPipeError):  # whoever read the output has gone; the status stands
        if options.json:
            said(interchange.dumps(_document(made) | _against(made, options)))
        else:
            print(made.explain(options.lang), flush=True)
    return 0


def _notes(tasks: tuple[Task, ...], agencies: tuple[Agency, ...]) -> list[str]:
    """What speaks of agencies or tasks that the file does not list: perhaps misspelt."""
    work, ready = {task.id for task in tasks}, {agency.id for agency in agencies}
    costs = {
        code: task.id for task in reversed(tasks) for code in task.cost or () if code not in ready
    }
    slots = {
        (code, f"{task.id}/{slot.name}")
        for task in tasks
        for slot in task.slots
        for code in slot.cost or ()
        if code not in ready
    }
    return [
        *(f"{who} has a cost for {code}, which is no agency here" for code, who in
          [*sorted(costs.items()), *sorted(slots)]),
        *(f"{one.id} has an exclusion from {task}, which is no task here" for one in agencies
          for task in one.excludes if task not in work),
        *(f"{one.id} has a conflict over {task}, which is no task here" for one in agencies
          for task in one.conflicts if task not in work),
        *(f"{one.id} is kept apart from {code}, which is no agency here" for one in agencies
          for code in one.apart if code not in ready),
    ]  # fmt: skip


def _document(made: Allocation) -> dict[str, Any]:
    return {
        "format": "bakohumas/allocation",
        "version": 1,
        "objective": made.objective,
        "assignments": dict(made.assignments),
        "teams": {task: _lists(team) for task, team in made.teams.items()},
        "cost": made.cost,
        "loads": dict(made.loads),
        "gap": None if made.gap is None else str(made.gap),
    }


def _against(made: Allocation, options: argparse.Namespace) -> dict[str, Any]:
    """Why agencies cannot lead the tasks: the nearest few or all, and how many each obstacle."""
    told = made.nearest(_NEAREST) if options.reasons == "few" else made.reasons
    obstacles = {
        task: {each.value: count for each, count in counts.items()}
        for task, counts in made.obstacles.items()
    }
    reasons = {
        task: {
            agency: [each.explain(options.lang) for each in why] for agency, why in against.items()
        }
        for task, against in told.items()
    }
    return {"reasons": reasons, "obstacles": obstacles}


def _lists(team: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    return {slot: list(members) for slot, members in team.items()}


def _refused(refusal: InfeasibleError) -> dict[str, Any]:
    return {
        "format": "bakohumas/allocation",
        "version": 1,
        "infeasible" if refusal.proof else "unfilled": {
            "tasks": list(refusal.tasks),
            "agencies": list(refusal.agencies),
            "short_by": refusal.short_by,
            "proof": refusal.proof,
            "details": {"en": [str(refusal)], "id": list(refusal.indonesian)},
        },
    }
