from collections.abc import Iterator

from bakohumas.audit._board import filled_by
from bakohumas.audit._case import Case
from bakohumas.audit._examples import CHAIR, DAY, SECRETARY, THREE, forum, meeting, seated
from bakohumas.audit._proceedings import at_most, counts, held, none_held, seats_of, title
from bakohumas.audit._rule import rule
from bakohumas.audit._sittings import altered, called, counted, elected, seen
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted as so_many
from bakohumas.audit._worked import Setting, worked
from bakohumas.bodies import Elected, Selection
from bakohumas.elections import Acclamation
from bakohumas.languages import listed, number
from bakohumas.law import charter
from bakohumas.meetings import Business, Counted, Proceeded, Record, TeamFormed
from bakohumas.periods import years_after

_TELLERS, _BESIDE, _SHOWN = 3, 2, 3
_AFTER = years_after(DAY, 5)
"""The first day after the term of an invented board."""


def _with_team(*members: str) -> Setting:
    """A chair elected among three, and the team that composes the rest of the board."""
    meeting_ = counted(THREE[0], THREE[0], THREE[1], stood=2).form_team(THREE[0], members)
    return seen(meeting_.close())


def _evidenced() -> Setting:
    record = meeting().deliberate(CHAIR, THREE[0]).deliberate(SECRETARY, THREE[1]).close()
    return worked(seated(record=record.digest), record, on=DAY, who="2015–2020")


def _appointed() -> Setting:
    return worked(seated(), on=DAY, who="2015–2020")


def _handing_over(*, accepted: bool) -> Setting:
    """A meeting at the end of a term that discharged the board and elected another."""
    sat = called(seated(), on=_AFTER).attend(*THREE)
    record = elected(sat.proceed(Business.REPORT).proceed(Business.DISCHARGE))
    if not accepted:
        record = altered(record, Proceeded, accepted=False)
    return seen(record, body=seated())


@rule(
    "ELC-10",
    advice=(
        "Let the winner lead the team, with the second and the third beside, and set a day.",
        (
            "Tetapkan calon terpilih sebagai ketua formatur dengan peraih suara kedua dan ketiga "
            "sebagai mide formatur, beserta tenggatnya."
        ),
    ),
    holds=lambda: _with_team(THREE[1]),
    violated=lambda: _with_team(THREE[2]),
)
def the_winner_composes(case: Case) -> Iterator[Verdict]:
    """Whoever won leads the team, and whoever came second and third assists.

    A meeting that elects to every seat that is filled by election needs no team.
    """
    met, told = held(case), False
    for record in met:
        seats = [each for each in record.decisions if each.subject in seats_of(case, record.on)]
        teams = [each for each in record.steps if isinstance(each, TeamFormed)]
        if not seats and not teams:
            continue
        told, who, when = True, title(record), record.on
        case.read("election.formateurs", [(each.leader, *each.members) for each in teams], who)
        won = {name for each in seats for name in each.elected}
        rest = _unfilled(case, record)
        if not teams and not rest:
            yield Verdict.not_applicable(
                "the meeting elected the whole board itself",
                "seluruh pengurus dipilih langsung oleh rapat",
                who=who,
                when=when,
            )
        elif not teams:
            yield Verdict.lacks(
                "election.formateurs",
                who=who,
                when=when,
                en=f"for {listed(rest, most=_SHOWN)}",
                indonesian=f"untuk {listed(rest, 'id', most=_SHOWN)}",
            )
        for team in teams:
            due = _runners_up(record, team.leader)
            absent = [each for each in due if each not in team.members]
            if team.leader not in won:
                yield Verdict.violated(
                    team.leader,
                    "leads the formateurs, and was not elected",
                    "memimpin formatur, padahal tidak terpilih",
                    when=when,
                )
            elif absent:
                yield Verdict.violated(
                    team.leader,
                    f"leads the formateurs without {listed(absent)}, next in votes",
                    f"memimpin formatur tanpa {listed(absent, 'id')}, peraih suara berikutnya",
                    when=when,
                )
            else:
                yield Verdict.holds(
                    team.explain().rstrip("."), team.explain("id").rstrip("."), who=who, when=when
                )
    if not met:
        yield none_held("election.formateurs")
    elif not told:
        yield Verdict.not_applicable(
            "no meeting on record elected anybody", "tidak ada rapat tercatat yang memilih pengurus"
        )


def _unfilled(case: Case, record: Record) -> list[str]:
    """Seats filled by election on the day that the meeting did not decide on."""
    decided = {each.subject for each in record.decisions}
    return [
        each.name
        for each in case.body.on(record.on).seats
        if each.selection is Selection.ELECTED and each.name not in decided
    ]


def _runners_up(record: Record, winner: str) -> list[str]:
    """Who came second and third in the first round of the count that the winner won."""
    for each in record.decisions:
        if each.result and winner in each.elected:
            others = [pair for pair in each.result.stages[0].tallies if pair[0] != winner]
            ranked = sorted(others, key=lambda pair: -pair[1])
            return [name for name, votes in ranked[:_BESIDE] if votes]
    return []


@rule(
    "ELC-11",
    advice=(
        "Appoint three tellers before the papers are opened, and put their names down.",
        "Tunjuk tiga petugas pencatat suara sebelum surat suara dibuka, dan catat namanya.",
    ),
    holds=lambda: seen(counted(tellers=["saksi-1", "saksi-2", "saksi-3"]).close()),
    violated=lambda: seen(counted(tellers=["saksi-1"]).close(), who=CHAIR),
)
def three_tellers(case: Case) -> Iterator[Verdict]:
    """Every count of ballots had as many tellers as the charter or the norm asks for."""
    told = kept = 0
    unknown = list[str]()
    for record, step, _ in counts(case):
        if isinstance(step.result.method, Acclamation):
            continue
        told, who, when = told + 1, step.subject, record.on
        tellers = case.read("election.tellers", sorted(set(step.tellers)), who)
        least = at_most(case, "election.tellers", _TELLERS, on=when)
        if not tellers:
            unknown.append(who)
        elif len(tellers) < least:
            yield Verdict.violated(
                who,
                f"counted by {so_many(len(tellers), 'teller')}, {number(least)} needed",
                f"dihitung oleh {number(len(tellers), 'id')} petugas, diperlukan "
                f"{number(least, 'id')}",
                when=when,
            )
        else:
            kept += 1
    if not held(case):
        yield none_held("election.tellers")
    elif not told:
        yield Verdict.not_applicable("no ballots were counted", "tidak ada suara yang dihitung")
    elif unknown:
        yield Verdict.lacks(
            "election.tellers",
            en=f"of the count for {listed(unknown, most=_SHOWN)}",
            indonesian=f"pada penghitungan untuk {listed(unknown, 'id', most=_SHOWN)}",
        )
    elif kept == told:
        yield Verdict.holds(
            f"{so_many(kept, 'count')}, each with tellers enough",
            f"{number(kept, 'id')} penghitungan, masing-masing dengan petugas yang cukup",
        )


@rule(
    "ELC-12",
    advice=(
        "Set the election aside, and seat the holder of the post.",
        "Kesampingkan hasil pemilihan itu, dan dudukkan pemangku jabatannya.",
    ),
    holds=lambda: seen(elected()),
    violated=lambda: seen(elected(), body=forum(rules=charter("national_practice")), who=CHAIR),
)
def no_election_for_a_post(case: Case) -> Iterator[Verdict]:
    """No meeting elected to a seat that goes with a post on that day."""
    run, wrong = 0, 0
    for record in held(case):
        subjects = {each.subject for each in record.decisions}
        subjects |= {each.subject for each in record.steps if isinstance(each, Counted)}
        for who in sorted(subjects & seats_of(case, record.on)):
            run += 1
            law = filled_by(case, who, on=record.on)
            case.read("seat.selection", law and law.value, who)
            case.read("election.record", title(record), who)
            if law and law.value == Selection.EX_OFFICIO:
                wrong += 1
                yield Verdict.violated(
                    who,
                    f"was put to an election, and goes with a post by {law.cite()}",
                    f"dipilih, padahal melekat pada jabatan menurut {law.cite('id')}",
                    when=record.on,
                )
    if not held(case):
        yield none_held("election.record")
    elif not run:
        yield Verdict.not_applicable(
            "no meeting on record elected anybody", "tidak ada rapat tercatat yang memilih pengurus"
        )
    elif not wrong:
        yield Verdict.holds(
            f"{so_many(run, 'election')}, none for a seat that goes with a post",
            f"{number(run, 'id')} pemilihan, tidak ada untuk kursi ex officio",
        )


@rule(
    "ELC-13",
    advice=(
        "Record the election that seated the board, or mark the board as appointed.",
        "Catat pemilihan yang mengangkat pengurus, atau tandai pengurus sebagai ditunjuk.",
    ),
    holds=_evidenced,
    violated=_appointed,
)
def election_evidenced(case: Case) -> Iterator[Verdict]:
    """The record of the meeting that elected it is there for every board so far.

    A record of another body, or of a meeting that decided on no seat of the board, is none.
    """
    records = {each.digest: each for each in case.of(Record)}
    began = [each for each in case.body.facts if isinstance(each, Elected)]
    if not case.terms:
        yield Verdict.not_applicable("no term was recorded", "belum ada masa tugas yang tercatat")
    for term in case.terms:
        who, when = term.label, term.period
        bases = [each for each in began if each.on == (when.start or case.on)]
        case.read("board.decree", bases[-1].basis if bases else None, who)
        digest = case.read("election.record", term.record[:12], who)
        record = records.get(term.record)
        if record is None and digest:
            yield Verdict.lacks(
                "election.record",
                who=who,
                when=when,
                en=f"record {digest}, which it names",
                indonesian=f"berita acara {digest} yang disebutnya",
            )
        elif record is None:
            yield Verdict.violated(
                who,
                "appointed, election not evidenced",
                "ditunjuk, pemilihan tidak terbukti",
                when=when,
            )
        elif record.body != case.body.id:
            yield Verdict.violated(
                who,
                f"appointed: record {digest} is of another body, {record.body}",
                f"ditunjuk: berita acara {digest} milik badan lain, {record.body}",
                when=when,
            )
        elif not _elects(record, bases):
            yield Verdict.violated(
                who,
                f"appointed: record {digest} elects nobody to its seats",
                f"ditunjuk: berita acara {digest} tidak memuat pemilihan untuk kursinya",
                when=when,
            )
        else:
            yield Verdict.holds(f"record {digest}", f"berita acara {digest}", who=who, when=when)


def _elects(record: Record, bases: list[Elected]) -> bool:
    """Whether a meeting decided on one of the seats that a board began with."""
    seats = {place.seat for each in bases for place in each.places}
    return any(each.subject in seats for each in record.decisions)


@rule(
    "ELC-14",
    advice=(
        "Let the outgoing board report, and discharge it once the meeting accepts the report.",
        (
            "Mintakan laporan pertanggungjawaban pengurus lama, dan nyatakan demisioner setelah "
            "laporan diterima."
        ),
    ),
    holds=lambda: _handing_over(accepted=True),
    violated=lambda: _handing_over(accepted=False),
)
def reported_and_discharged(case: Case) -> Iterator[Verdict]:
    """Before another board was elected, the old one reported and, once accepted, was discharged.

    A seat that was filled in mid-term asks for no report.
    """
    met, told = held(case), False
    starts = [term.period.start or case.body.opened for term in case.terms]
    filled = set(case.replacements.values())
    for record in met:
        seats = {each.subject for each in record.decisions} & seats_of(case, record.on)
        before = [each for each in starts if each < record.on]
        if not seats or not before or record.digest in filled:
            continue
        told, who, when = True, title(record), record.on
        items = [each for each in record.steps if isinstance(each, Proceeded)]
        reports = [each.accepted for each in items if each.item is Business.REPORT]
        discharged = any(each.item is Business.DISCHARGE for each in items)
        case.read("board.report", reports, who)
        facts = (
            (
                f"report {'accepted' if any(reports) else 'not accepted'}, board "
                f"{'discharged' if discharged else 'not discharged'}"
            ),
            (
                f"laporan {'diterima' if any(reports) else 'tidak diterima'}, pengurus "
                f"{'dinyatakan demisioner' if discharged else 'belum dinyatakan demisioner'}"
            ),
        )
        if not reports and not discharged:
            yield Verdict.lacks("board.report", who=who, when=when)
        elif any(reports) is discharged:
            yield Verdict.holds(*facts, who=who, when=when)
        else:
            yield Verdict.violated(who, *facts, when=when)
    if not met:
        yield none_held("board.report")
    elif not told:
        yield Verdict.not_applicable(
            "no meeting on record elected a board after another",
            "tidak ada rapat tercatat yang memilih pengurus pengganti",
        )


CHAPTER = (
    the_winner_composes,
    three_tellers,
    no_election_for_a_post,
    election_evidenced,
    reported_and_discharged,
)
