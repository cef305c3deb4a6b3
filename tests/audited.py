from datetime import date

from bakohumas.audit import RULES, Finding, Status, check
from bakohumas.bodies import Body
from bakohumas.institutions import directory

DAY = date(2015, 11, 2)
OFFICES = directory(on=DAY)
BY_ID = {each.id: each for each in RULES}
HOLDS, VIOLATED = [Status.HOLDS], [Status.VIOLATED]
UNDETERMINED, NOT_APPLICABLE = [Status.UNDETERMINED], [Status.NOT_APPLICABLE]


def judged(rule: str, body: Body, *records: object, on: date = DAY) -> tuple[Finding, ...]:
    """What one rule finds; every finding is told in two languages."""
    findings = check(body, records, on=on, rules=[BY_ID[rule]]).findings
    assert all(english and indonesian for english, indonesian in (f.because for f in findings))
    return findings


def statuses(findings: tuple[Finding, ...]) -> list[Status]:
    """The status of each finding."""
    return [each.status for each in findings]


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    """Status and subject of each finding, which must speak both languages."""
    assert all(en and other and en != other for en, other in (each.because for each in findings))
    return [(each.status.value, each.who) for each in findings]
