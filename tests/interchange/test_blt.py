from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.elections import STV, Flaw, Profile, count
from bakohumas.errors import FormatError
from bakohumas.interchange import LARGEST, BallotFile, read_blt, write_blt
from bakohumas.testing import profiles

PAPER = ("Ani", "Budi", "Cici", "Dodi")
CLASSIC = """\
4 2                   # four stand for two seats
-2
3 1 3 4 0
4 1 3 2 0
2 4 1=3 0
1 2 0
2 2=4=3 1 0
1 3 - 4 2 0

1 0
0
"Adam" "Basil" "Charlotte"
Donald
"Title # 1"
"""


@given(profiles(level=True), st.integers(1, 4), st.sets(st.sampled_from(PAPER), max_size=2))
def test_what_is_written_is_read(profile: Profile, seats: int, gone: set[str]) -> None:
    """A file loses nothing but the spoilt ballots, and is the same text each time."""
    file = BallotFile(profile, seats, sorted(gone), "Pemilihan Ketua")
    again = read_blt(write_blt(file))

    assert dict(again.profile.ballots()) == dict(profile.ballots())
    assert (again.profile.candidates, again.profile.blank) == (PAPER, profile.blank)
    assert (again.seats, again.withdrawn, again.title) == (seats, tuple(sorted(gone)), file.title)
    assert write_blt(again) == write_blt(file)


@pytest.mark.parametrize("text", [CLASSIC, "\ufeff" + CLASSIC, CLASSIC.replace("\n", "\r\n")])
def test_the_classic_example_is_read(text: str) -> None:
    """With who withdrew, equal preferences, a skipped one, a blank ballot and comments."""
    file = read_blt(text)

    assert dict(file.profile.ballots()) == {
        ("Adam", "Charlotte", "Donald"): 3,
        ("Adam", "Charlotte", "Basil"): 4,
        ("Donald", ("Adam", "Charlotte")): 2,
        ("Basil",): 1,
        (("Basil", "Charlotte", "Donald"), "Adam"): 2,
        ("Charlotte", "Donald", "Basil"): 1,
    }
    assert (file.seats, file.withdrawn, file.title) == (2, ("Basil",), "Title # 1")
    assert file.profile.blank == 1


@given(
    profiles(level=True, max_size=20),
    st.randoms(use_true_random=False),
    st.sampled_from(["\n", "\r\n"]),
)
def test_lines_are_read_in_a_hurry_as_word_by_word(
    profile: Profile, dice: Random, end: str
) -> None:
    """The same file, however its ballots are broken into lines and whatever stands between."""
    text = write_blt(BallotFile(profile))
    ballots, _, names = text.partition("\n0\n")
    plain = [*ballots.split("\n"), "0"]
    words = " ".join(plain).split()
    torn = "".join(word + dice.choice([" ", "\n", " # so\n", "\n\n"]) for word in words)
    mixed = "".join(line + dice.choice([end, " # so\n", "\n \n", " "]) for line in plain)

    assert read_blt(f"{torn}\n{names}") == read_blt(text)
    assert read_blt(mixed + end + names.replace("\n", end)) == read_blt(text)


def test_a_ballot_of_more_words_than_a_paper_is_spoilt() -> None:
    """However long its line is."""
    ballot = "1 " * 5000
    file = read_blt(f'1 1\n1 1 0\n3 {ballot}0\n1 1 0\n0\n"a"\n')

    assert (file.profile.valid, dict(file.profile.spoilt)) == (2, {Flaw.REPEATED: 3})


def test_what_was_read_is_counted() -> None:
    """The ballots, the seats and who withdrew go to a count as they are."""
    file = read_blt('3 1\n-1\n3 1 2 0\n2 3 0\n0\n"a"\n"b"\n"c"\n')

    assert count(file.profile, STV(), seats=file.seats, withdrawn=file.withdrawn).winner == "b"
    assert file.title == ""


def test_a_ballot_that_names_somebody_twice_is_spoilt() -> None:
    """It is no broken file, but a ballot with its flaw."""
    assert read_blt('2 1\n1 1 1 0\n0\n"a"\n"b"\n"t"').profile.spoilt == {Flaw.REPEATED: 1}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "line 1: the file ends where how many stand should stand"),
        ("x 1", "line 1: how many stand should stand here, not x"),
        ("2", "line 1: the file ends where how many seats there are should stand"),
        ("0 1", "line 1: 1 to 255 stand for 1 seat or more, not 0 for 1"),
        ("256 1", "line 1: 1 to 255 stand for 1 seat or more, not 256 for 1"),
        ("2 0", "line 1: 1 to 255 stand for 1 seat or more, not 2 for 0"),
        ("2 1\n-3\n0", "line 2: there is no candidate 3 of 2"),
        ("2 1\n1 1", "line 2: the file ends where a preference, or the 0 after the last, should"),
        ("2 1\n1 1 0\n", "line 2: the file ends where a ballot, or the 0 after the last, should"),
        ("2 1\n1 1 3 0\n0", "line 2: there is no candidate 3 of 2"),
        ("2 1\n1 1==2 0\n0", "line 2: the number of a candidate should stand here, not "),
        ("2 1\n1 1 0\n\n1 2 0\n1 2 3 0\n0", "line 5: there is no candidate 3 of 2"),
        ("2 1\n1 1 0\n1 2 0\n\n", "line 3: the file ends where a ballot, or the 0 after the"),
        ("2 1\n1 1 0\n1 2 0\nx 2 0\n", "line 4: the number of a ballot should stand here, not x"),
        ("2 1\n1 1 0\n-1\n0", "line 3: the number of a ballot should stand here, not -1"),
        ("2 1\n1 1 0\n1.5 1 0\n0", "line 3: the number of a ballot should stand here, not 1.5"),
        (
            f"2 1\n{'9' * 40} 1 0\n0",
            f"line 2: the number of a ballot should stand here, not {'9' * 20}…",
        ),
        ('2 1\n0\n"a"\n', "line 3: the file ends where the name of candidate 2 should stand"),
        ('2 1\n0\n"a"\n""\n', "line 4: the name of candidate 2 should stand here in double quot"),
        ('2 1\n0\n"a"\n"b\n', "line 4: the name of candidate 2 should stand here in double quotes"),
        ('2 1\n0\n"a"\n"\n', "line 4: the name of candidate 2 should stand here in double quot"),
        ('2 1\n0\n"a"\n"a"\n', "line 1: a ballot paper names each candidate once, got a more"),
        ('1 1\n0\n"a"\n"t"\n"more"', 'line 5: nothing should stand after the title, not "more"'),
    ],
)
def test_a_broken_file_is_told_with_its_line(text: str, problem: str) -> None:
    """Where it is broken, and what should stand there."""
    with pytest.raises(FormatError) as refused:
        read_blt(text)

    assert refused.value.source == "BLT"
    assert refused.value.problems[0].startswith(problem)


def test_a_file_is_bounded() -> None:
    """Nobody sends gigabytes, or something else than text."""
    with pytest.raises(FormatError, match=f"longer than {LARGEST} characters"):
        read_blt(" " * (LARGEST + 1))
    with pytest.raises(TypeError, match="the text of a BLT file must be a str, got the bytes"):
        read_blt(b"1 1")  # type: ignore[arg-type]


@given(st.text('0123456789 -=\n"#ab', max_size=60))
def test_nothing_but_a_format_error_comes_of_noise(text: str) -> None:
    """Whatever is read is refused in its own words, or makes a file that can be written."""
    try:
        file = read_blt(text)
    except FormatError:
        return
    written = read_blt(write_blt(file)).profile

    assert written.valid + written.blank == file.profile.valid + file.profile.blank


WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from('" #0'))


@given(st.lists(WORDS.map(str.strip).filter(bool), min_size=1, max_size=4, unique=True), WORDS)
def test_any_name_and_any_title_comes_back(names: list[str], title: str) -> None:
    """Double quotes, signs of a comment and figures among them, and blanks around a title."""
    file = BallotFile(Profile.of([names]), title=title)
    again = read_blt(write_blt(file))

    assert (again.profile, again.title) == (file.profile, title)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ('"Ani "Nia" Dewi"', ['Ani "Nia" Dewi']),
        ('  "Ani "Nia"" # the "first"', ['Ani "Nia"']),
        ('"Ani ("Nia"), "Ni" Dewi"', ['Ani ("Nia"), "Ni" Dewi']),
        ('"Ani ""Nia"" Dewi" # "twice"', ['Ani "Nia" Dewi']),
        ('"Ani" "Budi ""B""" Cici # "three"', ["Ani", 'Budi "B"', "Cici"]),
        ('""Nia" Dewi"', ['"Nia" Dewi']),
        ('"""Nia"""', ['"Nia"']),
        ('Ani"Budi"Cici', ["Ani", "Budi", "Cici"]),
        ('Ani"Budi"Cici#"', ["Ani", "Budi", "Cici"]),
    ],
)
def test_double_quotes_in_names_are_read_as_programmes_write_them(
    line: str, names: list[str]
) -> None:
    """As they are, where the name has its line to itself, or twice; names may share a line."""
    file = read_blt(f"{len(names)} 1\n1 1 0\n0\n{line}\nTitle\n")

    assert (list(file.profile.candidates), file.title) == (names, "Title")


@pytest.mark.parametrize("line", ['"Ani"x "Budi"', '"Ani "Budi"', '"Ani" x"Budi"', '"Ani"" "Budi"'])
def test_two_names_are_never_taken_for_one(line: str) -> None:
    """Where a double quote is missing, or something stands before one, the file is refused."""
    with pytest.raises(FormatError):
        read_blt(f'3 1\n1 1 0\n0\n{line}\n"Cici"\n"Title"\n')


def test_names_that_a_file_cannot_hold_are_slips() -> None:
    """A control character has no way in; nor has somebody who did not stand."""
    with pytest.raises(
        ValueError, match=r"BLT file has no way .* control character, as in 'a\\tb'"
    ):
        write_blt(BallotFile(Profile.of([["a\tb"]])))
    with pytest.raises(ValueError, match="no way to write a control character"):
        write_blt(BallotFile(Profile.of([["a"]]), title="one\ntwo"))
    with pytest.raises(ValueError, match="no way to write half a surrogate pair, as in "):
        write_blt(BallotFile(Profile.of([["\ud83d"]])))
    with pytest.raises(ValueError, match="x did not stand"):
        BallotFile(Profile.of([["a"]]), 1, ["x"])
    with pytest.raises(TypeError, match="file must be a BallotFile"):
        write_blt(Profile.of([["a"]]))  # type: ignore[arg-type]
