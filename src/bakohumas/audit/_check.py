from collections.abc import Iterable
from datetime import date
from operator import attrgetter
from typing import Any

from bakohumas.audit._report import Finding, Report
from bakohumas.audit._rule import Case, Rule
from bakohumas.audit._rules import RULES
from bakohumas.bodies import Body


def check(
    body: Body, records: Iterable[Any] = (), *, on: date, rules: Iterable[Rule] = RULES
) -> Report:
    """Hold a body, and records about it, against the rules on one day.

    Args:
        body: The body.
        records: Records of meetings, programmes and networks to look at, in any order.
        on: The day to judge.
        rules: The rules to ask; all that the library judges by default.

    Raises:
        RefusedError: If the body did not exist on that day.
        ValueError: If two rules have the same id.

    Examples:
        >>> from bakohumas.law import charter
        >>> body = Body.found("nasional", charter=charter("national"),
        ...     on=date(2015, 11, 2), basis="invented")
        >>> [each.norm.id for each in check(body, on=date(2016, 1, 1)).violations]
        ['BOD-02', 'BOD-04', 'BRD-11']
    """
    asked = tuple(rules)
    ids = [rule.id for rule in asked]
    if len(set(ids)) != len(ids):
        twice = sorted({each for each in ids if ids.count(each) > 1})
        msg = f"two rules judge {', '.join(twice)}"
        raise ValueError(msg)
    case = Case(body, tuple(records), on, body.on(on))
    findings = tuple(
        Finding(rule.norm, verdict.status, verdict.who, verdict.because, rule.advice)
        for rule in asked
        for verdict in sorted(rule.judge(case), key=attrgetter("who", "because", "status"))
    )
    return Report(body.id, on, case.now.charter.name, findings)
