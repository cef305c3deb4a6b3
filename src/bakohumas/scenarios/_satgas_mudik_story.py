from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar

import attrs

from bakohumas.bodies import Body
from bakohumas.content import Agenda, Newsroom, proactive_share
from bakohumas.languages import Lang, day, listed, number, percent, pick
from bakohumas.programmes import TaskForce
from bakohumas.scenarios._claims import NOT_MODELLED, claims
from bakohumas.scenarios._satgas_mudik_body import (
    CHANGED,
    CORPS,
    DECISION,
    DISSOLVED,
    FORMED,
    LAST,
    MEMBERS,
    MINISTRY,
    POLICE,
    SEASON,
    agenda,
    offices,
)
from bakohumas.scenarios._satgas_mudik_message import (
    AHEAD,
    ALONE,
    FIRE,
    JOINT,
    PUSH,
    UPROAR,
    Season,
    stale,
)
from bakohumas.scenarios._stories import Section, Story
from bakohumas.scenarios._studies import rounded

CALLED = {
    ALONE: ("each agency alone", "tiap instansi sendiri-sendiri"),
    FIRE: ("a task force that waits for the uproar", "satgas yang menunggu kegaduhan"),
    PUSH: ("the task force, nobody looks it up", "satgas, tanpa pemudik mencari sendiri"),
    JOINT: ("the task force, ready", "satgas yang siap"),
}


@attrs.frozen(kw_only=True)
class SatgasMudik(Story):
    """A task force with a lifetime, and a decision that overtakes an earlier one.

    Attributes:
        seed: The dice.
        on: The day of the audit.
        body: The task force as a body, which is dissolved after its evaluation.
        study: One decision told in four ways.
        report: The audit.
        force: What is on record of the task force by the day of the audit.
        agenda: The issues of the season, with what was planned for each.
        room: The decision, and the one that superseded it, as they were published.
        season: Hour by hour, and how fire-fighting compares.
    """

    name: ClassVar[str] = "satgas_mudik"
    document: ClassVar[int] = 4
    titled: ClassVar[tuple[str, str]] = (
        "The homecoming task force of 2022",
        "Satgas Komunikasi Mudik 2022",
    )
    asked: ClassVar[tuple[str, str]] = (
        (
            "The document holds that agencies which work together and set the agenda do better "
            "than a fire brigade. When the police change a traffic decision, how many travellers "
            "know it before it takes effect?"
        ),
        (
            "Dokumen menyatakan instansi yang berkolaborasi dan menata agenda lebih baik daripada "
            "pemadam kebakaran. Ketika Polri mengubah keputusan lalu lintas, berapa pemudik yang "
            "mengetahuinya sebelum berlaku?"
        ),
    )
    called: ClassVar[Mapping[str, tuple[str, str]]] = MappingProxyType(CALLED)
    invented: ClassVar[tuple[str, ...]] = (
        f"the lead and the period of the task force ({SEASON}), and its end",
        "that it was evaluated at the meeting of 2 June 2022, which asked for it",
        "the two decisions, their hours and days, and what was published",
        "the issues of the season, when they broke out, and what was planned",
        "the chances and hours of every way to tell, but for the three hours of the police",
    )

    body: Body
    force: TaskForce
    agenda: Agenda
    room: Newsroom
    season: Season

    @property
    def until(self) -> date:
        """Last day of a picture of its board: the last of its life."""
        return DISSOLVED

    def names(self) -> dict[str, str]:
        """What people call the institutions of the story, by id."""
        known = offices()
        return {each: str(known[each]) for each in sorted(MEMBERS)}

    def rows(self) -> list[dict[str, Any]]:
        """One plain row an arm: who knows the decision in force, and who holds the earlier one."""
        return [
            row | {"stale": rounded(stale(self.study.arm(row["arm"])))["mean"]}
            for row in self.study.rows()
        ]

    def answer(self, lang: Lang = "en") -> str:
        """How many hold the earlier decision in each way, and how far the task force leads."""
        old = {arm: percent(stale(self.study.arm(arm)).mean, lang) for arm in CALLED}
        gap, lead, hours = self.study.lead, self.lead(lang), number(round(AHEAD.value), lang)
        head = pick(
            lang,
            f"{hours} hours after the decision {old[JOINT]} of travellers still hold the earlier "
            f"one if the task force was ready, {old[ALONE]} if each agency tells it alone, and "
            f"{old[FIRE]} if the task force waits for the uproar.",
            f"{hours} jam setelah keputusan, {old[JOINT]} pemudik masih memegang keputusan lama "
            f"bila satgas siap, {old[ALONE]} bila tiap instansi sendiri-sendiri, dan {old[FIRE]} "
            "bila satgas menunggu kegaduhan.",
        )
        if gap.low > 0:
            verdict = pick(
                lang,
                f"Under these assumptions working together helps: by {lead}.",
                f"Dengan asumsi ini kolaborasi membantu: {lead}.",
            )
        elif gap.high < 0:
            verdict = pick(
                lang,
                f"Under these assumptions the joint desk costs more than it brings: {lead}.",
                f"Dengan asumsi ini meja bersama lebih banyak merugikan: {lead}.",
            )
        else:
            verdict = pick(
                lang,
                f"Whether working together helps cannot be told: {lead}.",
                f"Apakah kolaborasi membantu tidak dapat dipastikan: {lead}.",
            )
        return f"{head} {verdict}"

    def sections(self, lang: Lang = "en") -> tuple[Section, ...]:
        """Task force, decisions, stale shares, audience, agenda, claims, evaluation and audit."""
        parts = (_force, _decisions, _message, _audience, _agenda)
        return (
            *(part(self, lang) for part in parts),
            self.assumed(lang),
            _claimed(self, lang),
            _evaluation(self, lang),
            self.audited(lang),
        )

    def more(self) -> dict[str, Any]:
        """Task force, decisions, agenda and the hours of the message, as plain data."""
        return {
            "task_force": self.force.rows(),
            "life": {"formed": str(FORMED), "dissolved": str(DISSOLVED)},
            "missing": [each.value for each in self.force.missing(self.on)],
            "versions": len(self.room.messages.of(DECISION)),
            "agenda": {
                "proactive": str(proactive_share(self.agenda, SEASON)),
                "fire_fighting": str(proactive_share(agenda(proactive=False), SEASON)),
                "outbreaks": [each.row() for each in self.agenda.outbreaks(SEASON)],
            },
            "stale_by_hour": {
                arm: [round(row["mean"], 6) for row in rows]
                for arm, rows in self.season.course.arms.items()
            },
            "lead_over_fire_fighting": [
                {"uproar": hour, **rounded(gap)} for hour, gap in self.season.uproars.items()
            ],
            "pull": rounded(self.study.gap(JOINT, PUSH)),
        }


def _force(story: SatgasMudik, lang: Lang) -> Section:
    names, by = story.names(), day(story.on, lang)
    missing = listed([each.label(lang) for each in story.force.missing(story.on)], lang)
    head = pick(
        lang,
        f"The document names the task force, {names[MINISTRY]}, {names[POLICE]} and "
        f"{names[CORPS]}, and that it told the public of what the police change at their "
        f"discretion. Lead ({names[MINISTRY]}), period ({day(FORMED, lang)} to "
        f"{day(LAST, lang)}) and end are invented (X). The two units of the police stand in no "
        "table and are added. It lives for its season, is evaluated, and is then dissolved.",
        f"Dokumen menyebut satgas ini, {names[MINISTRY]}, {names[POLICE]}, dan {names[CORPS]}, "
        "serta tugasnya menginformasikan perubahan yang menjadi diskresi Polri. Ketua "
        f"({names[MINISTRY]}), jangka waktu ({day(FORMED, lang)} sampai dengan "
        f"{day(LAST, lang)}), dan akhirnya rekaan (X). Kedua satuan Polri tidak ada dalam daftar "
        "dan ditambahkan. Satgas hidup selama musimnya, dievaluasi, lalu dibubarkan.",
    )
    lacks = pick(
        lang,
        f"Not on record by {by}: {missing}.",
        f"Belum tercatat sampai {by}: {missing}.",
    )
    rows = story.force.rows(lang)
    title = pick(lang, "The task force", "Satgas")
    return Section(title, f"{head} {lacks}", rows, {"board": story.body})


def _decisions(story: SatgasMudik, lang: Lang) -> Section:
    versions = story.room.messages.of(DECISION)
    seen = story.room.uniformity(DECISION, on=CHANGED)
    lines = [f"  - {day(each.on, lang)}: {pick(lang, *each.statement)}" for each in versions]
    head = pick(
        lang,
        "A later decision reverses the earlier one; whoever holds the earlier one travels by it. "
        "Both are invented (X):",
        "Keputusan baru membatalkan yang lama; siapa yang memegang yang lama bepergian "
        "menurutnya. Keduanya rekaan (X):",
    )
    share = percent(float(seen.share or 0), lang)
    tail = pick(
        lang,
        f"What the members and the radio published that day carries the one in force: {share}. "
        "The police tell the public three hours ahead (Medcom-2022, of another holiday, C).",
        f"Yang dimuat anggota dan radio hari itu membawa keputusan yang berlaku: {share}. Polri "
        "memberi tahu publik tiga jam sebelumnya (Medcom-2022, tentang libur lain, C).",
    )
    title = pick(lang, "Decisions that change", "Keputusan yang berubah")
    return Section(title, "\n".join([head, *lines, tail]))


def _message(story: SatgasMudik, lang: Lang) -> Section:
    told, course = story.told(lang), story.season.course
    head = pick(
        lang,
        "Travellers who still hold the earlier decision, 1, 3 and 8 hours after the later one:",
        "Pemudik yang masih memegang keputusan lama, 1, 3, dan 8 jam setelah yang baru:",
    )
    lines = [
        f"  - {name}: {', '.join(percent(course.at(arm, hour), lang) for hour in (1, 3, 8))}"
        for arm, name in story.arms(lang).items()
    ]
    shown = {"network": story.season.network, "hours": course}
    return Section(told.title, "\n".join([told.text, head, *lines]), course.rows(), shown)


def _audience(story: SatgasMudik, lang: Lang) -> Section:
    gap, unit = story.study.gap(JOINT, PUSH), story.study.measure.unit
    lead = unit.apart(gap.mean, lang)
    low, high = unit.bare(gap.low, lang), unit.bare(gap.high, lang)
    text = pick(
        lang,
        "The document holds that people used to look for information and are now flooded with it, "
        "and that the centre is the audience. In the model a traveller receives (from accounts "
        "and outlets) and seeks (on official channels). What seeking adds to the task force: "
        f"{lead} (95 %: {low} to {high}).",
        "Dokumen menyatakan dulu orang mencari informasi, kini dijejali, dan pusatnya ada di "
        "audiens. Dalam model pemudik menerima (dari akun dan media) dan mencari (di kanal "
        f"resmi). Tambahan dari mencari bagi satgas: {lead} (95 %: {low} sampai {high}).",
    )
    return Section(pick(lang, "The audience", "Audiens"), text)


def _agenda(story: SatgasMudik, lang: Lang) -> Section:
    late = agenda(proactive=False)
    ready, fire = (
        percent(float(proactive_share(each, SEASON) or 0), lang) for each in (story.agenda, late)
    )
    unit = story.study.measure.unit
    names = {each.id: each.label(lang) for each in story.agenda.issues}
    foreseen = pick(lang, "planned before", "direncanakan sebelumnya")
    caught = pick(lang, "not foreseen", "tidak terduga")
    lines = [
        f"  - {day(each.on, lang)}, {each.state.label(lang)}: {names[each.issue]} "
        f"({foreseen if each.proactive else caught})"
        for each in story.agenda.outbreaks(SEASON)
    ]
    head = pick(
        lang,
        f"With steps planned in stages {ready} of outbreaks were met proactively; of the same "
        f"outbreaks, {fire} by a task force that plans once they are there. Days and issues are "
        "invented (X):",
        f"Dengan langkah bertahap yang direncanakan, {ready} kegaduhan dihadapi secara proaktif; "
        f"dari kegaduhan yang sama, {fire} bila baru direncanakan setelah terjadi. Hari dan "
        "isunya rekaan (X):",
    )
    leads = "; ".join(
        f"{hour}: {unit.apart(gap.mean, lang)}" for hour, gap in story.season.uproars.items()
    )
    tail = pick(
        lang,
        f"How far a task force that is ready leads one that waits for the uproar ({UPROAR.value} "
        f"hours here, X), by the hours it waits: {leads}.",
        f"Keunggulan satgas yang siap atas yang menunggu kegaduhan (di sini {UPROAR.value} jam, "
        f"X), menurut lama menunggunya dalam jam: {leads}.",
    )
    title = pick(lang, "Agenda and fire-fighting", "Agenda dan pemadam kebakaran")
    rows = [each.row(lang) for each in story.agenda.outbreaks(SEASON)]
    return Section(title, "\n".join([head, *lines, tail]), rows)


def _claimed(story: SatgasMudik, lang: Lang) -> Section:
    lead = story.lead(lang)
    return claims(
        lang,
        claimed=pick(
            lang,
            "surveys and the President praised how the homecoming was handled, without obstacles "
            "to speak of; agenda setting brings public trust.",
            "survei dan Presiden memuji manajemen mudik, tanpa kendala berarti; agenda setting "
            "membawa kepercayaan publik.",
        ),
        shown=pick(
            lang,
            f"who knows a changed decision in time: the task force against each alone, {lead}. It "
            "is lost where the joint desk takes too long or passes too little on.",
            f"siapa yang tahu perubahan tepat waktu: satgas dibanding sendiri-sendiri, {lead}. "
            "Keunggulan hilang bila meja bersama terlalu lama atau terlalu sedikit meneruskan.",
        ),
        unknown=pick(
            lang,
            f"praise in surveys, the President's praise and trust: {NOT_MODELLED[0]}; nor whether "
            "travellers do as they are told, nor whether traffic flowed because of it.",
            f"pujian dalam survei, pujian Presiden, dan kepercayaan: {NOT_MODELLED[1]}; juga "
            "apakah pemudik mematuhinya, atau apakah lalu lintas lancar karenanya.",
        ),
    )


def _evaluation(story: SatgasMudik, lang: Lang) -> Section:
    held, names = story.force.evaluation, story.names()
    if held is None:
        text = pick(
            lang,
            f"None is on record by {day(story.on, lang)}.",
            f"Belum ada yang tercatat sampai {day(story.on, lang)}.",
        )
    else:
        by = listed([names[each] for each in held.by], lang)
        text = pick(
            lang,
            f"On record: evaluated by {by} on {day(held.on, lang)}. The President asked for it; "
            "what it found the document does not tell but for shortcomings here and there, and "
            "that the meeting of that day was it is invented (X).",
            f"Tercatat: dievaluasi oleh {by} pada {day(held.on, lang)}. Presiden memintanya; "
            "temuannya tidak disebut dokumen selain kekurangan di sana-sini, dan bahwa pertemuan "
            "hari itu adalah evaluasinya merupakan rekaan (X).",
        )
    return Section(pick(lang, "Evaluation", "Evaluasi"), text)
