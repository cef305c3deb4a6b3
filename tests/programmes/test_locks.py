"""Locked tasks that rule out a division are named."""

from datetime import date

import pytest

from bakohumas.errors import InfeasibleError
from bakohumas.periods import Period
from bakohumas.programmes import Agency, Allocation, Task, allocate, reallocate


def test_locks_that_stand_in_the_way_are_named() -> None:
    """The agencies are all those able, locked or not; where nobody is to blame, no lock is."""
    standing = allocate([Task("t"), Task("u")], [Agency("a", 3), Agency("b", 3)])
    with pytest.raises(InfeasibleError) as refusal:
        reallocate(standing, agencies=[Agency("a", 1), Agency("b", 3)], locked=["t", "u"])
    found = refusal.value

    assert (found.tasks, found.agencies, found.locked) == (("t", "u"), ("a", "b"), ("t", "u"))
    assert str(found) == (
        "tasks t, u cannot be done all at once by a, b with t, u locked: unlock a task, raise a "
        "capacity or a limit, lend more, lift an exclusion, or drop a task"
    )
    assert found.indonesian[0].startswith(
        "tugas t dan u tidak dapat dikerjakan semuanya sekaligus oleh a dan b dengan t dan u "
        "terkunci: buka kuncinya, tambah kapasitas"
    )
    with pytest.raises(InfeasibleError) as short:
        reallocate(standing, agencies=[Agency("a", 1), Agency("b", 0)], locked=["t", "u"])
    assert (short.value.proof, short.value.locked) == ("places", ())


def test_a_lock_beside_a_limit_is_named() -> None:
    """A placing that overruns a limit is no beginning, and the locks are to blame."""
    july = Period(date(2018, 7, 1), date(2018, 8, 1))
    work = [Task("t"), Task("u"), *(Task(each, window=july) for each in ("v", "w"))]
    ready = [Agency("a", 4), Agency("b", 4, limits=[(july, 1)])]
    standing = Allocation.of(dict.fromkeys("tuvw", "a"), tasks=work, agencies=ready)
    with pytest.raises(InfeasibleError) as refusal:
        reallocate(standing, agencies=[Agency("a", 1), ready[1]], locked=["t", "u"])

    assert refusal.value.proof == "trial"
    assert set(refusal.value.locked) == {"t", "u"}.intersection(refusal.value.tasks) != set()
