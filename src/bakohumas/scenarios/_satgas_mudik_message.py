from collections.abc import Mapping
from functools import cache

import attrs

from bakohumas.law import Assumption, Grade
from bakohumas.networks import InformationNetwork, Node, Role, Tie
from bakohumas.scenarios._measures import Measure
from bakohumas.scenarios._satgas_mudik_body import CORPS, MEMBERS, MINISTRY, POLICE
from bakohumas.scenarios._studies import Arm, Course, Study, Update, Values, plans_of, studied
from bakohumas.simulation import (
    Ensemble,
    Estimate,
    IndependentCascade,
    Plan,
    Version,
)

ALONE, FIRE, PUSH, JOINT = "alone", "fire", "push", "joint"
ARMS = (ALONE, FIRE, PUSH, JOINT)
TRAVELLERS = tuple(f"traveller/{n:03}" for n in range(1, 201))
"""Equal parts of all who are under way; how many people travel, no source here tells."""
OUTLETS = ("radio", "television", "online-media")
"""Through which the police tell the public of such a change (Medcom-2022)."""
CHANNELS = {
    ALONE: ("take_up", "release", "own", "followers", "audience", "seeking"),
    FIRE: ("desk", "invited", "own", "followers", "audience", "seeking"),
    PUSH: ("desk", "invited", "own", "followers", "audience"),
    JOINT: ("desk", "invited", "own", "followers", "audience", "seeking"),
}
"""The channels of each way, and the assumptions that say how likely a telling by them is."""
QUARTERS = 4
"""Steps of the model in an hour."""
FOLLOWED = 8
"""Hours that are followed in the curve."""
UPROARS = (0, 1, 2, 3)
"""Hours after the decision at which fire-fighting begins, tried one after the other."""

AHEAD = Assumption(
    "ahead", 3, 1, 8, Grade.C,
    ("hours from the decision to its effect", "jam dari keputusan sampai berlaku"),
    "Medcom-2022, of another holiday: the public is told three hours before",
)  # fmt: skip
UPROAR = Assumption(
    "uproar", 2, 0, 8, Grade.X,
    ("hours from the decision to the uproar", "jam dari keputusan sampai kegaduhan"),
)  # fmt: skip
ASSUMPTIONS: tuple[Assumption, ...] = (
    AHEAD,
    Assumption(
        "desk_hours", 0.5, 0, 3, Grade.X,
        ("hours until the joint desk has agreed on the words",
         "jam sampai meja bersama menyepakati kata-katanya"),
    ),
    Assumption(
        "take_up_hours", 2, 0.5, 8, Grade.X,
        ("hours until another agency takes it up where nobody has arranged it",
         "jam sampai instansi lain memuatnya bila tidak diatur"),
    ),
    Assumption(
        "desk", 0.95, 0.6, 1.0, Grade.X,
        ("the decision comes to the joint desk, and its words to the other agency",
         "keputusan sampai di meja bersama, dan kata-katanya dari sana ke instansi lain"),
    ),
    Assumption(
        "take_up", 0.5, 0.1, 1.0, Grade.X,
        ("another agency takes it up where nobody has arranged it",
         "instansi lain memuatnya bila tidak diatur"),
    ),
    Assumption(
        "own", 0.9, 0.6, 1.0, Grade.X,
        ("an agency puts it on its account or its channel",
         "instansi memuatnya di akun atau kanalnya"),
    ),
    Assumption(
        "release", 0.3, 0.1, 0.7, Grade.X,
        ("an outlet takes up a release of one agency", "satu media memuat rilis satu instansi"),
    ),
    Assumption(
        "invited", 0.6, 0.2, 0.9, Grade.X,
        ("an outlet that works with the joint desk takes it up",
         "satu media yang bekerja sama dengan meja bersama memuatnya"),
    ),
    Assumption(
        "followers", 0.12, 0.02, 0.4, Grade.X,
        ("a traveller receives it from one account within the hour (push)",
         "pemudik menerimanya dari satu akun dalam satu jam (didorong)"),
    ),
    Assumption(
        "seeking", 0.1, 0.0, 0.4, Grade.X,
        ("a traveller looks it up on one official channel within the hour (pull)",
         "pemudik mencarinya di satu kanal resmi dalam satu jam (dicari)"),
    ),
    Assumption(
        "audience", 0.2, 0.05, 0.5, Grade.X,
        ("a traveller hears it from one outlet within the hour",
         "pemudik menerimanya dari satu media dalam satu jam"),
    ),
)  # fmt: skip
"""Everything that the figures rest on; nothing of it is calibrated."""


def _informed(news: Ensemble) -> list[int]:
    return [len(TRAVELLERS) - stale for stale in news.outcome("holding")]


def _travellers(_news: Ensemble) -> int:
    return len(TRAVELLERS)


INFORMED = Measure(
    (
        "share of travellers who know the decision in force at the hour of its effect",
        "bagian pemudik yang mengetahui keputusan yang berlaku saat mulai berlaku",
    ),
    _informed,
    _travellers,
)
"""What is concluded from; whoever does not know it holds the earlier one."""


def stale(news: Ensemble) -> Estimate:
    """The share of travellers who still hold the earlier decision when the later takes effect."""
    return Estimate.of(news.outcome("holding"), whole=len(TRAVELLERS))


@attrs.frozen
class Season:
    """What became of the decision hour by hour, and of fire-fighting.

    :func:`satgas_mudik` makes one.

    Attributes:
        network: Who tells whom in the task force.
        course: The share of travellers who hold the earlier decision, hour by hour.
        uproars: By the hour of the uproar, how far the task force leads fire-fighting.
    """

    network: InformationNetwork
    course: Course
    uproars: Mapping[int, Estimate]


def quarters(hours: float) -> int:
    """Hours as steps of the model."""
    return round(hours * QUARTERS)


def network(arm: str, values: Values) -> InformationNetwork:
    """Who tells whom: each agency alone, or through the joint desk, which the lead keeps.

    There nobody speaks before the words are agreed, the Traffic Corps included.
    The chance of a tie is that of its channel, which a plan is then given. Every
    traveller looks and listens once an hour, each in a quarter of its own.
    """
    nodes = [Node(each) for each in MEMBERS]
    nodes += [Node(f"{each}/account", Role.ADMIN) for each in MEMBERS]
    nodes += [Node(f"{each}/channel", Role.CHANNEL) for each in MEMBERS]
    nodes += [Node(each, Role.OUTLET, tier="1") for each in OUTLETS]
    nodes += [Node(each, Role.PUBLIC) for each in TRAVELLERS]
    if arm == ALONE:
        wait, words = quarters(values["take_up_hours"]), CORPS
        ties = [Tie(CORPS, each, "take_up", delay=wait) for each in (POLICE, MINISTRY)]
        ties += [Tie(each, out, "release", delay=2) for each in MEMBERS for out in OUTLETS]
    else:
        agreed, words = quarters(values["desk_hours"]), MINISTRY
        ties = [Tie(CORPS, MINISTRY, "desk", delay=agreed), Tie(MINISTRY, POLICE, "desk")]
        ties += [Tie(MINISTRY, out, "invited", delay=1) for out in OUTLETS]
    for speaker, agency in ((words, CORPS), (POLICE, POLICE), (MINISTRY, MINISTRY)):
        ties += [Tie(speaker, f"{agency}/{end}", "own", delay=1) for end in ("account", "channel")]
    heard = [(f"{each}/account", "followers") for each in MEMBERS]
    heard += [(each, "audience") for each in OUTLETS]
    heard += [(f"{each}/channel", "seeking") for each in MEMBERS if arm != PUSH]
    ties += [
        Tie(source, each, channel, delay=1 + (n + place) % QUARTERS)
        for n, each in enumerate(TRAVELLERS)
        for place, (source, channel) in enumerate(heard)
    ]
    return InformationNetwork(nodes, ties)


def changed(
    *, runs: int, seed: int, backend: str = "auto", on_update: Update | None = None
) -> tuple[Study, Season]:
    """A decision that supersedes an earlier one, told in four ways."""
    usual = {each.name: each.value for each in ASSUMPTIONS}

    @cache
    def plans(hours: tuple[float, float]) -> dict[str, Plan]:
        waits = usual | dict(zip(("desk_hours", "take_up_hours"), hours, strict=True))
        return plans_of({arm: network(arm, waits) for arm in ARMS})

    @cache
    def plan(arm: str, hours: tuple[float, float], chances: tuple[tuple[str, float], ...]) -> Plan:
        found = plans(hours)[arm]
        for channel, chance in chances:
            found = found.with_probability(channel, chance)
        return found

    def ways(values: Values) -> dict[str, Arm]:
        hours = values["desk_hours"], values["take_up_hours"]
        found = {}
        for arm in ARMS:
            chances = tuple((name, values[name]) for name in CHANNELS[arm])
            late = UPROAR.value if arm == FIRE else 0
            model = superseded(late, values["ahead"])
            found[arm] = Arm(plan(arm, hours, chances), model, TRAVELLERS)
        return found

    study = studied(
        ways,
        measure=INFORMED,
        better=JOINT,
        than=ALONE,
        assumptions=ASSUMPTIONS,
        runs=runs,
        seed=seed,
        backend=backend,
        on_update=on_update,
    )
    told = ways(usual)
    late = {hour: attrs.evolve(told[FIRE], model=superseded(hour, AHEAD.value)) for hour in UPROARS}
    uproars = {
        hour: INFORMED.gap(study.arm(JOINT), way.run(runs, seed, backend))
        for hour, way in late.items()
    }
    course = _course(told, runs, seed, backend)
    return study, Season(network(JOINT, usual), course, uproars)


def superseded(late: float, ahead: float) -> IndependentCascade:
    """A later decision that is told from an hour on, up to the hour at which it takes effect."""
    newer = Version(after=quarters(late), seeds=[CORPS])
    return IndependentCascade(deadline=quarters(ahead), followed_by=newer)


def _course(told: Mapping[str, Arm], runs: int, seed: int, backend: str) -> Course:
    """The share of travellers who hold the earlier decision at each hour."""
    rows = {}
    for arm, way in told.items():
        model = attrs.evolve(way.model, deadline=quarters(FOLLOWED))
        news = attrs.evolve(way, model=model).run(runs, seed, backend, record=["curve"])
        steps = news.curve(role=Role.PUBLIC)
        steps += [steps[-1]] * (quarters(FOLLOWED) + 1 - len(steps))
        rows[arm] = tuple(
            {"hour": hour}
            | {each: step[each] / len(TRAVELLERS) for each in ("mean", "low", "high")}
            for hour, step in enumerate(steps[::QUARTERS])
        )
    return Course(
        ("travellers who hold the earlier decision", "pemudik yang memegang keputusan lama"), rows
    )
