from collections import Counter
from datetime import date

import attrs

from bakohumas.audit._case import Case
from bakohumas.audit._records import Observed
from bakohumas.audit._verdict import Verdict
from bakohumas.languages import listed
from bakohumas.networks import InformationNetwork, Role

_SHOWN = 3
_ANY = "in the network put before the audit", "dalam jejaring yang diajukan"


def no_network(key: str = "network.edges") -> Verdict:
    """That no network was put before the audit."""
    return Verdict.lacks(
        key,
        en="no network of who tells whom was put before the audit",
        indonesian="tidak ada jejaring siapa memberi tahu siapa yang diajukan",
    )


@attrs.frozen
class Seen:
    """A network, and the words that say which, and of what kind, it is."""

    network: InformationNetwork
    where: tuple[str, str] = _ANY
    assumed: bool = False
    on: date | None = None

    @property
    def short(self) -> str:
        """By what the network goes in a finding."""
        return self.network.digest[:12]

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
        self.edges(case)
        kinds = Counter(node.role for node in self.network.nodes)
        case.read("network.node_kinds", kinds, self.short)
        return self.network

    def edges(self, case: Case) -> InformationNetwork:
        """The network, with its first ties noted."""
        ties = self.network.ties
        told = [f"{tie.source} → {tie.target}" for tie in ties[:_SHOWN]]
        more = [f"… ({len(ties)})"] if len(ties) > _SHOWN else []
        case.read("network.edges", [*told, *more], self.short)
        return self.network

    def broken(self, en: str, indonesian: str) -> Verdict:
        """That a rule is broken in this network."""
        return self.say(Verdict.violated(self.short, en, indonesian))

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


def networks_seen(case: Case) -> list[Seen]:
    """The networks put before the audit."""
    return [
        *map(Seen, case.of(InformationNetwork)),
        *(Seen(each.network, _where(each), each.modelled, each.on) for each in case.of(Observed)),
    ]


def _where(observed: Observed) -> tuple[str, str]:
    if observed.modelled:
        en, indonesian = observed.basis
        return (
            f"in the network assumed here ({en})",
            f"dalam jejaring yang diandaikan di sini ({indonesian})",
        )
    return "in the network observed", "dalam jejaring yang diamati"
