from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar

import attrs

from bakohumas.bodies import Body, Selection
from bakohumas.institutions import Category, directory
from bakohumas.languages import Lang, day, number, percent, pick
from bakohumas.law import regulation
from bakohumas.meetings import Record
from bakohumas.networks import POPULATION_DAY, Role, dead_ends
from bakohumas.programmes import Programme, Stage
from bakohumas.scenarios._measures import tenths
from bakohumas.scenarios._national_boards import boards, claimed, results
from bakohumas.scenarios._national_body import (
    AGAIN,
    AGREED,
    MET,
    NOMINEES,
    RECONSTITUTED,
    TRANSLATED,
    Refusal,
)
from bakohumas.scenarios._national_message import ALONE, FORUM, PROGRAMME, Message
from bakohumas.scenarios._national_programme import OF_THE_SOURCE, OUTPUTS, PUBLISHED, division_of
from bakohumas.scenarios._stories import Section, Story
from bakohumas.scenarios._studies import rounded
from bakohumas.scenarios._words import renamed

ARMS = {
    ALONE: ("the source alone", "sumber sendirian"),
    FORUM: ("today's thematic forum", "forum tematik seperti sekarang"),
    PROGRAMME: ("the joint programme", "program bersama"),
}
_ROLES = (Role.MEMBER, Role.SITE, Role.ADMIN, Role.OUTLET, Role.PUBLIC)


@attrs.frozen(kw_only=True)
class National(Story):
    """One cycle of the national body, on real institutions; :func:`national` makes one.

    Attributes:
        seed: The dice.
        on: The day of the audit.
        body: The body with its history.
        study: One message in three ways.
        report: The audit.
        refused: What those who may not be members were told.
        record: The members' meeting that elected the board.
        later: The one that elected the board of 2023, where the audit is later.
        programme: The programme of the first half of 2018.
        message: The forum as it is, and at its best.
    """

    name: ClassVar[str] = "national"
    document: ClassVar[int] = 0
    titled: ClassVar[tuple[str, str]] = ("The national Bakohumas", "Bakohumas nasional")
    asked: ClassVar[tuple[str, str]] = (
        (
            "The document finds that the flow of a thematic forum stops at the member units. "
            "Would a joint programme, agreed and divided, reach more of the public?"
        ),
        (
            "Dokumen menyatakan arus informasi forum tematik berhenti di unit kerja anggota. "
            "Apakah program bersama yang disepakati dan dibagi menjangkau lebih banyak publik?"
        ),
    )
    called: ClassVar[Mapping[str, tuple[str, str]]] = MappingProxyType(ARMS)
    invented: ClassVar[tuple[str, ...]] = (
        f"the day {MET} and everything dated on it",
        "place, nominees, objections, attendance and ballots of the meeting",
        "the days of the programme, and its tasks but for the three of the source",
        "the offers of the ministries and their agreement",
        "the meeting of 2023, its nominees, ballots and who was chosen",
    )

    body: Body
    refused: tuple[Refusal, ...]
    record: Record
    later: tuple[Record, ...]
    programme: Programme
    message: Message

    @property
    def until(self) -> date:
        """Last day of a picture of its board: past the end of the first term."""
        return min(max(self.on, date(2022, 1, 1)), date(2100, 1, 1))

    def names(self) -> dict[str, str]:
        """What people call the institutions of the story, by id."""
        offices = {each.id: str(each) for each in directory(on=MET)}
        told = {each for names in NOMINEES.values() for each in names}
        told |= set(division_of(self.programme).shares)
        return {each: offices[each] for each in sorted(told)}

    def sources(self, lang: Lang = "en") -> dict[str, str]:
        """Where what it shows comes from: the ballots and most of the tasks are invented."""
        ballots = pick(
            lang,
            f"ballots invented from seed {self.seed} (grade X).",
            f"surat suara direka dari benih {self.seed} (tingkat X).",
        )
        work = pick(
            lang,
            "Three tasks are of the document (grade C), the others invented (X).",
            "Tiga tugas berasal dari dokumen (tingkat C), lainnya rekaan (X).",
        )
        counted = [each.subject for each in self.record.decisions if each.result]
        rounds = {f"rounds-{n}": f"{seat}: {ballots}" for n, seat in enumerate(counted, start=1)}
        return super().sources(lang) | rounds | {"raci": work}

    def answer(self, lang: Lang = "en") -> str:
        """Whether the programme leads today's forum, and by how much."""
        lead = self.lead(lang)
        return pick(
            lang,
            f"Under these assumptions it would: by {lead} of the public. {_reversal(self, lang)}",
            f"Dengan asumsi ini, ya: {lead} dari publik. {_reversal(self, lang)}",
        )

    def sections(self, lang: Lang = "en") -> tuple[Section, ...]:
        """The body, its members, election, programme, message, assumptions and audit."""
        parts = (_body, _members, _election, _boards, _programme, _results, _message)
        return (
            *(part(self, lang) for part in parts),
            self.assumed(lang),
            claimed(self.lead(lang), lang),
            self.audited(lang),
        )

    def more(self) -> dict[str, Any]:
        """The body's charter, members, meeting, board and programme as plain data."""
        term = self.body.terms[0]
        return {
            "populations_of": str(POPULATION_DAY.year),
            "charter": self.body.charter(on=MET).rows(on=MET),
            "members": self.body.on(MET).register.counts(),
            "refused": [
                {
                    "who": each.who,
                    "why": each.error.why,
                    "basis": each.error.basis,
                    "advice": each.error.advice,
                }
                for each in self.refused
            ],
            "meeting": {
                "digest": self.record.digest,
                "decisions": self.record.rows(),
                "rounds": [
                    {"seat": each.subject, **row}
                    for each in self.record.decisions
                    if each.result
                    for row in each.result.rows()
                ],
            },
            "board": {
                "label": term.label,
                "start": str(term.period.start),
                "last_day": str(term.period.last_day),
                "end": str(term.period.end),
                "basis": term.basis,
                "holders": self.body.on(MET).board.rows(),  # type: ignore[union-attr]
            },
            "terms": [
                {"label": each.label, "start": str(each.period.start), "end": str(each.period.end)}
                for each in self.body.terms
            ],
            "programme": self.programme.rows(),
            "outputs": [each.explain() for each in OUTPUTS],
            "division": division_of(self.programme).rows(),
            "differences": [
                {"of": better, "against": than, **rounded(self.study.gap(better, than))}
                for better, than in ((FORUM, ALONE), (PROGRAMME, FORUM), (PROGRAMME, ALONE))
            ],
            "forum_of_the_willing": {
                **rounded(self.message.willing),
                "turns_at": self.message.turns,
            },
            "dead_ends": len(dead_ends(self.message.forum)),
        }


def _named(text: str, cycle: National, lang: Lang) -> str:
    """The text with ids as people know them, and what was recorded in Indonesian in English."""
    words = cycle.names() | {cycle.body.id: str(cycle.body)}
    words |= TRANSLATED if lang == "en" else {}
    return renamed(text, words)


def _body(cycle: National, lang: Lang) -> Section:
    text = regulation("PM Kominfo 35/2014")
    rules = cycle.body.charter(on=MET)
    term = rules.provision("term.years", on=MET)
    sentences = [
        pick(
            lang,
            f"{cycle.body} dates from {day(AGREED, lang)} and was reconstituted under "
            f"{text} of {day(RECONSTITUTED, lang)} ({text.gazette}): eleven categories of "
            f"members, a board from and by them, a term of {term.value} years "
            f"[{term.cite(lang)}]; regional bodies may be formed.",
            f"{cycle.body} berawal pada {day(AGREED, lang)} dan ditata kembali dengan "
            f"{text} tanggal {day(RECONSTITUTED, lang)} ({text.gazette}): sebelas kategori "
            f"anggota, pengurus dari dan oleh anggota, masa tugas {term.value} tahun "
            f"[{term.cite(lang)}]; Bakohumas daerah dapat dibentuk.",
        ),
        pick(lang, f"Charter: {rules.label(lang)}.", f"Piagam: {rules.label(lang)}."),
    ]
    for seat in cycle.body.on(MET).seats:
        if seat.selection is Selection.EX_OFFICIO:
            law = rules.provision(f"seat.{'_'.join(seat.name.lower().split())}.selection", on=MET)
            sentences.append(f"{seat.name}: {seat.selection.label(lang)} [{law.cite(lang)}].")
    picture = {"board": cycle.body}
    return Section(pick(lang, "The body", "Lembaga"), " ".join(sentences), shows=picture)


def _members(cycle: National, lang: Lang) -> Section:
    register = cycle.body.on(MET).register
    counts = register.counts()
    kinds = [f"{each.label(lang)} {number(counts[each], lang)}" for each in Category]
    head = pick(
        lang,
        f"On {day(MET, lang)} (an invented day, grade X) {number(len(register), lang)} "
        f"institutions were admitted through their PR units: {'; '.join(kinds)}. Refused:",
        f"Pada {day(MET, lang)} (hari rekaan, tingkat X) {number(len(register), lang)} "
        f"lembaga diterima melalui unit humasnya: {'; '.join(kinds)}. Ditolak:",
    )
    law = cycle.body.charter(on=MET).provision("membership.categories", on=MET)
    lines = (
        f"  - {each.who}: {pick(lang, *each.kind)} [{law.cite(lang)}]" for each in cycle.refused
    )
    rows = [
        {"category": each.label(lang), "members": counts[each]} for each in Category if counts[each]
    ]
    return Section(pick(lang, "Members", "Anggota"), "\n".join([head, *lines]), rows)


def _election(cycle: National, lang: Lang) -> Section:
    record = cycle.record
    voted = any(each.result for each in record.decisions)
    head = pick(
        lang,
        "Place, nominees, objections and attendance are invented (grade X).",
        "Tempat, calon, keberatan, dan kehadiran adalah rekaan (tingkat X).",
    )
    if voted:
        head += pick(
            lang,
            " Ranked ballots are hypothetical here: no source shows any in a Bakohumas; "
            f"they are invented from seed {cycle.seed}.",
            " Surat suara berperingkat di sini hipotetis: tidak ada sumber yang menunjukkannya "
            f"di Bakohumas; dibuat dari benih {cycle.seed}.",
        )
    board = cycle.body.on(MET).board
    names = directory(on=MET)
    holders = [
        f"{each.seat}: {names[each.institution] if each.institution else each.post}"
        for each in (board.appointments if board else ())
    ]
    text = "\n".join(
        [
            head,
            record.decisions[0].quorum.explain(lang),
            _named(record.explain(lang), cycle, lang),
            pick(lang, "Board: ", "Pengurus: ") + "; ".join(holders) + ".",
            cycle.body.terms[0].explain(lang),
        ]
    )
    results = [each.result for each in record.decisions if each.result]
    counts = {f"rounds-{n}": result for n, result in enumerate(results, start=1)}
    return Section(pick(lang, "Election", "Pemilihan"), text, shows=counts)


def _boards(cycle: National, lang: Lang) -> Section:
    known = {each.id: str(each) for each in directory(on=AGAIN)}
    return boards(cycle.body, on=cycle.on, names=known, lang=lang)


def _results(cycle: National, lang: Lang) -> Section:
    return results(names=cycle.names(), lang=lang)


def _programme(cycle: National, lang: Lang) -> Section:
    programme = cycle.programme
    division = division_of(programme)
    names = directory(on=PUBLISHED)
    stages = {
        event.enters: event.on for event in reversed(programme.events) if event.enters is not None
    }
    steps = [
        f"{stage.label(lang)} {day(stages[stage], lang)}" for stage in sorted(stages, key=_order)
    ]
    lines = [
        f"{programme.label(lang)}: {'; '.join(steps)}. "
        + pick(
            lang,
            "The days are invented (grade X), and so are the tasks marked X, what the "
            "ministries offer, and that they agree.",
            "Hari-harinya rekaan (tingkat X), demikian pula tugas bertanda X, tawaran "
            "kementerian, dan kesepakatannya.",
        ),
    ]
    lines += [
        f"  - {task.label(lang)} [{'C' if task.id in OF_THE_SOURCE else 'X'}]: "
        f"{names[division.assignments[task.id]]}"
        for task in division.tasks
    ]
    agreed = _named(programme.agreement_on(PUBLISHED).explain(lang), cycle, lang)
    return Section(
        pick(lang, "Programme", "Program"),
        "\n".join([*lines, f"  {agreed}"]),
        rows=division.rows(),
        shows={"raci": division},
    )


def _order(stage: Stage) -> int:
    return stage.position


def _message(cycle: National, lang: Lang) -> Section:
    runs = cycle.study.runs
    stops = len(dead_ends(cycle.message.forum))
    head = pick(
        lang,
        f"{number(runs, lang)} simulated runs; residents registered in "
        f"{POPULATION_DAY.year}. Share reached, with 95 % interval:",
        f"{number(runs, lang)} simulasi; penduduk terdaftar tahun "
        f"{POPULATION_DAY.year}. Bagian yang terjangkau, dengan selang 95 %:",
    )
    lines = [head]
    for arm, name in ARMS.items():
        ensemble = cycle.study.arm(arm)
        shares = [
            f"{role.label(lang)} {percent(ensemble.share(role).mean, lang)}" for role in _ROLES
        ]
        public = ensemble.share(Role.PUBLIC)
        low, high = percent(public.low, lang), percent(public.high, lang)
        lines.append(f"  - {pick(lang, *name)}: {', '.join(shares)} ({low} – {high})")
    lines.append(
        pick(
            lang,
            f"  In the forum the flow stops at {number(stops, lang)} internal websites.",
            f"  Dalam forum arus berhenti pada {number(stops, lang)} situs internal.",
        )
    )
    shown = {"reach": cycle.study.comparison, "network": cycle.message.forum}
    title = pick(lang, "The message", "Pesan")
    return Section(title, "\n".join(lines), cycle.study.rows(), shown)


def _reversal(cycle: National, lang: Lang) -> str:
    message = cycle.message
    gap = message.willing
    mean, low, high = (tenths(100 * each, lang) for each in (gap.mean, gap.low, gap.high))
    condition = pick(
        lang,
        "If every member attended the forum and every one of them retold the message unasked",
        "Jika semua anggota hadir di forum dan semuanya meneruskan pesan tanpa diminta",
    )
    span = pick(lang, f"95 %: {low} to {high}", f"95 %: {low} sampai {high}")
    if message.turns is not None:
        share = percent(message.turns, lang)
        return pick(
            lang,
            f"The conclusion turns: {condition.lower()}, the forum would reach more "
            f"({mean} points; {span}); about {share} of them would do.",
            f"Kesimpulan berbalik: {condition.lower()}, forum menjangkau lebih banyak "
            f"({mean} poin; {span}); sekitar {share} sudah cukup.",
        )
    if gap.low > 0:
        return pick(
            lang,
            f"{condition}, the programme would still lead by {mean} points ({span}).",
            f"{condition}, program tetap unggul {mean} poin ({span}).",
        )
    return pick(
        lang,
        f"{condition}, the two could not be told apart ({mean} points; {span}): such a forum "
        "would be the programme by another name.",
        f"{condition}, keduanya tidak dapat dibedakan ({mean} poin; {span}): forum semacam itu "
        "sama saja dengan program.",
    )
