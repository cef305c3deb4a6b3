import re
from collections.abc import Mapping
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache
from reprlib import repr  # noqa: A004 - of whatever a stranger wrote, a little
from typing import Any, Final, TypeVar

from bakohumas.bodies import Capacity, Cause, Selection
from bakohumas.institutions import Category, Outsider
from bakohumas.languages import Labelled, day
from bakohumas.periods import Approx

Word = TypeVar("Word", bound=Labelled)
_MONTHS: Final = {
    day(date(2000, month, 1), lang).split()[1].casefold(): month
    for month in range(1, 13)
    for lang in ("en", "id")
}
_IN_WORDS: Final = re.compile(r"(?:([0-9]{1,2}) )?([A-Za-z]+) ([0-9]{4})")
_BETWEEN: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})/([0-9]{4}-[0-9]{2}-[0-9]{2})")
_NUMBERS: Final = re.compile(r"[0-9]{1,2}([/.-])[0-9]{1,2}\1[0-9]{2,4}")
_YES: Final = frozenset({"", "1", "true", "yes", "y", "ya"})
_NO: Final = frozenset({"0", "false", "no", "n", "tidak", "bukan"})
MORE: Final[Mapping[str, Labelled]] = {
    "bumd": Category.REGIONAL_SOE,
    "bumn": Category.SOE,
    "dipecat": Cause.DISMISSAL,
    "dprd": Outsider.REGIONAL_LEGISLATURE,
    "fkub": Outsider.INTERFAITH_FORUM,
    "jabatan": Selection.EX_OFFICIO,
    "karena jabatan": Selection.EX_OFFICIO,
    "keluar": Cause.WITHDRAWAL,
    "lns": Category.NON_STRUCTURAL,
    "lpnk": Category.NON_MINISTERIAL,
    "lpp": Category.PUBLIC_BROADCASTER,
    "lsm": Outsider.NGO,
    "meninggal": Cause.DEATH,
    "mundur": Cause.RESIGNATION,
    "parpol": Outsider.POLITICAL_PARTY,
    "pemkab": Category.REGENCY_GOVERNMENT,
    "pemkot": Category.REGENCY_GOVERNMENT,
    "pemprov": Category.PROVINCIAL_GOVERNMENT,
    "pengganti antarwaktu": Capacity.PAW,
    "pelaksana harian": Capacity.PLH,
    "pelaksana tugas": Capacity.PLT,
    "ptn": Category.PUBLIC_UNIVERSITY,
    "pts": Outsider.PRIVATE_UNIVERSITY,
    "wafat": Cause.DEATH,
}
"""What tables say beside the values and the labels."""


def text(value: Any) -> str:  # noqa: ANN401 - a program may put anything into a cell
    """What stands in a cell, as text."""
    return str(value).strip()


def fold(name: str) -> str:
    """A name by which it is known again, whatever its case and its spaces."""
    return " ".join(name.casefold().split())


def when(value: Any, column: str, problems: list[str]) -> Approx | None:  # noqa: ANN401 - a cell
    """A day, or a month or a year that it is known to lie in; ``None`` for an empty cell."""
    if isinstance(value, Approx):
        return value
    if isinstance(value, date) and not isinstance(value, datetime):
        return Approx(value, value)
    said = text(value)
    try:
        if between := _BETWEEN.fullmatch(said):
            return Approx(date.fromisoformat(between[1]), date.fromisoformat(between[2]))
        return Approx.parse(_iso(said)) if said else None
    except (ValueError, OverflowError):
        problems.append(f"{column} {repr(said)} {_advice(said)}")
        return None


def exact(value: Any, column: str, problems: list[str]) -> date | None:  # noqa: ANN401 - a cell
    """A day that must be known; ``None`` for an empty cell."""
    found = when(value, column, problems)
    if found and not found.exact:
        problems.append(f"{column} {found} is no day: write it out, such as 2019-05-02")
        return None
    return found.earliest if found else None


def _iso(said: str) -> str:
    words = _IN_WORDS.fullmatch(" ".join(said.split()))
    month = _MONTHS.get(words[2].casefold()) if words else None
    if words is None or month is None:
        return said
    in_month = f"{words[3]}-{month:02}"
    return f"{in_month}-{int(words[1]):02}" if words[1] else in_month


def _advice(said: str) -> str:
    form = "2019-05-02 or '2 Mei 2019', or, where no more is known, 2019-05 or 2019"
    if _NUMBERS.fullmatch(said):
        return f"can be read in two ways: write {form}"
    return f"is no day of the calendar: write {form}"


def yes(value: Any, column: str, problems: list[str]) -> bool:  # noqa: ANN401 - a cell
    """Yes or no; an empty cell is a yes."""
    said = text(value).casefold()
    if said not in _YES | _NO:
        problems.append(f"{column} {repr(text(value))} is neither yes nor no (ya, tidak)")
    return said in _YES


def word(
    value: Any,  # noqa: ANN401 - a cell
    kinds: type[Word] | tuple[Word, ...],
    column: str,
    problems: list[str],
) -> Word | None:
    """The member that goes by that value, or by its label in either language."""
    said = text(value)
    known: dict[str, Word] = _known(kinds)
    if not said:
        return None
    if found := known.get(_plain(said)):
        return found
    near = get_close_matches(_plain(said), known, n=1, cutoff=0.6)
    hint = (known[name] for name in near) if near else dict.fromkeys(known.values())
    words = ", ".join(f"{each.value} ({each.indonesian})" for each in hint)
    problems.append(f"{column} {repr(said)} is unknown: use {words}")
    return None


@cache
def _known(kinds: Any) -> dict[str, Any]:  # noqa: ANN401 - an enumeration, or some of its words
    known = {
        _plain(name): each for each in kinds for name in (each.value, each.english, each.indonesian)
    }
    own = set(known.values())
    return known | {_plain(name): each for name, each in MORE.items() if each in own}


def _plain(name: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", name.casefold()))
