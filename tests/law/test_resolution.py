from datetime import date

import attrs
import pytest

from bakohumas.errors import ConflictError, UnknownNameError
from bakohumas.law import (
    Answer,
    Canon,
    Charter,
    Citation,
    Conflict,
    Defeat,
    Grade,
    Provision,
    Regulation,
    Relation,
    RelationKind,
    Scope,
    Silence,
    Undetermined,
)
from bakohumas.periods import Period

DAY = date(2018, 6, 30)
KEY = "term.years"
TITLE = ("an invented charter", "piagam rekaan")


def years(value: int | None, cite: str, **more: object) -> Provision:
    """A length of the term, as an invented text lays it down."""
    law = Provision(KEY, value, Period(None), Citation.parse(cite), Grade.B)
    return attrs.evolve(law, **more)  # type: ignore[arg-type]


def text(
    cite: str, kind: RelationKind | None = None, to: str = "", *, made: date | None = None
) -> Regulation:
    """An invented text, perhaps with one relation."""
    relations = (Relation(kind, Citation.parse(to)),) if kind else ()
    return Regulation(cite, "invented", "Menteri", made, relations=relations)


def held(*laws: Provision, texts: tuple[Regulation, ...] = ()) -> Charter:
    """An invented charter of a provincial body."""
    return Charter("contoh", TITLE, laws, None, Scope.PROVINCIAL, texts=texts)


def fates(charter: Charter, *, weakest: Grade = Grade.X) -> dict[str, str]:
    """By citation, the canon that defeats a provision; nothing for one that stands."""
    rows = charter.ask(KEY, on=DAY, weakest=weakest).rows()
    return {row["citation"]: row["canon"] for row in rows}


def test_silence_is_an_answer_of_its_own() -> None:
    """Where no text speaks, nothing is candidate and nothing is defeated."""
    asked = held().ask(KEY, on=DAY)

    assert asked == Silence(KEY, DAY, "contoh")
    assert str(asked) == "term.years, 30 June 2018: the texts are silent"


def test_what_is_not_in_force_or_speaks_of_others_is_not_heard() -> None:
    """Another period, another kind of body, and another body by name."""
    charter = held(
        years(2, "SK 1/2010", period=Period(None, DAY)),
        years(3, "SK 2/2010", scope=Scope.NATIONAL),
        years(4, "SK 3/2010", body="papua"),
        years(5, "SK 4/2010", scope=Scope.REGIONAL),
    )

    assert charter.value(KEY, on=DAY) == 5
    assert fates(charter) == {
        "SK 4/2010": "",
        "SK 1/2010": "force",
        "SK 2/2010": "scope",
        "SK 3/2010": "scope",
    }


@pytest.mark.parametrize(("made", "fate"), [(DAY, "repeal"), (date(2018, 7, 1), "")], ids=str)
def test_a_repeal_takes_effect_on_its_day(made: date, fate: str) -> None:
    """A repealed text is silent from the day of the repealing text, which may say nothing."""
    repealing = text("PM 9/2018", RelationKind.REPEALS, "PM 1/2010", made=made)
    charter = held(years(5, "PM 1/2010 Pasal 4"), texts=(repealing,))

    assert fates(charter) == {"PM 1/2010 Pasal 4": fate}
    assert (charter.find(KEY, on=DAY) is None) == bool(fate)


def test_a_repeal_of_an_article_leaves_the_others() -> None:
    """The place that a relation points at is what falls."""
    repealing = text("PM 9/2018", RelationKind.REPEALS, "PM 1/2010 Pasal 4", made=DAY)
    charter = held(years(5, "PM 1/2010 Pasal 5"), texts=(repealing,))

    assert charter.value(KEY, on=DAY) == 5


@pytest.mark.parametrize(
    "kind", [RelationKind.AMENDS, RelationKind.DEROGATES, RelationKind.REPEALS]
)
def test_an_explicit_relation_goes_before_the_hierarchy(kind: RelationKind) -> None:
    """What says that it departs from a text does, even where that text is the superior."""
    low = attrs.evolve(
        text("SK 2/2015", kind, "PM 1/2010"),
        relations=(
            Relation(kind, Citation("PM 1/2010", "4")),
            Relation(RelationKind.IMPLEMENTS, Citation("PM 1/2010")),
        ),
    )
    charter = held(years(5, "PM 1/2010 Pasal 4"), years(3, "SK 2/2015"), texts=(low,))

    assert charter.value(KEY, on=DAY) == 3
    assert fates(charter)["PM 1/2010 Pasal 4"] == "derogation"


def test_the_superior_goes_first_along_edges_however_long() -> None:
    """Implementing and delegating are two sides of one edge, and edges join up."""
    texts = (
        text("SK 3/2017", RelationKind.IMPLEMENTS, "Pergub 2/2016"),
        text("PM 1/2010", RelationKind.DELEGATES_TO, "Pergub 2/2016"),
    )
    special = years(2, "SK 3/2017", scope=Scope.PROVINCIAL)
    charter = held(years(5, "PM 1/2010"), special, texts=texts)

    assert charter.value(KEY, on=DAY) == 5
    assert fates(charter)["SK 3/2017"] == "superior"


def test_a_rank_is_never_inferred() -> None:
    """A ministry, a governor and a commission are in no order until a text links them."""
    charter = held(years(5, "PM 1/2010"), years(3, "Pergub 2/2016"), years(2, "Keputusan KPU 3"))
    asked = charter.ask(KEY, on=DAY)

    assert isinstance(asked, Conflict)
    assert {str(law.citation) for law in asked.candidates} == {
        "PM 1/2010",
        "Pergub 2/2016",
        "Keputusan KPU 3",
    }


def test_texts_above_each_other_are_in_no_order() -> None:
    """A circle of delegation, which is a slip in the data, decides nothing."""
    texts = (
        text("PM 1/2010", RelationKind.IMPLEMENTS, "Pergub 2/2016"),
        text("Pergub 2/2016", RelationKind.IMPLEMENTS, "PM 1/2010"),
    )
    asked = held(years(5, "PM 1/2010"), years(3, "Pergub 2/2016"), texts=texts).ask(KEY, on=DAY)

    assert isinstance(asked, Conflict)


def test_the_narrower_rule_goes_first() -> None:
    """A rule for provinces before one for every body; one for a body by name before both."""
    charter = held(
        years(5, "PM 1/2010"),
        years(3, "SK 2/2016", scope=Scope.PROVINCIAL),
        years(2, "SK 3/2016", scope=Scope.PROVINCIAL, body="kalsel"),
    )
    named = attrs.evolve(charter, body="kalsel")

    assert charter.value(KEY, on=DAY) == 3
    assert named.value(KEY, on=DAY) == 2
    assert set(fates(named).values()) == {"", "specialis"}


def test_a_child_is_narrower_than_its_parent() -> None:
    """What a child charter says is special to its body."""
    child = Charter("anak", TITLE, (years(3, "SK 2/2016"),), held(years(5, "PM 1/2010")))

    assert child.value(KEY, on=DAY) == 3
    assert fates(child)["PM 1/2010"] == "specialis"


@pytest.mark.parametrize("dated", [True, False])
def test_the_later_of_one_issuer_and_kind_goes_first(dated: bool) -> None:  # noqa: FBT001 - a case
    """By their days where both are known, by their years otherwise."""
    texts = (
        text("PM 1/2015", made=date(2015, 2, 1) if dated else None),
        text("PM 9/2016", made=date(2016, 2, 1)),
    )
    charter = held(years(5, "PM 1/2015"), years(4, "PM 9/2016"), texts=texts)

    assert charter.value(KEY, on=DAY) == 4
    assert fates(charter)["PM 1/2015"] == "posterior"


@pytest.mark.parametrize(
    "second",
    [
        text("PM 9/2015"),
        text("SK 9/2016"),
        attrs.evolve(text("PM 9/2016"), issuer="Gubernur"),
        text("PM 9"),
    ],
    ids=str,
)
def test_nothing_else_makes_a_text_the_later(second: Regulation) -> None:
    """Not the number, nor another kind or issuer, nor a year that nobody printed."""
    charter = held(years(5, "PM 1/2015"), years(4, second.cite), texts=(text("PM 1/2015"), second))

    assert isinstance(charter.ask(KEY, on=DAY), Conflict)


def test_an_older_special_rule_and_a_newer_general_one_conflict() -> None:
    """Two canons that disagree decide nothing."""
    charter = held(
        years(3, "PM 1/2015", scope=Scope.PROVINCIAL),
        years(5, "PM 9/2016"),
        texts=(text("PM 1/2015"), text("PM 9/2016")),
    )

    assert isinstance(charter.ask(KEY, on=DAY), Conflict)


def test_a_rule_that_has_fallen_defeats_nothing() -> None:
    """The special of another issuer silences neither side of an older conflict."""
    charter = Charter(
        "anak",
        TITLE,
        (years(3, "PM 1/2015", scope=Scope.PROVINCIAL, body="kalsel"),),
        held(
            years(4, "SK 2/2016", scope=Scope.PROVINCIAL),
            years(5, "PM 9/2016"),
            texts=(text("PM 1/2015"), text("PM 9/2016")),
        ),
        body="kalsel",
    )

    assert fates(charter) == {"PM 1/2015": "", "PM 9/2016": "", "SK 2/2016": "specialis"}


def test_texts_that_agree_do_not_conflict() -> None:
    """The best evidenced of them answers; yes is not one."""
    agreed = held(years(5, "PM 1/2010"), years(5, "SK 2/2016", grade=Grade.A))
    mixed = held(years(1, "PM 1/2010"), attrs.evolve(years(1, "SK 2/2016"), value=True))

    assert agreed.provision(KEY, on=DAY).basis == "SK 2/2016 (grade A)"
    assert isinstance(mixed.ask(KEY, on=DAY), Conflict)


def test_a_default_only_fills_a_silence() -> None:
    """A default of the library, and what stands by analogy, yield to any text of a parent."""
    child = Charter(
        "anak",
        TITLE,
        (
            years(4, "default of this library", grade=Grade.X),
            years(3, "UU 23/2014", analogy=True),
        ),
        held(years(5, "PM 1/2010", grade=Grade.D)),
    )

    assert child.value(KEY, on=DAY) == 5
    assert set(fates(child).values()) == {"", "default"}


def test_a_host_decides() -> None:
    """An override goes before every canon, an older override before none, and is cited."""
    low = text("SK 2/2016", RelationKind.IMPLEMENTS, "PM 1/2010")
    law = held(years(5, "PM 1/2010"), years(4, "Pergub 2"), texts=(low,))
    first = law.override(years(3, "SK 2/2016"))
    second = first.override(years(2, "SK 2/2016", grade=Grade.X), name="terakhir")

    assert isinstance(law.ask(KEY, on=DAY), Conflict)
    assert first.provision(KEY, on=DAY).basis == "SK 2/2016 (grade B)"
    assert fates(first)["PM 1/2010"] == "decision"
    assert second.value(KEY, on=DAY) == 2
    assert Charter("anak", TITLE, (years(1, "SK 9"),), second).value(KEY, on=DAY) == 2


def test_evidence_too_weak_leaves_the_answer_undetermined() -> None:
    """What is weaker than asked for is set aside; it neither answers nor hides an answer."""
    weak = held(years(3, "SK 2/2016", grade=Grade.C))
    mixed = Charter("anak", TITLE, weak.provisions, held(years(5, "PM 1/2010")))

    assert isinstance(weak.ask(KEY, on=DAY, weakest=Grade.B), Undetermined)
    assert fates(weak, weakest=Grade.B) == {"SK 2/2016": "evidence"}
    assert fates(mixed, weakest=Grade.B) == {"PM 1/2010": "", "SK 2/2016": "evidence"}
    assert isinstance(weak.ask(KEY, on=DAY, weakest=Grade.C), Answer)


def test_a_text_that_could_not_be_read_is_undetermined() -> None:
    """It is not silent: it hides what the parent says, and a look-up tells why."""
    unread = Charter("anak", TITLE, (years(None, "Kepmen 100"),), held(years(5, "PM 1/2010")))
    alone = held(years(None, "Kepmen 100"))

    assert isinstance(unread.ask(KEY, on=DAY), Undetermined)
    for charter in (unread, alone):
        assert charter.find(KEY, on=DAY) is None
        assert KEY not in charter.in_force(DAY)
        with pytest.raises(UnknownNameError, match="; Kepmen 100 could not be read"):
            charter.value(KEY, on=DAY)


def test_a_conflict_stops_whoever_needs_an_answer() -> None:
    """The error names every candidate, the charter and the day, and how to decide."""
    charter = held(years(5, "PM 1/2010"), years(3, "Pergub 2/2016", grade=Grade.C))
    for look in (charter.find, charter.provision, charter.value):
        with pytest.raises(ConflictError) as refusal:
            look(KEY, on=DAY)

        assert refusal.value.candidates == (
            "5 [PM 1/2010 (grade B)]",
            "3 [Pergub 2/2016 (grade C)]",
        )
        assert refusal.value.indonesian == (
            "5 [PM 1/2010 (tingkat B)]",
            "3 [Pergub 2/2016 (tingkat C)]",
        )
        assert (refusal.value.key, refusal.value.charter) == (KEY, "contoh")
        assert "Charter.override" in refusal.value.advice
    with pytest.raises(ConflictError):
        charter.in_force(DAY)


def test_a_resolution_explains_itself_in_both_languages() -> None:
    """Outcome first, then what stands, then what fell, to what and by which canon."""
    low = text("SK 2/2016", RelationKind.IMPLEMENTS, "PM 1/2010")
    asked = held(years(5, "PM 1/2010"), years(3, "SK 2/2016"), texts=(low,)).ask(KEY, on=DAY)
    torn = held(years(5, "PM 1/2010"), years(3, "Pergub 2")).ask(KEY, on=DAY)
    plural = held(attrs.evolve(years(1, "PM 1/2010"), value=("a", "b"))).ask(KEY, on=DAY)

    assert asked.explain() == (
        "term.years, 30 June 2018: the texts answer\n"
        "= 5 [PM 1/2010 (grade B)]\n"
        "- 3 [SK 2/2016 (grade B)]: lex superior: the text that it implements goes first "
        "(PM 1/2010)"
    )
    assert asked.explain("id") == (
        "term.years, 30 Juni 2018: ada jawabannya\n"
        "= 5 [PM 1/2010 (tingkat B)]\n"
        "- 3 [SK 2/2016 (tingkat B)]: lex superior: aturan yang dilaksanakannya didahulukan "
        "(PM 1/2010)"
    )
    assert plural.explain().splitlines()[1] == "= a and b [PM 1/2010 (grade B)]"
    assert plural.explain("id").splitlines()[1] == "= a dan b [PM 1/2010 (tingkat B)]"
    assert (
        torn.explain("id")
        .splitlines()[0]
        .endswith("aturan-aturan bertentangan; tetapkan pilihan dengan dasarnya sendiri")
    )


def test_rows_are_plain() -> None:
    """A list stays a list; a canon and what goes first are words."""
    law = attrs.evolve(years(1, "PM 1/2010"), value=("a", "b"))
    (row,) = held(law).ask(KEY, on=DAY).rows()

    assert row == {
        "key": KEY,
        "value": ["a", "b"],
        "citation": "PM 1/2010",
        "grade": "B",
        "canon": "",
        "by": "",
    }


def test_a_defeat_says_what_why_and_by_what() -> None:
    """The parts of a defeat stand in its words."""
    fallen = Defeat(years(3, "SK 2/2016"), Canon.SPECIALIS, "PM 1/2010")

    assert fallen.explain("id") == (
        "3 [SK 2/2016 (tingkat B)]: lex specialis: aturan yang lebih khusus didahulukan (PM 1/2010)"
    )
    decided = attrs.evolve(fallen, by="default of this library")
    assert decided.explain("id").endswith(" (nilai bawaan pustaka ini)")
    assert decided.explain().endswith(" (default of this library)")
