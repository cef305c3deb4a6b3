from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import Any

from bakohumas.audit._case import Case
from bakohumas.audit._records import admitted, sifted
from bakohumas.audit._report import Report
from bakohumas.audit._rule import Rule, ruleset
from bakohumas.audit._rules import RULES
from bakohumas.bodies import Body
from bakohumas.errors import ConflictError, expect
from bakohumas.law import Grade


def check(
    body: Body,
    records: Iterable[Any] = (),
    *,
    on: date,
    rules: Iterable[Rule] = RULES,
    weakest: Grade | str = "X",
) -> Report:
    """Hold a body, and records about it, against the rules on one day.

    A rule whose text was made after the day, or that speaks of other kinds of bodies
    than the charter governs, is not applicable. One that must know what texts of the
    charter conflict on is undetermined, and names them. Records of another body, and of later
    than the day, are left out, and the report says which. The facts that a rule read
    stand in its findings.

    Args:
        body: The body.
        records: Records to look at, in any order: of meetings
            (:class:`~bakohumas.meetings.Record`), programmes
            (:class:`~bakohumas.programmes.Programme`) and networks
            (:class:`~bakohumas.networks.InformationNetwork`, which counts for any body
            and day, or :class:`Observed`, which says of which).
        on: The day to judge.
        rules: The rules to ask; all that the library judges by default.
        weakest: The weakest evidence that counts; what a rule of a weaker grade says is
            undetermined, and not false.

    Returns:
        What every rule says, in the order of the rules; one finding of each at least.

    Raises:
        RefusedError: If the body did not exist on that day.
        TypeError: If the body, a record, the day or a rule is something else.
        ValueError: If two rules have the same id, there is no such grade, or a rule
            uses a datum that its norm does not need.

    Examples:
        >>> from bakohumas.law import charter
        >>> body = Body.found("nasional", charter=charter("national"),
        ...     on=date(2015, 11, 2), basis="invented")
        >>> report = check(body, on=date(2016, 1, 1))
        >>> [each.norm.id for each in report.violations]
        ['BOD-04', 'BRD-11']
        >>> report.counts()["undetermined"] > 0
        True
        >>> check(body, on=date(2016, 1, 1), weakest="B").violations
        ()
    """
    expect(body, Body, what="the body to audit")
    expect(on, date, what="the day of the audit")
    expect(rules, Iterable, what="the rules")
    asked = ruleset(*rules)
    put = admitted(records, *(kind for rule in asked for kind in rule.reads))
    enough = Grade.of(weakest, what="the weakest grade")
    case, ignored = sifted(Case(body, put, on, weakest=enough))
    with suppress(ConflictError):  # which every rule that must know tells for itself
        _ = case.now
    return Report(
        body.id,
        on,
        case.charter.name,
        tuple(finding for rule in asked for finding in rule.findings(case)),
        name=body.name,
        title=case.charter.title,
        ignored=ignored,
    )
