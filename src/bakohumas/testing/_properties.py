from collections.abc import Callable, Collection, Sequence
from typing import Any, Final

import attrs
from hypothesis import HealthCheck, Phase, find, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky, NoSuchExample

_QUIET: Final = settings(
    database=None,
    derandomize=True,
    deadline=None,
    report_multiple_bugs=False,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)


@attrs.frozen
class Property:
    """What must hold of somebody's method, model or allocator, whatever the case.

    Attributes:
        name: What it is called, such as ``"anonymous"``.
        says: What it asks, in a sentence.
        advice: What to do where it fails.
        breach: Says of a case what is wrong, or nothing.
        claimed: Whether it is asked only of those that claim it.
    """

    name: str
    says: str
    advice: str
    breach: Callable[[Any], str]
    claimed: bool = False


def hold(
    subject: str,
    cases: st.SearchStrategy[Any],
    properties: Sequence[Property],
    *,
    claims: Collection[str],
    max_examples: int,
) -> tuple[str, ...]:
    """Try all properties that are asked, and name them; the first that fails is told.

    Raises:
        AssertionError: If one fails: which, what is wrong, the smallest case, what to do.
        ValueError: If a claim is none, or nothing would be tried.
    """
    at_least_one(max_examples, what="max_examples")
    known = [each.name for each in properties if each.claimed]
    if unknown := sorted(set(claims) - set(known)):
        msg = f"claims must be among {', '.join(known) or 'none'}, got {', '.join(unknown)}"
        raise ValueError(msg)
    asked = [each for each in properties if not each.claimed or each.name in claims]
    for each in asked:
        _try(subject, cases, each, max_examples)
    return tuple(each.name for each in asked)


def _try(subject: str, cases: st.SearchStrategy[Any], law: Property, max_examples: int) -> None:
    often = settings(_QUIET, max_examples=max_examples)
    try:
        case = find(cases, lambda each: bool(_breach(law, each)[0]), settings=often)
    except NoSuchExample:
        return
    except Flaky:
        msg = f"{subject} is not deterministic: the same case went well once, and not again"
        raise AssertionError(f"{msg}\n→ let nothing but the arguments decide") from None
    wrong, crash = _breach(law, case)
    lines = (
        f"{subject} crashes: {wrong}" if crash else f"{subject} is not {law.name}: {wrong}",
        f"property: {'it answers, whatever the case' if crash else law.says}",
        f"smallest case: {case}",
        f"→ {'mend the crash: of what else must hold, nothing is said' if crash else law.advice}",
    )
    raise AssertionError("\n".join(lines)) from crash


def _breach(law: Property, case: object) -> tuple[str, Exception | None]:
    """What is wrong, and the crash if it is one: whatever was asked, that is not about it."""
    try:
        return law.breach(case), None
    except Exception as crash:  # noqa: BLE001 - of somebody else's code
        return f"it raises {type(crash).__name__}: {crash}", crash


def at_least_one(number: int, *, what: str) -> None:
    """Insist that something is tried.

    Raises:
        ValueError: If nothing would be.
    """
    if number < 1:
        msg = f"{what} must be 1 or more, got {number!r}: nothing would be tried"
        raise ValueError(msg)


def tried(subject: str, cases: st.SearchStrategy[Any], answers: Callable[[Any], bool]) -> None:
    """Insist that there is a case that is not refused: of a refusal alone everything holds.

    Raises:
        AssertionError: If each is refused.
    """
    try:
        find(cases, answers, settings=_QUIET)
    except NoSuchExample:
        msg = f"{subject} refuses every case: nothing could be tried"
        raise AssertionError(f"{msg}\n→ hold it to cases that it takes, or mend it") from None
