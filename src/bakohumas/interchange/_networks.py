from typing import Any

from cattrs import BaseValidationError

from bakohumas.errors import expect
from bakohumas.interchange._documents import headed, malformed, written
from bakohumas.interchange._every import converter
from bakohumas.interchange._problems import told
from bakohumas.networks import InformationNetwork

VERSION = 1
_FIELDS = ("nodes", "ties")


def dumps_network(network: InformationNetwork) -> str:
    """A network of who tells whom as one JSON document.

    Args:
        network: The network.

    Returns:
        One document in UTF-8, keys sorted, the same bytes each time; what is as by
        default is left out. :func:`schema` describes it.

    Raises:
        TypeError: If *network* is no network.
        ValueError: If a text in it, such as half a surrogate pair, is none that UTF-8 can
            write.

    Examples:
        >>> forum = InformationNetwork.from_pairs([("kominfo", "bps")], channel="forum")
        >>> loads_network(dumps_network(forum)) == forum
        True
    """
    expect(network, InformationNetwork, what="the network")
    held: dict[str, Any] = {name: [] for name in _FIELDS} | converter.unstructure(network)
    return written({"format": "bakohumas/network", "version": VERSION, **held})


def loads_network(text: str) -> InformationNetwork:
    """The network that a document of :func:`dumps_network` holds.

    Raises:
        TypeError: If it is no text.
        FormatError: If the text is not such a document, with every problem and its place.

    Examples:
        >>> loads_network('{"format": "bakohumas/network", "version": 1, "nodes": []}')
        Traceback (most recent call last):
          ...
        bakohumas.errors.FormatError: network: $.ties: required field missing
    """
    document = headed(text, what="network", version=VERSION, fields=_FIELDS)
    said = {name: document[name] for name in _FIELDS}
    try:
        return converter.structure(said, InformationNetwork)
    except (BaseValidationError, TypeError, ValueError) as problem:
        raise malformed("network", told(problem, "$")) from problem
