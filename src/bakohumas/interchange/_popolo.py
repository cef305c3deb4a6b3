import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

from bakohumas.bodies import Body
from bakohumas.interchange._body_rows import Told, told_board, told_members
from bakohumas.interchange._documents import written
from bakohumas.languages import Labelled
from bakohumas.periods import Approx

OURS: Final = "bakohumas:"
"""What the keys begin with of which Popolo knows nothing."""
KIND: Final = "government public-relations coordination body"
DATE: Final = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
"""A day, a month or a year, as Popolo writes them."""
_ITS_OWN: Final = frozenset({"institution", "person", "seat", "area"})
"""Columns that have a key of Popolo's, and need none of ours."""


def write_popolo(body: Body, *, on: date | None = None) -> str:
    """A body as Popolo: organisations, posts and memberships, and no person.

    The body and its institutions are organisations, a seat is a post, and whoever takes part or
    sits on a seat has a membership. What Popolo has no key for stands under one of ours, such as
    ``bakohumas:capacity``, ``bakohumas:cause`` and ``bakohumas:basis``. A person is the opaque id
    of the register (``person_id``) and is never described. An ``end_date`` is the last day.

    Args:
        body: The body.
        on: The day of which it tells; by default, everything that ever was.

    Returns:
        One JSON document, the same bytes each time.

    Raises:
        TypeError: If it is no body.
        RefusedError: If the body did not exist on the day.
        OutOfScopeError: If its register was opened later.

    References:
        Popolo data specification, http://www.popoloproject.com/specs/.

    Examples:
        >>> import json
        >>> from bakohumas.institutions import directory
        >>> from bakohumas.law import charter
        >>> day = date(2015, 11, 2)
        >>> body = Body.found("nasional", charter=charter("national"), on=day, basis="invented")
        >>> body = body.admit(directory(on=day).find("BPS"), on=day, basis="SK 1 (invented)")
        >>> member, = json.loads(write_popolo(body))["memberships"]
        >>> member["member"]["id"], member["start_date"], member["bakohumas:basis"]
        ('bps', '2015-11-02', 'SK 1 (invented)')
    """
    members, board = told_members(body, on), told_board(body, on)
    posts = {f"{body.id}/{each['seat']}": each["seat"] for each in board}
    return written(
        {
            "organizations": [_organisation(body), *_institutions(members)],
            "posts": [
                {"id": id_, "label": seat, "role": seat, "organization_id": body.id}
                for id_, seat in posts.items()
            ],
            "memberships": [
                *(_membership(each, body.id) | _as_member(each) for each in members),
                *(_membership(each, body.id) | _as_holder(each, body.id) for each in board),
            ],
        }
    )


def _organisation(body: Body) -> dict[str, Any]:
    said = {
        "founding_date": body.founded,
        "dissolution_date": body.dissolved,
        "area_id": body.area,
    }
    return {
        "id": body.id,
        "name": body.name,
        "classification": KIND,
        f"{OURS}charter": body.founding.charter.name,
    } | {key: str(value) for key, value in said.items() if value}


def _institutions(members: list[Told]) -> Iterator[dict[str, Any]]:
    kinds = {each["institution"]: each["category"] for each in members}
    for institution, kind in kinds.items():
        yield {"id": institution, "classification": str(kind)}


def _as_member(each: Told) -> dict[str, Any]:
    return {"role": each["role"].value, "member": _member(each)}


def _as_holder(each: Told, body: str) -> dict[str, Any]:
    row: dict[str, Any] = {"role": each["seat"], "post_id": f"{body}/{each['seat']}"}
    if each["person"]:
        row["person_id"] = each["person"]
        return row | ({"on_behalf_of_id": each["institution"]} if each["institution"] else {})
    return row | ({"member": _member(each)} if each["institution"] else {})


def _member(each: Told) -> dict[str, str]:
    return {"@type": "Organization", "id": each["institution"]}


def _membership(each: Told, body: str) -> dict[str, Any]:
    """What a membership has in common with every other: days, area, and the keys of ours."""
    days = {"start_date": dated(each["since"]), "end_date": ended(each["until"])}
    return (
        {"organization_id": body}
        | {key: said for key, said in days.items() if said}
        | ({"area_id": each["area"]} if each.get("area") else {})
        | {
            f"{OURS}{column}": value if isinstance(value, bool) else _said(value)
            for column, value in each.items()
            if column not in _ITS_OWN and value not in {None, ""}
        }
    )


def _said(value: str | Labelled) -> str:
    return value.value if isinstance(value, Labelled) else value


def dated(text: str) -> str:
    """A day, a month or a year as Popolo may write it; nothing for another stretch."""
    return text if DATE.fullmatch(text) else ""


def ended(until: str) -> str:
    """The last day of whatever ends on a day; of a rough end, the month or year, if it is one."""
    if not until or "/" in until:
        return ""
    end = Approx.parse(until)
    return str(end.earliest - timedelta(days=1)) if end.exact else until


def ended_as(membership: Mapping[str, Any]) -> str:
    """The ``end_date`` that belongs to the end that a membership of ours tells."""
    own = str(membership.get(f"{OURS}until") or "")
    try:
        return ended(own)
    except (ValueError, OverflowError):
        return ""  # which the reader of days will refuse


def begun(membership: Mapping[str, Any]) -> str:
    """The first day that a membership tells."""
    return str(membership.get(f"{OURS}since") or membership.get("start_date") or "")


def over(membership: Mapping[str, Any]) -> str:
    """The first day that no longer belongs to a membership, as far as it tells."""
    if own := membership.get(f"{OURS}until"):
        return str(own)
    last = str(membership.get("end_date") or "")
    try:
        return str(date.fromisoformat(last) + timedelta(days=1))
    except (ValueError, OverflowError):
        return last  # a month or a year, or what the reader of days will refuse
