from datetime import date

from bakohumas.bodies import Body
from bakohumas.institutions import Category, directory
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

BEGUN = date(2018, 7, 2)
PUBLISHED = date(2018, 8, 1)
EVALUATED = date(2018, 8, 31)
SOURCE = "kemenkeu"
INITIATOR = "kominfo"
FGD = ("bappenas", "kemendikbud", "kemen-pupr", "kemenkeu", "kominfo")
_SEED = "seed 0"
_INVENTED = "day invented for this scenario, grade X"

TASKS = (
    Task(
        "allocation",
        ("How the budget was allocated", "Alokasi belanja negara"),
        output="narrative",
        needs=("budget",),
    ),
    Task(
        "school-aid",
        ("School operational aid reached the schools", "Penyaluran dana BOS ke sekolah"),
        output="narrative",
        needs=("schools",),
    ),
    Task(
        "houses",
        (
            "Subsidised houses built (the source gives no number)",
            "Rumah bersubsidi terbangun (sumber tidak menyebut angka)",
        ),
        output="narrative",
        needs=("housing",),
    ),
    Task(
        "release",
        ("Press release for tier-1 media", "Siaran pers untuk media tier 1"),
        output="press_release",
        needs=("press_release",),
    ),
    Task(
        "infographic", ("Infographic", "Infografis"), output="infographic", needs=("infographic",)
    ),
    Task(
        "videographic",
        ("Videographic", "Videografik"),
        output="videographic",
        needs=("videographic",),
    ),
    Task(
        "captions",
        ("Captions for social media", "Caption media sosial"),
        output="caption",
        needs=("caption",),
    ),
    Task(
        "regions",
        ("Dissemination through the regions", "Diseminasi melalui daerah"),
        output="dissemination",
        needs=("regions",),
    ),
    Task(
        "monitoring",
        ("Monitoring of the media", "Pemantauan media"),
        output="monitoring",
        needs=("monitoring",),
    ),
)
"""The tasks of *Capaian Output Semester 1 APBN 2018*."""

OF_THE_SOURCE = ("allocation", "school-aid", "houses")
"""The tasks that the document itself gives as examples; the others are invented, grade X."""

OUTPUTS = (
    Achievement(
        "kemendikbud",
        ("school operational aid reached the schools", "dana BOS tersalurkan ke sekolah"),
        source=_SEED,
    ),
    Achievement(
        "kemen-pupr",
        (
            "subsidised houses built, so many thousands (no number)",
            "rumah bersubsidi terbangun, sekian ribu (tanpa angka)",
        ),
        source=_SEED,
    ),
)
"""The outputs that the document names; it hopes for outcomes, and names none."""

_OFFERS = {
    "bappenas": ("infographic", "monitoring"),
    "kemen-pupr": ("housing", "infographic"),
    "kemendagri": ("regions",),
    "kemendikbud": ("schools", "videographic"),
    "kemenkeu": ("budget", "infographic"),
    "kemenpar-2014": ("caption", "videographic"),
    "kemensetneg": ("press_release",),
    "kominfo": ("caption", "monitoring", "press_release"),
}
"""What ministries offer; invented, grade X, but for the three subjects of the source."""


def offers() -> tuple[Agency, ...]:
    """All ministries of the day with what they offer; at most two tasks each."""
    ministries = directory(on=BEGUN).in_category(Category.MINISTRY)
    return tuple(Agency(each.id, 2, skills=_OFFERS.get(each.id, ())) for each in ministries)


def divided() -> Allocation:
    """The tasks with agencies that can do them, spread as evenly as can be."""
    return allocate(TASKS, offers(), objective="fair")


def division_of(programme: Programme) -> Allocation:
    """The division that the programme's agencies agreed to."""
    return next(
        event.allocation for event in reversed(programme.events) if isinstance(event, WorkDivided)
    )


def run(body: Body) -> Programme:
    """The programme from research to evaluation, agreed by every task holder."""
    division = divided()
    members = body.on(BEGUN).register.institutions
    programme = Programme.begin(
        "apbn-2018-1",
        title=("Budget outputs of the first half of 2018", "Capaian Output Semester 1 APBN 2018"),
        charter=body.charter(on=BEGUN),
        initiator=INITIATOR,
        on=BEGUN,
        basis=f"{_SEED}; {_INVENTED}",
    )
    programme = programme.hold(Stage.RESEARCH, on=BEGUN, basis=_INVENTED)
    programme = programme.hold(
        Stage.FGD, decision_makers=FGD, on=date(2018, 7, 9), basis=f"{_SEED}; {_INVENTED}"
    )
    programme = programme.hold(Stage.DECISION, by=FGD, on=date(2018, 7, 10), basis=_INVENTED)
    programme = programme.divide(division, on=date(2018, 7, 12), basis=_INVENTED)
    for agency in division.shares:
        programme = programme.accept(agency, on=date(2018, 7, 16), basis=_INVENTED)
    programme = programme.brief(members, version=1, on=date(2018, 7, 18), basis=_INVENTED)
    for agency in division.shares:
        if agency != INITIATOR:
            programme = programme.acknowledge(
                agency, version=1, on=date(2018, 7, 19), basis=_INVENTED
            )
    for stage, day in (
        (Stage.COMMON_FRAME, date(2018, 7, 20)),
        (Stage.STRATEGY, date(2018, 7, 24)),
        (Stage.CONTENT, date(2018, 7, 27)),
        (Stage.DISSEMINATION, PUBLISHED),
    ):
        programme = programme.hold(stage, on=day, basis=_INVENTED)
    return programme.evaluate(outputs=OUTPUTS, on=EVALUATED, basis=f"{_SEED}; {_INVENTED}")
