import attrs

from bakohumas import networks
from bakohumas.bodies import Body
from bakohumas.law import Assumption, Grade
from bakohumas.networks import InformationNetwork, Role, Tie
from bakohumas.programmes import Programme
from bakohumas.scenarios._measures import Measure
from bakohumas.scenarios._national_programme import PUBLISHED, SOURCE, division_of
from bakohumas.scenarios._studies import (
    Arm,
    Study,
    Update,
    Values,
    plans_of,
    studied,
)
from bakohumas.simulation import Estimate, IndependentCascade, Plan, Raise, turning_point

ALONE, FORUM, PROGRAMME = "alone", "forum", "programme"

ASSUMPTIONS: tuple[Assumption, ...] = (
    *networks.ASSUMPTIONS,
    Assumption(
        "own_account", 0.9, 0.7, 1.0, Grade.X,
        ("the source posts on its own account", "sumber memuat di akunnya sendiri"),
    ),
    Assumption(
        "own_release", 0.3, 0.1, 0.6, Grade.X,
        ("an outlet takes up the source's own release", "satu media memuat rilis sumber"),
    ),
    Assumption(
        "attendance", 0.4, 0.1, 1.0, Grade.X,
        ("a member's PR staff attend the forum", "staf humas anggota hadir di forum"),
        "about 400 people came in June 2015 (Babel-2015)",
    ),
    Assumption(
        "briefing", 0.9, 0.5, 1.0, Grade.X,
        ("a member takes in the programme's briefing", "anggota menerima informasi dasar program"),
    ),
    Assumption(
        "asked", 0.7, 0.3, 1.0, Grade.X,
        (
            "a briefed unit's admin passes the key message on as agreed",
            "admin unit yang diberi pengarahan meneruskan pesan kunci sesuai kesepakatan",
        ),
    ),
    Assumption(
        "invited", 0.5, 0.2, 0.9, Grade.X,
        (
            "an outlet invited by a task holder takes it up",
            "satu media yang diundang pemegang tugas memuatnya",
        ),
    ),
)  # fmt: skip
"""Everything that the figures rest on; nothing of it is calibrated."""

PUBLIC = Measure.people(
    Role.PUBLIC, ("share of the public reached", "bagian publik yang terjangkau")
)
"""What is concluded from."""


@attrs.frozen
class Message:
    """What became of the forum, and of one that is at its best; :func:`national` makes one.

    Attributes:
        forum: The network of today's thematic forum.
        willing: Programme less forum, were every member to attend the forum and every
            one of them to retell the message unasked.
        turns: The share of them that would have to retell it for the forum to reach
            as many; ``None`` where even all of them would not surely do.
    """

    forum: InformationNetwork
    willing: Estimate
    turns: float | None


def sent(
    body: Body,
    programme: Programme,
    *,
    runs: int,
    seed: int,
    backend: str = "auto",
    on_update: Update | None = None,
) -> tuple[Study, Message]:
    """The message of the source ministry through the body's network, in three ways."""
    holders = tuple(division_of(programme).shares)
    usual = {each.name: each.value for each in ASSUMPTIONS}
    networks = _networks(body, usual, holders)
    plans = plans_of(networks)

    def ways(values: Values) -> dict[str, Arm]:
        """Whom it may reach; where a channel alone is changed, the plans are not made anew."""
        name = next((each for each in values if values[each] != usual[each]), "")
        if name == "online":  # the sizes of the publics change, not a channel
            now = plans_of(_networks(body, values, holders))
        else:
            now = {arm: _with(plan, arm, name, values) for arm, plan in plans.items()}
        return {arm: _way(plan) for arm, plan in now.items()}

    study = studied(
        ways,
        measure=PUBLIC,
        better=PROGRAMME,
        than=FORUM,
        assumptions=ASSUMPTIONS,
        runs=runs,
        seed=seed,
        backend=backend,
        on_update=on_update,
    )
    everybody = plans[FORUM].with_probability("attendance", 1.0)

    def ahead(willing: float) -> Estimate:
        forum = _way(everybody.with_probability("retelling", willing))
        return PUBLIC.gap(study.arm(PROGRAMME), forum.run(runs, seed, backend))

    willing = ahead(1.0)
    turns = (
        turning_point(lambda share: ahead(share).mean, usual["retelling"], 1.0, steps=6)
        if willing.high < 0
        else None
    )
    return study, Message(networks[FORUM], willing, turns)


def _way(plan: Plan) -> Arm:
    return Arm(plan, IndependentCascade(), (SOURCE,))


def _with(plan: Plan, arm: str, name: str, values: Values) -> Plan:
    """A plan under another value of one assumption: in the programme, units are asked to retell."""
    channel = {"asked": "retelling", "retelling": ""}.get(name, name) if arm == PROGRAMME else name
    return plan.with_probability(channel, values[name]) if channel in plan.channels else plan


def _networks(
    body: Body, values: Values, holders: tuple[str, ...]
) -> dict[str, InformationNetwork]:
    """The network of each way to send the message."""
    graded = [attrs.evolve(each, value=values[each.name], low=0, high=1) for each in ASSUMPTIONS]
    network = networks.of(body, on=PUBLISHED, assumptions=graded)
    outlets = [node.id for node in network.nodes_of(Role.OUTLET)]
    others = [node.id for node in network.nodes_of(Role.MEMBER) if node.id != SOURCE]
    staff, admin = f"{SOURCE}/staff", f"{SOURCE}/admin"
    alone = [
        Tie(staff, admin, "own_account", values["own_account"]),
        *(Tie(staff, outlet, "own_release", values["own_release"]) for outlet in outlets),
    ]
    forum = [Tie(SOURCE, other, "attendance", values["attendance"]) for other in others]
    briefing = [Tie(SOURCE, other, "briefing", values["briefing"]) for other in others]
    invited = [
        Tie(f"{holder}/staff", outlet, "invited", values["invited"])
        for holder in holders
        for outlet in outlets
    ]
    asked = Raise(channel="retelling", probability=values["asked"])
    return {
        ALONE: network.with_ties(alone),
        FORUM: network.with_ties([*alone, *forum]),
        PROGRAMME: asked.apply(network).with_ties([*alone, *briefing, *invited]),
    }
