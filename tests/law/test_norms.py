import re
from collections import Counter
from typing import Any

import attrs
import pytest

from bakohumas.errors import UnknownNameError
from bakohumas.law import (
    CATALOGUE_VERSION,
    Citation,
    Grade,
    Modality,
    Norm,
    Scope,
    norm,
    norms,
    sources,
)

CHAPTERS = {
    "BOD": 10,
    "MEM": 12,
    "BRD": 14,
    "TRM": 10,
    "MTG": 13,
    "QRM": 12,
    "DEC": 8,
    "ELC": 14,
    "ACT": 9,
    "TSK": 19,
    "EVT": 8,
    "FLW": 21,
    "ETH": 4,
    "DOC": 5,
}
OWN = {
    "Inpres 9/2015",
    "Kepmen Kominfo 371/KEP/M.KOMINFO/8/2007",
    "PM Kominfo 35/2014",
    "PermenPAN-RB 30/2011",
    "SK Menpen 31/KEP/MENPEN/1971",
}
OTHERS = {
    "SE BKN 1/SE/I/2021",
    "SE BKN 2/SE/VII/2019",
    "Tata Tertib DPR (1984)",
    "UU 17/2014",
    "UU 23/2014",
    "UU 25/1992",
    "UU 30/2014",
    "UU 40/2007",
}
SUBJECTS = {
    *("acting", "board", "body", "comment", "content", "decision", "decree", "document"),
    *("election", "ethics", "event", "group", "institution", "issue", "meeting", "member"),
    *("network", "participant", "policy", "post", "programme", "report", "seat", "task"),
    *("taskforce", "term"),
}
RULES = tuple(norms().values())
each_rule = pytest.mark.parametrize("rule", RULES, ids=str)


def test_catalogue_holds_every_rule_in_order() -> None:
    """There are 159 rules, chapter after chapter, numbered without a gap."""
    expected = [
        f"{chapter}-{number:02}"
        for chapter, size in CHAPTERS.items()
        for number in range(1, size + 1)
    ]

    assert len(expected) == 159
    assert list(norms()) == expected
    assert [rule.id for rule in RULES] == expected


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_chapter_is_a_part_of_the_catalogue(chapter: str) -> None:
    """A chapter holds exactly the rules that carry its letters."""
    expected = {rule.id: rule for rule in RULES if rule.chapter == chapter}

    assert norms(chapter) == expected


def test_catalogue_has_a_version_to_pin() -> None:
    """The edition is a year and an issue."""
    assert re.fullmatch(r"20\d\d\.[1-9]\d*", CATALOGUE_VERSION)


@each_rule
def test_statement_is_one_sentence_in_each_language(rule: Norm) -> None:
    """Both languages are there, begin as sentences do, and end with the one full stop."""
    for words in (rule.words(), rule.words("id")):
        assert words[0].isupper()
        assert words.endswith(".")
        assert not re.search(r"[a-z]{4}\. [A-Z]", words)


@each_rule
def test_statement_speaks_its_modality(rule: Norm) -> None:
    """The words bind, forbid, permit, recommend or fill a silence as the modality says."""
    en, idn = {
        Modality.MUST: (" must |serves a term", "wajib|hanya boleh|Masa tugas pengurus"),
        Modality.MUST_NOT: (" must not ", "dilarang"),
        Modality.SHOULD: (" should ", "seyogianya"),
        Modality.MAY: (" may ", "dapat"),
        Modality.DEFAULT: ("^Unless laid down otherwise, ", "^Kecuali ditentukan lain, "),
    }[rule.modality]

    assert re.search(en, rule.words())
    assert re.search(idn, rule.words("id"))


@each_rule
def test_sources_are_known(rule: Norm) -> None:
    """Every key leads to a source, and none is given twice."""
    assert set(rule.sources) <= set(sources())
    assert len(rule.sources) == len(set(rule.sources))


@each_rule
def test_citation_names_a_text_or_says_that_there_is_none(rule: Norm) -> None:
    """A rule cites a legal text, a source of its own, common knowledge or this library."""
    cited = rule.citation.regulation
    if cited == "general knowledge":
        assert rule.grade is Grade.D
    elif cited == "default of this library":
        assert rule.grade is Grade.X
        assert not rule.analogy
    else:
        assert cited in OWN | OTHERS | set(rule.sources)
        assert rule.sources


@each_rule
def test_text_of_another_kind_of_body_is_an_analogy(rule: Norm) -> None:
    """Law for councils, cooperatives and civil servants says so; the body's own does not."""
    cited = rule.citation.regulation

    assert rule.analogy or cited not in OTHERS
    assert not (rule.analogy and cited in OWN)


def test_only_the_definitions_of_the_regulation_are_cited_by_article() -> None:
    """Of PM Kominfo 35/2014 no article but the first could be read."""
    places = {rule.citation for rule in RULES if rule.citation.regulation == "PM Kominfo 35/2014"}

    assert places == {
        Citation("PM Kominfo 35/2014"),
        Citation("PM Kominfo 35/2014", "1"),
    }


def test_articles_printed_are_those_that_were_seen() -> None:
    """No other article, clause or item stands in the catalogue."""
    assert {str(rule.citation) for rule in RULES if rule.citation.pasal} == {
        "Kepmen Kominfo 371/KEP/M.KOMINFO/8/2007 Pasal 1",
        "PM Kominfo 35/2014 Pasal 1",
        "SK Menpen 31/KEP/MENPEN/1971 Pasal 1 ayat (3)",
        "UU 17/2014 Pasal 396",
        "UU 23/2014 Pasal 182",
        "UU 23/2014 Pasal 183",
        "UU 23/2014 Pasal 183 ayat (2)",
        "UU 23/2014 Pasal 183 ayat (2) huruf c",
        "UU 25/1992 Pasal 21",
        "UU 30/2014 Pasal 14 ayat (2)",
        "UU 30/2014 Pasal 14 ayat (7)",
    }


@each_rule
def test_citation_survives_being_written_down(rule: Norm) -> None:
    """What the catalogue cites is written as citations are."""
    assert Citation.parse(str(rule.citation)) == rule.citation


@each_rule
def test_analogy_never_binds(rule: Norm) -> None:
    """However well its text is known, a rule by analogy stands as a default."""
    assert rule.standing is (Grade.X if rule.analogy else rule.grade)
    assert ("by analogy" in rule.cite()) is rule.analogy
    assert ("secara analogi" in rule.cite("id")) is rule.analogy


def test_rules_that_bind_by_primary_text_are_few() -> None:
    """Only the definitions were read: four duties stand on grade A."""
    binding = [rule.id for rule in RULES if rule.standing is Grade.A]

    assert binding == ["BOD-01", "BOD-02", "MEM-01", "MEM-06"]


def test_grades_are_those_of_the_evidence() -> None:
    """The strength of the catalogue is told, not improved."""
    assert Counter(rule.grade.value for rule in RULES) == {
        "A": 16,
        "B": 23,
        "C": 80,
        "D": 8,
        "X": 32,
    }


@pytest.mark.parametrize(
    ("name", "grade"), [("MEM-03", "C"), ("ELC-14", "D"), ("FLW-10", "X"), ("ACT-03", "B")]
)
def test_split_evidence_takes_the_weaker_grade(name: str, grade: str) -> None:
    """Where sources differ in grade, the weaker is given and the note says why."""
    assert norm(name).grade == grade
    assert norm(name).note


def test_data_needed_has_one_vocabulary() -> None:
    """Every datum is an attribute of one of the known subjects."""
    assert {need.partition(".")[0] for rule in RULES for need in rule.needs} == SUBJECTS


def test_every_norm_names_its_data() -> None:
    """What states an effect names what little can show it broken, and says so."""
    effect = norm("DEC-05")

    assert all(rule.needs for rule in RULES)
    assert "It states an effect" in effect.note
    assert "no data can show" in effect.note


def test_contradictions_are_settled_where_they_arise() -> None:
    """A note names the contradictions C1 to C26 that bear upon a rule."""
    named = {int(number) for rule in RULES for number in re.findall(r"\bC(\d+)\b", rule.note)}

    assert named <= set(range(1, 27))
    assert {2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 21, 22, 23} <= named


def test_unknown_names_are_refused() -> None:
    """A norm or chapter that the catalogue lacks is named, and so is what it has."""
    with pytest.raises(UnknownNameError, match=r"no norm is known as 'TRM-11' \(catalogue 2026"):
        norm("TRM-11")
    with pytest.raises(
        UnknownNameError, match=r"no chapter is known as 'trm' \(chapters: BOD, MEM"
    ):
        norms("trm")


@pytest.mark.parametrize(
    "change",
    [
        {"id": "TRM-1"},
        {"statement": ("Only English.", " ")},
        {"statement": ("", "Hanya bahasa Indonesia.")},
        {"statement": ("The same.", "The same.")},
        {"needs": ("term",)},
        {"statement": ("Only English.",)},
        {"statement": ("One.", "Satu.", "Un.")},
    ],
    ids=str,
)
def test_malformed_norm_is_a_slip(change: dict[str, Any]) -> None:
    """A norm without both languages, or with a bad id or datum, cannot be made."""
    with pytest.raises(ValueError, match=r"TRM-1|English and in Indonesian|term"):
        attrs.evolve(norm("TRM-01"), **change)


@pytest.mark.parametrize("field", ["modality", "citation", "grade", "scope"])
def test_norm_takes_members_of_closed_lists(field: str) -> None:
    """Modality, grade and scope are no free text, and a citation is one."""
    for slip in ("whatever", None):
        change: dict[str, Any] = {field: slip}
        with pytest.raises(TypeError, match=f"^{field} must be [^(]*$"):
            attrs.evolve(norm("TRM-01"), **change)


@pytest.mark.parametrize("statement", ["ab", None, ("A.", None), ["A.", "B."]])
def test_statement_is_a_pair_of_texts(statement: Any) -> None:  # noqa: ANN401 - whatever a host hands over
    """A text of two letters is no wording in two languages."""
    with pytest.raises(TypeError, match="a norm states itself in English and in Indonesian, got"):
        attrs.evolve(norm("TRM-01"), statement=statement)


def test_citation_of_no_text_is_in_the_language_asked_for() -> None:
    """Every rule that cites no text says so in Indonesian to a reader of Indonesian."""
    said = {rule.cite("id").partition(" (")[0] for rule in RULES}

    assert {"nilai bawaan pustaka ini", "pengetahuan umum"} <= said
    assert not {"default of this library", "general knowledge"} & said


def test_host_may_state_a_norm_of_its_own() -> None:
    """A local regulation needs no place in the catalogue."""
    local = Norm(
        "KAL-01",
        Modality.MUST,
        ("The board must meet monthly.", "Pengurus wajib mengadakan rapat setiap bulan."),
        Citation.parse("Perbup 7/2024 Pasal 3"),
        Grade.A,
        scope=Scope.REGENCY,
    )

    assert str(local) == "KAL-01"
    assert local.scope.label("id") == "Bakohumas kabupaten/kota"
    assert local.cite() == "Perbup 7/2024 Pasal 3 (grade A)"
