import re
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from datetime import date
from functools import partial
from reprlib import repr  # noqa: A004 - of whatever a stranger wrote, a little
from typing import Any, Final

from bakohumas.interchange._documents import FIELD, malformed, plain, shown, unread
from bakohumas.periods import Period
from bakohumas.programmes import Agency, Duty, Slot, Task

MOST: Final = 1_000
"""Most agencies in one slot, and most days of one task, that a file may ask for."""
_CODE: Final = re.compile(r"\S(.*\S)?")
_HALF: Final = re.compile(r"[\ud800-\udfff]")
_HALVES: Final = "a text without half of a surrogate pair"
_LINE: Final = "one line of text without blanks around it"
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FORMAT: Final = "bakohumas/problem"
_VERSION: Final = 1
_HEAD: Final = ("format", "version")

Problem = tuple[tuple[Task, ...], tuple[Agency, ...]]


def loads_problem(text: str) -> Problem:
    """The tasks and agencies of a document that asks for a division of work.

    The smallest has an agency with its ``capacity`` and a task, each by its ``id``;
    whatever else :class:`~bakohumas.programmes.Task`,
    :class:`~bakohumas.programmes.Slot` and :class:`~bakohumas.programmes.Agency` hold may
    be said by the same name (``schema("problem")`` describes it). One region may stand as
    ``region``; a task without ``cost`` costs nobody anything, and one whose ``cost`` is
    empty nobody can do. Numbers are whole; ``5.0`` is five. What the schema cannot say is
    refused all the same: an id or a slot's name that stands twice, a period that ends before
    it begins, a slot that holds fewer agencies than it needs, half of a surrogate pair.

    Args:
        text: The document, as JSON.

    Returns:
        The tasks and the agencies, for :func:`~bakohumas.programmes.allocate`.

    Raises:
        TypeError: If it is no text.
        FormatError: If it is no such document, with every problem and its place.

    Examples:
        >>> tasks, agencies = loads_problem(
        ...     '{"agencies": [{"id": "a", "capacity": 3}], "tasks": [{"id": "t"}]}'
        ... )
        >>> tasks[0].id, agencies[0].capacity
        ('t', 3)
    """
    reader = _Reader()
    document = reader.members(plain(text), "$", _DOCUMENT, required=("agencies", "tasks"))
    if document.get("format", _FORMAT) != _FORMAT:
        reader.problems.append(f"$.format: expected {_FORMAT!r}")
    reader.problems += unread(document.get("version", _VERSION), _VERSION)
    made: dict[str, list[Any]] = {}
    for field, one in (("agencies", reader.agency), ("tasks", reader.task)):
        listed = reader.listing(document.get(field, []), f"$.{field}")
        made[field] = [one(each, f"$.{field}[{place}]") for place, each in enumerate(listed)]
        seen: set[str] = set()
        for place, raw in enumerate(listed):
            name = raw.get("id") if isinstance(raw, dict) else None
            if isinstance(name, str):
                if name in seen:
                    reader.problems.append(f"$.{field}[{place}].id: {name!r} stands twice")
                seen.add(name)
    if reader.problems:
        raise malformed("problem", reader.problems)
    return tuple(made["tasks"]), tuple(made["agencies"])


def _halved(value: object) -> bool:
    return isinstance(value, str) and _HALF.search(value) is not None


class _Reader:
    """Reads one value after another, and remembers everything that is wrong."""

    def __init__(self) -> None:
        """Begin with nothing wrong."""
        self.problems: list[str] = []

    def wrong(self, path: str, wanted: str, value: object) -> None:
        """Note what should have stood somewhere."""
        self.problems.append(f"{path}: expected {wanted}, got {repr(value)}")

    def members(
        self, value: object, path: str, known: Collection[str], *, required: tuple[str, ...]
    ) -> dict[str, Any]:
        """The fields of an object that are known; others, and missing ones, are wrong."""
        if not isinstance(value, dict):
            self.wrong(path, "an object", value)
            return {}
        self.problems += [
            f"{path}.{shown(each, FIELD)}: no such field" for each in value if each not in known
        ]
        self.problems += [
            f"{path}.{each}: required field missing" for each in required if each not in value
        ]
        return {name: each for name, each in value.items() if name in known}

    def listing(self, value: object, path: str) -> list[Any]:
        """A list."""
        if isinstance(value, list):
            return value
        self.wrong(path, "a list", value)
        return []

    def text(self, value: object, path: str) -> str:
        """A code: one line of text that is not blank, without blanks around it."""
        if isinstance(value, str) and _CODE.fullmatch(value) and not _halved(value):
            return value
        self.wrong(path, _HALVES if _halved(value) else _LINE, value)
        return "?"

    def words(self, value: object, path: str) -> str:
        """Any text."""
        if isinstance(value, str) and not _halved(value):
            return value
        self.wrong(path, _HALVES if _halved(value) else "a text", value)
        return ""

    def number(self, value: object, path: str) -> int:
        """A whole number."""
        if type(value) is int:
            return value
        if type(value) is float and value.is_integer():
            return int(value)
        self.wrong(path, "a whole number", value)
        return 1

    def count(self, value: object, path: str, least: int = 0, most: int | None = None) -> int:
        """A whole number within bounds."""
        found = self.number(value, path)
        if found < least or (most is not None and found > most):
            upto = "" if most is None else f" to {most}"
            self.wrong(path, f"a whole number from {least}{upto}", value)
            return 1
        return found

    def few(self, value: object, path: str) -> int:
        """How many agencies, or days, within reason."""
        return self.count(value, path, 0, MOST)

    def days(self, value: object, path: str) -> int:
        """Days of work of whoever leads."""
        return self.count(value, path, 1, MOST)

    def codes(self, value: object, path: str) -> list[str]:
        """A list of codes."""
        listed = self.listing(value, path)
        return [self.text(each, f"{path}[{place}]") for place, each in enumerate(listed)]

    def table(self, value: object, path: str, read: Callable[[object, str], Any]) -> dict[str, Any]:
        """An object of codes, each with a value."""
        if not isinstance(value, dict):
            self.wrong(path, "an object", value)
            return {}
        return {
            self.text(key, path): read(each, f"{path}.{shown(key, FIELD)}")
            for key, each in value.items()
        }

    def costs(self, value: object, path: str) -> dict[str, int]:
        """What something costs each agency; where it names nobody, nobody can do it."""
        return self.table(value, path, self.number)

    def stock(self, value: object, path: str) -> dict[str, int]:
        """How many there are of what is lent."""
        found = self.table(value, path, partial(self.count, least=1))
        for need in found:
            if not need.startswith("loan:"):
                self.wrong(path, "needs that begin with loan:", need)
        return found

    def truth(self, value: object, path: str) -> bool:
        """Yes or no."""
        if isinstance(value, bool):
            return value
        self.wrong(path, "true or false", value)
        return True

    def reasons(self, value: object, path: str) -> dict[str, str]:
        """Tasks, each with a reason."""
        return self.table(value, path, self.words)

    def title(self, value: object, path: str) -> tuple[str, str]:
        """A title: one text, or one in each language."""
        if isinstance(value, str):
            return self.words(value, path), value
        known = ("en", "id")
        found = self.members(value, path, known, required=known)
        english, indonesian = (self.words(found.get(each, ""), f"{path}.{each}") for each in known)
        return english, indonesian

    def day(self, value: object, path: str) -> date | None:
        """A day, or none where an end is open."""
        if value is None:
            return None
        if isinstance(value, str) and _DAY.fullmatch(value):
            with suppress(ValueError):
                return date.fromisoformat(value)
        self.wrong(path, "a day of the form YYYY-MM-DD", value)
        return None

    def window(self, value: object, path: str) -> Period | None:
        """When a task is to be done, or none: at any time."""
        if value is None:
            return None
        return self.period(self.members(value, path, _PERIOD, required=()), path)

    def period(self, found: Mapping[str, object], path: str) -> Period:
        """A period, half open."""
        start, end = (self.day(found.get(each), f"{path}.{each}") for each in _PERIOD)
        if start is not None and end is not None and end <= start:
            self.wrong(f"{path}.end", f"a day after {start}", str(end))
            end = None
        return Period(start, end)

    def limits(self, value: object, path: str) -> list[tuple[Period, int]]:
        """How much an agency can take within periods."""
        made = []
        for place, each in enumerate(self.listing(value, path)):
            here = f"{path}[{place}]"
            found = self.members(each, here, {**_PERIOD, "days": ""}, required=("days",))
            days = self.count(found.get("days", 0), f"{here}.days")
            made.append((self.period(found, here), days))
        return made

    def duty(self, value: object, path: str) -> str:
        """A duty beside the lead."""
        known = [each.value for each in Duty if each is not Duty.LEAD]
        if value in known:
            return str(value)
        self.wrong(path, f"one of {', '.join(known)}", value)
        return "support"

    def slots(self, value: object, path: str) -> list[Slot]:
        """The slots of a task."""
        listed = self.listing(value, path)
        made = [
            self.made(Slot, each, f"{path}[{place}]", _SLOT, ("duty",))
            for place, each in enumerate(listed)
        ]
        return [each for each in made if each is not None]

    def agency(self, value: object, path: str) -> Any:  # noqa: ANN401 - an agency, or nothing
        """An agency."""
        return self.made(Agency, value, path, _AGENCY, ("id", "capacity"))

    def task(self, value: object, path: str) -> Any:  # noqa: ANN401 - a task, or nothing
        """A task."""
        return self.made(Task, value, path, _TASK, ("id",))

    def made(
        self,
        kind: Callable[..., Any],
        value: object,
        path: str,
        known: Mapping[str, str],
        required: tuple[str, ...],
    ) -> Any:  # noqa: ANN401 - what the kind makes
        """A value of the programme, if nothing is wrong with it."""
        before = len(self.problems)
        found = self.members(value, path, known, required=required)
        fields = {
            name: getattr(self, known[name])(each, f"{path}.{name}") for name, each in found.items()
        }
        if "region" in fields:
            if "regions" in fields:
                self.problems.append(f"{path}.region: it stands beside regions; give one of them")
            fields["regions"] = [fields.pop("region")]
        if len(self.problems) > before:
            return None
        try:
            return kind(**fields)
        except ValueError as slip:
            self.problems.append(f"{path}: {slip}")
            return None


_PERIOD: Final = {"start": "", "end": ""}
_DOCUMENT: Final = dict.fromkeys((*_HEAD, "agencies", "tasks"), "")
_SLOT: Final = {
    "duty": "duty",
    "name": "text",
    "needs": "codes",
    "days": "few",
    "least": "few",
    "most": "few",
    "cost": "costs",
    "region": "text",
    "regions": "codes",
    "languages": "codes",
    "window": "window",
}
_TASK: Final = {
    "id": "text",
    "title": "title",
    "output": "words",
    "needs": "codes",
    "region": "text",
    "regions": "codes",
    "languages": "codes",
    "cost": "costs",
    "days": "days",
    "window": "window",
    "slots": "slots",
}
_AGENCY: Final = {
    "id": "text",
    "capacity": "count",
    "skills": "codes",
    "regions": "codes",
    "languages": "codes",
    "excludes": "reasons",
    "conflicts": "reasons",
    "apart": "codes",
    "limits": "limits",
    "stock": "stock",
    "nested": "truth",
}
