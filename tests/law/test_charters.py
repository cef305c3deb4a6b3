from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.errors import UnknownNameError
from bakohumas.law import Charter, Citation, Grade, Provision, charter, charters, sources
from bakohumas.periods import Period, nth_term
from bakohumas.testing import citations, days, thresholds

TITLE = ("an invented charter", "piagam rekaan")
KEYS = st.sampled_from(["term.years", "board.seats", "meeting.quorum"])
VALUES = (
    st.booleans() | st.integers(1, 9) | thresholds().map(str) | st.just(("Ketua", "Sekretaris"))
)
SEEN = date(2018, 1, 1)


@st.composite
def texts(draw: st.DrawFn) -> tuple[Provision, ...]:
    """Provisions of one charter: some keys, each laid down for up to three years in a row."""
    return tuple(
        Provision(
            key,
            draw(VALUES),
            nth_term(date(2015, 1, 1), n, years=1),
            draw(citations()),
            draw(st.sampled_from(Grade)),
        )
        for key in draw(st.lists(KEYS, unique=True))
        for n in draw(st.lists(st.integers(0, 4), unique=True, max_size=3))
    )


@st.composite
def families(draw: st.DrawFn) -> Charter:
    """A charter with up to two ancestors."""
    held = Charter("eldest", TITLE, draw(texts()))
    for name in draw(st.sampled_from([[], ["child"], ["child", "grandchild"]])):
        held = held.override(*draw(texts()), name=name)
    return held


WHEN = days(min_value=date(2014, 6, 1), max_value=date(2020, 6, 1))


@given(families(), KEYS, WHEN)
def test_the_nearest_charter_that_speaks_is_heard(held: Charter, key: str, day: date) -> None:
    """Own provisions go before the parent's, and silence asks the parent."""
    speaking = []
    elder: Charter | None = held
    while elder:
        speaking += [row for row in elder.provisions if row.key == key and day in row.period]
        elder = elder.parent

    assert held.find(key, on=day) == (speaking[0] if speaking else None)


@given(families(), WHEN)
def test_the_list_of_a_day_is_what_each_look_up_finds(held: Charter, day: date) -> None:
    """``in_force`` and ``find`` agree on every key."""
    listed = held.in_force(day)

    assert list(listed) == sorted(listed)
    for key in ("term.years", "board.seats", "meeting.quorum"):
        assert listed.get(key) == held.find(key, on=day)


@given(families(), WHEN)
def test_rows_are_plain(held: Charter, day: date) -> None:
    """A row holds nothing but text, numbers and lists of text, in the order of keys."""
    rows = held.rows(on=day)

    assert [row["key"] for row in rows] == list(held.in_force(day))
    for row, law in zip(rows, held.in_force(day).values(), strict=True):
        assert row["citation"] == str(law.citation)
        assert type(row["grade"]) is str
        assert row["value"] == (list(law.value) if isinstance(law.value, tuple) else law.value)


@given(families(), texts(), WHEN)
def test_an_override_goes_first_and_changes_nothing_else(
    held: Charter, own: tuple[Provision, ...], day: date
) -> None:
    """A child says what it says; of the rest its parent's word stands, and the parent too."""
    child = held.override(*own)
    said = {row.key: row for row in own if day in row.period}

    assert child.in_force(day) == {**held.in_force(day), **said}
    assert (child.name, child.title, child.parent) == (f"{held.name}+", held.title, held)


@given(texts().filter(bool), st.integers(-364, 364))
def test_one_charter_says_one_thing_a_day(own: tuple[Provision, ...], shift: int) -> None:
    """A text that speaks twice of one key on one day is a slip, and the key is named."""
    first = own[0]
    assert first.period.start
    other = attrs.evolve(first, period=Period(first.period.start + timedelta(shift)))

    with pytest.raises(ValueError, match=f"lays down '{first.key}' twice for the same day"):
        Charter("invented", TITLE, (*own, other))


def test_a_text_that_follows_another_the_same_day_is_no_conflict() -> None:
    """What ends on a day and what begins on it share no day."""
    old = Provision("term.years", 3, Period(None, SEEN), Citation("SK Gubernur"), Grade.C)
    new = attrs.evolve(old, value=5, period=Period(SEEN))
    held = Charter("invented", TITLE, (new, old))

    assert held.value("term.years", on=SEEN - timedelta(1)) == 3
    assert held.value("term.years", on=SEEN) == 5


@pytest.mark.parametrize("look", ["provision", "value"])
def test_silence_is_said_with_its_scope(look: str) -> None:
    """Where the texts are silent the refusal names the charter and the day."""
    held = charter("national")

    assert held.find("board.treasurer", on=SEEN) is None
    with pytest.raises(UnknownNameError) as caught:
        getattr(held, look)("board.treasurer", on=SEEN)
    assert str(caught.value) == (
        "no provision is known as 'board.treasurer' (charter national on 2018-01-01)"
    )


def test_an_unknown_charter_lists_those_that_are_shipped() -> None:
    """The refusal shows every name that would have been found."""
    with pytest.raises(UnknownNameError, match="no charter is known as 'nationl'") as caught:
        charter("nationl")

    assert f"(shipped: {', '.join(charters())})" in str(caught.value)


@pytest.mark.parametrize("name", charters())
def test_a_shipped_charter_is_whole(name: str) -> None:
    """It has two titles and known sources, and a reason where it is the library's own."""
    held = charter(name)

    assert held.name == str(held) == name
    assert held.label() != held.label("id")
    for row in held.provisions:
        assert set(row.sources) <= set(sources())
        assert row.sources or row.grade is Grade.X or str(row.citation) == "general knowledge"
        assert not row.analogy or row.note


def test_the_regulation_of_2014_as_reported() -> None:
    """Eleven kinds of member and five years, from the day of the regulation and not before."""
    held = charter("national")
    made = date(2014, 9, 26)
    kinds = held.provision("membership.categories", on=made)

    assert isinstance(kinds.value, tuple)
    assert len(kinds.value) == 11
    assert kinds.basis == "PM Kominfo 35/2014 Pasal 1 (grade A)"
    assert held.value("term.years", on=made) == 5
    assert held.find("term.years", on=made - timedelta(1)) is None


def test_practice_is_an_overlay_that_a_caller_chooses() -> None:
    """Under practice the chairs go with posts; what practice leaves alone is the regulation's."""
    law, practice = charter("national"), charter("national_practice")

    assert practice.parent is law
    assert practice.value("seat.ketua_umum.selection", on=SEEN) == "ex_officio"
    assert law.find("seat.ketua_umum.selection", on=SEEN) is None
    assert practice.value("term.years", on=SEEN) == law.value("term.years", on=SEEN)


def test_a_difference_names_what_is_added_removed_and_changed() -> None:
    """Each key once, with both provisions, in both languages and as a plain row."""
    own = Provision("term.years", 3, Period(None), Citation("SK Gubernur"), Grade.C)
    added = Provision("board.fields", ("Media",), Period(None), Citation("SK Gubernur"), Grade.C)
    held = charter("national")
    changed, new = held.override(own), Charter("lain", TITLE, (added,))
    (change,) = held.difference(changed, on=SEEN)
    addition, *gone = sorted(held.difference(new, on=SEEN), key=lambda each: each.kind)

    assert held.difference(held, on=SEEN) == ()
    assert (change.key, change.kind) == ("term.years", "changed")
    assert change.explain() == (
        "term.years: 5 [PM Kominfo 35/2014 (grade B)] → 3 [SK Gubernur (grade C)]"
    )
    assert change.explain("id").startswith("term.years: 5 [PM Kominfo 35/2014 (tingkat B)] → 3")
    assert addition.explain("id") == "board.fields: tidak diatur → Media [SK Gubernur (tingkat C)]"
    assert addition.row() == {
        "key": "board.fields",
        "kind": "added",
        "before": None,
        "before_basis": None,
        "after": "Media",
        "after_basis": "SK Gubernur (grade C)",
    }
    assert {each.kind for each in gone} == {"removed"}
    assert {each.key for each in gone} == set(held.in_force(SEEN))


@given(families(), families(), WHEN)
def test_a_difference_has_two_sides(one: Charter, other: Charter, day: date) -> None:
    """Turned round, what was added is removed; applied, it makes one into the other."""
    there, back = one.difference(other, on=day), other.difference(one, on=day)
    made = dict(one.in_force(day))
    for change in there:
        made.pop(change.key, None)
        made |= {change.key: change.after} if change.after else {}

    assert [(it.key, it.after, it.before) for it in back] == [
        (it.key, it.before, it.after) for it in there
    ]
    assert made == other.in_force(day)


def test_a_charter_is_short_to_look_at() -> None:
    """The repr counts the provisions instead of printing them all."""
    assert repr(charter("national_practice")).endswith(
        "provisions=<7>, parent=national, scope=national, body='')"
    )


@pytest.mark.parametrize("slip", ["x", None, ("term.years", 3)])
def test_only_provisions_decide(slip: object) -> None:
    """An override by anything else is told in plain words."""
    with pytest.raises(TypeError, match="what a charter lays down must be a Provision, got the"):
        charter("national").override(slip)  # type: ignore[arg-type]
