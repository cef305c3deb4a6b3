from datetime import date, timedelta
from typing import Any

import attrs
import pytest

from bakohumas.audit import RULES, Finding, Observed, Report, Status, check
from bakohumas.bodies import Body
from bakohumas.errors import ViolationError
from bakohumas.institutions import directory
from bakohumas.law import Grade, Modality, charter
from bakohumas.networks import InformationNetwork, Node, Role, Tie

DAY = date(2015, 11, 2)
OFFICES = directory(on=DAY)
THREE = ("bps", "kemenkeu", "kominfo")
BY_ID = {each.id: each for each in RULES}
BODY = Body.found("nasional", charter=charter("national"), on=DAY, basis="invented").admit(
    *(OFFICES[each] for each in THREE), on=DAY, basis="invented"
)
HOLDS, VIOLATED = [Status.HOLDS], [Status.VIOLATED]
UNDETERMINED, NOT_APPLICABLE = [Status.UNDETERMINED], [Status.NOT_APPLICABLE]


def judged(rule: str, *records: object) -> tuple[Finding, ...]:
    """What one rule finds."""
    return check(BODY, records, on=DAY, rules=[BY_ID[rule]]).findings


def statuses(findings: tuple[Finding, ...]) -> list[Status]:
    """The status of each finding."""
    return [each.status for each in findings]


PUBLIC = Node("public", Role.PUBLIC)


def network(*ties: tuple[str, str], members: tuple[str, ...] = THREE) -> InformationNetwork:
    """Members, a site and the public, with ties by codes."""
    nodes = [*map(Node, members), Node("site", Role.SITE), PUBLIC]
    return InformationNetwork(nodes, [Tie(*pair) for pair in ties])


FORUM = (("kominfo", "bps"), ("kominfo", "kemenkeu"))
OUT = tuple((each, "public") for each in THREE)
BACK = tuple(("public", each) for each in THREE)


@pytest.mark.parametrize("rule", ["FLW-01", "FLW-02", "FLW-06"])
def test_without_a_network_nothing_is_known(rule: str) -> None:
    """Neither no network, nor one without a member, says anything."""
    empty = InformationNetwork([])
    nobody = network(("site", "public"), members=())

    assert statuses(judged(rule)) == UNDETERMINED
    assert statuses(judged(rule, empty, nobody)) == UNDETERMINED


@pytest.mark.parametrize("rule", ["FLW-01", "FLW-02", "FLW-06"])
def test_a_network_that_lacks_members_shows_nothing(rule: str) -> None:
    """What holds of some members is not known of all."""
    two = network(("kominfo", "bps"), *OUT[::2], *BACK[::2], members=("bps", "kominfo"))
    (finding,) = judged(rule, two)

    assert finding.status is Status.UNDETERMINED
    assert finding.because == (
        "in the network put before the audit, who tells whom (no node stands for kemenkeu)",
        "dalam jejaring yang diajukan, siapa memberi tahu siapa (tidak ada simpul untuk kemenkeu)",
    )
    assert statuses(judged(rule, network(*FORUM, *OUT, *BACK))) == HOLDS


def test_flw_01_information_reaches_the_public() -> None:
    """Whoever hears and passes nothing on is a dead end, and so is a member that is silent."""
    ends = network(*FORUM, ("kominfo", "public"), ("bps", "site"))
    silent = network(*FORUM[:1], *OUT[:1], OUT[2])
    muted = (
        network(*FORUM, *OUT)
        .without(channel="")
        .with_ties([Tie(*pair, probability=0.0) for pair in OUT])
    )
    (finding,) = judged("FLW-01", ends)
    english, indonesian = finding.because

    assert finding.status is Status.VIOLATED
    assert finding.who == ends.digest[:12]
    assert english == (
        "in the network put before the audit, "
        "the flow stops at 2 member units and 1 internal website"
    )
    assert indonesian == (
        "dalam jejaring yang diajukan, arus berhenti pada 2 unit anggota dan 1 situs internal"
    )
    assert judged("FLW-01", silent)[0].because[0].endswith(", the flow stops at 1 member unit")
    assert statuses(judged("FLW-01", muted)) == VIOLATED


def test_flw_02_members_are_connected_with_each_other() -> None:
    """Sharing an audience connects nobody: the ties between members count."""
    (apart,) = judged("FLW-02", network(*OUT))
    (whole,) = judged("FLW-02", network(*FORUM))

    assert (apart.status, apart.because) == (
        Status.VIOLATED,
        (
            "in the network put before the audit, the members are in 3 parts",
            "dalam jejaring yang diajukan, anggota terbagi dalam 3 bagian",
        ),
    )
    assert whole.status is Status.HOLDS
    assert whole.because[0].endswith(", the members are in one piece")
    assert whole.because[1].endswith(", seluruh anggota saling terhubung")


def test_flw_06_there_is_a_way_back() -> None:
    """A share of ties to the public without a way back is found, with the share."""
    (half,) = judged("FLW-06", network(*FORUM, *OUT, ("public", "bps")))

    (none,) = judged("FLW-06", network(*FORUM, *OUT))

    assert half.status is none.status is Status.VIOLATED
    assert half.because[0].endswith(", only 1/3 of the ties to the public have a way back")
    assert half.because[1].endswith(", hanya 1/3 dari jalan ke publik punya jalan balik")
    assert none.because[0].endswith(", none of the ties to the public has a way back")
    assert none.because[1].endswith(", tidak satu pun jalan ke publik punya jalan balik")
    assert statuses(judged("FLW-06", network(*FORUM))) == NOT_APPLICABLE


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (Role.MEMBER, "1,200 member units"),
        (Role.STAFF, "1,200 units' staff"),
        (Role.SITE, "1,200 internal websites"),
        (Role.CHANNEL, "1,200 official channels"),
        (Role.ADMIN, "1,200 social-media admins"),
        (Role.OUTLET, "1,200 media outlets"),
    ],
)
def test_flw_01_many_are_told_as_many(role: Role, words: str) -> None:
    """Plurals in English, and the thousands set apart as each language does."""
    ends = [Node(f"n{n}", role) for n in range(1200)]
    ties = [Tie("bps", node.id) for node in ends]
    wide = InformationNetwork([Node("bps"), PUBLIC, *ends], [*ties, Tie("bps", "public")])
    (finding,) = judged("FLW-01", wide)

    assert finding.because[0].endswith(f"the flow stops at {words}")
    assert "1.200" in finding.because[1]


def test_a_network_may_say_whose_it_is() -> None:
    """Wrapped, a network counts for its own body alone, and from its day on."""
    flow = network(*FORUM)
    ours = Observed(flow, body="nasional", on=DAY)
    others = Observed(flow, body="lain", on=DAY)
    later = Observed(flow, body="nasional", on=DAY + timedelta(days=1))
    report = check(BODY, [others, later, ours], on=DAY, rules=[BY_ID["FLW-01"]])
    (finding,) = report

    assert (finding.status, finding.assumed, finding.when) == (Status.VIOLATED, False, DAY)
    assert finding.because == (
        "in the network observed, the flow stops at 2 member units",
        "dalam jejaring yang diamati, arus berhenti pada 2 unit anggota",
    )
    assert report.ignored == ("Observed(lain, 2015-11-02)", "Observed(nasional, 2015-11-03)")
    assert statuses(judged("FLW-01", others, later)) == UNDETERMINED


@pytest.mark.parametrize("rule", ["FLW-01", "FLW-02", "FLW-06"])
def test_what_is_found_in_a_model_says_so(rule: str) -> None:
    """The basis is named in both languages, and nothing found in a model is more than a warning."""
    model = Observed(
        network(*OUT, ("bps", "site")),
        body="nasional",
        on=DAY,
        basis=("assumptions, grade X", "asumsi, tingkat X"),
    )
    (finding,) = judged(rule, model)
    binding = attrs.evolve(
        finding, norm=attrs.evolve(finding.norm, modality=Modality.MUST, grade=Grade.A)
    )

    assert finding.because[0].startswith("in the network assumed here (assumptions, grade X), ")
    assert finding.because[1].startswith(
        "dalam jejaring yang diandaikan di sini (asumsi, tingkat X), "
    )
    assert (binding.standing, binding.warns) == (Grade.X, True)
    assert not attrs.evolve(binding, assumed=False).warns
    Report("nasional", DAY, "national", (binding,)).demand("MUST", grade="D")
    with pytest.raises(ViolationError, match="in the network assumed here"):
        Report("nasional", DAY, "national", (binding,)).demand("MUST", grade="X")


def test_a_basis_may_be_one_text() -> None:
    """One text stands in both languages."""
    model = Observed(network(), body="nasional", on=DAY, basis="survei 2018")

    assert model.basis == ("survei 2018", "survei 2018")
    assert model.modelled
    assert not Observed(network(), body="nasional", on=DAY).modelled


@pytest.mark.parametrize(
    ("changes", "error", "words"),
    [
        ({"network": 3}, TypeError, "network must be an InformationNetwork, got the int 3"),
        ({"body": " "}, ValueError, "body must not be blank"),
        ({"body": BODY}, TypeError, "body must be a str, got the Body"),
        ({"on": "2015-11-02"}, TypeError, "on must be a date, got the str '2015-11-02'"),
        ({"basis": 3}, TypeError, "the basis of a model must be a str or a tuple, got the int 3"),
        ({"basis": ("a", "")}, ValueError, "stated in English and in Indonesian, got"),
        ({"basis": ("a", "b", "c")}, ValueError, "stated in English and in Indonesian, got"),
    ],
)
def test_what_is_no_observation_is_refused(
    changes: dict[str, Any], error: type[Exception], words: str
) -> None:
    """What is missing or of another kind is told in plain words."""
    seen = Observed(network(), body="nasional", on=DAY)
    with pytest.raises(error, match=words):
        attrs.evolve(seen, **changes)
