import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bakohumas.bodies import (
    Acted,
    Admitted,
    Amended,
    Appointed,
    Body,
    Capacity,
    Cause,
    Corrected,
    Decree,
    Discharged,
    Dissolved,
    Elected,
    Event,
    Founded,
    HandedOver,
    Inaugurated,
    LaidDown,
    Lapsed,
    Opened,
    Place,
    Replaced,
    Represented,
    Role,
    Seated,
    SecretariatKept,
    Succeeded,
    Vacated,
    Withdrawn,
    replay,
)
from bakohumas.errors import FormatError
from bakohumas.interchange import EVENTS, dumps, loads
from bakohumas.law import charter

DAY = date(2021, 1, 4)
DECREE = Decree(
    "SK Gubernur 188.44/2021",
    made=date(2021, 1, 2),
    issuer="Gubernur",
    address="arsip/188.44.pdf",
    sha256="0f" * 32,
)
GOLDEN = Path(__file__).parent / "every_event.json"
"""A document of version 1 as it stands for ever: what reads it today reads it tomorrow."""


def day(month: int) -> dict[str, Any]:
    """What every event carries, on the first of a month of 2021."""
    on = date(2021, month, 1)
    return {"on": on, "recorded": max(on, DAY), "basis": "invented"}


def member(name: str, month: int, **more: Any) -> Admitted:  # noqa: ANN401 - its fields
    """The admission of one unit."""
    told = {"institution": name, "unit": name, "name": f"Humas {name}", "category": "ministry"}
    return Admitted(**(day(month) | told | more))


def found() -> tuple[Event, ...]:
    """What a register held when it was opened: one event of most kinds, some approximate."""
    ketua, sekretaris = Place("Ketua Umum", "x", "p-1"), Place("Sekretaris", "y", unit="y:humas")
    more: dict[str, Any] = {"recorded": DAY, "basis": str(DECREE), "decree": DECREE}
    term: dict[str, Any] = {"on": date(2019, 1, 1), "by": date(2019, 12, 31)}
    return (
        member("x", 1, on=date(2018, 1, 1), by=date(2018, 1, 31)),
        member("y", 1, on=date(2018, 1, 1), area="63", pr=False),
        member("z", 1, on=date(2018, 1, 1), role=Role.PARTNER),
        Represented(**day(1), institution="x", representatives=("p-1", "p-2"), contact="p-3"),
        Elected(
            **more,
            **term,
            places=(ketua, sekretaris),
            label="2019-2024",
            record="1f2e",
            until=date(2024, 1, 1),
        ),
        Seated(**day(1), place=Place("Pembina", "", post="Sekretaris Daerah")),
        Appointed(**day(1), place=Place("Bendahara", "x", "p-4"), until=date(2023, 1, 1)),
        Acted(
            **day(1),
            place=Place("Ketua Umum", "y", "p-5"),
            capacity=Capacity.PLH,
            until=date(2021, 1, 20),
            mandate="Gubernur",
        ),
    )


def history() -> tuple[Event, ...]:
    """A history with an event of every kind but a founding that was not an opening."""
    opened = Opened(
        on=DAY,
        recorded=DAY,
        basis="list (invented)",
        body="contoh",
        name="Bakohumas Contoh",
        charter=charter("national"),
        founder="Gubernur",
        area="63",
        founded=date(2016, 12, 2),
        found=found(),
    )
    return (
        opened,
        HandedOver(
            **day(2),
            post="Sekretaris Daerah",
            person="p-6",
            institution="y",
            capacity=Capacity.PLT,
            cause=Cause.DEATH,
        ),
        SecretariatKept(**day(2), unit="x:tu", name="Tata Usaha", institution="x"),
        LaidDown(**day(2), label="2019-2024"),
        Inaugurated(**day(2)),
        Vacated(**day(3), seat="Sekretaris", cause=Cause.RESIGNATION),
        Replaced(**day(4), place=Place("Sekretaris", "y", "p-7"), record="3d4c"),
        Withdrawn(**day(5), institution="z", cause=Cause.WITHDRAWAL),
        Succeeded(**day(6), institution="y", cause=Cause.MERGER, successor=member("w", 6)),
        Discharged(**day(7)),
        Lapsed(**day(8)),
        Amended(**day(9), charter=charter("national_practice")),
        Corrected(**day(10), of=2, instead=SecretariatKept(**day(2), unit="x:umum", name="Umum")),
        Dissolved(**day(11)),
        Corrected(**day(12), of=0, instead=opened),
    )


def lived() -> Body:
    """The body of that history."""
    return replay(history())


def kinds(parent: type[Event]) -> set[type[Event]]:
    """All classes below one."""
    return {parent}.union(*map(kinds, parent.__subclasses__()))


def test_the_table_of_tags_is_complete() -> None:
    """Every kind of event has one tag, which is its name in lower case and words apart."""
    apart = {
        "handedover": "handed_over",
        "laiddown": "laid_down",
        "secretariatkept": "secretariat_kept",
    }
    names = {kind: kind.__name__.lower() for kind in kinds(Event) - {Event}}

    assert {kind: tag for tag, kind in EVENTS.items()} == {
        kind: apart.get(name, name) for kind, name in names.items()
    }
    assert list(EVENTS) == sorted(EVENTS)


def test_an_event_of_every_kind_comes_back() -> None:
    """Nested events, decrees, approximate days and words of closed sets among them."""
    told = {type(each) for each in (*history(), *found())}

    assert told == set(EVENTS.values()) - {Founded}
    assert loads(dumps(lived())) == lived()
    assert dumps(loads(dumps(lived()))) == dumps(lived())


def test_a_document_of_version_1_stays_as_it_is() -> None:
    """What is written today is, byte by byte, what was written when the version was made."""
    text = GOLDEN.read_text("utf-8")

    assert dumps(lived()) == text
    assert loads(text) == lived()


def test_a_charter_stands_once_where_the_body_begins() -> None:
    """The founding has its charter beside it; an amendment and a correction keep their own."""
    document = json.loads(dumps(lived()))
    first, *others = document["events"]

    assert document["charter"] == "national"
    assert "charter" not in first
    assert [each["charter"] for each in others if each["event"] == "amended"] == [
        "national_practice"
    ]
    assert others[-1]["instead"]["charter"] == "national"
    document["events"][0]["charter"] = "kalsel"
    with pytest.raises(FormatError) as error:
        loads(json.dumps(document))
    assert error.value.problems == (
        "$.events[0].charter: it stands beside the events, as $.charter",
    )


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"event": "withdrawn", "cause": "death"}, "$.events[0].found[8]: withdraw x"),
        ({"event": "founded", "body": "x", "name": "x", "charter": "national"}, "$.events[0]"),
        ({"event": "corrected", "of": 0}, "$.events[0].found[8]: Corrected is not an event"),
    ],
    ids=["not there", "founded", "corrected"],
)
def test_what_a_register_held_is_told_by_its_place(more: dict[str, object], problem: str) -> None:
    """Of an opening that was refused, the place of what cannot have been found."""
    document = json.loads(dumps(lived()))
    del document["events"][1:]
    stamp = {"on": "2017-01-01", "recorded": "2021-01-04", "basis": "invented"}
    if more["event"] == "withdrawn":
        stamp["institution"] = "x"
    document["events"][0]["found"].append(stamp | more)

    with pytest.raises(FormatError) as error:
        loads(json.dumps(document))
    (found,) = error.value.problems
    assert found.startswith(problem)


def test_whatever_follows_an_institution_is_an_admission() -> None:
    """Where only one kind of event can stand, its tag is the only one that is read."""
    document = json.loads(dumps(lived()))
    (after,) = [each for each in document["events"] if each["event"] == "succeeded"]
    after["successor"]["event"] = "dissolved"

    with pytest.raises(FormatError) as error:
        loads(json.dumps(document))
    assert error.value.problems == (
        "$.events[8].successor: expected an event of admitted, got 'dissolved'",
    )
