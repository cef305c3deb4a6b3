"""The command line: ``bakohumas run national`` and what belongs to it."""

import argparse
import platform
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from importlib.metadata import PackageNotFoundError, version
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from bakohumas import interchange, reports, scenarios, simulation
from bakohumas.errors import BakohumasError, FormatError, MissingExtraError
from bakohumas.law import charter
from bakohumas.scenarios import FEWEST, National

__all__ = ["main"]

_DONE, _REFUSED, _UNUSABLE, _INTERRUPTED = 0, 1, 2, 130
_MOST = 100_000
_WHOLE = {"-h", "--help", "--version"}
_EPILOG = """\
examples:
  bakohumas                                 the national body through one cycle
  bakohumas run national --lang id          its summary in Indonesian
  bakohumas run national --on 2021-01-01    audited after the term has ended
  bakohumas run national --json > out.json  one JSON document and nothing else

exit status: 0 done, 1 the domain says no, 2 bad arguments or a malformed file
"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(_UNUSABLE, f"{self.prog}: {message}; see {self.prog} --help\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status.

    Args:
        arguments: Words after the program's name; those of the process by default.

    Returns:
        0 when done, 1 when the domain says no, 2 for bad arguments or a
        malformed file, 130 when interrupted.

    Raises:
        SystemExit: With the status 0 after ``--help`` or ``--version``, and 2
            for arguments that cannot be understood.
    """
    given = sys.argv[1:] if arguments is None else list(arguments)
    if not given or (given[0].startswith("-") and given[0] not in _WHOLE):
        given = ["run", "national", *given]
    options = _parser().parse_args(given)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a sign the terminal lacks is no reason to die
    try:
        options.command(options)
    except KeyboardInterrupt:
        return _say("interrupted", _INTERRUPTED)
    except BrokenPipeError:
        return _DONE  # whoever read the output has gone
    except OSError as slip:
        place = slip.filename or options.out
        return _say(f"{place}: {slip.strerror}; choose another folder with --out", _UNUSABLE)
    except (FormatError, ValueError) as slip:
        return _say(str(slip), _UNUSABLE)
    except BakohumasError as refusal:
        return _say(str(refusal), _REFUSED)
    return _DONE


def _say(message: str, status: int) -> int:
    print(f"bakohumas: {message}", file=sys.stderr)
    return status


def _parser() -> _Parser:
    parser = _Parser(
        prog="bakohumas",
        description="Government public-relations coordination bodies of Indonesia.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=version("bakohumas"))
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    run = commands.add_parser(
        "run",
        help="run a scenario",
        description="Run a scenario and write what it yields.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    run.add_argument("scenario", choices=["national"], help="which one")
    run.add_argument("--seed", type=int, default=2018, help="the dice (default: 2018)")
    run.add_argument(
        "--runs", type=_runs, default=256, help="simulated runs, 8 to 100000 (default: 256)"
    )
    run.add_argument(
        "--on",
        type=_day,
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
    run.set_defaults(command=_run)
    return parser


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError as slip:
        msg = f"{text!r} is not a day of the form YYYY-MM-DD"
        raise argparse.ArgumentTypeError(msg) from slip


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


def _run(options: argparse.Namespace) -> None:
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
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        print(result, end="", flush=True)
    else:
        print(cycle.explain(options.lang), flush=True)
    print(f"written to {options.out}: {', '.join(sorted(written))}", file=sys.stderr)
    for hint in hints:
        print(f"note: {hint}", file=sys.stderr)


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
