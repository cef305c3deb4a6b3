from collections.abc import Iterator, Sequence
from datetime import date

from bakohumas.audit._case import Case
from bakohumas.audit._data import words
from bakohumas.audit._examples import DAY, THREE, forum, of_programme, programme
from bakohumas.audit._remarked import bound, broken, no_programme, programmes, remarked, unbound
from bakohumas.audit._rule import rule
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted
from bakohumas.audit._worked import Setting, worked
from bakohumas.languages import Lang, listed, number
from bakohumas.programmes import (
    Achievement,
    Agency,
    Allocation,
    FrameAgreed,
    Programme,
    PublicDuty,
    ResultsEvaluated,
    Role,
    Stage,
    StrategyWritten,
    Task,
)

_BOTH: tuple[Lang, Lang] = "en", "id"
_ROLE = "role:"
_KEPT = Achievement(THREE[0], ("houses built", "rumah terbangun"), 7, "units")
_CAME = Achievement(THREE[0], ("more trust", "kepercayaan meningkat"))


def _framed(*officers: str) -> Setting:
    return of_programme(
        programme().agree_frame(
            "untuk-rakyat", professionals=["perhumas"], officers=officers, on=DAY, basis="invented"
        )
    )


def _planned(own_need: str) -> Setting:
    written = programme().write_strategy(
        THREE[0], own_need=own_need, public_need="where the money goes", on=DAY
    )
    return worked(forum(), written, on=DAY, who="contoh" if own_need else THREE[0])


def _evaluated(*outputs: Achievement) -> Setting:
    told = programme().evaluate(outputs=outputs, outcomes=[_CAME], on=DAY, basis="invented")
    return of_programme(told)


def _of_role(role: str) -> Setting:
    ready, work = Agency(THREE[0], 1, skills=[role]), Task("story", needs=[role])
    division = Allocation.of({"story": THREE[0]}, tasks=[work], agencies=[ready])
    return of_programme(programme().divide(division, on=DAY, basis="invented"))


def _serving(*duties: PublicDuty) -> Setting:
    bare = programme()
    begun = Programme.begin(
        bare.id,
        title=bare.title,
        charter=bare.charter,
        initiator=bare.initiator,
        serves=duties,
        on=DAY,
        basis="invented",
    )
    return worked(forum(), begun, on=DAY)


def _of_stage(
    case: Case,
    one: Programme,
    law: str,
    stage: Stage,
    key: str,
    recorded: Sequence[str],
    *,
    known: bool,
) -> Iterator[Verdict]:
    """What a programme remarks on under a rule that asks for a stage and more.

    Of a stage that was held, and of which nothing more is on record, nobody can tell.
    """
    case.read(key, recorded, one.id)
    told = remarked(case, one, law)
    if not bound(one, law):
        yield unbound(one)
    elif told and (known or stage in one.skipped):
        yield from broken(told, one.id)
    elif known:
        en, idn = words(key)
        yield Verdict.holds(
            f"{en}: {listed(recorded, most=3)}",
            f"{idn}: {listed(recorded, 'id', most=3)}",
            who=one.id,
        )
    elif any(event.enters is stage for event in one.events):
        yield Verdict.lacks(
            key,
            who=one.id,
            en=f"that there was the {stage.label()} is all that is on record",
            indonesian=f"hanya tercatat bahwa {stage.label('id')} berlangsung",
        )
    else:
        yield Verdict.not_applicable(
            f"{one.id} has not come to the {stage.label()}",
            f"{one.id} belum sampai pada {stage.label('id')}",
        )


@rule(
    "TSK-05",
    advice=(
        "Bring PR professionals and functional PR officers to one table, and name the frame.",
        "Pertemukan profesional humas dan pranata humas, lalu tetapkan kerangka pandangnya.",
    ),
    holds=lambda: _framed(THREE[0]),
    violated=_framed,
)
def one_frame(case: Case) -> Iterator[Verdict]:
    """PR professionals and functional PR officers sat together and named one frame."""
    found = programmes(case)
    if not found:
        yield no_programme("programme.participants", "programme.frame")
    for each in found:
        frames = [event for event in each.events if isinstance(event, FrameAgreed)]
        case.read(
            "programme.participants", sorted({who for one in frames for who in one.who}), each.id
        )
        names = sorted({one.frame for one in frames})
        yield from _of_stage(
            case, each, "TSK-05", Stage.COMMON_FRAME, "programme.frame", names, known=bool(frames)
        )


@rule(
    "TSK-06",
    advice=(
        "Write the strategy, with the need of the organisation and that of the public.",
        "Susun strateginya, dengan kebutuhan organisasi dan kebutuhan masyarakat.",
    ),
    holds=lambda: _planned("trust"),
    violated=lambda: _planned(""),
)
def strategies_of_all(case: Case) -> Iterator[Verdict]:
    """Each holder of a task wrote a strategy that answers its own needs and the public's."""
    found = programmes(case)
    if not found:
        yield no_programme("programme.strategies")
    for each in found:
        written = [event.member for event in each.events if isinstance(event, StrategyWritten)]
        yield from _of_stage(
            *(case, each, "TSK-06", Stage.STRATEGY, "programme.strategies", sorted(set(written))),
            known=bool(written),
        )


@rule(
    "TSK-11",
    advice=(
        "Tell the public what was made with the budget, and apart from it what came of it.",
        "Sampaikan keluaran anggaran kepada masyarakat, dan hasilnya secara terpisah.",
    ),
    holds=lambda: _evaluated(_KEPT),
    violated=_evaluated,
)
def outputs_are_told(case: Case) -> Iterator[Verdict]:
    """The evaluation tells outputs, and outcomes apart from them."""
    found = programmes(case)
    if not found:
        yield no_programme("programme.outputs")
    for each in found:
        results = [event for event in each.events if isinstance(event, ResultsEvaluated)]
        outputs = sorted({made.agency for one in results for made in one.outputs})
        yield from _of_stage(
            *(case, each, "TSK-11", Stage.EVALUATION, "programme.outputs", outputs),
            known=bool(results),
        )


@rule(
    "TSK-13",
    advice=(
        "Nothing needs to be done: a unit may pay for a programme of its own.",
        "Tidak perlu tindakan: unit boleh membiayai programnya sendiri.",
    ),
    permitted=lambda: of_programme(
        Programme.begin(
            "gizi",
            title=("Malnutrition", "Gizi buruk"),
            charter=programme().charter,
            initiator=THREE[0],
            funder=THREE[0],
            helped_by=["contoh"],
            on=DAY,
            basis="invented",
        )
    ),
)
def own_programmes(case: Case) -> Iterator[Verdict]:
    """A programme is begun and paid for by the same agency."""
    found = programmes(case)
    if not found:
        yield no_programme("programme.funder")
    for each in found:
        funder = case.read("programme.funder", each.funder, each.id)
        if each.own:
            helped, dibantu = listed(each.helped_by), listed(each.helped_by, "id")
            yield Verdict.holds(
                f"begun and paid for by {funder}, helped by {helped}",
                f"dimulai dan dibiayai {funder}, dibantu {dibantu}",
                who=each.id,
            )
        else:
            yield Verdict.not_applicable(
                f"{each.id} is not an agency's own", f"{each.id} bukan milik satu instansi"
            )


@rule(
    "TSK-16",
    advice=(
        "Make up for the phase, and do not go on without it next time.",
        "Susulkan tahap itu, dan jangan dilewatkan lagi.",
    ),
    holds=lambda: of_programme(programme().hold(Stage.RESEARCH, on=DAY, basis="invented")),
    violated=lambda: of_programme(programme().hold(Stage.FGD, on=DAY, basis="invented")),
)
def no_phase_is_skipped(case: Case) -> Iterator[Verdict]:
    """Research, planning, communication and evaluation follow each other, as far as it came."""
    found = programmes(case)
    if not found:
        yield no_programme("programme.phases")
    for each in found:
        held = dict.fromkeys(event.enters for event in each.events if event.enters)
        case.read("programme.phases", [stage.label() for stage in held], each.id)
        if told := remarked(case, each, "TSK-16"):
            yield from broken(told, each.id)
        elif held:
            n = len(held)
            yield Verdict.holds(
                f"{counted(n, 'stage')} in order, and no phase left out",
                f"{number(n, 'id')} tahap berurutan, tanpa ada yang dilewatkan",
                who=each.id,
            )
        else:
            yield Verdict.not_applicable(
                f"{each.id} has held no stage yet", f"{each.id} belum melaksanakan satu tahap pun"
            )


@rule(
    "TSK-17",
    advice=(
        "Name one of the seven roles of government public relations.",
        "Sebutkan salah satu dari tujuh peran humas pemerintah.",
    ),
    holds=lambda: _of_role(Role.FACILITATOR.value),
    violated=lambda: _of_role("role:buzzer"),
)
def one_of_seven_roles(case: Case) -> Iterator[Verdict]:
    """Every role that a task asks for is one of the seven."""
    found = programmes(case)
    if not found:
        yield no_programme("programme.roles")
    for each in found:
        roles = case.read("programme.roles", _roles(each, case.on), each.id)
        if strange := [role for role in roles if role not in set(Role)]:
            yield Verdict.violated(
                each.id,
                f"{listed(strange, most=3)}: none of the seven roles",
                f"{listed(strange, 'id', most=3)}: bukan salah satu dari tujuh peran",
            )
        elif roles:
            en, idn = (listed([Role(role).label(lang) for role in roles], lang) for lang in _BOTH)
            yield Verdict.holds(en, idn, who=each.id)
        else:
            yield Verdict.lacks("programme.roles", who=each.id)


@rule(
    "TSK-18",
    advice=(
        "Begin a programme that serves the duty, or record which duties the programmes serve.",
        "Mulai program untuk tugas itu, atau catat tugas yang dilayani setiap program.",
    ),
    holds=lambda: _serving(*PublicDuty),
    violated=lambda: _serving(PublicDuty.EDUCATE),
)
def all_five_duties(case: Case) -> Iterator[Verdict]:
    """Each of the five duties is served by one of the programmes put before the audit.

    That one programme a duty is enough, and every duty needs one, is this library's reading.
    """
    found = programmes(case)
    if not found:
        yield no_programme("programme.duties")
        return
    for each in found:
        case.read("programme.duties", [duty.label() for duty in each.serves], each.id)
    served = {duty for each in found for duty in each.serves}
    silent = [each.id for each in found if not each.serves]
    missing = [duty for duty in PublicDuty if duty not in served]
    if not missing:
        yield Verdict.holds(
            "every one of the five duties is served", "kelima tugas kehumasan dijalankan"
        )
    elif silent:
        yield Verdict.lacks(
            "programme.duties",
            en=f"of {listed(silent, most=3)}",
            indonesian=f"pada {listed(silent, 'id', most=3)}",
        )
    else:
        en, idn = (listed([each.label(lang) for each in missing], lang) for lang in _BOTH)
        yield Verdict.violated("", f"no programme serves {en}", f"belum ada program untuk {idn}")


def _roles(one: Programme, day: date) -> list[str]:
    division = one.division_on(day)
    tasks = division.tasks if division else ()
    needs = [
        *(task.needs for task in tasks),
        *(slot.needs for task in tasks for slot in task.slots),
    ]
    return sorted({need for asked in needs for need in asked if need.startswith(_ROLE)})


RULES = (
    *(one_frame, strategies_of_all, outputs_are_told),
    *(own_programmes, no_phase_is_skipped, one_of_seven_roles, all_five_duties),
)
