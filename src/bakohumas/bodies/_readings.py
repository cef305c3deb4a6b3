from datetime import date
from typing import get_args

from bakohumas.errors import RefusedError
from bakohumas.law import Charter, Provision
from bakohumas.periods import LeapDay


def words(provision: Provision) -> tuple[str, ...]:
    """What a provision lists; one word is a list of one."""
    return provision.value if isinstance(provision.value, tuple) else (str(provision.value),)


def whole(provision: Provision, *, most: int) -> int:
    """A whole number from 1 to *most*, as a provision says it."""
    value = provision.value
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most:
        return value
    raise unreadable(provision, f"a whole number from 1 to {most}")


def leap_day(charter: Charter, on: date) -> LeapDay:
    """Where a term counted from 29 February ends in a common year."""
    provision = charter.provision("term.leap_day", on=on)
    for reading in get_args(LeapDay):
        if provision.value == reading:
            return reading  # type: ignore[no-any-return]
    raise unreadable(provision, "'feb28' or 'mar01'")


def unreadable(provision: Provision, wanted: str) -> RefusedError:
    """What is said of a provision whose value means nothing to a body."""
    return RefusedError(
        f"read the charter's {provision.key} = {provision.value!r}",
        f"it must be {wanted}",
        provision.basis,
        f"override {provision.key!r} with a cited provision that says so",
    )
