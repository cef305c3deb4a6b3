import re
import warnings
from datetime import date
from typing import Any, Final

from bakohumas.errors import BakohumasWarning, UnknownNameError, expect
from bakohumas.languages import Labelled

_POST = "Pranata Humas"
_RENAMED: Final = date(2025, 5, 19)
_FORMER = {
    "terampil": "pelaksana",
    "mahir": "pelaksana lanjutan",
    "penyelia": "penyelia",
    "ahli_pertama": "pertama",
    "ahli_muda": "muda",
    "ahli_madya": "madya",
}


class PranataHumas(Labelled):
    """The levels of the functional PR officer (*Pranata Humas*), from the lowest up.

    Three are of the skilled and three of the expert career. The labels are the names
    of today; what a level was called on a day, :meth:`called` says.

    Examples:
        >>> PranataHumas.AHLI_MUDA.label("en"), PranataHumas.AHLI_MUDA.label("id")
        ('middle expert', 'ahli muda')
        >>> PranataHumas.AHLI_MUDA.expert, PranataHumas.MAHIR.expert
        (True, False)
    """

    TERAMPIL = "terampil", "skilled", "terampil"
    MAHIR = "mahir", "advanced", "mahir"
    PENYELIA = "penyelia", "supervisor", "penyelia"
    AHLI_PERTAMA = "ahli_pertama", "junior expert", "ahli pertama"
    AHLI_MUDA = "ahli_muda", "middle expert", "ahli muda"
    AHLI_MADYA = "ahli_madya", "senior expert", "ahli madya"

    @property
    def expert(self) -> bool:
        """Whether it is a level of the expert career, and not of the skilled one."""
        return self.value.startswith("ahli_")

    def called(self, *, on: date) -> str:
        """The Indonesian name in force on a day, written as a title.

        Before 19 May 2025 it is the name of PermenPAN-RB 6/2014 (grade B), on earlier
        days than that regulation's, too: no older name was seen. From then on it is
        the name that agencies were seen to use in 2025 (practice, grade C), as
        Permenkomdigi 9/2025, set on that day, has *Ahli Madya* (grade B); the
        day of its promulgation, from which it is in force, was not seen. That the two
        families of names mean the same levels is inferred (contradiction C24), and the
        expert names were in some use before: a report of PermenPAN-RB 17/2021 has them.

        Args:
            on: The day.

        Raises:
            TypeError: If *on* is no day.

        Examples:
            >>> from datetime import date
            >>> level = PranataHumas.read("Pranata Humas Mahir")
            >>> level.called(on=date(2018, 6, 30)), level.called(on=date(2026, 1, 5))
            ('Pranata Humas Pelaksana Lanjutan', 'Pranata Humas Mahir')
        """
        expect(on, date, what="on")
        name = _FORMER[self.value] if on < _RENAMED else self.indonesian
        return f"{_POST} {name.title()}"

    @classmethod
    def read(cls, text: str) -> "PranataHumas":
        """The level of that name, of today or of 2014, or of that value.

        *Pranata Humas* may stand before it; case and punctuation do not matter. A
        *Pelaksana* of echelon 5 is another thing, of which this does not speak.

        Args:
            text: The name, in Indonesian.

        Warns:
            BakohumasWarning: If *text* was understood by way of its name of 2014.

        Raises:
            TypeError: If *text* is no text.
            UnknownNameError: If no level goes by that name.

        Examples:
            >>> PranataHumas.read("Pranata Humas Ahli Muda")
            <PranataHumas.AHLI_MUDA: 'ahli_muda'>
        """
        return _read(text, what="the level of a Pranata Humas", depth=3)


def level_of(value: Any) -> PranataHumas | None:  # noqa: ANN401 - what is no text is refused
    """The level of that name or value; none, where there is none. For a field of attrs."""
    return None if value is None else _read(value, what="functional", depth=4)


def _read(text: str, *, what: str, depth: int) -> PranataHumas:
    """The level, with the warning laid at the door of whoever stands *depth* calls above it."""
    expect(text, str, what=what)
    words = " ".join(re.findall(r"[^\W_]+", text.casefold()))
    name = re.sub(r"^pranata (humas|hubungan masyarakat) ", "", words)
    for level in PranataHumas:
        if name == level.indonesian:
            return level
        if name == _FORMER[level.value]:
            warnings.warn(
                f"{text} is a name of 2014: since 2025 the level is called {level.indonesian}",
                BakohumasWarning,
                stacklevel=depth,
            )
            return level
    known = ", ".join([*(each.indonesian for each in PranataHumas), *_FORMER.values()])
    raise UnknownNameError("level of a Pranata Humas", text, scope=f"known: {known}")
