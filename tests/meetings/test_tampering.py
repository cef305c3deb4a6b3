from itertools import islice

import pytest

from bakohumas.meetings import verify
from kept_records import RECORDS
from tampering import FREE, excused, tampered

STRIDE = 31
"""Every so many changes are tried here, and all of them in the deep session."""


@pytest.mark.parametrize("name", RECORDS)
def test_a_full_record_verifies(name: str) -> None:
    """Verify is clean on every one of them, with and without the body that met."""
    record, body = RECORDS[name]()

    assert verify(record, digest=record.digest) == ()
    assert verify(record, digest=record.digest, body=body) == ()


@pytest.mark.parametrize("name", RECORDS)
def test_no_single_change_goes_unnoticed(name: str) -> None:
    """With the body, verify names every change but those that nothing else can tell."""
    record, body = RECORDS[name]()
    for where, other in islice(tampered(record), len(name), None, STRIDE):
        assert verify(other, body=body) or excused(record, where), where


@pytest.mark.parametrize("name", RECORDS)
def test_the_digest_tells_every_single_change(name: str) -> None:
    """Without exception: what is excused above, and everything else."""
    record, _ = RECORDS[name]()
    published = record.digest
    for where, other in islice(tampered(record), len(name), None, STRIDE):
        assert verify(other, digest=published), where


def test_what_is_excused_is_said_field_by_field() -> None:
    """Each is a field that some record here has, and each has one reason."""
    fields = [each for group in FREE.values() for each in group]
    kinds = {type(step).__name__ for make in RECORDS.values() for step in make()[0].steps}

    assert len(set(fields)) == len(fields)
    assert {each.partition(".")[0] for each in fields} <= kinds
    assert not excused(RECORDS["story"]()[0], "roll[0] left out")
    assert not excused(RECORDS["story"]()[0], "steps[3].quorum.base +1")


def test_a_thing_that_nobody_knows_how_to_change_is_told() -> None:
    """The walk passes over nothing."""
    with pytest.raises(TypeError, match="nothing says how to change <object"):
        list(tampered(object()))
