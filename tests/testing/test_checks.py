"""What a host adds is held to what any must do: the right pass, and each fault is named."""
# ruff: noqa: ARG001, ARG002, ARG005 - a stand-in takes whatever it is given

import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence
from random import Random
from typing import Any

import attrs
import pytest

from bakohumas.elections import (
    IRV,
    STV,
    Approval,
    Borda,
    Majority,
    Method,
    Profile,
    Result,
    Schulze,
    Stage,
    TieBreak,
    count,
)
from bakohumas.errors import MODEL, InfeasibleError, SeatError
from bakohumas.networks import InformationNetwork
from bakohumas.programmes import Agency, Task, allocate
from bakohumas.simulation import IndependentCascade, compile_plan, simulate
from bakohumas.testing import check_allocator, check_method, check_model


@pytest.mark.parametrize(
    ("method", "claims"),
    [
        (IRV(), ["majority"]),
        (Schulze(), ["condorcet", "majority", "monotone"]),
        (Borda(), ["monotone"]),
        (Majority(), ["majority"]),
    ],
    ids=str,
)
def test_our_own_methods_pass(method: Method, claims: list[str]) -> None:
    """They have all that any has, and what they are known for."""
    tried = check_method(method, claims=claims, max_examples=15)

    assert tried[:4] == ("deterministic", "anonymous", "neutral", "bounded")
    assert set(claims) <= set(tried)


def test_methods_for_several_seats_pass() -> None:
    """A method for two seats is tried on one and two."""
    assert "conserving" in check_method(STV(), seats=2, max_examples=15)


@pytest.mark.parametrize(
    ("method", "claim"), [(Borda(), "majority"), (IRV(), "condorcet")], ids=str
)
def test_a_claim_that_is_no_theorem_fails(method: Method, claim: str) -> None:
    """Borda passes over a majority, instant runoff over whoever beats everybody."""
    with pytest.raises(AssertionError, match=f"is not {claim}: ") as found:
        check_method(method, claims=[claim], max_examples=300)

    assert "smallest case: Ballots(profile=" in str(found.value)
    assert "→ claim it only where it is a theorem" in str(found.value)


@attrs.frozen
class Odd:
    """Plurality with one thing wrong."""

    fault: str
    tossed: Any = attrs.field(factory=itertools.count, eq=False, repr=False)

    def __str__(self) -> str:
        """The rule and its fault."""
        return f"odd {self.fault}"

    def label(self, lang: str = "en") -> str:
        """What it is called."""
        return f"odd ({self.fault})"

    def stages(self, profile: Profile, *, seats: int, ties: TieBreak) -> Iterable[Stage]:
        """Count the first preferences, and spoil it."""
        if self.fault == "crash":
            raise KeyError(self.fault)
        base = count(profile, Majority(None), ties=ties)
        for stage in base.stages:
            yield self._spoilt(stage, profile)

    def _spoilt(self, stage: Stage, profile: Profile) -> Stage:
        names = sorted(profile.candidates)
        wrong: dict[str, dict[str, Any]] = {
            "toss": {"who": (names[next(self.tossed) % 4],)},
            "name": {"who": ("Ani",)},
            "crowd": {"who": tuple(names[:2])},
            "loss": {"exhausted": stage.exhausted + 1},
            "least": {"who": (min(dict(stage.tallies), key=dict(stage.tallies).__getitem__),)},
        }
        return attrs.evolve(stage, **wrong.get(self.fault, {})) if stage.who else stage


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("toss", "deterministic"),
        ("name", "is not neutral: renamed, "),
        ("crowd", "is not (neutral|bounded)"),
        ("loss", "is not conserving: at stage 1 there are "),
        ("least", "is not (neutral|unanimous)"),
        ("crash", "it raises KeyError: 'crash'"),
    ],
)
def test_a_fault_in_a_method_is_named(fault: str, words: str) -> None:
    """Each is found, with the smallest profile and what to do."""
    with pytest.raises(AssertionError, match=words) as found:
        check_method(Odd(fault), max_examples=30)

    assert "→ " in str(found.value)


@attrs.frozen
class Refuses:
    """A method that never counts."""

    def label(self, lang: str = "en") -> str:
        """What it is called."""
        return "refusal"

    def stages(self, profile: Profile, *, seats: int, ties: TieBreak) -> Iterable[Stage]:
        """Refuse it."""
        raise SeatError("count", "it is refused", MODEL, "count otherwise")


def test_what_cannot_fail_is_no_check() -> None:
    """A refusal of everything, no seats, no cases, and no division are not passed over."""
    with pytest.raises(AssertionError, match="refusal refuses every case: nothing could be tried"):
        check_method(Refuses(), max_examples=5)
    with pytest.raises(ValueError, match="seats must be 1 or more, got 0"):
        check_method(IRV(), seats=0)
    with pytest.raises(ValueError, match="max_examples must be 1 or more, got 0"):
        check_allocator(exact, max_examples=0)
    with pytest.raises(AssertionError, match="is not optimal: it finds none, and 0 is enough"):
        check_allocator(lambda tasks, agencies: None, claims=["optimal"], max_examples=30)


def test_a_crash_is_told_as_one() -> None:
    """It is no lack of determinism, and its own traceback goes with it."""
    with pytest.raises(AssertionError, match="→ mend the crash") as found:
        check_method(Odd("crash"), max_examples=5)

    assert str(found.value).startswith("odd (crash) crashes: it raises KeyError: 'crash'")
    assert isinstance(found.value.__cause__, KeyError)


def test_a_method_may_refuse() -> None:
    """What it cannot fill it refuses; that is no breach."""
    assert check_method(Approval(1, least=1), seats=2, max_examples=20)


def test_a_claim_is_one_that_is_known() -> None:
    """An unknown claim is a slip, and the known ones are told."""
    with pytest.raises(ValueError, match="claims must be among monotone, majority, condorcet, got"):
        check_method(IRV(), claims=["fair"])


def exact(tasks: Sequence[Task], agencies: Sequence[Agency]) -> Mapping[str, str] | None:
    """The exact division."""
    try:
        return allocate(tasks, agencies).assignments
    except InfeasibleError:
        return None


def first_fit(tasks: Sequence[Task], agencies: Sequence[Agency]) -> Mapping[str, str] | None:
    """The first agency that may, and never goes back."""
    room = {each.id: each.capacity for each in agencies}
    chosen: dict[str, str] = {}
    for task in tasks:
        for agency in agencies:
            held = {task.id: agency.id}
            if room[agency.id] and exact([task], [attrs.evolve(agency, capacity=1)]) == held:
                chosen |= held
                room[agency.id] -= 1
                break
        else:
            return None
    return chosen


def test_an_exact_allocator_passes_and_a_greedy_one_claims_less() -> None:
    """First fit is valid; it is neither complete nor optimal."""
    assert check_allocator(exact, claims=["complete", "optimal"], max_examples=15)
    assert check_allocator(first_fit, max_examples=15) == ("deterministic", "sober", "valid")
    with pytest.raises(AssertionError, match="first_fit is not complete: it finds none"):
        check_allocator(first_fit, claims=["complete"], max_examples=1000)
    with pytest.raises(AssertionError, match="first_fit is not optimal: it costs"):
        check_allocator(first_fit, claims=["optimal"], max_examples=100)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda tasks, agencies: {each.id: "nobody" for each in tasks}, "is not sober: it finds"),
        (
            lambda tasks, agencies: None if exact(tasks, agencies) is None else {"x": "y"},
            "is not valid: nobody asked for x, y",
        ),
        (
            lambda tasks, agencies: None if exact(tasks, agencies) is None else {},
            "is not valid: t0 has no agency",
        ),
    ],
)
def test_a_fault_in_an_allocator_is_named(wrong: Any, words: str) -> None:  # noqa: ANN401 - functions
    """What nobody could, what nobody asked for, and what is forgotten."""
    with pytest.raises(AssertionError, match=words):
        check_allocator(wrong, max_examples=200)


def test_an_allocator_that_changes_its_mind_is_named() -> None:
    """The same problem, and another answer."""
    tossed = itertools.count()

    def fickle(tasks: Sequence[Task], agencies: Sequence[Agency]) -> Mapping[str, str] | None:
        return {"t": str(next(tossed))}

    with pytest.raises(AssertionError, match="fickle is not deterministic: "):
        check_allocator(fickle, max_examples=20)


def ours(network: InformationNetwork, *, seeds: Collection[str], seed: int) -> Collection[str]:
    """The cascade of this library, one run of it."""
    plan = compile_plan(network)
    ran = simulate(plan, IndependentCascade(), seeds=seeds, runs=1, seed=seed)
    return [each.id for each in network.nodes if ran.probability(each.id)]


def reached_from(least: float) -> Any:  # noqa: ANN401 - a function
    """A model in which a tie tells if it is likely enough, and never tosses."""

    def model(network: InformationNetwork, *, seeds: Collection[str], seed: int) -> set[str]:
        known = {*seeds}
        telling = [each for each in network.ties if each.probability >= least]
        for _ in network.nodes:
            known |= {each.target for each in telling if each.source in known}
        return known

    return model


def test_our_own_model_passes() -> None:
    """A cascade has every property."""
    tried = check_model(ours, claims=["monotone"], max_examples=20)

    assert tried == ("deterministic", "bounded", "silent", "sure", "weighed", "monotone")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda network, *, seeds, seed: [], "is not bounded: it reaches nobody"),
        (
            lambda network, *, seeds, seed: [each.id for each in network.nodes],
            "is not silent: no tie tells, and it reaches",
        ),
        (lambda network, *, seeds, seed: seeds, "is not sure: every tie tells; it reaches"),
        (reached_from(0.001), "is not weighed: ties .* tell in 24, 24, 24 of 24 runs"),
        (reached_from(1.0), "is not weighed: ties .* tell in 0, 0, 0 of 24 runs"),
        (reached_from(0.5), "is not weighed: ties .* tell in 0, 24, 24 of 24 runs"),
    ],
)
def test_a_fault_in_a_model_is_named(wrong: Any, words: str) -> None:  # noqa: ANN401 - functions
    """It forgets the seeds, tells without ties, or does not tell at all."""
    with pytest.raises(AssertionError, match=words):
        check_model(wrong, max_examples=30)


def test_a_model_that_tosses_elsewhere_or_by_order_is_named() -> None:
    """The same run, and another reach; more seeds, and fewer reached."""
    tossed = itertools.count()

    def restless(network: InformationNetwork, *, seeds: Collection[str], seed: int) -> set[str]:
        return {each.id for each in network.nodes[: next(tossed) % 2]}

    def jealous(network: InformationNetwork, *, seeds: Collection[str], seed: int) -> set[str]:
        sure = {each.probability for each in network.ties} <= {1.0}
        telling = [
            each
            for each in network.ties
            if Random(f"{seed} {each.source} {each.target}").random() < each.probability
        ]
        known = {*seeds}
        for _ in network.nodes if sure or len(seeds) == 1 else ():
            known |= {each.target for each in telling if each.source in known}
        return known

    with pytest.raises(AssertionError, match="restless is not deterministic"):
        check_model(restless, max_examples=30)
    with pytest.raises(AssertionError, match="jealous is not monotone: with more seeds"):
        check_model(jealous, claims=["monotone"], max_examples=200)


def test_a_result_that_was_refused_has_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """The recount of a result with a stage left out is told."""
    monkeypatch.setattr(
        "bakohumas.testing._check_method.verify", lambda result: ("stage 1 is missing",)
    )
    with pytest.raises(AssertionError, match="is not verified: stage 1 is missing"):
        check_method(IRV(), max_examples=10)
    assert isinstance(count([["Ani"]], IRV()), Result)
