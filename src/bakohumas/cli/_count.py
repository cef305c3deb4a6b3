import argparse
from contextlib import suppress
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from bakohumas import elections, interchange
from bakohumas.cli._words import Parser, said
from bakohumas.elections import (
    IRV,
    STV,
    Action,
    Approval,
    Borda,
    Majority,
    Method,
    RankedPairs,
    Result,
    Schulze,
    Tie,
    TieBreak,
)
from bakohumas.interchange import BALLOT_FORMATS, BallotFile

METHODS: Final = MappingProxyType[str, Method](
    {
        "plurality": Majority(None),
        "majority": Majority(),
        "approval": Approval(),
        "irv": IRV(),
        "scottish-stv": STV(),
        "wigm-stv": STV("wigm"),
        "exact-stv": STV("exact"),
        "meek": STV("meek"),
        "schulze": Schulze(),
        "ranked-pairs": RankedPairs(),
        "borda": Borda(),
    }
)
_LOT: Final = "lot:"
_EXAMPLES = """\
examples:
  bakohumas count ketua.blt
  bakohumas count ketua.csv --method plurality --lang id
  bakohumas count pengurus.blt --method meek --seats 3 --tie Budi,Ani,Cici
  bakohumas count pengurus.soi --method scottish-stv --tie 2,1,3 --tie "lot:8 kartu"
  bakohumas count surat-suara.txt --format csv --json > count.json

A tie is settled by an order, in which the first is preferred: names, or numbers on the ballot
paper, parted by commas; or by a public lot from a seed. The order is tried before the lot.

exit status: 0 every seat is filled; 1 one is not, as a tie is unsettled ("tie" is the reason in
the JSON) or nobody reached the number needed ("short"), or the domain says no; 2 bad arguments
or a malformed file
"""


def add_count(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Let the command line know ``count``."""
    parser = commands.add_parser(
        "count",
        help="count the ballots of a file",
        description="Count the ballots of a BLT, PrefLib or CSV file, round by round.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("file", type=Path, metavar="FILE", help="the ballots")
    add(
        "--method",
        choices=list(METHODS),
        metavar="M",
        help=f"one of {', '.join(METHODS)} (default: irv, or scottish-stv for several seats)",
    )
    add("--seats", type=_seats, metavar="N", help="how many to elect (default: as the file says)")
    add(
        "--tie",
        action="append",
        default=[],
        metavar="ORDER|lot:SEED",
        help="what settles a tie: names or numbers, parted by commas, or a public lot",
    )
    add("--format", choices=list(BALLOT_FORMATS), help="what FILE is, if its name does not tell")
    add("--lang", choices=["en", "id"], default="en", help="language of the report")
    add("--json", action="store_true", help="print one JSON document instead")
    parser.set_defaults(command=_count, parser=parser, advice="")


def _seats(text: str) -> int:
    if not text.isdecimal() or not int(text):
        msg = f"{text!r} is not a whole number from 1"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def _count(options: argparse.Namespace) -> int:
    file = interchange.read_ballots(options.file, format=options.format or "")
    seats = options.seats or file.seats
    result = elections.count(
        file.profile,
        METHODS[options.method or ("irv" if seats == 1 else "scottish-stv")],
        seats=seats,
        ties=_ties(options, file.profile.candidates),
        withdrawn=file.withdrawn,
    )
    with suppress(BrokenPipeError):  # whoever read the output has gone; the status stands
        if options.json:
            said(interchange.dumps(_document(file, result)))
        else:
            told = [file.title] if file.title else []
            print("\n".join([*told, result.explain(options.lang)]), flush=True)
    return 1 if _reason(result) else 0


def _ties(options: argparse.Namespace, candidates: tuple[str, ...]) -> TieBreak:
    lots = [each.removeprefix(_LOT) for each in options.tie if each.startswith(_LOT)]
    orders = [each for each in options.tie if not each.startswith(_LOT)]
    if len(lots) > 1 or len(orders) > 1:
        options.parser.error("argument --tie: one order and one lot at most")
    paper = {str(number): name for number, name in enumerate(candidates, 1)}
    words = [word.strip() for word in orders[0].split(",")] if orders else []
    order = [word if word in candidates else paper.get(word, word) for word in words]
    return TieBreak(order=tuple(order), lot=lots[0] if lots else None)


def _reason(result: Result) -> str | None:
    """Why a seat is not filled: the tie that stopped the count, or votes too few."""
    last = result.stages[-1]
    if last.action is Action.TIE:
        return last.action.value
    return last.how.value if last.action is Action.UNFILLED else None


def _document(file: BallotFile, result: Result) -> dict[str, Any]:
    profile = result.counted
    stages = _stages(result)
    return {
        "format": "bakohumas/count",
        "version": 1,
        "title": file.title,
        "method": str(result.method),
        "seats": result.seats,
        "candidates": list(profile.candidates),
        "withdrawn": list(result.withdrawn),
        "ballots": {
            "cast": profile.cast,
            "valid": profile.valid,
            "blank": profile.blank,
            "spoilt": {flaw.value: number for flaw, number in profile.spoilt.items()},
        },
        "elected": list(result.elected),
        "complete": result.complete,
        "reason": _reason(result),
        "stages": stages,
        "ties": [_tie(each) for each in result.ties],
        "quota": stages[-1]["needed"],
        "digest": result.digest,
    }


def _stages(result: Result) -> list[dict[str, Any]]:
    rows = groupby(result.rows(), key=itemgetter("stage"))
    found = []
    for stage, (_, told) in zip(result.stages, rows, strict=True):
        here = list(told)
        found.append(
            {
                "number": stage.number,
                "tallies": {row["candidate"]: row["votes"] for row in here},
                **{key: here[0][key] for key in ("needed", "exhausted", "lost", "unit")},
                "action": stage.action.value,
                "how": stage.how.value,
                "who": list(stage.who),
                "elected": list(stage.elected),
            }
        )
    return found


def _tie(tie: Tie) -> dict[str, Any]:
    return {
        "stage": tie.stage,
        "over": tie.over.value,
        "tied": list(tie.tied),
        "tried": [step.value for step in tie.tried],
        "left": list(tie.left),
        "chosen": tie.chosen,
        "how": tie.how.value if tie.how else None,
    }
