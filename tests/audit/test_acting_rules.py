import itertools
from datetime import date, timedelta

import attrs
import pytest

from audited import DAY, HOLDS, NOT_APPLICABLE, OFFICES, UNDETERMINED, VIOLATED, statuses
from audited_boards import (
    BASIS,
    BUREAU,
    CHAIR,
    EXECUTIVE,
    SECRETARY,
    SOON,
    VACANT,
    acting,
    board,
    judged,
    laid_down,
    opened,
    posted,
    seated,
    stood_in,
    vacant,
)
from bakohumas.audit import RULES, Act, Deed, Rule, Status
from bakohumas.bodies import (
    Capacity,
    Cause,
    Decree,
    HandedOver,
    Place,
)
from bakohumas.institutions import Official
from bakohumas.periods import months_after

CHAPTERS = ("BRD", "TRM", "ACT")


@pytest.mark.parametrize("rule", [each for each in RULES if each.id[:3] in CHAPTERS], ids=str)
def test_worked_cases_give_what_they_are_said_to_give(rule: Rule) -> None:
    """Every rule on boards, terms and acting officers is proved by its own cases."""
    rule.prove()

    assert rule.cases


def test_every_norm_of_the_three_chapters_is_judged() -> None:
    """14 rules on boards, 10 on terms and 9 on acting, in the order of the catalogue."""
    ids = [each.id for each in RULES if each.id[:3] in CHAPTERS]

    assert len(ids) == 33
    assert [each for each in ids if each[:3] == "ACT"] == [f"ACT-0{n}" for n in range(1, 10)]


@pytest.mark.parametrize("rule", [f"ACT-0{n}" for n in range(1, 6)])
def test_where_nobody_acted_there_is_nothing_to_judge(rule: str) -> None:
    """A board in full office is no matter for the rules on acting."""
    assert statuses(judged(rule, seated())) == NOT_APPLICABLE


def test_act_01_plh_for_a_holder_plt_for_none() -> None:
    """Either in the place of the other is found, with whom it concerns."""
    held = Place(CHAIR, "kominfo"), Place(SECRETARY, "bps")
    left = [board(Place("Ketua Harian", "kominfo")), stood_in("bps", capacity=Capacity.PLH)]
    (plt,) = judged("ACT-01", opened(board(*held), stood_in("kemenkeu")))
    (unknown,) = judged("ACT-01", opened(*left))

    assert plt.because[0] == "is Plt on Ketua Umum, which has a holder"
    assert (unknown.who, unknown.missing) == ("bps", ("acting.absence",))
    assert statuses(judged("ACT-01", acting())) == HOLDS
    away = seated().act(CHAIR, "bps", capacity="plh", on=VACANT, basis="surat")
    assert statuses(judged("ACT-01", away)) == HOLDS


def test_act_01_a_plh_on_a_seat_that_was_left() -> None:
    """Who left is on record: a Plh has nobody to stand in for."""
    brief = attrs.evolve(board(Place(CHAIR, "kominfo")), until=date(2016, 2, 1))
    (plh,) = judged("ACT-01", opened(brief, stood_in("bps", capacity=Capacity.PLH)))

    assert plh.because[1] == "menjadi Plh. pada kursi Ketua Umum yang lowong"


@pytest.mark.parametrize(
    ("cause", "capacity", "expected"),
    [
        (Cause.DEATH, Capacity.PLT, HOLDS),
        (Cause.DEATH, Capacity.PLH, VIOLATED),
        (Cause.RETURN, Capacity.PLT, VIOLATED),
        (None, Capacity.PLT, UNDETERMINED),
    ],
)
def test_act_01_in_a_post_the_cause_tells(
    cause: Cause | None, capacity: Capacity, expected: list[Status]
) -> None:
    """Why the holder left the post says which of the two may act in it."""
    assert statuses(judged("ACT-01", posted(cause, capacity))) == expected


def test_act_02_a_mandate_comes_from_above() -> None:
    """From oneself, or from a lower seat, is found; from nobody is not known."""
    (own,) = judged("ACT-02", acting(mandate="bps"))
    (lower,) = judged("ACT-02", acting(mandate=SECRETARY))
    (none,) = judged("ACT-02", acting(mandate=""))
    decree = Decree("SK 9/2016", issuer="Menteri (invented)")
    by_decree = vacant().act(CHAIR, "bps", capacity="plt", on=VACANT, basis=decree)

    assert own.status is lower.status is Status.VIOLATED
    assert lower.because[0] == ("acts on Ketua Umum by mandate of Sekretaris, who is no superior")
    assert none.missing == ("acting.mandate",)
    assert statuses(judged("ACT-02", by_decree)) == HOLDS
    assert judged("ACT-02", posted(Cause.DEATH, Capacity.PLT))[0].missing == ("acting.mandate",)


def act(seat: str = CHAIR, deed: Deed = Deed.STRATEGIC, subject: str = "") -> Act:
    """What was done from a seat."""
    return Act(body="contoh", on=VACANT, seat=seat, deed=deed, subject=subject)


def test_act_03_no_strategic_decision_while_acting() -> None:
    """Whoever acts may do routine work; who was in charge must be known."""
    body = acting()
    (broken,) = judged("ACT-03", body, act(subject="anggaran"), act(SECRETARY))
    (unknown,) = judged("ACT-03", body, act(EXECUTIVE))
    (lacking,) = judged("ACT-03", body)
    free = vacant(rules=laid_down("acting.strategic", 1))
    free = free.act(CHAIR, "bps", capacity="plt", on=VACANT, basis="surat")

    assert (broken.who, broken.when) == ("bps", VACANT)
    assert broken.because[1].endswith("pelaksana tugas (Plt.): anggaran")
    assert (unknown.who, unknown.missing) == (EXECUTIVE, ("acting.kind",))
    assert lacking.missing == ("decision.class",)
    assert statuses(judged("ACT-03", body, act(deed=Deed.ROUTINE), act(SECRETARY))) == HOLDS
    assert statuses(judged("ACT-03", free, act())) == HOLDS
    assert judged("ACT-03", posted(Cause.DEATH, Capacity.PLT), act())[0].who == "person-2"


def test_act_03_a_day_without_a_board() -> None:
    """An act of a day on which nobody was in office has nobody behind it."""
    early = Act(body="contoh", on=DAY, seat=CHAIR, deed=Deed.STRATEGIC)
    (finding,) = judged("ACT-03", opened(stood_in("bps")), early)

    assert finding.missing == ("acting.kind",)


def test_act_04_three_months_and_three_more() -> None:
    """One mandate too long, and a second extension, are found in what a register holds."""
    ends = [months_after(VACANT, 3 * n) for n in range(4)]
    thrice = [stood_in("bps", on=on, until=until) for on, until in itertools.pairwise(ends)]
    findings = judged("ACT-04", opened(*thrice), on=ends[2])
    (long,) = judged("ACT-04", opened(stood_in("bps", until=date(2017, 1, 1))))

    assert [each.because[0] for each in findings] == [
        "extended 2 times on Ketua Umum, at most 1 allowed"
    ]
    assert long.because == (
        "Plt on Ketua Umum beyond 1 June 2016, after 3 months",
        "Plt. pada kursi Ketua Umum melampaui 1 Juni 2016, setelah 3 bulan",
    )
    assert statuses(judged("ACT-04", opened(*thrice[:2]), on=ends[1])) == HOLDS
    assert statuses(judged("ACT-04", acting())) == HOLDS


def test_act_04_a_mandate_without_an_end() -> None:
    """It lacks its end while it may still be short, and is too long from then on."""
    body = posted(Cause.DEATH, Capacity.PLT)
    (lacking,) = judged("ACT-04", body, on=date(2016, 6, 1))

    assert lacking.missing == ("acting.end",)
    assert statuses(judged("ACT-04", body, on=date(2016, 6, 2))) == VIOLATED


def test_act_04_the_charter_may_allow_more() -> None:
    """Six months by the charter are not found at five; a Plh has no such limit."""
    six = laid_down("acting.months", 6)
    body = vacant(rules=six).act(
        CHAIR, "bps", capacity="plt", until=date(2016, 8, 1), on=VACANT, basis="surat"
    )
    away = seated().act(CHAIR, "bps", capacity="plh", on=VACANT, basis="surat")

    assert statuses(judged("ACT-04", body)) == HOLDS
    assert statuses(judged("ACT-04", away)) == NOT_APPLICABLE


def test_act_05_whoever_acts_keeps_the_own_post() -> None:
    """A post that went to somebody else meanwhile is found, and nobody acts in its train."""
    officer = Official("person-7", BUREAU, OFFICES["bps"])
    body = acting(officer)
    kept = body.hand_over("Kepala Pusat", "person-9", on=SOON, basis="SK")
    lost = body.hand_over(BUREAU, "person-8", on=SOON, basis="SK")
    empty = body.hand_over(BUREAU, "", on=SOON, basis="SK")
    (finding,) = judged("ACT-05", lost, on=SOON)

    assert (finding.who, finding.when) == ("person-7", SOON)
    assert finding.because[0] == (
        "acts on Ketua Umum, and the post Kepala Biro Humas went to person-8"
    )
    assert judged("ACT-05", empty, on=SOON)[0].because[1].endswith("kepada tidak seorang pun")
    assert judged("ACT-05", kept, on=SOON)[0].missing == ("post.holders",)
    assert judged("ACT-05", acting())[0].missing == ("acting.holder",)
    assert [each.person for each in lost.acting] == ["person-7"]


def test_act_05_the_posts_of_a_person_are_those_of_the_register() -> None:
    """Who acts in a post has another one of their own, where the register knows it."""
    body = posted(Cause.DEATH, Capacity.PLT, person="person-7")
    (unknown,) = judged("ACT-05", body)
    first = HandedOver(on=DAY, recorded=DAY, basis=BASIS, post=BUREAU, person="person-7")
    known = opened(first, stood_in("bps", person="person-7"))

    assert unknown.missing == ("post.holders",)
    assert statuses(judged("ACT-05", known)) == HOLDS


def test_a_stretch_that_begins_later_is_no_matter_yet() -> None:
    """On the day before, nobody has acted."""
    day = VACANT - timedelta(days=1)

    assert statuses(judged("ACT-02", acting(mandate=""), on=day)) == NOT_APPLICABLE
