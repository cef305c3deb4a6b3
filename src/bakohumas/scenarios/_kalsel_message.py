from collections.abc import Mapping

import attrs

from bakohumas import networks
from bakohumas.bodies import Body
from bakohumas.law import Assumption, Grade
from bakohumas.networks import InformationNetwork, Role, Tie
from bakohumas.scenarios._kalsel_body import HEALTH, PROVINCE
from bakohumas.scenarios._kalsel_programme import PUBLISHED
from bakohumas.scenarios._measures import Measure
from bakohumas.scenarios._studies import Arm, Study, Update, Values, plans_of, studied
from bakohumas.simulation import (
    Ensemble,
    Estimate,
    Fidelity,
    IndependentCascade,
    compile_plan,
    turning_point,
)

ALONE, EACH, JOINT = "alone", "each", "joint"
POINTS = 5
OUTLETS = 3

ASSUMPTIONS: tuple[Assumption, ...] = (
    *(each for each in networks.ASSUMPTIONS if each.name != "followers"),
    Assumption(
        "followers", 0.01, 0.002, 0.03, Grade.X,
        (
            "a resident online sees it from one account of the region",
            "penduduk daring melihatnya dari satu akun instansi daerah",
        ),
    ),
    Assumption(
        "own_account", 0.9, 0.7, 1.0, Grade.X,
        ("the health office posts on its own account", "dinas kesehatan memuat di akunnya sendiri"),
    ),
    Assumption(
        "own_release", 0.3, 0.1, 0.6, Grade.X,
        ("an outlet takes up its press release", "satu media memuat siaran persnya"),
    ),
    Assumption(
        "initiative", 0.1, 0.0, 0.3, Grade.X,
        (
            "without a forum, another agency hears of it by somebody's initiative",
            "tanpa forum, instansi lain mengetahuinya atas inisiatif masing-masing",
        ),
        "seed 1 tells of it, without a figure",
    ),
    Assumption(
        "circular", 0.6, 0.2, 0.9, Grade.X,
        ("a member takes in a circular on it", "anggota menyimak surat edaran tentangnya"),
    ),
    Assumption(
        "own_will", 0.3, 0.1, 0.8, Grade.X,
        (
            "each on its own, a member publishes on it",
            "berjalan sendiri-sendiri, anggota memuatnya",
        ),
    ),
    Assumption(
        "own_words", 0.6, 0.3, 0.95, Grade.X,
        (
            "a key point survives when a member words it alone",
            "satu pesan kunci tetap utuh bila anggota menyusun sendiri",
        ),
    ),
    Assumption(
        "briefing", 0.9, 0.5, 1.0, Grade.X,
        (
            "a member takes in what was decided together",
            "anggota menyimak keputusan bersama",
        ),
    ),
    Assumption(
        "asked", 0.7, 0.3, 1.0, Grade.X,
        ("a member publishes it as agreed", "anggota memuatnya sesuai kesepakatan"),
    ),
    Assumption(
        "agreed_words", 0.95, 0.8, 1.0, Grade.X,
        (
            "a key point survives when a member words it as agreed",
            "satu pesan kunci tetap utuh bila anggota memakai pesan yang disepakati",
        ),
    ),
    Assumption(
        "rewriting", 0.7, 0.4, 0.95, Grade.X,
        (
            "a key point survives when an outlet rewrites it",
            "satu pesan kunci tetap utuh setelah ditulis ulang media",
        ),
    ),
)  # fmt: skip
"""Everything that the figures rest on; nothing of it is calibrated."""

KEY_POINT = Measure.people(
    Role.PUBLIC,
    (
        "share of the public to whom a key point gets through",
        "bagian publik yang menerima satu pesan kunci",
    ),
)
"""What is concluded from: reach and uniformity in one figure."""
_PERMILLE = 1000


@attrs.frozen
class Spread:
    """How far a message goes, and how much of it is left; :func:`kalsel` makes one.

    Attributes:
        networks: Who tells whom, by arm.
        told: By arm, the message of five key points through the worlds of the study.
        willing: Share of the public to whom a key point gets through, joint less each
            on its own, were all to hear and publish as readily on their own.
        turns: The share of the key points that own words would have to keep for that
            lead to be lost; ``None`` where none would surely do.
    """

    networks: Mapping[str, InformationNetwork]
    told: Mapping[str, Ensemble]
    willing: Estimate
    turns: float | None

    def reach(self, arm: str) -> Estimate:
        """The share of the public that hears of it at all."""
        return self.told[arm].share(Role.PUBLIC)

    def uniformity(self, arm: str) -> Estimate:
        """Of the key points, the share that whoever hears of it holds, unit or public."""
        news = self.told[arm]
        pairs = zip(news.outcome("points"), news.outcome("accepted"), strict=True)
        kept = [_PERMILLE * points // (POINTS * hearers) for points, hearers in pairs]
        return Estimate.of(kept, whole=_PERMILLE)

    def by_regency(self, arm: str) -> dict[str, Estimate]:
        """The share of residents who hear of it, by regency or city."""
        areas = self.told[arm].by("area")
        return {area: areas[area] for area in sorted(areas) if area.startswith(f"{PROVINCE}.")}


def sent(
    body: Body,
    *,
    runs: int,
    seed: int,
    backend: str = "auto",
    on_update: Update | None = None,
) -> tuple[Study, Spread]:
    """The message of the health office in three ways."""
    usual = {each.name: each.value for each in ASSUMPTIONS}
    regions: dict[tuple[float, ...], InformationNetwork] = {}

    def networks_of(values: Values) -> dict[str, InformationNetwork]:
        """The networks of the arms; the region is built anew only where it is another."""
        chances = tuple(values[each.name] for each in networks.ASSUMPTIONS)
        if chances not in regions:
            regions[chances] = _region(body, values)
        return _networks(regions[chances], values)

    ways = networks_of(usual)
    study = studied(
        lambda values: _arms(networks_of(values)),
        measure=KEY_POINT,
        better=JOINT,
        than=EACH,
        assumptions=ASSUMPTIONS,
        runs=runs,
        seed=seed,
        backend=backend,
        on_update=on_update,
    )
    model = IndependentCascade(fidelity=Fidelity(points=POINTS, merge=True))
    told = {
        arm: Arm(compile_plan(each, channels=_channels(ways)), model, (HEALTH,)).run(
            runs, seed, backend, record=["area"]
        )
        for arm, each in ways.items()
    }
    ready = usual | {"circular": usual["briefing"], "own_will": usual["asked"]}

    def ahead(words: float) -> Estimate:
        arm = _arms(networks_of(ready | {"own_words": words}))[EACH]
        return KEY_POINT.gap(study.arm(JOINT), arm.run(runs, seed, backend))

    willing = ahead(usual["own_words"])
    turns = (
        turning_point(lambda words: ahead(words).mean, usual["own_words"], 1.0, steps=6)
        if willing.low > 0 > ahead(1.0).mean
        else None
    )
    return study, Spread(ways, told, willing, turns)


def thinned(network: InformationNetwork) -> InformationNetwork:
    """Whom one key point gets through to: each tie works if it is told and survives."""
    return InformationNetwork(
        network.nodes,
        [
            attrs.evolve(tie, probability=tie.probability * tie.keep, keep=1.0)
            for tie in network.ties
        ],
    )


def _channels(ways: Mapping[str, InformationNetwork]) -> set[str]:
    return {channel for each in ways.values() for channel in each.channels}


def _arms(ways: Mapping[str, InformationNetwork]) -> dict[str, Arm]:
    plans = plans_of({arm: thinned(each) for arm, each in ways.items()})
    return {arm: Arm(plan, IndependentCascade(), (HEALTH,)) for arm, plan in plans.items()}


def _region(body: Body, values: Values) -> InformationNetwork:
    """The members with the outlets and the public of the province alone."""
    graded = [attrs.evolve(each, value=values[each.name], low=0, high=1) for each in ASSUMPTIONS]
    whole = networks.of(body, on=PUBLISHED, assumptions=graded, outlets=OUTLETS, publics="regency")
    here = [
        node
        for node in whole.nodes
        if node.role is not Role.PUBLIC or node.area.startswith(f"{PROVINCE}.")
    ]
    ids = {node.id for node in here}
    return InformationNetwork(here, [tie for tie in whole.ties if tie.target in ids])


def _networks(region: InformationNetwork, values: Values) -> dict[str, InformationNetwork]:
    """The network of each way to send the message."""
    others = [node.id for node in region.nodes_of(Role.MEMBER) if node.id != HEALTH]
    staff, admin = f"{HEALTH}/staff", f"{HEALTH}/admin"
    own = [Tie(staff, admin, "own_account", values["own_account"])]
    own += [
        Tie(staff, f"outlet/{n}", "own_release", values["own_release"], keep=values["rewriting"])
        for n in range(1, OUTLETS + 1)
    ]

    def way(heard: str, words: str, publishing: str = "") -> InformationNetwork:
        told = [
            Tie(HEALTH, each, "informing", values[heard], keep=values[words]) for each in others
        ]
        passed = [_passed(tie, values, publishing) for tie in region.ties]
        return InformationNetwork(region.nodes, [*passed, *own, *told])

    return {
        ALONE: way("initiative", "own_words"),
        EACH: way("circular", "own_words", "own_will"),
        JOINT: way("briefing", "agreed_words", "asked"),
    }


def _passed(tie: Tie, values: Values, publishing: str) -> Tie:
    """A tie by which members publish, as readily as they do; outlets rewrite what they take up."""
    if tie.channel == "retelling" and publishing:
        return attrs.evolve(tie, probability=values[publishing])
    if tie.channel == "press":
        return attrs.evolve(tie, keep=values["rewriting"])
    return tie
