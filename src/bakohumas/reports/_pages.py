from base64 import b64encode
from collections.abc import Mapping
from html import escape
from importlib.resources import files

import attrs

from bakohumas import interchange
from bakohumas.errors import expect
from bakohumas.languages import Lang, number, pick
from bakohumas.law import KNOWN_UNTIL
from bakohumas.reports import _html
from bakohumas.reports._views import View, view
from bakohumas.scenarios import Section, Story
from bakohumas.simulation import UNCALIBRATED

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""Nothing is fetched, nothing is run."""


def views(story: Story, *, lang: Lang = "en") -> dict[str, View]:
    """Everything that a story has to show, each as a view, by its name.

    Args:
        story: What became of a scenario.
        lang: Language of its words.

    Returns:
        The views, in the order of the story; each with its source and grade.

    Raises:
        TypeError: If *story* is none.
        ValueError: If it shows two things under one name.

    Examples:
        >>> from bakohumas.scenarios import kalsel
        >>> list(views(kalsel(runs=8)))
        ['board', 'raci', 'reach', 'network', 'sensitivity', 'audit']
    """
    expect(story, Story, what="story")
    names, sources = story.names() | story.arms(lang), story.sources(lang)
    seen: dict[str, View] = {}
    for section in story.sections(lang):
        for name, value in section.shows.items():
            if name in seen:
                msg = f"a story shows each thing once, got two called {name!r}"
                raise ValueError(msg)
            found = view(value, lang=lang, names=names, on=story.on, until=story.until)
            source = f"{found.source} {sources.get(name, '')}".strip()
            seen[name] = attrs.evolve(found, source=source)
    return seen


def page(story: Story, *, lang: Lang = "en", seen: Mapping[str, View] | None = None) -> str:
    """A story as one page that needs nothing but itself.

    It holds no script and asks for nothing from any network; whatever a value says is
    escaped. It follows the light or dark of the reader, and prints.

    Args:
        story: What became of a scenario.
        lang: Language of its words.
        seen: Its :func:`views` in that language, where they are there already.

    Returns:
        The page as HTML, with all its data to be saved from it; the same for the same
        story. Where matplotlib is missing it has no pictures, and says what brings them.

    Raises:
        TypeError: If *story* is none.

    Examples:
        >>> from bakohumas.scenarios import national
        >>> page(national(runs=8)).startswith("<!doctype html>")
        True
    """
    expect(story, Story, what="story")
    known = views(story, lang=lang) if seen is None else seen
    sections = (*story.sections(lang), story.stated(lang))
    names = story.names() | story.arms(lang)
    parts = [
        _section(n, section, known, names=names, lang=lang)
        for n, section in enumerate(sections, start=1)
    ]
    titles = [pick(lang, "Answer", "Jawaban"), *(section.title for section in sections)]
    links = "".join(
        f'<li><a href="#part-{n}">{escape(title)}</a></li>' for n, title in enumerate(titles)
    )
    kicker = pick(lang, f"Scenario {story.name}", f"Skenario {story.name}")
    answer = (
        f'<section id="part-0" aria-labelledby="head-0"><h2 id="head-0">{escape(titles[0])}</h2>'
        f'<div class="answer">{_html.prose(story.answer(lang))}</div></section>'
    )
    head = (
        f'<header><p class="kicker">bakohumas · {escape(kicker)}</p>'
        f"<h1>{escape(story.title(lang))}</h1>"
        f'<p class="question">{escape(story.question(lang))}</p></header>'
    )
    contents = pick(lang, "Contents", "Daftar isi")
    body = _html.blocks(
        [
            head,
            f'<nav aria-label="{contents}"><ol>{links}</ol></nav>',
            f'<main id="main">{_html.blocks([answer, *parts])}</main>',
            _footer(story, lang),
        ]
    )
    return document(story.title(lang), body, lang)


def document(title: str, body: str, lang: Lang) -> str:
    """A whole page around a body that is HTML already."""
    style = files("bakohumas.reports").joinpath("data/page.css").read_text("utf-8")
    skip = pick(lang, "Skip to the content", "Langsung ke isi")
    return f"""<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<link rel="icon" href="data:,">
<title>{escape(title)}</title>
<style>
{style}</style>
</head>
<body>
<a class="skip" href="#main">{skip}</a>
{body}
</body>
</html>
"""


def _section(
    n: int,
    section: Section,
    seen: Mapping[str, View],
    *,
    names: Mapping[str, str],
    lang: Lang,
) -> str:
    shown = [
        seen[name].html(f"p{n}-{place}", words=False) for place, name in enumerate(section.shows)
    ]
    title = escape(section.title)
    parts = [
        f'<section id="part-{n}" aria-labelledby="head-{n}"><h2 id="head-{n}">{title}</h2>',
        _html.prose(section.text, lang, whole=False),
        _html.table(section.rows, section.title, lang, names=names),
        *shown,
        "</section>",
    ]
    return _html.blocks(parts)


def _footer(story: Story, lang: Lang) -> str:
    facts = interchange.dumps(story.facts()).encode()
    data = b64encode(facts).decode()
    save = pick(lang, "Save all data (JSON)", "Simpan semua data (JSON)")
    runs, known = number(story.study.runs, lang), KNOWN_UNTIL
    told = pick(
        lang,
        f"{runs} runs of seed {story.seed}. The law is known up to {known}. ",
        f"{runs} simulasi dengan benih {story.seed}. Hukum diketahui sampai {known}. ",
    ) + pick(lang, *UNCALIBRATED)
    made = pick(lang, "Invented, grade X: ", "Rekaan, tingkat X: ")
    return (
        f'<footer><p><a class="button" download="bakohumas-{escape(story.name)}.json" '
        f'href="data:application/json;base64,{data}">{save}</a></p>'
        f"<p>{escape(told)}</p><p>{escape(made + '; '.join(story.invented))}</p></footer>"
    )
