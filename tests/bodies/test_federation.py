from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, cast

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.bodies import (
    Federation,
    FederationEvent,
    Node,
    NodeJoined,
    PolicyPassed,
    ReportMade,
)
from bakohumas.errors import OutOfScopeError, RefusedError, UnknownNameError
from bakohumas.institutions import SCOPE_START
from bakohumas.languages import Lang
from bakohumas.law import Citation, Grade, Provision, Scope, Value, charter
from bakohumas.periods import Period

DAY = date(2021, 5, 4)
KPU = Federation.kpu()
LOOSE = Federation.bakohumas()
BASIS = "seed 2"


def law(key: str, value: Value) -> Provision:
    """A host's decision on one key, for every day."""
    return Provision(key, value, Period(None), Citation("SK 1/2021"), Grade.C)


def small(*, binding: bool = True, since: date = DAY) -> Federation:
    """An invented network of one centre, two provinces and three regencies."""
    rules = charter("kpu_ri")
    nodes = [
        Node("ri", "kpu_ri", Scope.KPU_RI),
        Node("a", "kpu_province", Scope.KPU_PROVINCE, "98", parent="ri"),
        Node("b", "kpu_province", Scope.KPU_PROVINCE, "99", parent="ri"),
        Node("a1", "kpu_regency", Scope.KPU_REGENCY, "98.01", parent="a"),
        Node("a2", "kpu_regency", Scope.KPU_REGENCY, "98.02", parent="a"),
        Node("b1", "kpu_regency", Scope.KPU_REGENCY, "99.01", parent="b"),
    ]
    decided = [law(key, value=False) for key in ("body.binding", "flow.tiered")]
    return Federation.of(
        nodes,
        id="contoh",
        charter=rules if binding else rules.override(*decided),
        on=since,
        basis="invented",
    )


@pytest.fixture
def cascade() -> Federation:
    """The cascade of May 2021: KPU RI, KPU Bali, KPU Jembrana."""
    return (
        KPU.issue("rakor", "1", by="kpu", on=DAY, basis=BASIS)
        .pass_on("rakor", "1", by="kpu", to="kpu-51", on=date(2021, 5, 6), basis=BASIS)
        .pass_on("rakor", "1", by="kpu-51", to="kpu-51.01", on=date(2021, 5, 10), basis=BASIS)
    )


@pytest.mark.parametrize(
    ("day", "provinces"),
    [
        (SCOPE_START, 34),
        (date(2021, 6, 30), 34),
        (date(2022, 7, 24), 34),
        (date(2022, 7, 25), 37),
        (date(2022, 12, 7), 37),
        (date(2022, 12, 8), 38),
        (date(2023, 1, 1), 38),
    ],
)
def test_the_forests_have_as_many_bodies_as_the_tables(day: date, provinces: int) -> None:
    """Provinces count from their first day; 514 commissions, 508 governments of regencies."""
    assert list(KPU.on(day).counts().values()) == [1, provinces, 514]
    assert list(LOOSE.on(day).counts().values()) == [1, provinces, 508]


def test_regencies_of_papua_change_their_superior_with_the_new_provinces() -> None:
    """Merauke is below Papua until 24 July 2022, and below Papua Selatan from the 25th on."""
    ways = [
        [node.body for node in KPU.on(day).path("kpu-93.01")]
        for day in (date(2022, 7, 24), date(2022, 7, 25))
    ]

    assert ways == [["kpu", "kpu-91", "kpu-93.01"], ["kpu", "kpu-93", "kpu-93.01"]]
    assert "kpu-93" not in KPU.on(date(2022, 7, 24))


def test_jakarta_has_commissions_where_it_has_no_governments() -> None:
    """The six administrative areas of Jakarta are below KPU DKI, and below no Bakohumas."""
    assert len(KPU.on(DAY).children("kpu-31")) == 6
    assert LOOSE.on(DAY).children("bakohumas-31") == ()


def test_names_and_charters_are_those_of_the_place() -> None:
    """In Aceh the commissions are called KIP; a province with its own charter has it."""
    names = [KPU.on(DAY)[body].name for body in ("kpu", "kpu-11", "kpu-11.01", "kpu-51.01")]

    assert names == ["KPU RI", "KIP Aceh", "KIP Kabupaten Aceh Selatan", "KPU Kabupaten Jembrana"]
    assert str(LOOSE.on(DAY)["bakohumas-63"]) == "Bakohumas Provinsi Kalimantan Selatan"
    assert LOOSE.on(DAY)["bakohumas-63"].charter == "kalsel"
    assert all(charter(node.charter).scope is node.scope for node in (*KPU.nodes, *LOOSE.nodes))


def test_a_federation_speaks_from_its_first_day() -> None:
    """A day before the tables begin is out of scope, asked or told."""
    before = SCOPE_START - timedelta(days=1)
    tries: list[Callable[[], object]] = [
        lambda: KPU.on(before),
        lambda: KPU.on(DAY, known=before),
        lambda: KPU.behind("x", on=before),
        lambda: KPU.cascade("x", "1", on=before),
        lambda: KPU.policy("kpu", "x", on=before),
        lambda: KPU.reports(on=before),
        lambda: KPU.issue("x", "1", by="kpu", on=before, recorded=DAY, basis=BASIS),
    ]

    for attempt in tries:
        with pytest.raises(OutOfScopeError, match="2014-10-26 lies before 2014-10-27"):
            attempt()


def test_the_cascade_of_may_2021(cascade: Federation) -> None:
    """From KPU RI to Bali it took two days, to Jembrana six."""
    rows = cascade.cascade("rakor", "1", on=date(2021, 5, 31))

    assert [(row["body"], row["by"], row["days"]) for row in rows] == [
        ("kpu", "kpu", 0),
        ("kpu-51", "kpu", 2),
        ("kpu-51.01", "kpu-51", 6),
    ]
    assert cascade.policy("kpu-51.01", "rakor", on=date(2021, 5, 9)) is None
    assert cascade.policy("kpu-51.01", "rakor", on=date(2021, 5, 10)) == "1"
    assert len(cascade.behind("rakor", on=date(2021, 5, 5))) == 34 + 514
    assert len(cascade.behind("rakor", on=date(2021, 5, 10))) == 34 + 514 - 2
    assert len(cascade.cascade("rakor", "1", on=date(2021, 5, 6))) == 2


def test_a_newer_version_leaves_those_without_it_behind(cascade: Federation) -> None:
    """Whoever holds the older version is behind; where no root has a policy, nobody is."""
    later = cascade.issue("rakor", "2", by="kpu", on=date(2021, 6, 1), basis=BASIS)

    assert "kpu-51" in {node.body for node in later.behind("rakor", on=date(2021, 6, 1))}
    assert "kpu-51" not in {node.body for node in later.behind("rakor", on=date(2021, 5, 31))}
    assert later.behind("juknis", on=date(2021, 6, 1)) == ()


def test_a_skipped_tier_gets_a_copy(cascade: Federation) -> None:
    """KPU RI may write to a regency when the province gets a copy, and not otherwise."""
    on = date(2021, 5, 12)
    with pytest.raises(RefusedError) as refusal:
        cascade.pass_on("rakor", "1", by="kpu", to="kpu-33.21", on=on, basis=BASIS)
    sent = cascade.pass_on(
        "rakor", "1", by="kpu", to="kpu-33.21", copies="kpu-33", on=on, basis=BASIS
    )

    assert refusal.value.why.endswith("(FLW-10)")
    assert refusal.value.basis == "seed 2 (grade C)"
    assert refusal.value.advice == "send a copy to kpu-33 (KPU Provinsi Jawa Tengah) (copies=...)"
    assert sent.policy("kpu-33", "rakor", on=on) == sent.policy("kpu-33.21", "rakor", on=on) == "1"


def test_policy_is_the_same_in_every_unit(cascade: Federation) -> None:
    """No unit issues another version of what its superiors have in force (FLW-09)."""
    with pytest.raises(RefusedError) as refusal:
        cascade.issue("rakor", "jabar", by="kpu-32.01", on=date(2021, 5, 12), basis=BASIS)

    assert "kpu has version 1 in force" in refusal.value.why
    assert "(FLW-09)" in refusal.value.why
    assert refusal.value.basis == "UU 7/2017 (grade B)"
    assert refusal.value.advice == "ask kpu-32 to pass version 1 on"


def test_a_unit_has_policy_of_its_own_where_its_superiors_have_none() -> None:
    """A province may issue what the centre is silent on, before and not after the centre does."""
    day = DAY + timedelta(days=1)
    own = small().issue("siaran", "a", by="a", on=DAY, basis="invented")
    own = own.pass_on("siaran", "a", by="a", to=["a1", "a2"], on=DAY, basis="invented")

    assert own.policy("a2", "siaran", on=DAY) == "a"
    assert own.behind("siaran", on=DAY) == ()
    own = own.issue("siaran", "ri", by="ri", on=day, basis="invented")
    assert len(own.behind("siaran", on=day)) == 5
    with pytest.raises(RefusedError, match="FLW-09"):
        own.issue("siaran", "b", by="b1", on=day, basis="invented")


def test_who_has_not_got_it_passes_nothing_on(cascade: Federation) -> None:
    """In a binding federation a sender passes on the version that it holds, and no other."""
    on = date(2021, 5, 12)
    with pytest.raises(RefusedError, match="kpu-33 holds no version of it on 2021-05-12"):
        cascade.pass_on("rakor", "1", by="kpu-33", to="kpu-33.21", on=on, basis=BASIS)
    with pytest.raises(RefusedError, match="kpu-51 holds version 1 on 2021-05-12"):
        cascade.pass_on("rakor", "2", by="kpu-51", to="kpu-51.02", on=on, basis=BASIS)


def test_a_unit_receives_from_its_superiors_only(cascade: Federation) -> None:
    """A province does not instruct the regencies of another one, nor the centre."""
    on = date(2021, 5, 12)
    with pytest.raises(RefusedError, match=r"whose superior is kpu-33 .*; let kpu-33 pass it on"):
        cascade.pass_on("rakor", "1", by="kpu-51", to="kpu-33.21", on=on, basis=BASIS)
    with pytest.raises(RefusedError, match=r"whose superior is nobody .*; let kpu issue it"):
        cascade.pass_on("rakor", "1", by="kpu-51", to="kpu", on=on, basis=BASIS)


def test_a_loose_federation_binds_nobody() -> None:
    """Without a command line every version, way and report is possible (S13)."""
    told = LOOSE.issue("isu", "1", by="bakohumas", on=DAY, basis="invented")
    told = told.issue("isu", "kalsel", by="bakohumas-63", on=DAY, basis="invented")
    told = told.pass_on("isu", "1", by="bakohumas", to="bakohumas-33.07", on=DAY, basis="invented")
    told = told.pass_on("isu", "1", by="bakohumas-33.07", to="bakohumas", on=DAY, basis="invented")
    told = told.report(
        "bakohumas-63.05",
        to="bakohumas",
        copies="bakohumas-33",
        subject="isu",
        on=DAY,
        basis="invented",
    )

    assert (LOOSE.binding(on=DAY), LOOSE.tiered(on=DAY)) == (False, False)
    assert told.policy("bakohumas-63", "isu", on=DAY) == "kalsel"
    assert told.policy("bakohumas-33", "isu", on=DAY) is None
    assert len(told.reports(to="bakohumas-33", on=DAY)) == 1
    with pytest.raises(ValueError, match="to must name somebody"):
        LOOSE.report("bakohumas-63.05", subject="isu", on=DAY, basis="invented")


def test_a_host_decides_by_a_cited_provision() -> None:
    """Whether a federation binds, and skips tiers, follows the charter that it is given."""
    assert (KPU.binding(on=DAY), KPU.tiered(on=DAY)) == (True, True)
    loose = small(binding=False)

    assert (loose.binding(on=DAY), loose.tiered(on=DAY)) == (False, False)
    assert str(loose.charter) == "kpu_ri+"


def test_reports_go_to_the_own_and_the_provincial_chair() -> None:
    """A regency reports to both by default; without the province it is refused (FLW-11)."""
    on = date(2021, 5, 12)
    told = KPU.report("kpu-33.21", subject="rakor", on=on, basis=BASIS)
    with pytest.raises(RefusedError) as refusal:
        KPU.report("kpu-33.21", to="kpu-33.21", subject="rakor", on=on, basis=BASIS)

    assert [report.by for report in told.reports(to="kpu-33", on=on)] == ["kpu-33.21"]
    assert told.reports(to="kpu-34", on=on) == told.reports(by="kpu-33", on=on) == ()
    assert told.reports(on=on - timedelta(days=1)) == ()
    assert "own_chair and provincial_chair (FLW-11)" in refusal.value.why
    assert refusal.value.basis == "Demak-2021 (grade C)"
    assert "kpu-33 (KPU Provinsi Jawa Tengah)" in refusal.value.advice


def test_a_report_to_the_centre_is_copied_to_the_province() -> None:
    """Past the province a report goes with a copy to it (FLW-10)."""
    on = date(2021, 5, 12)
    to = ["kpu-33.21", "kpu"]
    with pytest.raises(RefusedError, match="FLW-10"):
        KPU.report("kpu-33.21", to=to, subject="rakor", on=on, basis=BASIS)
    told = KPU.report("kpu-33.21", to=to, copies="kpu-33", subject="rakor", on=on, basis=BASIS)

    assert told.reports(to="kpu", on=on)[0].copies == ("kpu-33",)


def test_reports_do_not_go_down_or_aside() -> None:
    """A province may copy a report to its regencies; it does not report to them."""
    on = date(2021, 5, 12)
    with pytest.raises(RefusedError, match=r"does not stand above kpu-33, and reports go up"):
        KPU.report("kpu-33", to=["kpu-33", "kpu-33.21"], subject="x", on=on, basis=BASIS)
    told = KPU.report("kpu-33", copies="kpu-33.21", subject="x", on=on, basis=BASIS)

    assert told.reports(by="kpu-33", on=on)[0].to == ("kpu-33",)


def test_before_the_decree_nobody_is_told_whom_to_report_to() -> None:
    """The provision on reports begins in April 2021; earlier, a province alone will do."""
    early = date(2021, 3, 31)
    told = KPU.report("kpu-33.21", to="kpu-33", subject="x", on=early, basis=BASIS)

    assert len(told.reports(on=early)) == 1


@pytest.mark.parametrize(
    ("value", "to"), [(("national_chair", "own_chair"), ("ri", "a1")), ("provincial_chair", ("a",))]
)
def test_a_host_says_to_whom_reports_go(value: Value, to: tuple[str, ...]) -> None:
    """The chairs of three tiers can be named; their words are read in order."""
    rules = charter("kpu_ri").override(law("flow.reports", value), law("flow.tiered", value=False))
    own = Federation.of(
        small().nodes, id="contoh", name="Contoh", charter=rules, on=DAY, basis="invented"
    )
    told = own.report("a1", subject="x", on=DAY, basis="invented")

    assert told.reports(on=DAY)[0].to == to
    assert (str(told), told.id, told.since) == ("Contoh", "contoh", DAY)


def test_a_chair_that_nobody_knows_is_refused() -> None:
    """A word that names no chair is not guessed at."""
    rules = charter("kpu_ri").override(law("flow.reports", "village_chair"))
    own = Federation.of(small().nodes, id="contoh", charter=rules, on=DAY, basis="invented")
    with pytest.raises(RefusedError, match=r"override 'flow.reports' with a cited provision"):
        own.report("a1", subject="x", on=DAY, basis="invented")


def test_an_unknown_body_is_refused_with_suggestions() -> None:
    """A slip in an id leads to the id; a body of another day is told apart from none."""
    with pytest.raises(UnknownNameError, match=r"did you mean kpu-63\.05") as slip:
        KPU.on(DAY).path("kpu-6305")
    with pytest.raises(UnknownNameError, match="belongs there 2022-07-25 to further notice"):
        KPU.policy("kpu-93", "rakor", on=DAY)
    with pytest.raises(UnknownNameError):
        KPU.issue("rakor", "1", by="kpu-93", on=DAY, basis=BASIS)
    with pytest.raises(UnknownNameError, match=r"kpu-51\.01"):
        KPU.report("kpu-51", to="KPU Kabupaten Jembrana", subject="x", on=DAY, basis=BASIS)

    assert slip.value.kind == "body of the federation"


def test_a_forest_refuses_what_is_none() -> None:
    """Circles, unknown or lower superiors, two places at once: each with advice."""
    a, b = (
        Node("a", "regency", Scope.REGENCY, "98.01", parent="b"),
        Node("b", "regency", Scope.REGENCY, "98.02", parent="a"),
    )
    root = Node("r", "national", Scope.NATIONAL)
    province = Node("p", "provincial", Scope.PROVINCIAL, "98", parent="r")
    commission = Node("k", "kpu_regency", Scope.KPU_REGENCY, "98.01", parent="p")
    later = attrs.evolve(root, period=Period(DAY))
    for nodes, why in [
        ([a, b], "bodies of regencies and cities stand no tier above"),
        ([a], "b is not there on every day of the beginning to further notice"),
        ([later, province], "r is not there on every day .*; it stands there 2021-05-04"),
        ([root, province, commission], "bodies of provinces stand no tier above election"),
        ([root, province, province], "it would stand in two places"),
    ]:
        with pytest.raises(RefusedError, match=why) as refusal:
            Federation.of(nodes, id="contoh", on=DAY, basis="invented")
        assert refusal.value.advice


def test_a_territory_has_one_body_of_a_tier() -> None:
    """Two at once are refused (BOD-06) unless a loose federation says that it has them."""
    nodes = [
        Node("r", "national", Scope.NATIONAL),
        Node("p", "provincial", Scope.PROVINCIAL, "98", parent="r"),
        Node("q", "provincial", Scope.PROVINCIAL, "98", parent="r"),
    ]
    with pytest.raises(RefusedError, match="BOD-06") as refusal:
        Federation.of(nodes, id="contoh", on=DAY, basis="invented")
    both = Federation.of(nodes, id="contoh", one_a_territory=False, on=DAY, basis="invented")

    assert refusal.value.basis == "default of this library (grade X)"
    assert [node.body for node in both.on(DAY).children("r")] == ["p", "q"]
    assert Federation.replay(both.events) == both


def test_in_a_binding_federation_no_host_has_two_in_a_territory() -> None:
    """The network of the commission is exactly its work units (MEM-12)."""
    with pytest.raises(RefusedError, match="MEM-12"):
        Federation.of(
            [Node("kpu", "kpu_ri", "kpu_ri")],
            id="contoh",
            one_a_territory=False,
            on=DAY,
            basis="invented",
        )


def test_roots_under_several_charters_need_one_to_govern() -> None:
    """Where the roots do not agree on a charter, the host says which governs."""
    nodes = [Node("r", "national", Scope.NATIONAL), Node("k", "kpu_ri", Scope.KPU_RI)]
    with pytest.raises(ValueError, match="its roots have kpu_ri, national"):
        Federation.of(nodes, id="contoh", on=DAY, basis="invented")
    both = Federation.of(nodes, id="contoh", charter=charter("national"), on=DAY, basis="invented")

    assert both.on(DAY).roots == tuple(reversed(nodes))


def test_slips_of_a_node() -> None:
    """A scope that is no tier, and an area that does not fit it, are a caller's slip."""
    with pytest.raises(ValueError, match="scope must be that of one tier"):
        Node("s", "taskforce", Scope.TASKFORCE)
    with pytest.raises(ValueError, match="needs the code of its area"):
        Node("p", "provincial", Scope.PROVINCIAL)
    with pytest.raises(ValueError, match="needs no area: it is national"):
        Node("r", "national", Scope.NATIONAL, "98")
    with pytest.raises(ValueError, match="nodes must name somebody"):
        Federation.of([], id="contoh", on=DAY, basis="invented")
    with pytest.raises(TypeError, match="the place of a body must be a Node"):
        Federation.of(cast("Any", ["kpu"]), id="contoh", on=DAY, basis="invented")
    with pytest.raises(TypeError, match="the id of a body must be a str"):
        _ = KPU.on(DAY)[cast("Any", 63)]
    with pytest.raises(TypeError, match="to must be a tuple"):
        small().pass_on("x", "1", by="ri", to=cast("Any", 3), on=DAY, basis="invented")


def test_bodies_join_move_and_leave() -> None:
    """A new province takes its place, a regency moves below it, and another one leaves."""
    on = date(2024, 1, 1)
    new = Node("c", "kpu_province", Scope.KPU_PROVINCE, "97", "KPU Contoh", parent="ri")
    grown = (
        small()
        .join(new, on=on, basis="UU 1/2024 (invented)")
        .move("a2", to="c", on=on, basis="UU 1/2024 (invented)")
        .leave("b1", on=on, basis="UU 1/2024 (invented)")
    )

    assert [node.body for node in grown.on(on).children("c")] == ["a2"]
    assert "c" not in grown.on(on - timedelta(days=1))
    assert "b1" in grown.on(on - timedelta(days=1))
    assert "b1" not in grown.on(on)
    assert len(grown.nodes) == 8
    assert Federation.replay(grown.events) == grown


def test_nobody_is_left_without_a_superior() -> None:
    """A province leaves, or a body moves, only where the forest stays one."""
    on = date(2024, 1, 1)
    with pytest.raises(RefusedError, match="a is not there on every day"):
        small().leave("a", on=on, basis="invented")
    with pytest.raises(RefusedError, match="stand no tier above"):
        small().move("a1", to="b1", on=on, basis="invented")
    moved = small().move("a1", to="b", on=on, basis="invented")
    with pytest.raises(RefusedError, match="its place begins on that day"):
        moved.move("a1", to="a", on=on, basis="invented")


def test_a_body_may_become_a_root() -> None:
    """Moved below nobody it is a root, and policy from its old root is none of its own."""
    on = date(2024, 1, 1)
    apart = small().move("b", to="", on=on, basis="invented")
    apart = apart.issue("x", "1", by="ri", on=on, basis="invented")

    assert [root.body for root in apart.on(on).roots] == ["ri", "b"]
    assert [node.body for node in apart.behind("x", on=on)] == ["a", "a1", "a2"]


def test_a_register_is_written_forward() -> None:
    """A later record is recorded no earlier; what was known is what was recorded by then."""
    late = date(2021, 7, 1)
    told = small().issue("x", "1", by="ri", on=DAY, recorded=late, basis="invented")
    with pytest.raises(RefusedError, match="the register was last written on 2021-07-01"):
        told.issue("x", "2", by="ri", on=DAY, basis="invented")

    assert told.policy("ri", "x", on=DAY) == "1"
    assert told.policy("ri", "x", on=DAY, known=late) == "1"
    assert told.policy("ri", "x", on=DAY, known=late - timedelta(days=1)) is None


def test_a_body_that_turns_out_to_have_left_is_still_told_of() -> None:
    """When the register learns late that a body had left, the cascade still names it."""
    told = small().issue("x", "1", by="ri", on=date(2021, 6, 1), basis="invented")
    told = told.pass_on("x", "1", by="ri", to="b", on=date(2021, 6, 1), basis="invented")
    told = told.pass_on("x", "1", by="b", to="b1", on=date(2021, 6, 2), basis="invented")
    gone = told.leave("b1", on=date(2021, 6, 1), recorded=date(2021, 7, 1), basis="invented")

    assert [row["body"] for row in gone.cascade("x", "1", on=DAY.replace(year=2022))] == [
        "ri",
        "b",
        "b1",
    ]


def test_a_history_begins_with_a_forming() -> None:
    """A history without one, with two, or with something foreign is refused."""
    formed = KPU.events[0]
    joins = NodeJoined(
        on=DAY,
        recorded=DAY,
        basis="invented",
        node=Node("x", "national", Scope.NATIONAL, period=Period(DAY)),
    )

    class Foreign(FederationEvent):
        """Something that is no event of a federation."""

        @property
        def who(self) -> tuple[str, ...]:
            """Nobody."""
            return ()

        def explain(self, lang: Lang = "en") -> str:
            """Nothing."""
            return lang

    with pytest.raises(RefusedError, match="form the federation first"):
        Federation.replay([joins])
    with pytest.raises(RefusedError, match="form it once, and first"):
        Federation.replay([formed, formed])
    with pytest.raises(TypeError, match="Foreign is not an event of a federation"):
        Federation.replay([formed, Foreign(on=DAY, recorded=DAY, basis="invented")])
    with pytest.raises(ValueError, match="the place of x must begin on 2021-05-04"):
        attrs.evolve(joins, node=Node("x", "national", Scope.NATIONAL))


def test_what_happened_is_told_in_both_languages() -> None:
    """Every kind of event has its words, and a row, in English and Indonesian."""
    on = date(2024, 1, 1)
    told = (
        small()
        .join(
            Node("c", "kpu_province", Scope.KPU_PROVINCE, "97", "C", parent="ri"), on=on, basis="x"
        )
        .join(Node("z", "kpu_province", Scope.KPU_PROVINCE, "96"), on=on, basis="x")
        .move("a2", to="c", on=on, basis="x")
        .move("b", to="", on=on, basis="x")
        .leave("b1", on=on, basis="x")
        .issue("juknis", "1", by="ri", on=on, basis=Citation("SK 1/2024"))
        .pass_on("juknis", "1", by="ri", to=["a1"], copies=["a"], on=on, basis="x")
        .report("a1", subject="juknis", on=on, basis="x")
    )

    assert told.explain().splitlines()[2:] == [
        "- 1 January 2024: c (C) joins below ri [x]",
        "- 1 January 2024: z joins [x]",
        "- 1 January 2024: a2 now stands below c [x]",
        "- 1 January 2024: b now stands below nobody [x]",
        "- 1 January 2024: b1 leaves [x]",
        "- 1 January 2024: ri issues juknis, version 1 [SK 1/2024]",
        "- 1 January 2024: ri passes juknis, version 1, to a1, with a copy to a [x]",
        "- 1 January 2024: a1 reports to its own chair and a: juknis [x]",
    ]
    assert [row["text"] for row in told.rows("id")][1:] == [
        "c (C) bergabung di bawah ri",
        "z bergabung",
        "a2 kini di bawah c",
        "b kini tanpa induk",
        "b1 keluar",
        "ri menerbitkan juknis versi 1",
        "ri meneruskan juknis versi 1 kepada a1, dengan tembusan kepada a",
        "a1 melapor kepada ketuanya sendiri dan a: juknis",
    ]
    assert [row["who"] for row in told.rows()][1:] == [
        ["c", "ri"],
        ["z"],
        ["a2", "c"],
        ["b"],
        ["b1"],
        ["ri"],
        ["ri", "a1", "a"],
        ["a1", "a"],
    ]
    assert told.events[0].who == ("ri", "a", "b", "a1", "a2", "b1")


def test_a_forest_says_who_is_there() -> None:
    """A forest has rows, pairs for a network, and its counts in words."""
    forest = small().on(DAY)

    assert (len(forest), len(list(forest)), "a1" in forest) == (6, 6, True)
    assert ("a", "a1") in forest.pairs()
    assert forest.parent("ri") is None
    assert forest.parent("a1") == forest["a"]
    assert [row["body"] for row in forest.rows()] == ["ri", "a", "a1", "a2", "b", "b1"]
    assert forest.rows()[0]["start"] == ""
    assert forest.explain().startswith("4 May 2021: 6 bodies (the national election commission: 1")
    assert [node.body for node in forest.unformed({"ri", "a", "b"})] == ["a1", "a2", "b1"]


def test_a_row_of_a_forest_is_plain() -> None:
    """Every column by its name; a place whose superior changed has a last day."""
    rows = {row["body"]: row for row in KPU.on(date(2021, 6, 30)).rows()}

    assert rows["kpu-93.01"] == {
        "body": "kpu-93.01",
        "name": "KPU Kabupaten Merauke",
        "scope": "kpu_regency",
        "tier": 2,
        "area": "93.01",
        "parent": "kpu-91",
        "charter": "kpu_regency",
        "start": "",
        "last_day": "2022-07-24",
    }


@st.composite
def federations(draw: st.DrawFn) -> Federation:
    """Small federations with a past; what would be refused did not happen."""
    told = small(binding=draw(st.booleans()))
    names = st.sampled_from(["ri", "a", "b", "a1", "a2", "b1"])
    several = st.lists(names, min_size=1, max_size=3)
    today = DAY
    for _ in range(draw(st.integers(0, 12))):
        today += timedelta(days=draw(st.integers(0, 2)))
        on = today + timedelta(days=draw(st.sampled_from([0, 0, 0, 3])))
        when: Any = {"on": on, "recorded": today, "basis": "invented"}
        by, version = draw(names), draw(st.sampled_from(["1", "2"]))
        to, copies = draw(several), draw(st.lists(names, max_size=2))
        kind = draw(st.sampled_from(["issue", "pass", "pass", "pass", "report", "move"]))
        try:
            match kind:
                case "issue":
                    told = told.issue("x", version, by=by, **when)
                case "pass":
                    told = told.pass_on("x", version, by=by, to=to, copies=copies, **when)
                case "report":
                    told = told.report(by, to=to, copies=copies, subject="x", **when)
                case _:
                    told = told.move(by, to=to[0], **when)
        except RefusedError:
            continue
    return told


DAYS = st.integers(0, 40).map(lambda n: DAY + timedelta(days=n))


@given(federations())
def test_a_history_rebuilds_the_federation(told: Federation) -> None:
    """Replaying the events gives the same federation, with the same answers."""
    twin = Federation.replay(told.events)
    last = DAY + timedelta(days=60)

    assert twin == told
    assert twin.on(last) == told.on(last)
    assert twin.behind("x", on=last) == told.behind("x", on=last)


@given(federations(), DAYS)
def test_a_path_leads_from_a_root_to_the_body(told: Federation, day: date) -> None:
    """Every path begins in a root, ends in its body, and goes from parent to child."""
    forest = told.on(day)
    for node in forest:
        path = forest.path(node.body)

        assert path[0] in forest.roots
        assert path[-1] == node
        assert all(above == forest.parent(below.body) for above, below in pairwise(path))
        assert all(below in forest.children(above.body) for above, below in pairwise(path))
        assert all(node in forest.descendants(above.body) for above in path[:-1])


@given(federations(), DAYS)
def test_children_and_parents_are_each_others_inverse(told: Federation, day: date) -> None:
    """Whoever has a parent is one of its children, and nobody else is."""
    forest = told.on(day)
    pairs = {(node.body, child.body) for node in forest for child in forest.children(node.body)}

    assert pairs == set(forest.pairs())
    assert len(forest) == len(forest.roots) + len(pairs)


@given(federations(), DAYS)
def test_what_a_body_knows_was_passed_to_it(told: Federation, day: date) -> None:
    """A version held was issued by its holder, or passed on to it, by that day."""
    for node in told.on(day):
        held = told.policy(node.body, "x", on=day)
        letters = [
            event
            for event in told.events
            if event.on <= day
            and getattr(event, "version", None) is not None
            and node.body in getattr(event, "receivers", ())
        ]

        assert held is None or held in {getattr(letter, "version", "") for letter in letters}
        assert (held is None) == (not letters)


@given(federations())
def test_in_a_binding_federation_policy_comes_from_above(told: Federation) -> None:
    """The sender stood above every receiver, and whoever stood between got it, too."""
    for n, event in enumerate(told.events):
        if isinstance(event, PolicyPassed) and told.binding(on=event.on):
            forest = Federation.replay(told.events[:n]).on(event.on)
            for body in event.receivers:
                *above, _ = [node.body for node in forest.path(body)]

                assert event.by in above
                assert set(above[above.index(event.by) + 1 :]) <= set(event.receivers)


@given(federations(), DAYS, DAYS)
def test_nothing_leaks_before_its_day(told: Federation, day: date, known: date) -> None:
    """What takes effect, or is recorded, later changes no answer for a day."""
    past = [each for each in told.events if each.recorded <= known]
    then = Federation.replay(past)
    here = [
        each for each in past if each.on <= day or not isinstance(each, PolicyPassed | ReportMade)
    ]

    assert told.on(day, known=known) == then.on(day)
    assert told.reports(on=day, known=known) == tuple(
        each for each in here if isinstance(each, ReportMade)
    )
    for node in then.on(day):
        held = then.policy(node.body, "x", on=day)
        row = [row for row in then.cascade("x", held or "", on=day) if row["body"] == node.body]

        assert told.policy(node.body, "x", on=day, known=known) == held
        assert (held is not None) == bool(row)
