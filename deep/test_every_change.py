"""Every single change of every record, where the tests try a few of each."""

import pytest

from bakohumas.meetings import verify
from kept_records import RECORDS
from tampering import excused, tampered

UNNOTICED = {"story": 52, "by_consensus": 52, "by_vote": 34, "adjourned": 51, "elected": 35}
"""How many changes only the digest tells: more are a hole, and fewer are one that was closed."""


@pytest.mark.parametrize("name", RECORDS)
def test_no_single_change_goes_unnoticed(name: str) -> None:
    """With the body, verify names all but a stated number, and the digest tells them all."""
    record, body = RECORDS[name]()
    published, clean = record.digest, list[str]()
    for where, other in tampered(record):
        if not verify(other, body=body):
            assert other.digest != published, where
            clean.append(where)

    assert [each for each in clean if not excused(record, each)] == []
    assert len(clean) == UNNOTICED[name]
