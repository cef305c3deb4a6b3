from collections.abc import Mapping

import attrs

from bakohumas import networks
from bakohumas.bodies import Body
from bakohumas.institutions import directory
from bakohumas.law import Assumption, Grade
from bakohumas.networks import POPULATION_DAY, InformationNetwork, Node, Role, Tie
from bakohumas.scenarios._measures import Measure, Unit
from bakohumas.scenarios._studies import Arm, Study, Update, Values, plans_of, studied
from bakohumas.scenarios._wonosobo_body import MET, REGENCY, SERVICE
from bakohumas.simulation import Ensemble, Estimate, Feedback, IndependentCascade, Silence

BROADCAST, DIALOGUE, TOGETHER = "broadcast", "dialogue", "together"
WITHIN = 24
"""Hours within which an answer is in time; no source lays down any."""
SOON, LATE = 2, 72
EACH = 500
"""Residents that one node of the public stands for."""
GROUP = "group"
OFF = Silence(GROUP)
"""The coordination group is switched off."""
DESK = f"{SERVICE}/desk"
_BACK = ("comments", GROUP, "letter")

ASSUMPTIONS: tuple[Assumption, ...] = (
    *(each for each in networks.ASSUMPTIONS if each.name in {"online", "staff"}),
    Assumption(
        "follows", 0.3, 0.1, 0.6, Grade.X,
        (
            "residents online who follow an account of a participant",
            "penduduk daring yang mengikuti akun salah satu peserta",
        ),
    ),
    Assumption(
        "seen", 0.2, 0.05, 0.5, Grade.X,
        ("a follower sees a post", "pengikut melihat satu unggahan"),
    ),
    Assumption(
        "serves_before", 0.3, 0.1, 0.5, Grade.X,
        (
            "broadcasting, a post serves the public",
            "saat hanya menyiarkan, unggahan melayani publik",
        ),
    ),
    Assumption(
        "serves_after", 0.7, 0.4, 1.0, Grade.X,
        ("after the forum, a post serves the public", "setelah forum, unggahan melayani publik"),
    ),
    Assumption(
        "asks", 0.05, 0.01, 0.2, Grade.X,
        ("whoever sees it asks something", "yang melihatnya bertanya"),
    ),
    Assumption(
        "replies_before", 0.05, 0.0, 0.3, Grade.X,
        (
            "broadcasting, an admin takes up a question",
            "saat hanya menyiarkan, admin menindaklanjuti pertanyaan",
        ),
    ),
    Assumption(
        "replies_after", 0.6, 0.3, 0.9, Grade.X,
        (
            "in dialogue, an admin takes up a question",
            "saat berdialog, admin menindaklanjuti pertanyaan",
        ),
    ),
    Assumption(
        "contact", 0.8, 0.4, 1.0, Grade.X,
        ("another unit is reached by the group", "unit lain terhubung melalui grup"),
    ),
    Assumption(
        "letter", 0.4, 0.1, 0.8, Grade.X,
        ("another unit is reached by letter", "unit lain terhubung melalui surat"),
    ),
    Assumption(
        "own_hours", 2, 1, 12, Grade.X,
        (
            "hours until the unit answers on its own account",
            "jam sampai unit menjawab di akunnya sendiri",
        ),
    ),
    Assumption(
        "group_hours", 4, 1, 24, Grade.X,
        ("hours until it answers by way of the group", "jam sampai dijawab melalui grup"),
    ),
    Assumption(
        "letter_hours", 72, 12, 120, Grade.X,
        ("hours until it answers by letter", "jam sampai dijawab melalui surat"),
    ),
)  # fmt: skip
"""Everything that the figures rest on; nothing of it is calibrated."""

ANSWERED = Measure(
    (
        "residents whose question about the service is answered within 24 hours",
        "penduduk yang pertanyaannya tentang layanan itu dijawab dalam 24 jam",
    ),
    lambda news: [EACH * groups for groups in news.outcome("answered")],
    lambda _: 1,
    Unit.COUNT,
)
"""What is concluded from."""


@attrs.frozen
class Dialogue:
    """Who is told, who asks, and how soon they have an answer; :func:`wonosobo` makes one.

    Attributes:
        network: Who tells whom with the group on.
        within: By hours and arm, residents answered within so many.
        asked: By arm, residents who ask, on average.
        quick: Residents answered in time with the group less those without it, were a
            letter as quick and as sure as the group.
    """

    network: InformationNetwork
    within: Mapping[int, Mapping[str, Estimate]]
    asked: Mapping[str, float]
    quick: Estimate


def sent(
    body: Body,
    *,
    runs: int,
    seed: int,
    backend: str = "auto",
    on_update: Update | None = None,
) -> tuple[Study, Dialogue]:
    """A service of one participant told, and asked about, in three ways."""
    units = body.on(MET).register.institutions
    usual = {each.name: each.value for each in ASSUMPTIONS}
    study = studied(
        lambda values: _arms(units, values),
        measure=ANSWERED,
        better=TOGETHER,
        than=BROADCAST,
        assumptions=ASSUMPTIONS,
        runs=runs,
        seed=seed,
        backend=backend,
        on_update=on_update,
    )
    within = {WITHIN: {arm: ANSWERED.of(news) for arm, news in study.comparison.ensembles.items()}}
    for hours in (SOON, LATE):
        ways = _arms(units, usual, within=hours)
        within[hours] = {
            arm: ANSWERED.of(way.run(runs, seed, backend)) for arm, way in ways.items()
        }
    asked = {
        arm: usual["asks"] * _people(study.arm(arm)) for arm in (BROADCAST, DIALOGUE, TOGETHER)
    }
    quick = usual | {"letter": usual["contact"], "letter_hours": usual["group_hours"]}
    without = _arms(units, quick)[DIALOGUE].run(runs, seed, backend)
    gap = ANSWERED.gap(study.arm(TOGETHER), without)
    return study, Dialogue(
        _networks(units, usual)[TOGETHER], dict(sorted(within.items())), asked, gap
    )


def _people(news: Ensemble) -> float:
    return Estimate.of(news.people[news.group(Role.PUBLIC)]).mean


def _arms(units: tuple[str, ...], values: Values, *, within: int = WITHIN) -> dict[str, Arm]:
    answers = Feedback(channels=_BACK, rate=values["asks"], within=within, desks=[DESK])
    model = IndependentCascade(feedback=answers)
    plans = plans_of(_networks(units, values))
    return {arm: Arm(plan, model, (SERVICE,)) for arm, plan in plans.items()}


def _networks(units: tuple[str, ...], values: Values) -> dict[str, InformationNetwork]:
    before, after = (
        _network(units, values, serves=values[f"serves_{when}"], replies=values[f"replies_{when}"])
        for when in ("before", "after")
    )
    return {BROADCAST: OFF.apply(before), DIALOGUE: OFF.apply(after), TOGETHER: after}


def _network(
    units: tuple[str, ...], values: Values, *, serves: float, replies: float
) -> InformationNetwork:
    """The participants with their followers, and the ways on which questions come back."""
    residents = directory(on=POPULATION_DAY).area(REGENCY).population
    groups = round(residents * values["online"] * values["follows"] / EACH / len(units))
    rest = residents - EACH * groups * len(units)
    own, group, letter = (round(values[f"{way}_hours"]) for way in ("own", "group", "letter"))
    nodes = [Node(DESK, Role.STAFF), Node("others", Role.PUBLIC, size=rest)]
    ties = [Tie(DESK, SERVICE, "desk")]
    for unit in units:
        staff, admin = f"{unit}/staff", f"{unit}/admin"
        nodes += [Node(unit), Node(staff, Role.STAFF), Node(admin, Role.ADMIN)]
        ties += [
            Tie(unit, staff, "staff", values["staff"]),
            Tie(staff, admin, "posting", serves),
        ]
        if unit != SERVICE:
            ties += [
                Tie(SERVICE, unit, GROUP, values["contact"], delay=group),
                Tie(SERVICE, unit, "letter", values["letter"], delay=letter),
            ]
        for n in range(groups):
            people = f"followers/{unit}/{n:04}"
            nodes.append(Node(people, Role.PUBLIC, size=EACH))
            ties.append(Tie(admin, people, "followers", values["seen"]))
            if unit == SERVICE:
                ties.append(Tie(people, DESK, "comments", replies, delay=own))
            else:
                ties += [
                    Tie(people, DESK, GROUP, replies * values["contact"], delay=group),
                    Tie(people, DESK, "letter", replies * values["letter"], delay=letter),
                ]
    return InformationNetwork(nodes, ties)
