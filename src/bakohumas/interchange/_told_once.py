from functools import partial
from typing import Any, Final

from cattrs import BaseValidationError, Converter

from bakohumas.elections import Contested, Profile, Result
from bakohumas.errors import FormatError
from bakohumas.interchange._converter import Hook
from bakohumas.meetings import Counted, Filled, Record

_UNREAD: Final = object()
"""Stands for what could not be read where it is told; nothing that holds it is ever finished."""


def know_meetings(converter: Converter) -> None:
    """Let a converter tell each count of a meeting once, in its step.

    A decision says in which step its result stands. What was contested has the result of its
    step, and the votes alone came to the same, or to another of the same ballots, as far as it
    says nothing else. A document in which all of this is spelt out is read as well.
    """
    for kind in (Profile, Result):
        hook = partial(_as_it_is, kind, converter.get_structure_hook(kind))
        converter.register_structure_hook(kind, hook)
    for each, write, read in (
        (Contested, _contested, _read_contested),
        (Filled, _filled, _read_filled),
        (Record, _record, _read_record),
    ):
        out = partial(write, converter.get_unstructure_hook(each))
        converter.register_unstructure_hook(each, out)
        back = partial(_spelt_out, read, converter, converter.get_structure_hook(each))
        converter.register_structure_hook(each, back)


def _as_it_is(known: type, structure: Hook, value: Any, kind: Any) -> Any:  # noqa: ANN401 - JSON
    """What has been read already; otherwise what a document holds."""
    return value if isinstance(value, known) or value is _UNREAD else structure(value, kind)


def _spelt_out(read: Any, converter: Converter, structure: Hook, value: Any, kind: Any) -> Any:  # noqa: ANN401 - JSON
    """What a document holds, once what it tells elsewhere stands in it as well."""
    return structure(read(converter, value) if isinstance(value, dict) else value, kind)


def _same(one: Result, other: Result) -> bool:
    """Whether nothing tells two results apart, be it whole numbers from whole fractions."""
    return one is other or (one == other and one.digest == other.digest)


def _contested(plain: Any, value: Contested) -> dict[str, Any]:  # noqa: ANN401 - a hook
    row: dict[str, Any] = plain(value)
    if _same(value.free, value.result):
        del row["free"]
    elif value.free.profile == value.result.profile:
        del row["free"]["profile"]
    return row


def _filled(plain: Any, step: Filled) -> dict[str, Any]:  # noqa: ANN401 - a hook
    row: dict[str, Any] = plain(step)
    if _same(step.contested.result, step.result):
        del row["contested"]["result"]
    return row


def _record(plain: Any, record: Record) -> dict[str, Any]:  # noqa: ANN401 - a hook
    row: dict[str, Any] = plain(record)
    counted = [(n, each.result) for n, each in enumerate(record.steps) if isinstance(each, Counted)]
    for place, decision in enumerate(record.decisions):
        told = decision.result
        step = next((n for n, each in counted if told and _same(each, told)), None)
        if step is not None:
            row["decisions"][place]["result"] = {"step": step}
    return row


def _read_contested(converter: Converter, value: dict[str, Any]) -> dict[str, Any]:
    if "result" in value:
        value, result = _with_result(converter, value)
        value = {"free": result, **value}
        if isinstance(value["free"], dict):
            value["free"] = {**_ballots(result), **value["free"]}
    return value


def _read_filled(converter: Converter, value: dict[str, Any]) -> dict[str, Any]:
    told = value.get("contested")
    if isinstance(told, dict):
        value, result = _with_result(converter, value)
        value["contested"] = {"result": result, **told}
    return value


def _read_record(converter: Converter, value: dict[str, Any]) -> dict[str, Any]:
    steps, decisions = value.get("steps"), value.get("decisions")
    if isinstance(steps, list) and isinstance(decisions, list):
        steps, decisions = [*steps], [*decisions]
        for place, each in enumerate(decisions):
            told = each.get("result") if isinstance(each, dict) else None
            if isinstance(told, dict) and set(told) == {"step"}:
                number = told["step"]
                there = type(number) is int and 0 <= number < len(steps) and steps[number]
                if not isinstance(there, dict) or "result" not in there:
                    where = f"$.decisions[{place}].result.step"
                    raise FormatError("meeting", (f"{where}: no count stands in that step",))
                steps[number], result = _with_result(converter, there)
                decisions[place] = {**each, "result": result}
        value = {**value, "steps": steps, "decisions": decisions}
    return value


def _with_result(converter: Converter, step: dict[str, Any]) -> tuple[dict[str, Any], Any]:
    """A step with its result read, and that result; as it is where it tells what is wrong."""
    try:
        result = converter.structure(step.get("result"), Result)
    except (BaseValidationError, TypeError, ValueError):
        return {**step}, _UNREAD
    return {**step, "result": result}, result


def _ballots(result: Any) -> dict[str, Any]:  # noqa: ANN401 - read, or what could not be
    """The ballots of a result, for another that says nothing of its own."""
    return {"profile": result.profile if isinstance(result, Result) else _UNREAD}
