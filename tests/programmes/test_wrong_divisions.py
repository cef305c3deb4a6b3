from hypothesis import given
from hypothesis import strategies as st

from bakohumas.periods import Period
from bakohumas.programmes import (
    Agency,
    Allocation,
    Slot,
    Task,
    duties,
    raci,
    schedule,
    verify,
    workload,
)

WORK = (Task("t", slots=[Slot("support", days=2)]), Task("u", needs=["video"]))
READY = (Agency("a", 3), Agency("b", 3, apart=["c"]))
codes = st.sampled_from(["a", "b", "zz"])
slots = st.dictionaries(st.sampled_from(["support", "nowhere"]), st.lists(codes, max_size=3))
wild = st.builds(
    Allocation,
    st.dictionaries(st.sampled_from(["t", "u", "x"]), codes),
    st.integers(-1, 3),
    st.dictionaries(codes, st.integers(-1, 5)),
    st.just(WORK),
    st.just(READY),
    st.sampled_from([None, "cost", "fair"]),
    teams=st.dictionaries(st.sampled_from(["t", "x"]), slots),
)


@given(wild)
def test_every_view_tells_a_division_that_is_wrong(division: Allocation) -> None:
    """Law: whatever a division holds, the verifier says what is wrong, and every view is told."""
    placed = [each for each in division.assignments if each in {"t", "u"}]
    rows = workload(division)

    assert isinstance(verify(division, WORK, READY), tuple)
    assert [row["task"] for row in raci(division)] == ["t", "u"]
    assert len(duties(division)) == len(division.seats)
    assert len(schedule(division=division, within=Period(None)).rows()) == len(division.seats)
    assert division.unevenness >= 0
    assert len(division.explain("id").splitlines()) == 1 + len(WORK)
    assert len(division.explain(against="a").splitlines()) == len(placed)
    assert {*division.reasons, *division.obstacles, *division.nearest()} == {"t", "u"}
    for row, agency in zip(rows, READY, strict=True):
        mine = [each for each in duties(division) if each["agency"] == agency.id]
        assert row["load"] == sum(each["days"] for each in mine)
        assert row["leads"] + row["supports"] == len(mine)
        assert row["left"] == agency.capacity - row["load"]
    if not verify(division, WORK, READY):
        assert {row["agency"]: row["load"] for row in rows} == division.loads
