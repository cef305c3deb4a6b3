from collections import Counter
from collections.abc import Iterator

from bakohumas.audit._rule import Case, Verdict, rule
from bakohumas.languages import Lang, listed
from bakohumas.networks import InformationNetwork, Role, dead_ends, islands, two_way

NO_NETWORK = Verdict.undetermined(
    "a network of who tells whom", "jejaring siapa memberi tahu siapa"
)


def _units(stops: Counter[Role], lang: Lang) -> str:
    return listed([f"{n} {role.label(lang)}" for role, n in sorted(stops.items())], lang)


@rule(
    "FLW-01",
    advice=(
        "Give these units a channel to the public, or let them pass the message on.",
        "Beri unit itu saluran ke publik, atau teruskan pesannya.",
    ),
)
def reaches_the_public(case: Case) -> Iterator[Verdict]:
    """No node hears without a way on to the public."""
    networks = case.of(InformationNetwork)
    if not networks:
        yield NO_NETWORK
    for network in networks:
        stops = Counter(each.role for each in dead_ends(network))
        if stops:
            yield Verdict.violated(
                f"network {network.digest[:12]}",
                f"the flow stops at {_units(stops, 'en')}",
                f"arus berhenti pada {_units(stops, 'id')}",
            )
        else:
            yield Verdict.holds(
                "every node that hears has a way to the public",
                "setiap simpul yang menerima punya jalan ke publik",
            )


@rule(
    "FLW-02",
    advice=(
        "Connect the islands, for example through the forum.",
        "Hubungkan pulau-pulau itu, misalnya melalui forum.",
    ),
)
def no_islands(case: Case) -> Iterator[Verdict]:
    """The network is one piece."""
    networks = case.of(InformationNetwork)
    if not networks:
        yield NO_NETWORK
    for network in networks:
        n = len(islands(network))
        facts = f"{n} separate part(s)", f"{n} bagian terpisah"
        where = f"network {network.digest[:12]}"
        yield Verdict.violated(where, *facts) if n > 1 else Verdict.holds(*facts)


@rule(
    "FLW-06",
    advice=(
        "Open a way back: answer comments, collect aspirations, report them.",
        "Buka jalan balik: jawab komentar, tampung aspirasi, laporkan.",
    ),
)
def two_ways(case: Case) -> Iterator[Verdict]:
    """Wherever an institution tells the public, a path leads back."""
    networks = case.of(InformationNetwork)
    if not networks:
        yield NO_NETWORK
    for network in networks:
        share = two_way(network)
        if share is None:
            yield Verdict.not_applicable("nobody tells the public", "tidak ada jalan ke publik")
        elif share < 1:
            yield Verdict.violated(
                f"network {network.digest[:12]}",
                f"{share} of the ties to the public have a way back",
                f"{share} dari jalan ke publik punya jalan balik",
            )
        else:
            yield Verdict.holds(
                "every tie to the public has a way back", "setiap jalan ke publik punya jalan balik"
            )


CHAPTER = (reaches_the_public, no_islands, two_ways)
