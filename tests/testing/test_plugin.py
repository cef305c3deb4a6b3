"""The plugin judges on the day of the command line, and closes with a table."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

SOURCE = Path(__file__).parents[2] / "src"
SUITE = """
from datetime import date

import pytest
from bakohumas.audit import check
from bakohumas.bodies import Body
from bakohumas.law import charter

DAY = date(2015, 11, 2)
BODY = Body.found("contoh", charter=charter("national"), on=DAY, basis="invented")


def test_one(bakohumas):
    report = bakohumas.check(BODY)
    assert report.on == date(2016, 1, 1)
    assert report.where(rule="BRD-11")


def test_two(bakohumas):
    report = check(BODY, on=DAY)
    assert bakohumas.add(report) is report
"""


@pytest.fixture
def suite(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A suite of two tests."""
    monkeypatch.setenv("PYTHONPATH", str(SOURCE))
    pytester.makepyfile(SUITE)
    return pytester


def run(suite: pytest.Pytester, *options: str) -> pytest.RunResult:
    """Run it in a process of its own."""
    return suite.runpytest_subprocess("-p", "bakohumas.testing.plugin", *options)


def test_the_table_says_what_was_judged(suite: pytest.Pytester) -> None:
    """One row a rule that was judged, and lists of the others."""
    result = run(suite, "--bakohumas-on", "2016-01-01")

    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(
        [
            "*rules of bakohumas on 2016-01-01, evidence of grade X or stronger*",
            "rule * holds * violated * undetermined * not applicable",
            "BRD-11 * 0 * 2 * 0 * 0",
            "judged: *",
            "undetermined: *",
            "not applicable: *",
        ]
    )


def test_a_grade_leaves_rules_untold(suite: pytest.Pytester) -> None:
    """What rests on weaker evidence is undetermined in what the plugin audits."""
    result = run(suite, "--bakohumas-on=2016-01-01", "--bakohumas-grade=A", "-k", "one")

    result.assert_outcomes(passed=1, deselected=1)
    result.stdout.fnmatch_lines(["*evidence of grade A or stronger*", "undetermined: * BRD-11*"])


def test_several_processes_report_as_one(suite: pytest.Pytester) -> None:
    """With pytest-xdist the table is the same."""
    one = run(suite, "--bakohumas-on", "2016-01-01")
    several = run(suite, "--bakohumas-on", "2016-01-01", "-n", "2")

    def table(result: pytest.RunResult) -> list[str]:
        lines = [line for line in result.outlines if line]
        start = next(n for n, line in enumerate(lines) if line.startswith("rule "))
        return lines[start : next(n for n, line in enumerate(lines) if line.startswith("not app"))]

    assert len(table(one)) > 3
    assert table(several) == table(one)


def test_without_a_day_a_check_is_refused(suite: pytest.Pytester) -> None:
    """The option and the argument are named; what is handed in is in the table anyway."""
    result = run(suite)

    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*no day to judge: give --bakohumas-on YYYY-MM-DD, or on=*"])
    result.stdout.fnmatch_lines(["*rules of bakohumas, evidence of grade X or stronger*"])


@pytest.mark.parametrize("wrong", ["--bakohumas-on=yesterday", "--bakohumas-grade=E"])
def test_a_slip_on_the_command_line_is_told(suite: pytest.Pytester, wrong: str) -> None:
    """A day that is none, and a grade that is none."""
    result = run(suite, wrong)

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*error: argument --bakohumas-*"])


def test_a_suite_that_judges_nothing_has_no_table(suite: pytest.Pytester) -> None:
    """And without the option nothing is loaded."""
    silent = run(suite, "-k", "none_of_them")
    without = suite.runpytest_subprocess("-k", "one")

    silent.stdout.no_fnmatch_line("*rules of bakohumas*")
    without.stdout.fnmatch_lines(["*fixture 'bakohumas' not found*"])
