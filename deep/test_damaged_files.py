"""Ten thousand damaged files of each kind: a value or our own words come of each, and soon."""

import pytest

from mutated_files import READERS, survives

CASES = 10_000


@pytest.mark.parametrize("name", READERS)
def test_a_damaged_file_is_read_or_refused_in_our_own_words(name: str) -> None:
    """Whatever is lost, doubled, moved or put in: a value or a FormatError, and soon."""
    for number in range(CASES):
        survives(name, number)
