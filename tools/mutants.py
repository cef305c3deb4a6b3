"""Break one room on purpose, a sample of its statements at a time, and see who notices.

The mutants are those of mutmut: its operators, inside functions. Here they reach
properties, hooks and other decorated functions too, which mutmut passes over, and a
seed draws which are tried. A room is held to its own tests and examples alone: each
mutant runs in a fork, those that reach its lines, the quickest first. What no test
notices a type checker may.

    python tools/mutants.py law --sample 60 --seed 1
"""

import argparse
import ast
import gc
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from difflib import unified_diff
from functools import cache
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from types import CodeType, FunctionType
from typing import TypeVar

import libcst as cst
import pytest
from attrs import frozen
from coverage import Coverage
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators

T = TypeVar("T")
ROOT = Path(__file__).parent.parent
ROOMS = ("law", "bodies", "elections", "meetings", "programmes")
WHOLE = cst.Annotation | cst.Decorator | cst.Parameters
"""What is run when a module is read, or never."""
SPARED = ("len", "isinstance", "cast")
"""Calls that mutmut leaves alone, and one that does nothing."""
CACHED = type(cache(int))
PATIENCE = 10
"""Seconds of work that a test may take beside five times what it takes as a rule."""


@frozen
class Mutant:
    """One change to one function: where it stands, and the file with and without it."""

    file: Path
    outer: str
    outer_line: int
    lines: range
    before: cst.Module
    old: cst.CSTNode
    new: cst.CSTNode

    @property
    def source(self) -> str:
        """The whole file with the change."""
        return cst.ensure_type(self.before.deep_replace(self.old, self.new), cst.Module).code

    def __str__(self) -> str:
        """Where it is, and the lines that differ."""
        both = self.before.code.splitlines(), self.source.splitlines()
        changes = [line for line in unified_diff(*both, lineterm="", n=0) if line[:2] != "@@"][2:]
        place = f"{self.file.relative_to(ROOT)}:{self.lines.start}"
        return "\n".join([place, *(f"    {line}" for line in changes)])


class Seeker(cst.CSTVisitor):
    """Finds every mutant of a file."""

    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self, file: Path, module: cst.Module) -> None:
        super().__init__()
        self.file, self.module = file, module
        self.found: list[Mutant] = []
        self.names: list[str] = []
        self.outer: list[tuple[str, int]] = []
        self.statements: list[range] = []

    def span(self, node: cst.CSTNode) -> range:
        """The lines of a node."""
        place = self.get_metadata(PositionProvider, node)
        return range(place.start.line, place.end.line + 1)

    def on_visit(self, node: cst.CSTNode) -> bool:
        """Gather the mutants of a node, and say whether to look inside."""
        if isinstance(node, WHOLE) or (
            isinstance(node, cst.Call)
            and isinstance(node.func, cst.Name)
            and node.func.value in SPARED
        ):
            return False
        if isinstance(node, cst.ClassDef | cst.FunctionDef):
            self.names.append(node.name.value)
            if isinstance(node, cst.FunctionDef):
                first = node.decorators[0] if node.decorators else node
                self.outer.append((".".join(self.names), self.span(first).start))
        elif isinstance(node, cst.SimpleStatementLine):
            self.statements.append(self.span(node))
        if self.outer:
            self.gather(node)
        return True

    def gather(self, node: cst.CSTNode) -> None:
        """Add what the operators make of a node in a function."""
        for kind, operator in mutation_operators:
            if isinstance(node, kind):
                lines = self.statements[-1] if self.statements else self.span(node)
                self.found.extend(
                    Mutant(self.file, *self.outer[0], lines, self.module, node, new)
                    for new in operator(node)
                )

    def on_leave(self, original_node: cst.CSTNode) -> None:
        """Step out of what was stepped into."""
        if isinstance(original_node, cst.ClassDef | cst.FunctionDef):
            self.names.pop()
            if isinstance(original_node, cst.FunctionDef):
                self.outer.pop()
        elif isinstance(original_node, cst.SimpleStatementLine):
            self.statements.pop()


def mutants(room: str) -> list[Mutant]:
    """All mutants of a room, file by file and line by line."""
    found = []
    for file in sorted((ROOT / "src" / "bakohumas" / room).glob("*.py")):
        wrapper = MetadataWrapper(cst.parse_module(file.read_text("utf-8")))
        seeker = Seeker(file, wrapper.module)
        wrapper.visit(seeker)
        found += seeker.found
    return found


def functions(code: CodeType) -> Iterator[CodeType]:
    """The code of every function in some code."""
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield inner
            yield from functions(inner)


def live() -> dict[tuple[str, str, int], list[FunctionType]]:
    """Every function that stands, by file, name and line."""
    found = defaultdict(list)
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType):
            code = thing.__code__
            found[code.co_filename, code.co_qualname, code.co_firstlineno].append(thing)
    return found


def forked(work: Callable[[], T]) -> T | None:
    """What some work comes to in a fork that leaves nothing behind; None if it dies."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as told:
        child = os.fork()
        if not child:
            try:
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, 1)
                os.dup2(nowhere, 2)
                told.write(repr(work()))
                told.flush()
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        told.seek(0)
        return ast.literal_eval(told.read() or "None")


def typed(mutant: Mutant) -> bool:
    """Whether a type checker notices a mutant that no test does."""
    with tempfile.NamedTemporaryFile("w", suffix=".py", encoding="utf-8") as copy:
        copy.write(mutant.source)
        copy.flush()
        file = str(mutant.file)
        command = [sys.executable, "-m", "mypy", "--shadow-file", file, copy.name, file]
        where = {**os.environ, "MYPYPATH": str(ROOT / "src")}
        done = subprocess.run(command, cwd=ROOT, env=where, check=False, capture_output=True)
        return done.returncode > 0


class Trial:
    """A plugin of pytest that runs the tests once for every mutant."""

    def __init__(self, room: str, sample: Sequence[Mutant]) -> None:
        self.room, self.sample = room, sample
        self.outcomes = Counter[str]()
        self.failed = False

    def pytest_collection(self) -> None:
        """Have properties try the same cases each time, and stop at the first that fails."""
        from hypothesis import HealthCheck, Phase, settings  # whose asserts pytest rewrites first

        phases = (Phase.explicit, Phase.generate)
        settings.register_profile(
            "mutants",
            settings(derandomize=True, deadline=None, database=None, phases=phases),
            suppress_health_check=list(HealthCheck),
        )
        settings.load_profile("mutants")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember a failure."""
        self.failed |= report.failed

    def run(self, names: Sequence[str]) -> Iterator[str]:
        """Run the named tests, and name each that has passed, up to one that fails."""
        after = dict(pairwise(item for name in names for item in self.units[name]))
        for name in names:
            seconds = self.took.get(name, 60)
            signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE + 5 * seconds)
            for item in self.units[name]:
                item.ihook.pytest_runtest_protocol(item=item, nextitem=after.get(item))
            if self.failed:
                return
            yield name

    def measure(self) -> tuple[dict[str, float], dict[str, dict[int, list[str]]]]:
        """How long each test takes, if it passes, and which lines it reaches."""
        rooms = [f"{ROOT}/src/bakohumas/{self.room}/*"]
        seen = Coverage(data_file=None, config_file=False, include=rooms)
        took = {}
        seen.start()
        for name in self.units:
            seen.switch_context(name)
            start = time.process_time()
            if list(self.run([name])):
                took[name] = time.process_time() - start
        seen.stop()
        data = seen.get_data()
        return took, {file: data.contexts_by_lineno(file) for file in data.measured_files()}

    def outcome(self, mutant: Mutant | None, names: Sequence[str]) -> str:
        """What the named tests say of a mutant, or of none."""
        if mutant:
            key = str(mutant.file), mutant.outer, mutant.outer_line
            new = [
                code
                for code in functions(compile(mutant.source, key[0], "exec"))
                if (code.co_qualname, code.co_firstlineno) == key[1:]
            ]
            try:
                for function in self.live[key]:
                    (function.__code__,) = new
            except (KeyError, ValueError):  # it is gone, or closes over other names
                return "untried"
        for thing in gc.get_objects():
            if isinstance(thing, CACHED):
                thing.cache_clear()
        return "survived" if len(list(self.run(names))) == len(names) else "failed"

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try the mutants one by one."""
        self.units: dict[str, list[pytest.Item]] = defaultdict(list)
        for item in session.items:  # the examples of one file build on each other
            alone = isinstance(item, pytest.Function)
            self.units[item.nodeid if alone else str(item.path)].append(item)
        session.config.pluginmanager.unregister(name="terminalreporter")
        self.took: dict[str, float] = {}
        self.took, lines = forked(self.measure) or ({}, {})
        for file in {mutant.file for mutant in self.sample}:  # some are read late
            import_module(f"bakohumas.{self.room}.{file.stem}")
        self.live = dict(live())
        gc.freeze()
        order = sorted(self.took, key=lambda name: (self.took[name], name))
        if len(order) < len(self.units) or forked(lambda: self.outcome(None, order)) != "survived":
            sys.exit("tests that fail as they are say nothing about mutants")
        for mutant in self.sample:
            reached = lines.get(str(mutant.file), {})
            reach = {name for line in mutant.lines for name in reached.get(line, ())}
            names = [name for name in order if name in reach]
            outcome = forked(lambda m=mutant, n=names: self.outcome(m, n)) or "stuck"
            if outcome == "survived" and typed(mutant):
                outcome = "typed"
            self.outcomes[outcome] += 1
            if outcome not in {"failed", "stuck"}:
                note = "    no test comes here\n" * (not names)
                sys.stdout.write(f"{outcome}: {mutant}\n{note}")
                sys.stdout.flush()
        return True


def main() -> None:
    """Try a sample of a room's mutants; a share below the threshold is a failure."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("room", choices=ROOMS)
    arguments.add_argument("--sample", type=int, default=60)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--least", type=int, default=90, help="per cent that must be noticed")
    asked = arguments.parse_args()
    every = mutants(asked.room)
    sample = random.Random(asked.seed).sample(every, min(asked.sample, len(every)))
    trial = Trial(asked.room, sample)
    places = [f"{ROOT}/tests/{asked.room}", f"{ROOT}/src/bakohumas/{asked.room}"]
    resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
    done = pytest.main(["-q", "-s", "-p", "no:cacheprovider", *places], plugins=[trial])
    if done:
        sys.exit("no mutant was tried")
    tried = len(sample) - trial.outcomes["untried"]
    noticed = tried - trial.outcomes["survived"]
    share = 100 * noticed / tried
    sys.stdout.write(
        f"{asked.room}: {noticed} of {tried} noticed ({share:.1f} %), of {len(every)},"
        f" seed {asked.seed}: {dict(sorted(trial.outcomes.items()))}\n"
    )
    sys.exit(share < asked.least)


if __name__ == "__main__":
    main()
