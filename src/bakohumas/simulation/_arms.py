"""The arms of a comparison: their plans, and how they go further in turn."""

from collections.abc import Callable, Iterable, Mapping

from bakohumas.networks import InformationNetwork, Node
from bakohumas.simulation import _edits
from bakohumas.simulation._additions import AddNodes, AddTies
from bakohumas.simulation._ensembles import Ensemble
from bakohumas.simulation._interventions import Intervention
from bakohumas.simulation._plans import Plan, compile_plan
from bakohumas.simulation._stops import checks


def together(
    each: Mapping[str, Callable[..., Ensemble]],
    runs: int,
    on_update: Callable[[int, int], object] | None,
    done: dict[str, Ensemble],
    enough: Callable[[dict[str, Ensemble]], bool] | None,
) -> dict[str, Ensemble]:
    """The arms, each with as many runs as the others even if it is interrupted.

    Args:
        each: How each arm is run.
        runs: How many runs each has in the end.
        on_update: Who is told.
        done: The arms as far as they are done, if they are at all.
        enough: Whether they are known well enough, if anybody asks.
    """
    progress = Progress(on_update, runs * len(each))
    progress.stoppable = bool(done)
    goals = [*checks(runs)[:: 1 if enough else 2], runs]
    for goal in goals:
        further: dict[str, Ensemble] = {}
        begun = next(iter(done.values())).provenance.runs if done else 0
        if goal <= begun:
            continue
        if enough and begun in goals and enough(done):
            break
        for name, run in each.items():
            progress.others = goal * len(further) + begun * (len(each) - len(further) - 1)
            try:
                found = run(runs=goal, resume=done.get(name), on_update=progress)
            except KeyboardInterrupt:
                if not done:
                    raise
                return done
            if found.provenance.runs < goal and not done:  # by Ctrl-C, in the first arms
                raise KeyboardInterrupt
            if found.provenance.runs < goal:
                return done
            further[name] = found
        done = further
        if progress.stopped:
            break
        progress.stoppable = True
    return done


class Progress:
    """Runs done over all arms, told to whoever asked; and whether they want no more."""

    def __init__(self, on_update: Callable[[int, int], object] | None, total: int) -> None:
        self.on_update = on_update
        self.total = total
        self.others = 0
        self.stopped = self.stoppable = False

    def __call__(self, done: int, _runs: int) -> bool:
        try:
            if self.on_update is not None:
                self.stopped |= self.on_update(self.others + done, self.total) is False
        except KeyboardInterrupt:
            self.stopped = True
            raise
        return not (self.stopped and self.stoppable)


def plans_of(
    network: InformationNetwork | Plan, arms: Mapping[str, tuple[Intervention, ...]]
) -> dict[str, Plan]:
    """The plan of each arm: what it adds itself comes first, and what only others add last.

    So the numbers of what an arm adds, and with them its worlds, do not depend on the others.
    """
    adding = [
        change
        for each in arms.values()
        for change in each
        if isinstance(change, AddNodes | AddTies)
    ]
    channels = {tie.channel for change in adding for tie in change.ties}
    nodes = _added(adding)
    plan = compile_plan(network) if isinstance(network, InformationNetwork) else network
    return {
        name: _edits.with_channels(_changed(plan, each, nodes), channels)
        for name, each in arms.items()
    }


def _changed(plan: Plan, changes: tuple[Intervention, ...], nodes: list[Node]) -> Plan:
    new = [node for each in changes if isinstance(each, AddNodes) for node in each.nodes]
    own = new if plan.codes else []  # nodes that are numbers have their places
    plan = _edits.with_nodes(plan, [*own, *(node for node in nodes if node not in own)])
    for change in changes:
        plan = (AddTies(change.ties) if isinstance(change, AddNodes) else change).apply(plan)
    return plan


def _added(adding: Iterable[AddNodes | AddTies]) -> list[Node]:
    """The nodes that any arm adds, each once."""
    found: dict[str, Node] = {}
    for change in adding:
        for node in change.nodes if isinstance(change, AddNodes) else ():
            if found.setdefault(node.id, node) != node:
                msg = f"node {node.id} is added as two different nodes: give one another code"
                raise ValueError(msg)
    return sorted(found.values(), key=lambda node: (len(node.id) * node.id.isdecimal(), node.id))
