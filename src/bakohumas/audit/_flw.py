from collections import Counter
from collections.abc import Iterator

from bakohumas.audit._rule import Case, Verdict, rule
from bakohumas.languages import Lang, listed
from bakohumas.networks import InformationNetwork, Role, dead_ends, islands, two_way

NO_NETWORK = Verdict.undetermined(
    "a network of who tells whom", "jejaring siapa memberi tahu siapa"
)


def _networks(case: Case) -> tuple[InformationNetwork, ...]:
    """The networks put before the audit that have a member in them."""
    return tuple(each for each in case.of(InformationNetwork) if each.nodes_of(Role.MEMBER))


def _kept(case: Case, network: InformationNetwork, en: str, indonesian: str) -> Verdict:
    """That a rule holds of a network, if every member of the body is in it."""
    members = {node.id for node in network.nodes_of(Role.MEMBER)}
    absent = [each for each in case.now.register.institutions if each not in members]
    if absent:
        return Verdict.undetermined(
            f"whom {listed(absent, most=3)} tell: the network lacks them",
            f"siapa yang diberi tahu {listed(absent, 'id', most=3)}: tidak ada dalam jejaring",
        )
    return Verdict.holds(en, indonesian)


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
    """No node hears without a way on to the public, and no member tells nobody."""
    networks = _networks(case)
    if not networks:
        yield NO_NETWORK
    for network in networks:
        tells = {tie.source for tie in network.ties if tie.probability > 0}
        silent = {node.id for node in network.nodes_of(Role.MEMBER)} - tells
        ends = {each.id for each in dead_ends(network)} | silent
        stops = Counter(node.role for node in network.nodes if node.id in ends)
        if stops:
            yield Verdict.violated(
                f"network {network.digest[:12]}",
                f"the flow stops at {_units(stops, 'en')}",
                f"arus berhenti pada {_units(stops, 'id')}",
            )
        else:
            yield _kept(
                case,
                network,
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
    """The members are one piece, by ties between members."""
    networks = _networks(case)
    if not networks:
        yield NO_NETWORK
    for network in networks:
        members = network.nodes_of(Role.MEMBER)
        codes = {node.id for node in members}
        ties = [tie for tie in network.ties if {tie.source, tie.target} <= codes]
        n = len(islands(InformationNetwork(members, ties)))
        facts = f"the members are in {n} part(s)", f"anggota terbagi dalam {n} bagian"
        where = f"network {network.digest[:12]}"
        yield Verdict.violated(where, *facts) if n > 1 else _kept(case, network, *facts)


@rule(
    "FLW-06",
    advice=(
        "Open a way back: answer comments, collect aspirations, report them.",
        "Buka jalan balik: jawab komentar, tampung aspirasi, laporkan.",
    ),
)
def two_ways(case: Case) -> Iterator[Verdict]:
    """Wherever an institution tells the public, a path leads back."""
    networks = _networks(case)
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
            yield _kept(
                case,
                network,
                "every tie to the public has a way back",
                "setiap jalan ke publik punya jalan balik",
            )


CHAPTER = (reaches_the_public, no_islands, two_ways)
