"""Valid files of every kind that is read, and what becomes of them when they are damaged."""

import json
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any, Final

from bakohumas.errors import FormatError
from bakohumas.interchange import (
    loads,
    loads_records,
    read_ballots_csv,
    read_blt,
    read_preflib,
)

FOLDER: Final = Path(__file__).parent / "interchange"
PATIENCE: Final = 5.0  # seconds
BLT: Final = """\
4 2                   # four stand for two seats
-2
3 1 3 4 0
2 4 1=3 0
1 2 0
1 3 - 4 2 0
1 0
0
"Adam "Ad" A"
"Basil" Charlotte
"Donald ""Don"" D" # the last
"Title # 1"
"""
NOW: Final = {
    "soc": "2: 1,3,2\n1: 3,1,2\n",
    "soi": "2: 1,3\n1: 3\n1:\n",
    "toc": "2: 1,{2,3}\n1: 3,1,2\n",
    "toi": "2: 1,{2,3}\n1: 3\n1:\n",
}
THEN: Final = {
    "soc": "3,3,2\n2,1,3,2\n1,3,1,2\n",
    "soi": "3,3,2\n2,1,3\n1,3\n",
    "toc": "3,3,2\n2,1,{2,3}\n1,3,1,2\n",
    "toi": "3,3,2\n2,{1,2}\n1,3\n",
}
NAMES: Final = ("Ani", "Budi, S.Sos", 'Cici: "C"')
TABLES: Final = (
    "jumlah;pilihan 1;pilihan 2\n2;Ani;Budi\n1;Budi;Ani=Cici\n1;;\n",
    'sep=,\nweight,choice 1,choice 2,\n2,Ani,"Budi, S.Sos"\n\n1,"Cici ""C""",,\n',
)
PIECES: Final = (
    *'0123456789 -=,:;{}[]"#\n\r\t\\\x00\ufeff\u2028é',
    *(
        '""',
        " 0\n",
        "999999999999",
        "1e9",
        "\ud800",
        "null",
        "-1",
        "{1,",
        '"a": 1, ',
        "# TITLE: x\n",
    ),
)
VALUES: Final[tuple[Any, ...]] = (
    None,
    True,
    -1,
    0,
    10**40,
    0.5,
    "",
    "x",
    "1/0",
    "2018-02-30",
    [],
    {},
    [[]],
    "\ud800",
)


def preflib(kind: str) -> tuple[str, str]:
    """A file of PrefLib as it is written now, and as it was until 2022."""
    now = "".join(f"# ALTERNATIVE NAME {n}: {name}\n" for n, name in enumerate(NAMES, 1))
    then = "".join(f"{n},{name}\n" for n, name in enumerate(NAMES, 1))
    return (
        f"# DATA TYPE: {kind}\n# NUMBER ALTERNATIVES: 3\n{now}{NOW[kind]}",
        f"3\n{then}{THEN[kind]}",
    )


@cache
def documents() -> tuple[str, ...]:
    """A document for each record of the golden one."""
    golden = json.loads((FOLDER / "every_record.json").read_text("utf-8"))
    return tuple(json.dumps(golden | {"records": [each]}) for each in golden["records"])


@cache
def bodies() -> tuple[str, ...]:
    """The body of every event."""
    return ((FOLDER / "every_event.json").read_text("utf-8"),)


READERS: Final[Mapping[str, tuple[Callable[[str], object], Callable[[], tuple[str, ...]]]]] = {
    "blt": (read_blt, lambda: (BLT,)),
    "soc": (read_preflib, lambda: preflib("soc")),
    "soi": (read_preflib, lambda: preflib("soi")),
    "toc": (read_preflib, lambda: preflib("toc")),
    "toi": (read_preflib, lambda: preflib("toi")),
    "csv": (read_ballots_csv, lambda: TABLES),
    "records": (loads_records, documents),
    "body": (loads, bodies),
}


def damaged(text: str, dice: Random) -> str:
    """A text in which something was lost, put in, put twice or moved, several times."""
    for _ in range(dice.randint(1, 4)):
        one, other = sorted(dice.randrange(len(text) + 1) for _ in range(2))
        other = min(other, one + dice.choice([1, 1, 3, 20, len(text)]))
        kept, piece = text[one:other], dice.choice(PIECES)
        text = (
            text[:one] + dice.choice(["", piece, kept + piece, kept * 2, kept[::-1]]) + text[other:]
        )
    return text


def dented(text: str, dice: Random) -> str:
    """A document in which some values were lost, moved or replaced; it is JSON still."""
    whole = {"$": json.loads(text)}
    for _ in range(dice.randint(1, 3)):
        places = list(_places(whole))
        (inside, key), (elsewhere, name) = dice.choice(places), dice.choice(places)
        inside[key] = deepcopy(dice.choice([*VALUES, elsewhere[name]]))
        chance = dice.random() if inside is not whole else 1
        if chance < 0.1 and isinstance(inside, dict):
            inside[dice.choice(PIECES)] = inside[key]
        if chance < 0.2:
            del inside[key]
    return json.dumps(whole["$"], ensure_ascii=dice.random() < 0.5)


def _places(value: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 - whatever JSON holds
    """Everything that stands in something, by where it stands."""
    for key in list(value) if isinstance(value, dict) else range(len(value)):
        yield value, key
        if isinstance(value[key], dict | list):
            yield from _places(value[key])


def survives(name: str, number: int) -> None:
    """A reader reads a damaged file, or says in its own words and in time why it does not."""
    read, valid = READERS[name]
    dice, texts = Random(f"{name} {number}"), valid()
    text = texts[number % len(texts)]
    json_ = text.startswith("{")
    text = dented(text, dice) if json_ and number % 4 else damaged(text, dice)
    begun, said = perf_counter(), "read"
    try:
        read(text)
    except FormatError as slip:
        said = str(slip)
    assert said.encode(), (name, number)
    assert perf_counter() - begun < PATIENCE, (name, number)
