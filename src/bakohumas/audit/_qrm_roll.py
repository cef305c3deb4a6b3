from collections.abc import Iterator

import attrs

from bakohumas.audit._board import seat_key
from bakohumas.audit._case import Case
from bakohumas.audit._examples import DAY, DECREE, THREE, forum, office
from bakohumas.audit._proceedings import floor_at, floors, held, none_held, subject_of, title
from bakohumas.audit._rule import rule
from bakohumas.audit._sittings import PROPOSAL, TOPIC, called, elected, seen, sitting, under
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted
from bakohumas.audit._worked import Setting
from bakohumas.bodies import Role
from bakohumas.languages import listed, number
from bakohumas.meetings import Kind, MandateGiven, ProxyGiven, Record

_SHOWN = 3


def _represented() -> Record:
    """One of three is there, and one more is represented, under a charter that allows it."""
    meeting = under("meeting.proxies", True, THREE[0])
    proxied = meeting.proxy(THREE[1], THREE[0], basis="surat kuasa (invented)")
    return proxied.deliberate(TOPIC, PROPOSAL).close()


def _mandated() -> Record:
    """Everybody came, one with a letter of mandate."""
    letter = "surat mandat (invented)"
    return sitting().mandate(THREE[0], "person-7", basis=letter).deliberate(TOPIC, PROPOSAL).close()


def _with_partner(*, counted_in: bool) -> Setting:
    """A body with a partner, and a roll that holds it or does not."""
    body = forum().admit(office("mitra"), role=Role.PARTNER, on=DAY, basis=DECREE)
    record = called(body).attend(*THREE).deliberate(TOPIC, PROPOSAL).close()
    roll = (*record.roll, "mitra") if counted_in else record.roll
    return seen(attrs.evolve(record, roll=roll), body=body, who="mitra" if counted_in else "")


def _persons() -> Setting:
    """A quorum of five persons from three institutions."""
    record = sitting().deliberate(TOPIC, PROPOSAL).close()
    (decision,) = record.decisions
    five = attrs.evolve(decision, quorum=attrs.evolve(decision.quorum, base=9, present=5))
    return seen(attrs.evolve(record, decisions=(five,)), who=TOPIC)


@rule(
    "QRM-10",
    advice=(
        "Count the quorum again without those who were represented, and decide anew if need be.",
        "Hitung ulang kuorum tanpa pihak yang diwakili, dan bila perlu putuskan kembali.",
    ),
    holds=lambda: seen(_mandated()),
    violated=lambda: seen(_represented(), who=TOPIC),
)
def no_mandates_in_the_quorum(case: Case) -> Iterator[Verdict]:
    """Where no proxies are allowed, nobody was counted who was only represented.

    An institution that sends another representative is there itself.
    """
    met, letters, wrong = held(case), 0, 0
    for record in met:
        given = [each for each in record.steps if isinstance(each, ProxyGiven | MandateGiven)]
        letters += len(given)
        sent = [each.institution for each in given if isinstance(each, MandateGiven)]
        if sent:
            case.read("meeting.mandates", sent, title(record))
        law = case.laid_down("meeting.proxies", on=record.on)
        if law and law.value:
            continue
        for step, floor in floors(record):
            subject, away = subject_of(step), floor.present - floor.here
            if not subject or not away:
                continue
            case.read("meeting.proxies", away, subject)
            stated = [each.quorum.present for each in record.decisions if each.subject == subject]
            if max(stated, default=0) > len(floor.here):
                wrong += 1
                yield Verdict.violated(
                    subject,
                    f"the quorum counts {listed(sorted(away), most=_SHOWN)}, only represented "
                    "there",
                    f"kuorum menghitung {listed(sorted(away), 'id', most=_SHOWN)}, yang hanya "
                    "diwakili",
                    when=record.on,
                )
    if not met:
        yield none_held("meeting.mandates", "meeting.proxies")
    elif not letters:
        yield Verdict.not_applicable(
            "no mandate and no proxy is on record", "tidak ada mandat atau kuasa yang tercatat"
        )
    elif not wrong:
        yield Verdict.holds(
            f"{counted(letters, 'mandate or proxy', 'mandates or proxies')}, none counted against "
            "the charter",
            f"{number(letters, 'id')} mandat atau kuasa, tidak ada yang dihitung di luar ketentuan",
        )


@rule(
    "QRM-11",
    advice=(
        "Count every institution once, however many persons it sent.",
        "Hitung setiap instansi satu kali, berapa pun orang yang diutusnya.",
    ),
    holds=lambda: seen(elected()),
    violated=_persons,
)
def counted_on_institutions(case: Case) -> Iterator[Verdict]:
    """No quorum counts more than there are institutions on the roll and on the list."""
    met, decided, kept = held(case), 0, 0
    for record in met:
        roll = set(record.roll)
        extra = len(record.attendance) - len(set(record.attendance))
        there = set(record.attendance) & roll
        for each in record.decisions:
            decided, who = decided + 1, each.subject
            floor = floor_at(record, who)
            here = there | {giver for giver, _ in (floor.proxies if floor else ())}
            case.read("meeting.attendance", each.quorum.present, who)
            case.read("member.institution", len(here), who)
            if each.quorum.present > len(here) or each.quorum.base > len(roll) or extra:
                yield Verdict.violated(
                    who,
                    f"the quorum counts {number(each.quorum.present)} of "
                    f"{number(each.quorum.base)}, and the lists have "
                    f"{counted(len(here), 'institution')} of {number(len(roll))}",
                    f"kuorum menghitung {number(each.quorum.present, 'id')} dari "
                    f"{number(each.quorum.base, 'id')}, sedangkan menurut daftar "
                    f"{number(len(here), 'id')} dari {number(len(roll), 'id')} instansi",
                    when=record.on,
                )
            else:
                kept += 1
    if not met:
        yield none_held("meeting.attendance", "member.institution")
    elif not decided:
        yield Verdict.not_applicable(
            "the meetings on record decided nothing", "rapat yang tercatat tidak memutuskan"
        )
    elif kept == decided:
        yield Verdict.holds(
            f"{counted(kept, 'decision')}, each quorum counted on institutions",
            f"{number(kept, 'id')} keputusan, kuorumnya dihitung berdasarkan instansi",
        )


@rule(
    "QRM-12",
    advice=(
        "Take them off the roll and count again, or cite a provision that gives them a vote.",
        (
            "Keluarkan dari daftar pemilik hak suara dan hitung ulang, atau sebutkan ketentuan "
            "yang memberinya hak suara."
        ),
    ),
    holds=lambda: _with_partner(counted_in=False),
    violated=lambda: _with_partner(counted_in=True),
)
def only_members_count(case: Case) -> Iterator[Verdict]:
    """Nobody stands on a roll who only takes part: partner, guest, or holder of a mute seat."""
    met, wrong, open_ = held(case), 0, 0
    for record in met:
        law = case.laid_down("partner.votes", on=record.on)
        if law and law.value and record.kind is not Kind.BOARD:
            open_ += 1
            continue
        roles = _roles(case, record)
        strangers = sorted(each for each in set(record.roll) if each in roles)
        case.read("participant.role", [f"{each}: {roles[each][0]}" for each in strangers])
        for each in strangers:
            wrong += 1
            yield Verdict.violated(
                each,
                f"counts in the roll as {roles[each][0]}",
                f"diperhitungkan dalam daftar sebagai {roles[each][1]}",
                when=record.on,
            )
    if not met:
        yield none_held("participant.role")
    elif not wrong and open_ == len(met):
        yield Verdict.not_applicable(
            "laid down otherwise: partners vote", "ditentukan lain: mitra memiliki hak suara"
        )
    elif not wrong:
        n = len(met) - open_
        yield Verdict.holds(
            f"{counted(n, 'roll')}, nobody on them who only takes part",
            f"{number(n, 'id')} daftar, tidak memuat peninjau, mitra, atau pembina",
        )


def _roles(case: Case, record: Record) -> dict[str, tuple[str, str]]:
    """Who may not be on a roll, and what they are there, in both languages."""
    now = case.body.on(record.on)
    if record.kind is not Kind.BOARD:
        others = (*now.partners, *now.guests)
        return {each.institution: (each.role.label(), each.role.label("id")) for each in others}
    mute, voting = dict[str, tuple[str, str]](), set[str]()
    for held_ in now.board.appointments if now.board else ():
        law = case.laid_down(seat_key(held_.seat, "votes"), on=record.on)
        if law and not law.value:
            mute[held_.holder] = held_.seat, held_.seat
        else:
            voting.add(held_.holder)
    return {who: seat for who, seat in mute.items() if who not in voting}


CHAPTER = (no_mandates_in_the_quorum, counted_on_institutions, only_members_count)
