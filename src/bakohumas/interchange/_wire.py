import json
import re
from functools import partial
from importlib import import_module
from typing import Any, Final

import attrs

from bakohumas.errors import FormatError
from bakohumas.interchange._schemas import schema
from bakohumas.interchange._values import dumps, loads, serves

_PLACE: Final = re.compile(r"\$((?:\.[^.\[\]:\s]+|\[[0-9]+\])*): (.*)", re.DOTALL)
_STEP: Final = re.compile(r"\.([^.\[]+)|\[([0-9]+)\]")


@attrs.frozen
class Wire:
    """A mark by which pydantic 2, and FastAPI with it, read and write a value as its document.

    ``Annotated[Body, Wire()]`` is a field that takes a body, or a document of
    :func:`dumps` as an object, and writes that document; so does any other class that
    :func:`loads` takes, such as ``Programme``, ``Federation`` or ``Record``. Everything
    that is wrong with a document becomes an error of pydantic's at its place. Its JSON Schema
    is that of :func:`schema`. Neither package is imported by this one.

    Examples:
        >>> from typing import Annotated
        >>> from bakohumas.bodies import Body
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
        serves(source)
        return {
            "type": "function-plain",
            "function": {"type": "no-info", "function": partial(_read, source)},
            "serialization": {
                "type": "function-plain",
                "function": _written,
                "when_used": "json",
            },
            "metadata": {"pydantic_js_functions": [partial(_drawn, source)]},
        }


def _drawn(source: type, _schema: object, _handler: object) -> dict[str, Any]:
    """The schema of a document, as a resource of its own inside of another schema.

    There ``$dynamicRef`` says what ``$ref`` does (JSON Schema 2020-12, core, 8.2.3.2), and
    pydantic, which takes every ``$ref`` for its own, lets it be.
    """
    drawn = {name: each for name, each in schema(source).items() if name != "$schema"}
    found: dict[str, Any] = _renamed(drawn)
    return found


def _renamed(value: Any) -> Any:  # noqa: ANN401 - whatever a schema holds
    if isinstance(value, dict):
        return {
            "$dynamicRef" if name == "$ref" else name: _renamed(each)
            for name, each in value.items()
        }
    return [_renamed(each) for each in value] if isinstance(value, list) else value


def _written(value: object) -> Any:  # noqa: ANN401 - whatever JSON holds
    return json.loads(dumps(value))


def _read(source: type, value: Any) -> Any:  # noqa: ANN401 - whatever is handed over
    if isinstance(value, source):
        return value
    try:
        return loads(_text(value), source)
    except FormatError as slip:
        raise _refusal(source, value, slip.problems) from slip


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
