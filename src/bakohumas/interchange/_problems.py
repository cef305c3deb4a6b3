from collections.abc import Iterator

import attrs
from cattrs import ClassValidationError, ForbiddenExtraKeysError, IterableValidationError

from bakohumas.errors import BakohumasError, FormatError
from bakohumas.interchange._documents import FIELD, shown


def told(problem: BaseException, path: str) -> Iterator[str]:
    """Everything that is wrong with a document, each with its place, in the order of the places."""
    if isinstance(problem, ClassValidationError):
        fields, whole = problem.group_exceptions()
        for inner, note in fields:
            yield from told(inner, f"{path}.{note.name}")
        for inner in whole:
            yield from told(inner, f"{path}{_field(inner, problem.cl)}")
    elif isinstance(problem, IterableValidationError):
        for inner, at in problem.group_exceptions()[0]:
            yield from told(inner, f"{path}[{shown(str(at.index), FIELD)}]")
    elif isinstance(problem, ForbiddenExtraKeysError):
        names = (shown(name, FIELD) for name in sorted(problem.extra_fields))
        yield from (f"{path}.{name}: no such field" for name in names)
    elif isinstance(problem, FormatError) and problem.problems[0].startswith("$"):
        yield from (f"{path}{each.removeprefix('$')}" for each in problem.problems)
    elif type(problem) is KeyError:
        yield f"{path}: required field missing"
    else:
        yield f"{path}: {_wording(problem)}"


def _field(problem: Exception, kind: type) -> str:
    """The field that a validator speaks of, where its words begin with one."""
    name = str(problem.args[0] if problem.args else "").partition(" ")[0].strip("'")
    return f".{name}" if name in attrs.fields_dict(kind) else ""


def _wording(problem: BaseException) -> str:
    if isinstance(problem, TypeError | ValueError) and not isinstance(problem, BakohumasError):
        return str(problem.args[0])  # what else a validator tells is the class and the value
    return str(problem)
