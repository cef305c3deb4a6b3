from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.errors import ProgrammeError
from bakohumas.law import Charter, Citation, Grade, Provision
from bakohumas.periods import Period
from bakohumas.programmes import Agency, Allocation, Programme, Slot, Task, TasksRefused, Terms

FIRST = date(2018, 7, 2)
LAX = Charter("lax", ("Binds nothing", "Tidak mengikat"), ())
WORK = (
    Task("clip", slots=[Slot("consulted"), Slot("informed")]),
    Task("story", slots=[Slot("support")]),
)
READY = tuple(Agency(each, 3) for each in ("bps", "dpr", "rri", "tni", "tvri", "ugm"))


def day(number: int) -> date:
    """The day so many days after the beginning."""
    return FIRST + timedelta(number)


def proposed(rules: Charter = LAX) -> Programme:
    """Two tasks: ``rri`` and ``bps`` work with ``tvri``; ``dpr`` is asked, and ``tni`` told."""
    division = Allocation.of(
        {"clip": "rri", "story": "bps"},
        tasks=WORK,
        agencies=READY,
        teams={
            "clip": {"consulted": ["dpr"], "informed": ["tni"]},
            "story": {"support": ["tvri"]},
        },
    )
    begun = Programme.begin(
        "apbn",
        title=("Budget", "APBN"),
        charter=rules,
        initiator="kominfo",
        on=FIRST,
        basis="invented",
    )
    return begun.divide(division, on=FIRST, basis="invented")


def ratified_by(rule: str) -> Charter:
    """A charter that is content with fewer."""
    cited = Citation("SK 1/2018")
    half = Provision("programme.ratification", rule, Period(None), cited, Grade.C)
    return LAX.override(half)


@given(
    st.dictionaries(
        st.sampled_from(["bps", "dpr", "rri", "tni", "tvri"]),
        st.sampled_from(["accept", "refuse", "counter", "withdraw"]),
    )
)
def test_every_agency_with_a_duty_answers_for_itself(said: dict[str, str]) -> None:
    """All who agree and all who object stand where they said; only holders are waited for."""
    programme = proposed()
    for agency, verb in said.items():
        match verb:
            case "accept":
                programme = programme.accept(agency, on=day(1))
            case "refuse":
                programme = programme.refuse(agency, reason="no", on=day(1))
            case "counter":
                programme = programme.counter(agency, terms=Terms([]), on=day(1))
            case _:
                programme = programme.withdraw(agency, reason="flood", on=day(1))
    now = programme.agreement_on(day(1))
    holders = {"bps", "rri", "tvri"}
    agree = {agency for agency, verb in said.items() if verb == "accept"}

    assert set(now.accepted) == agree & holders
    assert set(now.concurring) == agree - holders
    assert set(now.pending) == holders - set(said)
    assert set(now.objections) == set(said) - agree
    assert now.complete == (holders <= agree and not now.objections)


def test_a_refusal_of_many_tasks_names_eight() -> None:
    """Past the first eight tasks it says how many more there are."""
    refused = TasksRefused("rri", "no studio", [f"t{number}" for number in range(10)], on=day(1))

    assert refused.explain() == "rri refuses t0, t1, t2, t3, t4, t5, t6, t7 and 2 more: no studio"
    assert refused.explain("id").endswith("t6, t7 dan 2 lainnya: no studio")


def test_whoever_is_to_be_told_may_refuse_and_is_told_no_longer() -> None:
    """Its place goes to another; those whose work stays the same are not asked again."""
    before = proposed().accept("rri", on=day(1)).accept("bps", on=day(1)).accept("tvri", on=day(1))
    refused = before.refuse("tni", reason="not our field", on=day(2))
    after = refused.renegotiate(on=day(3), basis="invented")
    now = after.division_on(day(3))

    assert before.agreed
    assert not refused.agreed
    assert refused.agreement_on(day(2)).explain() == (
        "agreed: bps, rri and tvri; refused: tni (not our field)"
    )
    assert now is not None
    assert "tni" not in now.teams["clip"]["informed"]
    assert now.assignments == {"clip": "rri", "story": "bps"}
    assert after.agreed


def test_whoever_is_to_be_asked_may_counter() -> None:
    """An offer that leaves the task out moves its place, and a part may be refused by name."""
    countered = proposed().counter("dpr", terms=Terms([], note="elections"), on=day(1))
    after = countered.renegotiate(on=day(2), basis="invented").division_on(day(2))

    assert countered.agreement_on(day(1)).countered == {"dpr": Terms([], note="elections")}
    assert after is not None
    assert "dpr" not in after.teams["clip"]["consulted"]
    with pytest.raises(ProgrammeError, match="story is not among its tasks") as refusal:
        proposed().refuse("dpr", tasks=["story"], reason="no", on=day(1))
    assert refusal.value.advice == "name some of clip"


def test_who_is_only_asked_or_told_does_not_vote() -> None:
    """Agreeing they do not carry a threshold; objecting they count, and are told apart."""
    half = proposed(ratified_by("> 1/2")).accept("bps", on=day(1))
    helped = half.accept("dpr", on=day(1)).accept("tni", on=day(1))
    whole = half.accept("rri", on=day(1))
    blocked = whole.refuse("dpr", reason="no", on=day(1))

    assert not helped.ratified_on(day(1))
    assert whole.ratified_on(day(1))
    assert not blocked.ratified_on(day(1))
    assert helped.agreement_on(day(1)).explain("id") == (
        "setuju: bps; turut setuju: dpr dan tni; menunggu: rri dan tvri"
    )
    assert helped.rounds_on(day(1))[0].row()["concurring"] == ["dpr", "tni"]


def test_an_objection_lapses_when_what_it_was_against_is_gone() -> None:
    """A new division that leaves out what was refused asks again only whose work it changes."""
    start = proposed().accept("bps", on=day(1)).accept("rri", on=day(1))
    refused = start.accept("tvri", on=day(1)).refuse("tni", reason="no", on=day(1))
    lone = Allocation.of(
        {"clip": "rri", "story": "bps"},
        tasks=WORK,
        agencies=READY,
        teams={
            "clip": {"consulted": ["tvri"], "informed": ["bps"]},
            "story": {"support": ["tni"]},
        },
    )
    after = refused.divide(lone, on=day(2), basis="invented").agreement_on(day(2))

    assert after.accepted == ("bps", "rri")
    assert after.pending == ("tni",)
    assert not after.objections


def test_a_counter_with_a_note_alone_begins_no_round() -> None:
    """Nothing in the division would change: the refusal says what to add."""
    noted = proposed().counter("bps", terms=Terms(note="what is it for?"), on=day(1))
    with pytest.raises(ProgrammeError) as refusal:
        noted.renegotiate(on=day(2), basis="invented")
    free = noted.withdraw("ugm", reason="flood", on=day(2)).refuse("tni", reason="no", on=day(2))
    other = free.renegotiate(on=day(3), basis="invented")
    now = other.division_on(day(3))
    assert now is not None
    (told,) = now.teams["clip"]["informed"]

    assert str(refusal.value) == (
        "apbn on 2018-07-04, negotiate again: the division keeps to all that bps said [an "
        "invariant of the model itself, not of a regulation]; let it accept, or counter anew "
        "with tasks, days or until that rule out what it was given"
    )
    assert ("bps" in other.agreement_on(day(3)).countered) == (told != "bps")


def rounds(limit: str | int) -> Charter:
    """A charter that says how many rounds there are."""
    return LAX.override(
        Provision("programme.rounds", limit, Period(None), Citation("SK 1/2018"), Grade.C)
    )


@pytest.mark.parametrize(("rules", "most"), [(LAX, 3), (rounds(2), 2), (rounds("any"), None)])
def test_rounds_come_to_an_end(rules: Charter, most: int | None) -> None:
    """Three where the charter is silent, as many as it says, or any number where it says so."""
    programme, division = proposed(rules), proposed().division_on(FIRST)
    assert division is not None
    for number in range(2, 6):
        if most is not None and number > most:
            with pytest.raises(ProgrammeError, match=f"round {number} of at most {most}"):
                programme.divide(division, on=day(1), basis="invented")
            ended = programme.refuse("rri", reason="no", on=day(1)).renegotiate(
                on=day(2), basis="invented"
            )
            assert ended.rounds_on(day(2))[-1].failed
            return
        programme = programme.divide(division, on=day(1), basis="invented")
    assert len(programme.rounds_on(day(1))) == 5


def test_a_default_says_that_it_is_one() -> None:
    """The refusal names no provision where the charter has none."""
    programme, division = proposed(), proposed().division_on(FIRST)
    assert division is not None
    for _ in range(2):
        programme = programme.divide(division, on=day(1), basis="invented")
    with pytest.raises(ProgrammeError) as refusal:
        programme.divide(division, on=day(1), basis="invented")

    assert refusal.value.basis == "default of this library (grade X)"
