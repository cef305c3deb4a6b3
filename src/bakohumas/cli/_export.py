import argparse
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, time
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from bakohumas import interchange, networks, programmes
from bakohumas.bodies import Body
from bakohumas.cli._words import Parser, contents, day, said
from bakohumas.errors import FormatError
from bakohumas.law import charters
from bakohumas.meetings import Record
from bakohumas.networks import InformationNetwork
from bakohumas.programmes import Programme

_TO: Final = "json", "csv", "popolo", "ical", "graphml", "mermaid"
_EXAMPLES = """\
examples:
  bakohumas export body.json --to popolo --out body.popolo.json
  bakohumas export body.json --to csv --table board --on 2020-01-31 --lang id --out pengurus.csv
  bakohumas export body.json --to ical --records rapat.json --out agenda.ics
  bakohumas export body.json --to mermaid --on 2020-01-31 > bagan.mmd
  bakohumas export jaringan.csv --to graphml --out jaringan.graphml
  bakohumas export dewan.popolo.json --charter provincial --to json --out body.json

what goes where:
  a body       json csv popolo ical mermaid     its document, or Popolo
  a network    json csv graphml mermaid         its document, a .graphml, or a .csv of its ties
  a programme  json csv mermaid                 its document

Popolo is read as it is found: what a body cannot take is told, and the status is then 1.

exit status: 0 done, 1 the domain says no, a package is missing, or something of the file was left
out, 2 bad arguments or a malformed file
"""


def add_export(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Let the command line know ``export``."""
    parser = commands.add_parser(
        "export",
        help="write a body, a network or a programme in another format",
        description="Write a body, a network or a programme in the format of other programs.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("file", type=Path, metavar="FILE", help="a document .json, a .graphml or a .csv")
    add("--to", choices=_TO, required=True, help="the format to write")
    add("--out", type=Path, metavar="PATH", help="where it goes (default: standard output)")
    add("--on", type=day, metavar="YYYY-MM-DD", help="as of a day (default: all that ever was)")
    add("--table", choices=["members", "board"], default="members", help="which one, as csv")
    add("--records", type=Path, metavar="R.json", help="records of meetings, for ical")
    add("--stamp", type=_stamp, metavar="MOMENT", help="DTSTAMP (default: the last record's day)")
    add("--charter", choices=charters(), default="", metavar="NAME", help="of a body from Popolo")
    add("--lang", choices=["en", "id"], default="en", help="language of headers and words")
    parser.set_defaults(command=_export, parser=parser, advice="; choose another place with --out")


def _stamp(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        msg = f"{text!r} is not a moment with a zone, such as 2026-01-05T09:00:00+07:00"
        raise argparse.ArgumentTypeError(msg)
    return found


def _export(options: argparse.Namespace) -> int:
    left_out: list[str] = []
    value = _read(options, left_out)
    writers = _WRITERS[type(value)]
    if options.to not in writers:
        kind = type(value).__name__
        options.parser.error(f"argument --to: {kind} has no {options.to}: choose {_among(writers)}")
    text = writers[options.to](value, options)
    for each in left_out:
        print(f"note: {options.file}: {each}", file=sys.stderr)
    if options.out:
        options.out.write_bytes(text.encode())
    else:
        with suppress(BrokenPipeError):  # whoever read the output has gone; the status stands
            said(text)
    return 1 if left_out else 0


def _among(writers: Mapping[str, object]) -> str:
    return ", ".join(sorted(writers))


def _read(
    options: argparse.Namespace, left_out: list[str]
) -> Body | InformationNetwork | Programme:
    path: Path = options.file
    by_name: dict[str, Callable[[str], InformationNetwork]] = {
        ".csv": networks.read_tables,
        ".graphml": networks.read_graphml,
    }
    if read := by_name.get(path.suffix.lower()):
        return contents(read, path)

    def document(text: str) -> Body | InformationNetwork | Programme:
        plain = interchange.read_json(text)
        kind = plain.get("format") if isinstance(plain, dict) else None
        if kind is None and isinstance(plain, dict) and "memberships" in plain:
            found = interchange.read_popolo(text, charter=options.charter, on=options.on)
            left_out.extend(map(str, found.findings))
            return found.body
        if not isinstance(kind, str) or kind not in _DOCUMENTS:
            known = ", ".join(_DOCUMENTS)
            raise FormatError("document", (f"$.format: expected one of {known}, or Popolo",))
        return _DOCUMENTS[kind](text)

    return contents(document, path)


def _csv_of_a_body(body: Body, options: argparse.Namespace) -> str:
    rows = interchange.member_rows if options.table == "members" else interchange.board_rows
    return interchange.write_csv(rows(body, on=options.on, lang=options.lang), lang=options.lang)


def _csv_of_a_programme(programme: Programme, options: argparse.Namespace) -> str:
    last = options.on or max(each.on for each in programme.events)
    division = programme.division_on(last)
    rows = programmes.duties(division, options.lang) if division else []
    return interchange.write_csv(rows, lang=options.lang)


def _ical(body: Body, options: argparse.Namespace) -> str:
    records = contents(interchange.loads_records, options.records) if options.records else ()
    met = [each for each in records if isinstance(each, Record)]
    last = max(each.recorded for each in body.events)
    stamp = options.stamp or datetime.combine(last, time(), UTC)
    file = interchange.write_ical(body, met, stamp=stamp, on=options.on, lang=options.lang)
    return file.decode()


def _mermaid(value: Any, options: argparse.Namespace) -> str:  # noqa: ANN401 - whatever has a chart
    return interchange.write_mermaid(value, on=options.on, lang=options.lang)


_DOCUMENTS: Final = MappingProxyType[str, Callable[[str], Body | InformationNetwork | Programme]](
    {
        "bakohumas/body": interchange.loads,
        "bakohumas/network": interchange.loads_network,
        "bakohumas/programme": interchange.loads_programme,
    }
)
_WRITERS: Final = MappingProxyType[type, Mapping[str, Callable[[Any, argparse.Namespace], str]]](
    {
        Body: {
            "json": lambda body, _: interchange.dumps(body),
            "csv": _csv_of_a_body,
            "popolo": lambda body, options: interchange.write_popolo(body, on=options.on),
            "ical": _ical,
            "mermaid": _mermaid,
        },
        InformationNetwork: {
            "json": lambda network, _: interchange.dumps_network(network),
            "csv": lambda network, options: interchange.write_csv(
                network.rows(), lang=options.lang
            ),
            "graphml": lambda network, _: networks.write_graphml(network),
            "mermaid": _mermaid,
        },
        Programme: {
            "json": lambda programme, _: interchange.dumps_programme(programme),
            "csv": _csv_of_a_programme,
            "mermaid": _mermaid,
        },
    }
)
