from collections.abc import Mapping
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.errors import FormatError
from bakohumas.storage import Break, Entry, Fault, from_lines, seal, to_lines, verify

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)
EVENTS = st.lists(st.dictionaries(st.text(max_size=5), JSON, max_size=3), min_size=1, max_size=5)
STREAM = "body", "nasional"


def entries(events: list[dict[str, Any]]) -> list[Entry]:
    """The entries that events make in one stream."""
    return list(seal(*STREAM, events))


@given(events=EVENTS)
def test_what_is_sealed_verifies_and_comes_back(events: list[dict[str, Any]]) -> None:
    """Sealing, writing as lines and reading lose nothing, and nothing is found wrong."""
    made = entries(events)
    back = list(from_lines(to_lines(made)))

    assert verify(made) == ()
    assert back == made
    assert [entry.event for entry in back] == events
    assert [entry.revision for entry in back] == list(range(1, len(events) + 1))


def deep(levels: int) -> object:
    """A list in a list in a list."""
    value: object = 1
    for _ in range(levels):
        value = [value]
    return value


BORDERS = (
    [*range(22, 35)],
    [9, 98, 99, 100, 101, 4299, 4301],
)
"""Depths of an event and digits of a number in it, about the bounds of what is read back."""


@given(depth=st.sampled_from(BORDERS[0]), digits=st.sampled_from(BORDERS[1]), minus=st.booleans())
def test_what_is_sealed_is_what_its_lines_bring_back(
    depth: int,
    digits: int,
    minus: bool,  # noqa: FBT001 - drawn
) -> None:
    """A journal takes no event that it could not give back: what is too much is refused at once."""
    number = 10 ** (digits - 1) * (-1 if minus else 1)
    try:
        made = entries([{"a": deep(depth - 2), "b": number}])
    except ValueError:
        assert depth > 31 or digits + minus > 100
        return
    assert list(from_lines(to_lines(made))) == made
    assert depth <= 31
    assert digits + minus <= 100


@given(events=EVENTS, data=st.data())
def test_every_later_edit_is_found_where_it_was_made(
    events: list[dict[str, Any]], data: st.DataObject
) -> None:
    """Whichever entry is altered, taken away or moved, its revision is named."""
    made = entries(events)
    at = data.draw(st.integers(0, len(made) - 1))
    one = made[at]
    forged = attrs.evolve(one, text=one.text[:-1] + ',"z":0}' if one.event else '{"z":0}')
    resealed = attrs.evolve(forged, digest=next(seal(*STREAM, [forged.event])).digest)
    for wrong in (forged, attrs.evolve(one, digest="0" * 64), attrs.evolve(one, id="lain")):
        found = verify([*made[:at], wrong, *made[at + 1 :]])
        assert found
        assert {each.revision for each in found} <= {at + 1, 1}
    if at:
        assert verify([*made[:at], resealed, *made[at + 1 :]]) == (
            Break(*STREAM, at + 1, Fault.ALTERED),
        )
    if at < len(made) - 1:
        gone = [*made[:at], *made[at + 1 :]]
        assert verify(gone) == (Break(*STREAM, at + 1, Fault.MISSING),)


def test_the_end_of_a_stream_is_missed_by_whoever_kept_its_head() -> None:
    """A stream that was cut short looks whole, but for its head that was kept elsewhere."""
    made = entries([{"n": 1}, {"n": 2}])
    heads = {STREAM: made[-1].digest}

    assert verify(made, heads) == ()
    assert (
        verify([*made, *seal(*STREAM, [{"n": 3}], after=2, previous=made[-1].digest)], heads) == ()
    )
    assert verify(made[:1]) == ()
    assert verify(made[:1], heads) == (Break(*STREAM, 2, Fault.CUT),)
    assert verify([], heads) == (Break(*STREAM, 1, Fault.CUT),)
    assert verify(made[:1], heads)[0].explain("id") == (
        "body nasional, entri 2: aliran terpotong di sini"
    )


def test_the_first_break_of_a_stream_is_told_and_other_streams_go_on() -> None:
    """What follows a wrong entry rests on it: one place a stream, by kind and id."""
    one, two = entries([{"n": 1}, {"n": 2}, {"n": 3}]), list(seal("note", "a", [{"n": 1}]))
    forged = [attrs.evolve(each, text="{}") for each in one]

    assert verify([*two, *forged]) == (Break(*STREAM, 1, Fault.ALTERED),)


def test_a_digest_is_defined_by_what_the_page_says() -> None:
    """The seal is SHA-256 over six lines, which any language can compute."""
    (entry,) = seal("note", "a\n", [{"b": 1, "a": "é"}])
    from hashlib import sha256

    text = 'bakohumas/journal/1\n\n"note"\n"a\\n"\n1\n{"a":"é","b":1}'

    assert entry.digest == sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("event", "kind", "words"),
    [
        ([1], TypeError, "an event must be a Mapping"),
        ({"a": {1, 2}}, TypeError, "not JSON serializable"),
        ({"a": float("nan")}, ValueError, "not JSON compliant"),
        ({"a": "\ud800"}, ValueError, "half a surrogate pair"),
        ({"a": "x" * 2**24}, ValueError, "is too long"),
        ({"a": deep(100_000)}, ValueError, "an event: nested far too deep"),
        ({"a": deep(40)}, ValueError, "an event: nested deeper than 32 levels"),
        ({"a": 10**200}, ValueError, "an event: a number of 201 digits is too long"),
    ],
    ids=["list", "set", "nan", "surrogate", "long", "deepest", "deep", "number"],
)
def test_what_json_cannot_say_is_refused(
    event: Mapping[str, Any], kind: type[Exception], words: str
) -> None:
    """An event holds what JSON can say, and no more."""
    with pytest.raises(kind, match=words):
        list(seal("note", "a", [event]))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "line 2: "),
        ("[]", "line 2: expected an object"),
        ('{"\\ud800": 1}', r"line 2: \\ud800: no such field; kind"),
        ('{"a": 1}', "line 2: a: no such field; kind: expected str; id: expected str; revision"),
        (
            '{"kind":"k","id":"a","revision":true,"event":{},"digest":""}',
            "line 2: revision: expected int",
        ),
        (
            '{"kind":"k","id":"a","revision":1,"event":{"a":"\\ud800"},"digest":""}',
            "line 2: event: a text in the event holds half a surrogate pair",
        ),
        ('{"kind":"k","kind":"k"}', r"line 2: \$.kind: the same key stands twice"),
    ],
)
def test_a_malformed_line_is_refused_with_its_number(line: str, words: str) -> None:
    """A line that is no entry is refused, and it is said which."""
    with pytest.raises(FormatError, match=words):
        list(from_lines(["\n", line]))


def test_lines_are_lines() -> None:
    """A single text is no collection of lines, and a line is a text."""
    with pytest.raises(TypeError, match="collection of lines"):
        list(from_lines("{}"))
    with pytest.raises(TypeError, match="line 1 must be a str"):
        list(from_lines([b"{}"]))  # type: ignore[list-item]
    with pytest.raises(TypeError, match="an entry must be an Entry"):
        list(to_lines(["{}"]))  # type: ignore[list-item]
