import argparse
import sys
from collections.abc import Callable
from contextlib import suppress
from math import isnan
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from bakohumas import interchange, networks
from bakohumas.cli._words import Parser, contents, said
from bakohumas.errors import FormatError, UnknownNameError
from bakohumas.languages import Lang, decimal, number, pick
from bakohumas.networks import InformationNetwork
from bakohumas.simulation import (
    BACKENDS,
    Ensemble,
    IndependentCascade,
    LinearThreshold,
    Plan,
    compile_plan,
    read_plan,
    simulate,
)

MODELS: Final = MappingProxyType[str, IndependentCascade | LinearThreshold](
    {"cascade": IndependentCascade(), "threshold": LinearThreshold()}
)
_INTERRUPTED = 130
_MOST = 10_000_000
_LONGEST = 20
"""Digits of the largest seed."""
_QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
_EXAMPLES = """\
examples:
  bakohumas simulate jaringan.csv --seeds humas --runs 1024 --seed 42
  bakohumas simulate jaringan.graphml --seeds humas --seeds bps,kpu --model threshold --lang id
  bakohumas simulate jaringan.npz --seeds 0,17 --backend numba --json > news.json

A table has the columns source and target, and may have probability, delay (in hours),
channel, keep and credibility. An archive of NumPy has n, source, target and probability,
and may have the rest. Nothing is calibrated unless data say so.

exit status: 0 done, 1 a package is missing, 2 bad arguments or a file of no use,
130 interrupted, after telling what was done until then
"""


def add_simulate(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Let the command line know ``simulate``."""
    parser = commands.add_parser(
        "simulate",
        help="send news through a network",
        description="Send one message through many worlds of a network, and count whom it reaches.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("network", type=Path, metavar="NETWORK", help="a file .graphml, .csv or .npz")
    add("--seeds", type=_seeds, required=True, action="append", metavar="A,B",
        help="who knows it at first; may be given again, a code with a comma alone")  # fmt: skip
    add("--model", choices=list(MODELS), default="cascade", help="how it moves (default: cascade)")
    add("--runs", type=_runs, default=1024, metavar="N", help="how many worlds (default: 1024)")
    add("--seed", type=_seed, default=42, metavar="S", help="which worlds (default: 42)")
    add("--backend", choices=["auto", *BACKENDS], default="auto", help="what runs it")
    add("--json", action="store_true", help="print one JSON document instead")
    add("--lang", choices=["en", "id"], default="en", help="language of the report")
    parser.set_defaults(command=_simulate, parser=parser, advice="")


def _seeds(text: str) -> str:
    if not _apart(text):
        msg = "it names no node"
        raise argparse.ArgumentTypeError(msg)
    return text.strip()


def _apart(text: str) -> list[str]:
    return [each.strip() for each in text.split(",") if each.strip()]


def _whole(text: str, least: int, most: int) -> int:
    number_ = int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST else -1
    if not least <= number_ <= most:
        msg = f"{text!r} is not a whole number from {least} to {most}"
        raise argparse.ArgumentTypeError(msg)
    return number_


def _runs(text: str) -> int:
    return _whole(text, 1, _MOST)


def _seed(text: str) -> int:
    return _whole(text, 0, 2**64 - 1)


def _simulate(options: argparse.Namespace) -> int:
    plan = _plan(options)
    news = simulate(
        plan,
        MODELS[options.model],
        seeds=_known(options, plan),
        runs=options.runs,
        seed=options.seed,
        backend=options.backend,
        record=(),
        on_update=_progress(),
    )
    with suppress(BrokenPipeError):  # whoever read the output has gone; the status stands
        if options.json:
            said(interchange.dumps(_document(news, options.runs)))
        else:
            print("\n".join([_reach(news, options.lang), news.explain(options.lang)]), flush=True)
    done = news.provenance.runs
    if done < options.runs:
        line = "\n" if sys.stderr.isatty() else ""  # the one that was running
        print(f"{line}bakohumas: interrupted after {done} of {options.runs} runs", file=sys.stderr)
        return _INTERRUPTED
    return 0


def _known(options: argparse.Namespace, plan: Plan) -> list[str | int]:
    """The seeds, all of which are there; in a plan of numbers they go by their digits.

    What is the code of a node as it stands is that node, whatever commas are in it.
    """
    if not len(plan):
        raise FormatError(str(options.network), ("it has no nodes, so that nobody can tell",))
    given = [[text] if text in plan.codes else _apart(text) for text in options.seeds]
    seeds = [each if plan.codes else _digits(each) for some in given for each in some]
    try:
        for each in seeds:
            plan.number(each)
    except UnknownNameError as slip:
        raise FormatError("--seeds", (str(slip),)) from slip
    return seeds


def _digits(text: str) -> str | int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST else text


def _plan(options: argparse.Namespace) -> Plan:
    path: Path = options.network
    if path.suffix.lower() == ".npz":
        return read_plan(path)
    read: dict[str, Callable[[str], InformationNetwork]] = {
        ".csv": networks.read_tables,
        ".graphml": networks.read_graphml,
    }
    if path.suffix.lower() not in read:
        options.parser.error("argument NETWORK: the name must end in .graphml, .csv or .npz")
    return contents(lambda text: _compiled(read[path.suffix.lower()](text)), path)


def _compiled(network: InformationNetwork) -> Plan:
    try:
        return compile_plan(network)
    except ValueError as slip:
        raise FormatError("network", (str(slip),)) from slip


def _progress() -> Callable[[int, int], None] | None:
    """A running line on standard error, where somebody watches it."""
    if not sys.stderr.isatty():
        return None

    def update(done: int, runs: int) -> None:
        end = "\n" if done == runs else ""
        print(f"\r{done} of {runs} runs", end=end, file=sys.stderr, flush=True)

    return update


def _reach(news: Ensemble, lang: Lang) -> str:
    mean = decimal(news.mean, lang)
    low, high = (number(news.quantile(q), lang) for q in (0.05, 0.95))
    every = number(sum(news.members), lang)
    return pick(
        lang,
        f"It reaches {mean} of {every} nodes on average; in 9 of 10 runs, {low} to {high}.",
        f"Rata-rata {mean} dari {every} simpul dicapai; dalam 9 dari 10 simulasi, "
        f"{low} sampai {high}.",
    )


def _document(news: Ensemble, asked: int) -> dict[str, Any]:
    made = news.provenance
    rows = [{key: _plain(value) for key, value in row.items()} for row in news.rows()]
    return {
        "format": "bakohumas/simulation",
        "version": 1,
        "model": made.model,
        "plan": made.plan,
        "worlds": made.format,
        "seeds": list(made.seeds),
        "seed": made.seed,
        "runs": made.runs,
        "complete": made.runs >= asked,
        "nodes": sum(news.members),
        "mean": news.mean,
        "standard_error": _plain(news.standard_error),
        "quantiles": {str(q): news.quantile(q) for q in _QUANTILES},
        "roles": rows,
        "calibration": made.calibration,
    }


def _plain(value: float | str) -> float | str | None:
    return None if isinstance(value, float) and isnan(value) else value
