from collections.abc import Iterator
from datetime import date, timedelta

from bakohumas.audit._case import Case
from bakohumas.audit._examples import DECREE
from bakohumas.audit._flw_evidence import Activity, PolicyHeld
from bakohumas.audit._flw_seen import networks_seen
from bakohumas.audit._rule import rule
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted
from bakohumas.audit._worked import Setting, worked
from bakohumas.bodies import Body, Federation, Forest, Node, PolicyIssued, PolicyPassed, ReportMade
from bakohumas.languages import listed, number
from bakohumas.law import Charter, Scope, charter
from bakohumas.networks import skipped_tiers

DAY = date(2021, 5, 4)
_UNIT, _PROVINCE, _CENTRE = "kpu-33.21", "kpu-33", "kpu"
_YEAR = timedelta(days=365)
"""How far back activities count; a default, no source says it."""


def _body() -> Body:
    """The body of an election commission of a regency."""
    rules = charter("kpu_regency")
    return Body.found(_UNIT, charter=rules, on=DAY, basis=DECREE, area="33.21")


def _units(*, tiered: bool = True) -> Federation:
    """Three units above each other, in a federation that binds or in a loose one."""
    loose = Charter("contoh", ("binds nothing", "tidak mengikat"), ())
    nodes = (
        Node(_CENTRE, "kpu_ri", Scope.KPU_RI),
        Node(_PROVINCE, "kpu_province", Scope.KPU_PROVINCE, "33", parent=_CENTRE),
        Node(_UNIT, "kpu_regency", Scope.KPU_REGENCY, "33.21", parent=_PROVINCE),
    )
    rules = charter("kpu_ri") if tiered else loose
    return Federation.of(nodes, id="contoh", charter=rules, on=DAY, basis="invented")


def _passed(*, skipping: bool = False) -> Setting:
    """A policy that passed down to the regency, with or without its province."""
    units = _units(tiered=not skipping)
    units = units.issue("rakor", "1", by=_CENTRE, on=DAY, basis="invented")
    copies = () if skipping else (_PROVINCE,)
    units = units.pass_on(
        "rakor", "1", by=_CENTRE, to=_UNIT, copies=copies, on=DAY, basis="invented"
    )
    return worked(_body(), units, on=DAY, who=_UNIT if skipping else "")


def _held(*versions: str) -> Setting:
    """Units that each hold a version of a policy."""
    seen = (
        PolicyHeld(body=_UNIT, on=DAY, unit=unit, policy="rakor", version=version)
        for unit, version in zip((_CENTRE, _PROVINCE, _UNIT), versions, strict=True)
    )
    return worked(_body(), *seen, on=DAY, who="rakor")


def _reported(*to: str) -> Setting:
    """A report of the regency's unit."""
    units = _units(tiered=False)
    units = units.report(_UNIT, subject="rakor", to=to, on=DAY, basis="invented")
    return worked(_body(), units, on=DAY)


def _active(*stages: str) -> Setting:
    seen = (Activity(body=_UNIT, on=DAY, what="kelas humas", stage=each) for each in stages)
    return worked(_body(), *seen, on=DAY)


def _federations(case: Case) -> list[tuple[Federation, Forest]]:
    """The federations put before the audit that have the body, each as it stood on the day."""
    given = [each for each in case.of(Federation) if each.since <= case.on]
    forests = [(each, each.on(case.on)) for each in given]
    return [(each, forest) for each, forest in forests if case.body.id in forest]


@rule(
    "FLW-09",
    advice=(
        "Pass the version in force on to these units, and withdraw the other one.",
        "Teruskan versi yang berlaku kepada satuan kerja itu, dan tarik versi lainnya.",
    ),
    holds=lambda: _held("1", "1", "1"),
    violated=lambda: _held("1", "1", "lokal"),
)
def one_policy_everywhere(case: Case) -> Iterator[Verdict]:
    """No unit holds another version of a policy than the others; who holds none is named."""
    found = _holdings(case)
    if not found:
        yield Verdict.lacks(
            "policy.version",
            en="no version of a policy was put before the audit",
            indonesian="tidak ada versi kebijakan yang diajukan",
        )
    for policy, units in sorted(found.items()):
        held = {unit: version for unit, version in units.items() if version}
        versions = sorted(set(held.values()))
        case.read("policy.version", versions, policy)
        waiting = sorted(set(units) - set(held))
        if len(versions) > 1:
            names = listed(versions), listed(versions, "id")
            yield Verdict.violated(
                policy, f"versions in use: {names[0]}", f"versi yang dipakai: {names[1]}"
            )
        elif waiting:
            yield Verdict.lacks(
                "policy.version",
                who=policy,
                en=f"it has not reached {listed(waiting, most=3)}",
                indonesian=f"belum sampai ke {listed(waiting, 'id', most=3)}",
            )
        else:
            n = len(held)
            yield Verdict.holds(
                f"{counted(n, 'unit')} with version {versions[0]}",
                f"{number(n, 'id')} satuan kerja memegang versi {versions[0]}",
                who=policy,
            )


def _holdings(case: Case) -> dict[str, dict[str, str]]:
    """The version of each policy that each unit holds; empty where it has not reached it."""
    found: dict[str, dict[str, str]] = {}
    for federation, forest in _federations(case):
        issued = [each for each in federation.events if isinstance(each, PolicyIssued)]
        for policy in {each.policy for each in issued if each.on <= case.on}:
            found.setdefault(policy, {}).update(
                (node.body, federation.policy(node.body, policy, on=case.on) or "")
                for node in forest
            )
    for each in sorted(case.of(PolicyHeld), key=lambda it: it.on):
        found.setdefault(each.policy, {})[each.unit] = each.version
    return found


@rule(
    "FLW-10",
    advice=(
        "Send a copy to the tier between.",
        "Kirim tembusan kepada jenjang di antaranya.",
    ),
    holds=_passed,
    violated=lambda: _passed(skipping=True),
)
def no_tier_is_skipped(case: Case) -> Iterator[Verdict]:
    """No policy, report or tie of a network passes a tier by without a copy to it."""
    federations, networks = _federations(case), networks_seen(case)
    if not federations and not networks:
        yield Verdict.lacks(
            "network.edges",
            "body.parent",
            en="no network and no federation was put before the audit",
            indonesian="tidak ada jejaring atau federasi yang diajukan",
        )
    for federation, forest in federations:
        letters = [
            each
            for each in federation.events
            if isinstance(each, PolicyPassed | ReportMade) and each.on <= case.on
        ]
        case.read("network.edges", len(letters), federation.id)
        parent = forest.parent(case.body.id)
        case.read("body.parent", parent.body if parent else None, case.body.id)
        skips = [skip for each in letters for skip in _skips(federation, each)]
        for target, missing, on in skips:
            yield Verdict.violated(
                target,
                f"reached without a copy to {listed(missing)}",
                f"dijangkau tanpa tembusan kepada {listed(missing, 'id')}",
                when=on,
            )
        if not skips:
            n = len(letters)
            yield Verdict.holds(
                f"{counted(n, 'policy or report', 'policies and reports')} tier by tier",
                f"{number(n, 'id')} kebijakan dan laporan secara berjenjang",
            )
    for seen in networks:
        skipped = skipped_tiers(seen.edges(case))
        if skipped:
            en, other = skipped[0].explain(), skipped[0].explain("id")
            more = f"{number(len(skipped))}; ", f"{number(len(skipped), 'id')}; "
            yield seen.broken(
                f"tiers skipped: {more[0]}{en}", f"jenjang dilewati: {more[1]}{other}"
            )
        else:
            yield seen.say(Verdict.holds("no tier is skipped", "tidak ada jenjang yang dilewati"))


def _skips(
    federation: Federation, letter: PolicyPassed | ReportMade
) -> list[tuple[str, tuple[str, ...], date]]:
    """To whom a letter went past a tier, the units that got no copy, and the day."""
    forest, found = federation.on(letter.on), []
    for target in letter.to:
        paths = [[node.body for node in forest.path(each)] for each in (letter.by, target)]
        longer, shorter = max(paths, key=len), min(paths, key=len)
        between = longer[len(shorter) : -1] if longer[: len(shorter)] == shorter else []
        missing = tuple(each for each in between if each not in letter.receivers)
        if missing:
            found.append((target, missing, letter.on))
    return found


@rule(
    "FLW-11",
    advice=(
        "Report to the unit's own chair and to the chair of the provincial commission.",
        "Laporkan kepada ketua satuan kerja sendiri dan kepada ketua KPU provinsi.",
    ),
    holds=lambda: _reported(_UNIT, _PROVINCE),
    violated=lambda: _reported(_UNIT),
)
def reports_to_both_chairs(case: Case) -> Iterator[Verdict]:
    """Every report of the unit reached its own chair and that of the province."""
    federations = _federations(case)
    if not federations:
        yield Verdict.lacks(
            "report.addressees",
            en="no federation with its reports was put before the audit",
            indonesian="tidak ada federasi dengan laporannya yang diajukan",
        )
    for federation, forest in federations:
        path = [node.body for node in forest.path(case.body.id)]
        if len(path) == 1:
            yield Verdict.not_applicable(
                "no provincial commission stands above it",
                "tidak ada KPU provinsi di atasnya",
            )
            continue
        needed = {case.body.id, path[1]}
        reports = federation.reports(by=case.body.id, on=case.on)
        if not reports:
            yield Verdict.lacks("report.addressees", en="no report", indonesian="tanpa laporan")
        good = 0
        for each in reports:
            case.read("report.addressees", each.receivers, each.subject)
            missing = sorted(needed - set(each.receivers))
            if missing:
                yield Verdict.violated(
                    each.subject,
                    f"not reported to the chair of {listed(missing)}",
                    f"tidak dilaporkan kepada ketua {listed(missing, 'id')}",
                    when=each.on,
                )
            else:
                good += 1
        if good:
            yield Verdict.holds(
                f"{counted(good, 'report')} to both chairs",
                f"{number(good, 'id')} laporan kepada kedua ketua",
            )


@rule(
    "FLW-21",
    advice=(
        "Plan activities for the time between elections too.",
        "Rencanakan kegiatan di luar tahapan pemilihan juga.",
    ),
    holds=lambda: _active("kampanye", ""),
    violated=lambda: _active("kampanye"),
)
def active_outside_elections(case: Case) -> Iterator[Verdict]:
    """Of the activities of the last year, some lie outside the stages of an election."""
    recent = [each for each in case.of(Activity) if case.on - each.on <= _YEAR]
    stages = [each.stage for each in recent if each.stage is not None]
    case.read("body.activities", [each.what for each in recent])
    if "" in stages:
        n = stages.count("")
        yield Verdict.holds(
            f"{counted(n, 'activity', 'activities')} outside the stages of an election",
            f"{number(n, 'id')} kegiatan di luar tahapan pemilihan",
        )
    elif not recent or len(stages) < len(recent):
        yield Verdict.lacks(
            "body.activities",
            en="no activity of the last year is known to lie outside the stages",
            indonesian="tidak diketahui kegiatan setahun terakhir di luar tahapan",
        )
    else:
        yield Verdict.violated(
            "",
            f"all of them within: {listed(sorted(set(stages)), most=3)}",
            f"semuanya dalam: {listed(sorted(set(stages)), 'id', most=3)}",
        )


RULES = (
    one_policy_everywhere,
    no_tier_is_skipped,
    reports_to_both_chairs,
    active_outside_elections,
)
