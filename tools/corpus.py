"""Draw the golden corpus that ``bakohumas.testing`` ships: histories with expected answers.

Histories and answers are written here by hand, short enough to be checked on paper. The
rules' citations and grades are looked up; nothing is computed. A test fails when the file
that is shipped is not what this draws, or an answer is not what the library gives.
"""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from bakohumas.law import norms

ROOT: Final = Path(__file__).parent.parent
FILE: Final = ROOT / "src" / "bakohumas" / "testing" / "data" / "corpus.json"
VERSION: Final = 1
SEATS: Final = ("Ketua", "Sekretaris", "Bendahara")
BOARD: Final = {"Ketua": "a", "Sekretaris": "b", "Bendahara": "c"}
Entry = dict[str, Any]

# fmt: off - one history a line, to be checked by eye


def day(text: str, days: int = 0) -> str:
    """So many days after one."""
    return str(date.fromisoformat(text) + timedelta(days))


def do(verb: str, on: str, *, refused: bool = False, **told: object) -> Entry:
    """Something that is done, and may be refused."""
    return {"do": verb, **told, "on": on} | ({"refused": True} if refused else {})


def holder(seat: str, on: str, answer: str | None) -> Entry:
    """Who holds a seat on a day."""
    return {"ask": "holder_on", "seat": seat, "day": on, "answer": answer}


def vacant(on: str, *answer: str) -> Entry:
    """What is vacant on a day."""
    return {"ask": "vacancies_on", "day": on, "answer": sorted(answer)}


def history(
    name: str, rules: str, english: str, indonesian: str, told: list[Entry], asked: list[Entry]
) -> Entry:
    """One history."""
    topic = name.partition("/")[0]
    words = {"en": english, "id": indonesian}
    return {
        "id": name,
        "topic": topic,
        "rules": rules.split(),
        "words": words,
        "told": told,
        "asked": asked,
    }


def seated(on: str, *members: str) -> list[Entry]:
    """A body of members, four or more, whose board is elected on its first day."""
    there = members or ("a", "b", "c", "d")
    return [*(do("admit", on, institution=each) for each in there), do("elect", on, places=BOARD)]


def term(name: str, rule: str, start: str, end: str) -> Entry:
    """A board of five years: in office from its first day to the eve of the end."""
    asked = [holder("Ketua", start, "a"), holder("Bendahara", day(end, -1), "c"), vacant(start)]
    asked += [holder("Ketua", end, None), holder("Bendahara", end, None)]
    return history(
        f"term/{name}",
        rule,
        f"A board elected on {start} serves until {day(end, -1)} has passed.",
        f"Pengurus yang dipilih pada {start} bertugas sampai dengan {day(end, -1)}.",
        seated(start),
        asked,
    )


TERMS: Final = [
    term("autumn", "TRM-01 TRM-03", "2015-11-02", "2020-11-02"),
    term("last-of-december", "TRM-01 TRM-03", "2015-12-31", "2020-12-31"),
    term("new-year", "TRM-01 TRM-03", "2016-01-01", "2021-01-01"),
    term("eve-of-a-leap-day", "TRM-01 TRM-03", "2016-02-28", "2021-02-28"),
    term("day-after-a-leap-day", "TRM-01 TRM-03", "2016-03-01", "2021-03-01"),
    term("over-one-leap-day", "TRM-01 TRM-03", "2017-08-17", "2022-08-17"),
    term("to-the-eve-of-a-leap-day", "TRM-01 TRM-03", "2019-02-28", "2024-02-28"),
    term("end-of-april", "TRM-01 TRM-03", "2018-04-30", "2023-04-30"),
    term("leap-day-2016", "TRM-04", "2016-02-29", "2021-02-28"),
    term("leap-day-2020", "TRM-04", "2020-02-29", "2025-02-28"),
    history(
        "term/next-board-on-the-day",
        "TRM-05",
        "The next board is elected on the very day on which the term of the first has ended.",
        "Pengurus berikutnya dipilih tepat pada hari berakhirnya masa tugas yang pertama.",
        [*seated("2015-11-02"), do("elect", "2020-11-02", places={**BOARD, "Ketua": "d"})],
        [
            holder("Ketua", "2020-11-01", "a"),
            holder("Ketua", "2020-11-02", "d"),
            holder("Ketua", "2025-11-02", None),
        ],
    ),
    history(
        "term/next-board-a-day-early",
        "TRM-05",
        "A second board on the last day of the first one's term is refused.",
        "Pengurus kedua pada hari terakhir masa tugas pengurus pertama ditolak.",
        [
            *seated("2015-11-02"),
            do("elect", "2020-11-01", refused=True, places={**BOARD, "Ketua": "d"}),
        ],
        [holder("Ketua", "2020-11-01", "a"), holder("Ketua", "2020-11-02", None)],
    ),
    history(
        "term/next-board-after-a-gap",
        "TRM-05",
        "A board elected a month after the last one's end begins on its own day.",
        "Pengurus yang dipilih sebulan sesudah akhir masa tugas mulai pada harinya sendiri.",
        [*seated("2015-11-02"), do("elect", "2020-12-02", places=BOARD)],
        [
            holder("Ketua", "2020-12-01", None),
            holder("Ketua", "2020-12-02", "a"),
            holder("Ketua", "2025-12-01", "a"),
            holder("Ketua", "2025-12-02", None),
        ],
    ),
    history(
        "term/leap-day-after-a-common-term",
        "TRM-04",
        "The board after that of a leap day is elected on 28 February and ends on one.",
        "Pengurus sesudah pengurus hari kabisat dipilih dan berakhir pada 28 Februari.",
        [*seated("2016-02-29"), do("elect", "2021-02-28", places=BOARD)],
        [
            holder("Ketua", "2021-02-27", "a"),
            holder("Ketua", "2021-02-28", "a"),
            holder("Ketua", "2026-02-27", "a"),
            holder("Ketua", "2026-02-28", None),
        ],
    ),
]


def left(
    name: str, rule: str, words: tuple[str, str], told: list[Entry], asked: list[Entry]
) -> Entry:
    """Something that happens to a board elected on 2 November 2015."""
    return history(name, rule, *words, [*seated("2015-11-02"), *told], asked)


GOES: Final = do("vacate", "2018-05-14", seat="Sekretaris")
GONE: Final = ("The secretary leaves", "Sekretaris berhenti")
LEFT: Final = [
    left(
        "vacancy/from-the-day",
        "BRD-11",
        (
            "A seat is vacant from the day on which its holder leaves.",
            "Kursi lowong sejak hari pejabatnya berhenti.",
        ),
        [GOES],
        [
            vacant("2018-05-13"),
            vacant("2018-05-14", "Sekretaris"),
            holder("Sekretaris", "2018-05-13", "b"),
            holder("Sekretaris", "2018-05-14", None),
        ],
    ),
    left(
        "vacancy/to-the-end",
        "BRD-11",
        (
            "A seat that nobody fills stays vacant to the end of the term.",
            "Kursi yang tidak diisi tetap lowong sampai akhir masa tugas.",
        ),
        [GOES],
        [vacant("2020-11-01", "Sekretaris"), holder("Ketua", "2020-11-01", "a")],
    ),
    left(
        "vacancy/on-a-leap-day",
        "BRD-11",
        ("Its holder leaves on 29 February.", "Pejabatnya berhenti pada 29 Februari."),
        [do("vacate", "2016-02-29", seat="Ketua")],
        [vacant("2016-02-28"), vacant("2016-02-29", "Ketua"), vacant("2016-03-01", "Ketua")],
    ),
    left(
        "vacancy/on-the-last-day",
        "BRD-11",
        (
            "Its holder leaves on the last day of the term.",
            "Pejabatnya berhenti pada hari terakhir masa tugas.",
        ),
        [do("vacate", "2020-11-01", seat="Ketua")],
        [holder("Ketua", "2020-10-31", "a"), vacant("2020-11-01", "Ketua")],
    ),
    left(
        "vacancy/two-seats",
        "BRD-11",
        ("Two seats fall vacant, one after the other.", "Dua kursi lowong satu demi satu."),
        [GOES, do("vacate", "2018-12-31", seat="Ketua")],
        [vacant("2018-12-30", "Sekretaris"), vacant("2018-12-31", "Ketua", "Sekretaris")],
    ),
    left(
        "vacancy/member-leaves",
        "MEM-10",
        (
            "With its membership an institution leaves its seat.",
            "Lembaga yang keluar meninggalkan kursinya.",
        ),
        [do("withdraw", "2017-06-30", institution="c")],
        [holder("Bendahara", "2017-06-29", "c"), vacant("2017-06-30", "Bendahara")],
    ),
    left(
        "vacancy/other-member-leaves",
        "MEM-10",
        (
            "A member without a seat leaves none behind.",
            "Anggota tanpa kursi tidak meninggalkan kursi lowong.",
        ),
        [do("withdraw", "2017-06-30", institution="d")],
        [vacant("2017-06-30"), holder("Bendahara", "2017-06-30", "c")],
    ),
    left(
        "vacancy/a-day-after-the-election",
        "BRD-11",
        (
            "Its holder leaves a day after the election.",
            "Pejabatnya berhenti sehari sesudah pemilihan.",
        ),
        [do("vacate", "2015-11-03", seat="Ketua")],
        [holder("Ketua", "2015-11-02", "a"), vacant("2015-11-03", "Ketua")],
    ),
    left(
        "replacement/same-day",
        "TRM-10",
        (f"{GONE[0]} and is followed on that day.", f"{GONE[1]} dan diganti pada hari itu juga."),
        [GOES, do("replace", "2018-05-14", seat="Sekretaris", institution="d")],
        [
            holder("Sekretaris", "2018-05-13", "b"),
            holder("Sekretaris", "2018-05-14", "d"),
            vacant("2018-05-14"),
        ],
    ),
    left(
        "replacement/for-the-remainder",
        "TRM-10",
        (
            "Who follows serves for the rest of the term, and no longer.",
            "Pengganti bertugas untuk sisa masa tugas saja.",
        ),
        [GOES, do("replace", "2018-07-02", seat="Sekretaris", institution="d")],
        [
            vacant("2018-07-01", "Sekretaris"),
            holder("Sekretaris", "2018-07-02", "d"),
            holder("Sekretaris", "2020-11-01", "d"),
            holder("Sekretaris", "2020-11-02", None),
            holder("Sekretaris", "2023-07-01", None),
        ],
    ),
    left(
        "replacement/on-the-last-day",
        "TRM-10",
        (
            "Who follows on the last day serves for one day.",
            "Pengganti pada hari terakhir bertugas satu hari.",
        ),
        [GOES, do("replace", "2020-11-01", seat="Sekretaris", institution="d")],
        [
            vacant("2020-10-31", "Sekretaris"),
            holder("Sekretaris", "2020-11-01", "d"),
            holder("Sekretaris", "2020-11-02", None),
        ],
    ),
    left(
        "replacement/after-the-end",
        "TRM-10",
        (
            "Once the term has ended, nobody follows for its rest.",
            "Sesudah masa tugas berakhir tidak ada sisa untuk diisi.",
        ),
        [GOES, do("replace", "2020-11-02", refused=True, seat="Sekretaris", institution="d")],
        [holder("Sekretaris", "2020-11-02", None)],
    ),
    left(
        "replacement/twice",
        "TRM-10",
        ("Who followed leaves too, and is followed.", "Pengganti pun berhenti dan diganti lagi."),
        [
            do("admit", "2015-11-02", institution="e"),
            GOES,
            do("replace", "2018-05-15", seat="Sekretaris", institution="d"),
            do("vacate", "2019-01-01", seat="Sekretaris"),
            do("replace", "2019-01-01", seat="Sekretaris", institution="e"),
        ],
        [
            holder("Sekretaris", "2018-12-31", "d"),
            holder("Sekretaris", "2019-01-01", "e"),
            holder("Sekretaris", "2020-11-01", "e"),
            holder("Sekretaris", "2020-11-02", None),
        ],
    ),
    left(
        "replacement/by-a-stranger",
        "BRD-01",
        ("Nobody follows who is not a member.", "Bukan anggota tidak dapat menjadi pengganti."),
        [GOES, do("replace", "2018-05-14", refused=True, seat="Sekretaris", institution="x")],
        [vacant("2018-05-14", "Sekretaris")],
    ),
    left(
        "replacement/by-a-holder",
        "BRD-10",
        (
            "Nobody follows who holds another seat.",
            "Pemegang kursi lain tidak dapat menjadi pengganti.",
        ),
        [GOES, do("replace", "2018-05-14", refused=True, seat="Sekretaris", institution="a")],
        [vacant("2018-05-14", "Sekretaris"), holder("Ketua", "2018-05-14", "a")],
    ),
    left(
        "replacement/of-nobody",
        "TRM-10",
        ("A seat that is held is not filled.", "Kursi yang terisi tidak diisi lagi."),
        [do("replace", "2018-05-14", refused=True, seat="Ketua", institution="d")],
        [holder("Ketua", "2018-05-14", "a")],
    ),
    left(
        "acting/for-a-vacant-seat",
        "ACT-01",
        (
            "A Plt acts on a vacant seat, which stays vacant.",
            "Plt mengisi kursi yang tetap lowong.",
        ),
        [GOES, do("act", "2018-05-14", seat="Sekretaris", institution="d", until="2018-08-14")],
        [
            {"ask": "acting_on", "seat": "Sekretaris", "day": "2018-05-13", "answer": None},
            {"ask": "acting_on", "seat": "Sekretaris", "day": "2018-05-14", "answer": "d"},
            vacant("2018-05-14", "Sekretaris"),
            holder("Sekretaris", "2018-05-14", None),
        ],
    ),
    left(
        "acting/until-a-day",
        "ACT-04",
        (
            "A mandate of three months ends with the day before.",
            "Penugasan tiga bulan berakhir pada hari sebelumnya.",
        ),
        [GOES, do("act", "2018-05-14", seat="Sekretaris", institution="d", until="2018-08-14")],
        [
            {"ask": "acting_on", "seat": "Sekretaris", "day": "2018-08-13", "answer": "d"},
            {"ask": "acting_on", "seat": "Sekretaris", "day": "2018-08-14", "answer": None},
        ],
    ),
    left(
        "acting/ends-with-a-successor",
        "ACT-01",
        ("Once the seat is filled, nobody acts on it.", "Sesudah kursi diisi, tidak ada lagi Plt."),
        [
            GOES,
            do("act", "2018-05-14", seat="Sekretaris", institution="d", until="2018-08-14"),
            do("replace", "2018-06-01", seat="Sekretaris", institution="d"),
        ],
        [
            {"ask": "acting_on", "seat": "Sekretaris", "day": "2018-05-31", "answer": "d"},
            {"ask": "acting_on", "seat": "Sekretaris", "day": "2018-06-01", "answer": None},
            holder("Sekretaris", "2018-06-01", "d"),
        ],
    ),
]
BEGUN: Final = [do("admit", "2016-02-29", institution=each) for each in "abcd"]
SEATED: Final = [
    history(
        "board/stranger",
        "BRD-01",
        "A board with somebody who is not a member is refused.",
        "Pengurus yang memuat bukan anggota ditolak.",
        [*BEGUN, do("elect", "2016-02-29", refused=True, places={**BOARD, "Ketua": "x"})],
        [holder("Ketua", "2016-02-29", None)],
    ),
    history(
        "board/two-seats",
        "BRD-10",
        "A board on which one institution holds two seats is refused.",
        "Pengurus dengan satu lembaga di dua kursi ditolak.",
        [*BEGUN, do("elect", "2016-02-29", refused=True, places={**BOARD, "Ketua": "b"})],
        [holder("Sekretaris", "2016-02-29", None)],
    ),
    history(
        "board/member-on-the-day",
        "BRD-01",
        "Who is admitted on the day is elected on it.",
        "Yang diterima pada hari itu dapat dipilih pada hari itu.",
        [
            *BEGUN,
            do("admit", "2016-03-01", institution="e"),
            do("elect", "2016-03-01", places={**BOARD, "Ketua": "e"}),
        ],
        [holder("Ketua", "2016-03-01", "e")],
    ),
    history(
        "board/member-no-more",
        "MEM-10",
        "Who withdrew the day before is not elected.",
        "Yang keluar sehari sebelumnya tidak dapat dipilih.",
        [
            *BEGUN,
            do("withdraw", "2016-03-01", institution="a"),
            do("elect", "2016-03-02", refused=True, places=BOARD),
        ],
        [holder("Ketua", "2016-03-02", None)],
    ),
]


def motion(
    name: str,
    rule: str,
    english: str,
    indonesian: str,
    answer: str,
    *,
    members: int,
    signed: str,
    yes: str,
    partners: str = "",
    mandates: dict[str, str] | None = None,
) -> Entry:
    """A motion: members are A, B, C …; whoever signed and is not among *yes* says no."""
    here = [*signed]
    asked = {
        "ask": "decide",
        "members": [chr(ord("A") + number) for number in range(members)],
        "partners": [*partners],
        "signed": here,
        "mandates": mandates or {},
        "votes": {each: "yes" if each in yes else "no" for each in (*here, *(mandates or {}))},
        "answer": answer,
    }
    return history(name, rule, english, indonesian, [], [asked])


MOTIONS: Final = [
    motion(
        "quorum/half-of-ten",
        "QRM-01",
        "Five of ten are not more than one half.",
        "Lima dari sepuluh tidak lebih dari setengah.",
        "no quorum",
        members=10,
        signed="ABCDE",
        yes="ABCDE",
    ),
    motion(
        "quorum/six-of-ten",
        "QRM-01 DEC-03",
        "Six of ten are more than one half.",
        "Enam dari sepuluh lebih dari setengah.",
        "carried",
        members=10,
        signed="ABCDEF",
        yes="ABCD",
    ),
    motion(
        "quorum/five-of-nine",
        "QRM-01 DEC-03",
        "Five of nine are more than one half.",
        "Lima dari sembilan lebih dari setengah.",
        "carried",
        members=9,
        signed="ABCDE",
        yes="ABC",
    ),
    motion(
        "quorum/four-of-nine",
        "QRM-01",
        "Four of nine are not.",
        "Empat dari sembilan tidak.",
        "no quorum",
        members=9,
        signed="ABCD",
        yes="ABCD",
    ),
    motion(
        "quorum/one-of-one",
        "QRM-01 DEC-03",
        "A single member is a quorum.",
        "Satu-satunya anggota memenuhi kuorum.",
        "carried",
        members=1,
        signed="A",
        yes="A",
    ),
    motion(
        "quorum/nobody",
        "QRM-01",
        "Nobody signed.",
        "Tidak ada yang menandatangani.",
        "no quorum",
        members=3,
        signed="",
        yes="",
    ),
    motion(
        "quorum/partners-do-not-count",
        "QRM-12",
        "Two members and two partners of four members are no quorum.",
        "Dua anggota dan dua mitra dari empat anggota tidak memenuhi kuorum.",
        "no quorum",
        members=4,
        signed="ABYZ",
        yes="ABYZ",
        partners="YZ",
    ),
    motion(
        "majority/half",
        "DEC-03",
        "Three of six are not more than one half.",
        "Tiga dari enam tidak lebih dari setengah.",
        "lost",
        members=6,
        signed="ABCDEF",
        yes="ABC",
    ),
    motion(
        "majority/four-of-six",
        "DEC-03",
        "Four of six are.",
        "Empat dari enam sudah lebih.",
        "carried",
        members=6,
        signed="ABCDEF",
        yes="ABCD",
    ),
    motion(
        "majority/of-those-who-signed",
        "DEC-03",
        "It is more than half of those who signed, and not of all members.",
        "Lebih dari setengah yang hadir, bukan dari semua anggota.",
        "carried",
        members=10,
        signed="ABCDEF",
        yes="ABCD",
    ),
    motion(
        "majority/partners-have-no-vote",
        "MEM-09",
        "What partners say is not counted.",
        "Suara mitra tidak dihitung.",
        "lost",
        members=3,
        signed="ABCYZ",
        yes="AYZ",
        partners="YZ",
    ),
    motion(
        "majority/partners-do-not-weigh",
        "MEM-09",
        "Partners are not among those of whom more than half must agree.",
        "Mitra tidak termasuk pembagi suara.",
        "carried",
        members=3,
        signed="ABCYZ",
        yes="AB",
        partners="YZ",
    ),
    motion(
        "proxy/no-quorum-by-mandate",
        "QRM-10",
        "A mandate makes nobody present.",
        "Surat kuasa tidak membuat hadir.",
        "no quorum",
        members=4,
        signed="AB",
        yes="ABCD",
        mandates={"C": "A", "D": "B"},
    ),
    motion(
        "proxy/no-second-vote",
        "QRM-10 DEC-03",
        "Who holds a mandate votes once.",
        "Penerima kuasa memberikan satu suara.",
        "lost",
        members=5,
        signed="ABC",
        yes="ADE",
        mandates={"D": "A", "E": "A"},
    ),
    motion(
        "proxy/nothing-lost",
        "QRM-10 DEC-03",
        "Mandates that say no change nothing.",
        "Kuasa yang menolak tidak mengubah apa pun.",
        "carried",
        members=5,
        signed="ABC",
        yes="AB",
        mandates={"D": "C", "E": "C"},
    ),
]


def poll(
    name: str, method: str, ballots: str, *answer: str, seats: int = 1, rule: str = "ELC-03"
) -> Entry:
    """Ballots such as ``"3 ABC, 2 B"``, counted by a method."""
    piles = [pile.split() for pile in ballots.split(", ")]
    papers = [[*paper] for number, paper in piles for _ in range(int(number))]
    said = ", ".join(f"{number} × {' > '.join(paper)}" for number, paper in piles)
    asked = {
        "ask": "count",
        "method": method,
        "ballots": papers,
        "seats": seats,
        "answer": sorted(answer),
    }
    return history(
        f"count/{name}",
        rule,
        f"By {method}, {said} elect {' and '.join(answer)}.",
        f"Menurut {method}, {said} memilih {' dan '.join(answer)}.",
        [],
        [asked],
    )


CYCLE: Final = "4 ABC, 3 BCA, 2 CAB"
SPLIT: Final = "4 A, 3 BC, 2 CB"
TENNESSEE: Final = "42 MNCK, 26 NCKM, 15 CKNM, 17 KCNM"
COUNTS: Final = [
    poll("plurality", "plurality", SPLIT, "A"),
    poll("instant-runoff", "irv", SPLIT, "B", rule="ELC-04"),
    poll("borda", "borda", "3 ABC, 2 BCA", "B"),
    poll("approval", "approval", "2 AB, 2 BC, 1 A", "B"),
    poll("schulze-cycle", "schulze", CYCLE, "A"),
    poll("ranked-pairs-cycle", "ranked_pairs", CYCLE, "A"),
    poll("plurality-of-tennessee", "plurality", TENNESSEE, "M"),
    poll("instant-runoff-of-tennessee", "irv", TENNESSEE, "K", rule="ELC-04"),
    poll("borda-of-tennessee", "borda", TENNESSEE, "N"),
    poll("schulze-of-tennessee", "schulze", TENNESSEE, "N"),
    poll("ranked-pairs-of-tennessee", "ranked_pairs", TENNESSEE, "N"),
    poll("run-off", "run_off", SPLIT, "B", rule="ELC-04"),
    poll("scottish-stv", "stv", "5 AB, 3 C, 1 D", "A", "C", seats=2),
    poll("scottish-stv-surplus", "stv", "7 AB, 3 C, 2 B", "A", "B", seats=2),
    poll("exact-stv", "stv_exact", "7 AB, 3 C, 2 B", "A", "B", seats=2),
    poll("wigm-stv", "stv_wigm", "7 AB, 3 C, 2 B", "A", "B", seats=2),
    poll("meek-stv", "stv_meek", "7 AB, 3 C, 2 B", "A", "B", seats=2),
    poll("acclamation", "acclamation", "1 A", "A", rule="ELC-02"),
    poll("blank-is-not-valid", "plurality", "2 A, 1 B", "A", rule="ELC-07"),
    poll("two-seats-by-approval", "approval", "3 AB, 2 BC, 1 A", "A", "B", seats=2),
]


def division(
    name: str,
    english: str,
    indonesian: str,
    tasks: dict[str, dict[str, int]],
    capacities: dict[str, int],
    answer: dict[str, str] | None,
) -> Entry:
    """Tasks that are divided at the least cost."""
    asked = {"ask": "allocate", "tasks": tasks, "capacities": capacities, "answer": answer}
    return history(f"allocation/{name}", "TSK-02", english, indonesian, [], [asked])


WORK: Final = [
    division(
        "cheapest",
        "Each task goes to whom it costs least.",
        "Tiap tugas kepada yang paling murah.",
        {"clip": {"a": 1, "b": 3}, "story": {"a": 4, "b": 2}},
        {"a": 1, "b": 1},
        {"clip": "a", "story": "b"},
    ),
    division(
        "greedy-is-dear",
        "Who is cheapest for one task is needed for the other.",
        "Yang termurah untuk satu tugas dibutuhkan tugas lain.",
        {"clip": {"a": 1, "b": 2}, "story": {"a": 1, "b": 9}},
        {"a": 1, "b": 1},
        {"clip": "b", "story": "a"},
    ),
    division(
        "capacity",
        "Nobody does more than they can.",
        "Tidak ada yang melebihi kapasitas.",
        {"clip": {"a": 1, "b": 5}, "story": {"a": 1, "b": 6}},
        {"a": 1, "b": 1},
        {"clip": "b", "story": "a"},
    ),
    division(
        "both-by-one",
        "One agency does both where it has room.",
        "Satu lembaga mengerjakan keduanya bila sanggup.",
        {"clip": {"a": 1, "b": 5}, "story": {"a": 1, "b": 6}},
        {"a": 2, "b": 1},
        {"clip": "a", "story": "a"},
    ),
    division(
        "nobody-able",
        "A task that nobody is able to do leaves no division.",
        "Tugas yang tidak dapat dikerjakan siapa pun tidak terbagi.",
        {"clip": {"a": 1}, "story": {}},
        {"a": 2},
        None,
    ),
    division(
        "no-room",
        "Two tasks and room for one leave no division.",
        "Dua tugas dan satu tempat tidak terbagi.",
        {"clip": {"a": 1}, "story": {"a": 1}},
        {"a": 1},
        None,
    ),
    division(
        "three-in-a-ring",
        "Three tasks, each dear where the next is cheap.",
        "Tiga tugas melingkar.",
        {"r": {"a": 1, "b": 2}, "s": {"b": 1, "c": 2}, "t": {"c": 1, "a": 2}},
        {"a": 1, "b": 1, "c": 1},
        {"r": "a", "s": "b", "t": "c"},
    ),
]


def routine(
    name: str,
    english: str,
    indonesian: str,
    rule: str,
    start: str,
    end: str,
    *answer: str,
    holidays: tuple[str, ...] = (),
    roll: str | None = None,
) -> Entry:
    """A routine by a rule of RFC 5545, over the days from *start* to the eve of *end*."""
    asked = {
        "ask": "occurrences",
        "rule": rule,
        "start": start,
        "end": end,
        "holidays": [*holidays],
        "roll": roll,
        "answer": [*answer],
    }
    return history(f"schedule/{name}", "", english, indonesian, [], [asked])


SCHEDULES: Final = [
    routine(
        "first-monday",
        "Every first Monday of a month.",
        "Setiap Senin pertama tiap bulan.",
        "FREQ=MONTHLY;BYDAY=1MO",
        "2018-01-01",
        "2018-04-01",
        "2018-01-01",
        "2018-02-05",
        "2018-03-05",
    ),
    routine(
        "last-of-the-month",
        "The 31st, in months that have one.",
        "Tanggal 31 pada bulan yang memilikinya.",
        "FREQ=MONTHLY;BYMONTHDAY=31",
        "2018-01-01",
        "2018-06-01",
        "2018-01-31",
        "2018-03-31",
        "2018-05-31",
    ),
    routine(
        "saturdays-that-roll",
        "Saturdays, moved to the next working day.",
        "Sabtu, digeser ke hari kerja berikutnya.",
        "FREQ=WEEKLY;BYDAY=SA",
        "2018-01-01",
        "2018-01-16",
        "2018-01-08",
        "2018-01-15",
        roll="following",
    ),
    routine(
        "over-a-holiday",
        "A Monday that is a holiday, moved to Tuesday.",
        "Senin yang libur digeser ke Selasa.",
        "FREQ=WEEKLY;BYDAY=MO",
        "2018-01-01",
        "2018-01-15",
        "2018-01-02",
        "2018-01-08",
        holidays=("2018-01-01",),
        roll="following",
    ),
    routine(
        "end-is-exclusive",
        "The last day is not among them.",
        "Hari akhir tidak termasuk.",
        "FREQ=DAILY",
        "2020-02-28",
        "2020-03-01",
        "2020-02-28",
        "2020-02-29",
    ),
    routine(
        "preceding",
        "Sundays, moved to the working day before.",
        "Minggu, digeser ke hari kerja sebelumnya.",
        "FREQ=WEEKLY;BYDAY=SU",
        "2018-01-02",
        "2018-01-16",
        "2018-01-05",
        "2018-01-12",
        roll="preceding",
    ),
]
EVERY: Final = (*TERMS, *LEFT, *SEATED, *MOTIONS, *COUNTS, *WORK, *SCHEDULES)


def drawn() -> str:
    """The file."""
    named = sorted({rule for each in EVERY for rule in each["rules"]})
    rules = {
        each: {
            "citation": str(norms()[each].citation),
            "grade": norms()[each].grade.value,
            "analogy": norms()[each].analogy,
            "statement": dict(zip(("en", "id"), norms()[each].statement, strict=True)),
        }
        for each in named
    }
    head = {"version": VERSION, "seats": SEATS, "years": 5, "rules": rules}
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in EVERY)
    body = json.dumps(head, ensure_ascii=False)[:-1]
    return f'{body}, "histories": [\n{lines}\n]}}\n'


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(drawn(), "utf-8")
