import re
from typing import Any

import attrs

from bakohumas.audit import Report
from bakohumas.bodies import Body, Selection
from bakohumas.institutions import Category, directory
from bakohumas.languages import Lang, day, decimal, number, percent, pick
from bakohumas.law import KNOWN_UNTIL, regulation
from bakohumas.meetings import Record
from bakohumas.networks import POPULATION_DAY, Role, dead_ends
from bakohumas.programmes import Programme, Stage
from bakohumas.scenarios._national_body import (
    AGREED,
    MET,
    NOMINEES,
    RECONSTITUTED,
    TRANSLATED,
    Refusal,
)
from bakohumas.scenarios._national_message import (
    ALONE,
    FORUM,
    PROGRAMME,
    Message,
    Sensitivity,
)
from bakohumas.scenarios._national_programme import OF_THE_SOURCE, PUBLISHED, division_of
from bakohumas.simulation import Estimate

ARMS = {
    ALONE: ("the source alone", "sumber sendirian"),
    FORUM: ("today's thematic forum", "forum tematik seperti sekarang"),
    PROGRAMME: ("the joint programme", "program bersama"),
}
_ROLES = (Role.MEMBER, Role.SITE, Role.ADMIN, Role.OUTLET, Role.PUBLIC)


@attrs.frozen
class National:
    """One cycle of the national body, on real institutions.

    Attributes:
        seed: The dice.
        body: The body with its history.
        refused: What those who may not be members were told.
        record: The members' meeting that elected the board.
        programme: The programme of the first half of 2018.
        message: One message in three ways.
        report: The audit.
    """

    seed: int
    body: Body
    refused: tuple[Refusal, ...]
    record: Record
    programme: Programme
    message: Message
    report: Report

    def rows(self) -> list[dict[str, Any]]:
        """One plain row an arm and role: how far the message went."""
        return self.message.study.rows()

    def arms(self, lang: Lang = "en") -> dict[str, str]:
        """What the ways of sending the message are called, in order."""
        return {name: pick(lang, *words) for name, words in ARMS.items()}

    def names(self) -> dict[str, str]:
        """What people call the institutions of the story, by id."""
        offices = {each.id: str(each) for each in directory(on=MET)}
        told = {each for names in NOMINEES.values() for each in names}
        told |= set(division_of(self.programme).shares)
        return {each: offices[each] for each in sorted(told)}

    def explain(self, lang: Lang = "en") -> str:
        """The cycle in words that a public-relations officer can read."""
        sections = (_body, _members, _election, _programme, _message, _turns, _audit)
        return "\n\n".join(section(self, lang) for section in sections)

    def facts(self) -> dict[str, Any]:
        """Everything as plain data, the same bytes for the same seed once written."""
        message = self.message
        term = self.body.terms[0]
        return {
            "format": "bakohumas/national",
            "version": 1,
            "seed": self.seed,
            "runs": message.study.arm(FORUM).provenance.runs,
            "known_until": str(KNOWN_UNTIL),
            "populations_of": str(POPULATION_DAY.year),
            "invented": [
                f"the day {MET} and everything dated on it",
                "place, nominees, objections, attendance and ballots of the meeting",
                "the days of the programme, and its tasks but for the three of the source",
                "the offers of the ministries and their agreement",
            ],
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
            "programme": self.programme.rows(),
            "division": division_of(self.programme).rows(),
            "reach": _rounded(message.study.rows()),
            "differences": [
                {"of": better, "against": than, **_estimate(message.gain(better, than))}
                for better, than in ((FORUM, ALONE), (PROGRAMME, FORUM), (PROGRAMME, ALONE))
            ],
            "sensitivity": {
                "runs": message.few,
                "lead": round(message.lead, 6),
                "assumptions": [_sensitivity(each) for each in message.sensitivity],
            },
            "forum_of_the_willing": {**_estimate(message.willing), "turns_at": message.turns},
            "dead_ends": len(dead_ends(message.forum)),
            "audit": {
                "on": str(self.report.on),
                "counts": self.report.counts(),
                "findings": self.report.rows(),
            },
        }


def _estimate(gain: Estimate) -> dict[str, float]:
    return {
        "mean": round(gain.mean, 6),
        "low": round(gain.low, 6),
        "high": round(gain.high, 6),
    }


def _rounded(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {key: round(value, 6) if isinstance(value, float) else value for key, value in row.items()}
        for row in rows
    ]


def _sensitivity(each: Sensitivity) -> dict[str, Any]:
    known = each.assumption
    return {
        "name": known.name,
        "value": known.value,
        "low": known.low,
        "high": known.high,
        "grade": known.grade.value,
        "meaning": known.meaning[0],
        "source": known.source,
        "lead_at_low": round(each.low, 6),
        "lead_at_high": round(each.high, 6),
        "turns_at": each.turns,
    }


def _named(text: str, cycle: National, lang: Lang) -> str:
    """The text with ids as people know them, and what was recorded in Indonesian in English."""
    words = cycle.names() | {cycle.body.id: str(cycle.body)}
    words |= TRANSLATED if lang == "en" else {}
    longest = sorted(words, key=len, reverse=True)
    pattern = rf"(?<![\w-])({'|'.join(map(re.escape, longest))})(?![\w-])"
    return re.sub(pattern, lambda found: words[found[1]], text)


def _points(value: float, lang: Lang) -> str:
    text = f"{100 * value:.1f}"
    return pick(lang, text, text.replace(".", ","))


def _body(cycle: National, lang: Lang) -> str:
    text = regulation("PM Kominfo 35/2014")
    rules = cycle.body.charter(on=MET)
    term = rules.provision("term.years", on=MET)
    sentences = [
        pick(
            lang,
            f"THE BODY. {cycle.body} dates from {day(AGREED, lang)} and was reconstituted under "
            f"{text} of {day(RECONSTITUTED, lang)} ({text.gazette}): eleven categories of "
            f"members, a board from and by them, a term of {term.value} years "
            f"[{term.cite(lang)}]; regional bodies may be formed.",
            f"LEMBAGA. {cycle.body} berawal pada {day(AGREED, lang)} dan ditata kembali dengan "
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
    return " ".join(sentences)


def _members(cycle: National, lang: Lang) -> str:
    register = cycle.body.on(MET).register
    counts = register.counts()
    kinds = [f"{each.label(lang)} {number(counts[each], lang)}" for each in Category]
    head = pick(
        lang,
        f"MEMBERS. On {day(MET, lang)} (an invented day, grade X) {number(len(register), lang)} "
        f"institutions were admitted through their PR units: {'; '.join(kinds)}. Refused:",
        f"ANGGOTA. Pada {day(MET, lang)} (hari rekaan, tingkat X) {number(len(register), lang)} "
        f"lembaga diterima melalui unit humasnya: {'; '.join(kinds)}. Ditolak:",
    )
    law = cycle.body.charter(on=MET).provision("membership.categories", on=MET)
    lines = (
        f"  - {each.who}: {pick(lang, *each.kind)} [{law.cite(lang)}]" for each in cycle.refused
    )
    return "\n".join([head, *lines])


def _election(cycle: National, lang: Lang) -> str:
    record = cycle.record
    voted = any(each.result for each in record.decisions)
    head = pick(
        lang,
        "ELECTION. Place, nominees, objections and attendance are invented (grade X).",
        "PEMILIHAN. Tempat, calon, keberatan, dan kehadiran adalah rekaan (tingkat X).",
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
    return "\n".join(
        [
            head,
            record.decisions[0].quorum.explain(lang),
            _named(record.explain(lang), cycle, lang),
            pick(lang, "Board: ", "Pengurus: ") + "; ".join(holders) + ".",
            cycle.body.terms[0].explain(lang),
        ]
    )


def _programme(cycle: National, lang: Lang) -> str:
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
        pick(lang, "PROGRAMME. ", "PROGRAM. ")
        + f"{programme.label(lang)}: {'; '.join(steps)}. "
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
    return "\n".join([*lines, f"  {agreed}"])


def _order(stage: Stage) -> int:
    return stage.position


def _message(cycle: National, lang: Lang) -> str:
    message = cycle.message
    runs = message.study.arm(FORUM).provenance.runs
    stops = len(dead_ends(message.forum))
    head = pick(
        lang,
        f"THE MESSAGE. {number(runs, lang)} simulated runs; residents registered in "
        f"{POPULATION_DAY.year}. Share reached, with 95 % interval:",
        f"PESAN. {number(runs, lang)} simulasi; penduduk terdaftar tahun "
        f"{POPULATION_DAY.year}. Bagian yang terjangkau, dengan selang 95 %:",
    )
    lines = [head]
    for arm, name in ARMS.items():
        ensemble = message.study.arm(arm)
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
    return "\n".join(lines)


def _turns(cycle: National, lang: Lang) -> str:
    message = cycle.message
    gain = message.gain(PROGRAMME, FORUM)
    mean, low, high = (_points(each, lang) for each in (gain.mean, gain.low, gain.high))
    lines = [
        pick(
            lang,
            f"ASSUMPTIONS (nothing is calibrated). The programme leads the forum by {mean} "
            f"percentage points of the public (95 %: {low} to {high}). One assumption at a time, "
            f"on the first {message.few} runs, where the lead is {_points(message.lead, lang)}:",
            f"ASUMSI (tidak ada yang dikalibrasi). Program unggul atas forum sebesar {mean} poin "
            f"persen publik (95 %: {low} sampai {high}). Satu asumsi setiap kali, pada "
            f"{message.few} simulasi pertama, dengan keunggulan {_points(message.lead, lang)}:",
        )
    ]
    for each in message.sensitivity:
        known = each.assumption
        turn = (
            pick(lang, "holds at both ends", "bertahan di kedua ujung")
            if each.turns is None
            else pick(lang, "turns at ", "berbalik pada ") + decimal(round(each.turns, 3), lang)
        )
        lines.append(
            f"  - {pick(lang, *known.meaning)} [{known.grade}]: {decimal(known.value, lang)} "
            f"({decimal(known.low, lang)}–{decimal(known.high, lang)}) → "
            f"{_points(each.low, lang)} … {_points(each.high, lang)}; {turn}"
        )
    return "\n".join([*lines, _reversal(cycle, lang)])


def _reversal(cycle: National, lang: Lang) -> str:
    message = cycle.message
    gap = message.willing
    mean, low, high = (_points(each, lang) for each in (gap.mean, gap.low, gap.high))
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


def _audit(cycle: National, lang: Lang) -> str:
    return pick(lang, "AUDIT. ", "AUDIT. ") + cycle.report.explain(lang)
