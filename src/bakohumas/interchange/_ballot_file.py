from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Final, TypeVar
from unicodedata import category

import attrs
from attrs.validators import deep_iterable, ge

from bakohumas.elections import Profile
from bakohumas.errors import FormatError, expect, of_kind
from bakohumas.interchange._documents import LARGEST

PAPER: Final = 255
"""Most candidates on a ballot paper."""
_T = TypeVar("_T")
_NO_WORD: Final = {"Cc": "a control character", "Cs": "half a surrogate pair"}


def _listed(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(names)


@attrs.frozen
class BallotFile:
    """What a file of ballots holds: the ballots, and what they were cast for.

    Attributes:
        profile: The ballots, with all candidates on the paper.
        seats: How many are to be elected.
        withdrawn: Who of the candidates withdrew after the paper was printed.
        title: What the election is called.

    Examples:
        >>> from bakohumas.elections import STV, count
        >>> file = BallotFile(Profile.of([["Ani", "Budi"], ["Cici"]]), 1, ("Cici",), "Ketua 2015")
        >>> count(file.profile, STV(), seats=file.seats, withdrawn=file.withdrawn).winner
        'Ani'
    """

    profile: Profile = attrs.field(validator=of_kind(Profile))
    seats: int = attrs.field(default=1, validator=[of_kind(int), ge(1)])
    withdrawn: tuple[str, ...] = attrs.field(
        default=(), converter=_listed, validator=deep_iterable(of_kind(str))
    )
    title: str = attrs.field(default="", validator=of_kind(str))

    def __attrs_post_init__(self) -> None:
        self.profile.without(self.withdrawn)


def lines(source: str | Iterable[str], *, what: str) -> Iterator[str]:
    """The lines of a text, or of an open file, with their ends, as long as they are bounded."""
    if isinstance(source, str | bytes) or not isinstance(source, Iterable):
        expect(source, str, what=f"the text of a {what} file")
    if isinstance(source, str):
        source = StringIO(source, newline="") if len(source) <= LARGEST else [source]
    read = 0
    for number, line in enumerate(source):
        if not isinstance(line, str):
            expect(line, str, what=f"a line of a {what} file")
        read += len(line)
        if read > LARGEST:
            raise FormatError(what, (f"longer than {LARGEST} characters",))
        yield line if number else line.removeprefix("\ufeff")


def insist_on_words(words: Iterable[str], *, what: str) -> None:
    """Refuse what no line of a file of that kind can hold: it would not be read again.

    Raises:
        ValueError: If one of the words has a control character or half a surrogate pair in it.
    """
    for word in words:
        for sign in map(category, word):
            if sign in _NO_WORD:
                msg = f"a {what} file has no way to write {_NO_WORD[sign]}, as in {word!r}"
                raise ValueError(msg)


def level(group: list[_T]) -> _T | tuple[_T, ...]:
    """A place on a ballot: what stands there, or all that are liked equally."""
    return group[0] if len(group) == 1 else tuple(group)
