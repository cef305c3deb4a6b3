from collections.abc import Iterable, Iterator

from bakohumas.errors import FormatError, expect
from bakohumas.interchange import read_json
from bakohumas.storage._chain import Entry, text_of

_FIELDS = {"kind": str, "id": str, "revision": int, "event": dict, "digest": str}


def to_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """Entries as JSON Lines, one a line, which no database is needed to read.

    Args:
        entries: The entries, each stream in order.

    Yields:
        Lines, each ending in a line feed.

    Examples:
        >>> from bakohumas.storage import seal
        >>> next(to_lines(seal("note", "a", [{"n": 1}])))[:22]
        '{"digest":"5315eca8311'
    """
    for entry in entries:
        expect(entry, Entry, what="an entry")
        head = {
            "digest": entry.digest,
            "id": entry.id,
            "kind": entry.kind,
            "revision": entry.revision,
        }
        yield text_of(head)[:-1] + f',"event":{entry.text}}}\n'


def from_lines(lines: Iterable[str]) -> Iterator[Entry]:
    """The entries that JSON Lines hold, each line read as strictly as any document.

    Whether they are what was once written, :func:`bakohumas.storage.verify` says.

    Args:
        lines: Lines of text, such as an open file gives; blank ones are passed over.

    Raises:
        FormatError: If a line is no such entry, with its number.
        TypeError: If it is a single text, or a line is no text.

    Examples:
        >>> from bakohumas.storage import seal
        >>> lines = to_lines(seal("note", "a", [{"n": 1}, {"n": 2}]))
        >>> [entry.revision for entry in from_lines(lines)]
        [1, 2]
    """
    if isinstance(lines, str):
        raise TypeError("lines must be a collection of lines, such as an open file, not one text")
    for number, line in enumerate(lines, 1):
        expect(line, str, what=f"line {number}")
        if line.strip():
            yield _entry(line, number)


def _entry(line: str, number: int) -> Entry:
    try:
        said = read_json(line)
    except FormatError as slip:
        raise FormatError(f"line {number}", slip.problems) from slip
    problems = [] if isinstance(said, dict) else ["expected an object"]
    if not problems:
        strange = [name.encode(errors="backslashreplace") for name in set(said) - set(_FIELDS)]
        problems = [f"{name.decode()[:60]}: no such field" for name in sorted(strange)]
        problems += [
            f"{name}: expected {kind.__name__}"
            for name, kind in _FIELDS.items()
            if type(said.get(name)) is not kind
        ]
    if problems:
        raise FormatError(f"line {number}", tuple(problems))
    try:
        text = text_of(said["event"])
    except ValueError as slip:
        raise FormatError(f"line {number}", (f"event: {slip}",)) from slip
    return Entry(said["kind"], said["id"], said["revision"], text, said["digest"])
