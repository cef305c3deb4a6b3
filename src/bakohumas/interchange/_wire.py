import json
import re
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from typing import Any, Final

import attrs

from bakohumas.bodies import Body
from bakohumas.content import Agenda, Newsroom, Registers
from bakohumas.errors import FormatError
from bakohumas.interchange._content import dumps_content, loads_content
from bakohumas.interchange._json import dumps, loads
from bakohumas.interchange._networks import dumps_network, loads_network
from bakohumas.interchange._programme_file import dumps_programme, loads_programme
from bakohumas.interchange._schemas import schema
from bakohumas.networks import InformationNetwork
from bakohumas.programmes import Programme

_PLACE: Final = re.compile(r"\$((?:\.[^.\[\]:\s]+|\[[0-9]+\])*): (.*)", re.DOTALL)
_STEP: Final = re.compile(r"\.([^.\[]+)|\[([0-9]+)\]")


@attrs.frozen
class _Kind:
    """A kind of value that has a document of its own."""

    name: str
    write: Callable[[Any], str]
    read: Callable[[str], Any]


_CONTENT: Final = _Kind("content", dumps_content, loads_content)
_KINDS: Final[Mapping[type, _Kind]] = {
    Agenda: _CONTENT,
    Body: _Kind("body", dumps, loads),
    InformationNetwork: _Kind("network", dumps_network, loads_network),
    Newsroom: _CONTENT,
    Programme: _Kind("programme", dumps_programme, loads_programme),
    Registers: _CONTENT,
}


@attrs.frozen
class Wire:
    """A mark by which pydantic 2, and FastAPI with it, read and write a value as its document.

    ``Annotated[Body, Wire()]`` is a field that takes a body, or a document of
    :func:`dumps` as an object, and writes that document; so do ``Programme``,
    ``InformationNetwork``, ``Newsroom``, ``Agenda`` and ``Registers`` with theirs. Everything
    that is wrong with a document becomes an error of pydantic's at its place. Its JSON Schema
    is that of :func:`schema`. Neither package is imported by this one.

    Examples:
        >>> from typing import Annotated
        >>> from pydantic import TypeAdapter, ValidationError
        >>> register = TypeAdapter(Annotated[Body, Wire()])
        >>> try:
        ...     register.validate_python({"format": "bakohumas/body", "version": 1, "events": []})
        ... except ValidationError as refused:
        ...     [(each["loc"], each["msg"]) for each in refused.errors()]
        [(('charter',), 'required field missing')]
    """

    def __get_pydantic_core_schema__(self, source: type, _handler: object) -> dict[str, Any]:
        """How pydantic reads and writes the value, for pydantic to call.

        Raises:
            TypeError: If what is marked has no document.
        """
        if source not in _KINDS:
            known = ", ".join(kind.__name__ for kind in _KINDS)
            msg = f"Wire marks {known}, and not {source}"
            raise TypeError(msg)
        kind = _KINDS[source]
        return {
            "type": "function-plain",
            "function": {"type": "no-info", "function": partial(_read, source, kind)},
            "serialization": {
                "type": "function-plain",
                "function": partial(_written, kind),
                "when_used": "json",
            },
            "metadata": {"pydantic_js_functions": [partial(_drawn, kind)]},
        }


def _drawn(kind: _Kind, _schema: object, _handler: object) -> dict[str, Any]:
    """The schema of a document, as a resource of its own inside of another schema.

    There ``$dynamicRef`` says what ``$ref`` does (JSON Schema 2020-12, core, 8.2.3.2), and
    pydantic, which takes every ``$ref`` for its own, lets it be.
    """
    drawn = {name: each for name, each in schema(kind.name).items() if name != "$schema"}
    found: dict[str, Any] = _renamed(drawn)
    return found


def _renamed(value: Any) -> Any:  # noqa: ANN401 - whatever a schema holds
    if isinstance(value, dict):
        return {
            "$dynamicRef" if name == "$ref" else name: _renamed(each)
            for name, each in value.items()
        }
    return [_renamed(each) for each in value] if isinstance(value, list) else value


def _written(kind: _Kind, value: Any) -> Any:  # noqa: ANN401 - whatever the field holds
    return json.loads(kind.write(value))


def _read(source: type, kind: _Kind, value: Any) -> Any:  # noqa: ANN401 - whatever is handed over
    if isinstance(value, source):
        return value
    try:
        found = kind.read(_text(value))
    except FormatError as slip:
        raise _refusal(source, value, slip.problems) from slip
    if not isinstance(found, source):
        wanted, got = (each.__name__.lower() for each in (source, type(found)))
        raise _refusal(source, value, (f"$.content.kind: expected {wanted}, got {got}",))
    return found


def _text(value: object) -> str:
    """What was handed over, as the text that our own reader bounds and checks."""
    if not isinstance(value, dict):
        raise FormatError("document", (f"expected an object, got the {type(value).__name__}",))
    try:
        return json.dumps(value, allow_nan=False)
    except RecursionError as deep:
        raise FormatError("document", ("nested too deep",)) from deep
    except (TypeError, ValueError) as slip:
        raise FormatError("document", (str(slip),)) from slip


def _refusal(source: type, value: object, problems: tuple[str, ...]) -> Exception:
    """Our problems as the errors of pydantic, which has called us and is there."""
    core = import_module("pydantic_core")
    errors = []
    for each in problems:
        found = _PLACE.fullmatch(each)
        place, said = found.groups() if found else ("", each)
        steps = (int(number) if number else name for name, number in _STEP.findall(place))
        error = core.PydanticCustomError("bakohumas_format", "{said}", {"said": said})
        errors.append({"type": error, "loc": tuple(steps), "input": value})
    refusal: Exception = core.ValidationError.from_exception_data(source.__name__, errors)
    return refusal
