from datetime import date, timedelta
from typing import Any

import pytest

from bakohumas.audit import (
    RULES,
    Activity,
    Comment,
    CoordinationGroup,
    Finding,
    NarrativeStep,
    Observed,
    PolicyHeld,
    Publication,
    Status,
    Step,
    check,
)
from bakohumas.bodies import Body, Federation, Node
from bakohumas.institutions import directory
from bakohumas.law import Charter, Scope, charter
from bakohumas.networks import InformationNetwork, Role, Tie
from bakohumas.networks import Node as Place

DAY, TODAY = date(2016, 1, 4), date(2016, 2, 1)
THREE = ("bps", "kemenkeu", "kominfo")
BY_ID = {each.id: each for each in RULES}
FOUNDED: dict[str, Any] = {"on": date(2015, 11, 2), "basis": "invented"}
NATIONAL = Body.found("nasional", charter=charter("national"), **FOUNDED).admit(
    *(directory(on=DAY)[each] for each in THREE), **FOUNDED
)
REGIONAL = Body.found("nasional", charter=charter("provincial"), area="63", **FOUNDED)
UNIT = Body.found("kpu-33.21", charter=charter("kpu_regency"), area="33.21", **FOUNDED)
CENTRE = Body.found("kpu", charter=charter("kpu_ri"), **FOUNDED)
HOLDS, VIOLATED = Status.HOLDS, Status.VIOLATED
OPEN, NO_MATTER = Status.UNDETERMINED, Status.NOT_APPLICABLE


def judged(rule: str, *records: object, body: Body = NATIONAL, on: date = TODAY) -> list[Finding]:
    """What one rule finds, in both languages."""
    found = list(check(body, records, on=on, rules=[BY_ID[rule]]))
    assert all(each.because[0] != each.because[1] for each in found)
    return found


def told(findings: list[Finding]) -> dict[str, Status]:
    """The status of each finding, by whom it concerns."""
    return {each.who: each.status for each in findings}


def published(id: str = "p", on: date = DAY, **said: Any) -> Publication:  # noqa: A002, ANN401
    """A publication of which this is known."""
    return Publication(body="nasional", on=on, id=id, **said)


def voice(by: str, key_message: str = "v1", text: str = "", on: date = DAY) -> Publication:
    """What one unit published of an issue."""
    return published(f"{by}-{on}", on, by=by, issue="gizi", key_message=key_message, text=text)


@pytest.mark.parametrize(
    "rule",
    [each.id for each in RULES if each.id.startswith("FLW")],
)
def test_without_records_nothing_is_known(rule: str) -> None:
    """A rule whose records are missing is undetermined, and names what it needs."""
    body = {"kpu": UNIT, "regional": REGIONAL}.get(BY_ID[rule].norm.scope, NATIONAL)
    (finding,) = judged(rule, body=body)

    assert finding.status is OPEN
    assert finding.missing


@pytest.mark.parametrize(
    ("rule", "said", "status", "who"),
    [
        ("FLW-08", [{"about": "leader"}, {"about": "service"}], HOLDS, ""),
        (
            "FLW-08",
            [{"about": "leader"}, {"about": "leader"}, {"about": "education"}],
            VIOLATED,
            "",
        ),
        ("FLW-08", [{"about": "weather"}], HOLDS, ""),
        ("FLW-14", [{"hours_ahead": 3}], HOLDS, ""),
        ("FLW-14", [{"hours_ahead": 1}], HOLDS, ""),
        ("FLW-14", [{"hours_ahead": -2}], VIOLATED, "p"),
        ("FLW-15", [{"sent_to": ("a", "b"), "receipts": ("b", "a")}], HOLDS, ""),
        ("FLW-15", [{"sent_to": ("a", "b"), "receipts": ("b",)}], VIOLATED, "p"),
        ("FLW-15", [{"sent_to": ("a", "b")}], OPEN, "p"),
        ("FLW-16", [{"first_hand": True}, {}], HOLDS, ""),
        ("FLW-16", [{"first_hand": False}], VIOLATED, "p"),
        ("FLW-16", [{}], OPEN, ""),
        ("FLW-19", [{"reviewed": True}], HOLDS, ""),
        ("FLW-19", [{"reviewed": False}], VIOLATED, "p"),
    ],
)
def test_what_a_publication_says(
    rule: str, said: list[dict[str, Any]], status: Status, who: str
) -> None:
    """Classes, hours, receipts, sources and reviews."""
    found = judged(rule, *(published(**each) for each in said))

    assert told(found) == {who: status}


def test_flw_14_tells_how_many_were_three_hours_early() -> None:
    """Which is what the police do, and no limit."""
    (finding,) = judged("FLW-14", published("a", hours_ahead=4), published("b", hours_ahead=2))

    assert finding.because[0] == "2 publications before the change, 1 of them by 3 hours"
    assert finding.because[1].startswith("2 publikasi sebelum perubahan, 1 di antaranya")


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ([{"origin": "bps", "by": "bps"}, {"origin": "bps", "by": "kominfo"}], HOLDS),
        ([{"origin": "bps", "by": "bps"}], VIOLATED),
        ([{"origin": "bps", "by": "bps"}, {"origin": "bps"}], OPEN),
        ([{"by": "bps"}], OPEN),
    ],
)
def test_flw_03_others_spread_it_too(said: list[dict[str, Any]], status: Status) -> None:
    """Another than the one whose issue it is; who or whose may be unknown."""
    records = [published(f"p{n}", issue="gizi", **each) for n, each in enumerate(said)]

    assert told(judged("FLW-03", *records)) == {"gizi": status}


def test_flw_04_all_tell_one_key_message() -> None:
    """By what each told last; one voice alone is no matter, a silent one is unknown."""
    late = TODAY - timedelta(days=1)
    corrected = [voice("bps"), voice("bps", "v2", on=late), voice("kominfo", "v2")]
    both = [voice("bps", "v1"), voice("bps", "v2"), voice("kominfo", "v2")]

    assert told(judged("FLW-04", *corrected, published())) == {"gizi": HOLDS}
    assert told(judged("FLW-04", *both)) == {"gizi": VIOLATED}
    assert told(judged("FLW-04", voice("bps"), voice("bps", "v2"))) == {"": NO_MATTER}
    assert told(judged("FLW-04", voice("bps"), voice("kominfo", ""))) == {"gizi": OPEN}
    (finding,) = judged("FLW-04", voice("bps"), voice("kominfo"), voice("kemenkeu", "v0"))
    assert finding.because[0] == "another key message is told by kemenkeu"


def test_flw_05_one_voice_in_many_words() -> None:
    """Not the very same words, and not another direction."""
    own = [voice("bps", text="Ayo."), voice("kominfo", text="Mari.")]
    same = [voice("bps", text="Ayo."), voice("kominfo", text="Ayo. ")]
    unknown = [voice("bps", text="Ayo."), voice("kominfo")]
    apart = [voice("bps", text="Ayo."), voice("kominfo", "v2", text="Mari.")]

    assert told(judged("FLW-05", *own)) == {"gizi": HOLDS}
    assert told(judged("FLW-05", *same)) == {"gizi": VIOLATED}
    assert told(judged("FLW-05", *unknown)) == {"gizi": OPEN}
    assert told(judged("FLW-05", *apart)) == {"gizi": VIOLATED}
    assert told(judged("FLW-05", own[0])) == {"": NO_MATTER}


@pytest.mark.parametrize(
    ("on", "answered", "status"),
    [
        (DAY, DAY, HOLDS),
        (DAY, None, VIOLATED),
        (DAY, TODAY + timedelta(days=1), VIOLATED),
        (TODAY, None, OPEN),
    ],
)
def test_flw_07_comments_are_answered(on: date, answered: date | None, status: Status) -> None:
    """By the day of the audit; one of that very day may still be."""
    comment = Comment(body="nasional", on=on, id="c", answered=answered)

    assert told(judged("FLW-07", comment)) == {"c" if status is not HOLDS else "": status}


def step(taken: Step, day: int, *, by: str = "bps", done: bool = True) -> NarrativeStep:
    """A step towards the narrative on food."""
    when = DAY + timedelta(days=day)
    return NarrativeStep(body="nasional", on=when, narrative="pangan", step=taken, by=by, done=done)


def test_flw_12_the_steps_are_taken_in_order() -> None:
    """On the same day at the earliest; a step that nobody recorded is unknown."""
    steps = [step(each, n // 2) for n, each in enumerate(Step)]
    late = step(Step.STUDIED, 20)
    refused = step(Step.PLANNED, 1, done=False)

    assert told(judged("FLW-12", *steps)) == {"pangan": HOLDS}
    assert told(judged("FLW-12", *steps, step(Step.SPREAD, 20))) == {"pangan": HOLDS}
    assert told(judged("FLW-12", steps[0], late, *steps[2:])) == {"pangan": VIOLATED}
    assert told(judged("FLW-12", *steps[:-1])) == {"pangan": OPEN}
    (finding,) = judged("FLW-12", *steps[:2], refused, *steps[3:])
    assert finding.because == (
        "not taken: planned jointly",
        "tidak dijalankan: direncanakan bersama",
    )


def test_flw_13_the_addressed_take_part() -> None:
    """Each of them sends data and spreads the narrative; of whom nothing is known is named."""
    both = [step(taken, 0, by=by) for by in THREE[:2] for taken in (Step.DATA_SENT, Step.SPREAD)]
    silent = step(Step.SPREAD, 0, by="kominfo", done=False)

    assert told(judged("FLW-13", *both, silent)) == {"kominfo": VIOLATED, "": HOLDS}
    found = judged("FLW-13", *both)
    assert [each.status for each in found] == [HOLDS, OPEN]
    assert found[1].because[0] == "who tells whom (of kominfo)"
    every = [step(Step.SPREAD, 0, by=by, done=False) for by in THREE]
    assert told(judged("FLW-13", *every)) == dict.fromkeys(THREE, VIOLATED)
    assert told(judged("FLW-13", silent, body=UNIT)) == {"": NO_MATTER}


@pytest.mark.parametrize(
    ("contacts", "last", "status"),
    [
        (THREE, TODAY, HOLDS),
        (THREE, TODAY - timedelta(days=31), HOLDS),
        (THREE, TODAY - timedelta(days=32), VIOLATED),
        (THREE, None, VIOLATED),
        (THREE[:2], TODAY, VIOLATED),
    ],
)
def test_flw_18_a_group_is_complete_and_in_use(
    contacts: tuple[str, ...], last: date | None, status: Status
) -> None:
    """A contact of every member, and a message of the last 31 days."""
    group = CoordinationGroup(
        body="nasional", on=TODAY, name="WA", contacts=contacts, last_message=last
    )

    assert told(judged("FLW-18", group)) == {"WA": status}


def units(rules: Charter | None = None) -> Federation:
    """The commission, a province and a regency."""
    nodes = (
        Node("kpu", "kpu_ri", Scope.KPU_RI),
        Node("kpu-33", "kpu_province", Scope.KPU_PROVINCE, "33", parent="kpu"),
        Node("kpu-33.21", "kpu_regency", Scope.KPU_REGENCY, "33.21", parent="kpu-33"),
    )
    return Federation.of(nodes, id="units", charter=rules or charter("kpu_ri"), **FOUNDED)


LOOSE = Charter("contoh", ("binds nothing", "tidak mengikat"), ())
SENT: dict[str, Any] = {"on": DAY, "basis": "invented"}


def test_flw_09_every_unit_holds_one_version() -> None:
    """In a federation or by what was seen, the later of which counts."""
    issued = units().issue("rakor", "1", by="kpu", **SENT)
    passed = issued.pass_on("rakor", "1", by="kpu", to=["kpu-33", "kpu-33.21"], **SENT)
    own = PolicyHeld(body="kpu-33.21", on=DAY, unit="kpu-33.21", policy="rakor", version="x")
    mended = PolicyHeld(body="kpu-33.21", on=TODAY, unit="kpu-33.21", policy="rakor", version="1")

    assert told(judged("FLW-09", passed, body=UNIT)) == {"rakor": HOLDS}
    assert told(judged("FLW-09", issued, body=UNIT)) == {"rakor": OPEN}
    assert told(judged("FLW-09", passed, own, body=UNIT)) == {"rakor": VIOLATED}
    assert told(judged("FLW-09", passed, mended, own, body=UNIT)) == {"rakor": HOLDS}
    assert told(judged("FLW-09", passed, body=UNIT, on=date(2015, 12, 1))) == {"": OPEN}
    assert told(judged("FLW-09", passed)) == {"": NO_MATTER}


def test_flw_10_letters_go_tier_by_tier() -> None:
    """Down and up; a copy to the tier between will do, and units side by side skip nobody."""
    copied = units().issue("rakor", "1", by="kpu", **SENT)
    copied = copied.pass_on("rakor", "1", by="kpu", to="kpu-33.21", copies="kpu-33", **SENT)
    skipped = units(LOOSE).report("kpu-33.21", subject="rakor", to=["kpu", "kpu-33.21"], **SENT)
    (finding,) = judged("FLW-10", skipped, body=UNIT)

    assert told(judged("FLW-10", copied, body=UNIT)) == {"": HOLDS}
    assert (finding.status, finding.who, finding.when) == (VIOLATED, "kpu", DAY)
    assert finding.because[0] == "reached without a copy to kpu-33"
    assert told(judged("FLW-10", units(), body=CENTRE)) == {"": HOLDS}


def test_flw_10_a_network_skips_no_tier() -> None:
    """By the tiers of its nodes."""
    places = [
        Place("kpu", tier="national"),
        Place("kpu-33", tier="province", area="33"),
        Place("kpu-33.21", tier="regency", area="33.21"),
    ]
    direct = InformationNetwork(places, [Tie("kpu", "kpu-33.21")])
    copied = direct.with_ties([Tie("kpu", "kpu-33")])
    (finding,) = judged("FLW-10", direct, body=UNIT)

    assert finding.status is VIOLATED
    assert finding.because[0].endswith(
        "tiers skipped: 1; kpu tells kpu-33.21 without a copy to: province."
    )
    seen = Observed(copied, body="kpu-33.21", on=DAY)
    (kept,) = judged("FLW-10", seen, body=UNIT)
    assert (kept.status, kept.when) == (HOLDS, DAY)


def test_flw_11_reports_reach_both_chairs() -> None:
    """The unit's own and that of the province; at the centre there is none above."""
    good = units().report("kpu-33.21", subject="rakor", to=["kpu-33.21", "kpu-33"], **SENT)
    short = units(LOOSE).report("kpu-33.21", subject="rakor", to="kpu-33", **SENT)

    assert told(judged("FLW-11", good, body=UNIT)) == {"": HOLDS}
    assert told(judged("FLW-11", short, body=UNIT)) == {"rakor": VIOLATED}
    assert told(judged("FLW-11", units(), body=UNIT)) == {"": OPEN}
    assert told(judged("FLW-11", good, body=CENTRE)) == {"": NO_MATTER}


@pytest.mark.parametrize(
    ("stages", "status"),
    [
        (["kampanye", ""], HOLDS),
        ([None, ""], HOLDS),
        (["kampanye"], VIOLATED),
        (["kampanye", None], OPEN),
    ],
)
def test_flw_21_active_outside_elections(stages: list[str | None], status: Status) -> None:
    """Some activity of the last year lies outside every stage."""
    records = [Activity(body="kpu-33.21", on=DAY, what="kelas", stage=each) for each in stages]
    later = DAY + timedelta(days=366)

    assert told(judged("FLW-21", *records, body=UNIT)) == {"": status}
    assert told(judged("FLW-21", *records, body=UNIT, on=later)) == {"": OPEN}


def among(*pairs: tuple[str, str], tier: str = "national") -> InformationNetwork:
    """Three members, an admin and the public, with ties by codes."""
    levels = (tier, tier, "province")
    members = [Place(code, tier=level) for code, level in zip(THREE, levels, strict=True)]
    others = [Place("admin", Role.ADMIN), Place("all", Role.PUBLIC)]
    return InformationNetwork([*members, *others], [Tie(*pair) for pair in pairs])


def test_flw_17_one_gate_may_be_used() -> None:
    """Where everything passes through one member; otherwise it is no matter."""
    gated = among(("bps", "kominfo"), ("kemenkeu", "kominfo"), ("kominfo", "all"))
    (finding,) = judged("FLW-17", gated, body=REGIONAL)

    assert finding.status is HOLDS
    assert finding.because[0].endswith("the public passes through kominfo")
    assert told(judged("FLW-17", among(("bps", "all")), body=REGIONAL)) == {"": NO_MATTER}
    assert told(judged("FLW-17", gated)) == {"": NO_MATTER}


def test_flw_20_three_dimensions() -> None:
    """Across tiers, within one, and online; a tie that never tells is none."""
    level, across, online = ("bps", "kemenkeu"), ("bps", "kominfo"), ("admin", "all")
    full = among(level, across, online)
    muted = full.with_ties([Tie("admin", "bps", probability=0)])
    (finding,) = judged("FLW-20", among(level, ("bps", "all")))

    assert told(judged("FLW-20", full)) == told(judged("FLW-20", muted)) == {"": HOLDS}
    assert finding.status is VIOLATED
    assert finding.because[0].endswith("no tie is vertical and with the digital ecosystem")
    assert told(judged("FLW-20", among(level, tier=""))) == {"": OPEN}
