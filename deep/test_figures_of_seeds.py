"""The figures that the page on the seeds tells are those of the scenarios as they run."""

import re

import pytest

from bakohumas import scenarios
from bakohumas.scenarios import Statement, statements

FIGURE = re.compile(r"\d+\.\d|1,096|\b(?:549|20|17)\b")


def figures(each: Statement) -> set[str]:
    """What a row says in numbers."""
    return set(FIGURE.findall(each.shown[0]))


@pytest.mark.parametrize("name", list(scenarios.SCENARIOS))
def test_a_row_tells_what_the_scenario_says(name: str) -> None:
    """Every figure of a row that names a scenario stands in what that scenario tells."""
    story = scenarios.SCENARIOS[name]()
    told = story.explain()
    rows = [
        each
        for each in statements(story.document)
        if f"bakohumas.scenarios.{name}" in each.where and figures(each)
    ]

    assert rows
    for each in rows:
        assert {figure for figure in figures(each) if figure not in told} == set(), each.id
        assert len(re.findall(r"\d,\d", each.shown[1])) == len(re.findall(r"\d\.\d", each.shown[0]))
