from collections import Counter
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import attrs

from bakohumas.audit._case import Case
from bakohumas.audit._examples import DAY, THREE, forum, ring
from bakohumas.audit._examples import network as tied
from bakohumas.audit._records import Observed
from bakohumas.audit._rule import rule
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted, nodes
from bakohumas.audit._worked import Setting, worked
from bakohumas.languages import Lang, listed, number
from bakohumas.networks import InformationNetwork, Role, dead_ends, islands, two_way

NO_NETWORK = Verdict.lacks(
    "network.edges",
    en="no network of who tells whom was put before the audit",
    indonesian="tidak ada jejaring siapa memberi tahu siapa yang diajukan",
)
_SHOWN = 3
_ANY = "in the network put before the audit", "dalam jejaring yang diajukan"


@attrs.frozen
class _Seen:
    """A network, and the words that say which, and of what kind, it is."""

    network: InformationNetwork
    where: tuple[str, str] = _ANY
    assumed: bool = False
    on: date | None = None

    def say(self, verdict: Verdict) -> Verdict:
        """A verdict as one in this network."""
        en, indonesian = verdict.because
        return attrs.evolve(
            verdict,
            because=(f"{self.where[0]}, {en}", f"{self.where[1]}, {indonesian}"),
            assumed=self.assumed,
            when=self.on,
        )

    def read(self, case: Case) -> InformationNetwork:
        """The network, with its first ties and the number of nodes of each role noted."""
        short, ties = self.network.digest[:12], self.network.ties
        told = [f"{tie.source} → {tie.target}" for tie in ties[:_SHOWN]]
        more = [f"… ({len(ties)})"] if len(ties) > _SHOWN else []
        case.read("network.edges", [*told, *more], short)
        case.read("network.node_kinds", Counter(node.role for node in self.network.nodes), short)
        return self.network

    def broken(self, en: str, indonesian: str) -> Verdict:
        """That a rule is broken in this network."""
        return self.say(Verdict.violated(self.network.digest[:12], en, indonesian))

    def kept(self, case: Case, en: str, indonesian: str) -> Verdict:
        """That a rule is kept in it, if every member of the body is there."""
        members = {node.id for node in self.network.nodes_of(Role.MEMBER)}
        institutions = case.read("body.members", case.now.register.institutions)
        if absent := [each for each in institutions if each not in members]:
            return self.say(
                Verdict.lacks(
                    "network.edges",
                    en=f"no node stands for {listed(absent, most=3)}",
                    indonesian=f"tidak ada simpul untuk {listed(absent, 'id', most=3)}",
                )
            )
        return self.say(Verdict.holds(en, indonesian))


def _seen(case: Case) -> list[_Seen]:
    """The networks put before the audit."""
    return [
        *map(_Seen, case.of(InformationNetwork)),
        *(_Seen(each.network, _where(each), each.modelled, each.on) for each in case.of(Observed)),
    ]


def _where(observed: Observed) -> tuple[str, str]:
    if observed.modelled:
        en, indonesian = observed.basis
        return (
            f"in the network assumed here ({en})",
            f"dalam jejaring yang diandaikan di sini ({indonesian})",
        )
    return "in the network observed", "dalam jejaring yang diamati"


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
    networks = _seen(case)
    if not networks:
        yield NO_NETWORK
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
    networks = _seen(case)
    if not networks:
        yield NO_NETWORK
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
    networks = _seen(case)
    if not networks:
        yield NO_NETWORK
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


CHAPTER = (reaches_the_public, no_islands, two_ways)
