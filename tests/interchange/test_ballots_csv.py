import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.elections import Flaw, Profile
from bakohumas.errors import FormatError
from bakohumas.interchange import (
    BALLOT_FORMATS,
    LARGEST,
    BallotFile,
    read_ballots,
    read_ballots_csv,
    write_ballots_csv,
    write_blt,
    write_preflib,
)
from bakohumas.languages import Lang
from bakohumas.testing import profiles

PAPER = ("Ani", "Budi", "Cici", "Dodi")
VOTES = {("Ani", "Budi"): 2, ("Budi", ("Ani", "Cici")): 1}


@given(profiles(level=True), st.sampled_from(["en", "id"]))
def test_what_is_written_is_read(profile: Profile, lang: Lang) -> None:
    """With who stands, a table loses nothing but the spoilt ballots; the same text each time."""
    text = write_ballots_csv(BallotFile(profile), lang=lang)
    again = read_ballots_csv(text, candidates=PAPER)

    assert dict(again.profile.ballots()) == dict(profile.ballots())
    assert (again.profile.candidates, again.profile.blank) == (PAPER, profile.blank)
    assert write_ballots_csv(again, lang=lang) == text


@given(profiles(level=True))
def test_without_a_ballot_paper_it_is_who_was_named(profile: Profile) -> None:
    """The same profile as of the ballots alone, which knows nobody else either."""
    again = read_ballots_csv(write_ballots_csv(BallotFile(profile))).profile
    alone = Profile.weighted(profile.ballots())

    assert again.candidates == alone.candidates
    assert dict(again.ballots()) == dict(alone.ballots())
    assert again.blank == profile.blank


@pytest.mark.parametrize(
    "source",
    [
        "jumlah;pilihan 1;pilihan 2\n2;Ani;Budi\n1;Budi;Ani=Cici\n1;;\n",
        "\ufeffPilihan_1;PILIHAN2;Suara\r\nAni;Budi;2\r\nBudi;Ani = Cici;1\r\n;;1\r\n",
        'weight,choice 1,choice 2\n2,Ani,Budi\n1,"Budi"," Ani=Cici "\n\n1\n',
        io.StringIO("preference1,preference2,count\nAni,Budi,2\nBudi,Cici=Ani,1\n,,1\n"),
        ["rank 1,rank 2,rank 3,votes\n", "Ani,,Budi,2\n", "Budi,Ani=Cici,,1\n", ",,,1"],
        "urutan1;urutan2\nAni;Budi\nAni;Budi\nBudi;Ani=Cici\n;\n",
        "\ufeffsep=;\r\njumlah;pilihan 1;pilihan 2;;\r\n2;Ani;Budi;;\n1;Budi;Ani=Cici\n1;;;;\r\n",
    ],
    ids=["id", "windows", "quoted", "open file", "skipped", "one by one", "spreadsheet"],
)
def test_tables_as_offices_make_them(source: Any) -> None:  # noqa: ANN401 - text or lines
    """Either language, either separator, any case, a mark, quotes, empty cells and lines."""
    file = read_ballots_csv(source)

    assert dict(file.profile.ballots()) == VOTES
    assert (file.profile.candidates, file.profile.blank) == (("Ani", "Budi", "Cici"), 1)
    assert (file.seats, file.withdrawn, file.title) == (1, (), "")


NAMES = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="="))


@given(
    st.lists(NAMES.map(str.strip).filter(bool), min_size=1, max_size=4, unique=True),
    st.sampled_from(["en", "id"]),
)
def test_any_name_without_the_sign_comes_back(names: list[str], lang: Lang) -> None:
    """Separators, double quotes and signs of a comment among them."""
    profile = Profile.of([names])

    assert read_ballots_csv(write_ballots_csv(BallotFile(profile), lang=lang)).profile == profile


def test_whoever_does_not_stand_spoils_a_ballot() -> None:
    """Where the ballot paper is told; somebody twice spoils one in any case."""
    text = "pilihan\nAni\nDodi\nAni=Ani\n"

    assert read_ballots_csv(text, candidates=["Ani"]).profile.spoilt == {
        Flaw.UNKNOWN: 1,
        Flaw.REPEATED: 1,
    }
    assert read_ballots_csv(text).profile.spoilt == {Flaw.REPEATED: 1}
    assert read_ballots_csv(text).profile.candidates == ("Ani", "Dodi")


def test_whoever_withdrew_is_left_out() -> None:
    """A count of the table elects nobody who had withdrawn."""
    file = BallotFile(Profile.of([["a", "b"], ["a"]]), withdrawn=["a"])

    assert write_ballots_csv(file) == "weight,choice 1\n1,\n1,b\n"


MANY = "\n".join(["pilihan", *(f"n{number}" for number in range(256))])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "line 1: a header with 'choice 1' (pilihan 1) should stand here"),
        ("jumlah\n", "line 1: a header with 'choice 1' (pilihan 1) should stand here"),
        ("Ani;Budi\n", "line 1: the column 'Ani' should be 'choice 1' (pilihan 1) or 'weight' ("),
        ("pilihan 2\n", "line 1: the column 'pilihan 2' should be 'choice 1' (pilihan 1) or"),
        ("pilihan,pilihan\n", "line 1: the column 'pilihan' should be 'choice 2' (pilihan 2)"),
        ("suara,votes\n", "line 1: the column 'votes' should be 'choice 1' (pilihan 1)"),
        ("pilihan\nAni,Budi\n", "line 2: there are 2 cells under 1 columns"),
        ("jumlah,pilihan\n,Ani\n", "line 2: 'jumlah' should be from 1 on, not ''"),
        ("pilihan,jumlah\nAni\n", "line 2: 'jumlah' should be from 1 on, not ''"),
        ("pilihan,jumlah\n\nAni,0\n", "line 3: 'jumlah' should be from 1 on, not '0'"),
        ("pilihan,jumlah\nAni,dua\n", "line 2: 'jumlah' should be from 1 on, not 'dua'"),
        ("pilihan\nAni=\n", "line 2: a name should stand on both sides of =, as in Ani="),
        ('pilihan\n"Ani"x\n', "line 2: not CSV: ',' expected after '\"'"),
        ("pilihan,,\nAni,,,\nAni,,Budi,\n", "line 3: there are 3 cells under 1 columns"),
        ("sep=;\npilihan\n\nAni=\n", "line 4: a name should stand on both sides of ="),
        ("SEP=,\nAni\n", "line 2: the column 'Ani' should be 'choice 1' (pilihan 1)"),
        ('sep=;\npilihan\n"Ani"x\n', "line 3: not CSV: ';' expected after '\"'"),
        (f"pilihan\n{'a' * 200_000}\n", "line 2: not CSV: field larger than field limit"),
        ('pilihan\n"Ani\n', "line 2: not CSV: unexpected end of data"),
        (MANY, "line 257: a ballot paper has room for 255 names"),
    ],
)
def test_a_broken_table_is_told_with_its_line(text: str, problem: str) -> None:
    """Where it is broken, and why."""
    with pytest.raises(FormatError) as refused:
        read_ballots_csv(text)

    assert refused.value.source == "ballots CSV"
    assert refused.value.problems[0].startswith(problem)


def test_a_table_is_bounded() -> None:
    """Nobody sends gigabytes; the candidates of the caller are the caller's slip."""
    with pytest.raises(FormatError, match=f"longer than {LARGEST} characters"):
        read_ballots_csv(" " * (LARGEST + 1))
    with pytest.raises(ValueError, match="names each candidate once"):
        read_ballots_csv("pilihan\n", candidates=["a", "a"])


@given(st.text('=,;"\nab ', max_size=40))
def test_nothing_but_a_format_error_comes_of_noise(text: str) -> None:
    """Whatever is read is refused in its own words, or makes a table that can be written."""
    try:
        file = read_ballots_csv("pilihan 1,pilihan 2\n" + text)
    except FormatError:
        return
    written = read_ballots_csv(write_ballots_csv(file)).profile

    assert dict(written.ballots()) == dict(file.profile.ballots())


def test_what_a_table_cannot_hold_is_a_slip() -> None:
    """A name with the sign between equal ones or a control character, and what is no file."""
    with pytest.raises(ValueError, match=r"a CSV file has .* control character, as in 'a\\rb'"):
        write_ballots_csv(BallotFile(Profile.of([["a\rb"]])))
    with pytest.raises(ValueError, match="no way to write a name with =, as in 'a=b'"):
        write_ballots_csv(BallotFile(Profile.of([["a=b"]])))
    with pytest.raises(TypeError, match="file must be a BallotFile"):
        write_ballots_csv(Profile.of([["a"]]))  # type: ignore[arg-type]


STRICT = Profile.of([["Ani", "Budi"], ["Budi", "Ani"]])


@pytest.mark.parametrize(
    ("name", "said", "text"),
    [
        ("a.blt", "", write_blt(BallotFile(STRICT))),
        ("a.SOC", "", write_preflib(BallotFile(STRICT))),
        ("a.csv", "", write_ballots_csv(BallotFile(STRICT), lang="id")),
        ("a.txt", "", "\n" + write_blt(BallotFile(STRICT))),
        ("a", "", '2 1 # two for one\n1 1 2 0\n1 2 1 0\n0\n"Ani"\n"Budi"\n'),
        ("a.txt", "", write_preflib(BallotFile(STRICT))),
        ("a.txt", "", write_ballots_csv(BallotFile(STRICT))),
        ("a.txt", "", "sep=;\n" + write_ballots_csv(BallotFile(STRICT), lang="id")),
        ("a.txt", "", "pilihan 1;pilihan 2;;\nAni;Budi;;\nBudi;Ani;;\n"),
        ("a.txt", "", "2\n1,Ani\n2,Budi\n2,2,2\n1,1,2\n1,2,1\n"),
        ("a.blt", "toi", write_preflib(BallotFile(STRICT))),
    ],
)
def test_the_suffix_or_the_beginning_tells_the_format(
    tmp_path: Path, name: str, said: str, text: str
) -> None:
    """And the caller, who knows it best; a byte order mark is no part of it."""
    path = tmp_path / name
    path.write_text(text, "utf-8-sig")

    assert read_ballots(path, format=said).profile == STRICT


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"2 1\n1 3 0\n", "line 2: there is no candidate 3 of 2"),
        (b"\xff\xfe", "not UTF-8"),
        (b"dear all,\n", "line 1: this begins like none of blt, csv, soc, soi, toc, toi: name"),
        (b"", "line 1: this begins like none of blt, csv, soc"),
        (None, "cannot be read: No such file or directory"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, raw: bytes | None, problem: str
) -> None:
    """The file, the line and the reason."""
    path = tmp_path / "surat suara.txt"
    if raw is not None:
        path.write_bytes(raw)
    with pytest.raises(FormatError) as refused:
        read_ballots(path)

    assert refused.value.source == str(path)
    assert refused.value.problems[0].startswith(problem)


def test_formats_are_a_closed_set(tmp_path: Path) -> None:
    """Another one is the caller's slip."""
    assert list(BALLOT_FORMATS) == sorted(BALLOT_FORMATS)
    with pytest.raises(ValueError, match="format is one of blt, csv, soc, soi, toc, toi, got 'xl"):
        read_ballots(tmp_path / "a", format="xlsx")
