"""A provincial body elects its board, from a meeting without a quorum to a vacancy two years on.

Run it with ``python3 examples/provincial_meeting.py``. Body, members and decrees are invented.
"""

from datetime import date, time

import bakohumas as bk
from bakohumas import elections, meetings
from bakohumas.institutions import Institution
from bakohumas.languages import Lang, pick
from bakohumas.law import Citation, Grade, Provision
from bakohumas.periods import Period

DAY = date(2023, 3, 14)
LATER = date(2025, 4, 8)
CHAIR, BUREAU = "Ketua", ("Sekretaris", "Bendahara", "Wakil Ketua")
SEED = "undian Ketua 14-03-2023: 27 5 11 40 1"
KINDS = {
    "provincial_government": [
        "dinas-kominfo",
        "dinas-kesehatan",
        "dinas-pendidikan",
        "biro-humas",
        "bappeda",
    ],
    "regency_government": ["kab-hulu", "kab-hilir", "kota-muara"],
    "regional_soe": ["bank-daerah", "air-minum"],
    "public_university": ["universitas-negeri"],
    "non_structural": ["komisi-informasi"],
}


def founded() -> bk.Body:
    """A body whose own regulation has its members elect every seat."""
    statute = Citation("Pergub Contoh 1/2023")
    own: dict[str, str | tuple[str, ...]] = {
        "board.seats": (CHAIR, *BUREAU),
        "board.chair": CHAIR,
        "board.selection": "elected",
        "seat.sekretaris.selection": "elected",
    }
    rules = bk.charter("provincial").override(
        *(Provision(key, said, Period(None), statute, Grade.C) for key, said in own.items())
    )
    on, basis = date(2023, 2, 1), "SK 2/2023 (invented)"
    body = bk.Body.found("contoh", charter=rules, on=on, basis="Pergub Contoh 1/2023 (invented)")
    members = [
        Institution(each, each, kind, invented=True)
        for kind, names in KINDS.items()
        for each in names
    ]
    return body.admit(*members, on=on, basis=basis)


def called(body: bk.Body) -> meetings.Meeting:
    """The members' meeting: no quorum at nine, one at eleven."""
    roll = body.on(DAY).register.institutions
    here = [each for each in roll if each not in {"bappeda", "komisi-informasi"}]
    return (
        meetings.Meeting.call(
            body,
            on=DAY,
            place="Ruang Rapat Utama",
            presiding="air-minum",
            basis="undangan 5/2023 (invented)",
            number="1/BA/2023",
            invited=date(2023, 2, 20),
            agenda=["Pemilihan Ketua", "Pemilihan pengurus lain"],
        )
        .attend(*here[:6], at=time(9, 0))
        .convene(at=time(9, 30))
        .adjourn(at=time(9, 35))
        .recall(at=time(11, 35))
        .attend(*here[6:], at=time(11, 40))
        .convene(at=time(11, 45))
    )


def with_chair(meeting: meetings.Meeting, body: bk.Body) -> meetings.Meeting:
    """Consensus fails, an instant run-off ends in a tie, and a public lot decides."""
    one, two, three = "dinas-kominfo", "kab-hulu", "universitas-negeri"
    nominated = [elections.Candidate(each, willing=True) for each in (one, two, three)]
    published = elections.commit(SEED)  # read out before the ballots are opened
    ballots = [[one]] * 4 + [[two]] * 4 + [[three, two], [three, one]]
    meeting = meeting.deliberate(
        CHAIR, one, objections={two: "mencalonkan diri"}, at=time(12, 0)
    ).elect(
        meetings.contest(body, CHAIR, nominated, on=DAY),
        ballots,
        tellers=["pencatat 1", "pencatat 2", "pencatat 3"],
        at=time(13, 0),
    )
    return meeting.settle(
        CHAIR,
        elections.TieBreak(lot=SEED, commitment=published),
        witnesses=["saksi 1", "saksi 2", "saksi 3"],
        at=time(13, 20),
    )


def with_bureau(meeting: meetings.Meeting, body: bk.Body) -> meetings.Meeting:
    """Three seats by the Scottish rule, one at least for regencies and one for enterprises."""
    willing = ["biro-humas", "dinas-kesehatan", "dinas-pendidikan", "kab-hulu", "kab-hilir"]
    nominated = [
        *(elections.Candidate(each, willing=True) for each in [*willing, "bank-daerah"]),
        elections.Candidate("air-minum", willing=False),
    ]
    rules = [
        elections.Constraint("kind", kind, 1, basis="Pergub Contoh 1/2023 (grade C)")
        for kind in ("regency_government", "regional_soe")
    ]
    office = elections.Office("Pengurus lain", 3, elections.STV(), BUREAU)
    contest = meetings.contest(body, office, nominated, on=DAY, constraints=rules)
    ballots = [
        *[["biro-humas", "dinas-kesehatan"]] * 3,
        *[["dinas-kesehatan", "biro-humas"]] * 3,
        *[["kab-hulu", "dinas-pendidikan"]] * 3,
        ["bank-daerah", "kab-hulu"],
    ]
    return meeting.deadlock("Pengurus lain", reason="waktu habis", at=time(13, 30)).elect(
        contest, ballots, tellers=["pencatat 1", "pencatat 2", "pencatat 3"], at=time(14, 0)
    )


def seated(body: bk.Body, record: meetings.Record, done: elections.Contested) -> bk.Body:
    """Everybody takes office for five years."""
    chair = record.decision(CHAIR)
    bureau = {title: who for title, (who,) in done.places.items()}
    places = {CHAIR: chair.chosen if chair else "", **bureau}
    return body.elect(places, on=DAY, basis=record.authority(CHAIR), record=record.digest)


def replaced(body: bk.Body, done: elections.Contested, lang: Lang) -> bk.Body:
    """The secretary resigns; the stored ballots are counted again, and the board agrees."""
    body = body.vacate("Sekretaris", cause="resignation", on=LATER, basis="surat (invented)")
    next_one = meetings.fill(body, "Sekretaris", "countback", then=done, on=LATER)
    print(next_one.explain(lang))
    plenary = (
        meetings.Meeting.call(
            body, kind=meetings.Kind.BOARD, on=LATER, place="Kantor", basis="undangan (invented)"
        )
        .attend("dinas-kominfo", "kab-hulu", "bank-daerah")
        .deliberate("Sekretaris", next_one.who)
        .close()
    )
    return body.replace(
        "Sekretaris",
        next_one.who,
        on=LATER,
        basis=plenary.authority("Sekretaris"),
        record=plenary.digest,
    )


def told(lang: Lang) -> None:
    """The story in one language, with the minutes of the meeting."""
    body = founded()
    meeting = with_bureau(with_chair(called(body), body), body)
    record = meeting.close(at=time(14, 30))
    done = meeting.contested("Pengurus lain")
    print(meetings.minutes(record, lang))
    print(done.contest.feasible().explain(lang))
    print(done.explain(lang))
    body = seated(body, record, done)
    print(body.terms[0].explain(lang))
    body = replaced(body, done, lang)
    for held in (each for each in body.appointments if LATER in each.period):
        print(f"{held.seat}: {held.holder} ({held.capacity.label(lang)}), {held.period}")
    print(meetings.verify(record, body=body) or pick(lang, "No difference.", "Tidak ada selisih."))


def main() -> None:
    """Tell it in Indonesian and in English."""
    told("id")
    told("en")


if __name__ == "__main__":
    main()
