from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, TypeVar, overload

import attrs
from cattrs import BaseValidationError

from bakohumas.bodies import Body
from bakohumas.content import Agenda, Newsroom, Registers
from bakohumas.errors import BakohumasError, FormatError, expect
from bakohumas.interchange._content_file import dumps_content, loads_content
from bakohumas.interchange._documents import FIELD, headed, malformed, shown, written
from bakohumas.interchange._every import converter
from bakohumas.interchange._histories import FIELDS, remade, told_of
from bakohumas.interchange._kinds import kinds, name_of, tag_of, why_unwritten
from bakohumas.interchange._networks import dumps_network, loads_network
from bakohumas.interchange._problems import told
from bakohumas.interchange._programme_file import dumps_programme, loads_programme
from bakohumas.networks import InformationNetwork
from bakohumas.programmes import Programme

T = TypeVar("T")
VERSION: Final = 1


@attrs.frozen
class Document:
    """How values of a kind with a document of its own are written and read.

    Attributes:
        name: What its schema is called.
        write: A value as its document.
        read: The value of a document.
    """

    name: str
    write: Callable[[Any], str]
    read: Callable[[str], Any]


def dumps(value: object) -> str:
    """A value as one JSON document: UTF-8, keys sorted, the same bytes each time.

    Args:
        value: Any public value of the library that is data: a body, a programme, a network, a
            newsroom, an agenda or registers, each of which has a document of its own, or any
            other, from a charter to an ensemble; :data:`UNWRITTEN` says which few are none.
            Or plain data such as ``rows()`` gives.

    Returns:
        The document, ending in a line feed. That of a value is described by :func:`schema`.

    Raises:
        TypeError: If it is no such value; says why. Or something in plain data is not plain.
        ValueError: If a text in it, such as half a surrogate pair, is no text that
            UTF-8 can write, or a number in it is none; or it holds what a host made itself,
            such as a method of its own, which has no tag.

    Examples:
        >>> print(dumps({"b": [1, 2], "a": "ketua"}), end="")
        {
          "a": "ketua",
          "b": [
            1,
            2
          ]
        }
        >>> from bakohumas.periods import Approx
        >>> from datetime import date
        >>> print(dumps(Approx(date(2016, 2, 1), date(2016, 2, 29))), end="")
        {
          "format": "bakohumas/value",
          "kind": "periods.approx",
          "value": {
            "earliest": "2016-02-01",
            "latest": "2016-02-29"
          },
          "version": 1
        }
    """
    kind = type(value)
    if kind in DOCUMENTS:
        return DOCUMENTS[kind].write(value)
    if tag := tag_of(kind):
        plain = converter.unstructure(value)
        head = {"format": "bakohumas/value", "version": VERSION}
        return written({**head, "kind": tag, "value": plain})
    if why := why_unwritten(kind):
        msg = f"{name_of(kind)} has no document: it is {why}"
        raise TypeError(msg)
    return written(value)


@overload
def loads(text: str) -> Body: ...
@overload
def loads(text: str, kind: type[T]) -> T: ...
def loads(text: str, kind: type[Any] = Body) -> Any:
    """The value that a document of :func:`dumps` holds; what it promises is checked again.

    Args:
        text: The document.
        kind: What is expected: a public class that has documents, or one that such classes have
            in common, such as :class:`~bakohumas.bodies.Event`. A body by default.

    Returns:
        A value of that kind, equal to the one that was written.

    Raises:
        TypeError: If it is no text, such as bytes that nobody has decoded, or no document
            holds such a kind.
        FormatError: If the text is not such a document, with every problem and
            its place, or a history in it could not have happened, with the event that
            was refused. A document of a version that is not known is refused whole.

    Examples:
        >>> from datetime import date
        >>> from bakohumas.law import Charter, charter
        >>> body = Body.found("nasional", charter=charter("national"),
        ...     on=date(2015, 11, 2), basis="invented")
        >>> loads(dumps(body)) == body
        True
        >>> loads(dumps(charter("national")), Charter) == charter("national")
        True
    """
    known = serves(kind)
    if kind in DOCUMENTS:
        found = DOCUMENTS[kind].read(text)
        if not isinstance(found, kind):
            wanted, got = (each.__name__.lower() for each in (kind, type(found)))
            raise FormatError("content", (f"$.content.kind: expected {wanted}, got {got}",))
        return found
    document = headed(text, what="value", version=VERSION, fields=("kind", "value"))
    tag = document["kind"]
    if not isinstance(tag, str) or tag not in known:
        msg = f"$.kind: expected {_among(known)}, got {shown(str(tag), FIELD)!r}"
        raise FormatError("value", (msg,))
    try:
        return converter.structure(document["value"], known[tag])
    except (BaseValidationError, BakohumasError, ArithmeticError, TypeError, ValueError) as slip:
        raise malformed("value", told(slip, "$.value")) from slip


def serves(kind: type) -> dict[str, type]:
    """The classes of a kind that have documents, by tag.

    Raises:
        TypeError: If there is none; says why.
    """
    expect(kind, type, what="the kind")
    why = why_unwritten(kind)
    known = {} if why else {tag: each for tag, each in kinds().items() if issubclass(each, kind)}
    if not known:
        why = why or "no public value of this library"
        msg = f"{kind.__name__} has no document: it is {why}"
        raise TypeError(msg)
    return known


def _among(tags: Iterable[str]) -> str:
    several = sorted(tags)
    return "one of " * (len(several) > 1) + ", ".join(several)


def _of_body(body: Body) -> str:
    head = {"format": "bakohumas/body", "version": VERSION}
    return written({**head, **told_of(body, converter)})


def _body(text: str) -> Body:
    return remade(headed(text, what="body", version=VERSION, fields=FIELDS), converter)


_CONTENT: Final = Document("content", dumps_content, loads_content)
DOCUMENTS: Final[Mapping[type, Document]] = {
    Agenda: _CONTENT,
    Body: Document("body", _of_body, _body),
    InformationNetwork: Document("network", dumps_network, loads_network),
    Newsroom: _CONTENT,
    Programme: Document("programme", dumps_programme, loads_programme),
    Registers: _CONTENT,
}
"""The kinds that have documents of their own."""
