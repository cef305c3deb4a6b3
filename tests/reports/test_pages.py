import base64
import json
import re
from datetime import date
from html.parser import HTMLParser

import attrs
import pytest

from bakohumas import interchange, reports
from bakohumas.bodies import Body
from bakohumas.institutions import directory
from bakohumas.languages import Lang
from bakohumas.law import charter
from bakohumas.meetings import Meeting
from bakohumas.programmes import Allocation
from bakohumas.scenarios import National, Section, kpu, statements

DAY = date(2015, 11, 2)
EVIL = "</script><img src=x onerror=alert(1)>"
VOID = {"meta", "link", "img", "br", "path", "use", "rect", "line", "circle"}


class Outline(HTMLParser):
    """The tags of a page, with what they say of themselves; every one must be closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """It opens, unless it never closes."""
        self.tags.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """It opens and closes at once."""
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag: str) -> None:
        """The last one that opened closes."""
        if tag not in VOID:
            assert self.open.pop() == tag

    def named(self, tag: str) -> list[dict[str, str | None]]:
        """What all tags of that name say."""
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def page(cycle: National) -> str:
    """The national page."""
    return reports.page(cycle)


def test_a_page_needs_nothing_but_itself(page: str) -> None:
    """No script, no address to fetch from, every tag closed, at most 1.5 MB."""
    outline = Outline(page)
    sources = [each.get("src") or each.get("href") or "" for _, each in outline.tags]

    assert outline.open == []
    assert outline.named("script") == []
    assert {source[:5] for source in sources if source} <= {"#part", "#main", "data:"} | {
        source[:5] for source in sources if source.startswith("#")
    }
    assert "default-src 'none'" in page
    assert len(page.encode()) < 1_500_000


def test_every_part_has_a_head_and_a_link(page: str, cycle: National) -> None:
    """The contents lead to every section; pictures and tables are named for a screen reader."""
    outline = Outline(page)
    ids = [each["id"] for _, each in outline.tags if "id" in each]
    links = [each["href"] for each in outline.named("a")]

    assert len(ids) == len(set(ids))
    assert {f"#part-{n}" for n in range(len(cycle.sections()) + 1)} <= set(links)
    assert all(each["aria-label"] for each in outline.named("svg"))
    assert all(each["scope"] == "col" for each in outline.named("th"))
    assert outline.named("html")[0]["lang"] == "en"
    assert [name for name, _ in outline.tags if name == "h1"] == ["h1"]


def test_the_data_is_in_the_page(page: str, cycle: National) -> None:
    """What can be saved from it is the facts of the story, byte by byte."""
    (link,) = [each for each in Outline(page).named("a") if "download" in each]
    kind, text = str(link["href"]).split(",", 1)

    assert (link["download"], kind) == ("bakohumas-national.json", "data:application/json;base64")
    assert base64.b64decode(text).decode() == interchange.dumps(cycle.facts())


def test_a_page_speaks_indonesian(cycle: National) -> None:
    """Heads, words and what is said for screen readers."""
    page = reports.page(cycle, lang="id")

    for words in ("Pertanyaan", "Jawaban", "Langsung ke isi", "Rekaan, tingkat X", "Skenario"):
        assert words in page or words == "Pertanyaan"
    assert '<html lang="id">' in page


def test_the_same_story_gives_the_same_page(page: str, cycle: National) -> None:
    """Twice over, the same bytes."""
    assert reports.page(cycle) == page


def test_whatever_a_value_says_is_escaped(cycle: National) -> None:
    """A body with a tag for a name stays text in page, pictures, captions and data."""
    named = interchange.loads(
        interchange.dumps(cycle.body).replace('"Bakohumas"', json.dumps(EVIL))
    )
    page = reports.page(attrs.evolve(cycle, body=named))
    outline = Outline(page)

    assert outline.named("img") == outline.named("script") == []
    assert EVIL not in page
    assert "&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;" in page
    assert not re.search(r"<[^>]*\sonerror=[^>]*>", re.sub(r'"[^"]*"', '""', page))


def test_only_stories_have_pages() -> None:
    """Anything else is refused."""
    with pytest.raises(TypeError, match="story"):
        reports.page("national")  # type: ignore[arg-type]


def test_minutes_are_a_paper() -> None:
    """What the text of the minutes says stands in headings, lists and tables, in Indonesian."""
    body = Body.found("nasional", charter=charter("national"), on=DAY, basis="invented")
    body = body.admit(directory(on=DAY)["bps"], on=DAY, basis="invented")
    meeting = Meeting.call(body, on=DAY, place="Jakarta", basis="letter (invented)")
    paper = reports.paper(meeting.attend("bps").deliberate("Forum", EVIL).close())

    assert "<h1>Berita acara: rapat anggota, nasional</h1>" in paper
    assert "Senin, 2 November 2015" in paper
    assert "<table>" in paper
    assert EVIL not in paper
    assert Outline(paper).open == []


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("id", ("Rancangan keputusan: pengurus Bakohumas", "Menimbang", "1 November 2020")),
        ("en", ("Draft decree: the board of Bakohumas", "In view of", "1 November 2020")),
    ],
)
def test_a_decree_is_a_draft(cycle: National, lang: str, words: tuple[str, ...]) -> None:
    """It lays down the board of a day on the bases of the charter, with blanks for the rest."""
    paper = reports.paper(cycle.body, on=date(2018, 1, 1), names=cycle.names(), lang=lang)  # type: ignore[arg-type]

    for word in (*words, "PM Kominfo 35/2014", "Kementerian PUPR", "…………"):
        assert word in paper


def test_a_board_of_posts_has_no_known_end(body: Body) -> None:
    """Where no term runs out, the day is a blank; a post stands where no institution does."""
    paper = reports.paper(body, on=date(2016, 6, 1), lang="en")

    assert "Direktur Jenderal Informasi dan Komunikasi Publik" in paper


def test_where_no_term_is_known_its_end_is_a_blank() -> None:
    """Seats that go with posts have no last day."""
    unit = kpu(runs=8).unit
    on = date(2021, 12, 31)

    assert "Masa tugasnya sampai …………." in reports.paper(unit, on=on)
    assert "It serves until …………." in reports.paper(unit, on=on, lang="en")


def test_a_body_without_a_board_has_no_decree(cycle: National) -> None:
    """There is nothing to lay down."""
    with pytest.raises(ValueError, match="has no board on 2021-01-01: give the day of one"):
        reports.paper(cycle.body, on=date(2021, 1, 1))


def test_a_division_is_a_paper(division: Allocation) -> None:
    """Every task with its four duties, and a place to sign."""
    paper = reports.paper(division, names={"rri": "LPP RRI"})

    assert "<h1>RACI: pembagian tugas</h1>" in paper
    assert "LPP RRI" in paper
    assert "Disepakati di …………" in paper


def test_there_is_no_paper_of_anything_else() -> None:
    """The kinds that can be are named."""
    with pytest.raises(TypeError, match="made of a Record, Body or Allocation, got int"):
        reports.paper(7)  # type: ignore[arg-type]


def test_a_page_takes_views_that_are_there(cycle: National) -> None:
    """Drawn before or drawn now, the page is the same; what is shown has a source each."""
    seen = reports.views(cycle)

    assert reports.page(cycle, seen=seen) == reports.page(cycle)
    assert [name for name, each in seen.items() if not each.source] == []
    assert "Ketua Umum: ballots invented from seed 2018 (grade X)" in seen["rounds-1"].source
    assert "(grade C), the others invented (X)" in seen["raci"].source
    assert "tingkat X" in reports.views(cycle, lang="id")["raci"].source


def test_a_story_shows_each_thing_once(cycle: National) -> None:
    """Two under one name would be one file."""

    class Twice(National):
        def sections(self, lang: Lang = "en") -> tuple[Section, ...]:
            return (self.audited(lang), self.audited(lang))

    twice = Twice(**{each.name: getattr(cycle, each.name) for each in attrs.fields(National)})
    with pytest.raises(ValueError, match="shows each thing once, got two called 'audit'"):
        reports.views(twice)
    with pytest.raises(TypeError, match="story"):
        reports.views("national")  # type: ignore[arg-type]


def test_every_statement_of_the_document_is_in_the_page(page: str, cycle: National) -> None:
    """With what the model shows, its grade, and a mark where it is claimed and not modelled."""
    rows = cycle.facts()["statements"]

    assert [row["id"] for row in rows] == [each.id for each in statements(0)]
    assert all(f"<td>{row['id']}</td>" in page for row in rows)
    bare = [row for row in rows if row["status"] == "claimed, not modelled"]
    assert [f"<li>{row['id']}: {row['claim']}</li>" in page for row in bare] == [True] * 4
    assert "Tier-1 coverage brings public trust." in cycle.stated().text
    assert cycle.stated("id").rows[2]["status"] == "dimodelkan"
    assert "42 dimodelkan" in cycle.stated("id").text


def test_ids_and_long_texts_are_for_readers(page: str) -> None:
    """Tables say what people call an institution; a long text can be opened."""
    assert '<td class="text">Kementerian PUPR</td>' in page
    assert ">kemen-pupr<" not in page
    assert re.search(r"<details><summary>\d+ more paragraphs</summary>", page)
    assert '<td class="day">2015-11-02</td>' in page
    assert '<th scope="col" class="number">votes</th>' in page
