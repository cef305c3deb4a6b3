import pickle
import subprocess
import sys
from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.errors import OutOfScopeError, UnknownNameError
from bakohumas.institutions import (
    SCOPE_START,
    Category,
    Directory,
    Institution,
    Level,
    Outsider,
    directory,
)
from bakohumas.testing import days

SEED = directory(on=date(2018, 6, 30))
TODAY = directory(on=date(2025, 1, 1))
KNOWN_IN_2018 = list(SEED)


@given(days(min_value=SCOPE_START))
def test_a_directory_holds_whoever_exists_that_day(day: date) -> None:
    """Membership, look-up, iteration and length agree, and nobody is out of time."""
    where = directory(on=day)
    provinces = {"", *(area.code for area in where.areas(Level.PROVINCE))}

    assert len(where) == len(list(where)) == sum(where.counts().values())
    assert all(day in one.period and one in where and where[one.id] == one for one in where)
    assert all(one.province in provinces for one in where)


@given(st.sampled_from(KNOWN_IN_2018))
def test_everybody_is_found_by_each_of_their_names(one: Institution) -> None:
    """Id, acronym, Indonesian and English name lead to the same institution, in any case."""
    names = [one.id, one.acronym, one.name, one.english or one.name]

    assert all(SEED.find(name) == one for name in names)
    assert all(SEED.find(name.upper().replace(" ", " . ")) == one for name in names)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Kementerian Kominfo", "kominfo"),
        ("KemKominfo", "kominfo"),
        ("Kementrian PUPR", "kemen-pupr"),
        ("KemenPUPR", "kemen-pupr"),
        ("PUPR", "kemen-pupr"),
        ("Polhukam", "kemenko-polhukam"),
        ("Kab. Tapin", "pemkab-tapin"),
        ("Pemda Kab. Banjar", "pemkab-banjar"),
        ("Pemko Banjarmasin", "pemkot-banjarmasin"),
        ("Kota Jakarta Pusat", "pemkot-jakarta-pusat"),
        ("Pemprov Kalsel", "pemprov-kalimantan-selatan"),
        ("Pemerintah Prov. Jawa Tengah", "pemprov-jawa-tengah"),
        ("Provinsi Aceh", "pemprov-aceh"),
        ("Pemprov DIY", "pemprov-di-yogyakarta"),
        ("PT. Pertamina", "bumn-pertamina"),
        ("Univ. Mataram", "ptn-unram"),
        ("Kemenpar", "kemenpar-2014"),
        ("Badan Pertanahan Nasional", "atr-bpn"),
        ("National Land Agency", "atr-bpn"),
        ("Kementerian PPN", "bappenas"),
    ],
)
def test_usual_short_forms_are_understood(query: str, found: str) -> None:
    """People write *Kemen*, *Pemko*, *Kab.*; the directory reads it."""
    assert SEED.find(query).id == found


def test_a_look_up_can_keep_to_one_kind() -> None:
    """A name of another kind is refused, and the refusal says which kind it is."""
    assert SEED.find("BPS", category=Category.NON_MINISTERIAL).id == "bps"
    with pytest.raises(UnknownNameError, match="BPS is known as non_ministerial") as refused:
        SEED.find("BPS", category=Category.MINISTRY)
    assert refused.value.suggestions == ("bps",)


@given(st.text())
def test_any_text_is_found_or_refused(text: str) -> None:
    """Whatever somebody types, nothing but the refusal of the domain comes back."""
    with suppress(UnknownNameError):
        assert SEED.find(text) in SEED


def test_nearly_right_brings_suggestions() -> None:
    """A slip of the pen gets up to three names that the directory knows."""
    with pytest.raises(UnknownNameError, match="did you mean Kominfo") as slip:
        SEED.find("Kominfi")
    with pytest.raises(UnknownNameError, match="did you mean Pemkab Tapin or PDAM Tapin") as bare:
        SEED.find("Tapin")
    with pytest.raises(UnknownNameError) as ministry:
        SEED.find("Kemenkue", category=Category.MINISTRY)

    assert len(slip.value.suggestions) <= 3
    assert all(SEED.find(name) for name in (*slip.value.suggestions, *bare.value.suggestions))
    assert ministry.value.suggestions[0] == "Kemenkeu"


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Kalsel", ["Pemprov Kalimantan Selatan", "Bank Kalsel"]),
        ("Bandung", ["Pemkab Bandung", "Pemkot Bandung", "UIN Bandung"]),
        ("DKI", ["Pemprov DKI Jakarta", "Bank DKI"]),
        ("Kota Tapin", ["Pemkab Tapin"]),
    ],
)
def test_an_area_brings_its_government_first(query: str, first: list[str]) -> None:
    """Who writes the bare name of an area most likely means its government."""
    with pytest.raises(UnknownNameError) as refused:
        SEED.find(query)

    assert list(refused.value.suggestions[: len(first)]) == first


def test_a_government_is_suggested_where_it_may_be() -> None:
    """A look-up of one kind suggests that kind alone, and offices of a government are none."""
    office = Institution("dinkes", "Dinkes", "regency_government", "X", parent="pemkab-tapin")
    more = SEED.extended([office])
    with pytest.raises(UnknownNameError) as regional:
        SEED.find("Bandung", category="public_university")
    with pytest.raises(UnknownNameError) as bare:
        more.find("Tapin")

    assert "Pemkab Bandung" not in regional.value.suggestions
    assert bare.value.suggestions[:2] == ("Pemkab Tapin", "PDAM Tapin")


def test_halves_of_a_double_name_are_nobody_elses() -> None:
    """No name has two bearers on one day because half of it is a ministry's."""
    found = [one for one in SEED if "/" in one.name and one.category == Category.MINISTRY]

    assert [one.id for one in found] == ["bappenas", "atr-bpn"]
    assert all(SEED.find(half) == one for one in found for half in one.name.split("/"))


@pytest.mark.parametrize(
    ("query", "day", "suggestions", "scope"),
    [
        ("Kominfo", "2025-01-01", ("komdigi",), "to 2024-10-20: renamed komdigi"),
        ("Komdigi", "2018-06-30", ("kominfo",), "Komdigi from 2024-10-21 to further notice"),
        ("BNP2TKI", "2025-01-01", ("kemen-p2mi",), "renamed bp2mi"),
        ("Kemenekraf", "2018-06-30", ("bekraf",), "Kemenekraf from 2024-10-21"),
        ("kemen-bumn", "2025-12-01", ("bp-bumn",), "succeeded by bp-bumn"),
        ("Lemsaneg", "2018-06-30", ("bssn",), "became bssn"),
        (
            "Kementerian Pariwisata dan Ekonomi Kreatif",
            "2018-06-30",
            ("bekraf",),
            "Kemenparekraf from 2019-10-23 to 2024-10-20: split into",
        ),
        ("BP2MI", "2018-06-30", ("bnp2tki",), "BP2MI from"),
    ],
)
def test_known_on_another_day(
    query: str, day: str, suggestions: tuple[str, ...], scope: str
) -> None:
    """Who bore a name on another day is told, with who is there on this one instead."""
    with pytest.raises(UnknownNameError) as refused:
        directory(on=date.fromisoformat(day)).find(query)

    assert refused.value.suggestions == suggestions
    assert scope in refused.value.scope


def test_an_id_of_another_day_is_refused_with_its_heir() -> None:
    """Indexing by id is as helpful as looking up by name."""
    with pytest.raises(UnknownNameError, match="did you mean kemen-pkp or kemen-pu") as refused:
        TODAY["kemen-pupr"]
    with pytest.raises(LookupError, match="no institution is known as 'kemen-x'"):
        TODAY["kemen-x"]

    assert set(refused.value.suggestions) == {"kemen-pu", "kemen-pkp"}


def test_a_sample_says_that_it_is_one() -> None:
    """Where the table is a sample, not finding somebody proves nothing; and that is said."""
    with pytest.raises(UnknownNameError) as sampled:
        SEED.find("PDAM Nowhere", category=Category.REGIONAL_SOE)
    with pytest.raises(UnknownNameError) as anywhere:
        SEED.find("PDAM Nowhere")
    with pytest.raises(UnknownNameError) as register:
        SEED.find("Kementerian Nowhere", category=Category.MINISTRY)

    assert "of regional_soe the tables hold a sample, not a register" in sampled.value.scope
    assert "a sample, not a register" in anywhere.value.scope
    assert "sample" not in register.value.scope
    assert "Directory.extended" in register.value.scope
    assert SEED.explain().count("a sample, not a register") == 1


def test_a_shared_name_is_refused_with_the_ids() -> None:
    """The directory does not guess which of two is meant."""
    twins = SEED.extended([
        Institution(f"dinkes-{code}", f"Dinas Kesehatan {code}", Category.REGENCY_GOVERNMENT,
            "Dinkes", province="63", parent=parent)
        for code, parent in (("tapin", "pemkab-tapin"), ("banjar", "pemkab-banjar"))
    ])  # fmt: skip

    with pytest.raises(UnknownNameError, match=r"2 share the name .* choose by id") as refused:
        twins.find("dinkes")
    assert refused.value.suggestions == ("dinkes-tapin", "dinkes-banjar")


def test_before_the_tables_begin_nothing_is_pretended() -> None:
    """The first day is the cabinet's of 2014; the day before is refused with the scope."""
    with pytest.raises(OutOfScopeError, match="the first day of the tables") as refused:
        directory(on=date(2014, 10, 26))
    with pytest.raises(TypeError):
        directory(on=datetime(2018, 6, 30, 12))  # noqa: DTZ001 - a slip, and the point of it

    assert refused.value.first == SCOPE_START
    assert directory(on=SCOPE_START).on == SCOPE_START


def test_provinces_gather_their_institutions_as_of_the_day() -> None:
    """Merauke lay in Papua in 2018, and lies in Papua Selatan since 2022."""
    merauke = "pemkab-merauke"

    assert SEED[merauke] in SEED.in_province("Papua")
    assert SEED[merauke].province == SEED.area("93.01").parent == "91"
    assert TODAY[merauke] in TODAY.in_province("South Papua")
    assert TODAY[merauke] not in TODAY.in_province("91")


@pytest.mark.parametrize(
    ("query", "code"),
    [("63", "63"), ("kalsel", "63"), ("South Kalimantan", "63"), ("ID-KS", "63"), ("DIY", "34"),
     ("63.05", "63.05"), ("Tapin", "63.05"), ("kab. tapin", "63.05"), ("Kota Banjar", "32.79")],
)  # fmt: skip
def test_areas_are_found_by_code_and_name(query: str, code: str) -> None:
    """A code, an official, a short and an English name lead to the area."""
    assert SEED.area(query).code == code


def test_areas_refuse_with_advice() -> None:
    """A shared, a wrong and a later name each get their own answer."""
    with pytest.raises(UnknownNameError, match=r"2 share the name .* choose by code") as shared:
        SEED.area("Banjar")
    with pytest.raises(UnknownNameError, match="did you mean Kabupaten Tapin"):
        SEED.area("Tapiin")
    with pytest.raises(UnknownNameError, match="2022-07-25 to further notice") as later:
        SEED.area("Papua Selatan")
    with pytest.raises(UnknownNameError, match=r"no area is known as '63\.05'"):
        SEED.in_province("63.05")

    assert shared.value.suggestions == ("32.79", "63.03")
    assert later.value.suggestions == ("Papua",)
    assert SEED.area("Gorontalo", level=Level.PROVINCE).code == "75"


def test_kinds_of_outsiders_are_answered_too() -> None:
    """The shipped tables hold no outsider; an unknown kind is a slip."""
    assert SEED.in_category(Outsider.POLITICAL_PARTY) == ()
    assert SEED.in_category("ministry") == SEED.in_category(Category.MINISTRY)
    with pytest.raises(ValueError, match="neither a Category nor an Outsider"):
        SEED.in_category("ministri")


def test_a_directory_explains_itself_in_both_languages() -> None:
    """The figures and what the tables do not know, in words."""
    assert "ministry 34," in SEED.explain()
    assert "populations are of 2024" in SEED.explain()
    assert "pemerintah daerah kabupaten/kota 514," in SEED.explain("id")
    assert "contoh, bukan daftar lengkap" in SEED.explain("id")
    assert str(SEED) == f"{len(SEED)} institutions on 2018-06-30"


def test_a_directory_is_a_value() -> None:
    """Equal days make equal directories, which survive pickling."""
    again = Directory(SEED.on)

    assert again == SEED
    assert hash(again) == hash(SEED)
    assert pickle.loads(pickle.dumps(SEED))["kominfo"] == SEED["kominfo"]
    assert Institution("kominfo", "Another", Category.MINISTRY) not in SEED


def test_importing_the_room_reads_nothing() -> None:
    """The tables are opened by the first directory, not by the import."""
    code = (
        "import sys; opened = []\n"
        "sys.addaudithook(lambda event, args: event == 'open' and opened.append(str(args[0])))\n"
        "from bakohumas.institutions import directory\n"
        "assert not [name for name in opened if name.endswith('.csv')]\n"
        "from datetime import date; len(directory(on=date(2018, 6, 30)))\n"
        "assert [name for name in opened if name.endswith('.csv')]\n"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
