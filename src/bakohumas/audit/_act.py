from collections.abc import Iterator, Sequence
from datetime import timedelta

from bakohumas.audit import _act_seats as seats
from bakohumas.audit._board import both, who_is
from bakohumas.audit._case import Case
from bakohumas.audit._evidence import Act, Deed
from bakohumas.audit._examples import CHAIR, LATER, SECRETARY, THREE
from bakohumas.audit._found import BUREAU, acting, elected, handed, opened, stood_in
from bakohumas.audit._rule import rule
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted
from bakohumas.audit._worked import Setting, worked
from bakohumas.bodies import Appointment, Capacity, Cause, HandedOver, Opened, Place
from bakohumas.languages import number
from bakohumas.periods import months_after

_NOBODY = Verdict.not_applicable(
    "nobody has acted on a seat so far", "belum ada pelaksana harian atau pelaksana tugas"
)
_MONTHS, _EXTENSIONS = 3, 1
_FOR_GOOD = {Cause.DEATH, Cause.RESIGNATION, Cause.DISMISSAL, Cause.LOSS_OF_POST}
_SOON, _LATEST = LATER + timedelta(days=30), months_after(LATER, 3)


def _acted(case: Case) -> list[Appointment]:
    """Whoever acted by the day, on a seat or in the post that a seat goes with."""
    held = (each for each in case.body.appointments if each.capacity.acting)
    return [
        each for each in (*case.body.acting, *held) if (each.period.start or case.on) <= case.on
    ]


def _decided(deed: Deed) -> Setting:
    """What a Plt on the chair was seen to do."""
    act = Act(body="contoh", on=_SOON, seat=CHAIR, deed=deed, subject="rencana kerja (invented)")
    holder = Act(body="contoh", on=_SOON, seat=SECRETARY, deed=Deed.STRATEGIC)
    return worked(acting(), act, holder, on=_SOON)


def _at_once(*posts: HandedOver) -> Setting:
    """A register with a Plt on the chair, and who held that officer's own post."""
    plt = stood_in(Place(CHAIR, THREE[1], "person-7", BUREAU), Capacity.PLT, until=_LATEST)
    return worked(opened(elected(Place(SECRETARY, THREE[1])), *posts, plt), on=_SOON)


@rule(
    "ACT-01",
    advice=(
        "Correct the capacity: Plh for a holder who is away, Plt for a vacant seat.",
        (
            "Perbaiki jenis pelaksananya: Plh. bila pejabat definitif berhalangan sementara, Plt. "
            "bila kursi lowong."
        ),
    ),
    holds=lambda: worked(acting(), on=LATER),
    violated=lambda: worked(
        opened(elected(), stood_in(Place(CHAIR, THREE[1]), Capacity.PLT)), on=LATER, who=THREE[1]
    ),
)
def a_holder_or_none(case: Case) -> Iterator[Verdict]:
    """A Plh has somebody to stand in for, and a Plt nobody."""
    stretches, kept = _acted(case), 0
    if not stretches:
        yield _NOBODY
    for each in stretches:
        who, when = who_is(each), each.period
        plt = case.read("acting.kind", each.capacity.value, who) == Capacity.PLT
        gone = _gone(case, each)
        case.read("acting.absence", gone, each.seat)
        if gone is None:
            yield Verdict.lacks("acting.absence", who=who, when=when)
        elif gone is plt:
            kept += 1
        elif gone:
            yield Verdict.violated(
                who,
                f"is Plh on {each.seat}, which nobody held",
                f"menjadi Plh. pada kursi {each.seat} yang lowong",
                when=when,
            )
        else:
            yield Verdict.violated(
                who,
                f"is Plt on {each.seat}, which has a holder",
                f"menjadi Plt. pada kursi {each.seat} yang masih terisi",
                when=when,
            )
    if stretches and kept == len(stretches):
        yield Verdict.holds(
            f"{counted(kept, 'stretch of acting', 'stretches of acting')}, each in the right "
            "capacity",
            f"{number(kept, 'id')} masa pelaksana, masing-masing dengan jenis yang tepat",
        )


def _gone(case: Case, each: Appointment) -> bool | None:
    """Whether the holder was gone for good when somebody began to act; ``None`` if unknown."""
    start = each.period.start or case.on
    if each in case.body.acting:
        before = [
            held
            for held in case.body.appointments
            if held.seat == each.seat and (held.period.start or start) <= start
        ]
        case.read("seat.holder", [who_is(held) for held in before if start in held.period])
        unknown = not before and isinstance(case.body.founding, Opened)
        return None if unknown else not any(start in held.period for held in before)
    given = [one for one in case.body.handovers if one.post == each.post and one.on <= start]
    cause = given[-1].cause
    case.read("seat.holder", [cause.value] if cause else [])
    return (cause in _FOR_GOOD) if cause else None


@rule(
    "ACT-02",
    advice=(
        "Have a superior give the mandate in writing, for routine tasks, and record who gave it.",
        "Mintakan surat perintah dari atasan untuk tugas rutin, dan catat pemberinya.",
    ),
    holds=lambda: worked(acting(), on=LATER),
    violated=lambda: worked(acting("person-7"), on=LATER, who="person-7"),
)
def by_a_superior(case: Case) -> Iterator[Verdict]:
    """Somebody else, and of no lower seat, gave the mandate to act."""
    stretches, kept = _acted(case), 0
    if not stretches:
        yield _NOBODY
    for each in stretches:
        who, when = who_is(each), each.period
        giver = each.mandate or (each.decree.issuer if each.decree else "")
        case.read("acting.mandate", giver, who)
        own = {each.person, each.institution, each.unit, each.post}
        if not giver:
            yield Verdict.lacks("acting.mandate", who=who, when=when)
        elif giver in own or _lower(case, giver, each.seat):
            yield Verdict.violated(
                who,
                f"acts on {each.seat} by mandate of {giver}, who is no superior",
                f"menjadi pelaksana pada kursi {each.seat} atas mandat {giver}, yang bukan atasan",
                when=when,
            )
        else:
            kept += 1
    if stretches and kept == len(stretches):
        yield Verdict.holds(
            f"{counted(kept, 'mandate')}, each from a superior",
            f"{number(kept, 'id')} mandat, masing-masing dari atasan",
        )


def _lower(case: Case, giver: str, seat: str) -> bool:
    """Whether whoever gave a mandate holds a lower seat than the one it is for."""
    order = [each.name for each in case.now.seats]
    return giver in order and seat in order and order.index(giver) > order.index(seat)


@rule(
    "ACT-03",
    advice=(
        "Leave the decision to the holder, or have the board confirm it once the seat is filled.",
        (
            "Serahkan keputusan itu kepada pejabat definitif, atau mintakan pengesahan pengurus "
            "setelah kursi terisi."
        ),
    ),
    holds=lambda: _decided(Deed.ROUTINE),
    violated=lambda: _decided(Deed.STRATEGIC),
)
def nothing_strategic(case: Case) -> Iterator[Verdict]:
    """No strategic decision was taken from a seat on which somebody acted that day."""
    acts, kept = case.of(Act), 0
    acting_ever = _acted(case)
    strategic = [each for each in acts if each.deed is Deed.STRATEGIC]
    if not acting_ever:
        yield _NOBODY
        return
    if not acts:
        yield Verdict.lacks(
            "decision.class",
            en="no record of what was decided was put before the audit",
            indonesian="catatan keputusan yang diambil tidak diajukan",
        )
        return
    for each in strategic:
        board = case.body.on(each.on).board
        officer = board.in_charge(each.seat) if board else None
        case.read("acting.kind", officer and officer.capacity.value, each.seat)
        case.read("decision.class", each.deed.value, each.seat)
        law = case.laid_down("acting.strategic", on=each.on)
        if officer is None:
            yield Verdict.lacks("acting.kind", who=each.seat, when=each.on)
        elif officer.strategic or (law and law.value):
            kept += 1
        else:
            subject = f": {each.subject}" if each.subject else ""
            yield Verdict.violated(
                who_is(officer),
                f"took a strategic decision on {each.seat} as {officer.capacity.label()}{subject}",
                f"mengambil keputusan strategis pada kursi {each.seat} sebagai "
                f"{officer.capacity.label('id')}{subject}",
                when=each.on,
            )
    if kept == len(strategic):
        n = len(acts)
        case.read("decision.class", [each.deed.value for each in acts])
        yield Verdict.holds(
            f"{counted(n, 'act')} on record, no strategic decision of an acting officer",
            f"{number(n, 'id')} tindakan tercatat, tanpa keputusan strategis pejabat pelaksana",
        )


@rule(
    "ACT-04",
    advice=(
        "End the mandate and fill the seat, or cite a provision that allows a longer one.",
        "Akhiri mandatnya dan isi kursi itu, atau sebutkan ketentuan yang membolehkan lebih lama.",
    ),
    holds=lambda: worked(acting(), on=LATER),
    violated=lambda: worked(
        opened(
            elected(Place(SECRETARY, THREE[1])),
            stood_in(Place(CHAIR, THREE[1]), Capacity.PLT, until=months_after(LATER, 8)),
        ),
        on=LATER,
        who=THREE[1],
    ),
)
def three_months_and_three_more(case: Case) -> Iterator[Verdict]:
    """No Plt acts for longer, or is extended more often, than the charter or the circular has."""
    stretches = [each for each in _acted(case) if each.capacity is Capacity.PLT]
    if not stretches:
        yield Verdict.not_applicable("no Plt has acted so far", "belum ada pelaksana tugas (Plt.)")
    kept = 0
    for each in stretches:
        who, when, start = who_is(each), each.period, each.period.start or case.on
        months = _allowed(case, "acting.months", _MONTHS, each)
        most = _allowed(case, "acting.extensions", _EXTENSIONS, each)
        latest, again = months_after(start, months), _extended(each, stretches)
        case.read("acting.kind", each.capacity.value, who)
        case.read("acting.start", start, who)
        end = case.read("acting.end", each.period.end, who)
        day, hari = both(latest)
        if again > most:
            yield Verdict.violated(
                who,
                f"extended {counted(again, 'time')} on {each.seat}, at most {number(most)} allowed",
                f"diperpanjang {number(again, 'id')} kali pada kursi {each.seat}, paling banyak "
                f"{number(most, 'id')} kali",
                when=when,
            )
        elif (end or case.on) > latest:
            yield Verdict.violated(
                who,
                f"Plt on {each.seat} beyond {day}, after {counted(months, 'month')}",
                f"Plt. pada kursi {each.seat} melampaui {hari}, setelah "
                f"{number(months, 'id')} bulan",
                when=when,
            )
        elif end is None:
            yield Verdict.lacks(
                "acting.end",
                who=who,
                when=when,
                en=f"{day} at the latest",
                indonesian=f"selambat-lambatnya {hari}",
            )
        else:
            kept += 1
    if stretches and kept == len(stretches):
        yield Verdict.holds(
            f"{counted(kept, 'mandate')} of a Plt, none too long or extended too often",
            f"{number(kept, 'id')} mandat Plt., tidak ada yang melampaui batas",
        )


def _allowed(case: Case, key: str, usual: int, each: Appointment) -> int:
    law = case.laid_down(key, on=each.period.start)
    return law.value if law and isinstance(law.value, int) else usual


def _extended(each: Appointment, stretches: Sequence[Appointment]) -> int:
    """How often a mandate was extended before this stretch of it."""
    for one in stretches:
        same = (one.seat, who_is(one)) == (each.seat, who_is(each))
        if same and one.period.end == each.period.start:
            return 1 + _extended(one, stretches)
    return 0


@rule(
    "ACT-05",
    advice=(
        "Give the post back to whoever acts, or end the acting.",
        "Kembalikan jabatan definitif kepada yang bersangkutan, atau akhiri penugasannya.",
    ),
    holds=lambda: _at_once(handed(BUREAU, "person-7")),
    violated=lambda: _at_once(handed(BUREAU, "person-7"), handed(BUREAU, "person-8", on=_SOON)),
)
def still_in_the_own_post(case: Case) -> Iterator[Verdict]:
    """Nobody who acts lost the own post to somebody else meanwhile."""
    stretches, kept = _acted(case), 0
    if not stretches:
        yield _NOBODY
    for each in stretches:
        who, when = who_is(each), each.period
        case.read("acting.holder", each.person, each.seat)
        if not each.person:
            yield Verdict.lacks("acting.holder", who=who, when=when)
            continue
        posts = _own_posts(case, each)
        known = [one for one in case.body.handovers if one.post in posts and one.on <= case.on]
        case.read("post.holders", [f"{one.person} ({one.on})" for one in known], who)
        lost = [
            one
            for one in known
            if one.on in when and one.on != when.start and one.person != each.person
        ]
        for one in lost:
            yield Verdict.violated(
                who,
                f"acts on {each.seat}, and the post {one.post} went to {one.person or 'nobody'}",
                f"menjadi pelaksana pada kursi {each.seat}, sedangkan jabatan {one.post} "
                f"beralih kepada {one.person or 'tidak seorang pun'}",
                when=one.on,
            )
        if not known:
            yield Verdict.lacks("post.holders", who=who, when=when)
        elif not lost:
            kept += 1
    if stretches and kept == len(stretches):
        yield Verdict.holds(
            f"{counted(kept, 'acting officer')}, still in the own post",
            f"{number(kept, 'id')} pejabat pelaksana, tetap dalam jabatan definitifnya",
        )


def _own_posts(case: Case, each: Appointment) -> set[str]:
    """The posts of whoever acts, beside the one in which they act."""
    start = each.period.start or case.on
    latest = {one.post: one for one in case.body.handovers if one.on <= start}
    held = {
        post
        for post, one in latest.items()
        if one.person == each.person and not one.capacity.acting
    }
    return held | ({each.post} if each.post and each in case.body.acting else set())


CHAPTER = (
    a_holder_or_none,
    by_a_superior,
    nothing_strategic,
    three_months_and_three_more,
    still_in_the_own_post,
    seats.decided_by_the_plenary,
    seats.the_deputy_acts,
    seats.follows_the_post,
    seats.no_acting_title,
)
