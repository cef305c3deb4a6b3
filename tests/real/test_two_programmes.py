"""The programmes of seeds 0 and 1, over the agencies of their day, as the examples divide them."""

import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

from bakohumas.content import Newsroom
from bakohumas.institutions import Category, Level, directory
from bakohumas.programmes import (
    Allocation,
    Duty,
    Programme,
    allocate,
    duties,
    raci,
    reallocate,
    verify,
    workload,
)

ROOT = Path(__file__).parent.parent.parent
DATA = Path(__file__).parent / "data"
NATIONAL, KALSEL = "national_programme_2018", "kalsel_malnutrition"


@attrs.frozen
class Case:
    """One example: what it divides, and what became of it."""

    has: dict[str, Any]
    programme: Programme

    @property
    def first(self) -> Allocation:
        """The division as it was proposed first."""
        return self.programme.rounds_on(self.has["ENDED"])[0].proposal

    @property
    def last(self) -> Allocation:
        """The division that all agreed to."""
        return self.programme.rounds_on(self.has["ENDED"])[-1].proposal


def case(name: str) -> Case:
    """An example, carried out."""
    has = runpy.run_path(str(ROOT / "examples" / f"{name}.py"))
    carried_out: Callable[..., Programme] = has["carried_out"]
    rooms = [has["newsroom"]()] if "newsroom" in has else []
    return Case(has, carried_out(has["agreed"](), *rooms))


@pytest.fixture(scope="module", params=[NATIONAL, KALSEL])
def either(request: pytest.FixtureRequest) -> Case:
    """Each of the two."""
    return case(request.param)


def test_every_slot_is_filled_and_nothing_is_wrong(either: Case) -> None:
    """The verifier, which knows only tasks and agencies, finds no fault in either round."""
    tasks, agencies = either.has["tasks"](), either.has["agencies"]()

    assert verify(either.first, tasks, agencies) == ()
    assert verify(either.last, tasks, either.last.agencies) == ()
    for task in tasks:
        for slot in task.slots:
            assert len(either.last.teams[task.id][slot.name]) == max(slot.least, 1)


def test_one_answers_for_each_task_and_none_over_a_conflict(either: Case) -> None:
    """Counted from the duties alone; the matrix finds the same, and says that it passes."""
    accountable = [row for row in duties(either.last) if row["raci"] == "A"]
    assert sorted(row["task"] for row in accountable) == [task.id for task in either.last.tasks]

    conflicts = {(one.id, task) for one in either.last.agencies for task in one.conflicts}
    assert conflicts
    assert conflicts.isdisjoint(
        (row["agency"], row["task"]) for row in duties(either.last) if Duty(str(row["duty"])).works
    )
    matrix = raci(either.last)
    assert {row["task"]: row["accountable"] for row in matrix} == dict(either.last.assignments)
    assert [row["faults"] for row in matrix] == [[]] * len(matrix)


def test_everybody_has_agreed_and_nobody_has_too_much(either: Case) -> None:
    """All that take part hold a task, signed for it, and have room for it."""
    ended = either.has["ENDED"]

    assert either.programme.agreed
    assert either.programme.ratified_on(ended)
    assert either.programme.agreement_on(ended).accepted == tuple(either.last.shares)
    assert [one.id for one in either.last.agencies] == list(either.last.shares)
    assert all(row["left"] >= 0 and row["load"] > 0 for row in workload(either.last))


def test_one_refusal_moves_one_task(either: Case) -> None:
    """Least change: what the refusing agency would not do, and nothing else."""
    one, two = either.programme.rounds_on(either.has["ENDED"])

    assert len(one.agreement.refused) == 1
    assert two.moved == ("videografik",)
    assert {one.proposal.assignments["videografik"]} == set(one.agreement.refused)
    assert two.agreement.missing == ()


def test_nothing_of_it_is_out_of_order(either: Case) -> None:
    """No stage left out, nothing published before all knew, outcomes told apart."""
    assert either.programme.remarks(either.has["ENDED"]) == ()
    assert either.programme.unacknowledged(either.has["ENDED"]) == ()


def test_all_five_kinds_of_output_are_there(either: Case) -> None:
    """Narrative, press release, infographic, videographic, and what seed 0 has after them."""
    outputs = {task.output for task in either.last.tasks}
    own = {"caption"} if len(either.last.agencies) == 34 else {"reply_service"}

    assert outputs == own | {
        "data", "narrative", "press_release", "infographic", "videographic", "dissemination",
        "monitoring", "evaluation",
    }  # fmt: skip


def test_the_ministries_are_those_of_the_day() -> None:
    """Thirty-four, and each both spreads and answers for a caption of its own."""
    national = case(NATIONAL)
    cabinet = directory(on=national.has["PROPOSED"]).in_category(Category.MINISTRY)
    spread = {national.last.assignments["diseminasi"]}
    spread |= set(national.last.teams["diseminasi"]["support"])
    captions = {
        agency for task, agency in national.last.assignments.items() if task.startswith("takarir-")
    }

    assert len(cabinet) == 34
    assert {one.id for one in cabinet} == spread == captions


@pytest.mark.parametrize("spare", [18, 19, 20])
def test_a_tight_division_is_found_again_after_the_refusal(spare: int) -> None:
    """With eight days each, whoever could make the film is nearly full, and room is looked for."""
    has = case(NATIONAL).has
    tasks = has["tasks"]()
    agencies = [
        attrs.evolve(one, capacity=spare if one.id == "kominfo" else 8) for one in has["agencies"]()
    ]
    first = allocate(tasks, agencies)
    again = reallocate(first, refusals={"kemenpar-2014": {"videografik": "bound elsewhere"}})

    assert first.assignments["videografik"] == "kemenpar-2014"
    assert verify(again, tasks, again.agencies) == ()
    assert "videografik" in again.moved(first)
    assert len(again.moved(first)) < 8


def test_one_message_in_all_thirteen() -> None:
    """No regency or city of South Kalimantan is left out, and what they tell is the same."""
    kalsel = case(KALSEL)
    room: Newsroom = kalsel.has["newsroom"]()
    areas = directory(on=kalsel.has["PROPOSED"]).areas(Level.REGENCY)
    codes = {area.code for area in areas if area.parent == "63"}
    seen = room.uniformity("gizi", on=kalsel.has["SPREAD_ON"], by="maker")
    spread = {task.regions[0] for task in kalsel.last.tasks if task.regions}

    assert len(codes) == 13
    assert codes == spread == {audience.area for audience in room.audiences}
    assert seen.share == 1
    assert (len(seen.of("current")), seen.spread) == (13, 0)
    assert len({wording.text for wording in room.wordings}) == 13
    assert room.gaps(on=kalsel.has["ENDED"]) == ()
    assert kalsel.programme.own


@pytest.mark.parametrize("name", [NATIONAL, KALSEL])
def test_what_is_handed_round_stays_as_it_was(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every row to be signed, in Indonesian and in English: byte by byte as it was read over."""
    runpy.run_path(str(ROOT / "examples" / f"{name}.py"), run_name="__main__")

    assert capsys.readouterr().out == (DATA / f"{name}.txt").read_text("utf-8")
