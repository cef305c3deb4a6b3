import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple

import attrs

from bakohumas.audit import Report
from bakohumas.bodies import Body, Capacity, Federation, Selection
from bakohumas.elections import Result
from bakohumas.errors import MissingExtraError
from bakohumas.languages import Lang, day, listed, pick
from bakohumas.networks import TIERS, InformationNetwork, Role
from bakohumas.programmes import Allocation, raci
from bakohumas.reports import _html
from bakohumas.reports._pictures import (
    arms,
    chapters,
    course,
    curve,
    differences,
    matrix,
    organisation,
    reach,
    rounds,
    sensitivity,
    tiers,
    timeline,
)
from bakohumas.scenarios import Course, Study
from bakohumas.simulation import UNCALIBRATED, Comparison, Ensemble

_GRADED = (
    "Every rule with its citation and grade in the table.",
    "Setiap aturan dengan kutipan dan tingkatnya dalam tabel.",
)
_BY_HAND = (
    "The division as it was laid down by hand.",
    "Pembagian sebagaimana ditetapkan dengan tangan.",
)
_DIVIDED = (
    "Worked out by this library from tasks and offers as given (grade X).",
    "Dihitung pustaka ini dari tugas dan tawaran sebagaimana diberikan (tingkat X).",
)


_PICTURES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "arms": ("arm against arm", "cara dibandingkan cara"),
        "audit": ("by chapter of rules", "menurut bab aturan"),
        "board": ("the board over time", "pengurus dari masa ke masa"),
        "curve": ("hour by hour", "jam demi jam"),
        "differences": ("against the first", "dibandingkan yang pertama"),
        "network": ("by tier", "menurut jenjang"),
        "organisation": ("how it is made up", "susunannya"),
        "raci": ("as a matrix", "sebagai matriks"),
        "reach": ("by role", "menurut peran"),
        "rounds": ("round by round", "putaran demi putaran"),
        "sensitivity": ("one assumption at a time", "satu asumsi setiap kali"),
    }
)


class Asked(NamedTuple):
    """How something is to be shown."""

    lang: Lang
    names: Mapping[str, str]
    on: date | None
    until: date | None


@attrs.frozen
class View:
    """A value as people look at it: pictures, words and a table; :func:`view` makes one.

    Notebooks show it by themselves; ``str`` gives its words alone.

    Attributes:
        title: What it is.
        text: What it says.
        rows: Its table, one plain row a line.
        pictures: SVG by name.
        source: Where its figures come from, and how sure they are.
        note: What would show more, where an extra is missing.
        lang: Language of its words.
        names: What ids in the table are called.

    Examples:
        >>> seen = View("Rounds", rows=[{"candidate": "bps", "votes": 3}], names={"bps": "BPS"})
        >>> print(seen), "<td>BPS</td>" in seen.html()
        Rounds
        (None, True)
    """

    title: str
    text: str = ""
    rows: Sequence[Mapping[str, Any]] = ()
    pictures: Mapping[str, str] = MappingProxyType({})
    source: str = ""
    note: str = ""
    lang: Lang = "en"
    names: Mapping[str, str] = MappingProxyType({})

    def __str__(self) -> str:
        return self.text or self.title

    def html(self, key: str = "view", *, words: bool = True) -> str:
        """It as a fragment of HTML, everything escaped.

        Args:
            key: What the ids in its pictures begin with.
            words: Whether its text is there too.
        """
        return _html.blocks(
            [
                *(
                    _html.figure(svg, f"{key}-{n}", self._caption(name))
                    for n, (name, svg) in enumerate(self.pictures.items())
                ),
                _html.prose(self.text) if words else "",
                _html.table(self.rows, self.title, self.lang, names=self.names),
                _html.prose(self.note),
            ]
        )

    def _caption(self, picture: str) -> str:
        known = _PICTURES.get(picture)
        kind = pick(self.lang, *known) if known else picture
        return f"{self.title}: {kind}. {self.source}".strip()

    def _repr_html_(self) -> str:
        return self.html()


def view(
    value: object,
    *,
    lang: Lang = "en",
    names: Mapping[str, str] | None = None,
    on: date | None = None,
    until: date | None = None,
) -> View:
    """A value to be looked at: in a notebook, or in a page of one's own.

    Args:
        value: A body, federation, audit report, election result, comparison, ensemble,
            study, course, division of work or network.
        lang: Language of its words.
        names: What to call institutions and arms, by id; their ids by default.
        on: The day of a body's chart; by default, the day of its last event.
        until: The last day of its timeline; by default, that day.

    Returns:
        Its pictures, words and table. Where matplotlib is missing there are no pictures,
        and a note says what brings them.

    Raises:
        TypeError: If there is no picture of such a value.

    Examples:
        >>> from bakohumas.elections import IRV, count
        >>> seen = view(count([["a", "b"], ["a"], ["b"]], IRV()))
        >>> list(seen.pictures), len(seen.rows)
        (['rounds'], 2)
        >>> "<figure>" in seen.html()
        True
    """
    asked = Asked(lang, names or {}, on, until)
    for kind, shown in _KINDS.items():
        if isinstance(value, kind):
            found, drawings = shown(value, asked)
            found = attrs.evolve(found, lang=lang, names=asked.names)
            try:
                pictures = {name: draw() for name, draw in drawings.items()}
            except MissingExtraError as missing:
                return attrs.evolve(found, note=str(missing))
            return attrs.evolve(found, pictures=pictures)
    kinds = listed([kind.__name__ for kind in _KINDS], either=True)
    msg = f"a view is of a {kinds}, got {type(value).__name__}"
    raise TypeError(msg)


_Drawings = dict[str, Callable[[], str]]


def _body(body: Body, asked: Asked) -> tuple[View, _Drawings]:
    on = asked.on or max(event.on for event in body.events)
    board, until = body.on(on).board, asked.until or on
    drawings: _Drawings = {}
    if any(each.period.start and each.period.start < until for each in body.appointments):
        drawings["board"] = partial(timeline, body, until=until, names=asked.names, lang=asked.lang)
    drawings["organisation"] = partial(
        organisation, body, on=on, names=asked.names, lang=asked.lang
    )
    title = _on_the_day(str(body), on, asked.lang)
    source = pick(
        asked.lang, "Basis of every holder in the table.", "Dasar setiap pemegang dalam tabel."
    )
    rows = tuple(_held(row, asked.lang) for row in (board.rows() if board else ()))
    return View(title, body.explain(asked.lang), rows, source=source), drawings


def _held(row: Mapping[str, str], lang: Lang) -> Mapping[str, str]:
    how = Selection(row["selection"]).label(lang)
    return {**row, "capacity": Capacity(row["capacity"]).label(lang), "selection": how}


def _federation(federation: Federation, asked: Asked) -> tuple[View, _Drawings]:
    on = asked.on or max(event.on for event in federation.events)
    sizes = Counter(each.tier for each in federation.on(on))
    lang, title = asked.lang, _on_the_day(str(federation), on, asked.lang)
    rows = tuple({pick(lang, "tier", "jenjang"): TIERS[n], "n": sizes[n]} for n in sorted(sizes))
    source = pick(
        lang, "Bodies as its own events record them.", "Badan menurut peristiwanya sendiri."
    )
    return View(title, rows=rows, source=source), {}


def _report(report: Report, asked: Asked) -> tuple[View, _Drawings]:
    lang, name = asked.lang, report.name or report.body
    rows, source = tuple(report.rows(lang)), pick(lang, *_GRADED)
    title = _on_the_day(f"Audit {pick(lang, 'of ', '')}{name}", report.on, lang)
    found = View(title, report.explain(lang), rows, source=source)
    return found, {"audit": partial(chapters, report, lang=lang)}


def _on_the_day(what: str, on: date, lang: Lang) -> str:
    return f"{what}{pick(lang, ' on ', ' pada ')}{day(on, lang)}"


def _result(result: Result, asked: Asked) -> tuple[View, _Drawings]:
    title = pick(asked.lang, "The count", "Penghitungan suara")
    method = result.method.label(asked.lang)
    source = pick(
        asked.lang,
        f"Ballots as given, counted by {method}.",
        f"Surat suara sebagaimana diberikan, dihitung dengan {method}.",
    )
    found = View(title, result.explain(asked.lang), tuple(result.rows()), source=source)
    return found, {"rounds": partial(rounds, result, names=asked.names, lang=asked.lang)}


def _comparison(study: Comparison, asked: Asked) -> tuple[View, _Drawings]:
    names = {arm: asked.names.get(arm, arm) for arm in study.ensembles}
    drawings: _Drawings = {"reach": partial(reach, study, names, lang=asked.lang)}
    if len(names) > 1:
        drawings["differences"] = partial(differences, study, names, lang=asked.lang)
    title = pick(asked.lang, "How far one message goes", "Seberapa jauh satu pesan sampai")
    rows = tuple(
        {**row, "arm": names[row["arm"]], "role": _role(row["role"], asked.lang)}
        for row in study.rows()
    )
    return View(
        title, study.explain(asked.lang), rows, source=pick(asked.lang, *UNCALIBRATED)
    ), drawings


def _role(name: str, lang: Lang) -> str:
    return Role(name).label(lang) if name in set(Role) else pick(lang, "all", "semua")


def _ensemble(news: Ensemble, asked: Asked) -> tuple[View, _Drawings]:
    drawings: _Drawings = {}
    if "curve" in news.provenance.record:
        drawings["curve"] = partial(curve, news, lang=asked.lang)
    title = pick(asked.lang, "How far the news goes", "Seberapa jauh kabar sampai")
    rows = tuple({**row, "role": _role(row["role"], asked.lang)} for row in news.rows())
    return View(
        title, news.explain(asked.lang), rows, source=pick(asked.lang, *UNCALIBRATED)
    ), drawings


def _study(study: Study, asked: Asked) -> tuple[View, _Drawings]:
    title = pick(asked.lang, "What the conclusion rests on", "Sandaran kesimpulan")
    rows = tuple(study.assumed(asked.lang))
    source = pick(asked.lang, *UNCALIBRATED)
    found = View(title, study.explain(asked.lang), rows, source=source)
    return found, {
        "sensitivity": partial(sensitivity, study, lang=asked.lang),
        "arms": partial(arms, study, asked.names, lang=asked.lang),
    }


def _course(seen: Course, asked: Asked) -> tuple[View, _Drawings]:
    title = pick(asked.lang, *seen.meaning).capitalize()
    rows = [{asked.names.get(key, key): value for key, value in row.items()} for row in seen.rows()]
    source = pick(asked.lang, *UNCALIBRATED)
    drawings: _Drawings = {"curve": partial(course, seen, asked.names, lang=asked.lang)}
    return View(title, rows=rows, source=source), drawings


def _division(division: Allocation, asked: Asked) -> tuple[View, _Drawings]:
    title = pick(asked.lang, "Who does what (RACI)", "Siapa mengerjakan apa (RACI)")
    found = View(
        title,
        division.explain(asked.lang),
        tuple(raci(division, asked.lang)),
        source=pick(asked.lang, *(_BY_HAND if division.objective is None else _DIVIDED)),
    )
    return found, {"raci": partial(matrix, division, names=asked.names, lang=asked.lang)}


def _network(network: InformationNetwork, asked: Asked) -> tuple[View, _Drawings]:
    title = pick(asked.lang, "Who tells whom", "Siapa memberi tahu siapa")
    source = pick(
        asked.lang,
        f"Ties and chances as they were set. {UNCALIBRATED[0]}",
        f"Hubungan dan peluang sebagaimana ditetapkan. {UNCALIBRATED[1]}",
    )
    found = View(title, network.explain(asked.lang), source=source)
    return found, {"network": partial(tiers, network, lang=asked.lang)}


_KINDS: Mapping[type, Callable[[Any, Asked], tuple[View, _Drawings]]] = MappingProxyType(
    {
        Body: _body,
        Federation: _federation,
        Report: _report,
        Result: _result,
        Comparison: _comparison,
        Ensemble: _ensemble,
        Study: _study,
        Course: _course,
        Allocation: _division,
        InformationNetwork: _network,
    }
)


def install(shell: Any = None) -> None:  # noqa: ANN401 - IPython's, which is not imported
    """Let notebooks show bodies, audits, results, comparisons and the like as views.

    Args:
        shell: The IPython shell; the running one by default.

    Raises:
        ValueError: If none is running.

    Examples:
        >>> install()
        Traceback (most recent call last):
        ...
        ValueError: install() is for notebooks: no IPython shell is running here
    """
    if shell is None and "IPython" in sys.modules:
        shell = sys.modules["IPython"].get_ipython()
    if shell is None:
        raise ValueError("install() is for notebooks: no IPython shell is running here")
    formatter = shell.display_formatter.formatters["text/html"]
    for kind in _KINDS:
        formatter.for_type(kind, lambda value: view(value).html())
