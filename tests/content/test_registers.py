from collections.abc import Callable
from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.content import (
    Adoption,
    Agenda,
    BestPractice,
    HelpRequest,
    Issue,
    IssueState,
    Registers,
)
from bakohumas.errors import RefusedError, UnknownNameError
from bakohumas.testing import registers

DAY = date(2025, 8, 6)
SLOW, ROSTER = ("Slow replies", "Balasan lambat"), ("A duty roster", "Jadwal piket")
REPLIES = BestPractice("balas", "dinkes", SLOW, ROSTER, on=DAY)
ASKED = HelpRequest("video", "dinkes", ("A video", "Video"), asked=DAY)
SCORES = {"reach": 1, "urgency": 1, "trust": 1, "attention": 1}
SEASON = st.dates(date(2017, 12, 31), date(2018, 4, 1))


def after(number: int) -> date:
    """The day so many days after the first."""
    return DAY + timedelta(number)


@given(registers())
def test_what_is_missing_is_what_nobody_entered(kept: Registers) -> None:
    """Law: one gap for each thing that the definition names, counted without the code."""
    on = date(2018, 1, 30)
    wanted = []
    for name, there in (
        ("programmes", kept.programmes),
        ("issues", [each for each in kept.agenda.issues if each.transitions[0].on <= on]),
        ("practices", [each for each in kept.practices if each.on <= on]),
        ("requests", [each for each in kept.requests if each.asked <= on]),
    ):
        wanted += [] if there else [("TSK-12", name)]
    for issue in kept.agenda.issues:
        held = {each.state for each in issue.plans if each.on <= on}
        live = issue.state(on=on) not in (None, "closed")
        wanted += [("TSK-14", issue.id)] if live and held != set(IssueState) else []
    for practice in kept.practices:
        if practice.on <= on:
            adopted = any(each.on <= on for each in practice.adoptions)
            wanted += [("TSK-12", practice.id)] * ((not practice.evidence) + (not adopted))
    for request in kept.requests:
        done = request.done is not None and request.done <= on
        wanted += [("TSK-12", request.id)] if request.asked <= on and not done else []

    assert sorted((each.rule, each.who) for each in kept.gaps(on=on)) == sorted(wanted)


@given(registers(), SEASON, SEASON)
def test_nothing_of_a_later_day_is_told(kept: Registers, one: date, other: date) -> None:
    """Law: as of a day, all is told as before anything later was entered, and cut only once."""
    on = min(one, other)
    before = kept.as_of(on)

    assert before == kept.as_of(max(one, other)).as_of(on)
    assert kept.rows(on=on) == before.rows(on=on)
    assert kept.explain("id", on=on) == before.explain("id", on=on)
    assert kept.gaps(on=on) == before.gaps(on=on)
    assert [each.state(on=date.max) for each in before.agenda.issues] == [
        each.state(on=on) for each in kept.agenda.issues if each.state(on=on)
    ]
    for each in before.practices:
        assert each.on <= on
        assert each.adopters(on=date.max) == each.adopters(on=on)
    for request in before.requests:
        days = request.asked, request.taken, request.done
        assert all(day is None or day <= on for day in days)
    told = [issue.transitions[0].on for issue in kept.agenda.issues]
    told += [each.on for each in kept.practices] + [each.asked for each in kept.requests]
    known = [day for day in told if day <= on]
    assert len(kept.rows(on=on)) == len(kept.programmes) + len(known)


def test_a_request_is_told_as_it_stood() -> None:
    """Between asking, taking and finishing it says no more than was known."""
    done = ASKED.take(by="rri", on=after(2)).finish(on=after(12))
    kept = Registers(["apbn"]).enter(done)

    assert [
        [row["text"] for row in kept.rows(on=after(number))[1:]] for number in (-1, 1, 2, 12)
    ] == [
        [],
        ["dinkes: A video, asked 6 August 2025"],
        ["dinkes: A video, asked 6 August 2025, taken by rri 8 August 2025"],
        [done.explain()],
    ]
    assert kept.explain(on=after(-1)).startswith("programmes: 1, strategic issues: 0, best prac")
    with pytest.raises(ValueError, match="transitions"):
        Issue.found("mudik", SLOW, scores=SCORES, on=DAY).as_of(after(-1))


@given(registers())
def test_entering_again_changes_nothing(kept: Registers) -> None:
    """Law: an entry takes the place of that of its id."""
    assert kept.enter(*kept.programmes, *kept.practices[::-1], *kept.requests) == kept


@given(registers())
def test_days_of_help_add_up(kept: Registers) -> None:
    """Law: nothing is done before it was taken, nor taken before it was asked."""
    for each in kept.requests:
        taken, done = each.days_to_take, each.days_to_finish
        assert (taken is None) == (each.taken is None)
        assert done is None or (taken is not None and 0 <= taken <= done)


def test_nothing_is_missing() -> None:
    """All four kept, planned, proven, taken over and done."""
    issue = Issue.found("mudik", SLOW, scores=SCORES, on=DAY)
    for state in IssueState:
        issue = issue.plan(state, "pantau", by="polri", on=DAY)
    proven = attrs.evolve(REPLIES, evidence=("a survey (invented)",)).adopt("polda", on=DAY)
    done = ASKED.take(by="rri", on=DAY).finish(on=DAY)
    kept = Registers(["apbn"], Agenda([issue])).enter(proven, done)

    assert kept.gaps(on=DAY) == ()
    assert [row["missing"] for row in kept.rows(on=DAY)] == [[], [], [], []]
    assert kept.request("video") == done


def test_what_is_missing_stands_beside_the_entry() -> None:
    """In rows and in words, in both languages, as of the day."""
    issue = Issue.found("mudik", ("Homecoming", "Mudik"), scores=SCORES, on=DAY, owner="polri")
    taken = attrs.evolve(ASKED.take(by="rri", on=after(2)), id="siaran")
    kept = Registers(["apbn"], Agenda([issue])).enter(REPLIES, ASKED, taken)

    assert [
        (row["register"], row["id"], row["agency"], row["missing"])
        for row in kept.rows(on=after(3))
    ] == [
        ("programmes", "apbn", "", []),
        (
            "issues",
            "mudik",
            "polri",
            ["no step planned for latent, rising, uproar, communication crisis and closed"],
        ),
        (
            "practices",
            "balas",
            "dinkes",
            ["nothing shows that it worked", "nobody has taken it over"],
        ),
        ("requests", "siaran", "dinkes", ["not done since 6 August 2025"]),
        ("requests", "video", "dinkes", ["nobody has taken it up since 6 August 2025"]),
    ]
    assert kept.explain("id", on=after(1)).splitlines() == [
        "program: 1, isu strategis: 1, praktik baik: 1 dan permintaan bantuan: 2",
        (
            "- TSK-14 mudik: belum ada langkah untuk laten, meningkat, kegaduhan, krisis "
            "komunikasi dan selesai"
        ),
        "- TSK-12 balas: tanpa bukti",
        "- TSK-12 balas: belum diadopsi siapa pun",
        "- TSK-12 siaran: belum diambil siapa pun sejak 6 Agustus 2025",
        "- TSK-12 video: belum diambil siapa pun sejak 6 Agustus 2025",
    ]


def test_practices_and_requests_explain_themselves() -> None:
    """In both languages, with what is there."""
    done = ASKED.take(by="rri", on=after(2)).finish(on=after(12))

    assert REPLIES.adopt("polda", on=DAY).explain("id") == (
        "dinkes: Balasan lambat → Jadwal piket; bukti: tidak ada; diadopsi oleh: polda"
    )
    assert ASKED.explain() == "dinkes: A video, asked 6 August 2025"
    assert done.explain("id") == (
        "dinkes: Video, diminta 6 Agustus 2025, diambil rri 8 Agustus 2025, selesai 18 Agustus 2025"
    )


def test_a_practice_is_taken_over_by_others_later() -> None:
    """Adopters are told as of a day, in order of the code."""
    practice = REPLIES.adopt("rri", on=after(1)).adopt("polda", on=after(2))

    assert practice.adopters(on=after(1)) == ("rri",)
    assert practice.adopters(on=after(2)) == ("polda", "rri")


SLIPS: dict[str, Callable[[], object]] = {
    "adoptions of balas: dinkes on 2025-08-06: only others": lambda: REPLIES.adopt(
        "dinkes", on=DAY
    ),
    "adoptions of balas: rri on 2025-08-05: only others adopt it, on 2025-08-06 or later": (
        lambda: REPLIES.adopt("rri", on=after(-1))
    ),
    "adoptions of balas must have unique ids": lambda: attrs.evolve(
        REPLIES, adoptions=(Adoption("rri", DAY),) * 2
    ),
    "evidence must not be blank": lambda: attrs.evolve(REPLIES, evidence=("a survey", " ")),
    "taken and by of video: name both": lambda: attrs.evolve(ASKED, by="rri"),
    "done cannot be video, which nobody took up": lambda: attrs.evolve(ASKED, done=DAY),
    "done and taken of video must come in order": lambda: ASKED.take(by="rri", on=after(-1)),
    "practices must have unique ids": lambda: Registers(practices=(REPLIES, REPLIES)),
    "requests must have unique ids": lambda: Registers(requests=(ASKED, ASKED)),
}


@pytest.mark.parametrize("words", SLIPS)
def test_slips_of_registers(words: str) -> None:
    """A slip says which entry, and what is wrong with it."""
    with pytest.raises(ValueError, match=f"^{words}"):
        SLIPS[words]()


def test_help_goes_step_by_step() -> None:
    """Taken once, done once, and not before it was taken."""
    taken = ASKED.take(by="rri", on=DAY)

    with pytest.raises(RefusedError, match=r"take video: rri took it up on 2025-08-06 .* ask rri"):
        taken.take(by="polda", on=DAY)
    with pytest.raises(RefusedError, match=r"finish video: nobody has taken it up .*take it up"):
        ASKED.finish(on=DAY)
    with pytest.raises(RefusedError, match="finish video: it was done on 2025-08-06"):
        taken.finish(on=DAY).finish(on=DAY)
    with pytest.raises(UnknownNameError, match=r"no request for help .* 'x' \(known: video\)"):
        Registers(requests=(ASKED,)).request("x")
    with pytest.raises(TypeError, match="an entry must be a str or a BestPractice or a HelpReq"):
        Registers().enter(7)  # type: ignore[arg-type]
