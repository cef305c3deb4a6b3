from datetime import date, timedelta

import pytest

from bakohumas.errors import BakohumasWarning
from bakohumas.law import (
    KNOWN_UNTIL,
    Answer,
    Citation,
    Grade,
    RelationKind,
    Scope,
    Silence,
    Threshold,
    Undetermined,
    charter,
    charters,
    norms,
    regulation,
    regulations,
    sources,
)

MADE = date(2014, 9, 26)
TODAY = KNOWN_UNTIL
SHIPPED = [
    *("kalsel", "kaltim", "karangasem", "kpu_province", "kpu_regency", "kpu_ri", "national"),
    *("national_1971", "national_2002", "national_2005", "national_forerunners"),
    *("national_practice", "papua", "provincial", "regency", "regional", "sumsel", "taskforce"),
]
PLACES = {
    "Kepmen Kominfo 371/KEP/M.KOMINFO/8/2007 Pasal 1",
    "PM Kominfo 35/2014 Pasal 1",
    "SK Menpen 31/KEP/MENPEN/1971 Pasal 1 ayat (1)",
    "SK Menpen 31/KEP/MENPEN/1971 Pasal 1 ayat (2)",
    "SK Menpen 31/KEP/MENPEN/1971 Pasal 1 ayat (3)",
    "UU 17/2014 Pasal 396",
    "UU 23/2014 Pasal 182",
    "UU 23/2014 Pasal 183",
    "UU 23/2014 Pasal 183 ayat (2)",
    "UU 23/2014 Pasal 183 ayat (2) huruf c",
    "UU 25/1992 Pasal 21",
    "UU 30/2014 Pasal 14 ayat (2)",
    "UU 30/2014 Pasal 14 ayat (7)",
}
"""Every place within a text that a source shows, and that is cited."""


def test_the_shipped_charters() -> None:
    """National and its past, regions, the election commission, a task force."""
    assert list(charters()) == SHIPPED


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_charter_answers_every_day(name: str) -> None:
    """It states the bodies it governs, and no day of its texts is in conflict with itself."""
    held = charter(name)
    starts = {law.period.start for elder in held.elders for law in elder.provisions}
    days = {day + timedelta(n) for day in starts - {None} if day for n in (-1, 0)}

    assert held.scope is not Scope.EVERY
    for day in days | {TODAY}:
        held.in_force(day)


def test_no_article_number_but_those_that_a_source_shows() -> None:
    """A place within a text is cited only where somebody could read it."""
    cited = {law.citation for name in SHIPPED for law in charter(name).provisions}
    cited |= {each.citation for each in norms().values()}
    cited |= {edge.to for text in regulations().values() for edge in text.relations}

    assert {str(each) for each in cited if each.pasal} == PLACES


def test_every_text_that_is_cited_by_number_is_known() -> None:
    """A citation with a number is of a shipped regulation, or of an act not in the list."""
    cited = {law.citation for name in SHIPPED for law in charter(name).provisions}
    numbered = {each.regulation for each in cited if each.kind and each.kind != "seed"}

    assert numbered - set(regulations()) == {"Tata Tertib DPR (1984)"}


@pytest.mark.parametrize("text", regulations().values(), ids=str)
def test_a_relation_is_sourced_and_leads_to_a_known_text(text: object) -> None:
    """No edge rests on nothing, and none leads out of the library."""
    known = regulation(str(text))
    for edge in known.relations:
        assert edge.to.regulation in regulations()
        assert edge.sources
        assert set(edge.sources) <= set(sources())
    assert set(known.sources) <= set(sources())
    assert Citation.parse(known.cite) == known.citation()


def test_what_is_read_off_a_title() -> None:
    """Kind, number and year come from the short title; a year nobody printed is absent."""
    pergub = regulation("Pergub 041")
    decree = regulation("Keputusan KPU RI 542/HM.03.5-Kpt/06/KPU/VIII/2021")

    assert (pergub.kind, pergub.number, pergub.year) == ("Pergub", "041", None)
    assert (decree.kind, decree.year) == ("Keputusan KPU RI", 2021)
    assert pergub.related(RelationKind.IMPLEMENTS) == (Citation("PM Kominfo 35/2014"),)
    assert pergub.related(RelationKind.REPEALS) == ()


# The life of the national body before 2014.


@pytest.mark.parametrize(
    ("day", "kinds"),
    [
        (date(1985, 1, 1), 3),
        (date(2002, 1, 17), 3),
        (date(2002, 1, 18), 4),
        (date(2005, 10, 31), 4),
    ],
    ids=str,
)
def test_members_of_the_forerunners(day: date, kinds: int) -> None:
    """Central institutions in 1971; state enterprises too from the day of the decree of 2002."""
    value = charter("national_forerunners").value("membership.categories", on=day)

    assert isinstance(value, tuple)
    assert len(value) == kinds


def test_the_decree_of_2002_ends_that_of_1971() -> None:
    """The repeal is an edge between texts: a charter that never heard of it falls silent."""
    old = charter("national_1971")

    assert old.find("body.host", on=date(2002, 1, 17))
    assert isinstance(old.ask("body.host", on=date(2002, 1, 18)), Silence)


@pytest.mark.parametrize(
    ("key", "day"),
    [
        ("membership.categories", date(2005, 11, 1)),
        ("membership.categories", date(2014, 9, 25)),
        ("term.years", date(1985, 1, 1)),
        ("term.years", date(2008, 1, 1)),
        ("board.seats", date(2003, 1, 1)),
        ("decision.consensus_first", date(2010, 1, 1)),
    ],
    ids=str,
)
def test_what_could_not_be_read_is_unknown(key: str, day: date) -> None:
    """It is neither silent nor what an older text said."""
    asked = charter("national_forerunners").ask(key, on=day)

    assert isinstance(asked, Undetermined)
    assert all(law.value is None for law in asked.candidates)


def test_the_board_of_2004_had_three_years() -> None:
    """The label of one board is all that is known of a term before 2014."""
    held = charter("national_forerunners")

    assert held.value("term.years", on=date(2004, 6, 1)) == 3
    assert held.find("term.years", on=MADE) is None


# Regions, the election commission, a task force.


def test_a_region_inherits_what_speaks_of_every_body() -> None:
    """Categories and purposes, but not the seats of the national board."""
    for name in ("provincial", "regency"):
        held = charter(name)

        assert held.provision("membership.categories", on=MADE).grade is Grade.A
        assert held.value("body.founder", on=MADE) != "Menteri Komunikasi dan Informatika"
        assert "Ketua Pelaksana" not in str(held.value("board.seats", on=MADE))
        assert held.provision("term.years", on=MADE).grade is Grade.X


@pytest.mark.parametrize(
    ("name", "day", "years"),
    [
        ("sumsel", date(2019, 11, 13), 2),
        ("sumsel", date(2025, 11, 24), 5),
        ("kaltim", date(2013, 10, 2), 3),
        ("papua", date(2016, 12, 2), 5),
        ("provincial", date(2019, 11, 13), 5),
    ],
)
def test_regions_have_terms_of_their_own(name: str, day: date, years: int) -> None:
    """TRM-07: two, three and five years; five where a region says nothing."""
    assert charter(name).value("term.years", on=day) == years


def test_karangasem_had_one_fiscal_year() -> None:
    """And after it, nothing of its own."""
    held = charter("karangasem")

    assert held.value("term.kind", on=date(2009, 9, 24)) == "fiscal_year"
    assert held.find("term.kind", on=date(2010, 1, 1)) is None


@pytest.mark.parametrize(
    ("name", "tier"),
    [("kpu_ri", "KPU"), ("kpu_province", "KPU Provinsi"), ("kpu_regency", "KPU Kabupaten/Kota")],
)
def test_the_seats_of_a_commission_go_with_posts(name: str, tier: str) -> None:
    """BRD-07: commissioners steer without a vote, the secretary is the chair."""
    held = charter(name)
    seats = held.value("board.seats", on=TODAY)

    assert isinstance(seats, tuple)
    assert seats[:2] == ("Pengarah", "Ketua")
    assert held.value("board.selection", on=TODAY) == "ex_officio"
    assert held.value("seat.pengarah.post", on=TODAY) == f"Ketua dan anggota {tier}"
    assert held.value("seat.ketua.post", on=TODAY) == f"Sekretaris {tier}"
    assert held.value("seat.pengarah.votes", on=TODAY) is False
    assert held.value("body.binding", on=TODAY) is True
    assert held.provision("board.seats", on=TODAY).basis == "Sulut-2022 (grade C)"


def test_the_network_shares_what_speaks_of_all_its_tiers() -> None:
    """The tasks of one regency are not those of the centre."""
    assert charter("kpu_ri").find("body.tasks", on=TODAY) is None
    assert len(str(charter("kpu_regency").value("body.tasks", on=TODAY))) > 0
    assert charter("kpu_regency").value("membership.within", on=TODAY) == "Komisi Pemilihan Umum"


def test_a_task_force_ends_with_an_evaluation() -> None:
    """TSK-15, and appointed by whoever forms it."""
    held = charter("taskforce")

    assert "evaluation" in str(held.value("taskforce.records", on=TODAY))
    assert held.value("board.selection", on=TODAY) == "appointed"


# The contradictions of the sources, each answered as its default says.


def test_c1_the_regulation_is_35() -> None:
    """34/2014 is understood as 35/2014, with a warning."""
    with pytest.warns(BakohumasWarning, match="34/2014 is a known mis-citation"):
        assert regulation("34/2014").number == "35"


def test_c2_a_region_may_form_a_body_and_a_parent_may_ask_it_to() -> None:
    """MAY by law; South Sumatra adds its own MUST with a deadline."""
    sumsel = charter("sumsel")

    assert charter("national").value("regional.formation", on=TODAY) == "may"
    assert charter("provincial").value("regional.formation", on=TODAY) == "may"
    assert sumsel.value("regional.formation", on=date(2025, 11, 23)) == "may"
    assert sumsel.value("regional.formation", on=TODAY) == "must"
    assert sumsel.value("regional.formation_due", on=TODAY) == "2025-12-31"


def test_c3_how_a_seat_is_filled_is_said_seat_by_seat() -> None:
    """In practice the head is ex officio and others elected; a caller may have all elected."""
    practice, law = charter("national_practice"), charter("national")

    assert practice.value("seat.ketua_umum.selection", on=TODAY) == "ex_officio"
    assert practice.find("seat.sekretaris.selection", on=TODAY) is None
    assert practice.value("board.selection", on=TODAY) == "elected"
    assert law.find("seat.ketua_umum.selection", on=TODAY) is None


def test_c4_election_then_decree_then_inauguration() -> None:
    """The inauguration is a ceremony, which the note says."""
    law = charter("national").provision("board.installation", on=TODAY)

    assert law.value == ("election", "decree", "inauguration")
    assert "ceremony" in law.note


def test_c5_five_years_by_default_for_all() -> None:
    """By the regulation for the national body, by a default for the regions."""
    assert charter("national").provision("term.years", on=TODAY).basis == (
        "PM Kominfo 35/2014 (grade B)"
    )
    assert charter("regency").value("term.years", on=TODAY) == 5


def test_c6_reelection_is_allowed_and_unlimited() -> None:
    """A new election each time, and no limit."""
    law = charter("national")

    assert law.value("term.reelection", on=TODAY) is True
    assert law.value("term.limit", on=TODAY) == "none"


def test_c8_armed_forces_and_police_count_as_ministry_level() -> None:
    """And a vertical agency as what its parent is, in regions alone."""
    for name in ("provincial", "regency", "kalsel"):
        held = charter(name)

        assert held.value("membership.category.armed_forces", on=TODAY) == "ministry_level"
        assert held.value("membership.category.police", on=TODAY) == "ministry_level"
        assert held.value("membership.category.vertical_agency", on=TODAY) == "parent_ministry"
    assert charter("national").find("membership.category.police", on=TODAY) is None


@pytest.mark.parametrize("name", ["provincial", "regency", "kpu_ri", "kpu_regency"])
def test_c9_partners_are_no_members(name: str) -> None:
    """Parties, media and others speak and do not vote, and no category admits them."""
    held = charter(name)
    partners = held.value("partner.kinds", on=TODAY)
    members = held.value("membership.categories", on=TODAY)

    assert isinstance(partners, tuple)
    assert isinstance(members, tuple)
    assert "political_party" in partners
    assert not set(partners) & set(members)
    assert held.value("partner.speaks", on=TODAY) is True
    assert held.value("partner.votes", on=TODAY) is False


def test_c11_the_chair_of_kalsel_is_the_head_of_its_diskominfo() -> None:
    """Taken as the chair of the body, with the doubt beside it, and no better than practice."""
    held = charter("kalsel")
    asked = held.ask("seat.ketua.post", on=date(2016, 10, 11))

    assert isinstance(asked, Answer)
    assert str(asked.provision.value).startswith("Kepala Dinas Komunikasi dan Informatika")
    assert asked.provision.basis == "Pergub 041 (grade C)"
    assert "secretariat" in asked.provision.note
    assert held.value("board.seats", on=TODAY) == ("Ketua", "Sekretaris")
    assert held.value("board.chair", on=TODAY) == "Ketua"


def test_c21_more_than_one_half() -> None:
    """Of 27 it is 14; by the custom of one half plus one it would be 15."""
    quorum = charter("national").value("meeting.quorum", on=TODAY)

    assert Threshold.parse(str(quorum)).of(27) == 14
    assert Threshold.parse(">= 1/2 + 1").of(27) == 15


def test_c22_two_adjournments_and_no_gap_between_them() -> None:
    """At most two; sources differ on how long, so no length is laid down."""
    law = charter("national")

    assert law.value("meeting.adjournments", on=TODAY) == 2
    assert [key for key in law.in_force(TODAY) if "gap" in key] == []


def test_c23_proxies_within_an_institution_alone() -> None:
    """No mandate for another institution; one representative may stand in for another."""
    law = charter("national")

    assert law.value("meeting.proxies", on=TODAY) is False
    assert law.value("meeting.proxies_within", on=TODAY) is True
