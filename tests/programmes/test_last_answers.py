from datetime import date, timedelta

import pytest

from bakohumas.errors import ProgrammeError
from bakohumas.law import Charter, Citation, Grade, Provision
from bakohumas.periods import Period
from bakohumas.programmes import Agency, Allocation, Programme, Slot, Task, Terms, allocate

FIRST = date(2018, 7, 2)
PAIR = (Task("t"), Task("u"))


def rounds(most: int | str) -> Charter:
    """A charter that binds nothing, and allows so many rounds."""
    law = Provision("programme.rounds", most, Period(None), Citation("SK 1/2018"), Grade.C)
    return Charter("lax", ("Binds nothing", "Tidak mengikat"), (law,))


def proposed(division: Allocation, most: int | str = "any") -> Programme:
    """A programme whose division was proposed."""
    begun = Programme.begin(
        "apbn",
        title=("Budget", "APBN"),
        charter=rounds(most),
        initiator="kominfo",
        on=FIRST,
        basis="invented",
    )
    return begun.divide(division, on=FIRST, basis="invented")


def again(programme: Programme) -> Programme:
    """The next round."""
    return programme.renegotiate(on=FIRST, basis="invented")


def standing(programme: Programme) -> Allocation:
    """The division that stands."""
    division = programme.division_on(FIRST)
    assert division is not None
    return division


def now(programme: Programme) -> dict[str, str]:
    """Who leads which task."""
    return dict(standing(programme).assignments)


ONE = proposed(
    Allocation.of({"t": "a", "u": "a"}, tasks=PAIR, agencies=[Agency("a", 3), Agency("b", 3)])
)


def test_whoever_offers_more_days_than_before_is_taken_at_its_word() -> None:
    """One day, and then three: when the other is flooded, it holds both tasks."""
    parted = again(ONE.counter("a", terms=Terms(days=1), on=FIRST))
    left = parted.withdraw("b", reason="flood", on=FIRST)
    both = again(left.counter("a", terms=Terms(["t", "u"], days=3), on=FIRST))
    strict = again(left.refuse("a", reason="no more", tasks=["t"], on=FIRST))

    assert sorted(now(parted).values()) == ["a", "b"]
    assert now(both) == {"t": "a", "u": "a"}
    assert strict.rounds_on(FIRST)[-1].failed


def test_whoever_refused_a_task_may_offer_it_after_all() -> None:
    """And only then is given it again: its other answers leave the refusal as it was."""
    moved = again(ONE.refuse("a", reason="no studio", tasks=["t"], on=FIRST))
    agreed = moved.accept("a", on=FIRST).accept("b", on=FIRST)
    left = agreed.withdraw("b", reason="flood", on=FIRST)
    failed = again(left.counter("a", terms=Terms(days=3), on=FIRST)).rounds_on(FIRST)[-1].failed
    offered = again(left.counter("a", terms=Terms(["t", "u"]), on=FIRST))

    assert now(moved) == {"t": "b", "u": "a"}
    assert failed is not None
    assert (failed.tasks, failed.agencies) == (("t",), ())
    assert now(offered) == {"t": "a", "u": "a"}
    assert [dict(each.excludes) for each in standing(offered).agencies] == [{}]


def test_whoever_has_no_duty_left_may_offer_to_take_one_on() -> None:
    """It is told beside the answers, binds nobody, and counts when there is cause for a round."""
    idle = again(ONE.refuse("a", reason="no studio", on=FIRST))
    offer = idle.counter("a", terms=Terms(["t"]), on=FIRST)
    agreed = offer.accept("b", on=FIRST)
    row = agreed.rounds_on(FIRST)[-1].row()

    assert offer.agreement_on(FIRST).explain("id") == (
        "setuju: tidak ada; turut menawarkan diri: a (bersedia mengambil t); menunggu: b"
    )
    assert (row["offering"], row["countered"]) == ({"a": "would take t"}, {})
    assert agreed.agreed
    with pytest.raises(ProgrammeError, match="nobody objects to the division"):
        again(agreed)
    assert now(again(offer.refuse("b", reason="busy", tasks=["t"], on=FIRST))) == {
        "t": "a",
        "u": "b",
    }


def test_whoever_withdrew_may_come_back_with_an_offer() -> None:
    """What it had refused before it withdrew stays refused; what it names it is given."""
    left = again(ONE.refuse("a", reason="no", tasks=["t"], on=FIRST).withdraw(
        "a", reason="flood", on=FIRST
    ))  # fmt: skip
    back = left.counter("a", terms=Terms(days=2), on=FIRST)

    assert [each.id for each in standing(left).agencies] == ["b"]
    assert now(again(back.refuse("b", reason="busy", tasks=["u"], on=FIRST))) == {
        "t": "b",
        "u": "a",
    }
    assert again(back.refuse("b", reason="busy", tasks=["t"], on=FIRST)).rounds_on(FIRST)[-1].failed


def test_a_note_alone_takes_nothing_back() -> None:
    """The days that it gave in an earlier round are still all that it gives."""
    parted = again(ONE.counter("a", terms=Terms(days=1), on=FIRST))
    noted = parted.counter("a", terms=Terms(note="see our letter"), on=FIRST)
    left = noted.withdraw("b", reason="flood", on=FIRST)

    assert again(left).rounds_on(FIRST)[-1].failed


def test_what_an_agency_accepts_by_hand_it_will_hold() -> None:
    """Its refusal of that task is gone, and so are terms that it does not keep to any longer."""
    moved = again(ONE.refuse("a", reason="no studio", tasks=["t"], on=FIRST))
    parted = again(ONE.counter("a", terms=Terms(days=1), on=FIRST))
    ready = standing(ONE).agencies
    by_hand = Allocation.of({"t": "a", "u": "b"}, tasks=PAIR, agencies=ready)

    for programme in (moved, parted):
        held = programme.divide(by_hand, on=FIRST, basis="invented").accept("a", on=FIRST)
        left = held.withdraw("b", reason="flood", on=FIRST)
        assert now(again(left)) == {"t": "a", "u": "a"}


def test_an_agency_listed_anew_is_what_it_is_listed_as() -> None:
    """Wider or narrower than before; one that was left out is no longer asked."""
    parted = again(ONE.counter("a", terms=Terms(days=1), on=FIRST))
    wider = allocate([*PAIR, Task("v")], [Agency("b", 9)])
    listed = parted.divide(wider, on=FIRST, basis="invented")
    same = parted.divide(
        allocate(PAIR, [*standing(parted).agencies, Agency("c", 1)]), on=FIRST, basis="invented"
    )

    with pytest.raises(ProgrammeError, match=r"a did not stand ready .* ready are b"):
        listed.counter("a", terms=Terms(["t"]), on=FIRST)
    more = same.withdraw("b", reason="flood", on=FIRST).withdraw("c", reason="flood", on=FIRST)
    both = again(more.counter("a", terms=Terms(["t", "u"], days=2), on=FIRST))
    assert now(both) == {"t": "a", "u": "a"}


def test_a_negotiation_that_failed_cannot_be_ratified() -> None:
    """After its certificate nothing is answered; a withdrawal is noted, and a new division asks."""
    last = proposed(allocate(PAIR, [Agency("a", 1), Agency("b", 1), Agency("c", 2)]), 1)
    refused = last.accept("a", on=FIRST).refuse("b", reason="no", on=FIRST)
    failed = again(refused)
    ended = failed.rounds_on(FIRST)[-1]

    assert ended.failed
    ended_by = "the negotiation has ended without agreement"
    with pytest.raises(ProgrammeError, match=ended_by):
        failed.accept("b", on=FIRST)
    with pytest.raises(ProgrammeError, match=ended_by):
        failed.refuse("a", reason="no", on=FIRST)
    with pytest.raises(ProgrammeError, match=ended_by):
        failed.counter("c", terms=Terms(["u"]), on=FIRST)
    gone = failed.withdraw("b", reason="flood", on=FIRST)
    assert (gone.agreed, gone.ratified_on(FIRST)) == (False, False)
    anew = gone.divide(allocate(PAIR, [Agency("a", 2)]), on=FIRST + timedelta(1), basis="x")
    assert anew.accept("a", on=FIRST + timedelta(1)).agreed


def test_a_slot_that_was_refused_is_offered_too() -> None:
    """An offer names a task, in whichever place of it there is need."""
    work = (Task("t", cost={"a": 1}, slots=[Slot("support")]),)
    first = proposed(allocate(work, [Agency(each, 2) for each in "abc"]))
    idle = again(first.refuse("b", reason="busy", on=FIRST))
    back = idle.counter("b", terms=Terms(["t"]), on=FIRST).withdraw("c", reason="ill", on=FIRST)

    assert standing(idle).teams["t"] == {"support": ("c",)}
    assert standing(again(back)).teams["t"] == {"support": ("b",)}
