"""Pictures that are tables: rounds of a count, a division of work, an audit by chapter."""

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from bakohumas.audit import Report, Status
from bakohumas.elections import Action, Result
from bakohumas.languages import Lang, pick
from bakohumas.programmes import Allocation, raci
from bakohumas.reports._sheets import (
    COLOURS,
    INK,
    PALE,
    Paint,
    legend,
    sheet,
    short,
    svg,
    words,
)

_FATES = {Action.ELECTED: (COLOURS[3], "//"), Action.EXCLUDED: (COLOURS[2], "..")}
_LETTERS = {
    "A": (COLOURS[3], ""),
    "R": (COLOURS[1], "//"),
    "C": (COLOURS[6], ".."),
    "I": (PALE, ""),
}
_MOST, _UPRIGHT = 40, 3
_ASLANT: Any = {"rotation": 60, "ha": "left", "rotation_mode": "anchor"}
_CHAPTERS = {
    "BOD": ("the body", "badan"),
    "MEM": ("members", "keanggotaan"),
    "BRD": ("the board", "pengurus"),
    "TRM": ("terms of office", "masa tugas"),
    "MTG": ("meetings", "rapat anggota"),
    "QRM": ("quorum", "kuorum"),
    "DEC": ("decisions", "pengambilan keputusan"),
    "ELC": ("elections", "pemilihan"),
    "ACT": ("acting officers", "pejabat pelaksana"),
    "TSK": ("programmes and tasks", "program dan tugas"),
    "EVT": ("thematic forum", "forum tematik"),
    "FLW": ("flow of information", "arus informasi"),
    "ETH": ("conduct", "etika"),
    "DOC": ("documents and names", "dokumen dan penamaan"),
}
_STATES = {
    Status.HOLDS: (COLOURS[3], ""),
    Status.VIOLATED: (COLOURS[2], "//"),
    Status.UNDETERMINED: (COLOURS[6], ".."),
    Status.NOT_APPLICABLE: (PALE, ""),
}


def rounds(result: Result, names: Mapping[str, str], *, lang: Lang) -> str:
    """One column a stage, one row a candidate: the votes, and who is elected or excluded then."""
    rows = result.rows()
    who = list(dict.fromkeys(row["candidate"] for row in rows))[:_MOST]
    stages = list(dict.fromkeys(row["stage"] for row in rows))[:_MOST]
    title = pick(lang, "The count, round by round", "Penghitungan, putaran demi putaran")
    figure, axes = sheet(1.6 + 0.45 * len(who), title)
    for row in rows:
        if row["candidate"] in who and row["stage"] in stages:
            place = stages.index(row["stage"]), who.index(row["candidate"])
            _cell(axes, place, str(row["votes"]), _FATES.get(row["action"], ("none", "")))
    _grid(axes, [str(stage) for stage in stages], [names.get(each, each) for each in who])
    axes.set_xlabel(pick(lang, "round", "putaran"), color=INK)
    kinds = [(paint, action.label(lang)) for action, paint in _FATES.items()]
    legend(axes, len(kinds), kinds=kinds)
    return svg(figure)


def matrix(division: Allocation, names: Mapping[str, str], *, lang: Lang) -> str:
    """One row a task, one column an agency that has a duty: the letters of RACI."""
    rows = raci(division, lang)[:_MOST]
    duties = [(row, letter, agency) for row in rows for letter, agency in _letters(row)]
    agencies = sorted({agency for _, _, agency in duties})[:_MOST]
    title = pick(lang, "Who does what (RACI)", "Siapa mengerjakan apa (RACI)")
    figure, axes = sheet(2.2 + 0.4 * len(rows), title)
    for at, row in enumerate(rows):
        for letter, agency in _letters(row):
            if agency in agencies:
                _cell(axes, (agencies.index(agency), at), letter, _LETTERS[letter])
    _grid(axes, [names.get(each, each) for each in agencies], [row["title"] for row in rows])
    words = (
        pick(lang, "accountable", "penanggung jawab"),
        pick(lang, "responsible", "pelaksana"),
        pick(lang, "consulted", "dimintai pendapat"),
        pick(lang, "informed", "diberi tahu"),
    )
    axes.xaxis.tick_top()
    if len(agencies) > _UPRIGHT:
        for label in axes.get_xticklabels():
            label.set(**_ASLANT)
    kinds = [
        (paint, f"{letter}: {word}")
        for (letter, paint), word in zip(_LETTERS.items(), words, strict=True)
    ]
    legend(axes, len(kinds), kinds=kinds)
    return svg(figure)


def chapters(report: Report, *, lang: Lang) -> str:
    """One bar a chapter of rules: how many hold, are violated, cannot be told, do not apply."""
    counts: dict[str, dict[Status, int]] = {}
    for each in report.findings:
        chapter = counts.setdefault(each.norm.chapter, dict.fromkeys(_STATES, 0))
        chapter[each.status] += 1
    title = pick(lang, "The audit by chapter of rules", "Audit menurut bab aturan")
    figure, axes = sheet(1.8 + 0.36 * max(1, len(counts)), title)
    for place, chapter in enumerate(counts.values()):
        left = 0
        for status, count in chapter.items():
            ground, hatch = _STATES[status]
            axes.barh(place, count, left=left, color=ground, hatch=hatch, edgecolor=INK)
            if count:
                words(axes, left + count / 2, place, str(count), ground)
            left += count
    axes.set_yticks(range(len(counts)), [_chapter(each, lang) for each in counts])
    axes.invert_yaxis()
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel(pick(lang, "findings", "temuan"), color=INK)
    kinds = [(paint, status.label(lang)) for status, paint in _STATES.items()]
    legend(axes, len(kinds), kinds=kinds)
    return svg(figure)


def _chapter(letters: str, lang: Lang) -> str:
    return f"{pick(lang, *_CHAPTERS[letters])} ({letters})" if letters in _CHAPTERS else letters


def _letters(row: Mapping[str, Sequence[str] | str]) -> list[tuple[str, str]]:
    lead = [row["accountable"]] if row["accountable"] else []
    others = [each for each in row["responsible"] if each not in lead]
    return [
        *(("A", str(each)) for each in lead),
        *(("R", each) for each in others),
        *(("C", each) for each in row["consulted"]),
        *(("I", each) for each in row["informed"]),
    ]


def _cell(axes: Axes, place: tuple[int, int], text: str, paint: Paint) -> None:
    (x, y), (ground, hatch) = place, paint
    axes.barh(y, 1, left=x - 0.5, height=1, color=ground, hatch=hatch, edgecolor=INK, linewidth=0.5)
    words(axes, x, y, text, ground)


def _grid(axes: Axes, across: Sequence[str], down: Sequence[str]) -> None:
    axes.set_xticks(range(len(across)), [short(each, 22) for each in across])
    axes.set_yticks(range(len(down)), [short(each, 40) for each in down])
    axes.set_xlim(-0.5, max(1, len(across)) - 0.5)
    axes.set_ylim(max(1, len(down)) - 0.5, -0.5)
