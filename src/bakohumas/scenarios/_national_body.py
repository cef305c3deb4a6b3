from datetime import date, timedelta

import attrs

from bakohumas.bodies import Body, Cause, Selection
from bakohumas.elections import TieBreak
from bakohumas.errors import NotEligibleError
from bakohumas.institutions import Institution, Official, Outsider, directory
from bakohumas.law import Charter, charter, regulation
from bakohumas.meetings import Meeting, Record
from bakohumas.scenarios._dice import drawn

AGREED = date(1967, 12, 6)
RECONSTITUTED = date(2014, 9, 26)
MET = date(2015, 11, 2)
AGAIN = date(2023, 10, 23)
"""The day on which the board 2023–2028 was installed (UI-2023); that it met then is invented."""
INVENTED = "invented for this scenario, grade X"
ATTENDS = 620_000

NOMINEES = {
    "Ketua Umum": ("kominfo", "kemenkeu", "kemendikbud", "kemen-pupr", "bps"),
    "Ketua Pelaksana": ("tvri", "rri", "kemenkes", "pemprov-jawa-tengah"),
    "Sekretaris": ("anri",),
}
"""Who is nominated for a seat; the first is proposed for consensus."""
OBJECTIONS = {
    "Ketua Umum": {"kemendikbud": "agar dipilih oleh anggota"},
    "Ketua Pelaksana": {"rri": "mencalonkan diri"},
    "Sekretaris": {},
}
"""Who objects to that, and why; invented like the nominees, grade X."""
LATER = {
    "Ketua Umum": ("kominfo", "kemenkeu", "kemendikbudristek", "bps"),
    "Ketua Pelaksana": ("rri", "tvri", "kemenkes", "pemprov-jawa-tengah"),
    "Sekretaris": ("ptn-ut",),
}
"""The nominees of 2023. That units of UI and UT sat on that board is known (UI-2023), and
in which seats is not."""
LATER_OBJECTIONS = {
    "Ketua Umum": {"bps": "agar dipilih oleh anggota"},
    "Ketua Pelaksana": {"tvri": "mencalonkan diri"},
    "Sekretaris": {},
}
TRANSLATED = {
    "agar dipilih oleh anggota": "the members shall choose",
    "mencalonkan diri": "stands itself",
}
"""What the objections of the record say in English."""


def founded(rules: Charter) -> Body:
    """The body that began as Bakor in 1967, under today's charter since 2014."""
    text = regulation("PM Kominfo 35/2014")
    return Body.found(
        "bakohumas",
        name="Bakohumas",
        charter=charter("national_forerunners"),
        on=AGREED,
        basis=f"deliberation of departmental PR units, {AGREED} (Studylib-1971)",
    ).amend(rules, on=RECONSTITUTED, basis=f"{text} of {text.made}, {text.gazette}")


def with_members(body: Body) -> Body:
    """Every institution of the day that may be a member, through its PR unit."""
    eligible = [each for each in directory(on=MET) if each.autonomous]
    return body.admit(*eligible, on=MET, basis=f"registration on a day {INVENTED}")


@attrs.frozen
class Refusal:
    """Somebody who asked to be a member and may not; :func:`national` makes one.

    Attributes:
        who: What they are called.
        kind: What they are, in English and Indonesian.
        error: What the body answered.
    """

    who: str
    kind: tuple[str, str]
    error: NotEligibleError


def refused(body: Body) -> tuple[Refusal, ...]:
    """What a party, a private newspaper, a person and a city of Jakarta are told."""
    offices = directory(on=MET)
    party = Institution("partai-contoh", "Partai Contoh", Outsider.POLITICAL_PARTY, invented=True)
    paper = Institution("koran-contoh", "Koran Contoh", Outsider.PRIVATE_MEDIA, invented=True)
    person = Official("person-1", "Kepala Biro Humas", offices["kemenkeu"])
    city = offices["pemkot-jakarta-pusat"]
    applicants = (
        (party, (Outsider.POLITICAL_PARTY.english, Outsider.POLITICAL_PARTY.indonesian)),
        (paper, (Outsider.PRIVATE_MEDIA.english, Outsider.PRIVATE_MEDIA.indonesian)),
        (person, ("a person", "orang perseorangan")),
        (city, ("no government of its own", "bukan daerah otonom")),
    )
    refusals = []
    for applicant, kind in applicants:
        try:
            body.admit(applicant, on=MET, basis=INVENTED)
        except NotEligibleError as refusal:
            refusals.append(Refusal(str(applicant), kind, refusal))
    return tuple(refusals)


def assembled(body: Body, *, seed: int, on: date = MET) -> Record:
    """The members' meeting: attendance, consensus first, then ranked ballots.

    No source shows ranked ballots in a Bakohumas; they are hypothetical, and
    drawn from the seed.
    """
    known, objecting = (NOMINEES, OBJECTIONS) if on == MET else (LATER, LATER_OBJECTIONS)
    meeting = Meeting.call(
        body,
        on=on,
        place="Jakarta",
        presiding="kominfo",
        basis=f"invitation {INVENTED}",
    )
    nominees = {each for names in known.values() for each in names}
    present = [
        each for each in meeting.roll if each in nominees or drawn(seed, "attends", each) < ATTENDS
    ]
    meeting = meeting.attend(*present)
    ties = TieBreak(lot=f"bakohumas {seed}")
    for seat in body.on(on).seats:
        if seat.selection is not Selection.ELECTED:
            continue
        if seat.name not in known:
            msg = f"the scenario knows nominees for {', '.join(known)}, not for {seat.name}"
            raise ValueError(msg)
        candidates, objections = known[seat.name], objecting[seat.name]
        meeting = meeting.deliberate(seat.name, candidates[0], objections=objections)
        if objections:
            ballots = [_ballot(seed, seat.name, elector, candidates) for elector in present]
            meeting = meeting.elect(seat.name, ballots, candidates=candidates, ties=ties)
    return meeting.close()


def with_board(body: Body, record: Record) -> Body:
    """The elected board in office that day; ex officio seats go to their posts, once for all."""
    day = record.on
    seats = body.on(day).seats
    body = body.elect(
        {each.subject: each.chosen for each in record.decisions},
        on=day,
        basis=f"members' meeting of {day}, {INVENTED}",
        record=record.digest,
    )
    if day != MET:
        return body.inaugurate(on=day, basis="installed by the minister (UI-2023)")
    for seat in seats:
        if seat.selection is Selection.EX_OFFICIO:
            body = body.seat(seat.name, post=seat.post, on=day, basis=seat.basis)
    return body.inaugurate(on=MET + timedelta(days=7), basis=f"inauguration {INVENTED}")


def kept_current(body: Body, *, since: date, until: date) -> Body:
    """The body after what the tables say: institutions that ended leave, new ones join.

    The tables are looked at month by month, so that one which comes and goes between
    two days is seen; every change takes effect on its own day.
    """
    months = [
        date(year, month, 1) for year in range(since.year, until.year + 1) for month in range(1, 13)
    ]
    seen: dict[str, Institution] = {}
    for day in [since, *(month for month in months if since < month < until), until]:
        seen |= {each.id: each for each in directory(on=day) if each.autonomous}
    members = set(body.on(since).register.institutions)
    changes = [
        (each.period.end, each, False)
        for each in seen.values()
        if each.period.end and since < each.period.end <= until
    ] + [
        (each.period.start, each, True)
        for each in seen.values()
        if each.period.start and since < each.period.start <= until and each.id not in members
    ]
    for day, each, joins in sorted(changes, key=lambda change: (change[0], change[1].id)):
        recorded = max(day, body.events[-1].recorded)
        basis = f"reference tables: {each.note or 'dated there'}"
        if joins:
            body = body.admit(each, on=day, basis=basis, recorded=recorded)
        else:
            cause = Cause.DISSOLUTION
            body = body.withdraw(each, cause=cause, on=day, basis=basis, recorded=recorded)
    return body


def renewed(body: Body, *, since: date, seed: int) -> tuple[Body, tuple[Record, ...]]:
    """The body with the board labelled 2023–2028, which follows a gap."""
    body = kept_current(body, since=since, until=AGAIN)
    record = assembled(body, seed=seed, on=AGAIN)
    return with_board(body, record), (record,)


def _ballot(seed: int, seat: str, elector: str, candidates: tuple[str, ...]) -> list[str]:
    ranked = sorted(candidates, key=lambda each: drawn(seed, seat, elector, each))
    return ranked[: 1 + drawn(seed, seat, elector) % len(candidates)]
