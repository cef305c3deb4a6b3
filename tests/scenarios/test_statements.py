import importlib
import json
import re
import runpy
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import bakohumas
from bakohumas.law import Grade, charter, charters, norms, source
from bakohumas.scenarios import Statement, kalsel, statements

ROOT = Path(__file__).parent.parent.parent
SENTENCES = (32, 27, 28, 28, 20)
"""How many sentences each document has, its headline among them."""
CLAIMED = {0: 4, 1: 0, 2: 14, 3: 12, 4: 7}
"""How many statements of each document nothing stands for."""


def data(seed: int) -> Any:  # noqa: ANN401 - whatever JSON holds
    """The file of one document as it is shipped."""
    text = (files("bakohumas.scenarios") / "data" / f"seed_{seed}.json").read_text("utf-8")
    return json.loads(text)


def provided(place: str) -> list[Grade]:
    """Grades of the provisions that a charter and those above it have under a key."""
    name, _, key = place.partition(":")
    above = charter(name) if name in charters() else None
    found: list[Grade] = []
    while above:
        found += [each.grade for each in above.provisions if each.key == key]
        above = above.parent
    return found


def best(each: Statement) -> str:
    """The best grade of the rules, provisions and texts in which a statement lives."""
    grades = [norms()[place].grade for place in each.where if place in norms()]
    grades += [grade for place in each.where if ":" in place for grade in provided(place)]
    grades += [Grade.A for place in each.where if ".law.regulation" in place]
    return min([*grades, Grade.C])


def lives(place: str) -> bool:
    """Whether a place is a rule, a provision of a charter, or a public name."""
    if re.fullmatch(r"[A-Z]{3}-\d\d", place):
        return place in norms()
    if ":" in place:
        return bool(provided(place))
    house, room, name, *attributes = place.split(".")
    thing = importlib.import_module(f"{house}.{room}")
    if name not in thing.__all__:
        return False
    for each in (name, *attributes):
        if each.startswith("_") or not hasattr(thing, each):
            return False
        thing = getattr(thing, each)
    return house == bakohumas.__name__


@pytest.mark.parametrize("seed", range(5))
def test_every_sentence_of_a_seed_is_taken_up(seed: int) -> None:
    """No sentence of a document is left without a statement, and none is made up."""
    taken = [number for each in statements(seed) for number in each.sentences]

    assert data(seed)["sentences"] == SENTENCES[seed]
    assert set(taken) == set(range(1, SENTENCES[seed] + 1))
    assert taken == sorted(taken)


@pytest.mark.parametrize("seed", range(5))
def test_statements_are_numbered_in_sequence(seed: int) -> None:
    """Ids count up without a gap, so that a statement can be cited."""
    wanted = [f"S{seed}-{number:02}" for number in range(1, len(statements(seed)) + 1)]

    assert [each.id for each in statements(seed)] == wanted
    assert {each.seed for each in statements(seed)} == {seed}
    assert len(wanted) > 25


@pytest.mark.parametrize("each", statements(), ids=lambda each: each.id)
def test_a_statement_lives_where_it_says(each: Statement) -> None:
    """Each place can be imported, or is a rule or a provision; both languages say something."""
    assert [place for place in each.where if not lives(place)] == []
    assert len(set(each.where)) == len(each.where)
    for words in (each.said, each.shown):
        assert len({text.strip() for text in words} - {""}) == 2
        assert all(text.endswith((".", "?")) and "|" not in text for text in words)


def test_a_place_that_is_not_there_is_found() -> None:
    """The test above can fail: a rule, a charter, a key and a name that are not there."""
    places = ["TSK-99", "kalimantan:term.years", "kalsel:term.color", "bakohumas.bodies.Corpse"]
    places += ["bakohumas.bodies.Body.bury", "bakohumas.bodies.Body._ledger"]

    assert [lives(place) for place in places] == [False] * len(places)


@pytest.mark.parametrize("each", statements(), ids=lambda each: each.id)
def test_a_grade_is_no_better_than_the_law_behind_it(each: Statement) -> None:
    """What rests on the document alone is C; A and B need a text or a report of one."""
    assert each.grade >= best(each)
    assert each.grade in {Grade.A, Grade.B, Grade.C}
    assert each.modelled or each.grade is Grade.C


def test_what_no_data_could_show_is_not_modelled() -> None:
    """Trust, image, opinion and praise stand for nothing in the library, and say so."""
    claimed = [each for each in statements() if not each.modelled]
    counts = {seed: sum(each.seed == seed for each in claimed) for seed in range(5)}
    about = re.compile(r"\b(trust|image|praised|kindly|Surveys)\b")

    assert counts == CLAIMED
    for each in statements():
        if about.search(each.said[0]) and each.modelled:
            assert each.id == "S1-01", each.id
    assert {each.status() for each in claimed} == {"claimed, not modelled"}


def test_a_statement_explains_itself_in_two_languages() -> None:
    """What is said, where it lives, what is shown; where it lives nowhere it says that."""
    told, claimed = statements(4)[0], statements(4)[2]

    assert told.explain("id").splitlines()[1] == (
        "Ada pada BOD-08 dan bakohumas.networks.administrative_organisation."
    )
    assert claimed.explain("id").splitlines()[:2] == [
        "S4-03 [C] Tujuannya kepercayaan masyarakat.",
        "Dinyatakan, tidak dimodelkan.",
    ]
    assert claimed.explain().splitlines()[1] == "Claimed, not modelled."
    assert [row["place"] for row in told.rows()] == list(told.where)
    assert [row["place"] for row in claimed.rows()] == [""]
    assert claimed.row("id")["lives_in"] == []
    assert told.row()["claim"] == told.said[0]
    assert told.row("id")["model_shows"] == told.shown[1]
    assert claimed.status("id") == "dinyatakan, tidak dimodelkan"


def test_there_are_five_seeds() -> None:
    """Another number is refused, and so is what is no number; each is a source of the law."""
    assert [source(f"seed {seed}").key for seed in range(5)] == [f"seed {n}" for n in range(5)]
    assert statements() == tuple(each for seed in range(5) for each in statements(seed))
    with pytest.raises(ValueError, match="from 0 to 4, got 5"):
        statements(5)
    with pytest.raises(TypeError, match="seed must be an int, got the str '0'"):
        statements("0")  # type: ignore[arg-type]


def test_the_page_on_the_seeds_is_drawn_from_the_data() -> None:
    """The page is what ``tools/seeds.py`` draws now: one row a statement, in order."""
    draw = runpy.run_path(str(ROOT / "tools" / "seeds.py"))["draw"]
    page = (ROOT / "docs" / "explanation" / "seeds.md").read_text("utf-8")

    assert page == draw()
    assert re.findall(r"^\| (S\d-\d\d) ", page, re.MULTILINE) == [each.id for each in statements()]
    assert "\nexplanation/seeds\n" in (ROOT / "docs" / "index.md").read_text("utf-8")


def test_a_document_of_which_all_is_modelled_says_so() -> None:
    """Document 1 claims nothing that stands for nothing."""
    story = kalsel(runs=8)

    assert story.stated().text == "The document makes 30 statements; all are modelled."
    assert story.stated("id").text == "Dokumen memuat 30 pernyataan; semuanya dimodelkan."
    assert len(story.facts()["statements"]) == 30
