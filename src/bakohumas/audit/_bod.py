from collections.abc import Iterator

from bakohumas.audit import _bod_aims
from bakohumas.audit._case import Case
from bakohumas.audit._examples import DAY, LATER, THREE, forum
from bakohumas.audit._instruments import Instrument, above, founder, instruments
from bakohumas.audit._offices import TIERS, level, placed
from bakohumas.audit._registers import decided
from bakohumas.audit._rule import rule
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted
from bakohumas.audit._worked import Setting, worked
from bakohumas.bodies import Admitted, Body, HandedOver, Role, Withdrawn
from bakohumas.languages import number
from bakohumas.law import Scope, charter

_DECREE = "SK Gubernur 188.44/2015 of 2015-11-02 (invented)"
_TAPIN = "63.05"


def _regional(founder: str = "Gubernur Contoh", *, id: str = "contoh", area: str = "63") -> Body:  # noqa: A002 - as in found()
    """An invented body of a province, formed by an office."""
    rules = charter("provincial")
    return Body.found(id, charter=rules, on=DAY, basis=_DECREE, founder=founder, area=area)


def _structural() -> Setting:
    """A body that a later charter makes a part of an agency."""
    rules = decided("national", "body.form", "structural")
    return worked(forum().amend(rules, on=LATER, basis="SK 2/2015 (invented)"), on=LATER)


def _regency() -> Body:
    """An invented body of a regency in that province."""
    return Body.found(
        "tapin", charter=charter("regency"), on=DAY, basis="SK Bupati 1/2015", area=_TAPIN
    )


@rule(
    "BOD-01",
    advice=(
        (
            "Restore the non-structural form in the charter, and let seats go with posts of the "
            "members' agencies instead of posts of the body's own."
        ),
        (
            "Kembalikan bentuk nonstruktural dalam piagam, dan kaitkan kursi dengan jabatan pada "
            "instansi anggota, bukan jabatan milik badan sendiri."
        ),
    ),
    holds=lambda: worked(forum(), on=DAY),
    violated=_structural,
)
def non_structural(case: Case) -> Iterator[Verdict]:
    """The charter makes it non-structural, and no post on record is one of its own."""
    for post in _own_posts(case):
        case.read("post.title", post, case.body.id)
        yield Verdict.violated(
            post,
            "the record gives this post to the body itself",
            "catatan menempatkan jabatan ini pada badan itu sendiri",
        )
    law = case.laid_down("body.form")
    form = case.read("body.kind", law and law.value)
    if law is None:
        yield Verdict.lacks(
            "body.kind",
            en="the charter of the day does not say its form",
            indonesian="piagam pada hari itu tidak menyebut bentuknya",
        )
    elif form == "non_structural":
        yield Verdict.holds(f"non-structural by {law.cite()}", f"nonstruktural: {law.cite('id')}")
    else:
        yield Verdict.violated(
            "",
            f"its form is {form} by {law.cite()}",
            f"bentuknya {form} menurut {law.cite('id')}",
        )


def _own_posts(case: Case) -> list[str]:
    """Posts that the records place in the body itself."""
    handed = [each for each in case.body.facts if isinstance(each, HandedOver)]
    posts = {each.post for each in handed if each.on <= case.on and _own(case, each.institution)}
    held = case.now.board.appointments if case.now.board else ()
    return sorted(
        posts | {each.post for each in held if each.post and _own(case, each.institution)}
    )


def _own(case: Case, institution: str) -> bool:
    return institution == case.body.id


@rule(
    "BOD-02",
    advice=(
        "Admit PR units until there are at least two.",
        "Terima unit humas hingga sekurang-kurangnya ada dua.",
    ),
    holds=lambda: worked(forum(), on=DAY),
    violated=lambda: worked(forum(THREE[0]), on=DAY),
)
def between_units(case: Case) -> Iterator[Verdict]:
    """A forum between units has at least two of them; before any was recorded, nobody knows."""
    least, most = _units(case)
    n = case.read("body.members", sum(len(each.units) for each in case.now.register))
    facts = counted(n, "member unit"), f"{number(n, 'id')} unit anggota"
    if least <= 1 < most:
        yield Verdict.lacks(
            "body.members",
            en=f"{least} or up to {most} of them: a day is known only by month or year",
            indonesian=f"{least} atau hingga {most}: ada tanggal yang hanya diketahui bulan atau "
            "tahunnya",
        )
    elif n > 1:
        yield Verdict.holds(*facts)
    elif any(isinstance(each, Admitted) and each.on <= case.on for each in case.body.facts):
        yield Verdict.violated("", *facts)
    else:
        yield Verdict.lacks(
            "body.members",
            en="none was recorded by then",
            indonesian="belum ada yang tercatat sampai saat itu",
        )


def _units(case: Case) -> tuple[int, int]:
    """How many member units there are on every reading of rough days, and on some reading."""
    unsure = {
        each.unit
        for each in case.body.facts
        if isinstance(each, Admitted | Withdrawn)
        and (each.unit and each.by and each.on <= case.on < each.by)
        and case.now.takes_part(each.institution) is not False
    }
    maybe = [each for each in case.now.perhaps if each.role is Role.MEMBER]
    unsure |= {unit for each in maybe for unit in each.units}
    there = {unit for each in case.now.register for unit in each.units}
    return len(there - unsure), len(there | unsure)


@rule(
    "BOD-03",
    advice=(
        "Record the governor, mayor or regent who formed the body, and the decree.",
        "Catat gubernur, wali kota, atau bupati yang membentuk badan beserta keputusannya.",
    ),
    permitted=lambda: worked(_regional(), on=DAY),
)
def a_region_may(case: Case) -> Iterator[Verdict]:
    """A governor, mayor or regent formed it."""
    office = case.read("body.founder", founder(case))
    scope = case.read("body.level", placed(case))
    if office and level(office) in {Scope.PROVINCIAL, Scope.REGENCY}:
        basis = case.read("body.decree", instruments(case)[0].text)
        tier = TIERS.get(scope, ("of a region", "daerah")) if scope else ("of a region", "daerah")
        yield Verdict.holds(
            f"{office} formed a body {tier[0]} ({basis})",
            f"{office} membentuk Bakohumas {tier[1]} ({basis})",
        )
    elif office:
        yield Verdict.not_applicable(
            f"{office}, who formed it, is no governor, mayor or regent",
            f"{office}, pembentuknya, bukan gubernur, wali kota, atau bupati",
        )
    else:
        yield Verdict.not_applicable(
            "no founding office is on record, so nobody is seen to use this permission",
            "pejabat pembentuk tidak tercatat, sehingga penggunaan kewenangan ini tidak terlihat",
        )


@rule(
    "BOD-04",
    advice=(
        "Record the decree of the founding office, with number and date.",
        "Catat keputusan pejabat pembentuk beserta nomor dan tanggalnya.",
    ),
    holds=lambda: worked(_regional(), on=DAY),
    violated=lambda: worked(forum(basis="rapat (invented)"), on=DAY),
)
def founded_by_decree(case: Case) -> Iterator[Verdict]:
    """The founding, or a later charter, rests on a numbered and dated decree of its founder.

    The day may stand beside the number, or be that of a regulation that the library knows;
    the issuer in the title. A text of the centre under which a lower body was formed is not
    its decree, and what a register rests on is not what the body was founded on.
    """
    seen = instruments(case)
    own = [each for each in seen if each.numbered and not above(case, each)]
    open_ = [each for each in seen if each.register or (each.known and not each.numbered)]
    told = [_gaps(case, each) for each in own]
    whole = [each for each, gaps in zip(own, told, strict=True) if not gaps]
    for each in [*whole, *own, *open_, *seen][:1]:
        _note(case, each)
    if strangers := [each for each in whole if not _of_founder(case, each)]:
        for each in strangers:
            yield Verdict.violated(
                each.issuer,
                f"made {each.text}, and the founding office is {case.body.founder}",
                f"menetapkan {each.text}, sedangkan pejabat pembentuknya {case.body.founder}",
            )
    elif whole:
        yield Verdict.holds(
            f"founded on {whole[-1].text}", f"dibentuk berdasarkan {whole[-1].text}"
        )
    elif own:
        yield Verdict.lacks(*told[-1], who=own[-1].text)
    elif open_:
        yield Verdict.lacks(
            *(["decree.number"] if open_[-1].known else ["decree.number", "decree.date"]),
            en="what the body was founded on is not on record"
            if open_[-1].register
            else f"{open_[-1].text} shows none",
            indonesian="dasar pembentukan badan tidak tercatat"
            if open_[-1].register
            else f"{open_[-1].text} tidak memuatnya",
        )
    else:
        last = seen[-1]
        fault = (
            (
                "a text of the centre and no decree of its own",
                "aturan pusat, bukan keputusan sendiri",
            )
            if last.numbered
            else ("which shows no number", "tanpa nomor")
        )
        yield Verdict.violated(
            "",
            f"founded on {last.text}, {fault[0]}",
            f"dibentuk berdasarkan {last.text}, {fault[1]}",
        )


def _note(case: Case, instrument: Instrument) -> None:
    """Note what was read of an instrument."""
    case.read("decree.kind", instrument.kind)
    case.read("decree.number", instrument.numbered)
    case.read("decree.date", instrument.made)
    case.read("decree.issuer", instrument.issuer)


def _gaps(case: Case, instrument: Instrument) -> list[str]:
    """What a numbered instrument does not show; the issuer may be the recorded founder."""
    known = {
        "decree.kind": instrument.kind,
        "decree.date": instrument.made,
        "decree.issuer": instrument.issuer or case.body.founder,
    }
    return [key for key, value in known.items() if not value]


def _of_founder(case: Case, instrument: Instrument) -> bool:
    """Whether the issuer may be the founding office: the same, or one of the same level."""
    one, other = instrument.issuer, case.body.founder
    if not one or not other or one.casefold() in other.casefold():
        return True
    same = level(one)
    return other.casefold() in one.casefold() or (same is not None and same is level(other))


@rule(
    "BOD-05",
    advice=(
        (
            "Have the body formed by the office of its own level, or correct the record of who "
            "formed it."
        ),
        (
            "Mintakan penetapan oleh pejabat pada tingkat yang sama, atau perbaiki catatan tentang "
            "pejabat pembentuknya."
        ),
    ),
    holds=lambda: worked(_regional(), on=DAY),
    violated=lambda: worked(_regional("Bupati Contoh"), on=DAY, who="Bupati Contoh"),
)
def founded_at_its_level(case: Case) -> Iterator[Verdict]:
    """The founding office stands at the level of the body, by their titles."""
    if case.now.charter.scope is Scope.TASKFORCE:
        yield Verdict.not_applicable(
            "a task force has no level", "satuan tugas tidak memiliki tingkat"
        )
        return
    own = case.read("body.level", placed(case))
    office = case.read("body.founder", founder(case))
    if own is None:
        yield Verdict.lacks(
            "body.level",
            en="neither the charter nor an area tells it",
            indonesian="piagam dan wilayah tidak menunjukkannya",
        )
    elif not office:
        yield Verdict.lacks("body.founder")
    elif (at := level(office)) is None:
        yield Verdict.lacks(
            "body.founder",
            en=f"the title {office} shows no level",
            indonesian=f"jabatan {office} tidak menunjukkan tingkatnya",
        )
    elif at is own:
        yield Verdict.holds(
            f"{office} formed a body {TIERS[own][0]}",
            f"{office} membentuk Bakohumas {TIERS[own][1]}",
        )
    else:
        yield Verdict.violated(
            office,
            f"an office {_office(at)[0]} formed a body {TIERS[own][0]}",
            f"pejabat tingkat {_office(at)[1]} membentuk Bakohumas {TIERS[own][1]}",
        )


def _office(at: Scope) -> tuple[str, str]:
    return ("of the state", "nasional") if at is Scope.NATIONAL else TIERS[at]


@rule(
    "BOD-06",
    advice=(
        (
            "Keep one body for the territory and dissolve or merge the other, or cite a provision "
            "that allows more (body.per_territory)."
        ),
        (
            "Pertahankan satu badan untuk wilayah itu dan bubarkan atau gabungkan yang lain, atau "
            "sebutkan ketentuan yang membolehkan lebih (body.per_territory)."
        ),
    ),
    holds=lambda: worked(_regional(), _regency(), on=DAY),
    violated=lambda: worked(_regional(), _regional(id="tandingan"), on=DAY, who="tandingan"),
)
def one_a_territory(case: Case) -> Iterator[Verdict]:
    """Of the bodies put before the audit, no other of its level is active in its territory."""
    own, most = placed(case), case.laid_down("body.per_territory")
    if case.now.charter.scope is Scope.TASKFORCE:
        yield Verdict.not_applicable(
            "a task force has no territory of its own",
            "satuan tugas tidak memiliki wilayah sendiri",
        )
        return
    if most is not None and not isinstance(most.value, int):
        yield Verdict.not_applicable(
            f"laid down otherwise: {most.says()} by {most.cite()}",
            f"ditentukan lain: {most.says('id')} menurut {most.cite('id')}",
        )
        return
    case.read("body.level", own)
    case.read("body.territory", case.body.area)
    others = case.of(Body)
    if own is None or not (case.body.area or own in {Scope.NATIONAL, Scope.KPU_RI}):
        yield Verdict.lacks("body.level" if own is None else "body.territory")
        return
    if not others:
        yield Verdict.lacks(
            "body.period",
            en="of other bodies of this territory and level: none was put before the audit",
            indonesian="badan lain di wilayah dan tingkat ini: tidak ada yang diajukan",
        )
        return
    rivals = [each for each in others if _rivals(case, each, own)]
    allowed = int(most.value) if most and isinstance(most.value, int) else 1
    if len(rivals) < allowed:
        n = len(others)
        yield Verdict.holds(
            f"{counted(n, 'other body', 'other bodies')} looked at, "
            f"{number(len(rivals))} active in the same territory at the same level",
            f"{number(n, 'id')} badan lain diperiksa, {number(len(rivals), 'id')} di antaranya "
            "aktif di wilayah dan tingkat yang sama",
        )
        return
    for each in rivals:
        case.read("body.period", f"{each.founded or each.opened} –", each.id)
        yield Verdict.violated(
            each.id,
            "is active in the same territory at the same level",
            "aktif di wilayah dan tingkat yang sama",
        )


def _rivals(case: Case, other: Body, own: Scope) -> bool:
    """Whether another body is active on the day, where this one is."""
    gone = other.dissolved is not None and other.dissolved <= case.on
    return not gone and other.area == case.body.area and placed(case, other) is own


CHAPTER = (
    non_structural,
    between_units,
    a_region_may,
    founded_by_decree,
    founded_at_its_level,
    one_a_territory,
    *_bod_aims.CHAPTER,
)
