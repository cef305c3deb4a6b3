from hypothesis import strategies as st

from bakohumas.networks import InformationNetwork, Node, Role, Tie


@st.composite
def information_networks(
    draw: st.DrawFn, *, min_nodes: int = 0, max_nodes: int = 8
) -> InformationNetwork:
    """Networks with every role, parallel channels, and ties that never or always tell.

    Ties may say more: a delay in hours, how much they keep, how credible they are, and
    which kinds of content they carry.

    There are from *min_nodes* to *max_nodes* nodes: what goes wrong with ties
    goes wrong with few.
    """
    nodes = draw(
        st.lists(
            st.builds(
                Node,
                st.integers(0, 99).map("n{}".format),
                st.sampled_from(Role),
                st.sampled_from(["", "national", "province", "regency"]),
                st.sampled_from(["", "ministry"]),
                st.sampled_from(["", "31", "63"]),
                st.integers(0, 2_000_000),
            ),
            min_size=min_nodes,
            max_size=max_nodes,
            unique_by=lambda node: node.id,
        )
    )
    codes = [node.id for node in nodes]
    pairs = [(one, other) for one in codes for other in codes if one != other]
    keys = st.tuples(st.sampled_from(pairs or [("", "")]), st.sampled_from(["", "forum", "press"]))
    chosen = draw(st.lists(keys, max_size=3 * len(pairs), unique=True)) if pairs else []
    chances = st.sampled_from([0.0, 0.5, 1.0]) | st.floats(0, 1)
    kinds = st.lists(st.sampled_from(["infographic", "press_release", "video"]))
    more = st.just((0, 1.0, 1.0, ())) | st.tuples(st.integers(0, 200), chances, chances, kinds)
    return InformationNetwork(
        nodes, [Tie(*pair, channel, draw(chances), *draw(more)) for pair, channel in chosen]
    )
