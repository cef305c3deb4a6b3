import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain

import attrs

from bakohumas.audit._case import Case
from bakohumas.audit._examples import DAY, DECREE, LATER, THREE, forum, meeting
from bakohumas.audit._members import SHOWN, kind, named
from bakohumas.audit._offices import placed
from bakohumas.audit._registers import found, member
from bakohumas.audit._rule import rule
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted
from bakohumas.audit._worked import Setting, worked
from bakohumas.bodies import Admitted, Federation, Forest, Membership, Node, Role
from bakohumas.institutions import Category, Institution, Outsider
from bakohumas.languages import listed, number
from bakohumas.law import Scope
from bakohumas.meetings import Record

_SERVICES = frozenset({"armed_forces", "police", "vertical_agency"})
_FORCES = frozenset({"tni", "polri"})
_CENTRAL = frozenset({Category.MINISTRY, Category.MINISTRY_LEVEL, Category.NON_MINISTERIAL})
_PARTNERS = (
    Outsider.POLITICAL_PARTY,
    Outsider.NGO,
    Outsider.INTERFAITH_FORUM,
    Outsider.PRIVATE_MEDIA,
    Outsider.PRIVATE_UNIVERSITY,
)
_LOCAL = frozenset(
    {
        *(Scope.PROVINCIAL, Scope.REGENCY),
        *(Scope.KPU_RI, Scope.KPU_PROVINCE, Scope.KPU_REGENCY),
    }
)
_KPU = re.compile(
    r"\b(?:KPU|KIP|Komisi Pemilihan Umum|Komisi Independen Pemilihan)\b", re.IGNORECASE
)


def _with_a_partner(*more: str) -> Setting:
    """A meeting of a body with a partner, with somebody more on its roll."""
    paper = Institution("koran-a", "Koran A", Outsider.PRIVATE_MEDIA, invented=True)
    body = forum().admit(paper, role=Role.PARTNER, on=DAY, basis=DECREE)
    record = attrs.evolve(meeting().close(), roll=(*THREE, *more), attendance=())
    return worked(body, record, on=DAY, who=more[0] if more else "")


def _regional(*events: Admitted) -> Setting:
    """What a register of a province holds."""
    return worked(found(*events, rules="provincial", area="63"), on=LATER)


def _kpu(*more: str) -> Setting:
    """The election commission of a regency, and who else is a member of its body."""
    units = [member("kpu-63.05", "non_structural", area="63.05")]
    units += [member(each, "non_structural", area="63.05") for each in more]
    body = found(*units, rules="kpu_regency", area="63.05")
    return worked(body, on=LATER, who=more[0] if more else "")


@rule(
    "MEM-07",
    advice=(
        "Record the area of a regional office, and the category as which it counts.",
        "Catat wilayah kantor di daerah dan kategori tempat kantor itu digolongkan.",
    ),
    permitted=lambda: _regional(member("polda-contoh", "police", area="63")),
)
def forces_and_vertical_agencies_may(case: Case) -> Iterator[Verdict]:
    """A regional body seats units of the armed forces, the police or vertical agencies.

    A central institution with an area in the register is a vertical one.
    """
    seated = [
        each
        for each in case.now.register
        if each.category in _SERVICES
        or each.institution in _FORCES
        or (each.area and each.category in _CENTRAL)
    ]
    if not seated:
        yield Verdict.not_applicable(
            "no unit of the armed forces, the police or a vertical agency is a member",
            "tidak ada anggota dari TNI, Polri, atau instansi vertikal",
        )
        return
    case.read("member.category", Counter(each.category for each in seated))
    names = named(seated)
    yield Verdict.holds(
        f"{number(len(seated))} of them seated: {names[0]}",
        f"{number(len(seated), 'id')} unit menjadi anggota: {names[1]}",
    )


@rule(
    "MEM-08",
    advice=(
        "Record the role of whoever takes part: member, partner or guest.",
        "Catat peran setiap peserta: anggota, mitra, atau tamu.",
    ),
    permitted=lambda: _regional(member("lsm-contoh", "ngo", role=Role.PARTNER)),
)
def outsiders_may_be_partners(case: Case) -> Iterator[Verdict]:
    """A regional body, or one of the election commission, has partners from outside the state."""
    if placed(case) not in _LOCAL:
        yield Verdict.not_applicable(
            "it is permitted to regional bodies and those of the election commission",
            "kebolehan ini bagi Bakohumas daerah dan Bakohumas KPU",
        )
        return
    law = case.laid_down("partner.kinds")
    kinds = law.value if law and isinstance(law.value, tuple) else _PARTNERS
    partners = [each for each in case.now.partners if each.category in kinds]
    if not partners:
        yield Verdict.not_applicable(
            "no partner of these kinds takes part", "tidak ada mitra dari jenis tersebut"
        )
        return
    for each in partners[:SHOWN]:
        case.read("participant.role", each.role, each.institution)
    kinds_en = listed(sorted({kind(each, "en") for each in partners}))
    kinds_id = listed(sorted({kind(each, "id") for each in partners}), "id")
    yield Verdict.holds(
        f"{counted(len(partners), 'partner')}, not among the members: {kinds_en}",
        f"{number(len(partners), 'id')} mitra di luar anggota: {kinds_id}",
    )


@rule(
    "MEM-09",
    advice=(
        "Take the partner off the roll and count the vote again without it.",
        "Keluarkan mitra itu dari daftar pemilik suara dan hitung ulang tanpa suaranya.",
    ),
    holds=_with_a_partner,
    violated=lambda: _with_a_partner("koran-a"),
)
def partners_do_not_vote(case: Case) -> Iterator[Verdict]:
    """No partner stands on the roll of a meeting, where the charter gives partners no vote."""
    law = case.laid_down("partner.votes")
    if law is not None and law.value is True:
        yield Verdict.not_applicable(
            f"laid down otherwise by {law.cite()}", f"ditentukan lain menurut {law.cite('id')}"
        )
        return
    ever = [each for each in case.body.memberships if each.role is Role.PARTNER]
    if not any((each.period.start or case.on) <= case.on for each in ever):
        yield Verdict.not_applicable("there are no partners", "tidak ada mitra")
        return
    rolls = [each for each in case.of(Record) if case.covers(each.body, each.on)]
    if not rolls:
        yield Verdict.lacks(
            "participant.vote",
            en="no record of a meeting was put before the audit",
            indonesian="tidak ada berita acara rapat yang diajukan",
        )
        return
    good = True
    for record in rolls:
        for each in case.body.on(record.on).partners:
            if {each.institution, *each.units} & set(record.roll):
                good = False
                case.read("participant.role", Role.PARTNER, each.institution)
                case.read("participant.vote", True, each.institution)
                yield Verdict.violated(
                    each.institution,
                    "is a partner, and stands on the roll",
                    "berstatus mitra, tetapi tercantum dalam daftar pemilik suara",
                    when=record.on,
                )
    if good:
        n = case.read("participant.vote", len(rolls))
        yield Verdict.holds(
            f"{counted(n, 'roll')} without a partner",
            f"{number(n, 'id')} daftar pemilik suara tanpa mitra",
        )


@rule(
    "MEM-12",
    advice=(
        "Admit the work units that are missing, and let everybody else take part as a partner.",
        "Terima satuan kerja yang belum tercatat, dan ikutkan pihak lain sebagai mitra.",
    ),
    holds=_kpu,
    violated=lambda: _kpu("lembaga-lain"),
)
def exactly_the_work_units(case: Case) -> Iterator[Verdict]:
    """The members are the work units of the commission from the body's own tier down.

    The units are those of a federation put before the audit, or of the shipped tables.
    """
    members = case.now.register
    if not members:
        yield Verdict.lacks("body.members")
        return
    forest = _network(case)
    node = _node(case, forest)
    ids = {each.body for each in forest} if forest else set()
    own = [each for each in members if each.institution in ids or _is_kpu(each)]
    for each in members:
        if each not in own:
            case.read("body.members", each.name, each.institution)
            yield Verdict.violated(
                each.institution,
                "is a member, and no work unit of the KPU",
                "tercatat sebagai anggota, tetapi bukan satuan kerja KPU",
            )
    if forest is None or node is None:
        yield Verdict.lacks(
            "body.parent",
            en="where it stands in the network: give its area",
            indonesian="kedudukannya dalam jejaring: catat wilayahnya",
        )
        return
    case.read("body.parent", node.parent)
    here = {each.institution for each in own} | {("area", each.area) for each in own}
    units = (node, *forest.descendants(node.body))
    absent = [each for each in units if not {each.body, ("area", each.area)} & here]
    n, of = len(absent), len(units)
    if absent:
        case.read("body.members", len(members))
        names = [each.titled for each in absent]
        yield Verdict.violated(
            "",
            f"{number(n)} of {counted(of, 'work unit')} no members: {listed(names, most=SHOWN)}",
            f"{number(n, 'id')} dari {number(of, 'id')} satuan kerja belum menjadi anggota: "
            f"{listed(names, 'id', most=SHOWN)}",
        )
    elif len(own) == len(members):
        case.read("body.members", len(members))
        yield Verdict.holds(
            f"{counted(of, 'work unit')} of the KPU, and nobody else",
            f"{number(of, 'id')} satuan kerja KPU, tanpa anggota lain",
        )


def _is_kpu(one: Membership) -> bool:
    """Whether a member is a commission, by its name or its id."""
    return any(_KPU.search(each) for each in (one.name, one.institution))


def _network(case: Case) -> Forest | None:
    """The network of the commission on the day: of the records, or of the shipped tables."""
    given = [each for each in case.of(Federation) if Scope.KPU.covers(each.charter.scope)]
    for each in (*given, Federation.kpu()):
        if each.since <= case.on:
            return each.on(case.on)
    return None


def _node(case: Case, forest: Forest | None) -> Node | None:
    """The place of the body in the network: by its id, or by its tier and area."""
    scope, area = placed(case), case.body.area
    nodes = list(forest or ())
    by_id = (each for each in nodes if each.body == case.body.id)
    by_place = (each for each in nodes if each.scope is scope and each.area == area)
    return next(chain(by_id, by_place), None)


CHAPTER = (
    forces_and_vertical_agencies_may,
    outsiders_may_be_partners,
    partners_do_not_vote,
    exactly_the_work_units,
)
