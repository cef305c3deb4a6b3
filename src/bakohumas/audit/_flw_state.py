from collections.abc import Iterator
from datetime import date, timedelta

from bakohumas.audit._case import Case
from bakohumas.audit._examples import DAY, LATER, THREE, forum
from bakohumas.audit._flw_evidence import Comment, CoordinationGroup, NarrativeStep, Step
from bakohumas.audit._rule import rule
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted
from bakohumas.audit._worked import Setting, worked
from bakohumas.institutions import Category
from bakohumas.languages import listed, number

_QUIET = timedelta(days=31)
"""A group is no longer active when it was silent for longer; a default, no source says it."""
_ADDRESSED = frozenset(
    {
        *(Category.MINISTRY, Category.MINISTRY_LEVEL, Category.NON_MINISTERIAL),
        *(Category.PROVINCIAL_GOVERNMENT, Category.REGENCY_GOVERNMENT),
    }
)
"""Kinds of members whose heads are the nine groups that Inpres 9/2015 addresses (Kompas-2015)."""


def _commented(answered: date | None) -> Setting:
    seen = Comment(body="contoh", on=DAY, id="ig-12", answered=answered)
    return worked(forum(), seen, on=LATER, who="" if answered else "ig-12")


def _steps(*steps: Step) -> Setting:
    """Steps towards one narrative, each a week after the one before."""
    seen = (
        NarrativeStep(
            body="contoh",
            on=DAY + n * timedelta(days=7),
            narrative="pangan",
            step=step,
            by=THREE[0],
        )
        for n, step in enumerate(steps)
    )
    return worked(forum(), *seen, on=LATER, who="pangan")


def _took_part(*, done: bool) -> Setting:
    """Steps that each of the members took, or, the last of them, did not."""
    seen = (
        NarrativeStep(
            body="contoh",
            on=DAY,
            narrative="pangan",
            step=step,
            by=who,
            done=done or (who, step) != (THREE[2], Step.SPREAD),
        )
        for who in THREE
        for step in (Step.DATA_SENT, Step.SPREAD)
    )
    return worked(forum(), *seen, on=LATER, who="" if done else THREE[2])


def _group(*contacts: str) -> Setting:
    seen = CoordinationGroup(
        body="contoh", on=LATER, name="WA Humas", contacts=contacts, last_message=LATER
    )
    return worked(forum(), seen, on=LATER, who="WA Humas")


@rule(
    "FLW-07",
    advice=("Answer it, and respond to what is needed.", "Jawab, dan tanggapi kebutuhannya."),
    holds=lambda: _commented(DAY),
    violated=lambda: _commented(None),
)
def comments_are_answered(case: Case) -> Iterator[Verdict]:
    """Every comment of an earlier day was answered; no source lays down a limit of time."""
    seen, good = case.of(Comment), 0
    if not seen:
        yield Verdict.lacks(
            "comment.received",
            "comment.answered",
            en="no comment was put before the audit",
            indonesian="tidak ada komentar yang diajukan",
        )
    for each in seen:
        answered = each.answered if each.answered and each.answered <= case.on else None
        case.read("comment.received", each.on, each.id)
        case.read("comment.answered", answered, each.id)
        if answered:
            good += 1
        elif each.on == case.on:
            yield Verdict.undetermined(
                "it came in on that very day", "masuk pada hari itu juga", who=each.id
            )
        else:
            n = (case.on - each.on).days
            yield Verdict.violated(
                each.id,
                f"not answered for {counted(n, 'day')}",
                f"belum dijawab selama {number(n, 'id')} hari",
                when=each.on,
            )
    if good:
        yield Verdict.holds(
            f"{counted(good, 'comment')} answered", f"{number(good, 'id')} komentar dijawab"
        )


def _no_steps(*keys: str) -> Verdict:
    return Verdict.lacks(
        *keys,
        en="no step towards a single narrative was put before the audit",
        indonesian="tidak ada langkah menuju narasi tunggal yang diajukan",
    )


@rule(
    "FLW-12",
    advice=(
        "Take the steps in their order: data, study, joint planning, narrative, spreading.",
        "Jalankan tahapannya berurutan: data, telaah, perencanaan bersama, narasi, penyebaran.",
    ),
    holds=lambda: _steps(*Step),
    violated=lambda: _steps(*reversed(Step)),
)
def one_narrative_step_by_step(case: Case) -> Iterator[Verdict]:
    """The steps of every narrative were taken, each first on no earlier day than the one before."""
    narratives = sorted({each.narrative for each in case.of(NarrativeStep)})
    if not narratives:
        yield _no_steps("network.edges", "network.order")
    for name in narratives:
        seen = [each for each in case.of(NarrativeStep) if each.narrative == name]
        taken = {
            step: min(each.on for each in seen if each.step is step and each.done)
            for step in Step
            if any(each.step is step and each.done for each in seen)
        }
        case.read("network.order", {step.value: day for step, day in taken.items()}, name)
        days = list(taken.values())
        left_out = [step for step in Step if step not in taken and _asked(seen, step)]
        unknown = [step for step in Step if step not in taken and step not in left_out]
        if left_out or days != sorted(days):
            en, other = _named(left_out)
            yield Verdict.violated(
                name,
                f"not taken: {en}" if left_out else "the steps are out of order",
                f"tidak dijalankan: {other}" if left_out else "tahapannya tidak berurutan",
            )
        elif unknown:
            en, other = _named(unknown)
            yield Verdict.lacks("network.order", who=name, en=en, indonesian=other)
        else:
            yield Verdict.holds("all steps in order", "seluruh tahapan berurutan", who=name)


def _named(steps: list[Step]) -> tuple[str, str]:
    names = [step.label() for step in steps], [step.label("id") for step in steps]
    return listed(names[0]), listed(names[1], "id")


def _asked(seen: list[NarrativeStep], step: Step) -> bool:
    return any(each.step is step for each in seen)


@rule(
    "FLW-13",
    advice=(
        "Send the data, and spread the single narrative.",
        "Kirimkan data, dan sebarluaskan narasi tunggal.",
    ),
    holds=lambda: _took_part(done=True),
    violated=lambda: _took_part(done=False),
)
def the_addressed_take_part(case: Case) -> Iterator[Verdict]:
    """Every member of a kind that the instruction addresses sent data and spread a narrative."""
    register = case.now.register
    addressed = [each.institution for each in register if each.category in _ADDRESSED]
    steps = case.of(NarrativeStep)
    case.read("member.addressee", len(addressed))
    if not addressed:
        yield Verdict.not_applicable(
            "no member is addressed by the instruction", "tidak ada anggota yang diinstruksikan"
        )
        return
    if not steps:
        yield _no_steps("network.edges")
        return
    unknown, good = [], 0
    for who in addressed:
        own = [each for each in steps if each.by == who]
        both = [_did(own, step) for step in (Step.DATA_SENT, Step.SPREAD)]
        if False in both:
            yield Verdict.violated(
                who, "it did not do both", "tidak menjalankan keduanya", when=own[0].on
            )
        elif None in both:
            unknown.append(who)
        else:
            good += 1
    if unknown:
        yield Verdict.lacks(
            "network.edges",
            en=f"of {listed(unknown, most=3)}",
            indonesian=f"dari {listed(unknown, 'id', most=3)}",
        )
    if good:
        yield Verdict.holds(
            f"{counted(good, 'member')} sent data and spread the narrative",
            f"{number(good, 'id')} anggota mengirim data dan menyebarluaskan narasi",
        )


def _did(own: list[NarrativeStep], step: Step) -> bool | None:
    """Whether it took the step at any time; ``None`` where nobody says."""
    said = [each.done for each in own if each.step is step]
    return any(said) if said else None


@rule(
    "FLW-18",
    advice=(
        "Bring a contact person of every member into the group, and use it.",
        "Masukkan narahubung setiap anggota ke dalam grup, dan aktifkan.",
    ),
    holds=lambda: _group(*THREE),
    violated=lambda: _group(*THREE[:2]),
)
def an_active_group(case: Case) -> Iterator[Verdict]:
    """Some group has a contact of every member, and a message of the last 31 days.

    That a group which was silent for longer is not active is a default of the library.
    """
    groups = case.of(CoordinationGroup)
    if not groups:
        yield Verdict.lacks(
            "group.contacts",
            "group.last_message",
            en="no coordination group was put before the audit",
            indonesian="tidak ada grup koordinasi yang diajukan",
        )
    for each in groups:
        case.read("group.contacts", len(each.contacts), each.name)
        last = case.read("group.last_message", each.last_message, each.name)
        absent = [who for who in case.now.register.institutions if who not in each.contacts]
        if absent:
            yield Verdict.violated(
                each.name,
                f"no contact person of {listed(absent, most=3)}",
                f"tanpa narahubung dari {listed(absent, 'id', most=3)}",
                when=each.on,
            )
        elif last is None or case.on - last > _QUIET:
            yield Verdict.violated(
                each.name,
                f"silent since {last}" if last else "nobody wrote in it",
                f"tanpa pesan sejak {last}" if last else "belum pernah ada pesan",
                when=each.on,
            )
        else:
            yield Verdict.holds(
                f"{counted(len(each.contacts), 'contact person', 'contact persons')}; last "
                f"message on {last}",
                f"{number(len(each.contacts), 'id')} narahubung; pesan terakhir {last}",
                who=each.name,
            )


RULES = (
    comments_are_answered,
    one_narrative_step_by_step,
    the_addressed_take_part,
    an_active_group,
)
