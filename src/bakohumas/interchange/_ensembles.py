from array import array
from collections.abc import Mapping
from functools import partial
from operator import eq
from typing import Any

import attrs
from cattrs import Converter

from bakohumas.interchange._converter import Hook


@attrs.frozen
class Counted:
    """A tally as a document tells it: rows of whole numbers as lists."""

    nodes: tuple[int, ...]
    people: tuple[int, ...]
    counts: tuple[int, ...]
    hours: tuple[int, ...]
    curve: tuple[int, ...]
    width: int = 0
    more: Mapping[str, tuple[int, ...]] = attrs.field(factory=dict)


def know_ensembles(converter: Converter) -> None:
    """Let a converter know what many runs came to; the arms of a comparison keep their order."""
    from bakohumas.simulation import Ensemble  # when it is asked for: few documents hold one

    arms: Any = Mapping[str, Ensemble]
    pairs: Any = tuple[tuple[str, Ensemble], ...]
    tally: Any = attrs.fields(Ensemble).tally.type
    rows = partial(eq, tally)  # a predicate, for cattrs cannot read how its rows are annotated
    converter.register_unstructure_hook_func(rows, lambda it: converter.unstructure(_told(it)))
    converter.register_structure_hook_func(
        rows, lambda it, _: tally(**_counted(converter.structure(it, Counted)))
    )
    plain: Hook = converter.get_structure_hook(Ensemble)

    def write(value: Mapping[str, Ensemble]) -> Any:  # noqa: ANN401 - a list
        return converter.unstructure(tuple(value.items()), pairs)

    def read(value: Any, _: object) -> dict[str, Ensemble]:  # noqa: ANN401 - whatever JSON holds
        found = converter.structure(value, pairs)
        if len(dict(found)) < len(found):
            msg = "an arm stands twice"
            raise ValueError(msg)
        return dict(found)

    def whole(value: Any, kind: Any) -> Ensemble:  # noqa: ANN401 - whatever JSON holds
        found: Ensemble = plain(value, kind)
        if wrong := _wrong(found):
            msg = f"{wrong} is not as long as its runs, cells, groups and nodes ask for"
            raise ValueError(msg)
        return found

    converter.register_unstructure_hook_func(partial(eq, arms), write)
    converter.register_structure_hook_func(partial(eq, arms), read)
    converter.register_structure_hook(Ensemble, whole)


def _told(tally: Any) -> Counted:  # noqa: ANN401 - a tally
    held = {name: getattr(tally, name) for name in attrs.fields_dict(Counted)}
    more = {name: tuple(row) for name, row in held.pop("more").items()}
    width = held.pop("width")
    return Counted(**{name: tuple(row) for name, row in held.items()}, width=width, more=more)


def _counted(told: Counted) -> dict[str, Any]:
    held = {name: getattr(told, name) for name in attrs.fields_dict(Counted)}
    try:
        more = {name: array("q", row) for name, row in held.pop("more").items()}
        width = held.pop("width")
        rows = {name: array("q", row) for name, row in held.items()}
    except OverflowError as slip:
        msg = "a count has more than 63 bits"
        raise ValueError(msg) from slip
    return {**rows, "width": width, "more": more}


def _wrong(ensemble: Any) -> str:  # noqa: ANN401 - an ensemble
    """Whatever of an ensemble is too long or too short."""
    tally, runs = ensemble.tally, ensemble.provenance.runs
    groups, nodes, cells = len(ensemble.groups), sum(ensemble.members), len(ensemble.cells)
    lengths = {
        "members": (ensemble.members, {groups}),
        "population": (ensemble.population, {groups}),
        "codes": (ensemble.codes, {0, nodes}),
        "cell_people": (ensemble.cell_people, {cells}),
        "nodes": (tally.nodes, {runs * cells}),
        "people": (tally.people, {runs * cells}),
        "counts": (tally.counts, {0, nodes}),
        "hours": (tally.hours, {0, nodes}),
        "curve": (tally.curve, {runs * tally.width * cells}),
    }
    wrong = [name for name, (held, asked) in lengths.items() if len(held) not in asked]
    wrong += ["cells"] if any(role not in ensemble.groups for role, _, _ in ensemble.cells) else []
    wrong += [name for name, held in tally.more.items() if len(held) % max(runs, 1)]
    return ", ".join(wrong)
