from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar

import attrs

from bakohumas.bodies import Body
from bakohumas.content import Newsroom
from bakohumas.institutions import Category, Level
from bakohumas.languages import Lang, day, number, percent, pick
from bakohumas.law import regulation
from bakohumas.meetings import Record
from bakohumas.networks import POPULATION_DAY
from bakohumas.programmes import Programme
from bakohumas.scenarios._kalsel_body import (
    FOUNDED,
    HEALTH,
    MET,
    NAMED,
    TRANSLATED,
    meeting_day,
    offices,
)
from bakohumas.scenarios._kalsel_message import ALONE, EACH, JOINT, POINTS, Spread
from bakohumas.scenarios._kalsel_programme import ENDED, ID, PUBLISHED, division_of
from bakohumas.scenarios._stories import Section, Story
from bakohumas.scenarios._studies import rounded
from bakohumas.scenarios._words import renamed
from bakohumas.simulation import Estimate

ARMS = {
    ALONE: ("no forum, the initiative of each", "tanpa forum, inisiatif masing-masing"),
    EACH: ("each on its own", "berjalan masing-masing"),
    JOINT: ("joint and uniform", "bersama dan seragam"),
}


@attrs.frozen(kw_only=True)
class Kalsel(Story):
    """The provincial body of South Kalimantan and one message of its health office.

    Attributes:
        seed: The dice.
        on: The day of the audit.
        body: The body with its history.
        study: One message in three ways.
        report: The audit.
        record: The coordination meeting.
        programme: The health office's own programme.
        room: What the regencies and cities published.
        spread: How far the message goes, and how much of it is left.
    """

    name: ClassVar[str] = "kalsel"
    document: ClassVar[int] = 1
    titled: ClassVar[tuple[str, str]] = (
        "The Bakohumas of South Kalimantan",
        "Bakohumas Kalimantan Selatan",
    )
    asked: ClassVar[tuple[str, str]] = (
        (
            "The document says that the public-relations units of the province go each their own "
            "way. If the health office tells of malnutrition and the others help to spread what "
            "was decided together, does more of the public hear the same?"
        ),
        (
            "Dokumen menyatakan humas antarinstansi di provinsi masih berjalan masing-masing. "
            "Jika dinas kesehatan menyampaikan soal gizi buruk dan humas lain membantu "
            "menyebarluaskan keputusan bersama, apakah lebih banyak publik menerima informasi "
            "yang seragam?"
        ),
    )
    called: ClassVar[Mapping[str, tuple[str, str]]] = MappingProxyType(ARMS)
    invented: ClassVar[tuple[str, ...]] = (
        f"the days {FOUNDED} (founding) and {MET} (meeting), and every day of the programme",
        "the secretary, who attended the meeting, and its place",
        "the units of the armed forces, of electricity and of the post in the province",
        "what each member can do, the tasks but for the spreading, and their agreement",
        "the message itself and what was published of it",
    )

    body: Body
    record: Record
    programme: Programme
    room: Newsroom
    spread: Spread

    @property
    def until(self) -> date:
        """Last day of a picture of its board: past its first year at least."""
        return min(max(self.on, date(2018, 1, 1)), date(2100, 1, 1))

    def names(self) -> dict[str, str]:
        """What people call the members, by id."""
        known = offices()
        members = {each: str(known[each]) for each in self.body.on(FOUNDED).register.institutions}
        return members | {self.body.id: str(self.body)}

    def sources(self, lang: Lang = "en") -> dict[str, str]:
        """Where what it shows comes from: of the tasks, the spreading alone is of the document."""
        work = pick(
            lang,
            "That the others help to spread it is of the document (grade C); the other tasks, the "
            "abilities and the agreement are invented (X).",
            "Bahwa humas lain membantu menyebarluaskan berasal dari dokumen (tingkat C); tugas "
            "lain, kemampuan, dan kesepakatannya rekaan (X).",
        )
        return super().sources(lang) | {"raci": work}

    def answer(self, lang: Lang = "en") -> str:
        """Whether more of the public hears the same, and why."""
        lead, spread = self.lead(lang), self.spread
        if self.study.lead.low > 0:
            head = pick(
                lang,
                f"Under these assumptions yes: a key point gets through to {lead} more of the "
                "public than if each goes its own way.",
                f"Dengan asumsi ini, ya: satu pesan kunci sampai kepada {lead} lebih banyak "
                "publik daripada bila berjalan masing-masing.",
            )
        else:
            head = pick(
                lang,
                f"Under these assumptions the model does not show it: {lead}.",
                f"Dengan asumsi ini, model tidak menunjukkannya: {lead}.",
            )
        willing = _span(spread.willing, lang)
        if spread.turns is None:
            why = pick(
                lang,
                "Were all to hear of it and publish as readily on their own, the difference would "
                f"be {willing}.",
                "Jika semua mengetahui dan memuatnya sama rajinnya sendiri-sendiri, selisihnya "
                f"{willing}.",
            )
        else:
            turns = percent(spread.turns, lang)
            why = pick(
                lang,
                "Were all to hear of it and publish as readily on their own, the joint way would "
                f"still lead by {willing}, for own words lose key points; that lead is lost "
                f"where own words keep about {turns} of them.",
                "Jika semua mengetahui dan memuatnya sama rajinnya sendiri-sendiri, cara bersama "
                f"tetap unggul {willing}, karena pesan kunci hilang dalam kata-kata sendiri; "
                f"keunggulan itu hilang bila kata-kata sendiri mempertahankan sekitar {turns}.",
            )
        return f"{head} {why}"

    def sections(self, lang: Lang = "en") -> tuple[Section, ...]:
        """The claims, the body, its meeting and programme, the message, and the audit."""
        parts = (_claims, _sources, _body, _members, _meeting, _programme, _message, _places)
        return (*(part(self, lang) for part in parts), self.assumed(lang), self.audited(lang))

    def more(self) -> dict[str, Any]:
        """Body, meeting, programme and message as plain data."""
        seen = self.room.uniformity(ID, on=self.room.contents[0].on, by="maker")
        return {
            "populations_of": str(POPULATION_DAY.year),
            "charter": self.body.charter(on=FOUNDED).rows(on=FOUNDED),
            "members": self.body.on(FOUNDED).register.counts(),
            "meeting_reported": str(meeting_day()),
            "meeting": {"digest": self.record.digest, "decisions": self.record.rows()},
            "programme": self.programme.rows(),
            "own": self.programme.own,
            "division": division_of(self.programme).rows(),
            "published": {"uniform": seen.uniform, "makers": len(self.room.contents)},
            "spread": [
                {
                    "arm": arm,
                    "reach": rounded(self.spread.reach(arm)),
                    "uniformity": rounded(self.spread.uniformity(arm)),
                }
                for arm in ARMS
            ],
            "regencies": [
                {"arm": arm, "area": area, **rounded(share)}
                for arm in ARMS
                for area, share in self.spread.by_regency(arm).items()
            ],
            "as_readily_alone": {
                **rounded(self.spread.willing),
                "turns_at": self.spread.turns,
            },
        }


def _span(figure: Estimate, lang: Lang) -> str:
    mean, low, high = (
        percent(each, lang).removesuffix(" %") for each in (figure.mean, figure.low, figure.high)
    )
    return pick(
        lang,
        f"{mean} percentage points (95 %: {low} to {high})",
        f"{mean} poin persen (95 %: {low} sampai {high})",
    )


def _claims(story: Kalsel, lang: Lang) -> Section:
    alone, each, joint = (percent(story.spread.uniformity(arm).mean, lang) for arm in ARMS)
    lines = pick(
        lang,
        "The report of 2016 beside the model:\n"
        "  - Claimed [C]: information is not in synergy, each goes its own way; with a "
        "Bakohumas as the forum what is to be spread is decided together, and the information "
        "given to the public is uniform.\n"
        f"  - Shown: whoever hears of it holds {joint} of the key points if it was decided "
        f"together, {each} if each goes its own way. Without a forum it is {alone}, but there few "
        "besides the health office itself say anything: uniformity alone is not the aim.\n"
        "  - Not known: whether fewer children go hungry, whether people believe it, and what "
        "they think of their government. Claimed, not modelled.",
        "Berita tahun 2016 di samping model:\n"
        "  - Dinyatakan [C]: informasi belum sinergi, masih berjalan masing-masing; dengan "
        "Bakohumas sebagai forum, apa yang mau disebarluaskan diputuskan bersama, dan informasi "
        "kepada masyarakat seragam.\n"
        f"  - Ditunjukkan: yang menerima memegang {joint} pesan kunci bila diputuskan bersama, "
        f"{each} bila berjalan masing-masing. Tanpa forum {alone}, tetapi hampir hanya dinas "
        "kesehatan yang bersuara: seragam saja bukan tujuan.\n"
        "  - Tidak diketahui: apakah gizi buruk berkurang, apakah masyarakat percaya, dan apa "
        "pendapat mereka tentang pemerintahnya. Dinyatakan, tidak dimodelkan.",
    )
    return Section(pick(lang, "What the document claims", "Yang dinyatakan dokumen"), lines)


def _sources(story: Kalsel, lang: Lang) -> Section:
    text, met = regulation("PM Kominfo 35/2014"), day(meeting_day(), lang)
    chair = story.body.charter(on=FOUNDED).provision("board.chair", on=FOUNDED)
    lines = pick(
        lang,
        "What is printed, and what is taken:\n"
        f"  - Day: the document prints Tuesday 11/10 without a year. Between {text} and the "
        f"page of 23 January 2018 only {met} is one.\n"
        f"  - Number: this document and others cite 35/2014, document 0 cites 34/2014; it is "
        f"{text}.\n"
        "  - Must or may: here regions must form a Bakohumas, in document 0 and elsewhere they "
        "may. Taken as may (BOD-03).\n"
        "  - Chair: the sentence is about the secretariat; taken as the chair of the body "
        f"[{chair.cite(lang)}].\n"
        "  - Year of the regulation: not printed, and not known.",
        "Yang tercetak, dan yang dipakai:\n"
        f"  - Hari: dokumen menulis Selasa (11/10) tanpa tahun. Antara {text} dan laman "
        f"23 Januari 2018 hanya {met} yang cocok.\n"
        f"  - Nomor: dokumen ini dan lainnya menyebut 35/2014, dokumen 0 menyebut 34/2014; yang "
        f"benar {text}.\n"
        "  - Harus atau dapat: di sini daerah harus membentuk Bakohumas, menurut dokumen 0 dan "
        "sumber lain dapat. Dibaca sebagai dapat (BOD-03).\n"
        "  - Ketua: kalimatnya tentang sekretariat; dibaca sebagai ketua lembaga "
        f"[{chair.cite(lang)}].\n"
        "  - Tahun peraturan gubernur: tidak tercetak dan tidak diketahui.",
    )
    return Section(pick(lang, "Where sources differ", "Perbedaan sumber"), lines)


def _body(story: Kalsel, lang: Lang) -> Section:
    rules = story.body.charter(on=FOUNDED)
    chair, term = (
        rules.provision(each, on=FOUNDED) for each in ("seat.ketua.selection", "term.years")
    )
    seats = story.body.on(FOUNDED).seats
    post = next(each.post for each in seats if each.post)
    text = pick(
        lang,
        f"{rules.label(lang)}. The chair goes with a post: {post} [{chair.cite(lang)}]; the "
        f"secretary is elected (who, is invented, grade X). Term: {term.value} years "
        f"[{term.cite(lang)}]. Founded on {day(FOUNDED, lang)} (an invented day, grade X).",
        f"{rules.label(lang)}. Ketua melekat pada jabatan: {post} [{chair.cite(lang)}]; "
        "sekretaris dipilih (siapa orangnya rekaan, tingkat X). Masa tugas: "
        f"{term.value} tahun [{term.cite(lang)}]. Dibentuk {day(FOUNDED, lang)} (hari rekaan, "
        "tingkat X).",
    )
    return Section(pick(lang, "The body", "Lembaga"), text, shows={"board": story.body})


def _members(story: Kalsel, lang: Lang) -> Section:
    register = story.body.on(FOUNDED).register
    counts, known = register.counts(), offices()
    kinds = [
        f"{each.label(lang)} {number(counts[each], lang)}" for each in Category if each in counts
    ]
    made = [known[each] for each in register.institutions if known[each].invented]
    text = pick(
        lang,
        f"{number(len(register), lang)} members: {'; '.join(kinds)}. No table has "
        f"{', '.join(str(known[each]) for each in NAMED)}, which are added; "
        f"{', '.join(map(str, made))} are invented, as the document names their kinds alone.",
        f"{number(len(register), lang)} anggota: {'; '.join(kinds)}. Daftar lembaga tidak memuat "
        f"{', '.join(str(known[each]) for each in NAMED)}, sehingga ditambahkan; "
        f"{', '.join(map(str, made))} adalah rekaan, karena dokumen hanya menyebut jenisnya.",
    )
    rows = [
        {"member": str(known[each]), "kind": known[each].category.label(lang)}
        for each in register.institutions
    ]
    return Section(pick(lang, "Members", "Anggota"), text, rows)


def _meeting(story: Kalsel, lang: Lang) -> Section:
    head = pick(
        lang,
        f"The meeting is the forum of coordination: what is to be spread is decided together. "
        f"{day(MET, lang)} is an invented day, and so is who came (grade X).",
        "Pertemuan sekaligus menjadi forum koordinasi: apa yang mau disebarluaskan diputuskan "
        f"bersama. {day(MET, lang)} adalah hari rekaan, demikian pula kehadirannya (tingkat X).",
    )
    quorum = story.record.decisions[0].quorum.explain(lang)
    words = story.names() | (TRANSLATED if lang == "en" else {})
    told = renamed(story.record.explain(lang), words)
    return Section(pick(lang, "The meeting", "Pertemuan"), f"{head}\n{quorum}\n{told}")


def _programme(story: Kalsel, lang: Lang) -> Section:
    programme, division, names = story.programme, division_of(story.programme), story.names()
    law = story.body.charter(on=MET).provision("programme.own_funding", on=MET)
    seen = story.room.uniformity(ID, on=PUBLISHED, by="maker")
    share = percent(float(seen.share or 0), lang)
    text = pick(
        lang,
        f"{programme.label(lang)}: {names[HEALTH]} begins it and pays for it itself, helped by "
        f"{story.body}; no FGD is needed [{law.cite(lang)}]. {number(len(division.tasks), lang)} "
        f"tasks go to {number(len(division.shares), lang)} members, and each of the 13 regencies "
        f"and cities spreads the message on its own ground. The tasks, the abilities, the days "
        f"up to {day(ENDED, lang)} and the agreement are invented (grade X). What the 13 publish "
        f"carries one message in the words of each: {share} of makers.",
        f"{programme.label(lang)}: {names[HEALTH]} memulai dan membiayainya sendiri, dibantu "
        f"{story.body}; FGD tidak diperlukan [{law.cite(lang)}]. "
        f"{number(len(division.tasks), lang)} tugas dibagi kepada "
        f"{number(len(division.shares), lang)} anggota, dan ke-13 kabupaten/kota "
        "menyebarluaskannya di wilayahnya. Tugas, kemampuan, hari sampai dengan "
        f"{day(ENDED, lang)}, dan kesepakatannya rekaan (tingkat X). Yang dimuat ke-13-nya membawa "
        f"satu pesan dengan kata-kata masing-masing: {share} pembuat.",
    )
    rows = [
        {"task": task.label(lang), "member": names[division.assignments[task.id]]}
        for task in division.tasks
    ]
    return Section(pick(lang, "Programme", "Program"), text, rows, {"raci": division})


def _message(story: Kalsel, lang: Lang) -> Section:
    told, spread = story.told(lang), story.spread
    lines = [
        told.text,
        pick(
            lang,
            "Heard of at all by the public; of its "
            f"{number(POINTS, lang)} key points, held by whoever hears of it, unit or public:",
            f"Diterima publik; dari {number(POINTS, lang)} pesan kunci, yang dipegang penerima, "
            "unit maupun publik:",
        ),
    ]
    for arm, name in story.arms(lang).items():
        reach, kept = (percent(each(arm).mean, lang) for each in (spread.reach, spread.uniformity))
        lines.append(f"  - {name}: {reach}; {kept}")
    shown = {**told.shows, "network": spread.networks[JOINT]}
    return Section(told.title, "\n".join(lines), told.rows, shown)


def _places(story: Kalsel, lang: Lang) -> Section:
    known = {each.code: each.name for each in offices().areas(Level.REGENCY)}
    arms = {arm: story.spread.by_regency(arm) for arm in ARMS}
    rows = [
        {"area": known[area], **{arm: round(arms[arm][area].mean, 6) for arm in ARMS}}
        for area in arms[JOINT]
    ]
    ahead = sorted(arms[JOINT], key=lambda area: (-arms[JOINT][area].mean, area))
    first, last = ahead[0], ahead[-1]
    text = pick(
        lang,
        f"Share of residents ({POPULATION_DAY.year}) who hear of it, joint: from "
        f"{percent(arms[JOINT][last].mean, lang)} in {known[last]} to "
        f"{percent(arms[JOINT][first].mean, lang)} in {known[first]}. Nothing but the number of "
        "members on the spot sets them apart here, besides chance.",
        f"Bagian penduduk ({POPULATION_DAY.year}) yang menerimanya bila bersama: dari "
        f"{percent(arms[JOINT][last].mean, lang)} di {known[last]} sampai "
        f"{percent(arms[JOINT][first].mean, lang)} di {known[first]}. Selain kebetulan, yang "
        "membedakan di sini hanya banyaknya anggota setempat.",
    )
    return Section(pick(lang, "Regency by regency", "Menurut kabupaten/kota"), text, rows)
