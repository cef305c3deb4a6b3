from collections.abc import Iterator

import attrs

from bakohumas.audit import _elc_board, _elc_count, _elc_ties
from bakohumas.audit._case import Case
from bakohumas.audit._evidence import Nomination
from bakohumas.audit._examples import CHAIR, DAY, THREE, forum
from bakohumas.audit._proceedings import at_most, counts, held, none_held, seats_of, title
from bakohumas.audit._rule import rule
from bakohumas.audit._sittings import called, counted, elected, seen, stuck
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted as so_many
from bakohumas.audit._worked import Setting
from bakohumas.elections import Acclamation, EmptyBox, Majority, Result
from bakohumas.languages import listed, number
from bakohumas.meetings import Record

_SHOWN, _SUPPORTERS = 3, 1
_STRANGER = "contoh-d"


def _from_outside() -> Setting:
    """A chair who was no member of the body."""
    wider = called(forum(*THREE, _STRANGER)).attend(*THREE)
    record = wider.deliberate(CHAIR, _STRANGER).close()
    return seen(attrs.evolve(record, roll=THREE), who=_STRANGER)


def _sole(*, acclaimed: bool) -> Setting:
    """A sole candidate, by acclamation or by ballots."""
    meeting = stuck(subject=CHAIR)
    method = Acclamation() if acclaimed else Majority()
    papers = [] if acclaimed else [[THREE[2]]]
    record = meeting.elect(CHAIR, papers, candidates=THREE[2:], method=method).close()
    return seen(record, who="" if acclaimed else CHAIR)


def _nominated(*, willing: bool) -> Setting:
    """An election with a nomination of each candidate."""
    said = [
        Nomination(
            body="contoh",
            on=DAY,
            seat=CHAIR,
            candidate=each,
            willing=willing or each != THREE[1],
            supporters=THREE[2:],
        )
        for each in THREE[:2]
    ]
    return seen(counted().close(), *said, who="" if willing else THREE[1])


def _stood(case: Case, record: Record) -> dict[str, tuple[str, ...]]:
    """Who stood for each seat that a meeting dealt with: on the ballots, or agreed on."""
    seats = seats_of(case, record.on)
    found = {
        step.subject: _candidates(step.result) for other, step, _ in counts(case) if other is record
    }
    for each in record.decisions:
        if each.subject in seats:
            found.setdefault(each.subject, each.elected)
    return found


def _candidates(result: Result) -> tuple[str, ...]:
    """Who stands on a ballot paper, without the empty box."""
    box = result.method.box if isinstance(result.method, EmptyBox) else None
    return tuple(each for each in result.profile.candidates if each != box)


@rule(
    "ELC-01",
    advice=(
        "Let the members choose one of their own, on a roll of members alone.",
        "Mintakan anggota memilih salah satu anggota, dengan daftar yang hanya memuat anggota.",
    ),
    holds=lambda: seen(elected()),
    violated=_from_outside,
)
def from_and_by_the_members(case: Case) -> Iterator[Verdict]:
    """Whoever stood, and whoever could vote, was a member on the day."""
    met, wrong, seats, electors = held(case), 0, 0, 0
    for record in met:
        stood = _stood(case, record)
        if not stood:
            continue
        members = set(case.body.on(record.on).register.institutions)
        who = title(record)
        case.read("body.members", len(members), who)
        case.read("election.electors", len(record.roll), who)
        seats, electors = seats + len(stood), max(electors, len(record.roll))
        voters = sorted(set(record.roll) - members)
        for seat, names in stood.items():
            case.read("election.candidates", names, seat)
            for each in names:
                if each not in members:
                    wrong += 1
                    yield Verdict.violated(
                        each,
                        f"stood for {seat} and was no member",
                        f"mencalonkan diri sebagai {seat} dan bukan anggota",
                        when=record.on,
                    )
        if voters:
            wrong += 1
            yield Verdict.violated(
                who,
                f"on the roll and no members: {listed(voters, most=_SHOWN)}",
                f"dalam daftar pemilih padahal bukan anggota: {listed(voters, 'id', most=_SHOWN)}",
                when=record.on,
            )
    if not met:
        yield none_held("election.electors", "election.candidates")
    elif not seats:
        yield Verdict.not_applicable(
            "no meeting on record elected anybody", "tidak ada rapat tercatat yang memilih pengurus"
        )
    elif not wrong:
        yield Verdict.holds(
            f"{so_many(seats, 'seat')}, candidates and electors members all",
            f"{number(seats, 'id')} kursi, semua calon dan pemilih adalah anggota",
        )


@rule(
    "ELC-02",
    advice=(
        "Put the sole candidate to the meeting for acclamation, or open the nominations again.",
        "Tawarkan calon tunggal untuk dipilih secara aklamasi, atau buka kembali pencalonan.",
    ),
    holds=lambda: _sole(acclaimed=True),
    violated=lambda: _sole(acclaimed=False),
)
def a_sole_candidate(case: Case) -> Iterator[Verdict]:
    """Whoever stood alone was elected by acclamation, unless the charter names another way."""
    alone = [
        (record, step.subject, step.result)
        for record, step, _ in counts(case)
        if len(_candidates(step.result)) <= step.result.seats
    ]
    for record, who, result in alone:
        law = case.laid_down("election.sole_candidate", on=record.on)
        case.read("election.candidates", _candidates(result), who)
        case.read("election.method", str(result.method), who)
        facts = (
            f"{listed(_candidates(result))} stood alone: {result.method.label()}",
            f"{listed(_candidates(result), 'id')} calon tunggal: {result.method.label('id')}",
        )
        if isinstance(result.method, Acclamation):
            yield Verdict.holds(*facts, who=who, when=record.on)
        elif law:
            yield Verdict.not_applicable(
                f"{facts[0]}; laid down otherwise by {law.cite()}",
                f"{facts[1]}; ditentukan lain menurut {law.cite('id')}",
                who=who,
                when=record.on,
            )
        else:
            yield Verdict.violated(who, *facts, when=record.on)
    if not held(case):
        yield none_held("election.candidates", "election.method")
    elif not alone:
        yield Verdict.not_applicable(
            "nobody stood alone in a count of ballots",
            "tidak ada calon tunggal dalam penghitungan suara",
        )


@rule(
    "ELC-09",
    advice=(
        "Have every candidate state the willingness to serve, with the names of supporters.",
        "Mintakan pernyataan kesediaan setiap calon beserta nama pendukungnya.",
    ),
    holds=lambda: _nominated(willing=True),
    violated=lambda: _nominated(willing=False),
)
def willing_and_supported(case: Case) -> Iterator[Verdict]:
    """Every candidate is willing, and supported by as many electors as the charter asks for.

    Where it asks for no number one elector is enough.
    """
    met, stood_at_all, wrong = held(case), 0, 0
    lacking = list[str]()
    for record in met:
        least = at_most(case, "election.supporters", _SUPPORTERS, on=record.on)
        for seat, names in _stood(case, record).items():
            for each in names:
                stood_at_all += 1
                said = [
                    one
                    for one in case.of(Nomination)
                    if (one.seat, one.candidate) == (seat, each) and one.on <= record.on
                ]
                last = said[-1] if said else None
                backed = set(last.supporters) & set(record.roll) if last else set()
                case.read("election.nominations", len(backed) if last else None, each)
                if last is None or last.willing is None:
                    lacking.append(each)
                elif not last.willing or len(backed) < least:
                    wrong += 1
                    yield Verdict.violated(
                        each,
                        *_short(len(backed), least, willing=last.willing, seat=seat),
                        when=record.on,
                    )
    if lacking:
        yield Verdict.lacks(
            "election.nominations",
            en=f"of {listed(lacking, most=_SHOWN)}",
            indonesian=f"untuk {listed(lacking, 'id', most=_SHOWN)}",
        )
    elif not met:
        yield none_held("election.nominations")
    elif not stood_at_all:
        yield Verdict.not_applicable("nobody stood for a seat", "tidak ada calon untuk suatu kursi")
    elif not wrong:
        yield Verdict.holds(
            f"{so_many(stood_at_all, 'nomination')}, each with willingness and support",
            f"{number(stood_at_all, 'id')} pencalonan, masing-masing dengan kesediaan dan dukungan",
        )


def _short(backed: int, least: int, *, willing: bool, seat: str) -> tuple[str, str]:
    if not willing:
        return f"stood for {seat} and is not willing", f"dicalonkan sebagai {seat} tanpa bersedia"
    return (
        f"stood for {seat} with {so_many(backed, 'supporter')}, {number(least)} needed",
        (
            f"dicalonkan sebagai {seat} dengan {number(backed, 'id')} pendukung, diperlukan "
            f"{number(least, 'id')}"
        ),
    )


CHAPTER = (
    from_and_by_the_members,
    a_sole_candidate,
    *_elc_count.WINNERS,
    *_elc_ties.CHAPTER,
    *_elc_count.BALLOTS,
    willing_and_supported,
    *_elc_board.CHAPTER,
)
