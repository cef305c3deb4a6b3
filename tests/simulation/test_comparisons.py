from itertools import pairwise

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bakohumas.errors import UnknownNameError
from bakohumas.networks import InformationNetwork, Node, Role, Tie
from bakohumas.simulation import (
    UNCALIBRATED,
    AddTies,
    Comparison,
    Estimate,
    IndependentCascade,
    Intervention,
    Raise,
    Silence,
    compare,
    compile_plan,
    simulate,
    turning_point,
)
from bakohumas.testing import information_networks

MODEL = IndependentCascade()
NETWORK = InformationNetwork(
    [Node("body"), Node("unit"), Node("site", Role.SITE), Node("all", Role.PUBLIC, size=1000)],
    [
        Tie("body", "unit", "forum", 0.5),
        Tie("unit", "site", "report", 0.9),
        Tie("unit", "all", "press", 0.2),
        Tie("site", "all", "press", 0.1),
    ],
)


def study(arms: dict[str, list[Intervention]], runs: int = 300) -> Comparison:
    """The arms compared on the worlds of one seed."""
    return compare(NETWORK, MODEL, arms, seeds=["body"], runs=runs, seed=11)


BOTH = study({"today": [], "programme": [Raise("press", 0.8), Raise("forum", 1)]})


def test_interventions_do_what_they_say() -> None:
    """Each changes its own ties and no others, and leaves the original as it was."""
    raised = Raise("press", 0.7, role=Role.SITE).apply(NETWORK)
    chances = {tie.key: tie.probability for tie in raised.ties}
    tie = Tie("all", "body", "comments", 0.1)

    assert chances["site", "all", "press"] == 0.7
    assert chances["unit", "all", "press"] == 0.2
    assert [tie.probability for tie in Raise("press", 0).apply(NETWORK).ties] == [0.5, 0, 0, 0.9]
    assert Silence("press").apply(NETWORK).channels == ("forum", "report")
    assert AddTies([tie]).apply(NETWORK) == NETWORK.with_ties([tie])
    assert AddTies(iter([tie])) == AddTies([tie])


def test_interventions_that_do_not_fit() -> None:
    """An unknown channel, a chance that is none and a tie that is there are refused."""
    with pytest.raises(UnknownNameError, match=r"did you mean press\?"):
        Raise("prss", 1).apply(NETWORK)
    with pytest.raises(UnknownNameError, match="channel"):
        study({"today": [Silence("tv")]})
    with pytest.raises(ValueError, match="probability"):
        Raise("press", 1.2)
    with pytest.raises(ValueError, match="2 ties go from body to unit"):
        AddTies([Tie("body", "unit", "forum")]).apply(NETWORK)
    with pytest.raises(ValueError, match="name at least one"):
        study({})


@given(information_networks(min_nodes=2), st.integers(0, 2**64 - 1), st.floats(0, 1), st.data())
def test_more_never_reaches_fewer(
    network: InformationNetwork, seed: int, chance: float, data: st.DataObject
) -> None:
    """Run by run, a higher chance or one tie more shrinks no run and nobody's chance to hear."""
    assume(network.ties)
    picked = data.draw(st.sampled_from(network.ties))
    low, high = sorted([chance, picked.probability])
    rest = [tie for tie in network.ties if tie != picked]
    arms: dict[str, list[Intervention]] = {
        "without": [],
        "low": [AddTies([attrs.evolve(picked, probability=low)])],
        "high": [AddTies([attrs.evolve(picked, probability=high)])],
    }
    start = picked.source
    found = compare(
        InformationNetwork(network.nodes, rest), MODEL, arms, seeds=[start], runs=8, seed=seed
    )
    for less, more in pairwise(found.ensembles.values()):
        assert all(x <= y for x, y in zip(less.sizes, more.sizes, strict=True))
        assert all(x <= y for x, y in zip(less.counts, more.counts, strict=True))


def test_arms_share_their_worlds() -> None:
    """A channel that is new in one arm changes nothing for the ties that both have."""
    idle: list[Intervention] = [
        AddTies([Tie("all", "site", "aaa", 0)])
    ]  # its name comes first of all
    found = study({"today": [], "idle": idle})

    assert found.ensembles["today"].sizes == found.ensembles["idle"].sizes
    assert found.difference("idle", "today", role="public") == Estimate(0, 0)


def test_an_arm_is_a_simulation() -> None:
    """An arm is what simulate gives for its network with the channels of all arms."""
    changed = Silence("report").apply(NETWORK)
    plan = compile_plan(changed, channels=NETWORK.channels)
    alone = simulate(plan, MODEL, seeds=["body"], runs=300, seed=11)

    assert study({"today": [], "quiet": [Silence("report")]}).ensembles["quiet"] == alone


def test_what_is_sure_once_the_unsure_is_silent_is_not_said() -> None:
    """Where every tie that stays is believed for certain, the plan has no credibilities."""
    ties = [Tie("a", "b", "talk", 0.5), Tie("b", "c", "letter", 0.5, credibility=0.5)]
    network = InformationNetwork([Node("a"), Node("b"), Node("c")], ties)
    changed = Silence("letter").apply(compile_plan(network))

    assert len(compile_plan(network).credibility) == 2
    assert (len(changed.target), len(changed.credibility)) == (1, 0)
    quiet = compile_plan(Silence("letter").apply(network), channels=network.channels)
    assert changed.digest == quiet.digest


def test_differences_are_paired() -> None:
    """The difference is taken run by run, as a share of a role's people or in nodes."""
    one, other = BOTH.ensembles["programme"], BOTH.ensembles["today"]
    group = one.group("public")
    pairs = zip(one.people[group], other.people[group], strict=True)
    found = BOTH.difference("programme", "today", role="public")
    apart = (
        one.share("public").standard_error ** 2 + other.share("public").standard_error ** 2
    ) ** 0.5

    assert found == Estimate.of([x - y for x, y in pairs], whole=1000)
    assert found.mean == pytest.approx(one.share("public").mean - other.share("public").mean)
    assert found.standard_error < apart
    assert BOTH.difference("programme", "today").mean == pytest.approx(one.mean - other.mean)
    assert BOTH.difference("today", "programme", role="public").mean == -found.mean


def test_a_comparison_tells_itself() -> None:
    """Rows name their arm; the words hold every arm against the first."""
    rows = BOTH.rows()
    english, indonesian = BOTH.explain().splitlines(), BOTH.explain("id").splitlines()

    assert [(row["arm"], row["role"]) for row in rows][:4] == [
        ("today", "member"),
        ("today", "site"),
        ("today", "public"),
        ("programme", "member"),
    ]
    assert {key: rows[2][key] for key in ("share", "low")} == {
        "share": BOTH.ensembles["today"].share("public").mean,
        "low": BOTH.ensembles["today"].share("public").low,
    }
    assert english[2].startswith("programme against today, public: +")
    assert " points (95 %: +" in english[2]
    assert indonesian[2].startswith("programme terhadap today, publik: +")
    assert "," in indonesian[2].partition("+")[2].partition("poin")[0]
    assert (english[-1], indonesian[-1]) == UNCALIBRATED


def test_unknown_arms_are_refused() -> None:
    """A mistyped arm is refused, with what was probably meant."""
    with pytest.raises(UnknownNameError, match=r"no arm .* 'program' .*did you mean programme\?"):
        BOTH.difference("program", "today")


def test_progress_runs_over_all_arms() -> None:
    """Runs done are counted through from the first arm to the last."""
    told: list[tuple[int, int]] = []
    compare(
        NETWORK,
        MODEL,
        {"a": [], "b": []},
        seeds=iter(["body"]),
        runs=4,
        seed=1,
        chunk=2,
        on_update=lambda done, total: told.append((done, total)),
    )

    assert told == [(2, 8), (4, 8), (6, 8), (8, 8)]


@given(st.floats(-1, 2), st.integers(0, 20), st.sampled_from([-1, 1]))
def test_the_turn_is_found(turn: float, steps: int, sign: int) -> None:
    """A monotone conclusion is found to turn where it does, as near as promised."""
    found = turning_point(lambda value: sign * (value - turn), 0, 1, steps=steps)
    inside = 0 < turn <= 1 if sign < 0 else 0 <= turn < 1

    assert (found is not None) == inside
    if found is not None:
        assert abs(found - turn) <= 2.0 ** -(steps + 1) + 1e-12


def test_where_a_programme_stops_to_pay() -> None:
    """The turn of a simulated difference is the same every time."""

    def gain(press: float) -> float:
        arms: dict[str, list[Intervention]] = {"today": [], "programme": [Raise("press", press)]}
        return study(arms, runs=100).difference("programme", "today", role="public").mean

    found = turning_point(gain, 0, 1, steps=6)

    assert found is not None
    assert 0.1 < found < 0.3
    assert found == turning_point(gain, 0, 1, steps=6)


def test_a_range_must_be_one() -> None:
    """An empty range and a negative number of halvings are refused."""
    with pytest.raises(ValueError, match="low must lie below high"):
        turning_point(abs, 1, 1)
    with pytest.raises(ValueError, match="not below 0, got 0, 1 and -1"):
        turning_point(abs, 0, 1, steps=-1)
