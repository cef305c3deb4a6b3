import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.bodies import Body
from bakohumas.interchange import dumps, loads
from bakohumas.law import (
    Charter,
    Citation,
    Grade,
    Provision,
    Regulation,
    Relation,
    RelationKind,
    Value,
    charter,
)
from bakohumas.periods import Period
from bakohumas.testing import bodies, citations, periods
from lived_body import DAY, LOCAL, THREE, lived


@given(bodies(max_steps=12))
def test_writing_and_reading_gives_the_same_body(body: Body) -> None:
    """A body comes back as it was, on every day, and is written with the same bytes again."""
    text = dumps(body)
    twin = loads(text)

    assert twin == body
    assert (twin.memberships, twin.terms) == (body.memberships, body.terms)
    assert (twin.appointments, twin.acting) == (body.appointments, body.acting)
    assert dumps(twin) == text
    assert text.encode().decode() == text


def test_everything_that_can_happen_comes_back() -> None:
    """All eight events, an overridden charter, and an event recorded later than it was."""
    body = lived()

    assert {type(each).__name__ for each in body.events} == {
        "Admitted",
        "Amended",
        "Elected",
        "Founded",
        "Inaugurated",
        "Seated",
        "Vacated",
        "Withdrawn",
    }
    assert loads(dumps(body)) == body
    assert loads(dumps(body)).name == "Contoh"


def test_the_document_says_what_it_is() -> None:
    """Format and version stand beside the events, and each event says its kind."""
    body = Body.found("contoh", charter=charter("national"), on=DAY, basis="SK 1/2015")
    document = json.loads(dumps(body))

    assert (document["format"], document["version"]) == ("bakohumas/body", 1)
    assert document["charter"] == "national"
    assert document["events"][0] == {
        "event": "founded",
        "on": "2015-11-02",
        "recorded": "2015-11-02",
        "basis": "SK 1/2015",
        "body": "contoh",
        "name": "contoh",
    }


def test_plain_rows_are_written_the_same_way() -> None:
    """What rows() gives is written with sorted keys, and Indonesian as it is read."""
    assert dumps([{"b": "2015–2020", "a": 1}]) == (
        '[\n  {\n    "a": 1,\n    "b": "2015–2020"\n  }\n]\n'
    )
    with pytest.raises(ValueError, match="not JSON compliant"):
        dumps([float("nan")])


def test_a_shipped_charter_goes_by_its_name() -> None:
    """Another of the same name is spelt out, so that it cannot be mistaken for it."""
    false = Charter("national", ("another", "lain"), (THREE,))
    for rules, written in (
        (charter("national_forerunners"), str),
        (false, dict),
        (LOCAL, dict),
    ):
        body = Body.found("contoh", charter=rules, on=DAY, basis="SK")
        document = json.loads(dumps(body))

        assert isinstance(document["charter"], written)
        assert loads(dumps(body)).charter(on=DAY) == rules


@given(
    st.lists(periods(), max_size=3),
    citations(),
    st.sampled_from(Grade),
    st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text()).map(tuple),
    st.integers(0, 4),
)
def test_an_overridden_charter_comes_back(
    when: list[Period], where: Citation, grade: Grade, value: Value, depth: int
) -> None:
    """Whatever is laid down, for whatever period, and however many parents there are."""
    rules = charter("national")
    for level in range(depth):
        rules = rules.override(name=f"level {level}")
    for n, period in enumerate(when):
        one = Provision(f"invented.{'xyz'[n]}", value, period, where, grade, True, ("seed 0",))
        rules = rules.override(one)
    body = Body.found("contoh", charter=rules, on=DAY, basis="SK")

    assert loads(dumps(body)).charter(on=DAY) == rules


def test_the_texts_of_a_charter_come_back() -> None:
    """A host's own regulation, with what it implements, its day and what it leaves out."""
    own = Regulation(
        "Perbup 7/2026",
        "",
        "Bupati Contoh",
        DAY,
        relations=(Relation(RelationKind.IMPLEMENTS, Citation("PM Kominfo 35/2014")),),
    )
    rules = charter("regency").override(THREE, name="kabupaten", texts=(own,))
    body = Body.found("contoh", charter=rules, on=DAY, basis="SK")

    assert loads(dumps(body)).charter(on=DAY) == rules


def test_half_a_sign_is_not_written() -> None:
    """What could not be read back is not written in the first place."""
    with pytest.raises(ValueError, match="half a surrogate pair"):
        dumps(["\ud83d"])

    assert dumps(["\U0001f4e3 – kabar"]).endswith('kabar"\n]\n')
