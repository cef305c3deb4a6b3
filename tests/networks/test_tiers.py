from hypothesis import given
from hypothesis import strategies as st

from bakohumas.networks import (
    TIERS,
    Balance,
    InformationNetwork,
    Node,
    Role,
    Skip,
    Tie,
    skipped_tiers,
    tier_balance,
)
from bakohumas.testing import information_networks

PLACES = {tier: place for place, tier in enumerate(TIERS)}
AREAS = {"national": [""], "province": ["", "33", "63"], "regency": ["", "33.21", "63.05"]}


@st.composite
def tiered(draw: st.DrawFn) -> InformationNetwork:
    """Member units of the three tiers, with ties that never or always tell."""
    tiers = draw(st.lists(st.sampled_from(TIERS), max_size=6))
    nodes = [
        Node(f"n{n}", tier=tier, area=draw(st.sampled_from(AREAS[tier])))
        for n, tier in enumerate(tiers)
    ]
    pairs = [(a.id, b.id) for a in nodes for b in nodes if a is not b]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True) if pairs else st.just([]))
    return InformationNetwork(
        nodes, [Tie(*pair, probability=draw(st.sampled_from([0, 1]))) for pair in chosen]
    )


def holds(outer: str, inner: str) -> bool:
    """Whether one area is, or lies in, another; unknown areas may."""
    return not outer or not inner or inner == outer or inner[:2] == outer


@given(tiered())
def test_a_tier_is_skipped_where_nobody_between_gets_a_copy(network: InformationNetwork) -> None:
    """For every tie and every tier between, somebody over the lower end must hear it too."""
    told = [(tie.source, tie.target) for tie in network.ties if tie.probability > 0]
    expected = []
    for one, other in sorted(told):
        ends = sorted((network.node(one), network.node(other)), key=lambda it: PLACES[it.tier])
        upper, lower = ends
        missing = [
            tier
            for tier in TIERS
            if PLACES[upper.tier] < PLACES[tier] < PLACES[lower.tier]
            and not any(
                node.tier == tier and holds(node.area, lower.area) and (one, node.id) in told
                for node in network.nodes
            )
        ]
        if missing:
            expected.append(Skip(one, other, tuple(missing)))

    assert list(skipped_tiers(network)) == expected


@given(information_networks())
def test_balance_counts_pairs_by_tier(network: InformationNetwork) -> None:
    """Down, up and both: members of two tiers, and anybody of a tier and the public."""
    told = {(tie.source, tie.target) for tie in network.ties if tie.probability > 0}
    found = {(each.upper, each.lower): each for each in tier_balance(network)}

    def of(node: Node, other: Node) -> str:
        if node.role is Role.PUBLIC:
            return "public"
        among = node.role is Role.MEMBER or other.role is Role.PUBLIC
        return node.tier if among else ""

    levels = [*TIERS, "public"]
    for n, upper in enumerate(levels):
        for lower in levels[n + 1 :]:
            pairs = [
                (one.id, other.id)
                for one in network.nodes
                for other in network.nodes
                if (of(one, other), of(other, one)) == (upper, lower)
            ]
            down = [pair for pair in pairs if pair in told]
            up = [pair for pair in pairs if pair[::-1] in told]
            both = set(down) & set(up)
            if down or up:
                each = Balance(upper, lower, len(down), len(up), len(both))
                assert found.pop((upper, lower)) == each
    assert found == {}


def test_tiers_explain_themselves() -> None:
    """Balances and skips in both languages; without a pair there is no share."""
    half = Balance("national", "province", 2, 1, 1)

    assert half.explain() == "national to province: 2 down, 1 up, 1 both ways."
    assert half.explain("id") == "national ke province: 2 turun, 1 naik, 1 dua arah."
    assert Balance("national", "province", 0, 0, 0).share is None
    assert half.share == 1 / 2
    told = {"upper": "national", "lower": "province", "down": 2, "up": 1, "both": 1}
    assert half.row() == told | {"share": 0.5}
    assert Balance("national", "province", 0, 0, 0).row()["share"] is None
    assert Skip("kpu", "kpu-33.21", ("province",)).row()["skipped"] == ["province"]
    assert Skip("kpu", "kpu-33.21", ("province",)).explain("id") == (
        "kpu menyampaikan kepada kpu-33.21 tanpa tembusan kepada: province."
    )
