import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.bodies import Body, Federation
from bakohumas.errors import FormatError, StaleRevisionError, UnknownNameError
from bakohumas.interchange import Streamed, from_events, stream_of, to_events
from bakohumas.law import charter
from bakohumas.programmes import Programme
from bakohumas.storage import Journal, from_lines, to_lines, verify
from bakohumas.testing import bodies, programmes
from kept_records import by_consensus, by_vote, elected
from lived_body import lived

DAY = date(2015, 11, 2)


def plain(value: Any) -> bool:  # noqa: ANN401 - whatever an event holds
    """Whether nothing in it is of a class that JSON does not know."""
    if isinstance(value, dict):
        return type(value) is dict and all(map(plain, value.values()))
    if isinstance(value, list):
        return all(map(plain, value))
    return value is None or type(value) in {str, int, float, bool}


@given(bodies() | programmes() | st.builds(Federation.kpu))
def test_events_are_plain_and_make_the_value_again(value: Body | Programme | Federation) -> None:
    """One object an event, of what JSON knows, whole or in two parts."""
    kind, id_ = stream_of(value)
    events = to_events(value)

    assert plain(events)
    assert len(events) == len(value.events)
    assert to_events(value, until=1) + to_events(value, since=1) == events
    assert from_events(events, kind=kind) == value
    assert id_ == value.id


@given(programmes(), st.data())
def test_a_programme_comes_back_as_it_was_saved(programme: Programme, data: st.DataObject) -> None:
    """In one go or in two, and as it stood between them."""
    cut = data.draw(st.integers(1, len(programme.events)))
    early = Programme.replay(programme.id, programme.events[:cut], charter=programme.charter)
    with Journal(":memory:") as journal:
        assert journal.save(early, expect=0) == cut
        assert journal.save(programme, expect=cut) == len(programme.events)
        assert journal.load(programme.id, kind="programme") == programme
        assert journal.load(programme.id, kind="programme", revision=cut) == early
        assert journal.verify(journal.heads()) == ()


def test_a_federation_comes_back(tmp_path: Path) -> None:
    """With what happened in it later, saved by another journal on the same file."""
    forest = Federation.kpu()
    later = forest.issue("humas", "1", by="kpu", on=date(2024, 1, 2), basis="invented")
    with Journal(tmp_path / "a.sqlite") as journal:
        revision = journal.save(forest, expect=0)
    with Journal(tmp_path / "a.sqlite") as journal:
        assert journal.load("kpu", kind="federation") == forest
        assert journal.save(later, expect=revision) == len(later.events)
        assert journal.load("kpu", kind="federation") == later


@pytest.mark.parametrize("record", [by_consensus, by_vote, elected])
def test_a_record_is_kept_each_time_it_is_saved(record: Callable[[], tuple[Any, Any]]) -> None:
    """Under the id that it is given; the last counts, and each is still there."""
    first, _ = record()
    second = attrs.evolve(first, place="elsewhere")
    with Journal(":memory:") as journal:
        assert journal.save(first, expect=0, id="rapat/1") == 1
        assert journal.save(second, expect=1, id="rapat/1") == 2
        assert journal.load("rapat/1", kind="meeting") == second
        assert journal.load("rapat/1", kind="meeting", revision=1) == first
        assert journal.load("rapat/1", kind="meeting").digest == second.digest
        with pytest.raises(StaleRevisionError):
            journal.save(second, expect=1, id="rapat/1")


def test_kinds_do_not_meet() -> None:
    """A body and a programme of one id are two streams, and each is looked for as what it is."""
    body = Body.found("sama", charter=charter("national"), on=DAY, basis="invented")
    programme = Programme.begin(
        "sama", title=("", ""), charter=charter("national"), initiator="a", on=DAY, basis="x"
    )
    with Journal(":memory:") as journal:
        journal.save(body, expect=0)
        with pytest.raises(UnknownNameError, match="no programme is known as 'sama'"):
            journal.load("sama", kind="programme")
        journal.save(programme, expect=0)
        assert journal.load("sama") == body
        assert journal.load("sama", kind="programme") == programme
        journal.append("note", "a", [{"n": 1}], expect=0)
        with pytest.raises(UnknownNameError, match="no kind of stream is known as 'note'"):
            journal.load("a", kind="note")


def test_another_past_of_a_programme_is_refused(tmp_path: Path) -> None:
    """As of a body, whether the journal has met the programme or not."""
    more: dict[str, Any] = {"title": ("", ""), "charter": charter("national"), "on": DAY}
    one = Programme.begin("p", initiator="a", basis="x", **more)
    other = Programme.begin("p", initiator="b", basis="x", **more)
    other = other.hold("fgd", by=["b"], on=DAY, basis="x")
    with Journal(tmp_path / "a.sqlite") as journal:
        journal.save(one, expect=0)
        with pytest.raises(ValueError, match="the first 1 events of p are not those"):
            journal.save(other, expect=1)
    with (
        Journal(tmp_path / "a.sqlite") as fresh,
        pytest.raises(ValueError, match="the first 1 events of p are not those"),
    ):
        fresh.save(other, expect=1)


def test_what_was_loaded_is_not_told_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A body that the journal has loaded, at whatever revision, costs its new events alone."""
    body = lived()
    asked: list[int] = []

    def counted(value: Streamed, *, since: int = 0, until: int | None = None) -> list[Any]:
        found = to_events(value, since=since, until=until)
        asked.append(len(found))
        return found

    with Journal(tmp_path / "a.sqlite") as journal:
        journal.save(body, expect=0)
    with Journal(tmp_path / "a.sqlite") as journal:
        at = journal.load("contoh", revision=len(body.events))
        later = at.amend(charter("kalsel"), on=date(2018, 1, 1), basis="SK 6/2018")
        monkeypatch.setattr("bakohumas.storage._journal.to_events", counted)
        journal.save(later, expect=len(body.events))

    assert asked == [1]


@pytest.mark.parametrize(
    ("revision", "kind", "words"),
    [
        (0, UnknownNameError, "no revision is known as '0' (body contoh has 1 to 9)"),
        (10, UnknownNameError, "no revision is known as '10' (body contoh has 1 to 9)"),
        (-1, ValueError, "the revision must be 0 or more, got -1"),
        (True, TypeError, "the revision must be an int, got the bool True"),
        ("1", TypeError, "the revision must be an int, got the str '1'"),
        (1.0, TypeError, "the revision must be an int, got the float 1.0"),
    ],
)
def test_a_revision_that_never_was_is_not_loaded(
    revision: Any,  # noqa: ANN401 - whatever a caller hands over
    kind: type[Exception],
    words: str,
) -> None:
    """Nothing is counted from the end, and the last is not given for one that is to come."""
    body = lived()
    with Journal(":memory:") as journal:
        assert journal.save(body, expect=0) == len(body.events) == 9
        with pytest.raises(kind) as refusal:
            journal.load("contoh", revision=revision)
        assert str(refusal.value) == words
        with pytest.raises((TypeError, ValueError)):
            journal.entries(since=-1)


def test_a_slip_with_ids_is_told() -> None:
    """A record needs an id, and nothing else takes one; a value is one that can be kept."""
    record, body = by_vote()
    with Journal(":memory:") as journal:
        with pytest.raises(ValueError, match="say under which id to keep it"):
            journal.save(record, expect=0)
        with pytest.raises(ValueError, match="a body contoh has an id of its own"):
            journal.save(body, expect=0, id="lain")
        with pytest.raises(TypeError, match="the value must be a Body or a Programme"):
            journal.save("contoh", expect=0)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "events", "said"),
    [
        ("programme", [], "$.events[0]: a history begins with a programme"),
        ("programme", [{"event": "begun"}], "$.events[0]: a history begins with a programme"),
        ("programme", [{"programme": "p", "charter": "x", "event": "begun"}], "$.charter: no "),
        ("federation", [], "$.events: "),
        ("federation", [{"event": "x"}], "$.events[0]: expected an event of a federation"),
        ("meeting", [], "$.events[0]: there is no record"),
        ("meeting", [{}, {"body": 1}], "$.events[1]"),
        ("body", [], "$.events[0]: a history begins with a founding"),
    ],
)
def test_events_that_make_nothing_are_refused(
    kind: str, events: list[dict[str, Any]], said: str
) -> None:
    """With the place of what is wrong."""
    with pytest.raises(FormatError) as caught:
        from_events(events, kind=kind)
    assert said in str(caught.value)


def test_lines_of_many_entries_are_all_or_nothing(tmp_path: Path) -> None:
    """Two thousand lines are taken in at once; one that does not follow takes them all back."""
    with Journal(":memory:") as journal:
        journal.append("note", "a", ({"n": n} for n in range(2500)), expect=0)
        lines = list(journal.lines())
    with Journal(tmp_path / "b.sqlite") as journal:
        broken = [*lines[:-1], json.dumps(json.loads(lines[-1]) | {"digest": "0" * 64})]
        with pytest.raises(FormatError, match="its seal does not follow from entry 2499"):
            journal.add_lines(broken)
        assert journal.revision("note", "a") == 0
        assert journal.add_lines(lines) == 2500
        assert list(to_lines(journal.entries())) == lines
        assert verify(from_lines(lines), journal.heads()) == ()
