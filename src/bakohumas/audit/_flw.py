from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from bakohumas.audit import _flw_content, _flw_kpu, _flw_state
from bakohumas.audit._case import Case
from bakohumas.audit._examples import DAY, THREE, forum, ring
from bakohumas.audit._examples import network as tied
from bakohumas.audit._flw_seen import networks_seen, no_network
from bakohumas.audit._rule import Rule, rule
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted, nodes
from bakohumas.audit._worked import Setting, worked
from bakohumas.languages import Lang, listed, number
from bakohumas.law import charter
from bakohumas.networks import (
    InformationNetwork,
    Node,
    Role,
    Tie,
    dead_ends,
    gate,
    islands,
    two_way,
)


def _in(one: InformationNetwork) -> Setting:
    return worked(forum(), one, on=DAY)


def _units(stops: Counter[Role], lang: Lang) -> str:
    return listed([nodes(n, role, lang) for role, n in sorted(stops.items())], lang)


@rule(
    "FLW-01",
    advice=(
        "Give these units a channel to the public, or let them pass the message on.",
        "Beri unit itu saluran ke publik, atau teruskan pesannya.",
    ),
    holds=lambda: _in(ring()),
    violated=lambda: _in(tied((THREE[0], THREE[1]))),
)
def reaches_the_public(case: Case) -> Iterator[Verdict]:
    """No node hears without a way on to the public, and no member tells nobody."""
    networks = networks_seen(case)
    if not networks:
        yield no_network()
    for seen in networks:
        network = seen.read(case)
        tells = {tie.source for tie in network.ties if tie.probability > 0}
        silent = {node.id for node in network.nodes_of(Role.MEMBER)} - tells
        ends = {each.id for each in dead_ends(network)} | silent
        stops = Counter(node.role for node in network.nodes if node.id in ends)
        if stops:
            yield seen.broken(
                f"the flow stops at {_units(stops, 'en')}",
                f"arus berhenti pada {_units(stops, 'id')}",
            )
        else:
            yield seen.kept(
                case,
                "every node that hears has a way to the public",
                "setiap simpul yang menerima punya jalan ke publik",
            )


@rule(
    "FLW-02",
    advice=(
        "Connect the islands, for example through the forum.",
        "Hubungkan pulau-pulau itu, misalnya melalui forum.",
    ),
    holds=lambda: _in(ring()),
    violated=lambda: _in(tied((THREE[0], "public"))),
)
def no_islands(case: Case) -> Iterator[Verdict]:
    """The members are one piece, by ties between members."""
    networks = networks_seen(case)
    if not networks:
        yield no_network()
    for seen in networks:
        network = seen.read(case)
        members = network.nodes_of(Role.MEMBER)
        codes = {node.id for node in members}
        ties = [tie for tie in network.ties if {tie.source, tie.target} <= codes]
        n = len(islands(InformationNetwork(members, ties)))
        if n > 1:
            yield seen.broken(
                f"the members are in {counted(n, 'part')}",
                f"anggota terbagi dalam {number(n, 'id')} bagian",
            )
        else:
            yield seen.kept(
                case, "the members are in one piece", "seluruh anggota saling terhubung"
            )


@rule(
    "FLW-06",
    advice=(
        "Open a way back: answer comments, collect aspirations, report them.",
        "Buka jalan balik: jawab komentar, tampung aspirasi, laporkan.",
    ),
    holds=lambda: _in(ring()),
    violated=lambda: _in(tied((THREE[0], "public"))),
)
def two_ways(case: Case) -> Iterator[Verdict]:
    """Wherever an institution tells the public, a path leads back."""
    networks = networks_seen(case)
    if not networks:
        yield no_network()
    for seen in networks:
        share = two_way(seen.read(case))
        if share is None:
            yield seen.say(
                Verdict.not_applicable("nobody tells the public", "tidak ada jalan ke publik")
            )
        elif share == 0:
            yield seen.broken(
                "none of the ties to the public has a way back",
                "tidak satu pun jalan ke publik punya jalan balik",
            )
        elif share < 1:
            yield seen.broken(
                f"only {_fraction(share, 'en')} of the ties to the public have a way back",
                f"hanya {_fraction(share, 'id')} dari jalan ke publik punya jalan balik",
            )
        else:
            yield seen.kept(
                case,
                "every tie to the public has a way back",
                "setiap jalan ke publik punya jalan balik",
            )


def _fraction(share: Fraction, lang: Lang) -> str:
    return f"{number(share.numerator, lang)}/{number(share.denominator, lang)}"


def _gated() -> Setting:
    """A regional body whose members reach the public through one of them."""
    one = tied(*((each, THREE[0]) for each in THREE[1:]), (THREE[0], "public"))
    return worked(forum(rules=charter("provincial")), one, on=DAY)


@rule(
    "FLW-17",
    advice=(
        "Let information for the whole region pass through one member, if that is agreed.",
        "Salurkan informasi untuk seluruh daerah melalui satu anggota, bila disepakati.",
    ),
    permitted=_gated,
)
def one_gate(case: Case) -> Iterator[Verdict]:
    """Some member is on every way by which another reaches the public."""
    networks = networks_seen(case)
    if not networks:
        yield no_network("network.hub")
    for seen in networks:
        found = case.read("network.hub", gate(seen.network), seen.short)
        if found:
            yield seen.say(
                Verdict.holds(
                    f"whatever the others tell the public passes through {found}",
                    f"informasi anggota lain sampai ke publik melalui {found}",
                )
            )
        else:
            yield seen.say(Verdict.not_applicable("there is no one gate", "tidak ada satu pintu"))


_DIMENSIONS = {
    "vertical": ("vertical", "vertikal"),
    "horizontal": ("horizontal", "horizontal"),
    "digital": ("with the digital ecosystem", "dengan ekosistem digital"),
}
_DIGITAL = {Role.ADMIN, Role.CHANNEL}


def _dimensional(*pairs: tuple[str, str]) -> Setting:
    """A network of two tiers, with an admin who tells the public."""
    levels = ("national", "national", "province")
    units = [Node(code, tier=tier) for code, tier in zip(THREE, levels, strict=True)]
    others = [Node("admin", Role.ADMIN), Node("public", Role.PUBLIC)]
    ends = [(THREE[0], "admin"), ("admin", "public"), *pairs]
    return _in(InformationNetwork([*units, *others], [Tie(*pair) for pair in ends]))


@rule(
    "FLW-20",
    advice=(
        "Add what is missing: with other tiers, with units of the same tier, or online.",
        "Lengkapi yang belum ada: antarjenjang, sesama jenjang, atau di ranah digital.",
    ),
    holds=lambda: _dimensional((THREE[0], THREE[1]), (THREE[0], THREE[2])),
    violated=lambda: _dimensional((THREE[0], THREE[1])),
)
def three_dimensions(case: Case) -> Iterator[Verdict]:
    """Members are tied across tiers and within one, and official accounts are in use."""
    networks = networks_seen(case)
    if not networks:
        yield no_network("network.edge_kinds")
    for seen in networks:
        found = case.read("network.edge_kinds", _dimensions(seen.network), seen.short)
        missing = [words for key, words in _DIMENSIONS.items() if not found[key]]
        if all(node.tier for node in seen.network.nodes_of(Role.MEMBER)):
            en, other = listed([a for a, _ in missing]), listed([b for _, b in missing], "id")
            yield (
                seen.broken(f"no tie is {en}", f"tidak ada hubungan {other}")
                if missing
                else seen.say(Verdict.holds("all three are there", "ketiganya ada"))
            )
        else:
            yield seen.say(
                Verdict.lacks(
                    "network.edge_kinds",
                    en="members have no tier",
                    indonesian="anggota tanpa keterangan jenjang",
                )
            )


def _dimensions(network: InformationNetwork) -> dict[str, int]:
    found = dict.fromkeys(_DIMENSIONS, 0)
    for tie in network.ties:
        ends = network.node(tie.source), network.node(tie.target)
        if tie.probability == 0:
            continue
        if all(end.role is Role.MEMBER for end in ends):
            found["horizontal" if ends[0].tier == ends[1].tier else "vertical"] += 1
        elif _DIGITAL.intersection(end.role for end in ends):
            found["digital"] += 1
    return found


CHAPTER: tuple[Rule, ...] = tuple(
    sorted(
        (
            *(reaches_the_public, no_islands, two_ways, one_gate, three_dimensions),
            *(*_flw_content.RULES, *_flw_kpu.RULES, *_flw_state.RULES),
        ),
        key=str,
    )
)
