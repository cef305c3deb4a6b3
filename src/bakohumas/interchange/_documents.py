import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from math import isfinite
from reprlib import repr  # noqa: A004 - of whatever a stranger wrote, a little
from typing import Any

from bakohumas.errors import FormatError, expect

LARGEST = 64 * 1024 * 1024
"""Most characters of a document that is read."""
_DEEPEST = 32
_DIGITS = 100
_TOLD = 20
_STRANGE = "plain data hold texts, numbers, lists and objects, and no"
FIELD = 60
"""Most characters of the name of a field in a message."""


MOST = 1_000
"""Most problems of a document that are told."""
_LONGEST = 1_000


def malformed(what: str, problems: Iterable[str]) -> FormatError:
    """The error that tells what is wrong with a document: so much of it, and how much more."""
    ahead = iter(problems)
    first = [shown(each, _LONGEST) for each in islice(ahead, MOST)]
    if more := sum(1 for _ in ahead):
        first.append(f"and {more:,} more: mend these first")
    return FormatError(what, tuple(first))


class _Strange(str):
    """What stands where a number should, and is none that can be written."""

    __slots__ = ()


Twice = list[tuple[dict[str, Any], list[str]]]
"""Objects in which a key stood more than once, with those keys."""


def shown(text: str, most: int = 20) -> str:
    """What stands in a file, as far as a message has room for it, and UTF-8 can write it."""
    part = text if len(text) <= most else f"{text[:most]}…"
    return part.encode(errors="backslashreplace").decode()


def plain(text: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    """What a text of strict JSON holds, if it is bounded in size and depth.

    Examples:
        >>> from bakohumas.interchange import read_json
        >>> read_json('{"a": [1, 2.5]}')
        {'a': [1, 2.5]}
    """
    expect(text, str, what="the document")
    if len(text) > LARGEST:
        raise FormatError("JSON", (f"longer than {LARGEST} characters",))
    twice: Twice = []
    strange: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            times = Counter(key for key, _ in pairs)
            twice.append((found, [key for key, number in times.items() if number > 1]))
        return found

    def finite(digits: str) -> float | _Strange:
        if len(digits) <= _DIGITS and isfinite(number := float(digits)):
            return number
        strange.append(digits)
        return _Strange(digits)

    try:
        document = json.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=once,
            parse_constant=finite,
            parse_float=finite,
            parse_int=_whole,
        )
    except RecursionError as deep:
        raise FormatError("JSON", (f"nested deeper than {_DEEPEST} levels",)) from deep
    except ValueError as slip:
        raise FormatError("JSON", (str(slip),)) from slip
    if _depth(document) > _DEEPEST:
        raise FormatError("JSON", (f"nested deeper than {_DEEPEST} levels",))
    if twice or strange:
        raise FormatError("JSON", tuple(islice(_faulty(document, twice), _TOLD)))
    return document


def written(plain: object) -> str:
    """Plain data as a text of strict JSON: keys sorted, the same bytes each time.

    Raises:
        TypeError: If something in it is no plain data.
        ValueError: If a text in it is none that UTF-8 can write, a number is none, or it goes
            too deep.
    """
    try:
        text = json.dumps(
            plain, ensure_ascii=False, allow_nan=False, indent=2, sort_keys=True, default=_refuse
        )
        text.encode()
    except UnicodeEncodeError as slip:
        msg = "a text in it holds half a surrogate pair: mend it where it came from"
        raise ValueError(msg) from slip
    except RecursionError as deep:
        msg = "it goes too deep for a document"
        raise ValueError(msg) from deep
    except TypeError as slip:
        if slip.__cause__ is slip.__context__ is None and str(slip).startswith(_STRANGE):
            raise
        msg = "the keys of each object in it must be texts: plain data have no others"
        raise TypeError(msg) from slip
    return text + "\n"


def _refuse(value: object) -> None:
    msg = f"{_STRANGE} {type(value).__name__}: write it as text, or its own document with dumps()"
    raise TypeError(msg)


def headed(text: str, *, what: str, version: int, fields: Collection[str]) -> dict[str, Any]:
    """The document of a text that says of itself that it is of that kind and version.

    Raises:
        FormatError: If it is no such document; what a newer version means is not guessed.
    """
    document = plain(text)
    kind = f"bakohumas/{what}"
    if not isinstance(document, dict) or document.get("format") != kind:
        raise FormatError(what, (f"$.format: expected {kind!r}",))
    if problems := tuple(unread(document.get("version"), version)):
        raise FormatError(what, problems)
    misfits(document, ("format", "version", *fields), what=what)
    return document


def unread(said: object, version: int) -> Iterator[str]:
    """What is wrong with the version of a document; what a newer one means is not guessed."""
    if type(said) is not int or said != version:
        newer = type(said) is int and said > version
        advice = ": it was written by a newer one, so update bakohumas" if newer else ""
        yield f"$.version: this library reads {version}, not {repr(said)}{advice}"


def misfits(said: Mapping[str, Any], fields: Collection[str], *, what: str) -> None:
    """Insist that an object has these fields, and no others.

    Raises:
        FormatError: If it has others, or lacks one.
    """
    problems = [
        f"$.{shown(each, FIELD)}: no such field" for each in sorted(set(said) - set(fields))
    ]
    problems += [f"$.{each}: required field missing" for each in fields if each not in said]
    if problems:
        raise malformed(what, problems)


def _faulty(document: Any, twice: Twice) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    """Each key that stands twice in an object, and each number that is none, from above."""
    keys = {id(found): several for found, several in twice}
    for path, value in _walked(document):
        if isinstance(value, _Strange):
            wrong = f"a number of {len(value)} digits is too long"
            right = f"{shown(value)} is not a finite number"
            yield f"{path}: {right if len(value) <= _DIGITS else wrong}"
        elif isinstance(value, dict):
            said = "the same key stands twice in one object"
            yield from (f"{path}.{shown(key, FIELD)}: {said}" for key in keys.get(id(value), ()))


def _walked(document: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - whatever JSON holds
    """Everything in a document with its place, from above."""
    ahead: list[tuple[str, Any]] = [("$", document)]
    while ahead:
        path, value = ahead.pop()
        yield path, value
        if isinstance(value, dict):
            inner = [(f"{path}.{shown(key, FIELD)}", each) for key, each in value.items()]
        elif isinstance(value, list):
            inner = [(f"{path}[{place}]", each) for place, each in enumerate(value)]
        else:
            continue
        ahead += reversed(inner)


def _whole(digits: str) -> int:
    if len(digits) > _DIGITS:
        msg = f"a number of {len(digits)} digits is too long"
        raise ValueError(msg)
    return int(digits)


def _depth(document: Any) -> int:  # noqa: ANN401 - whatever JSON holds
    level, deepest = [document], 0
    while level:
        deepest += 1
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
    return deepest
