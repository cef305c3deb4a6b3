"""Persons in a journal: an opaque id, which is no name."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given

from bakohumas.bodies import Body
from bakohumas.errors import FormatError
from bakohumas.institutions import Official
from bakohumas.interchange import to_events
from bakohumas.meetings import MandateGiven, Record
from bakohumas.storage import Journal, seal, to_lines
from bakohumas.testing import bodies, records
from kept_records import RECORDS, adjourned
from lived_body import DAY, OFFICES, lived

NEXT = DAY.replace(year=2019)
NAME = "Nama Contoh, S.Sos"  # invented, and of nobody
GIVEN: dict[str, Callable[[Body], Body]] = {
    "representatives": lambda body: body.represent("kominfo", "p-1", NAME, on=NEXT, basis="x"),
    "contact": lambda body: body.represent("kominfo", contact=NAME, on=NEXT, basis="x"),
    "person": lambda body: body.hand_over("Kepala Biro", holder=NAME, on=NEXT, basis="x"),
    "places[0].person": lambda body: body.elect(
        {"Sekretaris": Official(NAME, "Kepala Biro Humas", OFFICES["kominfo"])},
        on=NEXT,
        basis="x",
    ),
}


@given(bodies() | records())
def test_whatever_names_nobody_is_kept(value: Body | Record) -> None:
    """An opaque id, as every value that is made by the book holds, is no name."""
    with Journal(":memory:") as journal:
        id_ = "rapat/1" if isinstance(value, Record) else ""
        assert journal.save(value, expect=0, id=id_) == len(to_events(value))


@pytest.mark.parametrize("place", GIVEN)
def test_the_name_of_a_person_is_refused(place: str) -> None:
    """Wherever an event points to a person; the refusal tells the place, and not the name.

    By no way does it come in: not as a value, not as a plain event, not by a line.
    """
    body = lived()
    later = GIVEN[place](body)
    known = len(body.events)
    events = to_events(later)
    with Journal(":memory:") as journal:
        journal.save(body, expect=0)
        with pytest.raises(FormatError) as refusal:
            journal.save(later, expect=known)
        assert f"body contoh, entry {known + 1}: $.{place}: a person " in str(refusal.value)
        assert NAME.split(maxsplit=1)[0] not in str(refusal.value)
        with pytest.raises(FormatError, match="an opaque id, without blanks"):
            journal.append("body", "contoh", events[known:], expect=known)
        assert journal.load("contoh") == body
        assert journal.append("note", "contoh", events, expect=0) == known + 1
    with Journal(":memory:") as journal:
        with pytest.raises(FormatError, match="an opaque id, without blanks"):
            journal.add_lines(to_lines(seal("body", "contoh", events)))
        assert journal.heads() == {}


def test_whom_an_institution_sends_is_an_id_too() -> None:
    """In the record of a meeting."""
    record, _ = adjourned()
    told: list[Any] = [
        attrs.evolve(each, representative=NAME) if isinstance(each, MandateGiven) else each
        for each in record.steps
    ]
    with Journal(":memory:") as journal:
        with pytest.raises(FormatError, match=r"\$.steps\[\d+\].representative: a person"):
            journal.save(attrs.evolve(record, steps=tuple(told)), expect=0, id="rapat/1")
        for name, made in RECORDS.items():
            assert journal.save(made()[0], expect=0, id=name) == 1
