"""Draw the rulebook: every rule of the catalogue, in one table a chapter.

Everything in it is read from the project itself, so it cannot rot: the rules and
what they rest on from ``bakohumas.law``, whether a rule is judged from
``bakohumas.audit``, the words of a chapter from the head of its file. A test fails
when the page in the docs is not what this draws.
"""

from collections.abc import Iterable
from pathlib import Path
from textwrap import fill

from bakohumas.audit import DATA, RULES, Rule
from bakohumas.languages import day
from bakohumas.law import CATALOGUE_VERSION, KNOWN_UNTIL, Grade, Modality, Norm, norms

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "rules.md"
FILES = ROOT / "src" / "bakohumas" / "law" / "data" / "norms"
JUDGED = {rule.id: rule for rule in RULES}
COLUMNS = ("rule", "modality", "what it says", "grade", "citation", "judged from", "cases")


def title(chapter: str) -> str:
    """What a chapter is about: the English words at the head of its file."""
    head = (FILES / f"{chapter}.toml").read_text("utf-8").partition("\n")[0]
    return head.removeprefix("# ").partition(".")[0]


def data(norm: Norm) -> str:
    """What a judgement of a norm needs, in words."""
    return "; ".join(DATA[need][0] for need in norm.needs)


def cases(norm: Norm, rule: Rule | None) -> str:
    """The worked cases of a rule, or which data are still missing."""
    if rule is not None:
        if norm.modality is Modality.MAY:
            return "permitted"
        return ", ".join(
            "refused by the model" if each.refused else each.expected.label() for each in rule.cases
        )
    if not norm.needs:
        return "not judged: no data could show it broken"
    return f"not judged yet; missing: {data(norm)}"


def line(cells: Iterable[str]) -> str:
    """One line of a table."""
    return f"| {' | '.join(cells)} |"


def row(norm: Norm) -> str:
    """One rule: its line of the table."""
    rule = JUDGED.get(norm.id)
    cells = (
        norm.id,
        norm.modality.value,
        f"{norm.words('en')}<br>*{norm.words('id')}*",
        f"{norm.grade}, by analogy" if norm.analogy else norm.grade.value,
        str(norm.citation),
        data(norm) if rule else "–",
        cases(norm, rule),
    )
    return line(cells)


def table(chapter: str) -> list[str]:
    """The lines of one chapter."""
    top = [f"## {title(chapter)}", "", line(COLUMNS), line(["---"] * len(COLUMNS))]
    return [*top, *map(row, norms(chapter).values()), ""]


def preface() -> Iterable[str]:
    """What a reader should know first, paragraph by paragraph."""
    catalogue = norms()
    judged = len(JUDGED.keys() & catalogue)
    yield (
        f"All {len(catalogue)} rules of the catalogue, issue {CATALOGUE_VERSION}; the law is "
        f"known up to {day(KNOWN_UNTIL)}. The audit judges {judged} of them; of the rest the "
        "last column says which data are missing. "
        "`tools/rulebook.py` draws this page from the library."
    )
    kinds = ", ".join(f"{kind.value} ({kind.label()})" for kind in Modality)
    grades = "; ".join(f"{grade.value}, {grade.label()}" for grade in Grade)
    yield (
        f"A rule binds, forbids, recommends, permits or fills a silence: {kinds}. Its grade "
        f"says how sure we are that its text says so: {grades}. A rule by analogy is taken "
        "from a text that governs another kind of body, and stands for a Bakohumas as a "
        "default. Where no legal text stands behind a rule, the citation is the key of a "
        "source in `bakohumas.law.sources()`."
    )


def draw() -> str:
    """The rulebook as a page of Markdown."""
    lines = ["# The rules", ""]
    for paragraph in preface():
        lines += [fill(paragraph, 85, break_on_hyphens=False), ""]
    for chapter in dict.fromkeys(norm.chapter for norm in norms().values()):
        lines += table(chapter)
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.write_text(draw(), "utf-8")
