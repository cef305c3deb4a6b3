from collections.abc import Callable, Mapping
from functools import partial
from operator import is_
from reprlib import repr  # noqa: A004 - of whatever a stranger wrote, a little
from typing import Any

from cattrs import Converter

from bakohumas.interchange._converter import require


def know_tagged(
    converter: Converter, kind: object, table: Mapping[str, type], *, by: str, what: str
) -> None:
    """Let a converter write a value of an open kind under its tag, and read no other name for it.

    Args:
        converter: Which one.
        kind: The open kind, as fields are annotated with it.
        table: What may stand there, by its tag: a closed set.
        by: The field that holds the tag.
        what: What a tag is for, as in ``"a step"``.
    """
    tags = {each: tag for tag, each in table.items()}

    def write(value: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever claims to be of the kind
        if type(value) not in tags:
            name = type(value).__name__
            msg = f"{what} {name} cannot be written: only {', '.join(table)}"
            raise ValueError(msg)
        return {by: tags[type(value)], **converter.unstructure(value)}

    def read(value: Any, _: object) -> Any:  # noqa: ANN401 - whatever JSON holds
        require(dict, value)
        tag = value.get(by)
        if not isinstance(tag, str) or tag not in table:
            msg = f"expected {what} of {', '.join(table)}, got {repr(tag)}"
            raise ValueError(msg)
        said = {name: each for name, each in value.items() if name != by}
        return converter.structure(said, table[tag])

    here: Callable[[Any], bool] = partial(is_, kind)
    converter.register_unstructure_hook_func(here, write)
    converter.register_structure_hook_func(here, read)
