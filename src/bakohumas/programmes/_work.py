from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import attrs
from attrs.validators import ge

from bakohumas.errors import expect, matching, of_kind
from bakohumas.languages import Lang, pick

code = matching(r"(?s)\S(.*\S)?", "a text without blanks around it")

_Value = TypeVar("_Value", int, str)


def codes(values: Iterable[str]) -> tuple[str, ...]:
    """The codes in order of the alphabet, each once."""
    if isinstance(values, str):
        msg = f"a collection of codes is wanted, got the single text {values!r}"
        raise TypeError(msg)
    expect(values, Iterable, what="a collection of codes")
    found = list(values)
    for value in found:
        expect(value, str, what="a code")
    return tuple(sorted(set(found)))


def in_two_languages(_value: object, field: "attrs.Attribute[Any]", texts: object) -> None:
    """A validator: a text in English and the same in Indonesian."""
    if not isinstance(texts, tuple) or [type(text) for text in texts] != [str, str]:
        msg = f"{field.name} must be a tuple of two texts, English and Indonesian, got {texts!r}"
        raise TypeError(msg)


def ordered(values: Mapping[str, _Value], kind: type, what: str) -> dict[str, _Value]:
    """A mapping of codes in order of the alphabet."""
    expect(values, Mapping, what=what)
    for key, value in values.items():
        if type(key) is not str or type(value) is not kind:  # hardly ever
            expect(key, str, what=f"each code in {what}")
            expect(value, kind, what=f"{what} of {key}")
    return dict(sorted(values.items()))


def _costs(values: Mapping[str, int]) -> Mapping[str, int]:
    return ordered(values, int, "cost")


def _exclusions(values: Mapping[str, str]) -> Mapping[str, str]:
    return ordered(values, str, "excludes")


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

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If *id* is empty or has blanks around it.

    Examples:
        >>> clip = Task("clip", ("Video for schools", "Video untuk sekolah"), needs=["video"])
        >>> clip.label("id"), clip.needs, Task("release").label()
        ('Video untuk sekolah', ('video',), 'release')
    """

    id: str = attrs.field(validator=code)
    title: tuple[str, str] = attrs.field(default=("", ""), validator=in_two_languages)
    output: str = attrs.field(default="", validator=of_kind(str))
    needs: tuple[str, ...] = attrs.field(default=(), converter=codes)
    regions: tuple[str, ...] = attrs.field(default=(), converter=codes)
    cost: Mapping[str, int] = attrs.field(
        factory=dict,
        converter=_costs,
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

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If *id* is empty or has blanks around it, or *capacity* negative.

    Examples:
        >>> Agency("rri", 2, skills=["radio"], excludes={"audit": "audits itself"}).excludes
        {'audit': 'audits itself'}
    """

    id: str = attrs.field(validator=code)
    capacity: int = attrs.field(validator=[of_kind(int), ge(0)])
    skills: tuple[str, ...] = attrs.field(default=(), converter=codes)
    regions: tuple[str, ...] = attrs.field(default=(), converter=codes)
    excludes: Mapping[str, str] = attrs.field(
        factory=dict,
        converter=_exclusions,
        hash=False,
    )

    def __str__(self) -> str:
        return self.id


_Entry = TypeVar("_Entry", Task, Agency)


def by_id(entries: Iterable[_Entry], kind: type[_Entry]) -> dict[str, _Entry]:
    """The tasks or agencies by id, in order of the alphabet.

    Raises:
        TypeError: If there is anything else among them.
        ValueError: If two of them share an id.
    """
    each = f"each {kind.__name__.lower()}"
    expect(entries, Iterable, what=f"what lists {each}")
    listed = list(entries)
    for entry in listed:
        expect(entry, kind, what=each)
    listed.sort(key=_id)
    found = {entry.id: entry for entry in listed}
    if len(found) < len(listed):
        twice = sorted({one.id for one in listed if found[one.id] is not one})
        msg = f"ids must be unique, but these stand twice: {', '.join(twice)}"
        raise ValueError(msg)
    return found


def _id(entry: Any) -> str:  # noqa: ANN401 - a task or an agency
    return str(entry.id)
