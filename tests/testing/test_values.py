"""There is a strategy for every value of every room, and what it draws is valid."""

import importlib
import inspect
import pkgutil
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, Phase, find, given, settings

import bakohumas
from bakohumas.bodies import Appointment, Body, Event, Replaced, Term, Vacated
from bakohumas.elections import Guard, Method, Result
from bakohumas.errors import BakohumasError
from bakohumas.programmes import Reallocate, reallocate
from bakohumas.storage import Entry
from bakohumas.testing import values

WITHOUT = {
    *("audit.Case", "audit.Rule", "reports.View"),
    *("scenarios.Kalsel", "scenarios.Kpu", "scenarios.Measure", "scenarios.Message"),
    *("scenarios.National", "scenarios.Partner", "scenarios.SatgasMudik", "scenarios.Section"),
    *("scenarios.Story", "scenarios.Study", "scenarios.Wonosobo"),
    *("storage.Break", "testing.History"),
}


def public() -> list[Any]:
    """The public classes of all rooms that are values, each with the name of its room."""
    found = []
    for room in sorted(each.name for each in pkgutil.iter_modules(bakohumas.__path__)):
        if room == "__main__":
            continue
        door = importlib.import_module(f"bakohumas.{room}")
        for name in getattr(door, "__all__", ()):
            kind = getattr(door, name)
            if inspect.isclass(kind) and attrs.has(kind) and not issubclass(kind, BakohumasError):
                found.append(pytest.param(kind, id=f"{room}.{name}"))
    return found


EVERY = public()
DRAWN = [each for each in EVERY if each.id not in WITHOUT]
FEW = settings(
    max_examples=12,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


@pytest.mark.parametrize("kind", DRAWN)
def test_there_is_a_strategy_for_every_value(kind: type[Any]) -> None:
    """What is drawn is of the class, and equal to itself put together anew."""

    @FEW
    @given(values(kind))
    def drawn(value: object) -> None:
        assert isinstance(value, kind)
        same = "__eq__" not in vars(kind) or attrs.evolve(value) == value
        assert same

    drawn()


@pytest.mark.parametrize("protocol", [Method, Guard])
def test_what_a_protocol_asks_is_offered(protocol: type[Any]) -> None:
    """Of a public protocol values are drawn that offer all its methods."""
    asked = {name for name in vars(protocol) if inspect.isfunction(vars(protocol)[name])}

    @FEW
    @given(values(protocol))
    def drawn(value: object) -> None:
        assert {name for name in asked if not name.startswith("_")} <= set(dir(value))

    drawn()
    again: Any = Reallocate
    assert find(values(again), lambda _: True) is reallocate


@FEW
@given(values(Entry))
def test_an_entry_is_one(entry: Entry) -> None:
    """What is drawn of a journal is sealed, and holds an event."""
    assert entry.revision >= 1
    assert len(entry.digest) == 64
    assert isinstance(entry.event, dict)


def test_few_are_left_out_and_each_says_why() -> None:
    """The exceptions exist, and asking for one tells who makes it."""
    kinds = {each.id: each.values[0] for each in EVERY}

    assert set(kinds) >= WITHOUT
    for name in WITHOUT:
        with pytest.raises(TypeError, match=f"{name} has no strategy: it is .*(makes?|none)"):
            values(kinds[name])


@pytest.mark.parametrize("alien", [int, "Term", Body.found, type("Alien", (), {})])
def test_what_is_no_value_of_the_library_is_refused(alien: Any) -> None:  # noqa: ANN401 - anything
    """A class of another package, a name, or a function is a slip."""
    with pytest.raises(TypeError, match="kind must be a class of the values of this library"):
        values(alien)


def test_a_class_that_is_no_value_is_refused_when_it_is_drawn() -> None:
    """Nothing is known of a class of the library that holds nothing."""
    with pytest.raises(TypeError, match="kind must be a class of the values"):
        find(values(BakohumasError), lambda _: True)


@pytest.mark.parametrize(
    "day", [date(2016, 2, 29), date(2015, 12, 31)], ids=["leap day", "last of December"]
)
def test_edge_days_are_likely(day: date) -> None:
    """A term that begins on a leap day, and one at the end of a year, are found at once."""
    found = find(values(Term), lambda term: term.period.start == day, settings=FEW_TO_FIND)

    assert found.period.start == day


FEW_TO_FIND = settings(max_examples=400, database=None, derandomize=True, deadline=None)


def test_a_hand_over_on_the_day_itself_is_likely() -> None:
    """A seat falls vacant and is filled on one day, and on the founding day one is elected."""

    def same_day(body: Body) -> bool:
        left = {each.on for each in body.events if isinstance(each, Vacated)}
        return any(each.on in left for each in body.events if isinstance(each, Replaced))

    assert same_day(find(values(Body), same_day, settings=FEW_TO_FIND))
    founded = find(
        values(Body),
        lambda body: any(term.period.start == body.founded for term in body.terms),
        settings=FEW_TO_FIND,
    )
    assert founded.terms[0].period.start == founded.founded


@FEW
@given(values(Event))
def test_of_what_has_kinds_every_kind_is_drawn(event: Event) -> None:
    """An event is always one of a kind, never a bare one."""
    assert type(event) is not Event


@FEW
@given(values(Method))  # type: ignore[type-abstract]
def test_a_protocol_of_the_library_is_drawn_as_well(method: Method) -> None:
    """Methods have no class in common; they are drawn by the one they follow."""
    assert str(method)


@FEW
@given(values(Appointment), values(Result))
def test_what_follows_from_something_is_coherent(held: Appointment, result: Result) -> None:
    """An appointment lies within a board's time; nobody is elected beyond the seats."""
    assert held.seat
    assert len(result.elected) <= result.seats


def test_two_draws_from_one_seed_are_the_same() -> None:
    """The same seed gives the same values."""

    def drawn() -> list[str]:
        seen: list[str] = []

        @FEW
        @given(values(Term))
        def draw(term: Term) -> None:
            seen.append(str(term))

        draw()
        return seen

    assert drawn() == drawn()
