from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from typing import Any, Final

import attrs

from bakohumas.bodies import (
    Acted,
    Admitted,
    Appointed,
    Body,
    Elected,
    Event,
    LaidDown,
    Place,
    Replaced,
    Represented,
    Seated,
    Vacated,
    Withdrawn,
)
from bakohumas.errors import BakohumasError, FormatError, expect
from bakohumas.institutions import MAX_ROWS, Category, Outsider
from bakohumas.interchange import _popolo as keys
from bakohumas.interchange._cells import text as said_of
from bakohumas.interchange._cells import word
from bakohumas.interchange._columns import BOARD, MEMBERS, Row
from bakohumas.interchange._documents import FIELD, malformed, plain, shown
from bakohumas.interchange._offices import Offices
from bakohumas.interchange._popolo import DATE, KIND, OURS
from bakohumas.interchange._tables import Gathered, gathered
from bakohumas.law import Charter, charters

_SAID: Final = "Popolo"
_LISTS: Final = "organizations", "posts", "memberships"
_DATES: Final = "start_date", "end_date"
_TEXTS: Final = ("role", "person_id", "organization_id", "post_id", "on_behalf_of_id", "area_id")
_NAMES: Final = "id", "name", "label", "classification", *_TEXTS
_READ: Final = frozenset({"id", "member", *_TEXTS, *_DATES})
_VERBS: Final[Mapping[type[Event], str]] = {
    Acted: "act",
    Admitted: "admit",
    Appointed: "appoint",
    Elected: "elect",
    LaidDown: "lay_down",
    Replaced: "replace",
    Represented: "represent",
    Seated: "seat",
    Vacated: "vacate",
    Withdrawn: "withdraw",
}
_Item = dict[str, Any]


@attrs.frozen
class ImportFinding:
    """Something in a file that a body could not take as it stands; :func:`read_popolo` makes one.

    Attributes:
        place: Where it stands, such as ``"$.memberships[3]"``.
        why: What is wrong with it.
        suggests: The verb of :class:`~bakohumas.bodies.Body` that would tell it to the body, such
            as ``"seat"``; empty where it is no matter of a body's.
        event: The event that the file tells, and that was left out; ``None`` where it says too
            little for one.
    """

    place: str
    why: str
    suggests: str = ""
    event: Event | None = None

    def __str__(self) -> str:
        advice = f"; see Body.{self.suggests}()" if self.suggests else ""
        return f"{self.place}: {self.why}{advice}"


@attrs.frozen
class Imported:
    """A body out of somebody else's file, and everything in it that was not taken.

    :func:`read_popolo` makes one.

    Attributes:
        body: A register opened in mid-life, with what could be entered as it was found.
        findings: What could not, in the order in which it was found.
    """

    body: Body
    findings: tuple[ImportFinding, ...]


def read_popolo(
    text: str,
    *,
    charter: str | Charter = "",
    on: date | None = None,
    id: str = "",  # noqa: A002 - it is the body's id that one writes
    basis: str = "",
) -> Imported:
    """A body out of Popolo, as it is found there: nothing is mended, and what is wrong is told.

    An organisation that has memberships is the body. Memberships with a post sit on its board,
    those without take part; the member is an organisation (``member``), or the one on whose behalf
    a person is there (``on_behalf_of_id``). ``person_id`` is taken as an opaque id; no name of a
    person is read. Keys of ours are those of :func:`write_popolo`; without them days, seats and
    institutions alone are known, and a kind of institution by the shipped tables.

    Args:
        text: The document.
        charter: The charter that governs the body, or the name of a shipped one; by default,
            what the organisation says (``bakohumas:charter``).
        on: The day on which the register is opened; the latest on which anything began by default.
        id: Id of the organisation that is the body, where several have memberships.
        basis: What the entries rest on that do not say it.

    Returns:
        The body, and the findings.

    Raises:
        TypeError: If it is no text.
        FormatError: If the text is no such document, or holds no body, with every problem and its
            place; or too many memberships contradict others.
        UnknownNameError: If no charter of that name is shipped.

    Examples:
        >>> found = read_popolo('''{"organizations": [{"id": "nas", "name": "Contoh"}],
        ...     "posts": [{"id": "ketua", "label": "Ketua Umum", "organization_id": "nas"}],
        ...     "memberships": [
        ...     {"organization_id": "nas", "member": {"id": "BPS"}, "start_date": "2019-05"},
        ...     {"organization_id": "nas", "post_id": "ketua", "on_behalf_of_id": "BPS"}]}''',
        ...     charter="national")
        >>> found.body.on(date(2019, 5, 31)).register.institutions
        ('bps',)
        >>> found.findings[0].place, found.findings[0].suggests
        ('$.memberships[1]', 'elect')
    """
    expect(charter, str, Charter, what="the charter")
    reader = _Reader.of(plain(text))
    own = reader.body(id)
    rules = charter or str(own.get(f"{OURS}charter", ""))
    if not charter and rules not in charters():
        said = f"{shown(str(rules), FIELD)!r} is no shipped charter: say which (charter=...)"
        raise FormatError(_SAID, (f"$.organizations: {said}",))
    people, seats = reader.rows(own["id"])
    problems: list[str] = []
    options: dict[str, Any] = {"charter": rules, "on": on, "id": own["id"]}
    options |= {"name": own.get("name") or "", "basis": basis or _SAID, "source": basis or _SAID}
    try:
        found = gathered(people, seats, **options, problems=problems)
    except (BakohumasError, ValueError) as slip:
        if charter not in charters() and isinstance(charter, str) and charter:
            raise  # a slip of the caller's, and none of the file's
        raise FormatError(_SAID, (str(slip),)) from slip
    lost = [each for each in problems if not each.startswith("$")]
    if found is None or lost:
        raise malformed(_SAID, problems)
    told = chain(reader.findings, _told(problems, found, {row.place: row for row in people}, seats))
    return Imported(found.body, tuple(told))


def _told(
    problems: list[str], found: Gathered, people: Mapping[str, Row], seats: list[Row]
) -> Iterator[ImportFinding]:
    board = {row.place: row for row in seats}
    offices = Offices(found.body.founding.on)
    for each in problems:
        place, _, why = each.partition(": ")
        event = found.refused.get(each)
        row = board.get(place) or people.get(place)
        if event is None and row is not None:
            event = _event(row, offices, found.body.founding, seated=place in board)
        verb = _VERBS[type(event)] if event else "elect" if place in board else "admit"
        yield ImportFinding(place, why, verb, event)


def _event(row: Row, offices: Offices, opened: Event, *, seated: bool) -> Event | None:
    """The event with which a row begins, as far as it says what one needs."""
    home = offices.id_of(said_of(row["institution"]), None, said_of(row["organization"]))
    try:
        day = date.fromisoformat(row["since"])
        told: dict[str, Any] = {
            "on": day,
            "recorded": max(day, opened.recorded),
            "basis": opened.basis,
        }
        if seated:
            place = Place(row["seat"], home, said_of(row["person"]), said_of(row["post"]))
            return Elected(**told, places=(place,))
        name = said_of(row["name"]) or f"Unit kerja humas {said_of(row['institution'])}"
        kind = said_of(row["category"])
        return Admitted(**told, institution=home, unit=home, name=name, category=kind)
    except ValueError:
        return None


@attrs.define
class _Reader:
    """Reads a document into rows, and remembers what it passed over."""

    lists: Mapping[str, list[_Item]]
    findings: list[ImportFinding]

    @classmethod
    def of(cls, document: Any) -> "_Reader":  # noqa: ANN401 - whatever JSON holds
        """Take a document whose parts are of the kinds that Popolo gives them.

        Raises:
            FormatError: If they are not.
        """
        if not isinstance(document, dict):
            raise FormatError(_SAID, ("$: expected an object",))
        problems = list(_misfits(document))
        if problems:
            raise malformed(_SAID, problems)
        strange = sorted(set(document) - set(_LISTS))
        passed = [
            ImportFinding(f"$.{shown(each, FIELD)}", "it is not read, for no body holds such")
            for each in strange
        ]
        return cls({each: document.get(each, []) for each in _LISTS}, passed)

    def body(self, id_: str) -> _Item:
        """The organisation that is the body.

        Raises:
            FormatError: If there is none, or nobody can tell which it is.
        """
        known = self.by_id("organizations")
        named = {each.get("organization_id") for each in self.lists["memberships"]}
        ours = [one for one in known if known[one].get("classification") == KIND]
        having = [id_] if id_ else ours or [one for one in known if one in named]
        if len(having) != 1 or having[0] not in known:
            among = ", ".join(shown(each, FIELD) for each in having[:5]) or "none"
            said = f"$.organizations: one should be the body, and these may: {among}"
            raise FormatError(_SAID, (f"{said} (say which: id=...)",))
        return known[having[0]]

    def by_id(self, name: str) -> dict[Any, _Item]:
        """What has an id; of several that have the same one, the first."""
        found: dict[Any, _Item] = {}
        for each in self.lists[name]:
            if each.get("id"):
                found.setdefault(each["id"], each)
        return found

    def _told_twice(self) -> None:
        for name in ("organizations", "posts"):
            first = self.by_id(name)
            self.findings += [
                ImportFinding(
                    f"$.{name}[{number}]",
                    f"the id {shown(each['id'], FIELD)!r} stands there already; it is not read",
                )
                for number, each in enumerate(self.lists[name])
                if each.get("id") and each is not first[each["id"]]
            ]

    def rows(self, body: str) -> tuple[list[Row], list[Row]]:
        """The rows of members and of the board that the memberships of a body amount to."""
        posts, homes = self.by_id("posts"), self.by_id("organizations")
        self._told_twice()
        people, seats, passed = list[Row](), list[Row](), Counter[str]()
        for number, each in enumerate(self.lists["memberships"]):
            place = f"$.memberships[{number}]"
            if each.get("organization_id") != body:
                passed["it is of another organisation"] += 1
                continue
            passed.update(
                f"{shown(key, FIELD)} is not read"
                for key in each
                if key not in _READ and not _known(key)
            )
            cells = self._cells(each, homes, place)
            post = each.get("post_id")
            if post is not None:
                seat = posts.get(post, {})
                cells["seat"] = seat.get("label") or seat.get("role") or each.get("role") or post
                seats.append(Row(place, number, cells))
            elif not cells["institution"]:
                why = "it names no institution, and a body has institutions as members"
                self.findings.append(ImportFinding(place, why, "admit"))
            else:
                if not cells["since"]:
                    why = "it has no start_date, and counts from the day of the register"
                    self.findings.append(ImportFinding(place, why, "admit"))
                people.append(Row(place, number, _with_kind(cells, homes, each)))
        for why, times in passed.items():
            self.findings.append(ImportFinding("$.memberships", f"{why} ({times} times)"))
        return people, seats

    def _cells(self, each: _Item, homes: Mapping[Any, _Item], place: str) -> dict[str, Any]:
        """What a membership says, by the columns of a table."""
        member = each.get("member") or {}
        home = member.get("id") or each.get("on_behalf_of_id") or ""
        cells = {
            column: value
            for column in (*MEMBERS.said, *BOARD.said)
            if isinstance(value := each.get(f"{OURS}{column}"), str)
        }
        if f"{OURS}pr" in each:
            cells["pr"] = "yes" if each[f"{OURS}pr"] is True else "no"
        cells |= {
            "institution": homes.get(home, {}).get("name") or member.get("name") or home,
            "organization": home,
            "person": each.get("person_id") or "",
            "area": each.get("area_id") or "",
            "since": keys.begun(each),
            "until": keys.over(each),
        }
        said, meant = each.get("end_date"), keys.ended_as(each)
        if said and meant and said != meant:
            why = f"end_date {said!r} is not that of {OURS}until, {meant!r}, which is taken"
            self.findings.append(
                ImportFinding(place, why, "vacate" if "post_id" in each else "withdraw")
            )
        return cells


def _with_kind(cells: dict[str, Any], homes: Mapping[Any, _Item], each: _Item) -> dict[str, Any]:
    """Cells with the kind of the institution, where the organisation says one that is known."""
    if not cells.get("category"):
        member = each.get("member") or {}
        kind = homes.get(member.get("id") or each.get("on_behalf_of_id"), {}).get("classification")
        known = word(kind or "", (*Category, *Outsider), "category", [])
        cells["category"] = known.value if known else ""
    return cells


def _known(key: str) -> bool:
    column = key.removeprefix(OURS)
    return key.startswith(OURS) and (column in MEMBERS.said or column in BOARD.said)


def _misfits(document: _Item) -> Iterator[str]:
    """What is not of the kind that Popolo gives it, with its place."""
    for name in _LISTS:
        items = document.get(name, [])
        if not isinstance(items, list) or len(items) > MAX_ROWS:
            yield f"$.{name}: expected a list of at most {MAX_ROWS:,}"
            continue
        for number, each in enumerate(items):
            place = f"$.{name}[{number}]"
            if not isinstance(each, dict):
                yield f"{place}: expected an object"
                continue
            yield from (f"{place}.{key}: {why}" for key, why in _misfit(each))


def _misfit(each: _Item) -> Iterator[tuple[str, str]]:
    for key in _NAMES:
        if not isinstance(each.get(key), str | None):
            yield key, "expected a text"
    for key in _DATES:
        said = each.get(key)
        if said is not None and not (isinstance(said, str) and DATE.fullmatch(said)):
            yield key, "expected a day, a month or a year, such as 2019-05-02, 2019-05 or 2019"
    for key, said in each.items():
        if isinstance(said, str) and shown(said, len(said)) != said:
            yield shown(key, FIELD), "half of a surrogate pair is no text"
    member = each.get("member") or {}
    if not isinstance(member, dict):
        yield "member", "expected an object"
        return
    for key in ("id", "name"):
        if not isinstance(member.get(key), str | None):
            yield f"member.{key}", "expected a text"
