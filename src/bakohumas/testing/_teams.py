from datetime import date

from hypothesis import strategies as st

from bakohumas.periods import Period
from bakohumas.programmes import Agency, Slot, Task


@st.composite
def team_problems(
    draw: st.DrawFn, *, max_tasks: int = 3, max_agencies: int = 4
) -> tuple[tuple[Task, ...], tuple[Agency, ...]]:
    """Tasks with days, windows, languages and slots, and agencies that may not do them all.

    There are at most *max_tasks* and *max_agencies*, few enough to try every division;
    conflicts, exclusions, pairs kept apart, limits by period, regions within others and
    things lent twice at once each bind now and then.
    """
    year, half = Period(date(2018, 1, 1), date(2019, 1, 1)), Period(date(2018, 7, 1))
    codes = [f"a{number}" for number in range(draw(st.integers(1, max_agencies)))]
    names = [f"t{number}" for number in range(draw(st.integers(0, max_tasks)))]
    needs = st.sets(st.sampled_from(["video", "role:advisor", "loan:studio"]), max_size=1)
    costs = st.none() | st.dictionaries(
        st.sampled_from(codes), st.integers(0, 9), max_size=len(codes)
    )
    slots = st.builds(
        Slot,
        st.sampled_from(["support", "consulted", "informed"]),
        needs=needs,
        least=st.integers(0, 2),
        cost=costs,
        regions=st.sampled_from([None, None, (), ("63.02",)]),
        languages=st.sampled_from([None, None, ("bjn",)]),
        window=st.sampled_from([None, half]),
    )
    task = st.sampled_from([*names, "t9"])
    reasons = st.dictionaries(task, st.just("because"), max_size=1)
    tasks = [
        draw(
            st.builds(
                Task,
                st.just(name),
                needs=needs,
                regions=st.sampled_from([(), (), ("63.01",)]),
                cost=costs,
                languages=st.sampled_from([(), ("id",), ("bjn",)]),
                days=st.integers(1, 3),
                window=st.sampled_from([None, year, half]),
                slots=st.lists(slots, max_size=2, unique_by=lambda slot: slot.name),
            )
        )
        for name in names
    ]
    agencies = [
        draw(
            st.builds(
                Agency,
                st.just(code),
                st.integers(0, 6),
                skills=st.sampled_from(
                    [("loan:studio", "role:advisor", "video"), ("loan:studio", "video"), ()]
                ),
                regions=st.sampled_from([(), (), ("63",), ("63.01",)]),
                languages=st.sampled_from([(), ("id",)]),
                excludes=reasons,
                conflicts=reasons,
                apart=st.sets(st.sampled_from(codes), max_size=1),
                limits=st.lists(st.tuples(st.just(half), st.integers(0, 4)), max_size=1),
                stock=st.sampled_from([{}, {"loan:studio": 2}]),
                nested=st.booleans(),
            )
        )
        for code in codes
    ]
    return tuple(tasks), tuple(agencies)
