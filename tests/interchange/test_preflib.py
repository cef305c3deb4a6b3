import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.elections import Flaw, Profile, Schulze, count
from bakohumas.errors import FormatError
from bakohumas.interchange import LARGEST, BallotFile, read_preflib, write_preflib
from bakohumas.testing import profiles

PAPER = ("Ani", "Budi", "Cici", "Dodi")
HEAD = """\
# FILE NAME: 00000-00000001.toi
# TITLE: Ketua 2015 (invented)
# DATA TYPE: toi
# a remark without a key
# NUMBER ALTERNATIVES: 3
# NUMBER VOTERS: 8
# ALTERNATIVE NAME 1: Ani
# ALTERNATIVE NAME 2: Budi: the second
# ALTERNATIVE NAME 3: Cici
"""
FILE = HEAD + "4: 1,3,2\n\n2: 3, {1,2}\n# between\n1:\n1: {3}\n"


def plain(*names: str, kind: str = "soi") -> str:
    """A head that says nothing but the type and the names."""
    named = "".join(f"# ALTERNATIVE NAME {n}: {name}\n" for n, name in enumerate(names, 1))
    return f"# DATA TYPE: {kind}\n{named}"


@given(profiles(level=True), st.sampled_from(["", "Pemilihan Ketua: 2015"]))
def test_what_is_written_is_read(profile: Profile, title: str) -> None:
    """A file loses nothing but seats and spoilt ballots, and is the same text each time."""
    file = BallotFile(profile, 2, title=title)
    again = read_preflib(write_preflib(file))

    assert dict(again.profile.ballots()) == dict(profile.ballots())
    assert (again.profile.candidates, again.profile.blank) == (PAPER, profile.blank)
    assert (again.seats, again.title) == (1, title)
    assert write_preflib(again) == write_preflib(file)


@pytest.mark.parametrize(
    "source",
    [FILE, "\ufeff" + FILE, FILE.replace("\n", "\r\n"), io.StringIO(FILE)],
    ids=["plain", "marked", "windows", "open"],
)
def test_a_file_is_read_with_all_that_can_stand_in_it(source: str) -> None:
    """Remarks, blank lines, equal preferences, an order of nobody; a text or an open file."""
    file = read_preflib(source)

    assert dict(file.profile.ballots()) == {
        ("Ani", "Cici", "Budi: the second"): 4,
        ("Cici", ("Ani", "Budi: the second")): 2,
        ("Cici",): 1,
    }
    assert (file.profile.blank, file.title) == (1, "Ketua 2015 (invented)")
    assert count(file.profile, Schulze(), seats=file.seats).winner == "Ani"


@pytest.mark.parametrize(
    ("ballots", "kind"),
    [
        ([["a", "b"]], "soc"),
        ([["a", "b"], ["a"]], "soi"),
        ([[("a", "b")]], "toc"),
        ([[("a", "b")], []], "toi"),
    ],
)
def test_the_narrowest_type_is_told(ballots: list[list[str]], kind: str) -> None:
    """Strict or tied, complete or not, as all ballots are."""
    text = write_preflib(BallotFile(Profile.of(ballots)))

    assert f"# DATA TYPE: {kind}\n" in text
    assert text.startswith("# TITLE:\n")


def test_whoever_withdrew_is_left_out() -> None:
    """A count of the file elects nobody who had withdrawn."""
    file = BallotFile(Profile.of([["a", "b"], ["a"]]), withdrawn=["a"])
    again = read_preflib(write_preflib(file)).profile

    assert (again.candidates, dict(again.ballots()), again.blank) == (("b",), {("b",): 1}, 1)


def test_names_alone_say_how_many_there_are() -> None:
    """A ballot that names somebody twice is spoilt; nobody needs to have voted."""
    assert read_preflib(plain("a", "b") + "3: 1,1\n").profile.spoilt == {Flaw.REPEATED: 3}
    assert read_preflib(plain("a")).profile.cast == 0


OLD = "3\n1,Ani\n2, Budi, S.Sos\n3,Cici: C\n7,7,3\n4,1,3,2\n\n2, 3, {1,2}\n1,{3}\n"


@pytest.mark.parametrize(
    "source", [OLD, "\ufeff\n" + OLD, OLD.replace("\n", "\r\n"), io.StringIO(OLD)]
)
def test_files_from_before_2022_are_read(source: str) -> None:
    """Commas for colons, a name with a comma in it, equal preferences, blank lines."""
    file = read_preflib(source)

    assert dict(file.profile.ballots()) == {
        ("Ani", "Cici: C", "Budi, S.Sos"): 4,
        ("Cici: C", ("Ani", "Budi, S.Sos")): 2,
        ("Cici: C",): 1,
    }
    assert (file.profile.blank, file.seats, file.title) == (0, 1, "")


@given(profiles(level=True).filter(lambda profile: not profile.blank))
def test_both_formats_say_the_same(profile: Profile) -> None:
    """A file of today, put as it was until 2022, holds the same ballots."""
    now = write_preflib(BallotFile(profile))
    rows = [row.replace(": ", ",") for row in now.splitlines() if not row.startswith("#")]
    names = [f"{number},{name}" for number, name in enumerate(PAPER, 1)]
    sums = f"{profile.valid},{profile.valid},{len(rows)}"

    assert read_preflib("\n".join([str(len(PAPER)), *names, sums, *rows])) == read_preflib(now)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("3\n", "line 1: an alternative and its name should stand here, as in 1,Ani"),
        ("300\n", "line 1: 1 to 255 alternatives stand here, not 300"),
        ("2\n1,Ani\nBudi\n", "line 3: an alternative and its name should stand here, as in 1,"),
        ("2\n1,Ani\n1,Budi\n", "line 3: alternative 1 has a name already"),
        ("2\n1,Ani\n2\n", "line 3: alternative 2 has no name"),
        ("2\n1,a\n9,b\n2,2,1\n2,1\n", "line 1: 1 to 255 alternatives stand here, not 9"),
        ("1\n1,a\n3,3\n", "line 3: three numbers should stand here: voters, ballots and orders"),
        ("1\n1,a\n", "line 2: three numbers should stand here: voters, ballots and orders"),
        ("1\n1,a\n3,3,1\n", "line 3: there should be 3 ballots, and there are 0"),
        ("1\n1,a\n3,3,1\n3: 1\n", "line 4: the number of a ballot and , should stand here, not 3:"),
        ("1\n1,a\n3,3,1\n3\n", "line 4: the number of a ballot and , should stand here, not 3"),
        ("1\n1,a\n3,3,1\n3,\n", "line 4: an order such as 1,{2,3} should stand here, not "),
        ("1\n1,a\n3,3,1\n3,2\n", "line 4: there is no alternative 2 of 1"),
    ],
)
def test_a_broken_file_from_before_2022_is_told_with_its_line(text: str, problem: str) -> None:
    """Where it is broken and why; one that was cut off among them."""
    with pytest.raises(FormatError) as refused:
        read_preflib(text)

    assert refused.value.problems[0].startswith(problem)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "line 1: 1 to 255 alternatives stand here, not 0"),
        ("# NUMBER ALTERNATIVES: many\n", "line 1: a whole number should stand here, not 'many'"),
        ("# NUMBER ALTERNATIVES: 256\n", "line 1: 1 to 255 alternatives stand here, not 256"),
        ("# NUMBER ALTERNATIVES: 1\n# ALTERNATIVE NAME 2: b\n", "line 1: 1 to 255 alternatives"),
        ("# NUMBER ALTERNATIVES: 2\n# ALTERNATIVE NAME 1: a\n1: 1", "line 3: no line above names"),
        ("# ALTERNATIVE NAME 1:\n", "line 1: alternative 1 has no name"),
        (plain("a") + "# ALTERNATIVE NAME 1: b\n", "line 3: alternative 1 has a name already"),
        (plain("a", "a"), "line 3: a ballot paper names each candidate once, got a more than"),
        (plain("a", kind="cat"), "line 1: only soc, soi, toc, toi are read, not 'cat'"),
        (plain("a") + "1,1\n", "line 3: the number of a ballot and : should stand here, not 1,1"),
        (plain("a") + "0: 1\n", "line 3: the number of a ballot and : should stand here, not 0"),
        (plain("a") + "1.5: 1\n", "line 3: the number of a ballot and : should stand here"),
        (plain("a") + f"{'9' * 40}: 1\n", "line 3: the number of a ballot and : should stand he"),
        (plain("a") + "1: 1,,1\n", "line 3: an order such as 1,{2,3} should stand here, not 1,,1"),
        (plain("a") + "1: {1\n", "line 3: an order such as 1,{2,3} should stand here, not {1"),
        (plain("a") + "1: {}\n", "line 3: an order such as 1,{2,3} should stand here, not {}"),
        (plain("a") + "1: 1\n\n1: 2\n", "line 5: there is no alternative 2 of 1"),
        (plain("a") + "1: 01\n", "line 3: there is no alternative 01 of 1"),
        (plain("a", "b") + "1: {1,2}\n", "line 4: a soi file has no equal preferences, as in {1,"),
        (plain("a", "b", kind="toc") + "1: 2\n", "line 4: a toc file ranks all 2, and this ballot"),
        (HEAD + "7: 1\n", "line 6: there should be 8 ballots, and there are 7"),
    ],
)
def test_a_broken_file_is_told_with_its_line(text: str, problem: str) -> None:
    """Where it is broken and why; a file that was cut off among them."""
    with pytest.raises(FormatError) as refused:
        read_preflib(text)

    assert refused.value.source == "PrefLib"
    assert refused.value.problems[0].startswith(problem)


def test_a_file_is_bounded() -> None:
    """Nobody sends gigabytes, in one piece or line by line, or something else than text."""
    with pytest.raises(FormatError, match=f"longer than {LARGEST} characters"):
        read_preflib("#" * (LARGEST + 1))
    with pytest.raises(FormatError, match=f"longer than {LARGEST} characters"):
        read_preflib("#" * LARGEST for _ in range(9))
    for wrong in (b"# TITLE", 5):
        with pytest.raises(TypeError, match="the text of a PrefLib file must be a str"):
            read_preflib(wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="a line of a PrefLib file must be a str, got the bytes"):
        read_preflib([b"# TITLE"])  # type: ignore[list-item]


@given(st.text("0123 ,:{}\n#a", max_size=60))
def test_nothing_but_a_format_error_comes_of_noise(text: str) -> None:
    """Whatever is read is refused in its own words, or makes a file that can be written."""
    try:
        file = read_preflib(plain("a", "b", "c", kind="toi") + text)
    except FormatError:
        return
    written = read_preflib(write_preflib(file)).profile

    assert dict(written.ballots()) == dict(file.profile.ballots())


def test_what_a_file_cannot_hold_is_a_slip() -> None:
    """A control character has no way in, and something else is no file of ballots."""
    with pytest.raises(ValueError, match=r"PrefLib file has .* control character, as in 'a\\nb'"):
        write_preflib(BallotFile(Profile.of([["a\nb"]])))
    with pytest.raises(ValueError, match="no way to write a control character"):
        write_preflib(BallotFile(Profile.of([["a"]]), title="one\rtwo"))
    with pytest.raises(TypeError, match="file must be a BallotFile"):
        write_preflib(Profile.of([["a"]]))  # type: ignore[arg-type]
