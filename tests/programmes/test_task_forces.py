from collections.abc import Callable
from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given

from bakohumas.law import Citation, charter
from bakohumas.periods import Period
from bakohumas.programmes import Evaluation, Part, TaskForce
from bakohumas.testing import days, task_forces

SEASON = Period(date(2022, 4, 25), date(2022, 5, 10))
MUDIK = TaskForce(
    "mudik-2022",
    ("Homecoming 2022", "Satgas Komunikasi Mudik"),
    ("Tell the public of measures of traffic", "Menginformasikan diskresi lalu lintas"),
    ["kominfo", "polri-humas", "polri-korlantas"],
    "kominfo",
    SEASON,
    [("polri-korlantas", "kominfo"), ("kominfo", "public"), ("kominfo", "kominfo")],
    ["radio"],
    basis=Citation("seed 4"),
)


@given(task_forces(), days())
def test_every_missing_part_is_remarked_once(force: TaskForce, on: date) -> None:
    """A remark for each missing part, by TSK-15 where the rule names it, and no others."""
    missing = force.missing(on)
    said = [each for each in force.remarks(on) if each.when is None]

    are = {Part.MEMBERS: "are"}
    assert [each.because[0] for each in said] == [
        f"{part.label()} {are.get(part, 'is')} not recorded" for part in missing
    ]
    assert [each.rule for each in said] == [
        "" if part in {Part.MANDATE, Part.LEAD} else "TSK-15" for part in missing
    ]
    rows = {row["part"]: row["recorded"] for row in force.rows("id")}
    assert set(rows) == set(Part)
    assert all(
        not rows[part] for part in (Part.MEMBERS, Part.LEAD, Part.MANDATE) if part in missing
    )


@given(task_forces(), days())
def test_an_evaluation_is_asked_for_once_it_has_ended(force: TaskForce, on: date) -> None:
    """It is missing exactly from the day after its last one until it was evaluated."""
    over = force.period is not None and force.period.end is not None and on >= force.period.end
    evaluated = force.evaluation is not None and force.evaluation.on <= on

    assert (Part.EVALUATION in force.missing(on)) == (over and not evaluated)
    assert force.ended(on) == over
    assert not (force.active(on) and over)


@given(task_forces())
def test_a_flow_to_the_public_begins_with_a_member(force: TaskForce) -> None:
    """What strangers tell each other, or members among themselves, is none and adds nothing."""
    members = force.members or ("a",)
    known = attrs.evolve(force, members=members, lead="", flow=())
    strangers = [("outsider", "other"), ("outsider", members[0]), (members[0], members[-1])]
    inward = attrs.evolve(known, flow=strangers)
    outward = attrs.evolve(known, flow=[*strangers, (members[-1], "public")])

    assert Part.FLOW in known.missing(date(2022, 1, 1))
    assert Part.FLOW in inward.missing(date(2022, 1, 1))
    assert Part.FLOW not in outward.missing(date(2022, 1, 1))


def test_whose_flow_it_is_nobody_knows_without_members() -> None:
    """That the members are not recorded is said once; any flow may then be theirs."""
    unknown = TaskForce("x", flow=[("kominfo", "public")])

    assert Part.MEMBERS in unknown.missing(date(2022, 1, 1))
    assert Part.FLOW not in unknown.missing(date(2022, 1, 1))


@given(task_forces())
def test_pairs_are_told_once_and_never_to_oneself(force: TaskForce) -> None:
    """Each (speaker, hearer) stands once, in order, between two different codes."""
    pairs = force.pairs()

    assert list(pairs) == sorted(set(pairs))
    assert all(speaker != hearer for speaker, hearer in pairs)


def test_what_the_charter_asks_for_is_looked_at() -> None:
    """The parts that the charter of task forces names are among those that may be missing."""
    asked = charter("taskforce").value("taskforce.records", on=date(2022, 5, 1))

    assert isinstance(asked, tuple)
    assert set(asked) <= set(Part)


def test_a_task_force_from_beginning_to_end() -> None:
    """It stands for its season; then its evaluation is due, and when that is there it is whole."""
    last, after = date(2022, 5, 9), date(2022, 6, 2)
    evaluated = MUDIK.evaluate(by=["kominfo"], found="few lacks", on=after)

    assert [MUDIK.active(day) for day in (SEASON.start or last, last, after)] == [True, True, False]
    assert (MUDIK.missing(last), MUDIK.missing(after)) == ((), (Part.EVALUATION,))
    assert evaluated.remarks(after) == ()
    assert str(MUDIK.until(date(2022, 5, 1)).period) == "2022-04-25 to 2022-04-30"
    assert MUDIK.pairs() == (("kominfo", "public"), ("polri-korlantas", "kominfo"))
    early = MUDIK.evaluate(on=date(2022, 5, 1))
    assert [str(each) for each in early.remarks(after)] == [
        "TSK-15 [should; seed 4 (grade C)]: mudik-2022, 1 May 2022: it was evaluated before its end"
    ]
    inward = attrs.evolve(MUDIK, flow=[("polri-korlantas", "kominfo")])
    assert inward.missing(last) == (Part.FLOW,)


def test_a_task_force_tells_itself() -> None:
    """Part by part, in both languages, and what is not recorded too."""
    bare = TaskForce("x")

    assert MUDIK.evaluate(by=["kominfo"], on=date(2022, 6, 2)).explain() == (
        "Homecoming 2022\n"
        "- a mandate: Tell the public of measures of traffic\n"
        "- members: kominfo, polri-humas, polri-korlantas\n"
        "- a lead: kominfo\n"
        "- a period: 2022-04-25 to 2022-05-09\n"
        "- a flow of information to the public: "
        "kominfo → public, polri-korlantas → kominfo, radio\n"
        "- an evaluation at its end: evaluated by kominfo on 2 June 2022"
    )
    assert bare.explain("id").splitlines()[:2] == ["x", "- mandat: tidak tercatat"]
    assert [str(each) for each in bare.remarks(date(2022, 1, 1))] == [
        "[default of this library]: x: a mandate is not recorded",
        "TSK-15 [should; seed 4 (grade C)]: x: members are not recorded",
        "[default of this library]: x: a lead is not recorded",
        "TSK-15 [should; seed 4 (grade C)]: x: a period is not recorded",
        (
            "TSK-15 [should; seed 4 (grade C)]: x: "
            "a flow of information to the public is not recorded"
        ),
    ]
    assert bare.remarks(date(2022, 1, 1))[0].row("id") == {
        "rule": "",
        "modality": "DEFAULT",
        "grade": "X",
        "who": "x",
        "when": "",
        "because": "mandat tidak tercatat",
    }
    assert (str(MUDIK), MUDIK.label("id")) == ("mudik-2022", "Satgas Komunikasi Mudik")


@pytest.mark.parametrize(
    ("slip", "kind", "words"),
    [
        (lambda: TaskForce(" "), ValueError, "id must be a text without blanks"),
        (
            lambda: TaskForce("x", members=["a"], lead="b"),
            ValueError,
            "the lead is one of the members, and b is not among a",
        ),
        (lambda: TaskForce("x").until(date(2022, 1, 1)), ValueError, "x has no period"),
        (lambda: TaskForce("x", flow=["ab"]), TypeError, "each pair of a flow must be a tuple"),  # type: ignore[list-item]
        (lambda: TaskForce("x", flow=[("a", 1)]), TypeError, "a flow is of pairs"),  # type: ignore[list-item]
        (lambda: TaskForce("x", period="2022"), TypeError, "period must be a Period"),  # type: ignore[arg-type]
        (
            lambda: TaskForce("x", mandate=(" ", " ")),
            ValueError,
            "mandate must be worded, if at all",
        ),
        (lambda: TaskForce("x", mandate=("tell", "")), ValueError, "mandate must be worded, if at"),
        (lambda: TaskForce("x", lead=" "), ValueError, "lead must be empty, or a text without"),
        (lambda: TaskForce("x", lead=3), TypeError, "lead must be a str"),  # type: ignore[arg-type]
        (lambda: MUDIK.active("2022"), TypeError, "the day must be a date"),  # type: ignore[arg-type]
        (lambda: Evaluation("2022"), TypeError, "on must be a date"),  # type: ignore[arg-type]
    ],
)
def test_slips_in_a_task_force_are_told(
    slip: Callable[[], object], kind: type[Exception], words: str
) -> None:
    """A lead from outside, a flow that is none and a period in words are errors of the caller."""
    with pytest.raises(kind, match=words):
        slip()


def test_a_task_force_may_be_cut_only_to_something() -> None:
    """It cannot be dissolved before its first day."""
    with pytest.raises(ValueError, match="a period must end after it starts"):
        MUDIK.until(date(2022, 4, 25) - timedelta(1))
