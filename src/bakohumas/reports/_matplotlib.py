from collections.abc import Iterator, Mapping
from datetime import date
from io import StringIO
from itertools import pairwise

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from bakohumas.bodies import Appointment, Body, Selection
from bakohumas.languages import Lang, pick
from bakohumas.networks import Role
from bakohumas.simulation import Comparison

INK, PALE = "#10222f", "#d8dee2"
# Okabe & Ito (2008): told apart with any colour vision, and by hatching in grey
COLOURS = ("#999999", "#56b4e9", "#d55e00", "#009e73", "#cc79a7")
HATCHES = ("", "//", "..", "xx", "\\\\")


def timeline(body: Body, *, until: date, names: Mapping[str, str], lang: Lang) -> str:
    """One lane a seat, one bar an appointment, a pale bar where the seat is vacant."""
    lanes: dict[str, list[Appointment]] = {}
    for appointment in body.appointments:
        if appointment.period.start and appointment.period.start < until:
            lanes.setdefault(appointment.seat, []).append(appointment)
    if not lanes:
        msg = f"no seat of {body} was held before {until}"
        raise ValueError(msg)
    first = min(each.period.start or until for lane in lanes.values() for each in lane)
    figure, axes = _sheet(2.0 + 0.55 * len(lanes))
    for row, lane in enumerate(lanes.values()):
        for start, end in _empty(lane, first, until):
            _bar(axes, row, start, end, PALE, "", pick(lang, "vacant", "lowong"))
        for each in lane:
            own = each.selection is Selection.ELECTED
            end = min(each.period.end or until, until)
            colour, hatch = (COLOURS[1], "") if own else (COLOURS[3], "//")
            label = names.get(each.holder, each.holder)
            _bar(axes, row, each.period.start or first, end, colour, hatch, label)
    axes.set_yticks(range(len(lanes)), list(lanes))
    axes.invert_yaxis()
    axes.xaxis_date()
    kinds = [
        Patch(facecolor=COLOURS[1], edgecolor=INK, label=Selection.ELECTED.label(lang)),
        Patch(facecolor=COLOURS[3], edgecolor=INK, hatch="//",
              label=Selection.EX_OFFICIO.label(lang)),
        Patch(facecolor=PALE, edgecolor=INK, label=pick(lang, "vacant", "lowong")),
    ]  # fmt: skip
    axes.legend(handles=kinds, loc="upper center", bbox_to_anchor=(0.5, -0.18), ncols=3)
    axes.set_title(pick(lang, f"The board of {body}", f"Pengurus {body}"), loc="left")
    return _svg(figure)


def reach(study: Comparison, names: Mapping[str, str], *, lang: Lang) -> str:
    """One group of bars a role, one bar an arm, with its 95 % interval."""
    roles = [role for role in Role if all(role in study.arm(arm).groups for arm in names)]
    figure, axes = _sheet(4.2)
    width = 0.8 / len(names)
    for n, (arm, name) in enumerate(names.items()):
        shares = [study.arm(arm).share(role) for role in roles]
        axes.bar(
            [place + (n - (len(names) - 1) / 2) * width for place in range(len(roles))],
            [100 * share.mean for share in shares],
            width,
            yerr=[100 * (share.high - share.mean) for share in shares],
            color=COLOURS[n % len(COLOURS)],
            hatch=HATCHES[n % len(HATCHES)],
            edgecolor=INK,
            ecolor=INK,
            capsize=2,
            label=name,
        )
    axes.set_xticks(range(len(roles)), [role.label(lang) for role in roles])
    axes.set_ylim(0, 105)
    axes.set_ylabel(pick(lang, "share reached, %", "bagian terjangkau, %"))
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.1), ncols=len(names))
    title = "How far one message goes (95 % intervals; nothing is calibrated)"
    judul = "Seberapa jauh satu pesan sampai (selang 95 %; tidak ada yang dikalibrasi)"
    axes.set_title(pick(lang, title, judul), loc="left")
    return _svg(figure)


def _sheet(height: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(9, height), layout="constrained")
    FigureCanvasSVG(figure)
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _bar(axes: Axes, row: int, start: date, end: date, colour: str, hatch: str, label: str) -> None:
    days = (end - start).days
    axes.barh(
        row, days, left=start.toordinal() - date(1970, 1, 1).toordinal(), height=0.6,
        color=colour, hatch=hatch, edgecolor=INK,
    )  # fmt: skip
    middle = start.toordinal() - date(1970, 1, 1).toordinal() + days / 2
    axes.text(middle, row, label, ha="center", va="center", fontsize=8, color=INK)


def _empty(lane: list[Appointment], first: date, until: date) -> Iterator[tuple[date, date]]:
    marks = [(first, first)]
    marks += sorted((each.period.start or first, each.period.end or until) for each in lane)
    marks += [(until, until)]
    for (_, left), (right, _) in pairwise(marks):
        if left < right:
            yield left, right


def _svg(figure: Figure) -> str:
    drawn = StringIO()
    with mpl.rc_context({"svg.hashsalt": "bakohumas", "svg.fonttype": "none"}):
        figure.savefig(drawn, format="svg", metadata={"Date": None, "Creator": None})
    return drawn.getvalue()
