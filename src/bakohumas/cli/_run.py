import argparse
import json
import platform
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bakohumas import interchange, reports, scenarios, simulation
from bakohumas.bodies import Body
from bakohumas.cli._words import EPILOG, Parser, day, said
from bakohumas.law import charter
from bakohumas.scenarios import FEWEST

_MOST = 100_000
_SOMETIMES = ("body.json", "federation.json", "index.html")
_KEPT = "environment.json"
_FILE = re.compile(r"[a-z][a-z0-9_-]*\.(?:svg|json|html)")


def add_run(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Let the command line know ``run``."""
    run = commands.add_parser(
        "run",
        help="run a scenario",
        description="Run a scenario and write what it yields.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    run.add_argument("scenario", choices=list(scenarios.SCENARIOS), help="which one")
    run.add_argument("--seed", type=int, help="the dice (default: one of the scenario's own)")
    run.add_argument(
        "--runs", type=_runs, default=256, help="simulated runs, 8 to 100000 (default: 256)"
    )
    run.add_argument(
        "--on",
        type=day,
        metavar="YYYY-MM-DD",
        help="day of the audit (default: one of the scenario's own; 2018-12-31 for national)",
    )
    run.add_argument(
        "--charter",
        choices=["national", "national_practice"],
        help="of national: the regulation as reported, or practice (default: national)",
    )
    run.add_argument("--lang", choices=["en", "id"], default="en", help="language of the summary")
    run.add_argument("--html", action="store_true", help="write the page index.html as well")
    run.add_argument("--json", action="store_true", help="print one JSON document instead")
    run.add_argument(
        "--out",
        type=_folder,
        metavar="DIR",
        help="where the files go (default: bakohumas-SCENARIO/)",
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
    folder = options.out or Path(f"bakohumas-{options.scenario}")
    run, progress = scenarios.SCENARIOS[options.scenario], _Progress()
    with _writable(folder):  # before the work, not after it
        try:
            story = run(**_asked(options), on_update=progress)
        except KeyboardInterrupt:
            raise KeyboardInterrupt(progress.told()) from None
    result = interchange.dumps(story.facts())
    written = {"result.json": result}
    if isinstance(story.body, Body):
        written["body.json"] = interchange.dumps(story.body)
    else:
        written["federation.json"] = interchange.dumps_records([story.body])
    seen = reports.views(story, lang=options.lang)
    pictures, hints = _drawn(seen)
    for name in {*_SOMETIMES, *pictures, *_earlier(folder)}:
        (folder / name).unlink(missing_ok=True)
    written |= {name: svg for name, svg in pictures.items() if svg}
    if options.html:
        written["index.html"] = reports.page(story, lang=options.lang, seen=seen)
    if simulation.backends() == ("python",):
        hints.add("a faster simulation needs numpy: python3 -m pip install 'bakohumas[sim]'")
    kept = {**_environment(), "files": sorted({*written, _KEPT})}
    written[_KEPT] = interchange.dumps(kept)
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    if options.json:
        said(result)
    else:
        print(story.explain(options.lang), flush=True)
    print(f"written to {folder}: {', '.join(sorted(written))}", file=sys.stderr)
    for hint in sorted(hints):
        print(f"note: {hint}", file=sys.stderr)
    return 0


def _asked(options: argparse.Namespace) -> dict[str, object]:
    """What was asked of the scenario; the rest is as it has it."""
    asked: dict[str, object] = {"runs": options.runs}
    asked |= {} if options.seed is None else {"seed": options.seed}
    asked |= {} if options.on is None else {"on": options.on}
    if options.charter is not None:
        if options.scenario != "national":
            msg = f"--charter is for national: {options.scenario} has a charter of its own"
            raise ValueError(msg)
        asked["rules"] = charter(options.charter)
    return asked


@contextmanager
def _writable(folder: Path) -> Iterator[None]:
    """A folder that can be written to; what is made for work that is refused goes again."""
    made = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        for each in made:
            each.rmdir()
        raise


def _earlier(folder: Path) -> list[str]:
    """The files that an earlier run wrote into a folder, as it says itself."""
    try:
        known = json.loads((folder / _KEPT).read_text("utf-8"))["files"]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return []
    files = known if isinstance(known, list) else []
    return [each for each in files if isinstance(each, str) and _FILE.fullmatch(each)]


def _drawn(seen: Mapping[str, reports.View]) -> tuple[dict[str, str], set[str]]:
    """The pictures of a story by file, empty where there is none; and what would bring them."""
    pictures = {}
    for name, each in seen.items():
        first, *others = each.pictures or [name]
        pictures[f"{name}.svg"] = each.pictures.get(first, "")
        pictures |= {f"{name}-{other}.svg": each.pictures[other] for other in others}
    lacking = [each.note.partition(" needs ")[2] for each in seen.values() if each.note]
    return pictures, {f"a picture needs {what}" for what in lacking}


def _environment() -> Mapping[str, object]:
    packages = ("attrs", "bakohumas", "cattrs", "matplotlib", "networkx", "numba", "numpy",
                "python-dateutil")  # fmt: skip
    return {"python": platform.python_version()} | {each: _version(each) for each in packages}


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


class _Progress:
    """A report of progress on standard error: a running line, or one line a stage."""

    def __init__(self) -> None:
        self.live = sys.stderr.isatty()
        self.last = ("", 0, 0)

    def __call__(self, stage: str, done: int, total: int) -> None:
        self.last = (stage, done, total)
        if self.live:
            end = "\n" if done == total else ""
            print(f"\r{stage}: {done} of {total}", end=end, file=sys.stderr, flush=True)
        elif done == total:
            print(f"{stage}: {total} done", file=sys.stderr)

    def told(self) -> str:
        """How far it came."""
        stage, done, total = self.last
        far = f"{stage}: {done} of {total} done" if stage else "nothing done yet"
        return f"{far}; nothing was written"
