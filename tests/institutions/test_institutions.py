import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.institutions import Category, Institution, Level, Official, Outsider, Unit
from bakohumas.testing import institutions, units

BPS = Institution("bps", "Badan Pusat Statistik", Category.NON_MINISTERIAL, "BPS")


def test_categories_speak_the_words_of_the_regulation() -> None:
    """Eleven kinds, each with a label in both languages, ready for a form."""
    labels = [label for kind in (Category, Outsider, Level) for _, label in kind.choices("id")]

    assert len(Category) == 11
    assert ("soe", "badan usaha milik negara") in Category.choices(lang="id")
    assert all(labels)
    assert len(set(labels)) == len(labels)


def test_a_category_may_be_given_by_its_value() -> None:
    """A host's database knows the value, not the member."""
    assert Institution("x", "X", "soe").category is Category.SOE
    assert Institution("x", "X", "ngo").category is Outsider.NGO
    assert Institution("x", "X", "individual").category is Outsider.INDIVIDUAL
    with pytest.raises(ValueError, match="neither a Category nor an Outsider: ministry"):
        Institution("x", "X", "committee")


@pytest.mark.parametrize(("id_", "name"), [("", "X"), ("a:b", "X"), ("x", ""), ("x", " . ")])
def test_an_institution_has_an_id_and_a_name(id_: str, name: str) -> None:
    """Ids keep free of the colon that sets a unit apart, and names hold letters."""
    with pytest.raises(ValueError, match=r"^id must be made of letters|^name must be a text with"):
        Institution(id_, name, Category.SOE)


@given(institutions())
def test_level_follows_the_place(one: Institution) -> None:
    """Whoever lies in a regency works there, except a state university."""
    university = one.category is Category.PUBLIC_UNIVERSITY
    expected = (
        Level.NATIONAL
        if university or not one.province
        else (Level.REGENCY if one.regency else Level.PROVINCE)
    )

    assert one.level is expected
    assert one.invented


@given(institutions())
def test_labels_fall_back_to_indonesian(one: Institution) -> None:
    """There is always a name to print."""
    assert one.label("id") == one.name
    assert one.label("en") == (one.english or one.name)
    assert str(one) == (one.acronym or one.name)


@given(institutions(categories=[Outsider.COURT, Category.SOE]))
def test_a_strategy_keeps_to_the_kinds_asked_for(one: Institution) -> None:
    """Tests can ask for outsiders as well as for members."""
    assert one.category in {Outsider.COURT, Category.SOE}


@given(units())
def test_a_unit_has_an_id_of_its_own_unless_it_is_the_default_one(unit: Unit) -> None:
    """The default PR unit stands for its institution; others are told apart from it."""
    default = unit == unit.institution.unit()

    assert unit.id.partition(":")[0] == unit.institution.id
    assert (":" not in unit.id) == default
    assert str(unit) == unit.name


@given(st.sampled_from(["Bagian Humas", "bagian  humas", "BAGIAN-HUMAS."]))
def test_spelling_does_not_change_a_units_id(name: str) -> None:
    """Case and punctuation make no new unit."""
    assert BPS.unit(name).id == "bps:bagian-humas"


def test_a_unit_knows_its_job() -> None:
    """Only a unit whose job is public relations can be a member."""
    assert BPS.unit().pr
    assert not BPS.unit("Bagian Keuangan", pr=False).pr
    with pytest.raises(ValueError, match="name must be a text with at least one letter"):
        Unit(BPS, "--")


def test_an_official_is_a_person_in_a_post() -> None:
    """A person is an opaque id, and prints as the post."""
    assert str(Official("p1", "Kepala Biro Humas", BPS)) == "Kepala Biro Humas, BPS"
