from datetime import date
from itertools import combinations
from random import Random

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bakohumas.errors import ConflictError
from bakohumas.law import (
    Answer,
    Canon,
    Charter,
    Conflict,
    Grade,
    Provision,
    Regulation,
    RelationKind,
    Scope,
)
from bakohumas.periods import Period
from bakohumas.testing import charters, provisions

KEY = "term.years"
TITLE = ("an invented charter", "piagam rekaan")
WHEN = st.sampled_from([date(year, 6, 30) for year in (2011, 2015, 2018, 2025)])


@given(charters(key=KEY), WHEN, st.randoms(), st.sampled_from(Grade))
def test_the_order_of_registration_decides_nothing(
    charter: Charter,
    day: date,
    dice: Random,
    weakest: Grade,
) -> None:
    """Provisions and texts in any order give the same resolution, word for word."""

    def shuffled(elder: Charter | None) -> Charter | None:
        return elder and attrs.evolve(
            elder,
            provisions=tuple(dice.sample(elder.provisions, len(elder.provisions))),
            texts=tuple(dice.sample(elder.texts, len(elder.texts))),
            parent=shuffled(elder.parent),
        )

    other = shuffled(charter)

    assert other
    assert charter.ask(KEY, on=day, weakest=weakest) == other.ask(KEY, on=day, weakest=weakest)


@given(charters(key=KEY), WHEN, st.sampled_from(Grade))
def test_every_provision_has_one_fate(charter: Charter, day: date, weakest: Grade) -> None:
    """Nothing is lost: a provision stands, or falls to one canon; and one stands if any may."""
    asked = charter.ask(KEY, on=day, weakest=weakest)
    everyone = [law for elder in charter.elders for law in elder.provisions]
    fallen = [each.provision for each in asked.defeats]
    barred = {Canon.FORCE, Canon.SCOPE, Canon.REPEAL, Canon.EVIDENCE}

    assert sorted(map(repr, (*asked.candidates, *fallen))) == sorted(map(repr, everyone))
    out = [each for each in asked.defeats if each.canon in barred]
    assert bool(asked.candidates) == (len(out) < len(everyone))
    for law in asked.candidates:
        assert law.in_force(day)
        assert law.speaks_of(charter.scope, charter.body)
        assert law.standing.at_least(weakest)


@given(charters(key=KEY), WHEN, provisions(key=KEY))
def test_what_does_not_speak_changes_nothing(charter: Charter, day: date, law: Provision) -> None:
    """A provision of another time or another body moves no answer."""
    past = attrs.evolve(law, period=Period(date(1990, 1, 1), date(1991, 1, 1)))
    child = Charter("anak", TITLE, (past,), charter)

    assert child.ask(KEY, on=day).candidates == charter.ask(KEY, on=day).candidates


@given(charters(key=KEY), WHEN, provisions(key=KEY))
def test_an_override_always_decides(charter: Charter, day: date, law: Provision) -> None:
    """Whatever the texts say, a decision of the host that speaks is the answer."""
    decided = attrs.evolve(law, period=Period(None), scope=Scope.EVERY, body="")
    asked = charter.override(decided).ask(KEY, on=day)

    assert asked.candidates == (decided,)


@given(charters(key=KEY), WHEN)
def test_a_look_up_is_the_answer_of_the_texts(charter: Charter, day: date) -> None:
    """``find`` takes a short cut, and comes to what ``ask`` comes to."""
    match charter.ask(KEY, on=day):
        case Answer(provision=law):
            assert charter.find(KEY, on=day) == law
        case Conflict():
            with pytest.raises(ConflictError):
                charter.find(KEY, on=day)
        case _:
            assert charter.find(KEY, on=day) is None


def tense(charter: Charter) -> Charter:
    """The same charter, in which every provision is in force and none is put aside early."""
    return attrs.evolve(
        charter,
        provisions=tuple(
            attrs.evolve(law, period=Period(None), grade=Grade.B, analogy=False)
            for law in charter.provisions
        ),
        scope=Scope.PROVINCIAL,
        body="contoh",
        decides=False,
        parent=charter.parent and tense(charter.parent),
    )


@settings(max_examples=300)
@given(charters(key=KEY) | charters(key=KEY).map(tense), WHEN, st.sampled_from(Grade))
def test_the_canons_are_what_the_book_says(charter: Charter, day: date, weakest: Grade) -> None:
    """A slow reading of the canons, by trying every set of provisions, agrees."""
    asked = charter.ask(KEY, on=day, weakest=weakest)

    assert set(asked.candidates) == {row for _, row in slowly(charter, day, weakest)}


Row = tuple[int, Provision]


def known(charter: Charter) -> dict[str, Regulation]:
    """The invented texts by title; no shipped one goes by any of these."""
    return {each.cite: each for elder in reversed(charter.elders) for each in elder.texts}


def heard(charter: Charter, day: date, weakest: Grade) -> set[Row]:
    """What is left to weigh: in force, in scope, well evidenced, and not decided otherwise."""
    deciding = {level for level, elder in enumerate(charter.elders) if elder.decides}
    rows = {
        (level, law)
        for level, elder in enumerate(charter.elders)
        for law in elder.provisions
        if law.in_force(day)
        and (charter.scope is Scope.EVERY or law.scope.covers(charter.scope))
        and law.body in {"", charter.body}
        and law.standing.at_least(weakest)
    }
    rows -= {
        (level, law)
        for level, law in rows
        for each in known(charter).values()
        for place in each.related(RelationKind.REPEALS)
        if level not in deciding and each.made and each.made <= day and place.covers(law.citation)
    }
    if decided := [level for level, _ in rows if level in deciding]:
        rows = {row for row in rows if row[0] == min(decided)}
    return {row for row in rows if row[1].standing is not Grade.X} or rows


def rests(
    texts: dict[str, Regulation], under: str, over: str, seen: frozenset[str] = frozenset()
) -> bool:
    """Whether one text implements another, or is delegated to by it, in however many steps."""
    ups = {to.regulation for to in texts[under].related(RelationKind.IMPLEMENTS)}
    ups |= {
        each.cite
        for each in texts.values()
        for to in each.related(RelationKind.DELEGATES_TO)
        if to.regulation == under
    }
    return over in ups or any(rests(texts, up, over, seen | {up}) for up in ups - seen)


def slowly(charter: Charter, day: date, weakest: Grade) -> set[Row]:
    """What stands, by the wording of each canon and with no regard to cost."""
    texts = known(charter)
    rows = heard(charter, day, weakest)

    def departs(one: Row, other: Row) -> bool:
        return any(
            each.kind.value in {"amends", "derogates", "repeals"}
            and each.to.covers(other[1].citation)
            for each in texts[one[1].citation.regulation].relations
        )

    def above(one: Row, other: Row) -> bool:
        over, under = one[1].citation.regulation, other[1].citation.regulation
        return over != under and rests(texts, under, over)

    def narrower(one: Row, other: Row) -> bool:
        if one[0] != other[0]:
            return one[0] < other[0]
        return other[1].covers(one[1]) and not one[1].covers(other[1])

    def later(one: Row, other: Row) -> bool:
        new, old = (texts[each[1].citation.regulation] for each in (one, other))
        if (new.issuer, new.kind) != (old.issuer, old.kind):
            return False
        if new.made and old.made:
            return new.made > old.made
        return bool(new.year and old.year) and (new.year or 0) > (old.year or 0)

    def first(one: Row, other: Row) -> bool:
        return (narrower(one, other) and not later(other, one)) or (
            later(one, other) and not narrower(other, one)
        )

    for relation in (departs, above, first):
        attacks = {(a, b) for a in rows for b in rows if a != b and relation(a, b)}
        rows -= beaten(rows, attacks)
    return rows


def beaten(rows: set[Row], attacks: set[tuple[Row, Row]]) -> set[Row]:
    """What the least set that holds its own defeats: it attacks whatever attacks it.

    It is found by trying every set, from the smallest: one whose members are
    exactly those that it defends, and which contains no attack.
    """
    for size in range(len(rows) + 1):
        for some in combinations(rows, size):
            hit = {b for a, b in attacks if a in some}
            defended = {r for r in rows if {a for a, b in attacks if b == r} <= hit}
            if defended == set(some) and not hit & defended:
                return hit
    raise AssertionError
