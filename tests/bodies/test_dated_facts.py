"""What the sources date, replayed under the shipped charters; ids and some days are invented."""

from datetime import date, timedelta

import pytest

from bakohumas.bodies import Body, Cause, Decree, Elected, Place, Selection
from bakohumas.errors import BakohumasWarning, NotEligibleError, RefusedError, SeatError, TermError
from bakohumas.institutions import Category, Institution, Official, Outsider, directory
from bakohumas.law import Threshold, charter, regulation
from bakohumas.periods import Approx, Period

CHAIR = "Ketua Umum"
DG = "Direktur Jenderal Informasi dan Komunikasi Publik"
FIRST, SECOND = Approx.parse("2015"), date(2023, 10, 23)
SEKDA, KADIS = "Sekretaris Daerah Provinsi", "Kepala Dinas Komunikasi dan Informatika Provinsi"
KALSEL_HEAD = "Kepala Dinas Komunikasi dan Informatika Provinsi Kalimantan Selatan"


def province(name: str, on: date, *, recorded: date | None = None) -> Body:
    """The body of a province, under its own shipped charter."""
    return Body.found(
        name, charter=charter(name), on=on, basis=f"SK Gubernur (invented), {name}",
        recorded=recorded,
    )  # fmt: skip


@pytest.fixture
def national() -> Body:
    """The national body with the boards of 2015 and 2023, and the gap between them."""
    offices = directory(on=date(2015, 6, 1))
    body = Body.found(
        "bakohumas", charter=charter("national"), on=date(2014, 9, 26),
        basis=regulation("PM Kominfo 35/2014"),
    )  # fmt: skip
    body = body.admit(
        offices["kominfo"], offices["kemenkeu"], offices["bps"], on=date(2014, 9, 26), basis="list"
    )
    decree = Decree("Kepmen Kominfo 157/2015", issuer="Menteri Komunikasi dan Informatika")
    body = body.elect({CHAIR: "kominfo"}, label="2015–2020", on=FIRST, basis=decree)
    body = body.elect({CHAIR: "kominfo"}, on=SECOND, basis="pengukuhan")
    return body.inaugurate(on=SECOND, basis="pengukuhan")


def test_the_board_of_2004_was_decreed_in_2005() -> None:
    """The board labelled 2004–2007 was signed in November 2005: known from then, not before."""
    signed = date(2005, 11, 1)
    board = Elected(
        on=date(2004, 1, 1), by=date(2004, 12, 31), recorded=signed, label="2004–2007",
        basis="Kepmen Kominfo 103/KEP/M.KOMINFO/11/2005", until=date(2007, 12, 31),
        places=(Place("Ketua", "", post="invented"),),
    )  # fmt: skip
    body = Body.open(
        "bakohumas", board, charter=charter("national_2005"), on=date(2004, 1, 1),
        basis="fdocument-2005", recorded=signed,
    )  # fmt: skip
    with pytest.raises(RefusedError, match="the register did not know of the body"):
        body.on(date(2005, 6, 1), known=date(2005, 10, 31))
    term = body.on(date(2005, 6, 1), known=signed).board.term  # type: ignore[union-attr]

    assert term is not None
    assert term.label == "2004–2007"
    assert body.on(date(2005, 6, 1)).lapsed_since is None
    assert body.on(date(2008, 6, 1)).lapsed_since == date(2007, 12, 31)


def test_the_board_of_2015_is_of_an_unknown_day(national: Body) -> None:
    """Kepmen 157/2015 is of a day in 2015 that no source gives: who sat in June, none can tell."""
    asked = [date(2014, 12, 31), date(2015, 6, 1), date(2016, 1, 1), date(2020, 6, 1)]
    (first, _) = national.terms

    assert [national.on(day).in_office("kominfo", CHAIR) for day in asked] == [
        False, None, True, None,
    ]  # fmt: skip
    assert (first.label, first.decree.number if first.decree else "") == ("2015–2020", "157")
    assert (first.period.start_by, first.period.end_by) == (date(2015, 12, 31), date(2020, 12, 31))


def test_between_2020_and_2023_there_was_no_board(national: Body) -> None:
    """No board was found for 2020–2023: lapsed, and its seats vacant; then five years to 2028."""
    gap, now = national.on(date(2022, 6, 2)), national.on(SECOND)
    (_, second) = national.terms

    assert gap.board is None
    assert gap.lapsed_since == date(2020, 1, 1)
    assert len(gap.vacancies) == 3
    assert now.lapsed_since is None
    assert (second.period, second.label) == (Period(SECOND, date(2028, 10, 23)), "2023–2028")
    assert national.on(date(2028, 10, 22)).in_office("kominfo", CHAIR) is True
    assert national.on(date(2028, 10, 23)).in_office("kominfo", CHAIR) is False
    assert national.inaugurations == (SECOND,)


def test_units_of_universities_hold_seats(national: Body) -> None:
    """Of the board of 2023 a bureau of UI and a directorate of UT have seats: units, no persons."""
    offices = directory(on=SECOND)
    bureau = offices.find("UI").unit("Biro Humas dan Keterbukaan Informasi Publik")
    marketing = offices.find("UT").unit("Direktorat Pemasaran dan Kerja Sama")
    body = national.admit(bureau, marketing, on=SECOND, basis="list")
    body = body.replace("Ketua Pelaksana", bureau, on=SECOND, basis="pengukuhan")
    body = body.replace("Sekretaris", marketing, on=SECOND, basis="pengukuhan")
    held = [body.on(SECOND).board.holder(seat) for seat in ("Ketua Pelaksana", "Sekretaris")]  # type: ignore[union-attr]

    assert [(each.unit, each.person) for each in held if each] == [
        (bureau.id, ""), (marketing.id, ""),
    ]  # fmt: skip


def test_papua_was_labelled_before_it_was_decreed() -> None:
    """C7: the term of Papua starts with the decree of 2 December 2016; the label stays text."""
    decreed, installed = date(2016, 12, 2), date(2016, 12, 14)
    body = province("papua", date(2016, 1, 1), recorded=date(2016, 1, 1))
    decree = Decree("SK Gubernur (invented)", made=decreed, issuer="Gubernur Papua")
    body = body.lay_down(label="2015–2020", on=decreed, basis=decree)
    for seat, post in (
        (CHAIR, SEKDA), ("Ketua Harian", KADIS), ("Sekretaris", "Kepala Biro Hubungan Masyarakat"),
    ):  # fmt: skip
        body = body.seat(seat, post=post, on=decreed, basis=decree)
    body = body.inaugurate(on=installed, basis="PapuaBangkit-0903")
    (term,) = body.terms

    assert (term.labelled, term.period) == ("2015–2020", Period(decreed, date(2021, 12, 2)))
    assert (body.inaugurations[0] - decreed).days == 12
    assert body.on(installed, known=date(2016, 12, 1)).board is None
    assert body.on(installed, known=decreed).board is not None
    assert body.on(installed).board.holder(CHAIR).holder == SEKDA  # type: ignore[union-attr]


def test_sumsel_served_two_years_and_then_five() -> None:
    """C5: a board of two years from 2019, and one of five from 24 November 2025."""
    first, second = date(2019, 11, 13), date(2025, 11, 24)
    body = province("sumsel", first).lay_down(on=first, basis="SmartPalembang-2019")
    body = body.lay_down(on=second, basis="Halopos-2025")
    body = body.seat(CHAIR, post=SEKDA, on=second, basis="Halopos-2025")

    assert [(term.period.end, term.label) for term in body.terms] == [
        (date(2021, 11, 13), "2019–2021"), (date(2030, 11, 24), "2025–2030"),
    ]  # fmt: skip
    assert body.on(date(2024, 1, 1)).lapsed_since == date(2021, 11, 13)
    assert body.on(second).charter.value("regional.formation", on=second) == "must"


def test_kaltim_served_three_years() -> None:
    """C5: the board drawn up on 2 October 2013 is that of 2013–2016."""
    day = date(2013, 10, 2)
    body = province("kaltim", day).lay_down(on=day, basis="Kaltim-2013a")
    (term,) = body.terms

    assert (term.label, term.period.end) == ("2013–2016", date(2016, 10, 2))


def test_karangasem_served_one_fiscal_year() -> None:
    """C5: the board of 24 September 2009 is for the fiscal year 2009, its chair ex officio."""
    day = date(2009, 9, 24)
    body = Body.found("karangasem", charter=charter("karangasem"), on=day, basis="SK 434/2009")
    body = body.lay_down(on=day, basis="SK Bupati Karangasem 434/2009")
    body = body.seat(CHAIR, post="Asisten Sekretaris Daerah", on=day, basis="SK 434/2009")
    (term,) = body.terms

    assert term.period == Period(day, date(2010, 1, 1))
    assert body.on(date(2009, 12, 31)).board.term == term  # type: ignore[union-attr]
    assert body.on(date(2010, 1, 1)).lapsed_since == date(2010, 1, 1)
    assert [seat.name for seat in body.on(day).seats] == [CHAIR]


def test_three_directors_general_in_eighteen_months() -> None:
    """The seat follows the post: three heads (invented ids) without one election."""
    days = [date(2015, 6, 9), date(2015, 11, 1), date(2016, 11, 17)]
    body = Body.found(
        "bakohumas", charter=charter("national_practice"), on=date(2014, 9, 26), basis="list"
    ).seat(CHAIR, post=DG, on=days[0], basis="Babel-2015")
    for number, day in enumerate(days, 1):
        body = body.hand_over(DG, f"orang-{number}", on=day, basis="news")

    assert [body.on(day).board.holder(CHAIR).person for day in days] == [  # type: ignore[union-attr]
        "orang-1", "orang-2", "orang-3",
    ]  # fmt: skip
    assert (days[-1] - days[0]).days < 550
    assert body.terms == ()


def test_the_head_of_kalsel_is_known_from_the_post() -> None:
    """C3, C11: the head of the provincial Diskominfo is taken as chair of the body, ex officio."""
    day = date(2016, 10, 11)
    body = province("kalsel", day)
    (chair, secretary) = body.on(day).seats
    seated = body.seat("Ketua", post=KALSEL_HEAD, on=day, basis="Pergub 041")
    law = charter("kalsel").provision("board.chair", on=day)

    assert (chair.selection, chair.post) == (Selection.EX_OFFICIO, KALSEL_HEAD)
    assert secretary.selection is Selection.ELECTED
    assert "chair of the secretariat (C11)" in law.note
    assert seated.on(day).board.holder("Ketua").post == KALSEL_HEAD  # type: ignore[union-attr]
    with pytest.raises(SeatError, match="ex officio, not elected") as refusal:
        body.elect({"Ketua": "kominfo"}, on=day, basis="rapat")
    assert refusal.value.basis == "Pergub 041 (grade C)"


@pytest.mark.parametrize("tier", ["kpu_ri", "kpu_province", "kpu_regency"])
def test_the_tiers_of_the_election_commission(tier: str) -> None:
    """Every tier has the five seats of Sulut 2022, all ex officio, and no term ends by itself."""
    day = date(2022, 3, 1)
    body = Body.found(tier, charter=charter(tier), on=day, basis="Keputusan KPU (invented)")
    body = body.lay_down(on=day, basis="Keputusan KPU (invented)")
    for seat in body.on(day).seats:
        body = body.seat(seat.name, post=seat.post, on=day, basis="Keputusan KPU (invented)")
    board = body.on(date(2040, 1, 1)).board

    assert [seat.name for seat in body.on(day).seats] == [
        "Pengarah", "Ketua", "Ketua Pelaksana", "Koordinator Pelaksana Kegiatan",
        "Wakil Koordinator",
    ]  # fmt: skip
    assert {seat.selection for seat in body.on(day).seats} == {Selection.EX_OFFICIO}
    assert board is not None
    assert len(board.appointments) == 5
    assert board.term is not None
    assert board.term.period == Period(day)


def test_the_number_of_the_regulation() -> None:
    """C1: 35/2014 is right; the mistaken 34/2014 resolves to it, with a warning."""
    with pytest.warns(BakohumasWarning, match="35/2014"):
        meant = regulation("PM Kominfo 34/2014")

    assert meant is regulation("PM Kominfo 35/2014")


def test_regions_may_and_one_must() -> None:
    """C2: a governor may form a body; a superior may add a must of his own, with a deadline."""
    day = date(2025, 12, 1)

    assert charter("provincial").value("regional.formation", on=day) == "may"
    assert charter("sumsel").value("regional.formation", on=day) == "must"
    assert charter("sumsel").value("regional.formation_due", on=day) == "2025-12-31"


def test_election_decree_and_inauguration(national: Body) -> None:
    """C4: the decree confirms the board and the inauguration is a ceremony: no right changes."""
    body = national.lay_down(on=date(2023, 11, 1), basis=Decree("Kepmen (invented) 9/2023"))
    later = body.inaugurate(on=date(2023, 11, 9), basis="pengukuhan")
    (_, second) = body.terms

    assert second.period.start == SECOND, "counted from the election"
    assert (second.decree.number if second.decree else "") == "9"
    assert later.on(date(2023, 11, 9)) == body.on(date(2023, 11, 9))


def test_whoever_served_may_serve_again(national: Body) -> None:
    """C6: each term needs an election anew, and there is no limit to being elected again."""
    body, day = national, date(2028, 10, 23)
    with pytest.raises(TermError):
        body.elect({CHAIR: "kominfo"}, on=day - timedelta(days=1), basis="rapat anggota")
    for _ in range(4):
        body = body.elect({CHAIR: "kominfo"}, on=day, basis="rapat anggota")
        day = body.terms[-1].period.end or day

    assert day == date(2048, 10, 23)
    assert charter("national").value("term.limit", on=day) == "none"


def test_police_and_armed_forces_are_of_the_ministry_level() -> None:
    """C8: Polri and TNI, named by Kalsel and not by the regulation, count as ministry level."""
    day = date(2016, 10, 11)
    polri = directory(on=day).find("Polri")
    body = province("kalsel", day).admit(polri, on=day, basis="seed 1")

    assert polri.category is Category.MINISTRY_LEVEL
    assert charter("kalsel").value("membership.category.police", on=day) == "ministry_level"
    assert body.on(day).register.counts() == {"ministry_level": 1}


@pytest.mark.parametrize("kind", [Outsider.POLITICAL_PARTY, Outsider.PRIVATE_MEDIA, Outsider.NGO])
def test_outsiders_are_partners(national: Body, kind: Outsider) -> None:
    """C9: parties, media and the like join as partners, who may speak and have no vote."""
    guest = Institution("contoh", "Lembaga Contoh", kind, invented=True)
    with pytest.raises(NotEligibleError, match="is none of the 11 kinds") as refusal:
        national.admit(guest, on=SECOND, basis="invitation")
    now = national.admit(guest, role="partner", on=SECOND, basis="invitation").on(SECOND)

    assert refusal.value.advice.startswith("invite it as a partner")
    assert now.partners.institutions == ("contoh",)
    assert "contoh" not in now.register
    assert charter("national").value("partner.votes", on=SECOND) is False


def test_persons_are_guests_or_representatives(national: Body) -> None:
    """C10: members are units; a person is there as a guest or speaks for a member."""
    person = Official("orang-1", "Kepala Biro Humas", directory(on=SECOND)["kemenkeu"])
    with pytest.raises(NotEligibleError, match=r"not persons \(MEM-03\)") as refusal:
        national.admit(person, on=SECOND, basis="application")
    body = national.admit(person, role="guest", on=SECOND, basis="invitation")
    body = body.represent("kemenkeu", person.id, on=SECOND, basis="ST")

    assert refusal.value.advice == ("admit the PR unit of Kemenkeu and let the person represent it")
    assert body.on(SECOND).guests.institutions == ("orang-1",)
    assert body.on(SECOND).representation("kemenkeu").representatives == ("orang-1",)  # type: ignore[union-attr]


def test_few_may_come_and_the_roll_stays(national: Body) -> None:
    """C13: that all members attend is wished, never forced: a meeting of few changes no roll."""
    day = date(2024, 5, 21)

    assert charter("national").find("forum.attendance", on=day) is None
    assert len(national.on(day).register) == 3


def test_dates_that_newspapers_print_wrongly() -> None:
    """C15, C16, C17: the day that fits the weekday, the number or the letter before it holds."""
    wonosobo, demak = date(2025, 9, 3), date(2021, 4, 15)
    letter = Decree("Surat Dinas KPU RI 244/HM.02-SD/06/KPU/III/2021", made=date(2021, 3, 22))

    assert (wonosobo.strftime("%A"), date(2025, 8, 3).strftime("%A")) == ("Wednesday", "Sunday")
    assert (demak.strftime("%A"), date(2021, 4, 6).strftime("%A")) == ("Thursday", "Tuesday")
    assert letter.year == letter.made.year == 2021  # type: ignore[union-attr]
    assert demak > date(2021, 4, 8) > letter.made  # type: ignore[operator]


def test_the_host_of_a_meeting_is_not_the_chair() -> None:
    """C20: the police of Papua led meetings in 2021; the chair is still the one of the decree."""
    day = date(2016, 12, 2)
    body = province("papua", day).seat(CHAIR, post=SEKDA, on=day, basis="SK Gubernur")
    polda = directory(on=day).find("Polri")
    body = body.admit(polda, on=date(2021, 6, 14), basis="PapuaToday-2021")

    assert body.on(date(2021, 7, 15)).board.holder(CHAIR).holder == SEKDA  # type: ignore[union-attr]
    assert polda.id in body.on(date(2021, 7, 15)).register


@pytest.mark.parametrize(
    ("n", "needed"),
    [
        (5, (3, 4, 4, 4, 2, 1)),
        (7, (4, 5, 5, 6, 3, 2)),
        (9, (5, 6, 6, 7, 3, 2)),
        (11, (6, 7, 8, 9, 4, 3)),
        (27, (14, 15, 18, 21, 9, 6)),
        (38, (20, 20, 26, 29, 13, 8)),
        (65, (33, 34, 44, 49, 22, 13)),
    ],
)
def test_how_many_are_enough(n: int, needed: tuple[int, ...]) -> None:
    """C21: more than half by law, half plus one by custom, and the other shares of the table."""
    rules = "> 1/2", ">= 1/2 + 1", ">= 2/3", ">= 3/4", ">= 1/3", ">= 1/5"

    assert tuple(Threshold.parse(rule).of(n) for rule in rules) == needed


def test_a_meeting_without_its_quorum() -> None:
    """17 of 27 came in November 2023 where 18 were needed: two thirds, as that body had it."""
    assert Threshold.parse(">= 2/3").of(27) == 18
    assert Threshold.parse("> 1/2").of(27) <= 17
    assert charter("national").value("meeting.quorum", on=SECOND) == "> 1/2"


def test_adjournments_and_proxies() -> None:
    """C22, C23: two adjournments and no gap laid down; proxies within one institution alone."""
    rules = charter("national")

    assert rules.value("meeting.adjournments", on=SECOND) == 2
    assert rules.find("meeting.adjournment_gap", on=SECOND) is None
    assert rules.value("meeting.proxies", on=SECOND) is False
    assert rules.value("meeting.proxies_within", on=SECOND) is True


def test_the_level_of_an_officer_is_not_a_seat() -> None:
    """C24: levels of the career, whatever their names in 2014 and 2025, name a post and no seat."""
    old, new = "Pranata Humas Pelaksana", "Pranata Humas Terampil"
    officers = [
        Official(f"orang-{post}", post, directory(on=SECOND)["kominfo"]) for post in (old, new)
    ]
    titles = {seat for name in ("national", "provincial", "regency", "kpu_ri")
              for seat in charter(name).value("board.seats", on=SECOND)}  # type: ignore[union-attr] # fmt: skip

    assert titles.isdisjoint(each.post for each in officers)


def test_a_vacant_chair_is_never_hidden(national: Body) -> None:
    """Whatever became of a holder, the seat says since when it is vacant, and why."""
    day = date(2024, 3, 1)
    body = national.vacate(CHAIR, cause="loss_of_post", on=day, basis="news")
    vacancy = body.on(day).vacancies[0]

    assert (vacancy.seat, vacancy.since, vacancy.cause) == (CHAIR, day, Cause.LOSS_OF_POST)
