from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import attrs

from bakohumas.errors import UnknownNameError
from bakohumas.law._files import read


@attrs.frozen
class Source:
    """A page or paper in which a statement was seen.

    Attributes:
        key: Short name, as provisions and norms carry it.
        what: What it is.
        address: Where it was found, without scheme; empty where unknown.

    Examples:
        >>> sources()["seed 2"].what
        'KPU Sukoharjo: online coordination meeting of KPU RI on its Bakohumas, 4 May 2021'
    """

    key: str
    what: str
    address: str = ""


@cache
def sources() -> Mapping[str, Source]:
    """Every source that a shipped provision or norm rests on, by its key.

    Examples:
        >>> "JDIH-234" in sources()
        True
    """
    return MappingProxyType({row["key"]: Source(**row) for row in read("sources.toml")["source"]})


def source(key: str) -> Source:
    """One source.

    Raises:
        UnknownNameError: If there is none of that key.

    Examples:
        >>> source("JDIH-234").address.partition("/")[0]
        'jdih.kominfo.go.id'
    """
    try:
        return sources()[key]
    except KeyError:
        raise UnknownNameError("source", key) from None
