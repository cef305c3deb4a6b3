from typing import Any

import attrs

from bakohumas.audit import Report
from bakohumas.bodies import Body
from bakohumas.institutions import Category, directory
from bakohumas.languages import Lang, day, decimal, number, percent, pick
from bakohumas.law import KNOWN_UNTIL, regulation
from bakohumas.meetings import Record
from bakohumas.networks import POPULATION_DAY, Role, dead_ends
from bakohumas.programmes import Programme, Stage
from bakohumas.scenarios._national_body import AGREED, MET, RECONSTITUTED, Refusal
from bakohumas.scenarios._national_message import (
    ALONE,
    FORUM,
    PROGRAMME,
    Message,
    Sensitivity,
)
from bakohumas.scenarios._national_programme import PUBLISHED, division_of
from bakohumas.simulation import Estimate

ARMS = {
    ALONE: ("each on its own", "masing-masing sendiri"),
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
                "the ballots, attendance and offers of the ministries",
                "the days of the programme",
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
            "assumptions": [_sensitivity(each) for each in message.sensitivity],
            "forum_retelling_that_would_do": message.retelling,
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


def _body(cycle: National, lang: Lang) -> str:
    text = regulation("PM Kominfo 35/2014")
    term = cycle.body.charter(on=MET).provision("term.years", on=MET)
    return pick(
        lang,
        f"THE BODY. {cycle.body} dates from {day(AGREED, lang)} and was reconstituted under "
        f"{text} of {day(RECONSTITUTED, lang)} ({text.gazette}): eleven categories of members, "
        f"a board from and by them, a term of {term.value} years [{term.cite(lang)}]; "
        f"regional bodies may be formed.",
        f"LEMBAGA. {cycle.body} berawal pada {day(AGREED, lang)} dan ditata kembali dengan "
        f"{text} tanggal {day(RECONSTITUTED, lang)} ({text.gazette}): sebelas kategori anggota, "
        f"pengurus dari dan oleh anggota, masa tugas {term.value} tahun [{term.cite(lang)}]; "
        f"Bakohumas daerah dapat dibentuk.",
    )


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
    head = pick(
        lang,
        "ELECTION. Ranked ballots are hypothetical here: no source shows any in a Bakohumas; "
        f"they are invented from seed {cycle.seed}.",
        "PEMILIHAN. Surat suara berperingkat di sini hipotetis: tidak ada sumber yang "
        f"menunjukkannya di Bakohumas; dibuat dari benih {cycle.seed}.",
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
            record.explain(lang),
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
        + pick(lang, "The days are invented (grade X).", "Hari-harinya rekaan (tingkat X)."),
    ]
    lines += [
        f"  - {task.label(lang)}: {names[division.assignments[task.id]]}" for task in division.tasks
    ]
    return "\n".join([*lines, f"  {programme.agreement_on(PUBLISHED).explain(lang)}"])


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
    lines = [
        pick(
            lang,
            f"ASSUMPTIONS (nothing is calibrated). The programme leads the forum by "
            f"{percent(gain.mean, lang)} of the public; one assumption at a time:",
            f"ASUMSI (tidak ada yang dikalibrasi). Program unggul atas forum sebesar "
            f"{percent(gain.mean, lang)} publik; satu asumsi setiap kali:",
        )
    ]
    for each in message.sensitivity:
        known = each.assumption
        turn = (
            pick(lang, "does not turn", "tidak berbalik")
            if each.turns is None
            else pick(lang, "turns at ", "berbalik pada ") + decimal(round(each.turns, 3), lang)
        )
        lines.append(
            f"  - {pick(lang, *known.meaning)} [{known.grade}]: {decimal(known.value, lang)} "
            f"({decimal(known.low, lang)}–{decimal(known.high, lang)}) → "
            f"{percent(each.low, lang)} … "
            f"{percent(each.high, lang)}; {turn}"
        )
    turn = (
        pick(
            lang,
            "Even if every member attended the forum and retold the message, the programme "
            "would still reach more.",
            "Sekalipun semua anggota hadir di forum dan meneruskan pesan, program tetap "
            "menjangkau lebih banyak.",
        )
        if message.retelling is None
        else pick(
            lang,
            f"The conclusion would turn if every member attended the forum and "
            f"{percent(message.retelling, lang)} of them retold the message unasked.",
            f"Kesimpulan berbalik bila semua anggota hadir di forum dan "
            f"{percent(message.retelling, lang)} di antaranya meneruskan pesan tanpa diminta.",
        )
    )
    return "\n".join([*lines, turn])


def _audit(cycle: National, lang: Lang) -> str:
    return pick(lang, "AUDIT. ", "AUDIT. ") + cycle.report.explain(lang)
