from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import attrs
from attrs.validators import deep_mapping, ge, instance_of, matches_re

from bakohumas.languages import Lang, pick

WORD = r"\S(.*\S)?"


def codes(values: Iterable[str]) -> tuple[str, ...]:
    """The codes in order of the alphabet, each once."""
    if isinstance(values, str):
        msg = f"a collection of codes is wanted, got the single text {values!r}"
        raise TypeError(msg)
    return tuple(sorted(set(values)))


def _costs(values: Mapping[str, int]) -> Mapping[str, int]:
    return dict(sorted(values.items()))


def _exclusions(values: Mapping[str, str]) -> Mapping[str, str]:
    return dict(sorted(values.items()))


@attrs.frozen
class Task:
    """A piece of work that one agency answers for.

    Attributes:
        id: Short name, unique within a programme.
        title: What is to be done, in English and Indonesian.
        output: Kind of output, such as ``"press_release"``.
        needs: Skills that the agency must have, all of them.
        regions: Codes of the regions it must serve, all of them. Empty: anywhere.
        cost: What the task costs each agency that could take it, in whole units.
            Empty: nothing, whoever takes it. Otherwise an agency that does not
            stand here cannot take it.

    Examples:
        >>> clip = Task("clip", ("Video for schools", "Video untuk sekolah"), needs=["video"])
        >>> clip.label("id"), clip.needs, Task("release").label()
        ('Video untuk sekolah', ('video',), 'release')
    """

    id: str = attrs.field(validator=matches_re(WORD))
    title: tuple[str, str] = ("", "")
    output: str = ""
    needs: tuple[str, ...] = attrs.field(default=(), converter=codes)
    regions: tuple[str, ...] = attrs.field(default=(), converter=codes)
    cost: Mapping[str, int] = attrs.field(
        factory=dict,
        converter=_costs,
        validator=deep_mapping(instance_of(str), instance_of(int)),
        hash=False,
    )

    def __str__(self) -> str:
        return self.id

    def label(self, lang: Lang = "en") -> str:
        """What is to be done, in words; the id where it has no title."""
        return pick(lang, *self.title) or self.id


@attrs.frozen
class Agency:
    """What one agency offers to a division of work.

    Attributes:
        id: Code of the agency.
        capacity: How many tasks it can take at most.
        skills: What it is able to do.
        regions: Codes of the regions it serves. Empty: everywhere.
        excludes: Ids of tasks that it must not take, each with the reason.

    Examples:
        >>> Agency("rri", 2, skills=["radio"], excludes={"audit": "audits itself"}).excludes
        {'audit': 'audits itself'}
    """

    id: str = attrs.field(validator=matches_re(WORD))
    capacity: int = attrs.field(validator=[instance_of(int), ge(0)])
    skills: tuple[str, ...] = attrs.field(default=(), converter=codes)
    regions: tuple[str, ...] = attrs.field(default=(), converter=codes)
    excludes: Mapping[str, str] = attrs.field(
        factory=dict,
        converter=_exclusions,
        validator=deep_mapping(instance_of(str), instance_of(str)),
        hash=False,
    )

    def __str__(self) -> str:
        return self.id


_Entry = TypeVar("_Entry", Task, Agency)


def by_id(entries: Iterable[_Entry]) -> dict[str, _Entry]:
    """The tasks or agencies by id, in order of the alphabet.

    Raises:
        ValueError: If two of them share an id.
    """
    ordered = sorted(entries, key=_id)
    found = {entry.id: entry for entry in ordered}
    if len(found) < len(ordered):
        twice = sorted({one.id for one in ordered if found[one.id] is not one})
        msg = f"ids must be unique, but these stand twice: {', '.join(twice)}"
        raise ValueError(msg)
    return found


def _id(entry: Any) -> str:  # noqa: ANN401 - a task or an agency
    return str(entry.id)
