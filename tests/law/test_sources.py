import pytest

from bakohumas.errors import UnknownNameError
from bakohumas.law import Source, charter, charters, norms, regulations, source, sources

SOURCES = tuple(sources().values())


@pytest.mark.parametrize("page", SOURCES, ids=lambda page: page.key)
def test_source_is_described_and_addressed(page: Source) -> None:
    """A reader learns what each source is, and where it lies unless that is unknown."""
    assert page.what
    assert not page.what.endswith(".")
    assert "://" not in page.address
    assert " " not in page.address


def test_five_documents_stand_first() -> None:
    """The documents from which the library grew open the list."""
    assert [page.key for page in SOURCES[:5]] == [f"seed {number}" for number in range(5)]


def test_no_two_sources_share_a_key_or_a_page() -> None:
    """Each page is listed once; only the scans of one collection share their site."""
    pages = [page.address for page in SOURCES if page.address not in {"", "id.wikisource.org"}]

    assert len(SOURCES) == len({page.what for page in SOURCES})
    assert len(pages) == len(set(pages))


def test_whatever_the_law_rests_on_is_listed() -> None:
    """Norms, regulations and charters carry no key that leads nowhere."""
    used = {key for norm in norms().values() for key in norm.sources}
    used |= {key for known in regulations().values() for key in known.sources}
    used |= {key for name in charters() for row in charter(name).provisions for key in row.sources}

    assert used <= set(sources())


def test_source_is_found_by_its_key() -> None:
    """One asks for a source by its short name."""
    assert source("WS-UU23").address == "id.wikisource.org/wiki/Halaman:UU_23_2014.pdf/102"


def test_unknown_source_is_refused() -> None:
    """A key that leads nowhere is named."""
    with pytest.raises(UnknownNameError, match="no source is known as 'WS-UU99'"):
        source("WS-UU99")
