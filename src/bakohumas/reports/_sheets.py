"""What every picture shares: the sheet it is drawn on, its inks, and how it is written."""

from collections.abc import Iterable
from io import StringIO
from textwrap import fill

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.text import Text

Paint = tuple[str, str]
"""A colour and a hatching."""
INK, PALE, PAPER = "#10222f", "#d8dee2", "#fffffd"
ON_COLOUR = "#10222e"
"""Ink on a coloured ground: it stays dark where a page goes dark."""
# Okabe & Ito (2008): told apart with any colour vision, and by hatching in grey
COLOURS = ("#999999", "#56b4e9", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#f0e442")
HATCHES = ("", "//", "..", "xx", "\\\\", "++", "oo")
SMALL = 9.5
"""Points of the smallest letters."""
STROKES = ("-", "--", ":", "-.")
_WIDE, _SIGN = 100, 8
"""Letters that a sheet is wide, and those that the sign of one kind takes."""
_MOST = 30
"""Letters of a label; what is longer is cut, and stands whole in the table beside it."""


def sheet(height: float, title: str, *, frame: bool = True) -> tuple[Figure, Axes]:
    """An empty figure with its title."""
    figure = Figure(figsize=(9, height), layout="constrained")
    FigureCanvasSVG(figure)
    axes = figure.add_subplot()
    figure.suptitle(title, x=0.01, ha="left", color=INK)
    axes.spines[["top", "right"]].set_visible(False)
    for spine in axes.spines.values():
        spine.set_color(INK)
    axes.tick_params(colors=INK)
    if not frame:
        axes.set_axis_off()
    return figure, axes


def short(text: str, most: int = _MOST) -> str:
    """A label that fits."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def folded(text: str, wide: int = 22) -> str:
    """A label on at most two lines."""
    return fill(text, wide, max_lines=2, placeholder="…")


def words(axes: Axes, x: float, y: float, text: str, ground: str) -> None:
    """A text in the middle of a box, to be read on any ground and hatching."""
    told = axes.text(x, y, text, ha="center", va="center", fontsize=SMALL, linespacing=1.4)
    told.set_color(INK if ground == "none" else ON_COLOUR)
    told.set_clip_on(True)
    if ground not in {"none", PALE, COLOURS[1]}:
        told.set_bbox({"facecolor": "#fffffe", "alpha": 0.8, "pad": 1, "edgecolor": "none"})


def colour(n: int) -> Paint:
    """Colour and hatching of the n-th kind of thing."""
    return COLOURS[n % len(COLOURS)], HATCHES[n % len(HATCHES)]


def legend(axes: Axes, columns: int, *, kinds: Iterable[tuple[Paint, str]] = ()) -> None:
    """A legend below the picture: of the kinds given, or of what is labelled in it."""
    handles: list[Artist] = [
        Patch(facecolor=ground, hatch=hatch, edgecolor=INK, label=label)
        for (ground, hatch), label in kinds
    ]
    handles = handles or list(axes.get_legend_handles_labels()[0])
    widest = max(len(str(handle.get_label())) for handle in handles)
    columns = min(columns, max(1, _WIDE // (widest + _SIGN)))
    axes.figure.legend(
        handles=handles,
        loc="outside lower center",
        ncols=columns,
        frameon=False,
        labelcolor=INK,
    )


def svg(figure: Figure) -> str:
    """The figure as SVG text; neither the day nor chance enters it."""
    drawn = StringIO()
    salt = figure.get_suptitle()
    for text in figure.findobj(Text):
        text.set_parse_math(False)  # a name with a $ is a name
    with mpl.rc_context(
        {
            "svg.hashsalt": f"bakohumas {salt}",
            "svg.fonttype": "none",
            "text.parse_math": False,
        }
    ):
        figure.savefig(
            drawn, format="svg", transparent=True, metadata={"Date": None, "Creator": None}
        )
    return drawn.getvalue()
