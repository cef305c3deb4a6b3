import argparse
import sys
from collections.abc import Sequence
from importlib.metadata import version
from io import StringIO, TextIOWrapper

from bakohumas.cli._allocate import add_allocate
from bakohumas.cli._audit import add_audit
from bakohumas.cli._count import add_count
from bakohumas.cli._export import add_export
from bakohumas.cli._run import add_run
from bakohumas.cli._simulate import add_simulate
from bakohumas.cli._words import EPILOG, Parser
from bakohumas.errors import BakohumasError, FormatError

_DONE, _REFUSED, _UNUSABLE, _INTERRUPTED = 0, 1, 2, 130
_WHOLE = {"-h", "--help", "--version"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status.

    Args:
        arguments: Words after the program's name; those of the process by default.

    Returns:
        0 when done, 1 when the domain says no, an audit finds a breach that
        counts or a tie stops a count, 2 for bad arguments or a malformed file,
        130 when interrupted.

    Raises:
        SystemExit: With the status 0 after ``--help`` or ``--version``, and 2
            for arguments that cannot be understood.

    Examples:
        >>> main(["count", "a-file-that-is-not-there.blt"])
        2
    """
    given = sys.argv[1:] if arguments is None else list(arguments)
    if not given or (given[0].startswith("-") and given[0] not in _WHOLE):
        given = ["run", "national", *given]
    options = _parser().parse_args(given)
    sys.stderr = sys.stderr or StringIO()  # it may be closed
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a sign the terminal lacks is no reason to die
    try:
        status: int = options.command(options)
    except KeyboardInterrupt as stop:
        return _say("; ".join(["interrupted", *map(str, stop.args)]), _INTERRUPTED)
    except BrokenPipeError:
        return _DONE  # whoever read the output has gone
    except OSError as slip:
        place = slip.filename or getattr(options, "out", "standard output")
        return _say(f"{place}: {slip.strerror}{options.advice}", _UNUSABLE)
    except (BakohumasError, ValueError) as refusal:
        return _refuse(refusal)
    return status


def _refuse(refusal: Exception) -> int:
    if isinstance(refusal, FormatError) and len(refusal.problems) > 1:
        return _say("\n  ".join([f"{refusal.source}:", *refusal.problems]), _UNUSABLE)
    return _say(str(refusal), _UNUSABLE if isinstance(refusal, ValueError) else _REFUSED)


def _say(message: str, status: int) -> int:
    print(f"bakohumas: {message}", file=sys.stderr)
    return status


def _parser() -> Parser:
    parser = Parser(
        prog="bakohumas",
        description="Government public-relations coordination bodies of Indonesia.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=version("bakohumas"))
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    add_run(commands)
    add_audit(commands)
    add_count(commands)
    add_allocate(commands)
    add_simulate(commands)
    add_export(commands)
    return parser
