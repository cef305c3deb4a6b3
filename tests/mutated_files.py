"""Valid files of every kind that is read, and what becomes of them when they are damaged."""

import json
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final

from bakohumas.elections import STV, count
from bakohumas.errors import FormatError
from bakohumas.interchange import (
    board_rows,
    body_from_tables,
    dumps,
    dumps_network,
    dumps_programme,
    loads,
    loads_content,
    loads_network,
    loads_problem,
    loads_programme,
    loads_records,
    member_rows,
    read_ballots_csv,
    read_blt,
    read_csv,
    read_popolo,
    read_preflib,
    write_csv,
    write_popolo,
)
from bakohumas.law import charter
from bakohumas.networks import (
    InformationNetwork,
    Node,
    Role,
    Tie,
    read_graphml,
    read_tables,
    write_graphml,
)
from bakohumas.programmes import Agency, Programme, Slot, Task, allocate
from bakohumas.simulation import (
    IndependentCascade,
    compile_plan,
    read_plan,
    simulate,
    write_plan,
)
from bakohumas.storage import from_lines, seal, to_lines
from lived_body import DAY, lived

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


@cache
def contents() -> tuple[str, ...]:
    """A document for each kind of content of the golden one."""
    golden = json.loads((FOLDER / "every_content.json").read_text("utf-8"))
    return tuple(json.dumps(each) for each in golden)


NET: Final = InformationNetwork(
    [Node("bps", Role.MEMBER, "national", "ministry"), Node("é;b", Role.PUBLIC, area="63", size=9)],
    [Tie("bps", "é;b", "wa", 0.5, 24, 0.9, 0.25, ("video",)), Tie("bps", "é;b")],
)
PROBLEM: Final = """{"agencies": [{"id": "tvri", "capacity": 3, "skills": ["video"],
 "regions": ["94"], "excludes": {"siaran": "why"}, "limits": [{"days": 2, "end": "2018-08-01"}]},
 {"id": "rri", "capacity": 3, "apart": ["tvri"]}],
 "tasks": [{"id": "klip", "needs": ["video"], "region": "94", "cost": {"tvri": 5}, "days": 2,
 "window": {"start": "2018-07-01"}, "slots": [{"duty": "support", "least": 0, "most": 2}]},
 {"id": "siaran", "title": {"en": "a", "id": "b"}}]}"""
TIES: Final = (
    "source,target,channel,probability,delay,kinds\nbps,rri,wa,0.5,24,video\nrri,bps,,,,\n",
    'source;target;probability\n"b;s";rri;0,5\nrri;"b;s";1\n',
)


@cache
def programme() -> tuple[str, ...]:
    """The document of a programme whose work was divided."""
    more: dict[str, Any] = {"on": DAY, "basis": "invented"}
    begun = Programme.begin(
        "p", title=("a", "b"), charter=charter("kalsel"), initiator="rri", **more
    )
    begun = begun.hold("fgd", by=["rri"], **more).hold("decision", by=["rri"], **more)
    work = allocate([Task("t", slots=[Slot("support")])], [Agency("rri", 2), Agency("tvri", 2)])
    return (dumps_programme(begun.divide(work, **more)),)


@cache
def tables() -> tuple[str, ...]:
    """A body as two tables, in both languages, with a line between them."""
    body = lived()
    return tuple(
        "\x1d".join(
            write_csv(rows(body, on=on, lang=lang), lang=lang) for rows in (member_rows, board_rows)
        )
        for lang in ("en", "id")
        for on in (DAY, None)
    )


def from_tables(text: str) -> object:
    """A body from two tables, out of files."""
    with TemporaryDirectory() as folder:
        paths = Path(folder, "members.csv"), Path(folder, "board.csv")
        members, _, board = text.partition("\x1d")
        for path, table in zip(paths, (members, board), strict=True):
            path.write_bytes(table.encode("utf-8", "surrogatepass"))
        return body_from_tables(members=paths[0], board=paths[1], charter="national", on=DAY)


@cache
def popolo() -> tuple[str, ...]:
    """A body as Popolo, on a day and through all of its life."""
    return write_popolo(lived(), on=DAY), write_popolo(lived())


@cache
def archive() -> tuple[str, ...]:
    """A plan as an archive of NumPy, a character a byte."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "plan.npz")
        write_plan(compile_plan(NET), path)
        return (path.read_bytes().decode("latin-1"),)


def from_archive(text: str) -> object:
    """A plan out of a file of these bytes."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "plan.npz")
        path.write_bytes(text.encode("latin-1", "replace"))
        return read_plan(path)


@cache
def journal() -> tuple[str, ...]:
    """The lines of a journal of two streams."""
    streams = [*seal("note", "a", [{"n": 1}, {"n": 2}]), *seal("note", "b", [{"é": [None, 1.5]}])]
    return ("".join(f"{line}\n" for line in to_lines(streams)),)


def told_values() -> tuple[str, ...]:
    """Documents of what has no format of its own: a count, a division, runs, and small ones."""
    ballots = [["a", "b", "c"], ["b", "c"], ["c", "a"], ["b"]]
    work, ready = [Task("clip", needs=["video"]), Task("story")], [Agency("rri", 2, ["video"])]
    plan = compile_plan(NET)
    news = simulate(plan, IndependentCascade(), seeds=plan.codes[:1], runs=4, seed=1)
    some = (count(ballots, STV(), seats=2), allocate(work, ready), news, charter("national"))
    return tuple(map(dumps, some))


READERS: Final[Mapping[str, tuple[Callable[[str], object], Callable[[], tuple[str, ...]]]]] = {
    "blt": (read_blt, lambda: (BLT,)),
    "soc": (read_preflib, lambda: preflib("soc")),
    "soi": (read_preflib, lambda: preflib("soi")),
    "toc": (read_preflib, lambda: preflib("toc")),
    "toi": (read_preflib, lambda: preflib("toi")),
    "csv": (read_ballots_csv, lambda: TABLES),
    "records": (loads_records, documents),
    "body": (loads, bodies),
    "content": (loads_content, contents),
    "network": (loads_network, lambda: (dumps_network(NET),)),
    "problem": (loads_problem, lambda: (PROBLEM,)),
    "programme": (loads_programme, programme),
    "popolo": (lambda text: read_popolo(text, charter="national"), popolo),
    "table": (read_csv, lambda: (*TABLES, *TIES)),
    "tables of a body": (from_tables, tables),
    "tables of a network": (read_tables, lambda: TIES),
    "graphml": (read_graphml, lambda: (write_graphml(NET),)),
    "npz": (from_archive, archive),
    "value": (lambda text: loads(text, object), told_values),
    "journal": (lambda text: list(from_lines(text.splitlines())), journal),
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
    json_ = text.startswith("{") and name != "journal"
    text = dented(text, dice) if json_ and number % 4 else damaged(text, dice)
    begun, said = perf_counter(), "read"
    try:
        read(text)
    except FormatError as slip:
        said = str(slip)
    assert said.encode(), (name, number)
    assert perf_counter() - begun < PATIENCE, (name, number)
