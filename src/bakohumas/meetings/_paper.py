from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Heading(NamedTuple):
    """The heading of a section; the first one of a paper is its title.

    Examples:
        >>> Plain().set([Heading("Minutes"), Lines(("one", "two"), numbered=True)]).splitlines()[:2]
        ['MINUTES', '=======']
    """

    text: str


class Lines(NamedTuple):
    r"""Lines of text, numbered where their order says something.

    Examples:
        >>> Markdown().set([Lines(("one", "two"))])
        '- one\n- two\n'
    """

    lines: tuple[str, ...]
    numbered: bool = False


class Table(NamedTuple):
    """A table with a row of titles.

    Examples:
        >>> print(Plain().set([Table(("who", "seat"), (("bps", "Ketua"),))]), end="")
        who  seat
        ---  -----
        bps  Ketua
    """

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Lines | Table
"""A part of a paper."""


class Paper(ABC):
    """A way to set blocks as one text; the same blocks make the same text everywhere."""

    def set(self, blocks: Iterable[Block]) -> str:
        """The blocks as one text."""
        parts, first = [], True
        for block in blocks:
            match block:
                case Heading(text):
                    parts.append(self.heading(text, title=first))
                    first = False
                case Lines(lines, numbered):
                    marks = [f"{n}. " for n in range(1, len(lines) + 1)] if numbered else []
                    parts.append(self.lines(lines, marks or [self.bullet] * len(lines)))
                case _:
                    parts.append(self.table(*block))
        return "\n\n".join(parts) + "\n"

    bullet = ""

    @abstractmethod
    def heading(self, text: str, *, title: bool) -> str:
        """A heading."""

    def lines(self, lines: Sequence[str], marks: Sequence[str]) -> str:
        """Lines, each behind its mark; what a line has more than one of is indented."""
        return "\n".join(
            mark + self.inline(line).replace("\n", "\n" + " " * len(mark))
            for mark, line in zip(marks, lines, strict=True)
        )

    def inline(self, text: str) -> str:
        """A text within a line or a cell."""
        return text

    @abstractmethod
    def table(self, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
        """A table."""


class Plain(Paper):
    """Plain text, with columns as wide as what stands in them."""

    def heading(self, text: str, *, title: bool) -> str:
        """A heading, underlined."""
        return f"{text.upper()}\n{'=' * len(text)}" if title else f"{text}\n{'-' * len(text)}"

    def table(self, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
        """Columns, two blanks apart."""
        cells = [titles, *rows]
        widths = [max(len(row[n]) for row in cells) for n in range(len(titles))]
        rule = ["-" * width for width in widths]
        return "\n".join(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in [titles, rule, *rows]
        )


class Markdown(Paper):
    """Markdown, as repositories and document tools show it."""

    bullet = "- "

    def heading(self, text: str, *, title: bool) -> str:
        """A heading with its marks."""
        return f"{'#' if title else '##'} {self.inline(text)}"

    def inline(self, text: str) -> str:
        """A text whose signs mean themselves."""
        for sign in "\\`*_|<>#[]":
            text = text.replace(sign, f"\\{sign}")
        return text

    def table(self, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
        """A table with bars."""
        lines = [titles, ["---"] * len(titles)]
        told = [f"| {' | '.join(map(self.inline, lines[0]))} |", f"| {' | '.join(lines[1])} |"]
        for row in rows:
            cells = (self.inline(cell).replace("\n", " ") for cell in row)
            told.append(f"| {' | '.join(cells)} |")
        return "\n".join(told)
