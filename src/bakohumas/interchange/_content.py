from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cattrs import Converter
from cattrs.gen import make_dict_unstructure_fn, override

from bakohumas.content import Agenda, Newsroom, Registers
from bakohumas.interchange._tags import know_tagged

Told = Newsroom | Agenda | Registers
TOLD: Final[Mapping[str, type[Told]]] = MappingProxyType(
    {"agenda": Agenda, "newsroom": Newsroom, "registers": Registers}
)
"""The closed table of what such a document may hold, by the tag that it gives it."""


def know_content(converter: Converter) -> None:
    """Let a converter know what is told, once it knows figures and moments.

    The criteria of an agenda are always written out, whatever the default of tomorrow.
    """
    said = override(omit_if_default=False)
    converter.register_unstructure_hook(
        Agenda,
        make_dict_unstructure_fn(Agenda, converter, _cattrs_omit_if_default=True, criteria=said),
    )
    converter.register_unstructure_hook(
        Registers,
        make_dict_unstructure_fn(Registers, converter, _cattrs_omit_if_default=True, agenda=said),
    )
    know_tagged(converter, Told, TOLD, by="kind", what="content")
