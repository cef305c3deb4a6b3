import csv
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bakohumas.bodies import Body, Capacity, Cause, Selection, Snapshot, Withdrawn
from bakohumas.errors import FormatError, OutOfScopeError, UnknownNameError
from bakohumas.institutions import Category, Outsider
from bakohumas.interchange import body_from_tables, dumps, loads
from bakohumas.law import Citation, Grade, Provision, charter
from bakohumas.periods import Approx, Period
from bakohumas.testing import bodies

DAY = date(2021, 1, 4)
TWO = [{"lembaga": "BPS", "sejak": "2019-05-02"}, {"lembaga": "Kominfo", "sejak": "2019"}]
CHAIR = {"jabatan": "Ketua Umum", "lembaga": "BPS", "mulai": "2020-01-01"}
ANY = ("unit", "nama unit", "kategori", "sejak", "sampai", "sebab", "peran", "humas", "wakil")
ALL = (
    *("lembaga", "orang", "jabatan asal", "unit", "cara", "kapasitas", "mulai", "berakhir"),
    *("sebab", "periode", "sk", "tanggal sk", "pejabat", "sha256"),
)
PLAIN = charter("national").override(
    *(
        Provision(key, value, Period(None), Citation("SK 1/2015"), Grade.C)
        for key, value in (("board.seats", ("Ketua",)), ("board.selection", "elected"))
    )
)


def body(**more: Any) -> Body:  # noqa: ANN401 - whatever is handed over
    """A body from tables, under the national charter unless another is named."""
    told: dict[str, Any] = {"members": TWO, "charter": "national", "on": DAY}
    return body_from_tables(**(told | more))


def problems(**more: Any) -> tuple[str, ...]:  # noqa: ANN401 - whatever is handed over
    """What is wrong with the tables."""
    with pytest.raises(FormatError) as error:
        body(**more)
    assert error.value.source == "tables of a body"
    return error.value.problems


def seated(*rows: Mapping[str, object], **more: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - whatever it may be
    """The board on the day, as plain rows."""
    board = body(board=rows, **more).on(DAY).board
    return board.rows() if board else []


# what is read


def test_the_columns_have_indonesian_and_english_names(tmp_path: Path) -> None:
    """A file in either language, however its headers are spelt, tells the same body."""
    members, board = tmp_path / "anggota.csv", tmp_path / "pengurus.csv"
    members.write_text(
        "\ufeffINSTANSI;Unit Kerja;jenis;Wilayah;Tanggal Masuk;tanggal_keluar;Peran;Humas;"
        'Wakil;Narahubung;Dasar\r\nBPS;Biro Humas;;;2 Mei 2019;;anggota;ya;"p-1; p-2";p-1;SK 1\r\n'
        "Media X;-;Media Swasta;63;Mei 2019;2 Juni 2022;MITRA;tidak;;;\r\n;;;;;;;;;;\r\n",
        "utf-8",
    )
    board.write_text(
        "Jabatan,Lembaga,Orang,Unit Kerja,Cara Pengisian,Kapasitas,Mulai,Berakhir,Periode,SK,"
        "Tanggal SK,Pejabat,Alamat,SHA256\n"
        f"Ketua Umum,bps,p-1,Biro Humas,Dipilih,Definitif,2020-01-01,2025-01-01,2020-2024,SK 2,"
        f"2019-12-30,Menteri,arsip/2.pdf,{'AB' * 32}\n",
        "utf-8",
    )
    english = body(
        members=[
            {
                "institution": "Badan Pusat Statistik",
                "unit": "Biro Humas",
                "since": date(2019, 5, 2),
                "role": "member",
                "pr": True,
                "representative": "p-1;p-2",
                "contact": "p-1",
                "basis": "SK 1",
            },
            {
                "institution": "Media X",
                "category": Outsider.PRIVATE_MEDIA,
                "area": "63",
                "since": Approx.parse("2019-05"),
                "until": "2 June 2022",
                "role": "partner",
                "pr": "no",
            },
            {"institution": None},
        ],
        board=[
            {
                "seat": "Ketua Umum",
                "institution": "BPS",
                "person": "p-1",
                "unit": "Biro Humas",
                "selection": "elected",
                "capacity": "definitive",
                "since": "2020-01-01",
                "until": "1 January 2025",
                "label": "2020-2024",
                "decree": "SK 2",
                "decree_date": "30 Desember 2019",
                "issuer": "Menteri",
                "address": "arsip/2.pdf",
                "sha256": "ab" * 32,
            }
        ],
    )

    assert body(members=members, board=str(board)) == english
    assert loads(dumps(english)) == english


def test_what_a_row_says_stands_in_the_register() -> None:
    """Members with units, areas, representatives and approximate days."""
    now = body(
        members=[
            {"id": "Pemkab Tapin", "sejak": "2019-05", "wakil": "p-1;p-2", "narahubung": "p-3"},
            {"id": "Dinas X", "kategori": "pemerintah daerah provinsi", "unit": "Humas & IT"},
            {"id": "Media X", "kategori": "ngo", "peran": "tamu", "wilayah": "63"},
        ],
        name="Bakohumas Contoh",
        id="contoh",
        basis="daftar",
    ).on(DAY)
    tapin = now.register.membership("pemkab-tapin")
    office = now.register.membership("Dinas X")
    voice = now.representation("pemkab-tapin")

    assert tapin
    assert office
    assert voice
    assert (tapin.area, tapin.category, tapin.name) == (
        "63.05",
        Category.REGENCY_GOVERNMENT,
        "Unit kerja humas Pemkab Tapin",
    )
    assert tapin.period == Period(date(2019, 5, 1), start_by=date(2019, 5, 31))
    assert (office.unit, office.name) == ("Dinas X:humas-it", "Humas & IT")
    assert office.period.start == DAY
    assert (voice.representatives, voice.contact) == (("p-1", "p-2"), "p-3")
    assert [(each.institution, each.area) for each in now.guests] == [("Media X", "63")]
    assert {each.basis for each in (tapin, office)} == {"daftar"}


def test_the_head_of_the_register() -> None:
    """Id and name, the day, and that what came before is unknown."""
    plain, named = body(on=None), body(id="contoh", name="Contoh")

    assert (plain.id, plain.name, plain.opened, plain.founded) == (
        "national",
        "national",
        date(2019, 12, 31),
        None,
    )
    assert (named.id, named.name) == ("contoh", "Contoh")
    assert body(charter=charter("national")) == body()
    with pytest.raises(OutOfScopeError):
        plain.on(date(2019, 12, 30))
    with pytest.raises(UnknownNameError, match="no charter is known as 'nasional'"):
        body(charter="nasional")
    with pytest.raises(TypeError, match="the charter must be a str or a Charter"):
        body(charter=5)
    with pytest.raises(TypeError, match="the day on which the register is opened"):
        body(on="2021-01-04")
    with pytest.raises(TypeError, match="the table of members must be an Iterable"):
        body(members=5)
    with pytest.raises(TypeError, match="row 1 of the table of members must be a Mapping"):
        body(members=["bps"])


def test_the_day_is_the_latest_on_which_anything_began() -> None:
    """Ends lie ahead and do not count; the day of a decree does."""
    row = CHAIR | {"berakhir": "2025-01-01", "sk": "SK 2", "tanggal_sk": "2020-02-03"}

    assert body(board=[row], on=None).opened == date(2020, 2, 3)
    assert body(board=[CHAIR], on=None).opened == date(2020, 1, 1)
    assert problems(members=[{"lembaga": "BPS"}], on=None) == (
        "no row says since when it counts: say on which day it did (on=...)",
    )
    (told,) = problems(members=[{"lembaga": "BPS", "sejak": "x"}], on=None)
    assert told.startswith("members row 1: since 'x' is no day of the calendar")


def test_an_institution_is_looked_up_on_the_last_day_of_its_row() -> None:
    """A ministry that was renamed is found as long as its membership lasted."""
    row = {"lembaga": "Kominfo", "sejak": "2015-01-01", "sampai": "2024-01-01"}

    (told,) = problems(members=[row | {"sampai": ""}], on=date(2025, 1, 1))
    assert "renamed komdigi" in told
    assert body(members=[row], on=date(2025, 1, 1)).memberships[0].institution == "kominfo"


def test_a_category_of_ones_own_needs_no_lookup() -> None:
    """Even before the tables begin; a name that the tables know stands for its id."""
    early = body(members=[{"id": "X", "kategori": "ministry"}], on=date(2012, 1, 1))
    known = body(members=[{"id": "bps", "kategori": "non_ministerial"}])

    assert early.memberships[0].institution == "X"
    assert known.memberships[0].institution == "bps"
    (told,) = problems(members=[{"id": "X"}], on=date(2012, 1, 1))
    assert "the tables of institutions begin on 2014-10-27: say what 'X' is" in told
    row = {"kursi": "Ketua Umum", "instansi": "X", "mulai": "2020"}
    assert seated(row, on=DAY)[0]["holder"] == "X"


def test_a_category_that_contradicts_the_tables_is_told() -> None:
    """A known office is no other one for being called something else; a full name is another."""
    (told,) = problems(members=[{"id": "bps"}, {"id": "BPS", "kategori": "kementerian"}])
    assert told == (
        "members row 2: category ministry (kementerian) is not that of the tables of institutions, "
        "where bps is non_ministerial (lembaga pemerintah nonkementerian): leave it out, or, if "
        "another is meant, write its name in full"
    )
    named = body(members=[{"id": "bps"}, {"id": "Badan Pers Swasta", "kategori": "ngo"}])
    assert named.on(DAY).register.institutions == ("Badan Pers Swasta", "bps")


def test_a_name_is_known_again_whatever_its_case_and_spaces() -> None:
    """One institution with several units, in both tables, spelt as in its first row."""
    kind = {"kategori": "pemerintah daerah provinsi"}
    rows = [
        {"id": "Dinas  X", "unit": "A"} | kind,
        {"id": "DINAS X", "unit": "B"} | kind,
        {"id": "badan  pusat\tstatistik"} | kind | {"kategori": ""},
    ]
    board = [CHAIR | {"lembaga": "dinas x", "unit": " b "}]
    made = body(members=rows, board=board)
    now = made.on(DAY)

    assert now.register.institutions == ("Dinas X", "bps")
    assert now.register.membership("Dinas X").units == ("Dinas X:a", "Dinas X:b")  # type: ignore[union-attr]
    assert now.board
    assert (now.board.appointments[0].institution, now.board.appointments[0].unit) == (
        "Dinas X",
        "Dinas X:b",
    )
    outside = [CHAIR | {"lembaga": "Bank Y"}, CHAIR | {"jabatan": "A", "lembaga": "bank  y"}]
    assert [each["holder"] for each in seated(*outside)] == ["Bank Y", "Bank Y"]


def test_one_institution_is_of_one_kind_at_a_time() -> None:
    """Rows that say otherwise of the same day are told; of other days they may."""
    rows: list[dict[str, object]] = [
        {"id": "X", "unit": "A", "kategori": "ministry", "sejak": "2015"},
        {"id": "X", "unit": "B", "kategori": "ministry", "sejak": "2016", "sampai": "2017"},
        {"id": "x", "unit": "C", "kategori": "ngo", "sejak": "2018"},
    ]

    assert problems(members=rows) == (
        "members row 3: category ngo is another than ministry in row 1: X is one institution",
    )
    rows[0]["sampai"] = "2018-01-01"
    assert body(members=rows).on(DAY).register.membership("X").category == "ngo"  # type: ignore[union-attr]


def test_a_seat_of_a_day_before_the_tables_is_taken_as_the_row_says() -> None:
    """The holder of a seat need not be known."""
    members = [{"id": "X", "kategori": "ministry"}]
    made = body(members=members, board=[], on=date(2012, 1, 1))
    board = [{"seat": "Ketua", "lembaga": "BPS", "cara": "dipilih"}]
    board[0] |= {"mulai": "2011-05-02", "berakhir": "2015-01-01"}
    early = body(members=members, board=board, on=date(2012, 1, 1)).on(date(2012, 1, 1)).board

    assert made.on(date(2012, 1, 1)).board is None
    assert early
    assert early.appointments[0].institution == "BPS"


def test_a_member_that_left_is_withdrawn() -> None:
    """With the cause that the row tells; one unit of several leaves the others."""
    rows = [
        {"id": "bps", "unit": "A", "sejak": "2018-01-01"},
        {"id": "bps", "unit": "B", "sejak": "2018-01-01", "sampai": "2019-01-01"},
        {"id": "kominfo", "sejak": "2018-01-01", "sampai": "2020", "sebab": "merger"},
        {"id": "bkn", "unit": "A", "sejak": "2018-01-01", "sampai": "2019-01-01"},
        {"id": "bkn", "unit": "B", "sejak": "2018-01-01", "sampai": "2019-01-01"},
    ]
    made = body(members=rows)
    bkn, bps, kominfo = made.memberships
    left = [each for each in made.founding.found if isinstance(each, Withdrawn)]  # type: ignore[attr-defined]

    assert bps.units == ("bps:a",)
    assert bps.period.end is None
    assert (bkn.period.end, bkn.ended) == (date(2019, 1, 1), Cause.WITHDRAWAL)
    assert kominfo.ended is Cause.MERGER
    assert kominfo.period.end_by == date(2020, 12, 31)
    assert sorted((each.institution, each.unit) for each in left) == [
        ("bkn", ""),
        ("bkn", "bkn:a"),
        ("bps", "bps:b"),
        ("kominfo", ""),
    ]


def test_an_end_comes_after_its_beginning() -> None:
    """Where both are known to lie in one year, the end is known to be the later one."""
    (one,) = body(members=[{"id": "bps", "sejak": "2018", "sampai": "2018"}]).memberships
    (other,) = body(members=[{"id": "bps", "sejak": "2018-05-02", "sampai": "2018"}]).memberships

    assert (one.period.start, one.period.start_by) == (date(2018, 1, 1), date(2018, 12, 31))
    assert (one.period.end, one.period.end_by) == (date(2018, 1, 2), date(2018, 12, 31))
    assert (other.period.end, other.period.end_by) == (date(2018, 5, 3), date(2018, 12, 31))


@pytest.mark.parametrize(
    ("word", "cause"),
    [("meninggal", Cause.DEATH), ("Wafat", Cause.DEATH), ("mundur", Cause.RESIGNATION)],
)
def test_causes_as_tables_have_them(word: str, cause: Cause) -> None:
    """Beside the value and the labels, the short words that lists use."""
    row = {"id": "bps", "sejak": "2018", "sampai": "2020-01-01", "sebab": word}

    assert body(members=[row]).memberships[0].ended is cause


def test_units_of_one_institution_speak_with_one_voice() -> None:
    """Representatives of all its rows are named together, and one contact person."""
    rows = [
        {"id": "bps", "unit": "A", "wakil": "p-1"},
        {"id": "bps", "unit": "B", "wakil": "p-2;p-1", "narahubung": "p-3"},
    ]
    voice = body(members=rows).on(DAY).representation("bps")

    assert voice
    assert (voice.representatives, voice.contact) == (("p-1", "p-2"), "p-3")
    rows[0]["narahubung"] = "p-4"
    assert problems(members=rows) == (
        "members row 2: contact 'p-3' is another than in row 1: an institution has one",
    )


# the board


def test_a_board_is_elected_together() -> None:
    """Rows of one day are one term; its label and decree may stand in any of them."""
    rows = [CHAIR, CHAIR | {"jabatan": "Sekretaris", "lembaga": "Kominfo", "periode": "2020-25"}]
    rows[1] |= {"sk": "SK 2", "pejabat": "Menteri", "dasar": "rapat"}
    now = body(board=rows).on(DAY)

    assert now.board
    assert now.board.term
    assert (now.board.term.label, str(now.board.term.decree)) == ("2020-25", "SK 2")
    assert now.board.term.period.end == date(2025, 1, 1)
    assert {each.basis for each in now.board.appointments} == {"rapat"}
    assert [each.institution for each in now.board.appointments] == ["bps", "kominfo"]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({}, ("definitive", "elected", "2024-12-31")),
        ({"berakhir": "2023-01-01"}, ("definitive", "elected", "2022-12-31")),
        ({"cara": "karena jabatan", "jabatan asal": "Dirjen"}, ("definitive", "ex_officio", "")),
        ({"cara": "karena jabatan", "berakhir": "2023"}, ("definitive", "ex_officio", "2023")),
        ({"cara": "ditunjuk"}, ("definitive", "appointed", "")),
        ({"cara": "ditunjuk", "berakhir": "2023-01-01"}, ("definitive", "appointed", "2022-12-31")),
        ({"kapasitas": "plt", "pejabat": "Menteri"}, ("plt", "appointed", "")),
        ({"kapasitas": "Plt.", "berakhir": "2023-01-01"}, ("plt", "appointed", "2022-12-31")),
    ],
    ids=str,
)
def test_each_way_to_a_seat(row: dict[str, str], told: tuple[str, str, str]) -> None:
    """Elected, ex officio, appointed or acting, for as long as the row says."""
    (found,) = seated(CHAIR | row)

    assert (found["capacity"], found["selection"], found["last_day"]) == told
    assert found["holder"] == "bps"


def test_where_a_row_is_silent_the_term_begins_with_the_decree() -> None:
    """Its day is that of the first day, whatever the label; without either none is made up."""
    row = {"jabatan": "Ketua Umum", "lembaga": "BPS", "periode": "2015-2020"}
    decreed = row | {"sk": "SK 2/2016", "tanggal sk": "2 Desember 2016"}
    made = body(board=[decreed])

    assert [str(each.period) for each in made.terms] == ["2016-12-02 to 2021-12-01"]
    assert made.terms[0].label == "2015-2020"
    assert seated(decreed | {"mulai": "2017-01-01"})[0]["start"] == "2017-01-01"
    for silent in (row, row | {"cara": "ditunjuk"}, row | {"kapasitas": "plt"}):
        (told,) = problems(board=[silent])
        assert told == (
            "board row 1: since is missing, and no decree_date tells it: write what is known, "
            "such as 2019-05-02, 2019 or 2015-01-01/2019-12-31"
        )
    (told,) = problems(board=[row | {"mulai": "x"}])
    assert told.startswith("board row 1: since 'x' is no day")


def test_a_term_that_the_charter_does_not_count_is_found_with_its_end() -> None:
    """Of a day before the charter the rows say both ends; without them the remedy is told."""
    row = CHAIR | {"mulai": "2013-01-01"}
    laid_down = row | {"cara": "ditunjuk", "periode": "2013-2018"}

    for each in (row, laid_down):
        (told,) = problems(board=[each])
        assert told == (
            "board row 1: no provision is known as 'term.years' (charter national on 2013-01-01); "
            "a term that the charter does not count is taken as found, where each of its rows says "
            "its end (column until)"
        )
    found = body(board=[row | {"berakhir": "2018-01-01"}])
    assert [str(each.period) for each in found.terms] == ["2013-01-01 to 2017-12-31"]


def test_a_title_is_known_again_whatever_its_case_and_spaces() -> None:
    """As the charter spells it, or else as its first row does; two holders of it are told."""
    rows = [
        CHAIR | {"jabatan": "ketua  umum"},
        CHAIR | {"jabatan": "Anggota", "lembaga": "X"},
        CHAIR | {"jabatan": "ANGGOTA", "lembaga": "Y"},
        CHAIR | {"jabatan": "anggota 2", "lembaga": "Z", "kapasitas": "plh"},
    ]

    assert [each["seat"] for each in seated(*rows)] == [
        "Ketua Umum",
        "Anggota 1",
        "Anggota 2",
        "Anggota 2",
    ]
    assert problems(board=[rows[0], CHAIR | {"jabatan": "KETUA UMUM", "lembaga": "Kominfo"}]) == (
        "board row 2: seat 'Ketua Umum' has a holder from that day on (row 1)",
    )
    assert seated(CHAIR | {"jabatan": "7"})[0]["seat"] == "7"


def test_whoever_stands_in_for_a_holder() -> None:
    """A Plh beside the holder; the mandate is that of whoever issued it."""
    rows = [CHAIR, CHAIR | {"lembaga": "Kominfo", "kapasitas": "plh", "pejabat": "Menteri"}]
    board = body(board=rows).on(DAY).board

    assert board
    assert [each.mandate for each in board.acting] == ["Menteri"]
    assert board.in_charge("Ketua Umum") == board.acting[0]


def test_a_replacement_serves_for_the_remainder() -> None:
    """Whoever left early says why; whoever followed is read off the capacity."""
    left = CHAIR | {"berakhir": "2020-06-01", "sebab": "mengundurkan diri"}
    other = CHAIR | {"jabatan": "Sekretaris", "lembaga": "Kominfo"}
    after = CHAIR | {"lembaga": "Kominfo", "kapasitas": "paw", "mulai": "2020-07-01"}

    found = seated(left, other, after | {"lembaga": "Bank X"})
    assert [(each["holder"], each["capacity"]) for each in found] == [
        ("Bank X", "paw"),
        ("kominfo", "definitive"),
    ]
    ends = {"berakhir": "2025-01-01"}
    found = seated(left, other | ends, after | ends)
    assert {each["last_day"] for each in found} == {"2024-12-31"}
    gone = after | {"berakhir": "2020-08-01", "sebab": "death"}
    assert [each["seat"] for each in seated(left, other, gone)] == ["Sekretaris"]
    assert problems(board=[left, other | ends, after | {"berakhir": "2026"}]) == (
        "board row 3: until 2026 is after the end 2025-01-01 of the board",
    )
    (told,) = problems(board=[left | {"sebab": ""}, other])
    assert told.startswith("board row 1: ends before its board does: say why in the column cause")
    (told,) = problems(board=[after])
    assert "no term runs on that day" in told
    (told,) = problems(board=[left | {"berakhir": "2030-01-01"}, other])
    assert told.startswith("board row 1: vacate the seat Ketua Umum on 2030-01-01: nobody held")


def test_seats_of_one_title_are_numbered() -> None:
    """Where the charter does not name the seat and several hold it at once."""
    named = {"jabatan": "Anggota", "mulai": "2020-01-01", "cara": "dipilih"}
    rows = [named | {"lembaga": each} for each in ("X", "Y")]
    again = [row | {"mulai": "2025-01-01"} for row in rows]
    acting = {"jabatan": "Anggota 2", "lembaga": "Z", "kapasitas": "plh", "mulai": "2020-02-01"}

    assert [each["seat"] for each in seated(*rows, acting)] == [
        "Anggota 1",
        "Anggota 2",
        "Anggota 2",
    ]
    later = body(board=[*rows, *again]).on(date(2025, 1, 1)).board
    assert later
    assert [each.seat for each in later.appointments] == ["Anggota 1", "Anggota 2"]
    assert [each["seat"] for each in seated(rows[0])] == ["Anggota"]
    one = named | {"lembaga": "X", "cara": "ditunjuk", "berakhir": "2020-06-01"}
    after = named | {"lembaga": "Y", "cara": "ditunjuk", "mulai": "2020-06-01"}
    assert [each["seat"] for each in seated(one, after)] == ["Anggota"]
    office = named | {"lembaga": "Y", "cara": "karena jabatan"}
    both = seated(one | {"berakhir": ""}, office)
    assert {each["seat"] for each in both} == {"Anggota 1", "Anggota 2"}


def test_a_unit_goes_by_its_name_or_its_id() -> None:
    """As the members' table names it, as an id, or as a name of its own."""
    members = [{"id": "bps", "unit": "u-7", "nama unit": "Humas"}]
    for said, unit in (
        ("Humas", "u-7"),
        ("u-7", "u-7"),
        ("bps:x", "bps:x"),
        ("bps", "bps"),
        ("Biro X", "bps:biro-x"),
    ):
        board = body(members=members, board=[CHAIR | {"unit": said}]).on(DAY).board
        assert board
        assert board.appointments[0].unit == unit


def test_what_a_charter_forbids_is_kept_as_found() -> None:
    """Outsiders among the members, one on two seats, a holder that is no member."""
    made = body(
        members=[{"id": "Partai X", "kategori": "partai politik"}],
        board=[CHAIR, CHAIR | {"jabatan": "Sekretaris"}],
    )

    assert made.on(DAY).register.institutions == ("Partai X",)
    assert len(seated(CHAIR, CHAIR | {"jabatan": "Sekretaris"})) == 2


def test_a_charter_that_does_not_say_how_a_seat_is_filled() -> None:
    """The column is then needed."""
    silent = charter("national_1971")
    row = CHAIR | {"cara": ""}

    (told,) = problems(board=[row], charter=silent)
    assert told.startswith("board row 1: selection is missing, and the charter does not tell: ")
    assert seated(CHAIR | {"jabatan": "Ketua"}, charter=PLAIN)[0]["selection"] == "elected"


# what is refused


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"sejak": "03/08/2025"}, "since '03/08/2025' can be read in two ways: write 2019-05-02"),
        ({"sejak": "3-8-25"}, "since '3-8-25' can be read in two ways"),
        ({"sejak": "2019-02-30"}, "since '2019-02-30' is no day of the calendar"),
        ({"sejak": "30 Februari 2019"}, "since '30 Februari 2019' is no day of the calendar"),
        ({"sejak": "2 Foo 2019"}, "since '2 Foo 2019' is no day"),
        ({"sejak": "9999"}, "since '9999' is no day"),
        ({"sejak": "2019-05-02/2019-05-01"}, "since '2019-05-02/2019-05-01' is no day"),
        ({"sejak": datetime(2019, 5, 2)}, "since '2019-05-02 00:00:00' is no day"),  # noqa: DTZ001 - the clock on the wall
        ({"sampai": "2018-05-02", "sejak": "2019"}, "until 2018-05-02 must come after since 2019"),
        ({"sampai": "2018"}, "until 2018 must come after since 2021-01-04"),
        ({"kategori": "kementrian"}, "category 'kementrian' is unknown: use ministry (kementer"),
        ({"kategori": "x"}, "category 'x' is unknown: use ministry (kementerian), state_secret"),
        ({"peran": "angota"}, "role 'angota' is unknown: use member (anggota)"),
        ({"humas": "mungkin"}, "pr 'mungkin' is neither yes nor no (ya, tidak)"),
        ({"sebab": "bosan"}, "cause 'bosan' is unknown: use death (meninggal dunia), resig"),
        ({"lembaga": "BPSS"}, "no institution is known as 'BPSS' (on 2021-01-04; of regional_soe"),
        ({"lembaga": ""}, "institution is missing"),
        ({"x": "y"}, "unknown column 'x': use institution or unit or unit_name or category"),
        ({"lembag": "y"}, "unknown column 'lembag': use lembaga"),
        ({"since": "2019"}, "columns 'sejak' and 'since' are one and the same"),
    ],
    ids=str,
)
def test_what_a_row_of_members_cannot_say(cells: dict[str, object], problem: str) -> None:
    """Each slip is told with the row, what is wrong and what to write."""
    (found,) = problems(members=[{"lembaga": "BPS", "sejak": "", "dasar": "SK"} | cells])

    assert found.startswith(f"members row 1: {problem}")


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"jabatan": ""}, "seat is missing"),
        ({"lembaga": ""}, "names no institution, person or post: leave out a seat that is vacant"),
        ({"cara": "diundi"}, "selection 'diundi' is unknown: use elected (dipilih), ex_officio"),
        ({"kapasitas": "plk"}, "capacity 'plk' is unknown: use pl"),
        ({"kapasitas": "paw", "cara": "ditunjuk"}, "capacity paw is of an elected seat"),
        ({"kapasitas": "plh", "berakhir": "2022"}, "until 2022 is no day: write it out"),
        ({"cara": "ditunjuk", "berakhir": "2022"}, "until 2022 is no day: write it out"),
        ({"berakhir": "2025"}, "until 2025 is no day, and the term ends on it (row 1)"),
        (
            {"sk": "SK", "tanggal sk": "2019"},
            "decree_date 2019 is no day: write it out, such as 2019-05-02",
        ),
        ({"tanggal sk": "2019-01-01"}, "decree is missing, of which decree_date speak"),
        ({"pejabat": "Menteri"}, "decree is missing, of which issuer speak"),
        ({"sk": "SK 1", "sha256": "ff"}, "sha256 must be 64 hexadecimal digits in lower case"),
    ],
    ids=str,
)
def test_what_a_row_of_a_board_cannot_say(cells: dict[str, str], problem: str) -> None:
    """The same for the board."""
    (found,) = problems(board=[CHAIR | cells])

    assert found.startswith(f"board row 1: {problem}")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"lembaga": "Kominfo"}, "seat 'Ketua Umum' has a holder from that day on (row 1)"),
        ({"jabatan": "A", "periode": "2"}, "label '2' is another for one board (row 1)"),
        ({"jabatan": "A", "sk": "SK 2"}, "decree 'SK 2' is another for one board (row 1)"),
        ({"mulai": "2021-01-01"}, "seat a board from 2021-01-01: the board of 1 serves"),
        (
            {"cara": "ditunjuk", "mulai": "2021-01-01"},
            "put bps on the seat Ketua Umum: bps holds it 2020-01-01 to 2024-12-31",
        ),
    ],
    ids=str,
)
def test_two_rows_that_contradict_each_other(row: dict[str, str], problem: str) -> None:
    """Two holders of one seat on one day, or two boards, are told with both rows."""
    (found,) = problems(board=[CHAIR | {"periode": "1", "sk": "SK 1"}, CHAIR | row])

    assert found.startswith(f"board row 2: {problem}")
    assert found.endswith(("(row 1)", "(see board row 1)"))


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    """Days, words, columns and contradictions of both tables, each with file and row."""
    table = tmp_path / "anggota.csv"
    table.write_text(
        "lembaga,sejak,peran\nBPS,1/2/2019,angota\nKominfo,2019,\nKominfo,2020,\nBKN,2019,,x\n",
        "utf-8",
    )

    assert [
        each.partition(": ")[0] for each in problems(members=table, board=[{"kursi": "A"}])
    ] == [
        f"{table} row 5",
        f"{table} row 2",
        "board row 1",
        f"{table} row 2",
        "board row 1",
        f"{table} row 4",
    ]


def test_a_file_that_is_no_table(tmp_path: Path) -> None:
    """What cannot be opened or lacks its columns is told, and the other table is read."""
    table = tmp_path / "anggota.csv"
    table.write_text("nama,sejak,since\n", "utf-8")

    found = problems(members=table, board=tmp_path / "tiada.csv")
    assert found == (
        f"{table}: unknown column 'nama': use nama_unit or sampai",
        f"{table}: columns 'sejak' and 'since' are one and the same",
        (
            f"{table}: column 'institution' is missing (or lembaga, instansi, id, institusi, "
            "nama_instansi, nama_lembaga, anggota)"
        ),
        f"{tmp_path / 'tiada.csv'}: cannot be read: No such file or directory",
    )


def test_tables_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows past the bound, lookups of what no table knows, and refusals come to an end."""
    monkeypatch.setattr("bakohumas.interchange._columns.MAX_ROWS", 2)
    monkeypatch.setattr("bakohumas.interchange._offices._MOST", 1)
    assert problems(members=iter([*TWO, *TWO])) == ("members: more than 2 rows: split them",)

    monkeypatch.setattr("bakohumas.interchange._columns.MAX_ROWS", 9)
    found = problems(members=[{"id": f"zzz {n}"} for n in range(3)])
    assert [("was not looked up" in each) for each in found] == [False, False, True]

    monkeypatch.setattr("bakohumas.interchange._tables._MOST", 2)
    found = problems(members=TWO[:1] * 5)
    assert len(found) == 3
    assert found[-1] == "and perhaps more: mend these first"


CELLS: st.SearchStrategy[object] = st.sampled_from(
    [
        *("", "-", "x", "BPS", "bps", "Kominfo", "Ketua Umum", "Anggota", "ya", "p-1; p-2", ":"),
        *("2019", "2019-05", "2019-05-02", "2 Mei 2020", "0000", "9999-12-31", "0001-01-01"),
        *("ministry", "partai politik", "mitra", "dipilih", "karena jabatan", "ditunjuk"),
        *("definitif", "plh", "plt", "paw", "death", "SK 1/2019", "ab" * 32, "\0", "\u0665"),
        *(None, 7, True, 1.5, DAY, Approx.parse("2018"), Category.SOE, [], {}),
    ]
)


@settings(max_examples=500, derandomize=True)
@given(
    st.lists(st.fixed_dictionaries({"id": CELLS}, optional=dict.fromkeys(ANY, CELLS)), max_size=4),
    st.lists(
        st.fixed_dictionaries({"seat": CELLS}, optional=dict.fromkeys(ALL, CELLS)), max_size=5
    ),
    st.none() | st.just(DAY),
    st.sampled_from(["national", "provincial", "kpu_ri", "taskforce"]),
)
def test_no_foreign_exception_leaks(
    members: list[dict[str, object]], board: list[dict[str, object]], on: date | None, name: str
) -> None:
    """Whatever stands in whatever cell, the answer is a body or a FormatError."""
    try:
        found = body_from_tables(members=members, board=board, charter=name, on=on)
    except FormatError:
        return
    assert loads(dumps(found)) == found
    assert found.on(found.opened).day == found.opened


# there and back


def table(rows: Iterable[Mapping[str, object]], path: Path) -> Path:
    """Rows as a CSV file."""
    lines = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]) if lines else ["institution"])
        writer.writeheader()
        writer.writerows(lines)
    return path


def said(first: date | None, by: date | None) -> object:
    """A day as a cell says it."""
    return "" if first is None else str(Approx(first, by or first))


def members_of(now: Snapshot) -> Iterable[dict[str, object]]:
    """Everybody who takes part on a day, one row a unit."""
    for each in (*now.register, *now.partners, *now.guests):
        for unit in each.units:
            yield {
                "institution": each.institution,
                "unit": unit,
                "unit name": each.name if unit == each.unit else unit,
                "category": each.category,
                "area": each.area,
                "since": said(each.period.start, each.period.start_by),
                "until": said(each.period.end, each.period.end_by),
                "cause": each.ended or "",
                "role": each.role.label("id"),
                "pr": "ya" if each.pr else "tidak",
                "basis": each.basis,
            }


def board_of(now: Snapshot) -> Iterable[dict[str, object]]:
    """Everybody who is on a seat on a day, or stands in on one."""
    held = now.board
    for each in (*held.appointments, *held.acting) if held else ():
        yield {
            "seat": each.seat,
            "institution": each.institution,
            "person": each.person,
            "post": each.post,
            "unit": each.unit,
            "selection": each.selection.label("id"),
            "capacity": each.capacity.value,
            "since": said(each.period.start, each.period.start_by),
            "until": said(each.period.end, each.period.end_by),
            "cause": each.ended or "",
            "basis": each.basis,
        }


def tells_all(now: Snapshot) -> bool:
    """Whether two tables can say how things stand, without what went before.

    They cannot where a holder is left of a board of which nobody else is, or took a seat
    of it in mid-term without being a replacement, or where an acting officer holds a post.
    """
    held = now.board
    if held is None:
        return True
    elected = [each for each in held.appointments if each.selection is Selection.ELECTED]
    whole = [each for each in elected if each.capacity is Capacity.DEFINITIVE]
    ends = {each.period.end or date.max for each in whole}
    return (
        len({each.period.start for each in whole}) <= 1
        and all((each.period.end or date.max) <= max(ends, default=date.min) for each in elected)
        and not any(each.capacity.acting for each in held.appointments)
        and not any(each.period.end_by for each in (*held.appointments, *held.acting))
        and not any(
            (holder := held.holder(each.seat)) and holder.period.start > each.period.start  # type: ignore[operator]
            for each in held.acting
        )
    )


@given(bodies(max_steps=20))
def test_a_snapshot_in_two_tables_comes_back(drawn: Body) -> None:
    """The register and the board of the day are the same, and so they stay."""
    day = drawn.events[-1].recorded
    assume(not drawn.dissolved)
    now = drawn.on(max(day, drawn.opened))
    assume(tells_all(now))

    def read(now: Snapshot) -> Snapshot:
        with TemporaryDirectory() as folder:
            members = table(members_of(now), Path(folder, "anggota.csv"))
            board = list(board_of(now))
            seats = table(board, Path(folder, "pengurus.csv")) if board else None
            return body_from_tables(
                members=members, board=seats, charter=now.charter, on=now.day, basis="x"
            ).on(now.day)

    twin = read(now)
    assert (twin.register, twin.partners, twin.guests) == (now.register, now.partners, now.guests)
    assert (twin.board.rows() if twin.board else []) == (now.board.rows() if now.board else [])
    again = read(twin)
    assert again.register == twin.register
    assert again.board == twin.board


def test_every_header_of_the_page_is_known() -> None:
    """What the page on tables lists is what the tables may be headed with, in both tables."""
    page = (Path(__file__).parents[2] / "docs" / "tables.md").read_text("utf-8")
    members, _, board = page.partition("Board; only the seat")
    cells = re.compile(r"^\| [\w, ]+ \| ([\w,; ]+) \|", re.MULTILINE)
    said = [set(re.split("[,;] ", "; ".join(cells.findall(part)))) for part in (members, board)]
    assert [len(each) for each in said] == [46, 53]
    for table, headers in zip(("members", "board"), said, strict=True):
        for header in headers - {"headers"}:
            with pytest.raises(FormatError, match="unknown column 'y'") as refused:
                body(**{table: [{header: "x", "y": ""}]})
            assert f"unknown column {header!r}" not in str(refused.value)


@pytest.mark.parametrize(
    ("short", "kind"),
    [
        ("BUMN", Category.SOE),
        ("bumd", Category.REGIONAL_SOE),
        ("LPNK", Category.NON_MINISTERIAL),
        ("Pemkab", Category.REGENCY_GOVERNMENT),
        ("pemkot", Category.REGENCY_GOVERNMENT),
        ("Pemprov", Category.PROVINCIAL_GOVERNMENT),
        ("PTN", Category.PUBLIC_UNIVERSITY),
        ("LNS", Category.NON_STRUCTURAL),
        ("LPP", Category.PUBLIC_BROADCASTER),
    ],
)
def test_kinds_of_institutions_in_short(short: str, kind: Category) -> None:
    """The abbreviations that Indonesian lists use stand for their kind of institution."""
    member = {"lembaga": "Contoh", "jenis": short, "wilayah": "63", "sejak": "2019-05-02"}
    found = body(members=[member]).on(DAY).register.membership("Contoh")
    assert found is not None
    assert found.category == kind.value


def test_of_very_many_problems_some_are_told(tmp_path: Path) -> None:
    """A table that is wrong throughout is not read to its end, nor a heading that is."""
    with pytest.raises(FormatError) as caught:
        body_from_tables(members=[{"lembaga": ""}, {"x": "1"}] * 2000, charter="national")
    assert len(caught.value.problems) < 1100
    assert caught.value.problems[-1] == "and perhaps more: mend these first"
    wide = tmp_path / "wide.csv"
    wide.write_text(",".join(f"kolom {n}" for n in range(2000)), "utf-8")
    with pytest.raises(FormatError) as caught:
        body_from_tables(members=wide, charter="national")
    assert len(caught.value.problems) < 1100
