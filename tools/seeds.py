"""Draw the page on the seeds: every statement of the five documents, one row each.

The rows are the data of ``bakohumas.scenarios.statements``. A test fails when the page
in the docs is not what this draws.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from textwrap import fill

from bakohumas import scenarios
from bakohumas.languages import listed
from bakohumas.law import Grade, source
from bakohumas.scenarios import Statement, statements

PAGE = Path(__file__).parent.parent / "docs" / "explanation" / "seeds.md"
NAMED = ("national", "kalsel", "kpu", "wonosobo", "satgas_mudik")
COLUMNS = ("id", "what is said", "where it lives", "what the model shows", "grade", "status")


def line(cells: Iterable[str]) -> str:
    """One line of a table."""
    return f"| {' | '.join(cells)} |"


def both(words: tuple[str, str]) -> str:
    """English, and Indonesian below it."""
    return f"{words[0]}<br>*{words[1]}*"


def row(each: Statement) -> str:
    """One statement: its line of the table."""
    where = ", ".join(f"`{place.removeprefix('bakohumas.')}`" for place in each.where) or "–"
    cells = (each.id, both(each.said), where, both(each.shown), each.grade.value, each.status())
    return line(cells)


def preface(every: Sequence[Statement]) -> Iterable[str]:
    """What a reader should know first, paragraph by paragraph."""
    modelled = sum(each.modelled for each in every)
    yield (
        "The library began with five Indonesian documents, its *seeds*. This page takes them "
        f"sentence by sentence: {len(every)} statements, in our own words, of which {modelled} "
        f"are modelled. The other {len(every) - modelled} are claimed and not modelled: opinion, "
        "image, trust, praise in surveys, what people feel or want. No figure of the library "
        "stands for them. Persons are not named, only their offices."
    )
    yield (
        "A place is a public name of the library (below `bakohumas`), a [rule](../rules.md), or a "
        "provision, written `charter:key`. The grade says how well a statement is evidenced: "
        f"A, {Grade.A.label()}; B, {Grade.B.label()}; C, {Grade.C.label()}, here the document "
        f"alone. The scenarios that are named are {listed(NAMED)}, one a document; this version "
        f"runs {listed([name for name in NAMED if hasattr(scenarios, name)])}. Nothing of their "
        "figures is calibrated."
    )
    yield (
        "`bakohumas.scenarios.statements()` gives the same as data; `tools/seeds.py` draws this "
        "page from it."
    )


def draw() -> str:
    """The page as Markdown."""
    every = statements()
    lines = ["# What the seeds say", ""]
    for paragraph in preface(every):
        lines += [fill(paragraph, 95, break_on_hyphens=False), ""]
    for seed in sorted({each.seed for each in every}):
        of = statements(seed)
        modelled = sum(each.modelled for each in of)
        lines += [
            f"## Seed {seed}",
            "",
            f"{source(f'seed {seed}').what}. {len(of)} statements, {modelled} modelled.",
            "",
        ]
        lines += [line(COLUMNS), line(["---"] * len(COLUMNS)), *map(row, of), ""]
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.write_text(draw(), "utf-8")
