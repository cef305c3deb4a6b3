from collections.abc import Iterator
from datetime import date

from bakohumas.audit._case import Case
from bakohumas.audit._concepts import FUNCTIONS, PURPOSES, VERBS, Concept, missing
from bakohumas.audit._examples import DAY, LATER, forum
from bakohumas.audit._registers import decided
from bakohumas.audit._rule import rule
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted
from bakohumas.audit._worked import Setting, Told, worked
from bakohumas.bodies import Body, Federation, Forest, Node
from bakohumas.languages import day, listed, number
from bakohumas.law import Provision, Scope, charter, sources

_DUE = date(2026, 1, 5)
_SUMSEL, _PALEMBANG = "16", "16.71"


def _leaving_out(key: str, *words: str) -> Told:
    """Tells a body whose own charter leaves something out of its aims."""

    def tell() -> Setting:
        rules = decided("national", key, words)
        return worked(forum().amend(rules, on=LATER, basis="SK 2/2015 (invented)"), on=LATER)

    return tell


def _asked_for(*formed: str) -> Setting:
    """Two cities of South Sumatra, whose governor asked for their bodies, and those formed."""
    city = Node("palembang", "regency", Scope.REGENCY, _PALEMBANG, parent="sumsel")
    other = Node("prabumulih", "regency", Scope.REGENCY, "16.74", parent="sumsel")
    root = Node("sumsel", "sumsel", Scope.PROVINCIAL, _SUMSEL)
    places = Federation.of([root, city, other], id="sumsel", on=DAY, basis="invented")
    own = Body.found("sumsel", charter=charter("sumsel"), on=DAY, basis="invented", area=_SUMSEL)
    bodies = [
        Body.found(f"bakohumas-{area}", charter=charter("regency"), on=DAY, basis="SK", area=area)
        for area in formed
    ]
    return worked(own, places, *bodies, on=_DUE)


def _judged(
    case: Case, law: Provision | None, key: str, concepts: tuple[Concept, ...]
) -> Iterator[Verdict]:
    """Whether a charter speaks of every concept, where it says anything."""
    said = case.read(key, law and law.value)
    if law is None or not said or not isinstance(said, str | tuple):
        yield Verdict.lacks(
            key,
            en="the charter of the day does not say them",
            indonesian="piagam pada hari itu tidak memuatnya",
        )
        return
    gone = missing(concepts, said if isinstance(said, str) else "; ".join(said))
    names = listed([each.en for each in gone]), listed([each.indonesian for each in gone], "id")
    if not gone:
        all_en, all_id = [each.en for each in concepts], [each.indonesian for each in concepts]
        yield Verdict.holds(
            f"{listed(all_en)}: all named by {law.cite()}",
            f"{listed(all_id, 'id')}: semuanya disebut dalam {law.cite('id')}",
        )
    elif str(law.citation) in sources():
        yield Verdict.lacks(
            key,
            en=f"only reported, and the report does not name {names[0]}",
            indonesian=f"hanya berdasarkan pemberitaan, yang tidak menyebut {names[1]}",
        )
    else:
        yield Verdict.violated(
            "",
            f"{law.cite()} does not name {names[0]}",
            f"{law.cite('id')} tidak menyebut {names[1]}",
        )


@rule(
    "BOD-07",
    advice=(
        "Add the purposes that are missing to the charter.",
        "Tambahkan tujuan yang belum disebut ke dalam piagam.",
    ),
    holds=lambda: worked(forum(), on=DAY),
    violated=_leaving_out("body.purposes", "kelancaran arus informasi"),
)
def both_purposes(case: Case) -> Iterator[Verdict]:
    """The purposes speak of flow, gaps and the four verbs, by their words."""
    yield from _judged(case, case.laid_down("body.purposes"), "body.purposes", PURPOSES)


@rule(
    "BOD-08",
    advice=(
        "Add the part of the task that is missing to the charter.",
        "Tambahkan bagian tugas yang belum disebut ke dalam piagam.",
    ),
    holds=lambda: worked(forum(), on=DAY),
    violated=_leaving_out("body.tasks", "koordinasi", "integrasi", "sinergi"),
)
def the_four_verbs(case: Case) -> Iterator[Verdict]:
    """The task speaks of coordination, integration, synergy and synchronisation."""
    yield from _judged(case, case.laid_down("body.tasks"), "body.tasks", VERBS)


@rule(
    "BOD-09",
    advice=(
        "Add the functions that are missing to the charter.",
        "Tambahkan fungsi yang belum disebut ke dalam piagam.",
    ),
    holds=lambda: worked(forum(), on=DAY),
    violated=_leaving_out(
        "body.functions",
        "perencanaan dan pelaksanaan kegiatan kehumasan",
        "penyebarluasan informasi",
    ),
)
def every_function(case: Case) -> Iterator[Verdict]:
    """The functions speak of planning, carrying out, collecting, processing and spreading."""
    yield from _judged(case, case.laid_down("body.functions"), "body.functions", FUNCTIONS)


@rule(
    "BOD-10",
    advice=(
        (
            "Remind the regent or mayor of the day that the governor set, and record the decree "
            "once the body is formed."
        ),
        (
            "Ingatkan bupati atau wali kota akan tenggat dari gubernur, dan catat keputusannya "
            "setelah badan terbentuk."
        ),
    ),
    holds=lambda: _asked_for(_PALEMBANG, "16.74"),
    violated=lambda: _asked_for(_PALEMBANG),
)
def formed_where_asked(case: Case) -> Iterator[Verdict]:
    """Once the governor's day has come, every regency and city below has its body.

    A body put before the audit stands for the place of its id, or of its area.
    """
    law = case.laid_down("regional.formation_due")
    due = _day(law.value) if law else None
    case.read("body.deadline", due)
    if law is None:
        yield Verdict.not_applicable(
            "no day is set by which they are to exist; they may be formed (C2)",
            "tidak ada tenggat pembentukan; badan itu dapat dibentuk (C2)",
        )
        return
    if due is None:
        yield Verdict.lacks(
            "body.deadline",
            en=f"{law.says()} is no day",
            indonesian=f"{law.says('id')} bukan tanggal",
        )
        return
    if case.on <= due:
        yield Verdict.not_applicable(
            f"the day asked for, {day(due)}, has not passed",
            f"tenggat {day(due, 'id')} belum lewat",
        )
        return
    forest, node = _place(case)
    if forest is None or node is None:
        yield Verdict.lacks(
            "body.parent",
            "body.children",
            en="no federation in which it has a place was put before the audit",
            indonesian="federasi yang memuat badan ini tidak diajukan",
        )
        return
    yield from _formed(case, forest, node, due)


def _day(value: object) -> date | None:
    """The day that a provision sets, if it is one."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _place(case: Case) -> tuple[Forest | None, Node | None]:
    """A federation of that day in which the body has a place, by its id or its area."""
    for each in case.of(Federation):
        if each.since > case.on:
            continue
        forest = each.on(case.on)
        for node in forest:
            if node.scope is Scope.PROVINCIAL and (
                node.body == case.body.id or (case.body.area and node.area == case.body.area)
            ):
                return forest, node
    return None, None


def _formed(case: Case, forest: Forest, node: Node, due: date) -> Iterator[Verdict]:
    """Which places below the body have a body of their own on the day."""
    active = [each for each in case.of(Body) if each.dissolved is None or each.dissolved > case.on]
    ids, areas = {each.id for each in active}, {each.area for each in active}
    asked = forest.children(node.body)
    formed = {each.body for each in asked if each.body in ids or each.area in areas}
    case.read("body.parent", node.titled)
    if not formed:
        yield Verdict.lacks(
            "body.children",
            en="no body of a regency or city below it was put before the audit",
            indonesian="badan kabupaten/kota di bawahnya tidak ada yang diajukan",
        )
        return
    late = [each for each in forest.unformed(formed) if each.parent == node.body]
    n = len(asked)
    for each in late:
        case.read("body.children", f"{number(len(formed))}/{number(n)}", node.body)
        case.read("body.deadline", due)
        yield Verdict.violated(
            each.titled,
            f"has no body on record; the governor asked for it by {day(due)}",
            f"badannya belum tercatat; gubernur meminta pembentukan paling lambat {day(due, 'id')}",
        )
    if not late:
        yield Verdict.holds(
            f"{counted(n, 'regency or city', 'regencies and cities')}, each with its body",
            f"{number(n, 'id')} kabupaten/kota, masing-masing sudah memiliki badan",
        )


CHAPTER = (both_purposes, the_four_verbs, every_function, formed_where_asked)
