from typing import Any, Final

from cattrs import BaseValidationError

from bakohumas.content import Agenda, Newsroom, Registers
from bakohumas.errors import BakohumasError, expect
from bakohumas.interchange._content import TOLD, Told
from bakohumas.interchange._documents import headed, malformed, written
from bakohumas.interchange._every import converter
from bakohumas.interchange._problems import told

VERSION: Final = 1
_KIND: Any = Told  # a union, where cattrs asks for a class


def dumps_content(value: Newsroom | Agenda | Registers) -> str:
    """A newsroom, an agenda or registers as one JSON document, the same bytes each time.

    Args:
        value: Which one.

    Returns:
        The document (``bakohumas/content``, version 1), ending in a line feed. It is
        described by :func:`schema`. The criteria of an agenda are always written out.

    Raises:
        TypeError: If it is none of these.
        ValueError: If a text in it is no text that UTF-8 can write.

    Examples:
        >>> from datetime import date
        >>> from bakohumas.content import KeyMessage, Messages, Newsroom
        >>> gizi = KeyMessage("gizi", ("Weigh monthly", "Timbang tiap bulan"), on=date(2018, 1, 23))
        >>> room = Newsroom(Messages([gizi]))
        >>> loads_content(dumps_content(room)) == room
        True
    """
    expect(value, *TOLD.values(), what="what is told")
    content = converter.unstructure(value, Told)
    return written({"format": "bakohumas/content", "version": VERSION, "content": content})


def loads_content(text: str) -> Newsroom | Agenda | Registers:
    """What a document of :func:`dumps_content` holds; its laws are checked again.

    Raises:
        TypeError: If it is no text.
        FormatError: If the text is not such a document, with every problem and its place.

    Examples:
        >>> from bakohumas.content import Agenda
        >>> loads_content(dumps_content(Agenda())) == Agenda()
        True
    """
    document = headed(text, what="content", version=VERSION, fields=("content",))
    try:
        found: Told = converter.structure(document["content"], _KIND)
    except (BaseValidationError, BakohumasError, TypeError, ValueError) as problem:
        raise malformed("content", told(problem, "$.content")) from problem
    return found
