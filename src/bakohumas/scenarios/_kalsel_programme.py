from collections.abc import Iterable
from datetime import date

from bakohumas.bodies import Body
from bakohumas.content import (
    Audience,
    Channel,
    Content,
    Fact,
    KeyMessage,
    Messages,
    Newsroom,
    Wording,
)
from bakohumas.institutions import Institution
from bakohumas.periods import Period
from bakohumas.programmes import (
    Achievement,
    Agency,
    Allocation,
    Programme,
    Stage,
    Task,
    WorkDivided,
    allocate,
)
from bakohumas.scenarios._kalsel_body import (
    FOUNDED,
    HEALTH,
    INVENTED,
    KOMINFO,
    MET,
    PROVINCIAL,
    STATEMENT,
    offices,
    regencies,
)

PROPOSED, AGREED = date(2017, 1, 30), date(2017, 2, 1)
PUBLISHED = date(2017, 2, 20)
ENDED = date(2017, 4, 28)
SPREAD = Period(PUBLISHED, ENDED)
ID = "gizi"
_SEED = "seed 1"
_SKILLS = {
    HEALTH: ("health", "writing", "reply"),
    KOMINFO: ("design", "monitoring"),
    PROVINCIAL: ("writing", "press"),
    "ptn-ulm": ("health", "evaluation"),
}
"""What members can do; invented, grade X, but that the health office knows of health."""
_JOINT = (
    ("data", "Data of malnutrition", "Data gizi buruk", "data", "health"),
    ("narrative", "One narrative", "Narasi seragam", "narrative", "writing"),
    ("release", "Press release", "Siaran pers", "press_release", "press"),
    ("infographic", "Infographic", "Infografis", "infographic", "design"),
    ("monitoring", "Monitoring of the media", "Pemantauan media", "monitoring", "monitoring"),
    ("replies", "Replies to questions", "Layanan jawaban", "reply_service", "reply"),
    ("evaluation", "Evaluation", "Evaluasi", "evaluation", "evaluation"),
)


def tasks(places: Iterable[Institution]) -> tuple[Task, ...]:
    """Seven tasks for all, and the spreading of the message in each regency and city."""
    joint = [Task(name, (en, idn), output, (need,)) for name, en, idn, output, need in _JOINT]
    spread = [
        Task(
            f"spread-{each.id}",
            (f"Spreading by {each}", f"Penyebarluasan oleh {each}"),
            "dissemination",
            ("account",),
            (each.regency,),
        )
        for each in places
    ]
    return (*joint, *spread)


def agencies(body: Body) -> tuple[Agency, ...]:
    """What each member offers; regencies and cities only on their own ground."""
    known = offices()
    places = regencies(body)
    return tuple(
        Agency(
            each,
            2,
            [*_SKILLS.get(each, ()), *(("account",) if each in places else ())],
            [known[each].regency] if each in places else [],
        )
        for each in body.on(FOUNDED).register.institutions
    )


def division_of(programme: Programme) -> Allocation:
    """The division that the members agreed to."""
    return next(each.allocation for each in programme.events if isinstance(each, WorkDivided))


def run(body: Body) -> Programme:
    """The health office's own programme, paid by itself, decided and divided together."""
    members = body.on(MET).register.institutions
    places = regencies(body)
    gizi = Programme.begin(
        "gizi-kalsel",
        title=("Against malnutrition in South Kalimantan", "Gizi buruk di Kalimantan Selatan"),
        charter=body.charter(on=MET),
        initiator=HEALTH,
        funder=HEALTH,
        helped_by=[body.id],
        on=MET,
        basis=f"{_SEED}; day {INVENTED}",
    )
    gizi = gizi.hold(Stage.RESEARCH, on=MET, basis=INVENTED)
    gizi = gizi.hold(Stage.DECISION, by=members, on=MET, basis=f"{_SEED}; day {INVENTED}")
    division = allocate(tasks(places.values()), agencies(body), objective="fair")
    gizi = gizi.divide(division, on=PROPOSED, basis=INVENTED)
    for each in division.shares:
        gizi = gizi.accept(each, on=AGREED, basis=INVENTED)
    gizi = gizi.brief(members, version=1, on=date(2017, 2, 3), basis=INVENTED)
    for each in members:
        if each != HEALTH:
            gizi = gizi.acknowledge(each, version=1, on=date(2017, 2, 6), basis=INVENTED)
    gizi = gizi.agree_frame(
        "one-message",
        professionals=["profesi-humas"],
        officers=tuple(division.shares),
        on=date(2017, 2, 8),
        basis=INVENTED,
    )
    for each in division.shares:
        gizi = gizi.write_strategy(
            each,
            own_need="informasi seragam",
            public_need="anak sehat",
            on=date(2017, 2, 9),
            basis=INVENTED,
        )
    gizi = gizi.hold(Stage.CONTENT, by=tuple(division.shares), on=date(2017, 2, 15), basis=INVENTED)
    gizi = gizi.publish(tuple(places), to=["public"], on=PUBLISHED, basis=INVENTED)
    posts = [Achievement(each, ("posts", "unggahan"), 1) for each in places]
    visits = Achievement("ptn-ulm", ("visits to the posyandu", "kunjungan posyandu"))
    return gizi.evaluate(outputs=posts, outcomes=[visits], on=ENDED, basis=INVENTED)


def newsroom(body: Body) -> Newsroom:
    """What the regencies and cities published: one message, the words of each."""
    day = date(2017, 2, 3)
    fact = Fact(
        ("Weighing shows growth", "Timbangan menunjukkan pertumbuhan"), INVENTED, HEALTH, day
    )
    statement = ("Weigh every child monthly at the posyandu", STATEMENT)
    message = KeyMessage(ID, statement, on=day, facts=(fact,), basis=INVENTED)
    room = Newsroom(Messages([message]))
    for each, place in regencies(body).items():
        people = f"warga-{place.regency}"
        room = room.enter(
            Audience(people, place.regency, style="santai"),
            Channel(f"ig-{each}", each, "social_media", audience=people, two_way=True),
            Wording(f"kata-{each}", {ID: 1}, people, "santai", text=f"{place}: ayo {STATEMENT}!"),
            Content(
                f"post-{each}",
                "caption",
                each,
                f"ig-{each}",
                on=PUBLISHED,
                carries={ID: 1},
                purpose="education",
                wording=f"kata-{each}",
            ),
        )
    return room
