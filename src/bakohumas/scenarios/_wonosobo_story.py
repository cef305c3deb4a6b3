from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar

import attrs

from bakohumas.audit import Comparison, Status
from bakohumas.bodies import Body
from bakohumas.content import Newsroom, response
from bakohumas.institutions import Category
from bakohumas.languages import Lang, day, listed, number, percent, pick
from bakohumas.meetings import Record
from bakohumas.networks import POPULATION_DAY, Role
from bakohumas.programmes import ThematicForum
from bakohumas.scenarios._measures import Unit, tenths
from bakohumas.scenarios._stories import Section, Story
from bakohumas.scenarios._studies import rounded
from bakohumas.scenarios._wonosobo_body import (
    INVENTED,
    LATEST,
    MET,
    NAMED,
    PRINTED,
    REOPENED,
    SERVICE,
    SILENT,
    TRANSLATED,
    offices,
)
from bakohumas.scenarios._wonosobo_content import AFTER, BEFORE, purposes, share
from bakohumas.scenarios._wonosobo_message import (
    BROADCAST,
    DIALOGUE,
    EACH,
    OFF,
    TOGETHER,
    WITHIN,
    Dialogue,
)
from bakohumas.scenarios._words import renamed
from bakohumas.simulation import Estimate

ARMS = {
    BROADCAST: ("broadcasting, the group silent", "menyiarkan, grup tidak aktif"),
    DIALOGUE: ("dialogue, the group still silent", "berdialog, grup masih tidak aktif"),
    TOGETHER: ("dialogue with the group active again", "berdialog dengan grup aktif lagi"),
}


@attrs.frozen(kw_only=True)
class Wonosobo(Story):
    """The regency forum of Wonosobo, and what came of it.

    Attributes:
        seed: The dice.
        on: The day of the audit.
        body: The forum, taken as a body.
        study: One service told, and asked about, in three ways.
        report: The audit.
        record: The forum as a meeting.
        forum: The forum as an event, with its follow-up.
        room: What the accounts published, and what they were asked.
        dialogue: Who is told, who asks, and how soon they have an answer.
        fitting: The days of the year that fit the weekday that the document prints.
        change: What became of the violations between the forum and the audit.
    """

    name: ClassVar[str] = "wonosobo"
    document: ClassVar[int] = 3
    titled: ClassVar[tuple[str, str]] = ("The forum of Wonosobo", "Forum Wonosobo")
    asked: ClassVar[tuple[str, str]] = (
        (
            "The document wants social media to be a bridge and not an album of leaders, comments "
            "answered, and the coordination group active again. Do more residents get an answer "
            "in time so than by broadcasting, and what of that is due to the group?"
        ),
        (
            "Dokumen menginginkan media sosial menjadi jembatan, bukan album kenangan pimpinan, "
            "komentar dibalas, dan grup koordinasi diaktifkan lagi. Apakah dengan begitu lebih "
            "banyak warga dijawab tepat waktu daripada bila hanya menyiarkan, dan berapa yang "
            "berkat grup itu?"
        ),
    )
    called: ClassVar[Mapping[str, tuple[str, str]]] = MappingProxyType(ARMS)
    invented: ClassVar[tuple[str, ...]] = (
        "which vertical agencies and state enterprises came; the document names their kinds",
        f"the silence of the group since {SILENT} and its return on {REOPENED}",
        "every post, every question and every answer, and the days of the follow-up",
        "the service that is told and asked about",
        "that the forum is a body from its day on",
    )

    body: Body
    record: Record
    forum: ThematicForum
    room: Newsroom
    dialogue: Dialogue
    fitting: tuple[date, ...]
    change: Comparison

    def names(self) -> dict[str, str]:
        """What people call the participants, by id."""
        known = offices()
        members = {each: str(known[each]) for each in self.body.on(MET).register.institutions}
        return members | {self.body.id: str(self.body)}

    def answer(self, lang: Lang = "en") -> str:
        """Whether dialogue answers more residents, and what of that is the group's."""
        lead, group = self.lead(lang), _count(self.study.gap(TOGETHER, DIALOGUE), lang)
        if self.study.lead.low > 0:
            head = pick(
                lang,
                f"Under these assumptions yes: {lead} more residents have their answer within "
                f"{WITHIN} hours than by broadcasting; {group} of them owe it to the group.",
                f"Dengan asumsi ini, ya: {lead} warga lebih banyak dijawab dalam {WITHIN} jam "
                f"daripada bila hanya menyiarkan; {group} di antaranya berkat grup.",
            )
        else:
            head = pick(
                lang,
                f"Under these assumptions the model does not show it: {lead} residents.",
                f"Dengan asumsi ini, model tidak menunjukkannya: {lead} warga.",
            )
        quick = _count(self.dialogue.quick, lang)
        if self.dialogue.quick.low > 0:
            why = pick(
                lang,
                f"Were a letter as quick and as sure as the group, it would still add {quick}.",
                f"Jika surat secepat dan sepasti grup, grup tetap menambah {quick}.",
            )
        else:
            why = pick(
                lang,
                "Were a letter as quick and as sure as the group, it could not be told that the "
                f"group adds anything: {quick}.",
                "Jika surat secepat dan sepasti grup, tambahan dari grup tidak dapat dipastikan: "
                f"{quick}.",
            )
        return f"{head} {why}"

    def sections(self, lang: Lang = "en") -> tuple[Section, ...]:
        """The claims, the day, the forum, what was published, the message, and the audit."""
        parts = (_claims, _day, _members, _forum, _content, _message, _times, _change)
        return (*(part(self, lang) for part in parts), self.assumed(lang), self.audited(lang))

    def more(self) -> dict[str, Any]:
        """Day, forum, contents and answers as plain data."""
        return {
            "populations_of": str(POPULATION_DAY.year),
            "printed": str(PRINTED),
            "fitting": [str(each) for each in self.fitting],
            "taken": str(MET),
            "charter": self.body.charter(on=MET).rows(on=MET),
            "members": self.body.on(MET).register.counts(),
            "meeting": {"digest": self.record.digest, "decisions": self.record.rows()},
            "follow_ups": [
                {"what": each.what, "by": str(each.by), "done": str(each.done)}
                for each in self.forum.follow_ups
            ],
            "serves": [
                {"from": str(period.start), "share": round(float(share(self.room, period)), 6)}
                for period in (BEFORE, AFTER)
            ],
            "asked": {arm: round(asked, 6) for arm, asked in self.dialogue.asked.items()},
            "answered": [
                {"within_hours": hours, "arm": arm, **rounded(figure)}
                for hours, arms in self.dialogue.within.items()
                for arm, figure in arms.items()
            ],
            "due_to_the_group": rounded(self.study.gap(TOGETHER, DIALOGUE)),
            "with_quick_letters": rounded(self.dialogue.quick),
            "change": self.change.rows(),
        }


def _count(figure: Estimate, lang: Lang) -> str:
    mean, low, high = (tenths(each, lang) for each in (figure.mean, figure.low, figure.high))
    return pick(lang, f"{mean} (95 %: {low} to {high})", f"{mean} (95 %: {low} sampai {high})")


def _claims(story: Wonosobo, lang: Lang) -> Section:
    online = next(
        each.assumption for each in story.study.sensitivity if each.assumption.name == "online"
    )
    daily = percent(online.value, lang)
    figures = [
        Unit.COUNT.written(story.study.measure.of(story.study.arm(arm)).mean, lang) for arm in ARMS
    ]
    first, second, third = figures
    text = pick(
        lang,
        "The report of 2025 beside the model:\n"
        "  - Claimed [C]: social media are not an album of leaders but serve and teach; comments "
        "must be answered; the coordination group is to be made active again. "
        f"{daily} of Indonesians use the internet every day, in the words of an official.\n"
        f"  - Shown: answered in time are {first} residents by broadcasting, {second} in dialogue "
        f"and {third} if the group is active, too.\n"
        "  - Not known: whether people feel involved, trust their government more, or use what "
        "they were told. Claimed, not modelled.",
        "Berita tahun 2025 di samping model:\n"
        "  - Dinyatakan [C]: media sosial bukan album kenangan pimpinan melainkan melayani dan "
        "mengedukasi; komentar wajib dibalas; grup koordinasi diaktifkan lagi. "
        f"{daily} masyarakat Indonesia mengakses internet setiap hari, menurut seorang pejabat.\n"
        f"  - Ditunjukkan: yang dijawab tepat waktu {first} warga bila hanya menyiarkan, {second} "
        f"bila berdialog, dan {third} bila grup juga aktif.\n"
        "  - Tidak diketahui: apakah warga merasa dilibatkan, lebih percaya kepada pemerintah, "
        "atau memakai informasinya. Dinyatakan, tidak dimodelkan.",
    )
    return Section(pick(lang, "What the document claims", "Yang dinyatakan dokumen"), text)


def _day(story: Wonosobo, lang: Lang) -> Section:
    wrong = next(each for each in story.report.where(Status.VIOLATED) if each.norm.id == "DOC-03")
    days = listed([day(each, lang) for each in story.fitting], lang)
    found = wrong.because[0] if lang == "en" else wrong.because[-1]
    text = pick(
        lang,
        f"The document prints Rabu (Wednesday) beside {day(PRINTED, lang)}. Rule DOC-03 of the "
        f"audit: {found}. A Wednesday and the third of a month in {PRINTED.year} are {days}; two "
        f"other papers print {day(MET, lang)} (TribunJateng-2025, TribunBanyumas-2025), which is "
        "taken here.",
        f"Dokumen menulis Rabu di samping {day(PRINTED, lang)}. Aturan DOC-03 dari audit: {found}. "
        f"Hari Rabu tanggal tiga pada tahun {PRINTED.year} adalah {days}; dua media lain menulis "
        f"{day(MET, lang)} (TribunJateng-2025, TribunBanyumas-2025), yang dipakai di sini.",
    )
    return Section(pick(lang, "The day", "Harinya"), text)


def _members(story: Wonosobo, lang: Lang) -> Section:
    register, known = story.body.on(MET).register, offices()
    counts = register.counts()
    kinds = [
        f"{each.label(lang)} {number(counts[each], lang)}" for each in Category if each in counts
    ]
    made = [str(known[each]) for each in register.institutions if known[each].invented]
    named = ", ".join(str(known[each]) for each in NAMED)
    text = pick(
        lang,
        f"The document names no decree, no chair and no term; the forum is taken as a body from "
        f"its day on (grade X). {number(len(register), lang)} participants: {'; '.join(kinds)}. "
        f"{named} is added to the tables; {', '.join(made)} are invented, as the document names "
        "their kinds alone.",
        "Dokumen tidak menyebut keputusan, ketua, dan masa tugas; forum dianggap lembaga sejak "
        f"harinya (tingkat X). {number(len(register), lang)} peserta: {'; '.join(kinds)}. {named} "
        f"ditambahkan pada daftar lembaga; {', '.join(made)} adalah rekaan, karena dokumen hanya "
        "menyebut jenisnya.",
    )
    rows = [
        {"member": str(known[each]), "kind": known[each].category.label(lang)}
        for each in register.institutions
    ]
    return Section(pick(lang, "Participants", "Peserta"), text, rows)


def _forum(story: Wonosobo, lang: Lang) -> Section:
    words = story.names() | (TRANSLATED if lang == "en" else {})
    told = renamed(story.record.explain(lang), words)
    done = [each for each in story.forum.follow_ups if each.done and each.done <= story.on]
    follow = pick(
        lang,
        f"The forum shall not stay ceremonial (EVT-08): {number(len(done), lang)} of "
        f"{number(len(story.forum.follow_ups), lang)} joint works were done by "
        f"{day(story.on, lang)} (their days are {INVENTED}).",
        f"Forum tidak boleh berhenti pada seremoni (EVT-08): {number(len(done), lang)} dari "
        f"{number(len(story.forum.follow_ups), lang)} kerja bersama selesai sampai dengan "
        f"{day(story.on, lang)} (hari-harinya rekaan, tingkat X).",
    )
    return Section("Forum", f"{told}\n{follow}")


def _content(story: Wonosobo, lang: Lang) -> Section:
    before, after = (purposes(story.room, period) for period in (BEFORE, AFTER))
    served = [percent(float(share(story.room, period)), lang) for period in (BEFORE, AFTER)]
    answers = [
        response(each for each in story.room.comments if each.at.date() in period).explain(lang)
        for period in (BEFORE, AFTER)
    ]
    text = pick(
        lang,
        f"Posts that serve the public: {served[0]} in the month before the forum, {served[1]} in "
        f"that after {day(REOPENED, lang)}; the others show leaders or activities. Questions of "
        f"before: {answers[0]}; of after: {answers[1]}. Posts, questions and answers are invented "
        "(grade X); no source says how large a share is enough.",
        f"Unggahan yang melayani publik: {served[0]} pada bulan sebelum forum, {served[1]} pada "
        f"bulan setelah {day(REOPENED, lang)}; selebihnya menampilkan pimpinan atau kegiatan. "
        f"Pertanyaan sebelumnya: {answers[0]}; sesudahnya: {answers[1]}. Unggahan, pertanyaan, "
        "dan jawaban rekaan (tingkat X); tidak ada sumber yang menetapkan porsi yang cukup.",
    )
    rows = [
        {"purpose": each.label(lang), "before": before[each], "after": after[each]}
        for each in before
    ]
    return Section(pick(lang, "Content", "Konten"), text, rows)


def _message(story: Wonosobo, lang: Lang) -> Section:
    told, name = story.told(lang), story.names()[SERVICE]
    head = pick(
        lang,
        f"{name} tells of a service, and is asked about it on the accounts of all; a question on "
        f"another's account comes to it by the group or by letter. One node of the public stands "
        f"for {EACH} followers. In the first two ways the group is switched off ({OFF}).",
        f"{name} menyampaikan suatu layanan dan ditanya di akun semua peserta; pertanyaan di akun "
        f"peserta lain sampai kepadanya melalui grup atau surat. Satu simpul publik mewakili "
        f"{EACH} pengikut. Pada dua cara pertama grup dimatikan.",
    )
    lines = [head, told.text, pick(lang, "See it, and ask:", "Melihat, dan bertanya:")]
    for arm, called in story.arms(lang).items():
        seen = percent(story.study.arm(arm).share(Role.PUBLIC).mean, lang)
        asked = tenths(story.dialogue.asked[arm], lang)
        lines.append(
            pick(
                lang,
                f"  - {called}: {seen} of residents ({POPULATION_DAY.year}); {asked} ask",
                f"  - {called}: {seen} penduduk ({POPULATION_DAY.year}); {asked} bertanya",
            )
        )
    shown = {**told.shows, "network": story.dialogue.network}
    return Section(told.title, "\n".join(lines), told.rows, shown)


def _times(story: Wonosobo, lang: Lang) -> Section:
    lines = [pick(lang, "Residents answered within:", "Warga yang dijawab dalam:")]
    rows = []
    for hours, arms in story.dialogue.within.items():
        figures = [tenths(figure.mean, lang) for figure in arms.values()]
        lines.append(
            f"  - {number(hours, lang)} {pick(lang, 'hours', 'jam')}: {' / '.join(figures)}"
        )
        rows.append({"hours": hours, **{arm: round(it.mean, 6) for arm, it in arms.items()}})
    lines.append(f"  ({' / '.join(story.arms(lang).values())})")
    return Section(pick(lang, "Response time", "Waktu tanggap"), "\n".join(lines), rows)


def _change(story: Wonosobo, lang: Lang) -> Section:
    change = story.change
    rules = listed(sorted({each.norm.id for each in change.resolved}), lang)
    text = pick(
        lang,
        f"From {day(change.earlier, lang)} to {day(change.on, lang)}, in what was invented: "
        f"{number(len(change.resolved), lang)} violations resolved ({rules}), "
        f"{number(len(change.standing), lang)} standing, {number(len(change.new), lang)} new. "
        f"The last message of the group is of {day(LATEST, lang)} (grade X).",
        f"Dari {day(change.earlier, lang)} sampai dengan {day(change.on, lang)}, menurut data "
        f"rekaan: {number(len(change.resolved), lang)} pelanggaran selesai ({rules}), "
        f"{number(len(change.standing), lang)} masih ada, {number(len(change.new), lang)} baru. "
        f"Pesan terakhir di grup tertanggal {day(LATEST, lang)} (tingkat X).",
    )
    return Section(pick(lang, "What became of it", "Perkembangannya"), text, change.rows(lang))
