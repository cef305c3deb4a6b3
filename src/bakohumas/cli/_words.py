import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from ctypes import CDLL
from datetime import date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn, TypeVar

from bakohumas import interchange
from bakohumas.errors import FormatError

Read = TypeVar("Read")
_UNUSABLE = 2
EPILOG = """\
examples:
  bakohumas                                 the national body through one cycle
  bakohumas run national --lang id          its summary in Indonesian
  bakohumas run national --on 2021-01-01    audited after the term has ended
  bakohumas run national --json > out.json  one JSON document and nothing else
  bakohumas audit body.json --on 2018-12-31 a body held against its charter
  bakohumas audit --help                    from two tables, and when it fails
  bakohumas count ketua.blt                 the ballots of a file, round by round
  bakohumas allocate tugas.json             who does what, and why
  bakohumas simulate jaringan.csv --seeds humas
                                            how far news goes over a network
  bakohumas export body.json --to popolo    a body in the format of other programs

exit status: 0 done, 1 the domain says no, 2 bad arguments or a malformed file,
130 interrupted
"""


class Parser(argparse.ArgumentParser):
    """A parser that tells what it cannot understand in one line."""

    def error(self, message: str) -> NoReturn:
        """Say it and leave."""
        self.exit(_UNUSABLE, f"{self.prog}: {message}; see {self.prog} --help\n")


def day(text: str) -> date:
    """A day as a word of the command line."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError as slip:
        msg = f"{text!r} is not a day of the form YYYY-MM-DD"
        raise argparse.ArgumentTypeError(msg) from slip


def said(document: str) -> None:
    """Print one document in UTF-8, whatever the terminal, and nothing else."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    print(document, end="", flush=True)


@contextmanager
def only_ours() -> Iterator[None]:
    """Meanwhile nothing that foreign code writes to standard output by itself gets there.

    HiGHS writes a line now and then that its options do not turn off; it would stand in the
    middle of a document. Whatever C has not written yet is written before the end.
    """
    kept = None
    with suppress(OSError):  # there is no standard output
        kept = os.dup(1)
    if kept is None:
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        with suppress(OSError):
            CDLL(None if os.name == "posix" else "ucrtbase").fflush(None)
        os.dup2(kept, 1)
        os.close(nowhere)
        os.close(kept)


def contents(loads: Callable[[str], Read], path: Path) -> Read:
    """What a file holds; what is wrong with it is told with its name."""
    text = _text(path)
    try:
        return loads(text)
    except FormatError as slip:
        raise FormatError(str(path), slip.problems) from slip


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(4 * interchange.LARGEST + 1)
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as slip:
        raise FormatError(str(path), ("not UTF-8",)) from slip
    except OSError as slip:
        raise FormatError(str(path), (f"cannot be read: {slip.strerror}",)) from slip
