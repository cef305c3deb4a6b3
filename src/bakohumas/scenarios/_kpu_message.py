from functools import cache

from bakohumas.bodies import Federation
from bakohumas.law import Assumption, Grade
from bakohumas.networks import TIERS, InformationNetwork, Node, Tie
from bakohumas.scenarios._kpu_body import CENTRE, WEBINAR
from bakohumas.scenarios._measures import Measure
from bakohumas.scenarios._studies import Arm, Study, Update, Values, plans_of, studied
from bakohumas.simulation import Ensemble, Estimate, Feedback, Fidelity, IndependentCascade, Plan

ALONE, TIERED, TWO_WAY = "webinar", "tiered", "two_way"
_HOURS = 24
MONTH = 27 * _HOURS
"""From the webinar to the end of May 2021."""

ASSUMPTIONS: tuple[Assumption, ...] = (
    Assumption(
        "tools", 0.8, 0.4, 1.0, Grade.X,
        ("limited tools: a unit can follow the webinar",
         "perangkat terbatas: satuan kerja dapat mengikuti webinar"),
        "the challenge: NetGrit in seed 2",
    ),
    Assumption(
        "internal", 0.8, 0.4, 1.0, Grade.X,
        ("internal communication: those who followed it tell their unit",
         "komunikasi internal: peserta memberi tahu satuan kerjanya"),
        "the challenge: NetGrit in seed 2",
    ),
    Assumption(
        "staff", 0.8, 0.4, 1.0, Grade.X,
        ("limited staff: a unit has somebody to pass the policy on",
         "SDM terbatas: satuan kerja punya petugas untuk meneruskan kebijakan"),
        "the challenge: NetGrit in seed 2",
    ),
    Assumption(
        "budget", 0.9, 0.5, 1.0, Grade.X,
        ("limited budget: the meeting that passes it on is held",
         "anggaran terbatas: rapat untuk meneruskannya terlaksana"),
        "the challenge: NetGrit in seed 2",
    ),
    Assumption(
        "media", 0.8, 0.5, 1.0, Grade.X,
        ("unintegrated media management: one telling leaves the policy as it was",
         "manajemen media belum terintegrasi: sekali diteruskan, kebijakan tetap sama"),
        "the challenge: NetGrit in seed 2",
    ),
    Assumption(
        "reporting", 0.7, 0.3, 1.0, Grade.X,
        ("a unit reports what it took in", "satuan kerja melaporkan yang diterimanya"),
    ),
    Assumption(
        "report", 0.7, 0.4, 1.0, Grade.X,
        ("the unit above takes the report in", "satuan kerja di atasnya menerima laporan"),
    ),
    Assumption(
        "answer", 0.6, 0.2, 1.0, Grade.X,
        ("the unit above tells it once more where the report shows need",
         "satuan kerja di atasnya menyampaikan lagi bila laporan menunjukkan perlu"),
    ),
    Assumption(
        "burden", 0.1, 0.0, 0.6, Grade.X,
        ("reporting takes the time of somebody who would have passed it on",
         "pelaporan menyita waktu petugas yang seharusnya meneruskan"),
    ),
)  # fmt: skip
"""Everything that the figures rest on; nothing of it is calibrated."""

DELAYS = {"webinar": 2, "province": 48, "regency": 96, "report": 24, "answer": 168}
"""Hours: two days to a province, four more to a regency (Jembrana-2021); the rest is X."""


def _units(_news: Ensemble) -> int:
    return _news.population[0]


SAME = Measure.outcome(
    "points",
    (
        "share of units that hold the policy unaltered by the end of May",
        "bagian satuan kerja yang memegang kebijakan tanpa perubahan hingga akhir Mei",
    ),
    whole=_units,
)
"""What is concluded from."""


def altered(news: Ensemble) -> Estimate:
    """The share of units that heard of the policy and hold it otherwise, or not at all."""
    held = zip(news.sizes, news.outcome("points"), strict=True)
    return Estimate.of([heard - same for heard, same in held], whole=_units(news))


def reports(news: Ensemble) -> tuple[Estimate, Estimate]:
    """Reports made in the two-way flow, and those that came up to the centre, a run."""
    made, arrived = (news.outcome(each) for each in ("comments", "heard"))
    return Estimate.of(made), Estimate.of(arrived)


def network(units: Federation, arm: str) -> InformationNetwork:
    """Who tells whom in one way of passing the policy on, among the units of the webinar.

    The chance of a tie is that of its channel, which a plan is then given.
    """
    forest = units.on(WEBINAR)
    nodes = [Node(each.body, tier=TIERS[each.tier], area=each.area) for each in forest]
    below = [each for each in forest if each.parent]
    ties = [Tie(CENTRE, each.body, "webinar", delay=DELAYS["webinar"]) for each in below]
    for each in below if arm != ALONE else ():
        delay = DELAYS["province" if each.parent == CENTRE else "regency"]
        ties.append(Tie(each.parent, each.body, "policy", delay=delay))
    for each in below if arm == TWO_WAY else ():
        ties.append(Tie(each.body, each.parent, "report", delay=DELAYS["report"]))
        ties.append(Tie(each.parent, each.body, "answer", delay=DELAYS["answer"]))
    return InformationNetwork(nodes, ties)


Chances = tuple[tuple[str, float], ...]
"""How likely a telling by each channel is."""


def chances(values: Values, arm: str) -> Chances:
    """The chances of the channels of one way, under values of the assumptions."""
    passed = values["staff"] * values["budget"]
    answered = values["reporting"] * values["report"] * values["answer"]
    webinar = ("webinar", values["tools"] * values["internal"])
    if arm == ALONE:
        return (webinar,)
    if arm == TIERED:
        return (webinar, ("policy", passed))
    return (
        webinar,
        ("policy", passed * (1 - values["burden"])),
        ("report", values["report"]),
        ("answer", answered),
    )


def passed(
    units: Federation,
    *,
    runs: int,
    seed: int,
    backend: str = "auto",
    on_update: Update | None = None,
) -> Study:
    """The policy of the webinar through the units, in three ways."""
    plans = plans_of({arm: network(units, arm) for arm in (ALONE, TIERED, TWO_WAY)})

    @cache
    def plan(arm: str, likely: Chances) -> Plan:
        found = plans[arm]
        for channel, chance in likely:
            found = found.with_probability(channel, chance)
        return found

    def ways(values: Values) -> dict[str, Arm]:
        return {
            arm: Arm(plan(arm, chances(values, arm)), _model(values, arm), (CENTRE,))
            for arm in plans
        }

    return studied(
        ways,
        measure=SAME,
        better=TWO_WAY,
        than=TIERED,
        assumptions=ASSUMPTIONS,
        runs=runs,
        seed=seed,
        backend=backend,
        on_update=on_update,
    )


def _model(values: Values, arm: str) -> IndependentCascade:
    back = Feedback(channels=["report"], rate=values["reporting"], within=MONTH)
    return IndependentCascade(
        deadline=MONTH,
        fidelity=Fidelity(points=1, keep=values["media"], merge=True),
        feedback=back if arm == TWO_WAY else None,
    )
