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
        ValueError: If a claim is none.
    """
    known = [each.name for each in properties if each.claimed]
    if unknown := sorted(set(claims) - set(known)):
        msg = f"claims must be among {', '.join(known) or 'none'}, got {', '.join(unknown)}"
        raise ValueError(msg)
    asked = [each for each in properties if not each.claimed or each.name in claims]
    for each in asked:
        _try(subject, cases, each, max_examples)
    return tuple(each.name for each in asked)


def _try(subject: str, cases: st.SearchStrategy[Any], law: Property, max_examples: int) -> None:
    tried = settings(_QUIET, max_examples=max_examples)
    try:
        case = find(cases, lambda each: bool(_breach(law, each)), settings=tried)
    except NoSuchExample:
        return
    except Flaky:
        msg = f"{subject} is not deterministic: the same case went well once, and not again"
        raise AssertionError(f"{msg}\n→ let nothing but the arguments decide") from None
    lines = (
        f"{subject} is not {law.name}: {_breach(law, case)}",
        f"property: {law.says}",
        f"smallest case: {case}",
        f"→ {law.advice}",
    )
    raise AssertionError("\n".join(lines))


def _breach(law: Property, case: object) -> str:
    """What is wrong; a crash is, whatever it was about."""
    try:
        return law.breach(case)
    except Exception as crash:  # noqa: BLE001 - of somebody else's code
        return f"it raises {type(crash).__name__}: {crash}"
