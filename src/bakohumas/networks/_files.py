import csv
from collections.abc import Callable, Iterator
from io import StringIO
from reprlib import repr  # noqa: A004 - of whatever a stranger wrote, a little
from typing import TypeVar
from xml.parsers import expat

from bakohumas.errors import FormatError, expect
from bakohumas.networks._networks import InformationNetwork
from bakohumas.networks._nodes import Node, Role, Tie, split

LARGEST = 64 * 1024 * 1024
"""Most characters of a file that is read."""
MOST = 2_000_000
"""Most rows of a table, or elements of a GraphML file, that are read."""
_DEEPEST = 32
_DIGITS = 18
_MOST_PROBLEMS = 20
_Thing = TypeVar("_Thing")
_Row = dict[str, str]
_NEEDED = {"node": ("id",), "edge": ("source", "target")}
_NODE = ("id", "role", "tier", "category", "area", "size")
_TIE = (
    *("source", "target", "channel", "probability"),
    *("delay", "keep", "credibility", "kinds"),
)


def _bounded(text: str, what: str) -> str:
    expect(text, str, what=f"the {what}")
    if len(text) > LARGEST:
        raise FormatError(what, (f"longer than {LARGEST} characters",))
    return text.removeprefix("\ufeff")


def read_tables(ties: str, nodes: str = "") -> InformationNetwork:
    r"""A network from tables of its ties and nodes, as comma- or semicolon-separated text.

    The table of ties has a column ``source`` and one ``target``, and may have
    ``channel``, ``probability``, ``delay``, ``keep``, ``credibility`` and ``kinds``
    (separated by commas); that of nodes has ``id``, and may have ``role``, ``tier``,
    ``category``, ``area`` and ``size``. An empty cell takes the default. With
    semicolons, a decimal comma is read as well.

    Args:
        ties: The table of ties, with its heading.
        nodes: The table of nodes; whoever is in a tie and not there is a member.

    Raises:
        TypeError: If a table is no text.
        FormatError: If one is no such table, with every problem and its line, or larger
            than 64 MiB or two million rows.

    Examples:
        >>> net = read_tables("source,target,delay\nkominfo,all,24\n", "id,role\nall,public\n")
        >>> net.ties[0].delay, net.node("all").role.value
        (24, 'public')
    """
    problems: list[str] = []
    known = list(_each(nodes, "nodes", _NODE, _node, problems))
    told = list(_each(ties, "ties", _TIE, _tie, problems))
    there = {node.id for node in known}
    absent = {code for tie in told for code in (tie.source, tie.target)} - there
    if not problems:
        try:
            return InformationNetwork([*known, *map(Node, sorted(absent))], told)
        except ValueError as slip:
            problems = str(slip).split("; ")
    raise _refusal("network tables", problems)


def _refusal(what: str, problems: list[str]) -> FormatError:
    more = len(problems) - _MOST_PROBLEMS
    shown = [*problems[:_MOST_PROBLEMS], *([f"and {more} more"] if more > 0 else [])]
    return FormatError(what, tuple(shown))


def _each(
    text: str,
    what: str,
    columns: tuple[str, ...],
    make: Callable[[_Row, str], _Thing],
    problems: list[str],
) -> Iterator[_Thing]:
    """The rows of a table as what they stand for; what is wrong goes to the *problems*."""
    table = _bounded(text, f"table of {what}")
    mark = ";" if ";" in table.partition("\n")[0] else ","
    rows = csv.reader(StringIO(table, newline=""), delimiter=mark, strict=True)
    heading: list[str] = []
    try:
        for cells in rows:
            if not any(cell.strip() for cell in cells):
                continue
            if not heading:
                heading = [cell.strip().lower() for cell in cells]
                if wrong := _misfits(heading, columns, needed=columns[: 1 + (what == "ties")]):
                    problems.append(f"{what}, line {rows.line_num}: {wrong}")
                    return
            elif rows.line_num > MOST or len(cells) != len(heading):
                slip = f"{len(cells)} cells under {len(heading)} columns"
                long = f"more than {MOST} lines"
                problems.append(
                    f"{what}, line {rows.line_num}: {long if rows.line_num > MOST else slip}"
                )
                return
            else:
                row = {name: cell.strip() for name, cell in zip(heading, cells, strict=True)}
                try:
                    yield make({name: cell for name, cell in row.items() if cell}, mark)
                except (TypeError, ValueError) as slip:
                    problems.append(f"{what}, line {rows.line_num}: {slip}")
    except csv.Error as slip:
        problems.append(f"{what}, line {rows.line_num}: {slip}")


def _misfits(heading: list[str], columns: tuple[str, ...], *, needed: tuple[str, ...]) -> str:
    strange = [repr(name) for name in heading if name not in columns]
    missing = [name for name in needed if name not in heading]
    twice = sorted({name for name in heading if heading.count(name) > 1})
    said = {"no such column: ": strange, "a column is missing: ": missing, "twice: ": twice}
    return "; ".join(f"{words}{', '.join(names)}" for words, names in said.items() if names)


def _whole(row: _Row, name: str, default: int) -> int:
    text = row.get(name, str(default))
    if not (text.isascii() and text.isdecimal()) or len(text) > _DIGITS:
        msg = f"{name} must be a whole number from 0 on, got {repr(text)}"
        raise ValueError(msg)
    return int(text)


def _chance(row: _Row, name: str, mark: str) -> float:
    text = row.get(name, "1")
    plain = text.isascii() and "_" not in text  # or Python reads what nobody else does
    try:
        return float((text.replace(",", ".") if mark == ";" else text) if plain else "")
    except ValueError:
        msg = f"{name} must be a number, got {repr(text)}"
        raise ValueError(msg) from None


def _node(row: _Row, _mark: str) -> Node:
    return Node(
        row.get("id", ""),
        Role.of(row.get("role", Role.MEMBER), what="role"),
        row.get("tier", ""),
        row.get("category", ""),
        row.get("area", ""),
        _whole(row, "size", 1),
    )


def _tie(row: _Row, mark: str) -> Tie:
    return Tie(
        row.get("source", ""),
        row.get("target", ""),
        row.get("channel", ""),
        _chance(row, "probability", mark),
        _whole(row, "delay", 0),
        _chance(row, "keep", mark),
        _chance(row, "credibility", mark),
        split(row.get("kinds", "")),
    )


def read_graphml(text: str) -> InformationNetwork:
    """A network from the text of a GraphML file.

    Nodes and edges may carry the attributes that
    :meth:`InformationNetwork.from_networkx` reads. A file that declares a document
    type or an entity is refused, so that nothing is expanded and nothing fetched.

    Args:
        text: The file.

    Raises:
        TypeError: If *text* is no text.
        FormatError: If it is no such file, an attribute is not of its kind, it
            has a document type, or is larger than 64 MiB, two million elements or 32 levels.

    References:
        U. Brandes et al. (2002), *GraphML progress report: structural layer proposal*,
        Graph Drawing 2001, 501–512, doi:10.1007/3-540-45848-4_59.

    Examples:
        >>> net = read_graphml('''<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
        ... <key id="p" for="edge" attr.name="probability" attr.type="double"/>
        ... <graph edgedefault="directed"><node id="bps"/><node id="kominfo"/>
        ... <edge source="bps" target="kominfo"><data key="p">0.5</data></edge>
        ... </graph></graphml>''')
        >>> str(net.ties[0]), net.ties[0].probability
        ('bps -> kominfo', 0.5)
    """
    from bakohumas.networks import _graphs

    file = _bounded(text, "GraphML file")
    _plain(file)
    return InformationNetwork(*_graphs.parse(file))


def _plain(file: str) -> None:
    """Refuse what no GraphML file needs, before anything is made of the file."""
    depth = elements = 0

    def begin(name: str, data: dict[str, str]) -> None:
        nonlocal depth, elements
        depth, elements = depth + 1, elements + 1
        for need in _NEEDED.get(name.rpartition(":")[2], ()):
            if not data.get(need, "").strip():
                slip = f"line {parser.CurrentLineNumber}: {name} has no {need}"
                raise FormatError("GraphML file", (slip,))
        if depth > _DEEPEST or elements > MOST:
            size = f"{MOST} elements" if elements > MOST else f"{_DEEPEST} levels"
            raise FormatError("GraphML file", (f"more than {size}",))

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def declare(*_said: object) -> None:
        slip = "it declares a document type, which is refused: take the DOCTYPE out"
        raise FormatError("GraphML file", (slip,))

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.StartDoctypeDeclHandler = declare
    try:
        parser.Parse(file, True)
    except (expat.ExpatError, UnicodeEncodeError) as slip:
        raise FormatError("GraphML file", (str(slip),)) from slip
