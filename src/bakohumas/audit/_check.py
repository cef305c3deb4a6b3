from collections.abc import Iterable, Iterator
from datetime import date
from operator import attrgetter
from typing import Any

from bakohumas.audit._records import admitted, sifted
from bakohumas.audit._report import Finding, Report
from bakohumas.audit._rule import Case, Rule, Verdict
from bakohumas.audit._rules import RULES
from bakohumas.bodies import Body
from bakohumas.errors import expect
from bakohumas.languages import day
from bakohumas.law import regulations


def check(
    body: Body, records: Iterable[Any] = (), *, on: date, rules: Iterable[Rule] = RULES
) -> Report:
    """Hold a body, and records about it, against the rules on one day.

    A rule whose text was made after the day is not applied to it. Records of another
    body, and of later than the day, are left out, and the report says which.

    Args:
        body: The body.
        records: Records to look at, in any order: of meetings
            (:class:`~bakohumas.meetings.Record`), programmes
            (:class:`~bakohumas.programmes.Programme`) and networks
            (:class:`~bakohumas.networks.InformationNetwork`, which counts for any body
            and day, or :class:`Observed`, which says of which).
        on: The day to judge.
        rules: The rules to ask; all that the library judges by default.

    Returns:
        What every rule says, in the order of the rules; one finding of each at least.

    Raises:
        RefusedError: If the body did not exist on that day.
        TypeError: If the body, a record, the day or a rule is something else.
        ValueError: If two rules have the same id.

    Examples:
        >>> from bakohumas.law import charter
        >>> body = Body.found("nasional", charter=charter("national"),
        ...     on=date(2015, 11, 2), basis="invented")
        >>> report = check(body, on=date(2016, 1, 1))
        >>> [each.norm.id for each in report.violations]
        ['BOD-04', 'BRD-11']
        >>> report.counts()["undetermined"]
        10
    """
    expect(body, Body, what="the body to audit")
    expect(on, date, what="the day of the audit")
    expect(rules, Iterable, what="the rules")
    asked = tuple(rules)
    for each in asked:
        expect(each, Rule, what="a rule to ask")
    ids = [rule.id for rule in asked]
    if len(set(ids)) != len(ids):
        twice = sorted({each for each in ids if ids.count(each) > 1})
        msg = f"two rules judge {', '.join(twice)}"
        raise ValueError(msg)
    put = admitted(records, *(kind for rule in asked for kind in rule.reads))
    case, ignored = sifted(Case(body, put, on, body.on(on)))
    findings = tuple(
        Finding(
            rule.norm,
            verdict.status,
            verdict.who,
            verdict.because,
            verdict.advice or rule.advice,
            verdict.assumed,
        )
        for rule in asked
        for verdict in sorted(_verdicts(rule, case), key=attrgetter("who", "because", "status"))
    )
    return Report(
        body.id,
        on,
        case.now.charter.name,
        findings,
        name=body.name,
        title=case.now.charter.title,
        ignored=ignored,
    )


def _verdicts(rule: Rule, case: Case) -> Iterator[Verdict]:
    text = regulations().get(rule.norm.citation.regulation)
    if text and text.made and text.made > case.on:
        yield Verdict.not_applicable(
            f"{text} was made on {day(text.made)}",
            f"{text} baru ditetapkan pada {day(text.made, 'id')}",
        )
    else:
        yield from rule.judge(case)
