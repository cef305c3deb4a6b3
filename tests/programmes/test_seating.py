"""How many places a largest placing fills, where an agency sits only so long in one task."""

from itertools import product
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bakohumas.errors import InfeasibleError
from bakohumas.programmes import Agency, Slot, Task, allocate, relaxations
from bakohumas.programmes._seating import seated  # noqa: PLC2701 - what it fills is no property of the public names


@st.composite
def seatings(draw: st.DrawFn) -> tuple[list[dict[int, int]], list[int], list[int | None]]:
    """Places with agencies able to fill them, rooms, and the task of each place."""
    rooms = draw(st.lists(st.integers(0, 4), min_size=1, max_size=4))
    able = st.sets(st.integers(0, len(rooms) - 1))
    options = [dict.fromkeys(sorted(draw(able)), 0) for _ in range(draw(st.integers(0, 9)))]
    return options, rooms, [draw(st.sampled_from([None, 0, 1, 2])) for _ in options]


@settings(max_examples=300)
@given(seatings(), st.data())
def test_as_many_places_are_filled_as_a_largest_flow(
    seating: tuple[list[dict[int, int]], list[int], list[int | None]], data: st.DataObject
) -> None:
    """From any beginning, and nobody sits longer in a task or takes more than it can."""
    options, rooms, team = seating
    pairs = [*product({0, 1, 2}, range(len(rooms)))]
    longest = {pair: data.draw(st.integers(1, 2)) for pair in pairs}
    flow: Any = nx.DiGraph()
    for place, (able, task) in enumerate(zip(options, team, strict=True)):
        flow.add_edge("from", ("place", place), capacity=1)
        for agency in able:
            pair = ("pair", task, agency, place if task is None else -1)
            most = 1 if task is None else longest[task, agency]
            flow.add_edge(("place", place), pair, capacity=1)
            flow.add_edge(pair, ("agency", agency), capacity=most)
    for agency, room in enumerate(rooms):
        flow.add_edge(("agency", agency), "to", capacity=room)
    flow.add_node("from")
    found = seated(options, rooms, team, longest, {})
    kept = dict(list(found.items())[: data.draw(st.integers(0, len(found)))])
    again = seated(options, rooms, team, longest, kept)

    assert len(found) == len(again) == nx.maximum_flow_value(flow, "from", "to")
    for held in (found, again):
        assert all(agency in options[place] for place, agency in held.items())
        for agency, room in enumerate(rooms):
            own = [team[place] for place, one in held.items() if one == agency]
            assert len(own) <= room
            assert all(own.count(each) <= longest[each, agency] for each in (0, 1, 2))


def test_room_in_one_task_is_counted_once() -> None:
    """Thirty pairs of video makers: an agency with room for all sits in each of them once."""
    pair = [Slot("support", needs=["v"])]
    work = [Task(f"t{number:02}", needs=["v"], slots=pair) for number in range(30)]
    ready = [Agency("a", 100, ["v"]), *(Agency(f"b{number}", 9) for number in range(9))]
    first = relaxations(work, ready)[0]

    assert (first.agency, first.detail, first.left) == ("b0", "v", 21)
    with pytest.raises(InfeasibleError):
        allocate(*first.applied(work, ready), rounds=0)
