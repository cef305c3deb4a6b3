from random import Random

import attrs

from bakohumas.errors import expect
from bakohumas.networks._networks import InformationNetwork
from bakohumas.networks._nodes import Role


def rewired(
    network: InformationNetwork, *, seed: int, swaps: int | None = None
) -> InformationNetwork:
    """A null model: the same network with its ties led elsewhere at random.

    All ties from one node to another are one bundle. Again and again two bundles of the
    same channels, between nodes of the same roles, swap their hearers, unless somebody
    would then tell itself, or a node that it tells already. So every node tells, and
    hears, as many of each role by each channel as before, and as many in all; a tie keeps
    its speaker and all that it says of itself. What a measure shows beyond this model
    is not due to who has how many ties.

    Deterministic: sorted ties, and dice from the seed alone. Swaps of two ties do not
    reach every network of these degrees (three nodes in a circle cannot be turned
    round), which no use here depends on. A bundle of channels that no other has stays.

    Args:
        network: Who tells whom.
        seed: Number that the dice come from.
        swaps: How many swaps are tried; ten a tie by default.

    Raises:
        TypeError: If an argument is not of its kind.
        ValueError: If *swaps* is negative.

    References:
        S. Maslov, K. Sneppen (2002), *Specificity and stability in topology of protein
        networks*, Science 296, 910–913, doi:10.1126/science.1065103; A. R. Rao, R. Jana,
        S. Bandyopadhyay (1996), *A Markov chain Monte Carlo method for generating random
        (0, 1)-matrices with given marginals*, Sankhyā A 58, 225–242 (what swaps reach).

    Examples:
        >>> net = InformationNetwork.from_pairs([("a", "b"), ("c", "d"), ("e", "f")])
        >>> null = rewired(net, seed=1)
        >>> null == net, [len(null.hearers(code)) for code in "abcdef"]
        (False, [1, 0, 1, 0, 1, 0])
    """
    expect(network, InformationNetwork, what="network")
    expect(seed, int, what="seed")
    if swaps is not None:
        expect(swaps, int, what="swaps")
        if swaps < 0:
            msg = f"swaps must not be negative, got {swaps}"
            raise ValueError(msg)
    role = {node.id: node.role for node in network.nodes}
    bundles: dict[tuple[str, str], list[str]] = {}
    for tie in network.ties:
        bundles.setdefault((tie.source, tie.target), []).append(tie.channel)
    kind = [(tuple(by), role[a], role[b]) for (a, b), by in bundles.items()]
    alike: dict[tuple[tuple[str, ...], Role, Role], list[int]] = {}
    for place, each in enumerate(kind):
        alike.setdefault(each, []).append(place)
    pairs, taken = list(bundles), set(bundles)
    dice = Random(seed)  # noqa: S311 - dice of a model, not of a cipher
    for _ in range((10 * len(network.ties) if swaps is None else swaps) if pairs else 0):
        first = int(dice.random() * len(pairs))
        others = alike[kind[first]]
        second = others[int(dice.random() * len(others))]
        (a, b), (c, d) = pairs[first], pairs[second]
        new = {(a, d), (c, b)}
        if a not in {c, d} and b not in {c, d} and taken.isdisjoint(new):
            taken -= {(a, b), (c, d)}
            taken |= new
            pairs[first], pairs[second] = (a, d), (c, b)
    end = {old: target for old, (_, target) in zip(bundles, pairs, strict=True)}
    ties = [attrs.evolve(tie, target=end[tie.source, tie.target]) for tie in network.ties]
    return attrs.evolve(network, ties=ties)
