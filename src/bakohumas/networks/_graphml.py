import re
from collections.abc import Iterator
from typing import Any, Final
from xml.sax.saxutils import escape

import attrs

from bakohumas.errors import expect
from bakohumas.networks._networks import InformationNetwork
from bakohumas.networks._nodes import Node, Tie, joined

_KEYS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "node": (
        *(("role", "string"), ("tier", "string"), ("category", "string")),
        *(("area", "string"), ("size", "long")),
    ),
    "edge": (
        *(("channel", "string"), ("probability", "double"), ("delay", "long")),
        *(("keep", "double"), ("credibility", "double"), ("kinds", "string")),
    ),
}
_UNFIT: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write."""
_SPACES: Final = {'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


def write_graphml(network: InformationNetwork) -> str:
    """A network as a GraphML file, which :func:`read_graphml` and other programs read.

    What is as by default is left out. It has no document type and no entities of its own.

    Args:
        network: The network.

    Returns:
        The file, the same bytes each time; write it as UTF-8.

    Raises:
        TypeError: If it is no network.
        ValueError: If a text in it has a character for which XML has no place.

    References:
        U. Brandes et al. (2002), *GraphML progress report: structural layer proposal*,
        Graph Drawing 2001, 501–512, doi:10.1007/3-540-45848-4_59.

    Examples:
        >>> from bakohumas.networks import read_graphml
        >>> forum = InformationNetwork.from_pairs([("kominfo", "bps")], channel="forum")
        >>> print(write_graphml(forum).splitlines()[-5])
            <edge source="kominfo" target="bps">
        >>> read_graphml(write_graphml(forum)) == forum
        True
    """
    expect(network, InformationNetwork, what="the network")
    text = "".join(f"{line}\n" for line in _lines(network))
    if unfit := _UNFIT.search(text):
        msg = f"GraphML has no way to write the character {unfit[0]!r}: mend it where it came from"
        raise ValueError(msg)
    return text


def _lines(network: InformationNetwork) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for about, keys in _KEYS.items():
        for name, kind in keys:
            names = f'id="{about}-{name}" for="{about}" attr.name="{name}"'
            yield f'  <key {names} attr.type="{kind}"/>'
    yield '  <graph edgedefault="directed">'
    for node in network.nodes:
        yield from _element("node", f"id={_quoted(node.id)}", node)
    for tie in network.ties:
        ends = f"source={_quoted(tie.source)} target={_quoted(tie.target)}"
        yield from _element("edge", ends, tie)
    yield "  </graph>"
    yield "</graphml>"


def _element(about: str, head: str, value: Node | Tie) -> Iterator[str]:
    default = {each.name: each.default for each in attrs.fields(type(value))}
    said = {name: getattr(value, name) for name, _ in _KEYS[about]}
    data = {name: each for name, each in said.items() if each != default[name]}
    if not data:
        yield f"    <{about} {head}/>"
        return
    yield f"    <{about} {head}>"
    for name, each in data.items():
        yield f'      <data key="{about}-{name}">{escape(_text(each), _SPACES)}</data>'
    yield f"    </{about}>"


def _text(value: Any) -> str:  # noqa: ANN401 - a text, a number, a word, or several texts
    return joined(value) if isinstance(value, tuple) else str(value)


def _quoted(text: str) -> str:
    return f'"{escape(text, _SPACES)}"'
