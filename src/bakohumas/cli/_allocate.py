import argparse
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from bakohumas import interchange, programmes
from bakohumas.cli._words import Parser, contents, said
from bakohumas.errors import InfeasibleError
from bakohumas.languages import Lang
from bakohumas.programmes import Agency, Allocation, Task

_EXAMPLES = """\
examples:
  bakohumas allocate tugas.json
  bakohumas allocate tugas.json --objective fair --lang id
  bakohumas allocate tugas.json --json > division.json

the smallest problem:
  {"agencies": [{"id": "a", "capacity": 3, "skills": ["video"], "regions": ["94"]}],
   "tasks": [{"id": "t", "needs": ["video"], "region": "94", "cost": {"a": 5}}]}

With --json a division has "assignments" (task: lead), "teams", "cost", "loads", "reasons". A
problem proved to have none has "infeasible", with "tasks", "agencies", "short_by" and "proof";
where a search merely found none, the same stands under "unfilled": its "proof" is empty, and
another --seed may find one.

exit status: 0 divided, 1 no division is possible or none was found, 2 bad arguments or a
malformed file
"""


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
    add("--lang", choices=["en", "id"], default="en", help="language of the report")
    add("--json", action="store_true", help="print one JSON document instead")
    parser.set_defaults(command=_allocate, parser=parser, advice="")


def _allocate(options: argparse.Namespace) -> int:
    tasks, agencies = contents(interchange.loads_problem, options.problem)
    for note in _notes(tasks, agencies):
        print(f"note: {note}", file=sys.stderr)
    try:
        made = programmes.allocate(tasks, agencies, objective=options.objective, seed=options.seed)
    except InfeasibleError as refusal:
        if options.json:
            said(interchange.dumps(_refused(refusal)))
        else:
            told = refusal.indonesian if options.lang == "id" else (str(refusal),)
            print(f"bakohumas: {'; '.join(told)}", file=sys.stderr)
        return 1
    with suppress(BrokenPipeError):  # whoever read the output has gone; the status stands
        if options.json:
            said(interchange.dumps(_document(made, options.lang)))
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


def _document(made: Allocation, lang: Lang) -> dict[str, Any]:
    return {
        "format": "bakohumas/allocation",
        "version": 1,
        "objective": made.objective,
        "assignments": dict(made.assignments),
        "teams": {task: _lists(team) for task, team in made.teams.items()},
        "cost": made.cost,
        "loads": dict(made.loads),
        "gap": None if made.gap is None else str(made.gap),
        "reasons": {
            task: {agency: [each.explain(lang) for each in why] for agency, why in against.items()}
            for task, against in made.reasons.items()
        },
    }


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
