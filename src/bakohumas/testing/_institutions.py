from collections.abc import Collection

from hypothesis import strategies as st

from bakohumas.institutions import Category, Institution, Outsider, Unit
from bakohumas.periods import Period
from bakohumas.testing._ground import periods

_REGENCIES = ("31.71", "33.07", "63.05", "63.71", "93.01")
_REGIONAL = {Category.PROVINCIAL_GOVERNMENT, Category.REGENCY_GOVERNMENT, Category.REGIONAL_SOE}


@st.composite
def _invented(draw: st.DrawFn, categories: Collection[Category | Outsider]) -> Institution:
    category = draw(st.sampled_from(sorted(categories)))
    number = draw(st.integers(1, 10**9))
    placed = category in _REGIONAL or draw(st.booleans())
    regency = draw(st.sampled_from(_REGENCIES)) if placed else ""
    return Institution(
        id=f"contoh-{category}-{number}",
        name=f"{category.label('id').capitalize()} Contoh {number}",
        category=category,
        acronym=draw(st.sampled_from([f"Contoh {number}", ""])),
        english=draw(st.sampled_from([f"Sample {category.label('en')} {number}", ""])),
        province=regency[:2],
        regency="" if category == Category.PROVINCIAL_GOVERNMENT else regency,
        period=draw(st.just(Period(None)) | periods()),
        note=draw(st.sampled_from(["", "invented for a test"])),
        invented=True,
    )


def institutions(
    *, categories: Collection[Category | Outsider] | None = None
) -> st.SearchStrategy[Institution]:
    """Invented institutions, labelled as such, where their kind is found.

    Args:
        categories: The kinds to choose from; the eleven unless told.
    """
    return _invented(tuple(Category) if categories is None else categories)


def units() -> st.SearchStrategy[Unit]:
    """Units of invented institutions: of public relations, and of other things."""
    names = st.sampled_from(["", "Biro Humas", "Bagian Protokol dan Komunikasi Pimpinan"])
    pr = st.builds(Institution.unit, institutions(), names)
    others = st.builds(
        Institution.unit, institutions(), st.just("Bagian Keuangan"), pr=st.just(False)
    )
    return pr | others
