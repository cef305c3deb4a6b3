"""A plugin of pytest, by ``-p bakohumas.testing.plugin``: what a suite judged, in a table.

Tests hand their reports to the fixture ``bakohumas``; ``--bakohumas-on`` gives the day and
``--bakohumas-grade`` the weakest evidence that counts. At the end stands which rules were
judged, which could not be told, and which did not apply.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import pytest

from bakohumas.audit import RULES, Report, Rule, Status, check
from bakohumas.bodies import Body
from bakohumas.law import Grade

_KEY = pytest.StashKey["Judgements"]()
_OUTPUT = "bakohumas"


class Judgements:
    """What the tests of a run have judged; the fixture ``bakohumas`` gives the one of the run.

    Attributes:
        on: The day given on the command line, if any.
        grade: The weakest evidence that counts.
        tally: How many findings there are, by rule and status.
    """

    def __init__(self, on: date | None, grade: Grade) -> None:
        self.on: date | None = on
        self.grade: Grade = grade
        self.tally: Counter[tuple[str, str]] = Counter()

    def check(
        self,
        body: Body,
        records: Iterable[Any] = (),
        *,
        on: date | None = None,
        rules: Iterable[Rule] = RULES,
    ) -> Report:
        """Audit a body on the day, and by the grade, of the command line; and keep the report.

        Args:
            body: The body.
            records: Records to look at.
            on: Another day than that of the command line.
            rules: The rules to ask.

        Returns:
            The report, of which a test demands what it wants.

        Raises:
            pytest.UsageError: If no day is given anywhere.
        """
        day = on or self.on
        if day is None:
            msg = "no day to judge: give --bakohumas-on YYYY-MM-DD, or on= to the check"
            raise pytest.UsageError(msg)
        return self.add(check(body, records, on=day, rules=rules, weakest=self.grade))

    def add(self, report: Report) -> Report:
        """Keep a report that was made elsewhere, and hand it back."""
        self.tally.update((each.norm.id, each.status.value) for each in report.findings)
        return report

    def lines(self) -> Iterator[str]:
        """The closing table: one row a rule that was judged, and the others in two lists."""
        by_rule: dict[str, Mapping[str, int]] = {}
        for rule, _ in sorted(self.tally):
            by_rule[rule] = {each.value: self.tally[rule, each.value] for each in Status}
        judged = {rule for rule, by in by_rule.items() if by["holds"] or by["violated"]}
        open_ = {rule for rule, by in by_rule.items() if by["undetermined"]} - judged
        rest = sorted(set(by_rule) - judged - open_)
        yield f"{'rule':8}" + "".join(f"{each.label():>16}" for each in Status)
        for rule in sorted(judged):
            yield f"{rule:8}" + "".join(f"{number:>16}" for number in by_rule[rule].values())
        yield f"judged: {len(judged)}"
        yield f"undetermined: {len(open_)} {' '.join(sorted(open_))}".rstrip()
        yield f"not applicable: {len(rest)} {' '.join(rest)}".rstrip()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The day, and the weakest grade."""
    group = parser.getgroup("bakohumas")
    group.addoption(
        "--bakohumas-on",
        metavar="DAY",
        type=date.fromisoformat,
        help="judge bodies on this day, YYYY-MM-DD",
    )
    group.addoption(
        "--bakohumas-grade",
        default="X",
        choices=[each.value for each in Grade],
        help="the weakest evidence that counts; X, which is all, by default",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Begin with an empty table."""
    grade = Grade(config.getoption("--bakohumas-grade"))
    config.stash[_KEY] = Judgements(config.getoption("--bakohumas-on"), grade)


@pytest.fixture
def bakohumas(request: pytest.FixtureRequest) -> Judgements:
    """Audits bodies on the day of the command line, and keeps what was judged for the table."""
    return request.config.stash[_KEY]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In one of several processes, hand what was judged to the one that reports."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        tally = session.config.stash[_KEY].tally
        output[_OUTPUT] = [[*key, number] for key, number in tally.items()]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:  # noqa: ANN401 - of pytest-xdist
    """Take what one of several processes judged."""
    tally = node.config.stash[_KEY].tally
    for rule, status, number in getattr(node, "workeroutput", {}).get(_OUTPUT, ()):
        tally[rule, status] += number


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Close with the table, if anything was judged."""
    judged = config.stash[_KEY]
    if judged.tally:
        day = f" on {judged.on}" if judged.on else ""
        weakest = f", evidence of grade {judged.grade} or stronger"
        terminalreporter.section(f"rules of bakohumas{day}{weakest}")
        for line in judged.lines():
            terminalreporter.write_line(line)
