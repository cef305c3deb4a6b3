from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any, ClassVar

import attrs

from bakohumas.bodies import Body, Federation
from bakohumas.languages import Lang, day, listed, number, percent, pick
from bakohumas.programmes import Programme, Role
from bakohumas.scenarios._claims import NOT_MODELLED, claims
from bakohumas.scenarios._kpu_body import (
    ASKED,
    FORMED,
    GUIDELINE,
    PASSED,
    POLICY,
    SINCE,
    TOLD,
    UNIT,
    WEBINAR,
    Partner,
)
from bakohumas.scenarios._kpu_message import ALONE, TIERED, TWO_WAY, altered, network, reports
from bakohumas.scenarios._kpu_programme import WORK, division_of
from bakohumas.scenarios._measures import Unit
from bakohumas.scenarios._stories import Section, Story
from bakohumas.scenarios._studies import rounded

ARMS = {
    ALONE: ("the webinar alone", "webinar saja"),
    TIERED: ("tier by tier besides, one way", "ditambah berjenjang, satu arah"),
    TWO_WAY: ("tier by tier and two-way", "berjenjang dan dua arah"),
}
OUTSIDE = (
    ("the image of the institution", "pencitraan lembaga"),
    ("rising demand for information", "tuntutan informasi yang semakin tinggi"),
    ("opinion building on social media", "pembentukan opini melalui media sosial"),
    ("practitioners against the target public", "praktisi kehumasan vs target publik"),
)
"""Challenges that NetGrit lists and that no parameter stands for."""


@attrs.frozen(kw_only=True)
class Kpu(Story):
    """The network of the election commission's work units, from the letter to the guideline.

    Attributes:
        seed: The dice.
        on: The day of the audit.
        body: The federation of the units, with what passed down and came back.
        study: One policy in three ways.
        report: The audit of one unit.
        unit: The body of that unit, KPU Demak.
        partners: Whom it works with, and what they are told who would be members.
        programme: Research, planning, communication, evaluation, with the seven roles.
    """

    name: ClassVar[str] = "kpu"
    document: ClassVar[int] = 2
    titled: ClassVar[tuple[str, str]] = ("The election commission's network", "Bakohumas KPU")
    asked: ClassVar[tuple[str, str]] = (
        (
            "The document wants a Bakohumas in every unit, so that policy is the same everywhere, "
            "and information that flows two ways. How many units hold the policy as it was "
            "decided, and does the way back up help?"
        ),
        (
            "Dokumen menghendaki Bakohumas di seluruh satuan kerja agar kebijakan sama di mana "
            "pun, dengan arus informasi dua arah. Berapa satuan kerja memegang kebijakan seperti "
            "diputuskan, dan apakah arus balik membantu?"
        ),
    )
    called: ClassVar[Mapping[str, tuple[str, str]]] = MappingProxyType(ARMS)
    invented: ClassVar[tuple[str, ...]] = (
        "the chances of every way to pass the policy on, and the days of reports and answers",
        f"the body of KPU Demak is dated {FORMED}: its decree shows the month only",
        "who holds the seats of KPU Demak, after the pattern of another province",
        "that the policy of May reached KPU Demak, and its report",
        "the partners of KPU Demak, but for their kinds",
        "the days of the programme, its tasks, who holds them, and that they agree",
    )

    body: Federation
    unit: Body
    partners: tuple[Partner, ...]
    programme: Programme

    def names(self) -> dict[str, str]:
        """What people call the units of the story, by id."""
        told = sorted(division_of(self.programme).shares)
        return {each: str(self.body.on(WEBINAR)[each]) for each in told}

    def sources(self, lang: Lang = "en") -> dict[str, str]:
        """Where what it shows comes from: who takes which task is invented."""
        work = pick(
            lang,
            "The seven roles are those that the document tells of (grade C); tasks and holders "
            "are invented (X).",
            "Ketujuh peran disebut dokumen (tingkat C); tugas dan pemegangnya rekaan (X).",
        )
        return super().sources(lang) | {"raci": work}

    def answer(self, lang: Lang = "en") -> str:
        """How many units hold the policy unaltered, and what the way back adds."""
        study, unit = self.study, self.study.measure.unit
        shares = [unit.written(study.measure.of(study.arm(arm)).mean, lang) for arm in ARMS]
        gap, lead = study.lead, self.lead(lang)
        told = pick(
            lang,
            f"Not all of them in any way: {shares[0]} of the units by the webinar alone, "
            f"{shares[1]} tier by tier and {shares[2]} with a way back.",
            f"Tidak ada cara yang mencapai semuanya: {shares[0]} satuan kerja dengan webinar saja, "
            f"{shares[1]} secara berjenjang, dan {shares[2]} dengan arus balik.",
        )
        if gap.low > 0:
            told += pick(
                lang,
                f" Under these assumptions the way back helps: by {lead}.",
                f" Dengan asumsi ini arus balik membantu: {lead}.",
            )
        elif gap.high < 0:
            told += pick(
                lang,
                f" Under these assumptions it costs more than it brings: {lead}.",
                f" Dengan asumsi ini arus balik lebih banyak merugikan: {lead}.",
            )
        else:
            told += pick(
                lang,
                f" Whether the way back helps cannot be told: {lead}.",
                f" Apakah arus balik membantu tidak dapat dipastikan: {lead}.",
            )
        return told

    def sections(self, lang: Lang = "en") -> tuple[Section, ...]:
        """Units, cascade, partners, programme, policy, challenges, claims and audit."""
        parts = (_units, _cascade, _partners, _programme, _policy, _challenges)
        return (
            *(part(self, lang) for part in parts),
            self.assumed(lang),
            _claimed(self, lang),
            self.audited(lang),
        )

    def more(self) -> dict[str, Any]:
        """Units, cascades, partners, programme and what became of the policy, as plain data."""
        forests = {str(each): self.body.on(each) for each in (WEBINAR, SINCE)}
        made, arrived = reports(self.study.arm(TWO_WAY))
        return {
            "units": {
                on: {scope.value: n for scope, n in forest.counts().items()}
                for on, forest in forests.items()
            },
            "cascade": self.body.cascade(POLICY, "1", on=self.on),
            "held": {
                each: len(forests[str(WEBINAR)]) - len(self.body.behind(each, on=self.on))
                for each in (POLICY, GUIDELINE)
            },
            "unit": self.unit.id,
            "partners": [
                {"who": each.who, "why": each.refusal.why, "basis": each.refusal.basis}
                for each in self.partners
            ],
            "programme": self.programme.rows(),
            "roles": division_of(self.programme).rows(),
            "altered": {arm: rounded(altered(self.study.arm(arm))) for arm in ARMS},
            "reports": {"made": rounded(made), "arrived": rounded(arrived)},
        }


def _units(story: Kpu, lang: Lang) -> Section:
    then, since = (len(story.body.on(each)) for each in (WEBINAR, SINCE))
    one, provinces, regencies = story.body.on(WEBINAR).counts().values()
    law = story.body.charter.provision("body.binding", on=WEBINAR)
    text = pick(
        lang,
        f"On {day(WEBINAR, lang)} the commission has {number(then, lang)} work units: {one} for "
        f"the nation, {provinces} of provinces and {regencies} of regencies and cities; since "
        f"{day(SINCE, lang)} they are {number(since, lang)}, as there are four provinces more. "
        f"Each shall have a body of its own, which is no forum of equals: policy of the centre "
        f"binds [{law.cite(lang)}], no tier is skipped, and members are the work units alone.",
        f"Pada {day(WEBINAR, lang)} KPU memiliki {number(then, lang)} satuan kerja: {one} di "
        f"pusat, {provinces} di provinsi, dan {regencies} di kabupaten/kota; sejak "
        f"{day(SINCE, lang)} jumlahnya {number(since, lang)} karena ada empat provinsi baru. "
        f"Masing-masing membentuk Bakohumas, yang bukan forum setara: kebijakan pusat mengikat "
        f"[{law.cite(lang)}], jenjang tidak dilewati, dan anggotanya hanya satuan kerja.",
    )
    rows = [
        {"on": str(each), **{scope.value: n for scope, n in story.body.on(each).counts().items()}}
        for each in (WEBINAR, SINCE)
    ]
    return Section(pick(lang, "Units", "Satuan kerja"), text, rows, {"federation": story.body})


def _cascade(story: Kpu, lang: Lang) -> Section:
    forest = story.body.on(WEBINAR)
    head = pick(
        lang,
        f"KPU RI asks for the bodies on {day(ASKED, lang)}, Central Java passes it on on "
        f"{day(PASSED, lang)}, and KPU Demak decrees its own that month (Demak-2021). What is "
        f"known of the policy of {day(WEBINAR, lang)}:",
        f"KPU RI meminta pembentukan Bakohumas pada {day(ASKED, lang)}, KPU Jawa Tengah "
        f"meneruskannya pada {day(PASSED, lang)}, dan KPU Demak menetapkannya bulan itu "
        f"(Demak-2021). Yang diketahui tentang kebijakan {day(WEBINAR, lang)}:",
    )
    rows = story.body.cascade(POLICY, "1", on=TOLD)
    made_up = pick(lang, ", invented (X)", ", rekaan (X)")
    lines = [
        f"  - {row['name']}: {day(WEBINAR + timedelta(days=row['days']), lang)}"
        f"{made_up if row['body'] == UNIT else ''}"
        for row in rows
    ]
    behind = len(story.body.behind(POLICY, on=TOLD))
    tail = pick(
        lang,
        f"Of {number(behind, lang)} of {number(len(forest), lang)} units no day is known. The "
        f"technical guideline of August 2021 was told to all of them on {day(TOLD, lang)} "
        "(Bolmong-2021; that it arrived everywhere is taken from the invitation).",
        f"Untuk {number(behind, lang)} dari {number(len(forest), lang)} satuan kerja harinya "
        f"tidak diketahui. Pedoman teknis Agustus 2021 disosialisasikan kepada semuanya pada "
        f"{day(TOLD, lang)} (Bolmong-2021; bahwa semuanya menerima dibaca dari undangannya).",
    )
    title = pick(lang, "How it passed down", "Arus berjenjang")
    return Section(title, "\n".join([head, *lines, tail]), rows)


def _partners(story: Kpu, lang: Lang) -> Section:
    kinds = listed([pick(lang, *each.kind) for each in story.partners], lang)
    law = story.unit.charter(on=FORMED).provision("membership.categories", on=FORMED)
    reports_to = story.body.charter.provision("flow.reports", on=WEBINAR)
    text = pick(
        lang,
        f"{story.unit} works with partners from outside: {kinds}, and the election supervisor "
        f"(the kinds: Jembrana-2021, Madiun-2021; the partners are invented). They may speak and "
        f"do not vote. As members they are refused [{law.cite(lang)}]. It reports to its own "
        f"chair and to that of the province [{reports_to.cite(lang)}]. Its seats go "
        "with posts, after the pattern of another province (Sulut-2022); that they did so here is "
        "invented (X). A body of one unit is no forum of several (BOD-02): the name is that of a "
        "Bakohumas, the form that of a team.",
        f"{story.unit} bekerja dengan mitra dari luar: {kinds}, dan Bawaslu (jenisnya: "
        "Jembrana-2021, Madiun-2021; mitranya rekaan). Mereka boleh berbicara tanpa hak suara. "
        f"Sebagai anggota mereka ditolak [{law.cite(lang)}]. Laporannya kepada ketua "
        f"sendiri dan ketua KPU provinsi [{reports_to.cite(lang)}]. Kursinya melekat "
        "pada jabatan, menurut pola provinsi lain (Sulut-2022); bahwa di sini juga demikian "
        "adalah rekaan (X). Lembaga dengan satu unit bukan forum antarunit (BOD-02): "
        "namanya Bakohumas, bentuknya tim.",
    )
    picture = {"board": story.unit}
    return Section(pick(lang, "One unit", "Satu satuan kerja"), text, shows=picture)


def _programme(story: Kpu, lang: Lang) -> Section:
    division, names = division_of(story.programme), story.names()
    stages = {each.enters: each.on for each in reversed(story.programme.events) if each.enters}
    steps = [
        f"{stage.label(lang)} {day(on, lang)}"
        for stage, on in sorted(stages.items(), key=lambda each: each[0].position)
    ]
    head = pick(
        lang,
        f"The webinar is told of a cycle (document 2): {'; '.join(steps)}. The days are invented "
        "(X). It is told of seven roles too (PermenPAN-RB 30/2011); each has a task here, and "
        "who takes it is invented (X):",
        f"Webinar mendengar tentang satu siklus (dokumen 2): {'; '.join(steps)}. Harinya rekaan "
        "(X). Juga tujuh peran (PermenPAN-RB 30/2011); di sini setiap peran punya satu tugas, "
        "dan pemegangnya rekaan (X):",
    )
    roles = {task: Role(f"role:{role}").label(lang) for task, _, role in WORK}
    lines = [
        f"  - {roles[task.id]}: {task.label(lang)} ({names[division.assignments[task.id]]})"
        for task in division.tasks
    ]
    title = pick(lang, "Roles and cycle", "Peran dan siklus")
    return Section(title, "\n".join([head, *lines]), division.rows(lang), {"raci": division})


def _policy(story: Kpu, lang: Lang) -> Section:
    told, study = story.told(lang), story.study
    head = pick(
        lang,
        "Units that heard of it and hold it otherwise, or only know that there is one:",
        "Satuan kerja yang mendengarnya tetapi memegangnya dalam bentuk lain, atau hanya tahu ada:",
    )
    lines = [
        f"  - {name}: {percent(altered(study.arm(arm)).mean, lang)}"
        for arm, name in story.arms(lang).items()
    ]
    made, arrived = (Unit.COUNT.written(each.mean, lang) for each in reports(study.arm(TWO_WAY)))
    tail = pick(
        lang,
        f"With a way back {made} reports are made on average, and {arrived} come up to KPU RI.",
        f"Dengan arus balik rata-rata {made} laporan dibuat, dan {arrived} sampai ke KPU RI.",
    )
    shown = {**told.shows, "network": network(story.body, TWO_WAY)}
    text = "\n".join([told.text, head, *lines, tail])
    return Section(pick(lang, "The policy", "Kebijakan"), text, told.rows, shown)


def _challenges(story: Kpu, lang: Lang) -> Section:
    head = pick(
        lang,
        "NetGrit lists challenges. Five of them are parameters here, which lower a chance; how "
        "much is our own guess (X). Lead of the way back where each is at its worst and at its "
        "best:",
        "NetGrit menyebut sejumlah tantangan. Lima di antaranya menjadi parameter yang menurunkan "
        "peluang; besarnya perkiraan kami sendiri (X). Keunggulan arus balik saat terburuk dan "
        "terbaik:",
    )
    unit = story.study.measure.unit
    rows: list[dict[str, Any]] = []
    for each in story.study.sensitivity:
        if each.assumption.source:
            meaning = pick(lang, *each.assumption.meaning)
            rows.append({"challenge": meaning, "worst": each.low, "best": each.high})
    lines = [
        f"  - {row['challenge']}: {unit.apart(row['worst'], lang)}; {unit.apart(row['best'], lang)}"
        for row in rows
    ]
    rest = listed([pick(lang, *each) for each in OUTSIDE], lang)
    tail = pick(
        lang,
        f"No parameter stands for {rest}: {NOT_MODELLED[0]}.",
        f"Tanpa parameter: {rest}: {NOT_MODELLED[1]}.",
    )
    title = pick(lang, "Challenges", "Tantangan")
    return Section(title, "\n".join([head, *lines, tail]), rows)


def _claimed(story: Kpu, lang: Lang) -> Section:
    lead = story.lead(lang)
    return claims(
        lang,
        claimed=pick(
            lang,
            "with a body in every unit policy is the same everywhere, and positive opinion, "
            "participation, image and trust follow.",
            "dengan Bakohumas di seluruh satuan kerja kebijakan sama di mana pun, lalu terbentuk "
            "opini positif, partisipasi, citra, dan kepercayaan publik.",
        ),
        shown=pick(
            lang,
            "how many units hold the policy unaltered in three ways; the way back against none: "
            f"{lead}. What a unit lacks in people and tools is not made up for by a decree.",
            "berapa satuan kerja memegang kebijakan tanpa perubahan dengan tiga cara; arus balik "
            f"dibanding tanpa: {lead}. Kekurangan SDM dan perangkat tidak tertutup oleh keputusan.",
        ),
        unknown=pick(
            lang,
            f"opinion, participation, image and trust: {NOT_MODELLED[0]}; nor whether units obey "
            "what they hold, nor whether good packaging makes work look better than it is.",
            f"opini, partisipasi, citra, dan kepercayaan: {NOT_MODELLED[1]}; juga apakah satuan "
            "kerja mematuhinya, atau apakah kemasan membuat pekerjaan tampak lebih baik.",
        ),
    )
