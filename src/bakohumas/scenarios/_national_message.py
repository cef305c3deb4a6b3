from collections.abc import Callable, Mapping
from functools import partial

import attrs

from bakohumas import networks
from bakohumas.bodies import Body
from bakohumas.law import Assumption, Grade
from bakohumas.networks import InformationNetwork, Role, Tie
from bakohumas.programmes import Programme
from bakohumas.scenarios._national_programme import PUBLISHED, SOURCE, division_of
from bakohumas.simulation import (
    Comparison,
    Ensemble,
    Estimate,
    IndependentCascade,
    Plan,
    Raise,
    compile_plan,
    simulate,
    turning_point,
)

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


@attrs.frozen
class Sensitivity:
    """What one assumption does to the conclusion.

    Attributes:
        assumption: The assumption that is varied, the others as they are.
        low: Programme less forum, public share, at its least value.
        high: The same at its greatest value.
        turns: The value at which the programme no longer reaches more, if any.
    """

    assumption: Assumption
    low: float
    high: float
    turns: float | None


@attrs.frozen
class Message:
    """One message, sent through the network in three ways.

    Attributes:
        forum: The network of today's thematic forum.
        study: The three ways on the same worlds.
        lead: Programme less forum, public share, on the first of the runs: what the
            sensitivity is held against.
        few: How many runs these are.
        sensitivity: What each assumption does to that lead.
        willing: Programme less forum, were every member to attend the forum and every
            one of them to retell the message unasked.
        turns: The share of them that would have to retell it for the forum to reach
            as many; ``None`` where even all of them would not surely do.
    """

    forum: InformationNetwork
    study: Comparison
    lead: float
    few: int
    sensitivity: tuple[Sensitivity, ...]
    willing: Estimate
    turns: float | None

    def gain(self, better: str, than: str) -> Estimate:
        """How much more of the public one way reaches than another."""
        return self.study.difference(better, than, role=Role.PUBLIC)


def sent(
    body: Body,
    programme: Programme,
    *,
    runs: int,
    seed: int,
    backend: str = "auto",
    on_update: Callable[[str, int, int], object] | None = None,
) -> Message:
    """The message of the source ministry through the body's network, in three ways."""
    holders = tuple(division_of(programme).shares)
    usual = {each.name: each.value for each in ASSUMPTIONS}

    def public(
        plan: Plan, times: int, update: Callable[[int, int], object] | None = None
    ) -> Ensemble:
        return simulate(
            plan,
            IndependentCascade(),
            seeds=[SOURCE],
            runs=times,
            seed=seed,
            backend=backend,
            on_update=update,
        )

    arms = _arms(body, usual, holders)
    plans = _plans(arms)
    ensembles: dict[str, Ensemble] = {}
    for arm in arms:
        before, total = len(ensembles) * runs, len(arms) * runs
        update = on_update and partial(_further, on_update, before, total)
        ensembles[arm] = public(plans[arm], runs, update)
    study = Comparison(ensembles)
    few = runs // 4

    def gap(changed: Mapping[str, Plan]) -> float:
        both = Comparison({arm: public(changed[arm], few) for arm in (FORUM, PROGRAMME)})
        return both.difference(PROGRAMME, FORUM, role=Role.PUBLIC).mean

    def lead(name: str, value: float) -> float:
        if name == "online":  # the sizes of the publics change, not a channel
            return gap(_plans(_arms(body, usual | {name: value}, holders)))
        return gap({arm: _with(plan, arm, name, value) for arm, plan in plans.items()})

    rows = []
    for n, each in enumerate(ASSUMPTIONS, start=1):
        low, high = lead(each.name, each.low), lead(each.name, each.high)
        turns = (
            turning_point(partial(lead, each.name), each.low, each.high)
            if min(low, high) <= 0 < max(low, high)
            else None
        )
        rows.append(Sensitivity(each, low, high, turns))
        if on_update:
            on_update("sensitivity", n, len(ASSUMPTIONS))

    everybody = plans[FORUM].with_probability("attendance", 1.0)

    def ahead(willing: float) -> Estimate:
        forum = public(everybody.with_probability("retelling", willing), runs)
        both = Comparison({FORUM: forum, PROGRAMME: ensembles[PROGRAMME]})
        return both.difference(PROGRAMME, FORUM, role=Role.PUBLIC)

    willing = ahead(1.0)
    return Message(
        arms[FORUM],
        study,
        gap(plans),
        few,
        tuple(rows),
        willing,
        turning_point(lambda share: ahead(share).mean, usual["retelling"], 1.0, steps=6)
        if willing.high < 0
        else None,
    )


def _further(
    on_update: Callable[[str, int, int], object], before: int, total: int, done: int, _runs: int
) -> None:
    on_update("message", before + done, total)


def _with(plan: Plan, arm: str, name: str, value: float) -> Plan:
    """A plan under another value of one assumption: in the programme, units are asked to retell."""
    channel = {"asked": "retelling", "retelling": ""}.get(name, name) if arm == PROGRAMME else name
    return plan.with_probability(channel, value) if channel in plan.channels else plan


def _plans(arms: Mapping[str, InformationNetwork]) -> dict[str, Plan]:
    """Plans that number their channels alike, so that they share their worlds."""
    channels = {channel for each in arms.values() for channel in each.channels}
    return {arm: compile_plan(each, channels=channels) for arm, each in arms.items()}


def _arms(
    body: Body, values: Mapping[str, float], holders: tuple[str, ...]
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
