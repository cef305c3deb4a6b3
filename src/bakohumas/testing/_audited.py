from datetime import date, timedelta
from typing import Any, Final

from hypothesis import strategies as st

from bakohumas.audit import (
    RULES,
    Comparison,
    Evidence,
    Fact,
    Finding,
    Observed,
    Report,
    Setting,
    Status,
    Verdict,
    Waiver,
    Worked,
    check,
    worked,
)
from bakohumas.testing._cases import cases
from bakohumas.testing._ground import days
from bakohumas.testing._lives import lives
from bakohumas.testing._networks import information_networks
from bakohumas.testing._values import Makers, Told, parts

_FEW: Final = tuple(
    each for each in RULES if each.norm.chapter in {"BOD", "BRD", "TRM"} and not each.reads
)
_EARLIEST: Final = date(2015, 1, 1)
_WAITS: Final = st.sampled_from([0, 1, 365]) | st.integers(0, 4000)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Reports of a body by some of the rules, on any day of its life; some breaches waived."""
    body = draw(lives())
    on = body.opened + timedelta(draw(_WAITS))
    rules = draw(st.lists(st.sampled_from(_FEW), min_size=1, max_size=6, unique=True))
    report = check(body, on=on, rules=rules)
    broken = [each.norm.id for each in report.violations]
    waived = draw(st.booleans())
    if broken and waived:
        return report.waive(broken[0], until=on, because="SK menyusul")
    return report


@st.composite
def _comparisons(draw: st.DrawFn) -> Comparison:
    body = draw(lives())
    first = body.opened + timedelta(draw(_WAITS))
    later = first + timedelta(draw(_WAITS))
    return check(body, on=later, rules=_FEW).compare(check(body, on=first, rules=_FEW))


@st.composite
def _verdicts(draw: st.DrawFn) -> Verdict:
    who = draw(st.sampled_from(["", "bps"]))
    words: Any = "there are none", "tidak ada"
    made = {
        Status.HOLDS: lambda: Verdict.holds(*words, who=who),
        Status.VIOLATED: lambda: Verdict.violated(who, *words),
        Status.UNDETERMINED: lambda: Verdict.undetermined(*words),
        Status.NOT_APPLICABLE: lambda: Verdict.not_applicable(*words),
    }
    return made[draw(st.sampled_from(Status))]()


@st.composite
def _settings(draw: st.DrawFn) -> Setting:
    body = draw(lives())
    return worked(body, on=body.opened + timedelta(draw(_WAITS)))


def _of_norms() -> st.SearchStrategy[str]:
    return st.sampled_from([each.id for each in RULES])


MAKERS: Final[Makers] = {
    Comparison: _comparisons,
    Fact: lambda: parts(Fact, reports()),
    Finding: lambda: parts(Finding, reports()),
    Observed: lambda: st.builds(
        Observed,
        information_networks(),
        body=st.just("contoh"),
        on=days(min_value=_EARLIEST),
    ),
    Report: reports,
    Setting: _settings,
    Verdict: _verdicts,
    Worked: lambda: st.deferred(lambda: st.sampled_from(cases("BOD", "TRM"))),
}
FIELDS: Final[Told] = {
    Waiver: {"rule": _of_norms()},
}
WHOLE: Final[frozenset[type]] = frozenset({Evidence})
