"""Plans with other edges, nodes and channels, in which whatever stays keeps its number.

Nodes are appended, never put between: a world is told by their numbers.
"""

from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate, compress
from operator import not_
from typing import Any

import attrs

from bakohumas.networks import Node, Role, Tie
from bakohumas.simulation._plans import EVERYBODY, Plan, check_hours
from bakohumas.simulation._worlds import threshold

STEP = 1
"""Hours that an edge takes where a plan has none: one step."""


def node_of(plan: Plan, code: str) -> int:
    """The number of a node by its code or, in a plan of numbers, by its digits.

    Raises:
        UnknownNameError: If the plan has no such node.
    """
    return plan.number(code if plan.codes or not code.isdecimal() else int(code))


def channel_of(plan: Plan, name: str) -> int:
    """The number of a channel in use, by its name or, in a plan of numbers, by its digits.

    Raises:
        UnknownNameError: If the plan has no such channel.
    """
    return plan.channel_number(name if plan.channels or not name.isdecimal() else int(name))


def sources(plan: Plan) -> "array[int]":
    """The node that each edge comes from."""
    found = array("i")
    for u in range(len(plan)):
        found.extend([u] * (plan.start[u + 1] - plan.start[u]))
    return found


def without(plan: Plan, chosen: Sequence[bool]) -> Plan:
    """The plan without the edges that are chosen."""
    stays = list(map(not_, chosen))
    degree = [sum(stays[plan.start[u] : plan.start[u + 1]]) for u in range(len(plan))]
    columns: dict[str, Any] = {"start": array("q", accumulate(degree, initial=0))}
    for name in ("target", "apart", "threshold", "delay", "keep", "credibility"):
        column = getattr(plan, name)
        columns[name] = array(column.typecode, compress(column, stays) if column else ())
    columns["timed"] = plan.timed or bool(plan.delay)
    columns["known"] = () if plan.channels else tuple(sorted({*plan.known, *plan.channel}))
    for name in ("keep", "credibility"):
        if set(columns[name]) == {threshold(1)}:  # sure is as good as not said
            columns[name] = array("I")
    return attrs.evolve(plan, **columns)


def with_hours(plan: Plan, chosen: Sequence[bool], hours: int) -> Plan:
    """The plan with other hours for the edges that are chosen."""
    old = plan.delay or array("i", [STEP]) * len(plan.target)
    each = zip(chosen, old, strict=True)
    return attrs.evolve(plan, delay=array("i", [hours if mine else own for mine, own in each]))


def with_ties(plan: Plan, ties: Sequence[Tie]) -> Plan:
    """The plan with more edges, in their order.

    Raises:
        UnknownNameError: If one ends at an unknown node.
        ValueError: If one is there already, or takes more than a year.
    """
    check_hours(ties)
    plan = with_channels(plan, [tie.channel for tie in ties])
    said = plan.timed or bool(plan.delay)
    timed = said or any(tie.delay for tie in ties)
    hours = plan.delay or array("i", [STEP]) * len(plan.target)
    least = 0 if said else STEP
    kept = bool(plan.keep) or any(tie.keep != 1 for tie in ties)
    trusted = bool(plan.credibility) or any(tie.credibility != 1 for tie in ties)
    sure = array("I", [threshold(1)]) * len(plan.target)
    old = zip(
        zip(sources(plan), plan.target, plan.channel, strict=True),
        plan.threshold,
        hours,
        plan.keep or sure,
        plan.credibility or sure,
        strict=True,
    )
    edges = {key: rest for key, *rest in old}
    for tie in ties:
        channel = plan.channels.index(tie.channel) if plan.channels else _digits(tie)
        key = node_of(plan, tie.source), node_of(plan, tie.target), channel
        if key in edges:
            msg = (
                f"2 ties go from {tie.source} to {tie.target} by channel {tie.channel!r}: "
                "raise its probability, or give the new one another channel"
            )
            raise ValueError(msg)
        chances = map(threshold, (tie.probability, tie.keep, tie.credibility))
        limit, keep, credibility = chances
        edges[key] = [limit, max(tie.delay, least), keep, credibility]
    ordered = sorted(edges)
    degree = [0] * len(plan)
    for u, _, _ in ordered:
        degree[u] += 1
    rows = [edges[key] for key in ordered]
    return attrs.evolve(
        plan,
        start=array("q", accumulate(degree, initial=0)),
        target=array("i", [v for _, v, _ in ordered]),
        apart=array("i", [c for _, _, c in ordered]),
        threshold=array("I", [row[0] for row in rows]),
        delay=array("i", [row[1] for row in rows] if timed else ()),
        keep=array("I", [row[2] for row in rows] if kept else ()),
        credibility=array("I", [row[3] for row in rows] if trusted else ()),
    )


def _digits(tie: Tie) -> int:
    if tie.channel and not tie.channel.isdecimal():
        msg = f"tie {tie}: this plan knows channels by numbers only, such as '0'"
        raise ValueError(msg)
    return int(tie.channel or 0)


def with_channels(plan: Plan, names: Iterable[str]) -> Plan:
    """The plan that knows more channels, after those that it has: its worlds stay the same."""
    if not (plan.channels or plan.codes):
        digits = {int(name or 0) for name in names if not name or name.isdecimal()}
        return attrs.evolve(plan, known=tuple(sorted({*plan.known, *digits})))
    more = sorted({*names}.difference(plan.channels))
    return attrs.evolve(plan, channels=(*plan.channels, *more))


def with_nodes(plan: Plan, nodes: Sequence[Node]) -> Plan:
    """The plan with more nodes, after those that it has.

    Raises:
        ValueError: If one is there already.
    """
    codes = list(plan.codes)
    for number, node in enumerate(nodes, len(plan)):
        _appended(node, codes, number)
        if plan.codes:
            codes.append(node.id)
    role_of = [node.role.value for node in nodes]
    groups: tuple[str, ...] = plan.groups
    group = list(plan.group)
    if groups == (EVERYBODY,):
        group += [0] * len(nodes)
    else:
        roles = [role.value for role in Role]
        groups = tuple(sorted({*groups, *role_of}, key=roles.index))
        group = [groups.index(plan.groups[each]) for each in group]
        group += [groups.index(role) for role in role_of]
    return attrs.evolve(
        plan,
        start=plan.start + array("q", [plan.start[-1]]) * len(nodes),
        codes=tuple(codes),
        groups=groups,
        group=array("i", group),
        weight=plan.weight + array("q", [node.size for node in nodes]),
        tier=_labels(plan, plan.tier, [node.tier for node in nodes]),
        area=_labels(plan, plan.area, [node.area for node in nodes]),
    )


def _appended(node: Node, codes: list[str], number: int) -> None:
    if not codes and node.id != str(number):
        msg = f"the next node of a plan of numbers is {number}, not {node.id}"
        raise ValueError(msg)
    if node.id in codes:
        msg = f"node {node.id} is there already: give the new one another code"
        raise ValueError(msg)


def _labels(plan: Plan, old: tuple[str, ...], new: list[str]) -> tuple[str, ...]:
    every = (*(old or ("",) * len(plan)), *new)
    return every if any(every) else ()
