"""Pictures of a body: who sat where and when, and how it is made up."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator

from bakohumas.bodies import Appointment, Body, Selection
from bakohumas.institutions import Category
from bakohumas.languages import Lang, day, number, pick
from bakohumas.reports._sheets import (
    COLOURS,
    INK,
    PALE,
    Paint,
    folded,
    legend,
    sheet,
    short,
    svg,
    words,
)

_EPOCH = date(1970, 1, 1).toordinal()
_SELECTED: Mapping[Selection, Paint] = {
    Selection.ELECTED: (COLOURS[1], ""),
    Selection.EX_OFFICIO: (COLOURS[3], "//"),
    Selection.APPOINTED: (COLOURS[4], "\\\\"),
}
_ACTING = COLOURS[5], ".."
_ACROSS = 4


def timeline(body: Body, *, until: date, names: Mapping[str, str], lang: Lang) -> str:
    """One lane a seat, one bar an appointment, a pale bar where the seat is vacant."""
    lanes: dict[str, list[Appointment]] = {}
    for appointment in (*body.appointments, *body.acting):
        if appointment.period.start and appointment.period.start < until:
            lanes.setdefault(appointment.seat, []).append(appointment)
    if not lanes:
        msg = f"no seat of {body} was held before {until}"
        raise ValueError(msg)
    first = min(each.period.start or until for lane in lanes.values() for each in lane)
    title = pick(lang, f"The board of {body}", f"Pengurus {body}")
    figure, axes = sheet(2.0 + 0.55 * len(lanes), title)
    for row, lane in enumerate(lanes.values()):
        sure = [each for each in lane if not each.capacity.acting]
        for start, end in _empty(sure, first, until):
            _bar(axes, row, start, end, (PALE, ""), pick(lang, "vacant", "lowong"))
        for each in sorted(lane, key=lambda each: each.capacity.acting):
            end = min(each.period.end or until, until)
            label = short(_who(each, names, lang), 40)
            _bar(axes, row, each.period.start or first, end, _paint(each), label)
    axes.set_yticks(range(len(lanes)), [short(seat) for seat in lanes])
    axes.invert_yaxis()
    axes.xaxis_date()
    axes.xaxis.set_major_locator(AutoDateLocator(minticks=3, maxticks=8))  # type: ignore[no-untyped-call]
    held = {_paint(each) for lane in lanes.values() for each in lane}
    kinds = [(paint, each.label(lang)) for each, paint in _SELECTED.items() if paint in held]
    acting = (_ACTING, pick(lang, "acting", "pelaksana (Plh./Plt.)"))
    kinds += [acting, ((PALE, ""), pick(lang, "vacant", "lowong"))]
    legend(axes, len(kinds), kinds=kinds)
    return svg(figure)


def organisation(body: Body, *, on: date, names: Mapping[str, str], lang: Lang) -> str:
    """The body above, its seats with their holders below, and its members by kind."""
    now = body.on(on)
    board = now.board
    acting = [each for each in body.acting if each.period.holds(on) is not False]
    holders = {each.seat: each for each in (*acting, *(board.appointments if board else ()))}
    seats = [(each.name, holders.get(each.name)) for each in now.seats]
    kinds = [
        (Category(each).label(lang), count)
        for each, count in now.register.counts().items()
        if count
    ]
    rows = [-(-len(each) // _ACROSS) for each in (seats, kinds)]
    title = pick(lang, f"{body} on {day(on, lang)}", f"{body} pada {day(on, lang)}")
    figure, axes = sheet(1.6 + 1.15 * sum(rows), title, frame=False)
    members = number(len(now.register), lang)
    counted = "member" if len(now.register) == 1 else "members"
    top = f"{body}\n{members} {pick(lang, counted, 'anggota')}"
    _box(axes, 0.5, 0, top, (PALE, ""), width=0.5)
    height = 1.0
    for n, (seat, holder) in enumerate(seats):
        across = min(_ACROSS, len(seats) - n // _ACROSS * _ACROSS)
        at, row = (n % _ACROSS + 0.5) / across, height + n // _ACROSS
        axes.plot([0.5, at], [0.25, row - 0.35], color=INK, linewidth=0.7, zorder=0)
        if holder is None:
            text, paint = pick(lang, "vacant", "lowong"), (PALE, "")
        else:
            text, paint = _who(holder, names, lang), _paint(holder)
        _box(axes, at, row, f"{short(seat, 24)}\n{folded(text)}", paint, width=0.9 / _ACROSS)
    height += rows[0]
    for n, (kind, count) in enumerate(kinds):
        across = min(_ACROSS, len(kinds) - n // _ACROSS * _ACROSS)
        at, row = (n % _ACROSS + 0.5) / across, height + n // _ACROSS
        text = f"{folded(kind)}\n{number(count, lang)}"
        _box(axes, at, row, text, ("none", ""), width=0.9 / _ACROSS)
    axes.set_xlim(0, 1)
    axes.set_ylim(height + rows[1] - 0.5, -0.5)
    return svg(figure)


def _who(each: Appointment, names: Mapping[str, str], lang: Lang) -> str:
    who = each.institution or each.post
    return names.get(who, who) or pick(lang, "post not told", "jabatan tidak disebut")


def _paint(each: Appointment) -> Paint:
    return _ACTING if each.capacity.acting else _SELECTED[each.selection]


def _bar(axes: Axes, row: int, start: date, end: date, paint: Paint, label: str) -> None:
    days, first = (end - start).days, start.toordinal() - _EPOCH
    axes.barh(row, days, left=first, height=0.6, color=paint[0], hatch=paint[1], edgecolor=INK)
    words(axes, first + days / 2, row, label, paint[0])


def _box(axes: Axes, x: float, y: float, text: str, paint: Paint, width: float) -> None:
    ground, hatch = paint
    axes.barh(y, width, left=x - width / 2, height=0.7, color=ground, hatch=hatch, edgecolor=INK)
    words(axes, x, y, text, ground)


def _empty(lane: list[Appointment], first: date, until: date) -> Iterator[tuple[date, date]]:
    marks = [(first, first)]
    marks += sorted((each.period.start or first, each.period.end or until) for each in lane)
    marks += [(until, until)]
    for (_, left), (right, _) in pairwise(marks):
        if left < right:
            yield left, right
