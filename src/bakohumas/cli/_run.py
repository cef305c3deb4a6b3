import argparse
import platform
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bakohumas import interchange, reports, scenarios, simulation
from bakohumas.cli._words import EPILOG, Parser, day, said
from bakohumas.errors import MissingExtraError
from bakohumas.law import charter
from bakohumas.scenarios import FEWEST, National

_MOST = 100_000


def add_run(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Let the command line know ``run``."""
    run = commands.add_parser(
        "run",
        help="run a scenario",
        description="Run a scenario and write what it yields.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    run.add_argument("scenario", choices=["national"], help="which one")
    run.add_argument("--seed", type=int, default=2018, help="the dice (default: 2018)")
    run.add_argument(
        "--runs", type=_runs, default=256, help="simulated runs, 8 to 100000 (default: 256)"
    )
    run.add_argument(
        "--on",
        type=day,
        default=date(2018, 12, 31),
        metavar="YYYY-MM-DD",
        help="day of the audit (default: 2018-12-31)",
    )
    run.add_argument(
        "--charter",
        choices=["national", "national_practice"],
        default="national",
        help="the regulation as reported, or practice (default: national)",
    )
    run.add_argument("--lang", choices=["en", "id"], default="en", help="language of the summary")
    run.add_argument("--json", action="store_true", help="print one JSON document instead")
    run.add_argument(
        "--out",
        type=_folder,
        default=Path("bakohumas-national"),
        metavar="DIR",
        help="where the files go (default: bakohumas-national/)",
    )
    run.set_defaults(command=_run, advice="; choose another folder with --out")


def _runs(text: str) -> int:
    if not text.isdecimal() or not FEWEST <= int(text) <= _MOST:
        msg = f"{text!r} is not a whole number from {FEWEST} to {_MOST}"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def _folder(text: str) -> Path:
    if not text.strip():
        msg = "the folder has no name"
        raise argparse.ArgumentTypeError(msg)
    return Path(text)


def _run(options: argparse.Namespace) -> int:
    with _writable(options.out):  # before the work, not after it
        cycle = scenarios.national(
            seed=options.seed,
            runs=options.runs,
            on=options.on,
            rules=charter(options.charter),
            on_update=_progress(),
        )
    result = interchange.dumps(cycle.facts())
    written = {"result.json": result, "body.json": interchange.dumps(cycle.body)}
    hints = []
    try:
        written |= _pictures(cycle, options)
    except MissingExtraError as missing:
        hints.append(str(missing))
    if simulation.backends() == ("python",):
        hints.append("a faster simulation needs numpy: python3 -m pip install 'bakohumas[sim]'")
    written["environment.json"] = interchange.dumps(_environment())
    for stale in {"board.svg", "reach.svg"} - set(written):
        (options.out / stale).unlink(missing_ok=True)
    for name, text in written.items():
        (options.out / name).write_text(text, encoding="utf-8", newline="\n")
    if options.json:
        said(result)
    else:
        print(cycle.explain(options.lang), flush=True)
    print(f"written to {options.out}: {', '.join(sorted(written))}", file=sys.stderr)
    for hint in hints:
        print(f"note: {hint}", file=sys.stderr)
    return 0


@contextmanager
def _writable(folder: Path) -> Iterator[None]:
    """A folder that can be written to; one made for work that is refused goes again."""
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        if made:
            folder.rmdir()
        raise


def _pictures(cycle: National, options: argparse.Namespace) -> dict[str, str]:
    until = min(max(options.on, date(2022, 1, 1)), date(2100, 1, 1))
    return {
        "board.svg": reports.timeline(
            cycle.body, until=until, names=cycle.names(), lang=options.lang
        ),
        "reach.svg": reports.reach(
            cycle.message.study, cycle.arms(options.lang), lang=options.lang
        ),
    }


def _environment() -> dict[str, str | None]:
    packages = ("attrs", "bakohumas", "cattrs", "matplotlib", "networkx", "numba", "numpy",
                "python-dateutil")  # fmt: skip
    return {"python": platform.python_version()} | {each: _version(each) for each in packages}


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _progress() -> Callable[[str, int, int], None]:
    """A report of progress on standard error: a running line, or one line a stage."""
    live = sys.stderr.isatty()

    def update(stage: str, done: int, total: int) -> None:
        if live:
            end = "\n" if done == total else ""
            print(f"\r{stage}: {done} of {total}", end=end, file=sys.stderr, flush=True)
        elif done == total:
            print(f"{stage}: {total} done", file=sys.stderr)

    return update
