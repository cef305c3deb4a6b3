from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.law import Charter, Citation, Grade, Provision, Scope, charter
from bakohumas.periods import Period
from bakohumas.testing import provisions

SCOPES = st.sampled_from(Scope)
DAY = date(2018, 6, 30)


@given(SCOPES, SCOPES, SCOPES)
def test_scopes_are_nested(one: Scope, two: Scope, three: Scope) -> None:
    """Covering is a partial order with every body at its top."""
    assert one.covers(one)
    assert Scope.EVERY.covers(one)
    assert not (one.covers(two) and two.covers(one)) or one is two
    assert not (one.covers(two) and two.covers(three)) or one.covers(three)


@given(SCOPES, SCOPES, SCOPES)
def test_two_scopes_overlap_only_by_nesting(one: Scope, two: Scope, body: Scope) -> None:
    """Of two scopes that speak of one body, one covers the other."""
    if one.covers(body) and two.covers(body):
        assert one.covers(two) or two.covers(one)


@pytest.mark.parametrize(
    ("scope", "kinds"),
    [
        (Scope.REGIONAL, {"regional", "provincial", "regency"}),
        (Scope.KPU, {"kpu", "kpu_ri", "kpu_province", "kpu_regency"}),
        (Scope.TASKFORCE, {"taskforce"}),
    ],
)
def test_what_a_scope_holds(scope: Scope, kinds: set[str]) -> None:
    """Regions and the election commission have kinds; nothing else has."""
    assert {each.value for each in Scope if scope.covers(each)} == kinds


@given(provisions(), provisions())
def test_narrower_is_strict(one: Provision, other: Provision) -> None:
    """Nothing is narrower than itself, nor two rules than each other."""
    assert not one.narrower(one)
    assert not (one.narrower(other) and other.narrower(one))


def test_a_charter_of_no_stated_kind_hears_all() -> None:
    """What it is made of is not put aside for a scope it does not state."""
    national = charter("national")
    copy = Charter("salinan", national.title, national.provisions)

    assert copy.scope is Scope.EVERY
    assert dict(copy.in_force(DAY)) == dict(national.in_force(DAY))


def test_a_child_governs_what_its_parent_governs() -> None:
    """Scope and body are inherited, unless the child states its own."""
    own = Provision("term.years", 3, Period(None), Citation("SK 1/2016"), Grade.C)
    child = charter("kalsel").override(own)

    assert (child.scope, child.body) == (Scope.PROVINCIAL, "kalsel")
    assert attrs.evolve(child, body="papua").find("seat.ketua.post", on=DAY) is None
