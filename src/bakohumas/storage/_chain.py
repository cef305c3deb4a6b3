import json
import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any, Final

import attrs

from bakohumas.errors import FormatError, expect, of_kind
from bakohumas.interchange import read_json
from bakohumas.languages import Labelled, Lang, pick

FORMAT: Final = "bakohumas/journal/1"
"""What every digest begins with, so that another way to seal could never be taken for this."""
START: Final = ""
"""The digest that stands before the first entry of a stream."""
MOST: Final = 16 * 1024 * 1024
"""Most characters of one event."""
_FLAT: Final = 24
"""As many brackets cannot go too deep."""
_LONG: Final = re.compile("[0-9]{99}")
"""Without so many digits in a row no number is too long."""


def canonical(event: Mapping[str, Any]) -> str:
    """The one text of an event: JSON without blanks, keys in order.

    A line that holds it is read back: it goes no deeper, and its numbers are no longer, than
    what :func:`bakohumas.interchange.read_json` takes.

    Args:
        event: A plain object, such as JSON holds.

    Raises:
        TypeError: If it is no mapping, or holds what JSON cannot say.
        ValueError: If a number in it is none or too long, a text is no text, or it goes too
            deep or is too long.

    Examples:
        >>> canonical({"on": "2016-02-29", "event": "founded"})
        '{"event":"founded","on":"2016-02-29"}'
    """
    text = text_of(event)
    if text.count("[") + text.count("{") > _FLAT or _LONG.search(text):
        try:
            read_json(f"[{text}]")  # as deep as it stands in a line
        except FormatError as slip:
            raise FormatError("an event", slip.problems) from slip
    return text


def text_of(event: Mapping[str, Any]) -> str:
    """The one text of an event that was read from a line, and is bounded by that.

    Raises:
        TypeError: As :func:`canonical` does.
        ValueError: As it does, except for depth and for numbers that are too long.
    """
    expect(event, Mapping, what="an event")
    try:
        text = json.dumps(
            dict(event), ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True
        )
    except RecursionError as deep:
        raise FormatError("an event", ("nested far too deep",)) from deep
    try:
        text.encode()
    except UnicodeEncodeError as slip:
        msg = "a text in the event holds half a surrogate pair: mend it where it came from"
        raise ValueError(msg) from slip
    if len(text) > MOST:
        msg = f"an event of {len(text)} characters is too long: {MOST} at most"
        raise ValueError(msg)
    return text


@attrs.frozen
class Entry:
    """One event of one stream, sealed to all that came before it.

    Attributes:
        kind: What the stream is of, such as ``"body"``.
        id: Which one.
        revision: Its number in the stream, from 1.
        text: The event, in one line of canonical JSON.
        digest: SHA-256, in hexadecimal digits, of this entry and the digest before it.

    Examples:
        >>> entry, = seal("note", "a", [{"n": 1}])
        >>> entry.revision, entry.text, len(entry.digest)
        (1, '{"n":1}', 64)
    """

    kind: str = attrs.field(validator=of_kind(str))
    id: str = attrs.field(validator=of_kind(str))
    revision: int = attrs.field(validator=of_kind(int))
    text: str = attrs.field(validator=of_kind(str))
    digest: str = attrs.field(validator=of_kind(str))

    @property
    def event(self) -> dict[str, Any]:
        """The event, as plain data."""
        found: dict[str, Any] = json.loads(self.text)
        return found


def digest(previous: str, kind: str, id: str, revision: int, text: str) -> str:  # noqa: A002 - as in an entry
    """The seal of an entry: it covers the digest before it, so it covers the whole stream.

    It is the SHA-256 of six texts joined by line feeds, of which only the last may hold
    one: the format, the digest before, kind, id and revision, and the event.
    """
    parts = (FORMAT, previous, json.dumps(kind), json.dumps(id), str(revision), text)
    return sha256("\n".join(parts).encode(errors="surrogatepass")).hexdigest()


def seal(
    kind: str,
    id: str,  # noqa: A002 - as in an entry
    events: Iterable[Mapping[str, Any]],
    *,
    after: int = 0,
    previous: str = START,
) -> Iterator[Entry]:
    """The entries that events make when they follow a revision and its digest.

    Args:
        kind: What the stream is of, such as ``"body"``.
        id: Which one.
        events: Plain objects, in order.
        after: The revision that they follow; 0 for a stream that begins.
        previous: The digest of that revision.

    Yields:
        The entries, each sealed to the one before it.

    Raises:
        TypeError: If an event is no mapping, or holds what JSON cannot say.
        ValueError: If a number in one is none or too long, a text is no text, or it goes too
            deep or is too long.

    Examples:
        >>> entries = list(seal("note", "a", [{"n": 1}, {"n": 2}]))
        >>> [entry.revision for entry in entries], verify(entries)
        ([1, 2], ())
    """
    for revision, text in enumerate(map(canonical, events), after + 1):
        previous = digest(previous, kind, id, revision, text)
        yield Entry(kind, id, revision, text, previous)


class Fault(Labelled):
    """What can be wrong with an entry of a journal.

    Examples:
        >>> Fault.ALTERED.label("id")
        'isinya diubah'
    """

    ALTERED = "altered", "it was altered", "isinya diubah"
    MISSING = "missing", "it is missing", "entri hilang"
    CUT = "cut", "the stream was cut short here", "aliran terpotong di sini"


@attrs.frozen
class Break:
    """A place at which a journal is not what was written into it.

    Attributes:
        kind: Kind of the stream.
        id: Which stream.
        revision: The first entry that is wrong; what follows it rests on it.
        fault: What is wrong with it.
    """

    kind: str
    id: str
    revision: int
    fault: Fault

    def explain(self, lang: Lang = "en") -> str:
        """Where the journal is wrong, and how.

        Examples:
            >>> Break("body", "nasional", 3, Fault.MISSING).explain()
            'body nasional, entry 3: it is missing'
        """
        entry = pick(lang, "entry", "entri")
        return f"{self.kind} {self.id}, {entry} {self.revision}: {self.fault.label(lang)}"


def entry_of(kind: Any, id: Any, revision: Any, text: Any, digest: Any) -> Entry | Break:  # noqa: A002, ANN401 - whatever a column holds
    """The entry of a row, or where a row is that holds what no entry does.

    SQLite keeps anything in any column; where not even a revision is left, it is 0.
    """
    try:
        return Entry(kind, id, revision, text, digest)
    except TypeError:
        number = revision if type(revision) is int else 0
        return Break(str(kind), str(id), number, Fault.ALTERED)


def whole(entries: Iterable[Entry | Break]) -> Iterator[Entry]:
    """The entries, up to the first row that is none.

    Raises:
        FormatError: At that row, with its place.
    """
    for entry in entries:
        if isinstance(entry, Break):
            raise FormatError("journal", (entry.explain(),))
        yield entry


def verify(
    entries: Iterable[Entry | Break], heads: Mapping[tuple[str, str], str] | None = None
) -> tuple[Break, ...]:
    """Where streams are not what was written; the first place of each, by kind and id.

    Args:
        entries: The entries, each stream in order of its revisions; a break stands for
            one that could not be read.
        heads: Digests, by kind and id, that some entry of the stream must bear: those
            kept elsewhere tell when the end of a stream, or all of it, was taken away.

    Returns:
        Nothing, where all is well.

    Examples:
        >>> first, second, third = seal("note", "a", [{"n": 1}, {"n": 2}, {"n": 3}])
        >>> forged = attrs.evolve(second, text='{"n":9}')
        >>> [each.explain() for each in verify([first, forged, third])]
        ['note a, entry 2: it was altered']
        >>> [each.explain() for each in verify([first], {("note", "a"): third.digest})]
        ['note a, entry 2: the stream was cut short here']
    """
    ends: dict[tuple[str, str], tuple[int, str]] = {}
    found: dict[tuple[str, str], Break] = {}
    waiting = dict(heads or {})
    for entry in entries:
        stream = entry.kind, entry.id
        if stream in found:
            continue
        revision, previous = ends.get(stream, (0, START))
        due = revision + 1
        if entry.revision > due:
            found[stream] = Break(*stream, due, Fault.MISSING)
        elif isinstance(entry, Break):
            found[stream] = Break(*stream, due, Fault.ALTERED)
        elif entry.revision < due or entry.digest != digest(previous, *stream, due, entry.text):
            found[stream] = Break(*stream, entry.revision, Fault.ALTERED)
        else:
            ends[stream] = due, entry.digest
            if waiting.get(stream) == entry.digest:
                del waiting[stream]
    for stream in waiting:
        revision, _ = ends.get(stream, (0, START))
        found.setdefault(stream, Break(*stream, revision + 1, Fault.CUT))
    return tuple(found[stream] for stream in sorted(found))


def check_names(kind: str, id_: str) -> None:
    """Insist that a stream has a kind and an id that the table has room for."""
    for name, value, most in (("kind", kind, 64), ("id", id_, 255)):
        expect(value, str, what=name)
        if not value.strip() or len(value) > most or "\0" in value:
            msg = f"{name} must be a text of 1 to {most} characters, got {value!r}"
            raise ValueError(msg)


def check_revision(value: int, *, what: str = "the revision expected") -> None:
    """Insist that a revision is a whole number from 0 on."""
    expect(value, int, what=what)
    if value < 0:
        msg = f"{what} must be 0 or more, got {value}"
        raise ValueError(msg)
