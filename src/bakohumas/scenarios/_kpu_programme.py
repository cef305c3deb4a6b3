from datetime import date

from bakohumas.law import charter
from bakohumas.programmes import (
    Achievement,
    Agency,
    Allocation,
    Programme,
    Role,
    Stage,
    Task,
    WorkDivided,
    allocate,
)
from bakohumas.scenarios._kpu_body import CENTRE, PROVINCE, TOLD, UNIT, WEBINAR

PLANNED = date(2021, 5, 25)
COMMUNICATED = date(2021, 6, 1)
EVALUATED = date(2021, 9, 30)
_INVENTED = "invented for this scenario, grade X"
_HOLDERS = (CENTRE, PROVINCE, UNIT, "kpu-51", "kpu-51.01")

WORK = (
    ("tell", ("Tell policy and programme", "Menyampaikan kebijakan dan program"), "communicator"),
    ("link", ("Bring the public and the unit together", "Mempertemukan publik dan satuan kerja"),
     "facilitator"),
    ("spread", ("Spread what the centre says", "Menyebarluaskan informasi KPU RI"), "disseminator"),
    ("move", ("Win others to take part", "Menggerakkan pihak lain ikut serta"), "catalyst"),
    ("advise", ("Advise the commissioners", "Memberi saran kepada komisioner"), "advisor"),
    ("catch", ("Catch and explain what the public says", "Menangkap dan menjelaskan suara publik"),
     "interpreter"),
    ("recommend", ("Recommend what is to be done", "Merekomendasikan langkah"), "prescriber"),
)  # fmt: skip
"""One task for each of the seven roles of PermenPAN-RB 30/2011; the tasks are invented."""


def division() -> Allocation:
    """A task of each role, spread over five units as evenly as can be."""
    tasks = [Task(name, words, needs=(f"role:{role}",)) for name, words, role in WORK]
    skills = [each.value for each in Role]
    return allocate(tasks, [Agency(each, 2, skills=skills) for each in _HOLDERS], objective="fair")


def division_of(programme: Programme) -> Allocation:
    """The division that the programme has."""
    return next(each.allocation for each in programme.events if isinstance(each, WorkDivided))


def cycle() -> Programme:
    """Research, planning, communication, evaluation, as the webinar was told of them."""
    programme = Programme.begin(
        "kpu-2021",
        title=("Public relations of the commission, 2021", "Kehumasan KPU 2021"),
        charter=charter("kpu_ri"),
        initiator=CENTRE,
        on=WEBINAR,
        basis=f"seed 2; {_INVENTED}",
    )
    programme = programme.hold(Stage.RESEARCH, on=WEBINAR, basis=f"seed 2; {_INVENTED}")
    programme = programme.divide(division(), on=PLANNED, basis=_INVENTED)
    for each in division_of(programme).shares:
        programme = programme.accept(each, on=PLANNED, basis=_INVENTED)
    programme = programme.hold(Stage.PLANNING, on=PLANNED, basis=_INVENTED)
    programme = programme.brief(_HOLDERS, version=1, on=PLANNED, basis=_INVENTED)
    for each in _HOLDERS:
        if each != CENTRE:
            programme = programme.acknowledge(each, version=1, on=PLANNED, basis=_INVENTED)
    programme = programme.hold(Stage.COMMUNICATION, on=COMMUNICATED, basis=_INVENTED)
    invited = Achievement(
        CENTRE,
        (
            f"units invited to learn the technical guideline on {TOLD}",
            f"satuan kerja diundang mempelajari pedoman teknis pada {TOLD}",
        ),
        549,
        "units",
        "Bolmong-2021: all units",
    )
    return programme.evaluate(outputs=[invited], on=EVALUATED, basis=_INVENTED)
