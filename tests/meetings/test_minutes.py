from datetime import date, datetime, time
from pathlib import Path

import attrs
import pytest

from bakohumas.bodies import Body, Role
from bakohumas.elections import TieBreak
from bakohumas.institutions import directory
from bakohumas.languages import Lang
from bakohumas.law import Citation, Grade, Provision, charter
from bakohumas.meetings import (
    Business,
    Kind,
    Matter,
    Meeting,
    Record,
    Tally,
    minutes,
)
from bakohumas.periods import Period

DAY, NEXT = date(2015, 11, 2), date(2015, 11, 9)
OFFICES = directory(on=NEXT)
FIVE = ("bps", "big", "kominfo", "kemenkeu", "kemen-pupr")
CHAIR = "Ketua Umum"
RULES = charter("national").override(
    Provision("meeting.proxies", True, Period(None), Citation("SK 3/2015"), Grade.C)
)


def body() -> Body:
    """A body with five members, a partner, and one that left."""
    found = Body.found("nasional", charter=RULES, on=DAY, basis="invented")
    return (
        found.admit(*(OFFICES[each] for each in (*FIVE, "anri")), on=DAY, basis="SK 1 (invented)")
        .admit(OFFICES["ptn-uncen"], role=Role.PARTNER, on=DAY, basis="SK 2 (invented)")
        .withdraw("anri", on=date(2015, 11, 3), basis="letter (invented)")
    )


def everything() -> Record:
    """A meeting in which whatever may happen did, over two days."""
    called = Meeting.call(
        body(),
        on=date(2015, 11, 4),
        place="Jakarta",
        link="https://example.invalid/1",
        presiding="Sekretariat",
        basis="undangan 1/2015 (invented)",
        number="7/BA/2015",
        agenda=["Pemilihan pengurus", "Forum"],
        convener="kominfo",
        requested=["bps"],
        reason="end of the term",
        invited=date(2015, 10, 1),
        host="bps",
        opener="Sekjen",
        speakers=["person-1", "person-2"],
    )
    start = called.attend("bps", "big", at=time(9, 0)).convene(at=time(9, 15))
    later = start.adjourn(until=NEXT, at=time(10, 0)).recall(at=datetime(2015, 11, 9, 9, 0))  # noqa: DTZ001 - the clock on the wall
    here = (
        later.mandate("bps", "person-7", basis="surat 1")
        .attend("bps", "big", "kominfo", at=time(9, 5))
        .proxy("kemenkeu", "kominfo", basis="surat 2")
        .welcome("ptn-uncen", role=Role.PARTNER)
        .convene(at=time(9, 30))
        .proceed(Business.CHAIR)
        .preside("bps", temporary=True)
        .proceed(Business.REPORT, accepted=False, note="unread")
        .proceed(Business.REPORT)
        .proceed(Business.DISCHARGE)
        .deliberate(CHAIR, "bps", objections={"big": "stands|itself"}, opinions={"ptn-uncen": "A"})
    )
    voted = here.elect(
        CHAIR, [["bps"], ["big"]], candidates=["bps", "big"], tellers=["t1", "t2", "t3"]
    ).settle(CHAIR, TieBreak(lot="7"), witnesses=["w1", "w2", "w3"])
    won = voted.decisions[0].chosen
    return (
        voted.form_team(won, ["kominfo"], due=date(2015, 12, 9))
        .deadlock("Forum", reason="lack of time")
        .vote("Forum", "in Bogor", {"bps": "for", "big": "for", "kominfo": "for"})
        .follow_up("Forum", who="bps", what="book a room", by=date(2015, 12, 1))
        .follow_up("Forum", who="big", what="invite")
        .preside("bps")
        .leave("big", at=time(11, 0))
        .object("big", why="left early", at=time(11, 30))
        .adjourn(reason="lunch")
        .recall()
        .close(at=time(12, 30))
    )


PAPERS = Path(__file__).parent


def test_minutes_in_english_hold_every_field() -> None:
    """MTG-10: number, day and date, time, place, chair, attendance, quorum, agenda and so on."""
    paper = minutes(everything(), "en")

    assert (
        "[2015-11-09 09.30] Opened, call 2: 4 of 5 member institutions present, 3 required" in paper
    )
    for part in (
        "1    big         present 09.00, present 09.05, left 11.00",
        "proxy: kominfo (surat 2)",
        "mandate: person-7 (surat 1)",
        "kemen-pupr  absent",
        "Taking part without a vote\n--------------------------\n\nptn-uncen (partner)",
        "anri: no longer a member [SK 1 (invented)]",
        "Adjourned until 9 November 2015: for want of a quorum.",
        "Ketua Umum: 4 of 5 member institutions present",
        "Accountability report: not accepted (unread).",
        "objections of big (stands|itself). Also heard: ptn-uncen (A).",
        "Tellers: t1, t2 and t3.\n",
        "Witnesses of the lot: w1, w2 and w3.",
        "Count: Ketua Umum\n-----------------",
        "Round  Candidate  Votes  Outcome",
        "Votes: Forum\n------------\n\nbig: for\nbps: for\nkominfo: for",
        "2. Forum: in Bogor (by majority vote).",
        "Forum     bps  book a room  1 December 2015",
        "big objected to the minutes: left early.",
        "with kominfo, due 9 December 2015.",
        "Secretary of the meeting",
        "Witness                   w3",
        "Adjourned: lunch.",
    ):
        assert part in paper
    assert paper.endswith(f"\nSHA-256: {everything().digest}\n")


@pytest.mark.parametrize("lang", ["en", "id"])
def test_minutes_are_these_word_for_word(lang: Lang) -> None:
    """Each line of the paper, in its language, is the one that lies beside this test."""
    kept = (PAPERS / f"minutes_{lang}.txt").read_text("utf-8")

    assert minutes(everything(), lang) == kept


def test_minutes_in_indonesian_say_the_same() -> None:
    """The berita acara has as many lines, in the words of the regulation."""
    english, indonesian = minutes(everything(), "en"), minutes(everything())

    assert english.count("\n") == indonesian.count("\n")
    for part in (
        "BERITA ACARA: RAPAT ANGGOTA, NASIONAL",
        "Hari dan tanggal: Rabu, 4 November 2015 dan Senin, 9 November 2015",
        "Waktu: pukul 09.00 sampai 12.30 WIB",
        "Cara: tatap muka dan daring",
        "Pimpinan rapat: bps",
        "4 dari 5 lembaga anggota hadir, diperlukan 3",
        "Ditunda sampai 9 November 2015: karena tidak mencapai kuorum.",
        "Dilanjutkan pada 9 November 2015 sebagai panggilan ke-2 dengan daftar hadir baru.",
        "bps memimpin sidang sementara.",
        "kominfo memegang kuasa suara kemenkeu (surat 2).",
        "bps mengutus person-7 dengan surat mandat (surat 1).",
        "Laporan pertanggungjawaban (LPJ): tidak diterima (unread).",
        "Saksi undian: w1, w2 dan w3.",
        "Forum: mufakat dinyatakan tidak tercapai (lack of time).",
        "2. Forum: in Bogor (suara terbanyak).",
        "big berkeberatan atas berita acara: left early.",
        "paling lambat 1 Desember 2015",
        "Sekretaris rapat (notulis)",
        "Rapat ditutup.",
    ):
        assert part in indonesian


def test_minutes_in_markdown_escape_what_people_wrote() -> None:
    """A bar in an objection does not break a table; numbered lines stay numbered."""
    paper = minutes(everything(), "en", markdown=True)

    assert paper.startswith("# Minutes: members' meeting, nasional\n\n- Number: 7/BA/2015\n")
    assert "## Agenda\n\n1. Pemilihan pengurus\n2. Forum\n" in paper
    assert "| No. | Member | Attendance | Mandate or proxy | Signature |\n| --- |" in paper
    assert "objections of big (stands\\|itself)" in paper


def test_what_is_not_known_is_left_blank() -> None:
    """A meeting of which only the day is known, and one that decided nothing."""
    meeting = Meeting.call(body(), kind=Kind.COORDINATION, on=DAY, basis="letter")
    paper = minutes(meeting.close(), "en")

    for part in (
        "Number: …………",
        "Time: …………",
        "Place: …………",
        "Presiding: …………",
        "1. …………",
        "Quorum\n------\n\n…………",
        "Decisions\n---------\n\nNothing was decided.",
    ):
        assert part in paper
    assert "Convener" not in paper
    assert "Follow-up" not in paper


def test_names_may_be_printed_for_ids() -> None:
    """The lists of the minutes take the host's names; ids stay where steps are told."""
    names = {"bps": "Badan Pusat Statistik", "ptn-uncen": "Universitas Cenderawasih"}
    paper = minutes(everything(), "en", names=names)

    assert "2    Badan Pusat Statistik  present" in paper
    assert "Universitas Cenderawasih (partner)" in paper


def test_what_lapsed_is_in_the_minutes() -> None:
    """A matter that found no quorum stands there with the rule that says what follows."""
    meeting = Meeting.call(body(), on=DAY, place="Jakarta", basis="letter")
    for _ in range(2):
        meeting = meeting.adjourn().recall()
    record = meeting.lapse("Statute", matter=Matter.GRAVE).close()

    assert "Statute: fails (UU 17/2014 (grade X, by analogy))." in minutes(record, "en")
    assert "Statute: dinyatakan gugur (UU 17/2014" in minutes(record)


def test_a_motion_without_names_has_no_list_of_them() -> None:
    """A secret vote is told in its figures only."""
    meeting = Meeting.call(body(), on=DAY, place="Jakarta", basis="letter").attend(*FIVE)
    record = meeting.deadlock("Forum", reason="time").vote("Forum", "Bogor", Tally(4)).close()

    assert "Votes: Forum" not in minutes(record, "en")
    assert "4 for, 0 against" in minutes(record, "en")


def test_minutes_need_a_record_with_its_steps() -> None:
    """Without the call there is nothing to write; without a record it is a slip."""
    with pytest.raises(ValueError, match="this record has none"):
        minutes(attrs.evolve(everything(), steps=()))
    with pytest.raises(TypeError, match="the record of the meeting must be a Record"):
        minutes("record")  # type: ignore[arg-type]


def test_minutes_are_the_same_every_time() -> None:
    """The same steps make the same text and the same digest."""
    assert minutes(everything()) == minutes(everything())
