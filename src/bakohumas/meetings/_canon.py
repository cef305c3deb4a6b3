from datetime import date, datetime
from enum import Enum
from typing import Any

import attrs

from bakohumas import elections
from bakohumas.law import Citation


def canonical(value: Any) -> Any:  # noqa: ANN401 - whatever a record holds
    """A value as JSON holds it, the same on every machine.

    A value of several fields is an array of its name and its fields, in their order; a
    count or a contest is its digest, a citation its text and a day or a moment its ISO form.
    """
    match value:
        case elections.Result() | elections.Contest():
            return value.digest
        case Enum():
            return value.value
        case Citation() | date() | datetime():
            return str(value)
        case tuple() | list():
            return [canonical(each) for each in value]
        case _ if attrs.has(type(value)):
            fields = (canonical(getattr(value, each.name)) for each in attrs.fields(type(value)))
            return [type(value).__name__, *fields]
        case _:
            return value
