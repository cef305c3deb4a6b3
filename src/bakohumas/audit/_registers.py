"""Invented registers, opened with whatever was found in them, that worked cases share."""

from datetime import date

from bakohumas.audit._examples import DAY, LATER
from bakohumas.bodies import Admitted, Body, Event, Role
from bakohumas.law import Charter, Citation, Grade, Provision, Value, charter
from bakohumas.periods import Period

REGISTER = "daftar anggota (invented)"


def decided(rules: Charter | str, key: str, value: Value) -> Charter:
    """A charter in which a host decided one thing by a decree of its own."""
    base = charter(rules) if isinstance(rules, str) else rules
    law = Provision(key, value, Period(None), Citation("SK 2/2015 (invented)"), Grade.C)
    return base.override(law)


def found(*events: Event, rules: Charter | str = "national", area: str = "") -> Body:
    """A register that was opened in mid-life, and holds what it holds."""
    return Body.open(
        "contoh",
        *events,
        charter=charter(rules) if isinstance(rules, str) else rules,
        on=LATER,
        basis=REGISTER,
        area=area,
    )


def member(
    id: str,  # noqa: A002 - it is the institution's id that one writes
    category: str = "ministry",
    *,
    pr: bool = True,
    role: Role = Role.MEMBER,
    area: str = "",
    since: date = DAY,
) -> Admitted:
    """Somebody who is found in a register."""
    return Admitted(
        on=since,
        recorded=LATER,
        basis=REGISTER,
        institution=id,
        unit=id,
        name=f"Unit humas {id}",
        category=category,
        area=area,
        role=role,
        pr=pr,
    )
