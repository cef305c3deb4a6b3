from typing import Final

from bakohumas.errors import expect
from bakohumas.interchange._documents import headed, written
from bakohumas.interchange._every import converter
from bakohumas.interchange._programmes import FIELDS, remade
from bakohumas.programmes import Programme

VERSION: Final = 1


def dumps_programme(programme: Programme) -> str:
    """A programme with its whole history as one JSON document.

    Args:
        programme: The programme.

    Returns:
        One document in UTF-8, keys sorted, the same bytes each time. It is described by
        ``schema("programme")``.

    Raises:
        TypeError: If it is no programme.

    Examples:
        >>> from datetime import date
        >>> from bakohumas.law import charter
        >>> begun = Programme.begin("apbn", title=("Budget", "APBN"), initiator="kominfo",
        ...     charter=charter("national"), on=date(2018, 7, 2), basis="invented")
        >>> loads_programme(dumps_programme(begun)) == begun
        True
    """
    expect(programme, Programme, what="the programme")
    head = {"format": "bakohumas/programme", "version": VERSION}
    return written(head | converter.unstructure(programme))


def loads_programme(text: str) -> Programme:
    """The programme that a document of :func:`dumps_programme` holds, its history checked again.

    Raises:
        TypeError: If it is no text.
        FormatError: If the text is not such a document, with every problem and its place,
            or its history could not have happened.

    Examples:
        >>> loads_programme('{"format": "bakohumas/programme", "version": 9}')  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        ...
        bakohumas.errors.FormatError: programme: $.version: this library reads 1, not 9: ...
    """
    document = headed(text, what="programme", version=VERSION, fields=FIELDS)
    return remade({field: document[field] for field in FIELDS}, converter)
