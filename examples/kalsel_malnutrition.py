"""A campaign on malnutrition (gizi buruk) by all 13 regencies and cities of South Kalimantan.

Run it with ``python3 examples/kalsel_malnutrition.py``. That the health office says something
of malnutrition, pays for it itself and all others spread it, so that the information is uniform,
is what seed 1 tells. The message, what each can do, days, costs and dates are assumed (grade X).
"""

from collections.abc import Sequence
from datetime import date

from bakohumas import content, programmes
from bakohumas.institutions import Category, directory
from bakohumas.languages import Lang, listed, pick
from bakohumas.law import charter
from bakohumas.periods import Period
from bakohumas.programmes import Agency, Loan, Output, Programme, Role, Slot, Task

PROPOSED, SPREAD_ON, ENDED = date(2018, 1, 30), date(2018, 2, 19), date(2018, 4, 30)
SPREAD = Period(date(2018, 2, 19), date(2018, 4, 21))
FREE = [date(2018, 3, 17), date(2018, 3, 30), date(2018, 4, 14)]  # laid down by the host
SOURCE, OURS = "seed 1 (grade C)", "assumed (grade X)"
OFFICES = ("Dinas Kesehatan", "Dinas Kominfo", "Biro Humas")
HEALTH, KOMINFO, BUREAU = (f"{each.lower().replace(' ', '-')}-kalsel" for each in OFFICES)
DIRECTORY = directory(on=PROPOSED).extended(
    {"id": code, "name": f"{name} Provinsi Kalimantan Selatan", "acronym": f"{name} Kalsel",
     "category": "provincial_government", "parent": "pemprov-kalimantan-selatan"}
    for code, name in zip((HEALTH, KOMINFO, BUREAU), OFFICES, strict=True)
)  # fmt: skip
KALSEL = DIRECTORY.in_province("Kalsel")
REGENCIES = {each.id: each for each in KALSEL if each.category == Category.REGENCY_GOVERNMENT}
PLACES = {each: DIRECTORY.area(one.regency).name for each, one in REGENCIES.items()}
MEMBERS = {**{each: DIRECTORY[each] for each in (HEALTH, KOMINFO, BUREAU, "ptn-ulm")}, **REGENCIES}
SKILLS: dict[str, list[str]] = {
    HEALTH: ["health", "writing", "reply"],
    KOMINFO: ["monitoring", "design", "video", Loan.STUDIO],
    BUREAU: ["writing", "design", "channel:tier_1"],
    "ptn-ulm": ["health", Role.PRESCRIBER, Role.ADVISOR],
    "pemkot-banjarbaru": ["video"],
    "pemkot-banjarmasin": ["video", "design", Loan.STUDIO],
}
STATEMENT = ("Weigh every child monthly at the posyandu", "Timbang anak tiap bulan di posyandu")
GREETING = "Dangsanak di {}, ayo timbang anak di posyandu saban bulan!"


def agencies() -> list[Agency]:
    """The 13, three provincial offices and a university, with what is assumed of each."""
    return [
        Agency(
            each,
            5 if each in REGENCIES else 14,
            ["channel:social_media", *SKILLS.get(each, [])],
            [one.regency] if each in REGENCIES else [],
            languages=["id", "bjn"] if each in REGENCIES else ["id"],
            conflicts={"evaluasi": "menilai programnya sendiri"} if each == HEALTH else {},
        )
        for each, one in MEMBERS.items()
    ]


def tasks() -> list[Task]:
    """One message made together, told in every regency and city, and what follows."""
    made = Period(date(2018, 2, 5), date(2018, 2, 17))
    health = Slot("consulted", needs=["health"])
    joint = [
        Task("data", ("Data of malnutrition", "Data gizi buruk"), Output.DATA, ["health"], (),
             {HEALTH: 1, "ptn-ulm": 2}, days=2, window=made, slots=[health]),
        Task("narasi", ("One narrative", "Narasi seragam"), Output.NARRATIVE, ["writing"], (),
             {HEALTH: 1, BUREAU: 2}, days=2, window=made,
             slots=[health, Slot("informed", least=13, cost=dict.fromkeys(REGENCIES, 0))]),
        Task("siaran-pers", ("Press release", "Siaran pers"), Output.PRESS_RELEASE, ["writing"],
             (), {BUREAU: 1, HEALTH: 2}, window=made, slots=[health]),
        Task("infografis", ("Infographic", "Infografis"), Output.INFOGRAPHIC, ["design"], (),
             {KOMINFO: 1, BUREAU: 1, "pemkot-banjarmasin": 2}, days=2, window=made,
             slots=[health]),
        Task("videografik", ("Videographic", "Videografik"), Output.VIDEOGRAPHIC, ["video"], (),
             {"pemkot-banjarmasin": 1, "pemkot-banjarbaru": 2, KOMINFO: 3}, days=3, window=made,
             slots=[Slot("support", needs=[Loan.STUDIO])]),
        Task("media-tier-1", ("Inviting tier-1 media", "Mengundang media tier 1"),
             Output.DISSEMINATION, ["channel:tier_1"], window=SPREAD),
        Task("pemantauan", ("Media monitoring", "Pemantauan media"), Output.MONITORING,
             ["monitoring"], days=4, window=SPREAD, slots=[Slot("informed", cost={HEALTH: 0})]),
        Task("jawaban", ("Reply service", "Layanan jawaban"), Output.REPLY_SERVICE, ["reply"],
             days=4, window=SPREAD),
        Task("evaluasi", ("Evaluation", "Evaluasi"), Output.EVALUATION, [Role.PRESCRIBER],
             days=3, window=Period(SPREAD.end), slots=[Slot("consulted", cost={HEALTH: 0})]),
    ]  # fmt: skip
    return joint + [
        Task(f"sebar-{each}", (f"Spreading in {place}", f"Diseminasi di {place}"),
             Output.DISSEMINATION, ["channel:social_media"], [REGENCIES[each].regency],
             languages=["bjn"], window=SPREAD, slots=[Slot("consulted", cost={HEALTH: 0})])
        for each, place in PLACES.items()
    ]  # fmt: skip


def agreed() -> Programme:
    """The health office's own programme, divided among the members and agreed in two rounds."""
    gizi = Programme.begin(
        "gizi-kalsel",
        title=("Against malnutrition in South Kalimantan", "Gizi buruk di Kalimantan Selatan"),
        charter=charter("kalsel"),
        initiator=HEALTH,
        funder=HEALTH,
        helped_by=["bakohumas-kalsel"],
        on=date(2018, 1, 23),
        basis=SOURCE,
    )
    gizi = gizi.hold("research", on=date(2018, 1, 23), basis=OURS)
    gizi = gizi.hold("decision", by=MEMBERS, on=date(2018, 1, 26), basis=SOURCE)
    gizi = gizi.divide(programmes.allocate(tasks(), agencies()), on=PROPOSED, basis=OURS)
    why, refusing = "studio dipakai layanan lain", date(2018, 1, 31)
    gizi = gizi.refuse("pemkot-banjarmasin", reason=why, tasks=["videografik"], on=refusing)
    for each in gizi.agreement_on(refusing).pending:
        gizi = gizi.accept(each, on=date(2018, 2, 1))
    gizi = gizi.renegotiate(on=date(2018, 2, 2), basis=OURS)
    for each in gizi.agreement_on(date(2018, 2, 2)).pending:
        gizi = gizi.accept(each, on=date(2018, 2, 5))
    return gizi


def newsroom() -> content.Newsroom:
    """One message in the words of each of the 13, on a channel that answers."""
    fact = content.Fact(("Growth is seen by weighing", "Pertumbuhan terlihat dari timbangan"),
                OURS, HEALTH, date(2018, 2, 5))  # fmt: skip
    message = content.KeyMessage("gizi", STATEMENT, on=date(2018, 2, 5), facts=(fact,), basis=OURS)
    room = content.Newsroom(content.Messages([message]))
    for each, one in REGENCIES.items():
        people, text = f"warga-{one.regency}", GREETING.format(PLACES[each])
        room = room.enter(
            content.Audience(people, one.regency, style="santai"),
            content.Channel(f"ig-{each}", each, "social_media", audience=people, two_way=True),
            content.Wording(f"kata-{each}", {"gizi": 1}, people, "santai", "bjn", text),
            content.Content(f"post-{each}", "caption", each, f"ig-{each}", on=SPREAD_ON,
                    carries={"gizi": 1}, purpose="education", wording=f"kata-{each}"),
        )  # fmt: skip
    return room


def carried_out(gizi: Programme, room: content.Newsroom) -> Programme:
    """All know the base information, then the 13 publish on one day."""
    gizi = gizi.brief(MEMBERS, version=1, on=date(2018, 2, 6))
    for each in MEMBERS:
        gizi = gizi.acknowledge(each, version=1, on=date(2018, 2, 8))
    pros, on = ["profesi-humas"], date(2018, 2, 9)
    gizi = gizi.agree_frame("satu-pesan", professionals=pros, officers=MEMBERS, on=on, basis=OURS)
    for each in MEMBERS:
        gizi = gizi.write_strategy(each, own_need="seragam", public_need="anak sehat", on=on)
    gizi = gizi.hold("content", by=MEMBERS, on=date(2018, 2, 16), basis=OURS)
    for post in room.contents:
        gizi = gizi.publish([post.maker], to=["public"], content=post.id, on=post.on)
    made = [programmes.Achievement(each, ("posts", "unggahan"), 1) for each in REGENCIES]
    came = programmes.Achievement("ptn-ulm", ("visits to posyandu", "kunjungan posyandu"))
    return gizi.evaluate(outputs=made, outcomes=[came], on=ENDED, basis=OURS)


def named(codes: Sequence[str], lang: Lang) -> str:
    """The members as people call them."""
    return listed([str(MEMBERS[each]) for each in codes if each], lang, most=4)


def told(gizi: Programme, room: content.Newsroom, lang: Lang) -> None:
    """The division and the message, as a secretariat would hand them round."""
    division = gizi.rounds_on(ENDED)[-1].proposal
    print(f"{gizi.label(lang).upper()} ({SOURCE})")
    print(pick(lang, f"Message, what each can do, days, costs and dates: {OURS}",
               "Pesan, kemampuan, hari kerja, biaya, dan tanggal: asumsi (tingkat X)"))  # fmt: skip
    for each in gizi.rounds_on(ENDED):
        print(each.explain(lang))
    print("\nRACI: A | R | C | I")
    for row in programmes.raci(division, lang):
        team = [named(row[key], lang) for key in ("responsible", "consulted", "informed")]
        print(row["title"], named([row["accountable"]], lang), *team, sep=" | ")
    print(pick(lang, "\nTO SIGN: member | A | R | days | signature",
               "\nLEMBAR PERSETUJUAN: anggota | A | R | hari | paraf"))  # fmt: skip
    for full in programmes.workload(division):
        name, days = MEMBERS[str(full["agency"])].label(lang), f"{full['load']}/{full['capacity']}"
        print(name, full["leads"], full["supports"], days, "____", sep=" | ")
    print(pick(lang, "\nSCHEDULE", "\nJADWAL"))
    title, who = ("Media monitoring", "Pemantauan media"), division.assignments["pemantauan"]
    watch = programmes.Routine("pantau", title, [who], "FREQ=WEEKLY;BYDAY=FR", SPREAD)
    print(programmes.schedule([watch], within=SPREAD, holidays=FREE).explain(lang))
    print(pick(lang, "\nMESSAGE", "\nPESAN"), room.messages.of("gizi")[0].explain(lang), sep=": ")
    print(room.wordings[0].text)
    seen = room.uniformity("gizi", on=SPREAD_ON, by="maker")
    print(f"{seen.explain(lang)}; {pick(lang, 'uniformity', 'keseragaman')} {seen.share}")
    faults = [*programmes.verify(division, tasks(), division.agencies), *gizi.remarks(ENDED)]
    faults += room.gaps(on=ENDED)
    print(pick(lang, "faults found:", "cacat yang ditemukan:"), len(faults), end="\n\n")


def main() -> None:
    """Tell it in Indonesian and in English."""
    room = newsroom()
    gizi = carried_out(agreed(), room)
    told(gizi, room, "id")
    told(gizi, room, "en")


if __name__ == "__main__":
    main()
