from collections.abc import Mapping
from functools import partial
from operator import eq
from types import MappingProxyType
from typing import Any, Final

from cattrs import BaseValidationError, Converter
from cattrs.gen import make_dict_unstructure_fn, override

from bakohumas.content import Agenda, Newsroom, Registers
from bakohumas.errors import BakohumasError, FormatError, expect
from bakohumas.interchange._converter import make, require
from bakohumas.interchange._counts import know_figures
from bakohumas.interchange._documents import headed
from bakohumas.interchange._json import dumps
from bakohumas.interchange._problems import told
from bakohumas.interchange._steps import know_moments
from bakohumas.interchange._tags import know_tagged

Told = Newsroom | Agenda | Registers
TOLD: Final[Mapping[str, type[Told]]] = MappingProxyType(
    {"agenda": Agenda, "newsroom": Newsroom, "registers": Registers}
)
"""The closed table of what such a document may hold, by the tag that it gives it."""
VERSION: Final = 1
_KIND: Any = Told  # a union, where cattrs asks for a class


_NUMBERED: Final[Any] = Mapping[str, int]


def know_content(converter: Converter) -> None:
    """Let a converter know what is told, once it knows figures and moments.

    The criteria of an agenda are always written out, whatever the default of tomorrow.
    """
    items = converter.get_structure_hook(_NUMBERED)

    def numbered(value: Any, kind: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
        require(dict, value)
        return items(value, kind)

    converter.register_structure_hook_func(partial(eq, _NUMBERED), numbered)
    said = override(omit_if_default=False)
    converter.register_unstructure_hook(
        Agenda,
        make_dict_unstructure_fn(Agenda, converter, _cattrs_omit_if_default=True, criteria=said),
    )
    converter.register_unstructure_hook(
        Registers,
        make_dict_unstructure_fn(Registers, converter, _cattrs_omit_if_default=True, agenda=said),
    )


_converter = make()
know_figures(_converter)
know_moments(_converter)
know_content(_converter)
know_tagged(_converter, Told, TOLD, by="kind", what="content")


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
    content = _converter.unstructure(value, Told)
    return dumps({"format": "bakohumas/content", "version": VERSION, "content": content})


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
        found: Told = _converter.structure(document["content"], _KIND)
    except (BaseValidationError, BakohumasError, TypeError, ValueError) as problem:
        raise FormatError("content", tuple(told(problem, "$.content"))) from problem
    return found
