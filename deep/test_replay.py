"""Published elections, counted again from the ballots that were published with them.

The ballots are no part of the project: they lie beside it, or the replay is skipped.
"""

import json
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bakohumas.elections import (
    IRV,
    STV,
    Approval,
    Borda,
    Majority,
    Method,
    Profile,
    RankedPairs,
    Result,
    Runoff,
    Schulze,
    TieBreak,
    apportion,
    count,
    pairwise,
    verify,
)
from bakohumas.interchange import BallotFile, read_blt

FOLDER = Path(__file__).parent.parent.parent / "shared" / "cases" / "elections"
LIST = FOLDER / "expected.json"
CASES: list[dict[str, Any]] = json.loads(LIST.read_text("utf-8")) if LIST.exists() else []
OFFICIAL = ["scot_glasgow_2007_ward01_linn", "scot_dundee_2022_ward3_west_end"]
METHODS: dict[str, Method] = {
    "borda": Borda(),
    "irv": IRV(),
    "meek_exact": STV("meek", decimals=None),
    "meek_prf": STV("meek"),
    "meek_stv": STV("meek"),
    "plurality": Majority(None),
    "ranked_pairs": RankedPairs(),
    "schulze": Schulze(),
    "scottish_stv": STV(),
    "two_round": Majority(runoff=Runoff.TWO_ROUND),
    "wigm_prf": STV("wigm", quota="hagenbach-bischoff"),
    "wigm_stv_4dp": STV("wigm"),
    "wigm_stv_exact": STV("exact"),
}
ELSEWHERE = {
    "bucklin",
    "coombs",
    "copeland",
    "ers97_stv",
    "kemeny",
    "minimax",
    "seqpav",
    "seqphragmen",
}
"""Methods that the library does not count by, on purpose."""

missing = pytest.mark.skipif(not CASES, reason=f"no published elections at {FOLDER.name}")


def cases(*methods: str) -> list[Any]:
    """The cases of some methods, each under its id."""
    return [pytest.param(case, id=case["id"]) for case in CASES if case["method"] in methods]


@cache
def ballots(name: str) -> BallotFile:
    """The ballots of a case."""
    return read_blt((FOLDER / name).read_text("utf-8"))


def method(case: dict[str, Any]) -> Method:
    """The method of a case, with the options that it states."""
    options = case.get("options", {})
    if options.get("defeat_strength") == "margins":
        return Schulze("margins")
    if case["method"] == "wigm_stv_exact":
        return STV("exact", quota=str(options["quota"]).split()[0])
    return METHODS[case["method"]]


def counted(case: dict[str, Any]) -> Result:
    """A case counted again; where a lot was needed, the paper is the order."""
    file = ballots(case["file"])
    paper = file.profile.candidates
    ties = TieBreak(order=paper)
    if case.get("tie", "").startswith("lot order"):
        ties = TieBreak(backwards=False, order=paper[::-1])
    if case.get("tie", "").startswith("all listed"):
        ties = TieBreak()
    return count(
        file.profile, method(case), seats=case["seats"], ties=ties, withdrawn=file.withdrawn
    )


@missing
def test_every_case_is_replayed_or_named() -> None:
    """No published election is left out in silence."""
    told = {*METHODS, *ELSEWHERE, "approval_av", "condorcet", "sequential_irv"}

    assert len(CASES) >= 66
    assert {case["method"] for case in CASES if case["file"]} <= told


@missing
@pytest.mark.parametrize("case", cases(*METHODS))
def test_the_winners_are_the_published_ones(case: dict[str, Any]) -> None:
    """Official results, worked examples and reference counts, and each verifies."""
    result = counted(case)
    found = result.tie.tied if result.tie else result.elected

    assert sorted(found) == sorted(case["winners"])
    assert verify(result, digest=result.digest) == ()


@missing
@pytest.mark.parametrize("case", cases("condorcet"))
def test_whoever_beats_everybody_is_the_published_one(case: dict[str, Any]) -> None:
    """The Condorcet winner."""
    assert [pairwise(ballots(case["file"]).profile).winner] == case["winners"]


@missing
@pytest.mark.parametrize("case", cases("sequential_irv"))
def test_offices_are_filled_one_after_another(case: dict[str, Any]) -> None:
    """Each winner leaves the ballots before the next office is counted on them."""
    profile, elected = ballots(case["file"]).profile, list[str]()
    for _ in range(case["seats"]):
        ties = TieBreak(order=profile.candidates)
        elected.append(count(profile, IRV(), ties=ties, withdrawn=elected).winner)

    assert elected == case["winners"]


@missing
@pytest.mark.parametrize("case", cases("approval_av"))
def test_approval_elects_the_published_committees(case: dict[str, Any]) -> None:
    """Where a seat is tied for, every committee that was published can be drawn."""
    document = json.loads((FOLDER / case["file"]).read_text("utf-8"))
    given = [(tuple(each["approved"]), each["count"]) for each in document["ballots"]]
    profile = Profile.weighted(given, candidates=document["candidates"])
    orders = [tuple(committee) for committee in case["all_winning_committees"]]
    rest = [tuple(c for c in profile.candidates if c not in order) for order in orders]
    drawn = [
        count(profile, Approval(), seats=case["seats"], ties=TieBreak(order=order + left))
        for order, left in zip(orders, rest, strict=True)
    ]

    assert [sorted(result.elected) for result in drawn] == [sorted(order) for order in orders]


@missing
@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case["id"]) for case in CASES if not case["file"]]
)
def test_seats_are_shared_as_published(case: dict[str, Any]) -> None:
    """The three rules of apportionment."""
    rule = case["method"].removeprefix("apportion_").replace("_", "-")
    rule = {"hamilton": "largest-remainder"}.get(rule, rule)
    parties = {str(place): votes for place, votes in enumerate(case["votes"])}
    shared = apportion(parties, case["seats"], method=rule)

    assert [seats for _, seats in shared.allocation] == case["allocation"]


@missing
@pytest.mark.parametrize("name", OFFICIAL)
def test_official_reports_agree_figure_for_figure(name: str) -> None:
    """Quota, votes of every candidate, what was not transferable, and when each was elected."""
    case = next(case for case in CASES if case["id"] == name)
    result, report = counted(case), case["rounds"]
    figures = [
        {
            **dict(stage.tallies),
            "non_transferable": stage.nontransferable,
        }
        for stage in result.stages
    ]
    printed = [
        {who: Fraction(figure) * 10**5 for who, figure in stage.items()}
        for stage in report["stages"]
    ]

    assert result.quota == report["quota"] * 10**5
    assert figures == printed
    assert {winner.who: winner.stage for winner in result.winners} == report["elected_at"]


@missing
def test_the_official_figures_are_147() -> None:
    """So many were compared."""
    reports = [case["rounds"]["stages"] for case in CASES if case["id"] in OFFICIAL]

    assert sum(len(stage) for report in reports for stage in report) == 147


@missing
@pytest.mark.parametrize("case", cases("wigm_stv_exact"))
def test_worked_examples_agree_stage_by_stage(case: dict[str, Any]) -> None:
    """Every set of figures that an example prints stands in one of our stages."""
    ours = [dict(stage.tallies).items() for stage in counted(case).stages]
    printed = [
        {who: Fraction(figure) for who, figure in stage.items()}
        for stage in case["rounds"]["stages"]
    ]

    assert [any(stage.items() <= told for told in ours) for stage in printed] == [True] * len(
        printed
    )


@missing
def test_exact_meek_agrees_with_the_published_digits() -> None:
    """Twelve decimals of Voting matters 12."""
    case = next(case for case in CASES if case["id"] == "droop_sc_vm_12_meek_exact")
    last = dict(counted(case).stages[-1].tallies)

    assert {
        who: abs(last[who] - Fraction(digits)) < Fraction(1, 10**6)
        for who, digits in case["rounds"]["final"].items()
    } == dict.fromkeys(case["rounds"]["final"], True)
