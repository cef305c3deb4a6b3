import pytest

from mutated_files import READERS, survives

CASES = 300


@pytest.mark.parametrize("name", READERS)
def test_a_damaged_file_is_read_or_refused_in_our_own_words(name: str) -> None:
    """Whatever is lost, doubled, moved or put in: a value or a FormatError, and soon."""
    for number in range(CASES):
        survives(name, number)


@pytest.mark.parametrize("name", READERS)
def test_what_is_damaged_was_valid(name: str) -> None:
    """Each file that the cases begin with is read."""
    read, valid = READERS[name]

    assert all(read(text) for text in valid())
