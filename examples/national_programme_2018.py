"""The national programme that seed 0 proposes for 2018, over the 34 ministries of that day.

Run it with ``python3 examples/national_programme_2018.py``. The ministries and what is to be
made of the budget outputs of the first semester are those of the sources. What each ministry
can do, days, costs and dates, and all that happens, are assumed (grade X).
"""

from collections.abc import Sequence
from datetime import date

from bakohumas import programmes
from bakohumas.institutions import Category, directory
from bakohumas.languages import Lang, listed, pick
from bakohumas.law import charter
from bakohumas.periods import Period
from bakohumas.programmes import Agency, Loan, Output, Programme, Role, Slot, Task

PROPOSED, AGREED, ENDED = date(2018, 7, 9), date(2018, 7, 17), date(2018, 9, 28)
SPREAD = Period(date(2018, 8, 1), date(2018, 9, 22))
SOURCE, OURS = "seed 0 (grade C)", "assumed (grade X)"
MINISTRIES = {each.id: each for each in directory(on=PROPOSED).in_category(Category.MINISTRY)}
CLUSTERS = dict.fromkeys((each for each in MINISTRIES if each.startswith("kemenko-")), 0)
SOCIAL, TIER_1, BUDGET = "channel:social_media", "channel:tier_1", "budget-data"
SKILLS: dict[str, list[str]] = {
    "bappenas": [BUDGET, "design", Role.PRESCRIBER],
    "kemen-panrb": [Role.PRESCRIBER],
    "kemendikbud": ["video", Loan.STUDIO],
    "kemenkeu": [BUDGET, "design", TIER_1, Role.PRESCRIBER],
    "kemenpar-2014": ["video", "design"],
    "kemensetneg": [TIER_1, "monitoring"],
    "kominfo": ["video", "design", TIER_1, "monitoring", Loan.STUDIO],
}
NAMED = {
    "kemendikbud": ("school aid (BOS) paid out", "dana BOS tersalurkan"),
    "kemen-pupr": ("subsidised houses built", "rumah bersubsidi terbangun"),
}  # seed 0 gives no numbers


def agencies() -> list[Agency]:
    """The 34 ministries, with what is assumed of each."""
    judged = {"kemenkeu": "menilai anggarannya sendiri", "kominfo": "menilai programnya sendiri"}
    ready = []
    for each in MINISTRIES:
        skills = ["writing", SOCIAL, f"own:{each}", *SKILLS.get(each, [])]
        conflicts = {"evaluasi": judged[each]} if each in judged else {}
        ready.append(Agency(each, 18 if each == "kominfo" else 10, skills, conflicts=conflicts))
    return ready


def tasks() -> list[Task]:
    """What seed 0 asks for: joint outputs, a caption of each ministry, and what follows."""
    july = Period(date(2018, 7, 18), date(2018, 8, 1))
    named = Slot("support", needs=["writing"], least=2, cost=dict.fromkeys(NAMED, 0))
    joint = [
        Task("data", ("Data of semester 1", "Data capaian semester 1"), Output.DATA, [BUDGET], (),
             {"kemenkeu": 1, "bappenas": 2}, days=3, window=july,
             slots=[Slot("support", needs=[BUDGET])]),
        Task("narasi", ("Narrative", "Narasi"), Output.NARRATIVE, ["writing"], (),
             {"kominfo": 1, "kemenkeu": 2, "kemensetneg": 3}, days=3, window=july,
             slots=[named, Slot("consulted", needs=[BUDGET])]),
        Task("siaran-pers", ("Press release", "Siaran pers"), Output.PRESS_RELEASE, ["writing"],
             (), {"kemensetneg": 1, "kominfo": 2}, days=2, window=july, slots=[named]),
        Task("infografis", ("Infographic", "Infografis"), Output.INFOGRAPHIC, ["design"], (),
             {"kemenkeu": 2, "bappenas": 2, "kominfo": 1}, days=3, window=july,
             slots=[Slot("consulted", needs=[BUDGET])]),
        Task("videografik", ("Videographic", "Videografik"), Output.VIDEOGRAPHIC, ["video"], (),
             {"kemenpar-2014": 1, "kemendikbud": 2, "kominfo": 3}, days=5, window=july,
             slots=[Slot("support", needs=[Loan.STUDIO])]),
        Task("diseminasi", ("Spreading by all social-media admins",
             "Diseminasi oleh seluruh admin media sosial"), Output.DISSEMINATION, [SOCIAL], (),
             {"kominfo": 1}, days=4, window=SPREAD,
             slots=[Slot("support", needs=[SOCIAL], least=len(MINISTRIES) - 1)]),
        Task("media-tier-1", ("Inviting tier-1 media", "Mengundang media tier 1"),
             Output.DISSEMINATION, [TIER_1], (), {"kemensetneg": 1, "kominfo": 2, "kemenkeu": 2},
             days=2, window=SPREAD, slots=[Slot("support", needs=[TIER_1])]),
        Task("pemantauan", ("Media monitoring", "Pemantauan media"), Output.MONITORING,
             ["monitoring"], (), {"kominfo": 1, "kemensetneg": 2}, days=6, window=SPREAD,
             slots=[Slot("informed", least=len(CLUSTERS), cost=CLUSTERS)]),
        Task("evaluasi", ("Evaluation", "Evaluasi"), Output.EVALUATION, [Role.PRESCRIBER], (),
             {"bappenas": 1, "kemen-panrb": 2, "kemenkeu": 1}, days=3, window=Period(SPREAD.end),
             slots=[Slot("support", needs=[Role.PRESCRIBER]), Slot("consulted", needs=[BUDGET])]),
    ]  # fmt: skip
    own = [
        Task(f"takarir-{each}", (f"Caption: {one}", f"Takarir: {one}"), Output.CAPTION,
             [f"own:{each}"], window=july,
             slots=[Slot("consulted", needs=[BUDGET], cost={"kemenkeu": 0, "bappenas": 1})])
        for each, one in MINISTRIES.items()
    ]  # fmt: skip
    return joint + own


def agreed() -> Programme:
    """From the research to a division that all 34 have agreed to, in two rounds."""
    apbn = Programme.begin(
        "apbn-2018",
        title=("Budget outputs, semester 1 of 2018", "Capaian Output Semester 1 APBN 2018"),
        charter=charter("national"),
        initiator="kominfo",
        on=date(2018, 6, 25),
        basis=SOURCE,
    )
    apbn = apbn.hold("research", on=date(2018, 6, 25), basis=OURS)
    apbn = apbn.hold("fgd", decision_makers=MINISTRIES, on=date(2018, 7, 3), basis=OURS)
    apbn = apbn.hold("decision", by=MINISTRIES, on=date(2018, 7, 5), basis=OURS)
    apbn = apbn.divide(programmes.allocate(tasks(), agencies()), on=PROPOSED, basis=OURS)
    why, refusing = "tim video sudah terikat kegiatan lain", date(2018, 7, 11)
    apbn = apbn.refuse("kemenpar-2014", reason=why, tasks=["videografik"], on=refusing)
    for each in apbn.agreement_on(refusing).pending:
        apbn = apbn.accept(each, on=date(2018, 7, 12))
    apbn = apbn.renegotiate(on=date(2018, 7, 13), basis=OURS)
    for each in apbn.agreement_on(date(2018, 7, 13)).pending:
        apbn = apbn.accept(each, on=AGREED)
    return apbn


def carried_out(apbn: Programme) -> Programme:
    """Everybody knows the base information and the frame before anything is published."""
    apbn = apbn.brief(MINISTRIES, version=1, on=date(2018, 7, 18), basis=OURS)
    for each in MINISTRIES:
        apbn = apbn.acknowledge(each, version=1, on=date(2018, 7, 19))
    frame = "uang-rakyat-menjadi-manfaat"
    pros, on = ["profesi-humas"], date(2018, 7, 20)
    apbn = apbn.agree_frame(frame, professionals=pros, officers=MINISTRIES, on=on, basis=OURS)
    need, on = "tahu manfaat anggaran", date(2018, 7, 24)
    for each in MINISTRIES:
        apbn = apbn.write_strategy(each, own_need="kepercayaan", public_need=need, on=on)
    apbn = apbn.hold("content", by=MINISTRIES, on=date(2018, 7, 31), basis=OURS)
    apbn = apbn.publish(MINISTRIES, to=["public"], on=date(2018, 8, 1), basis=OURS)
    made = [programmes.Achievement(each, what, source=SOURCE) for each, what in NAMED.items()]
    came = programmes.Achievement(
        "bappenas", ("what the public knows of it", "pengetahuan masyarakat")
    )
    return apbn.evaluate(outputs=made, outcomes=[came], on=ENDED, basis=OURS)


def told(apbn: Programme, lang: Lang) -> None:
    """The division as a secretariat would hand it round for signature."""
    division = apbn.rounds_on(ENDED)[-1].proposal
    print(f"{apbn.label(lang).upper()} ({SOURCE})")
    print(pick(lang, f"What each can do, days, costs and dates: {OURS}",
               "Kemampuan, hari kerja, biaya, dan tanggal: asumsi (tingkat X)"))  # fmt: skip
    for each in apbn.rounds_on(ENDED):
        count, asked = len(each.agreement.accepted), len(each.proposal.shares)
        yes = pick(lang, f"{count} of {asked} agreed", f"{count} dari {asked} setuju")
        no = [f"{named([who], lang)}: {why}" for who, why in each.agreement.refused.items()]
        moved = f"{pick(lang, 'moved', 'berpindah')}: {listed(each.moved, lang)}"
        print(pick(lang, "Round", "Putaran"), each.number, each.on, *[yes, *no, moved], sep=" | ")
    print("\nRACI: A | R | C | I")
    for row in programmes.raci(division, lang):
        team = [named(row[key], lang) for key in ("responsible", "consulted", "informed")]
        print(row["title"], named([row["accountable"]], lang), *team, sep=" | ")
    print(pick(lang, "\nTO SIGN: ministry | A and R | C | I | days | signature",
               "\nLEMBAR PERSETUJUAN: kementerian | A dan R | C | I | hari | paraf"))  # fmt: skip
    rows = programmes.duties(division, lang)
    for full in programmes.workload(division):
        mine = [row for row in rows if row["agency"] == full["agency"]]
        work = [f"{row['title']} ({row['raci']})" for row in mine if row["raci"] in "AR"]
        rest = [sum(row["raci"] == letter for row in mine) for letter in "CI"]
        name = MINISTRIES[str(full["agency"])].label(lang)
        print(
            name, listed(work, lang), *rest, f"{full['load']}/{full['capacity']}", "____", sep=" | "
        )
    print(pick(lang, "\nSCHEDULE", "\nJADWAL"))
    who = division.assignments
    watch = ("Media monitoring", "Pemantauan media"), [who["pemantauan"]], "FREQ=WEEKLY;BYDAY=MO"
    post = ("Joint posting", "Unggahan serentak"), [who["diseminasi"]], "FREQ=WEEKLY;BYDAY=FR"
    routines = [
        programmes.Routine("pantau", *watch, SPREAD),
        programmes.Routine("unggah", *post, SPREAD),
    ]
    free = [date(2018, 8, 17), date(2018, 8, 22), date(2018, 9, 11)]  # laid down by the host
    print(programmes.schedule(routines, within=SPREAD, holidays=free).explain(lang))
    faults = [*programmes.verify(division, tasks(), division.agencies), *apbn.remarks(ENDED)]
    print(pick(lang, "\nfaults found:", "\ncacat yang ditemukan:"), len(faults), end="\n\n")


def named(codes: Sequence[str], lang: Lang) -> str:
    """The ministries as people call them."""
    return listed([str(MINISTRIES[each]) for each in codes if each], lang, most=4)


def main() -> None:
    """Tell it in Indonesian and in English."""
    apbn = carried_out(agreed())
    told(apbn, "id")
    told(apbn, "en")


if __name__ == "__main__":
    main()
