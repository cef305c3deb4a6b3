import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft3Validator

from bakohumas import testing
from bakohumas.bodies import Admitted, Body, Capacity, Cause, Elected, Replaced
from bakohumas.errors import FormatError, UnknownNameError
from bakohumas.interchange import ImportFinding, read_popolo, write_popolo
from bakohumas.law import charter
from lived_body import lived
from same_register import a_table_can_tell, members, seats

DAY = date(2019, 5, 2)
TEXT = {"type": ["string", "null"]}
DATE = {"type": ["string", "null"], "pattern": "^[0-9]{4}(-[0-9]{2}){0,2}$"}
OBJECT = {"type": ["object", "null"]}
COMMON = {"id": TEXT, "area_id": TEXT, "organization_id": TEXT}
PART: dict[str, Any] = {
    "organizations": COMMON
    | {"name": TEXT, "classification": TEXT, "parent_id": TEXT}
    | {"founding_date": DATE, "dissolution_date": DATE},
    "posts": COMMON | {"label": TEXT, "role": TEXT, "start_date": DATE, "end_date": DATE},
    "memberships": COMMON
    | {"label": TEXT, "role": TEXT, "member": OBJECT, "person_id": TEXT, "post_id": TEXT}
    | {"on_behalf_of_id": TEXT, "start_date": DATE, "end_date": DATE},
}
"""What the schemas of Popolo (popoloproject.com/schemas, draft 3) say of the keys that we write."""
SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        name: {
            "type": "array",
            "required": True,
            "items": {
                "type": "object",
                "properties": keys,
                "patternProperties": {"^bakohumas:": {"type": ["string", "boolean"]}},
                "additionalProperties": False,
            },
        }
        for name, keys in PART.items()
    },
}


@given(testing.bodies())
def test_what_is_written_keeps_to_the_schema(body: Body) -> None:
    """Every key is one of Popolo's, of its kind, or one of ours; nobody is described."""
    written = write_popolo(body)
    document = json.loads(written)

    assert list(Draft3Validator(SCHEMA).iter_errors(document)) == []
    assert write_popolo(body) == written
    assert len(document["memberships"]) == len([*body.appointments, *body.acting]) + sum(
        len(each.units) for each in body.memberships
    )
    ids = {each["id"] for each in document["posts"]}
    assert {each["post_id"] for each in document["memberships"] if "post_id" in each} == ids


@given(testing.bodies(), st.data())
def test_what_is_written_is_read(body: Body, data: st.DataObject) -> None:
    """The register and the board of a day come back, where a table can tell them."""
    days = [each.recorded for each in body.events if each.recorded >= body.opened]
    on = data.draw(st.sampled_from(days))
    if body.dissolved and body.dissolved <= on:
        return
    now = body.on(on)
    if not a_table_can_tell(now):
        return
    found = read_popolo(write_popolo(body, on=on), charter=now.charter, on=on)

    assert found.findings == ()
    assert (found.body.id, found.body.name) == (body.id, body.name)
    assert members(found.body.on(on)) == members(now)
    assert seats(found.body.on(on)) == seats(now)


def test_a_life_told_whole_comes_back() -> None:
    """Whoever ever was a member or on a seat comes back with all days, causes and capacities."""
    body = lived()
    found = read_popolo(write_popolo(body), charter=body.founding.charter)

    assert found.findings == ()
    assert [(each.institution, each.period) for each in found.body.memberships] == [
        (each.institution, each.period) for each in body.memberships
    ]


def document(*memberships: dict[str, Any], **more: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    """A document of somebody else's, with a body of one seat."""
    return json.dumps(
        {
            "organizations": [
                {"id": "nas", "name": "Contoh"},
                {"id": "o-1", "name": "Badan Pusat Statistik", "classification": "agency"},
                {"id": "o-2", "name": "Dinas Contoh", "classification": "kementerian"},
            ],
            "posts": [{"id": "ketua", "label": "Ketua Umum", "organization_id": "nas"}],
            "memberships": [{"organization_id": "nas", **each} for each in memberships],
        }
        | more
    )


MEMBER = {"member": {"id": "o-1"}, "start_date": "2019-05-02"}
OTHER = {
    "on_behalf_of_id": "o-2",
    "person_id": "p-1",
    "start_date": "2019",
    "end_date": "2020-12-31",
}
CHAIR = {
    "post_id": "ketua",
    "on_behalf_of_id": "o-1",
    "person_id": "p-9",
    "start_date": "2019-06-01",
}


def test_a_foreign_document_is_taken_as_found() -> None:
    """Institutions go by the shipped tables or a known kind; a last day is the last day."""
    found = read_popolo(document(MEMBER, OTHER, CHAIR), charter="national", on=date(2021, 1, 1))
    two, one = found.body.memberships
    (held,) = found.body.appointments

    assert found.findings == ()
    assert (one.institution, one.category, one.area) == ("o-2", "ministry", "")
    assert (str(one.period), one.period.start_by) == (
        "2019-01-01 to 2020-12-31",
        date(2019, 12, 31),
    )
    assert (two.institution, two.category) == ("bps", "non_ministerial")
    assert (held.institution, held.person, held.capacity) == ("bps", "p-9", Capacity.DEFINITIVE)


def test_our_keys_say_the_rest() -> None:
    """Capacity, cause and basis have keys of ours."""
    end = {"bakohumas:until": "2020-02-01", "bakohumas:cause": "death", "end_date": "2020-01-31"}
    paw = {
        "post_id": "ketua",
        "person_id": "p-2",
        "on_behalf_of_id": "o-1",
        "start_date": "2020-03-01",
        "bakohumas:capacity": "paw",
        "bakohumas:basis": "rapat (invented)",
    }
    text = document(MEMBER, CHAIR | {"post_id": "s"}, CHAIR | end, paw, posts=[
        {"id": "ketua", "role": "Ketua Umum"}, {"id": "s", "label": "Sekretaris"}])  # fmt: skip
    found = read_popolo(text, charter="national", on=date(2020, 6, 1), basis="daftar (invented)")
    first, second, *_ = sorted(found.body.appointments, key=lambda each: each.seat)

    assert found.findings == ()
    assert (first.ended, second.capacity, second.basis) == (
        Cause.DEATH,
        Capacity.PAW,
        "rapat (invented)",
    )
    assert found.body.founding.basis == first.basis == "daftar (invented)"


@pytest.mark.parametrize(
    ("entries", "place", "why", "suggests"),
    [
        ([MEMBER, {"person_id": "p-1"}], 1, "it names no institution, and a body has", "admit"),
        ([MEMBER, {"member": {"id": "o-2"}}], 1, "it has no start_date, and counts from", "admit"),
        ([MEMBER, CHAIR | {"start_date": None}], 1, "since is missing", "elect"),
        ([MEMBER | {"start_date": "2018-02-30"}], 0, "since '2018-02-30' is no day", "admit"),
        ([MEMBER | {"bakohumas:until": "x"}], 0, "until 'x' is no day", "admit"),
        ([MEMBER | {"member": {"id": "x-9"}}, MEMBER], 0, "no institution is known as", "admit"),
        ([MEMBER | {"end_date": "2019-01-01"}, MEMBER], 0, "until 2019-01-02 must come", "admit"),
        (
            [MEMBER | {"end_date": "2020", "bakohumas:until": "2021-02-02"}],
            0,
            "end_date '2020' is not that of bakohumas:until, '2021-02-01', which is taken",
            "withdraw",
        ),
    ],
)  # fmt: skip
def test_nothing_is_mended(
    entries: list[dict[str, Any]], place: int, why: str, suggests: str
) -> None:
    """What cannot be taken is told with its place and the verb that would tell it."""
    found = read_popolo(document(*entries), charter="national", on=date(2022, 1, 1))
    (finding,) = found.findings

    assert finding.place == f"$.memberships[{place}]"
    assert finding.why.startswith(why)
    assert finding.suggests == suggests
    assert str(finding) == f"{finding.place}: {finding.why}; see Body.{suggests}()"


def humas(count: int, **more: Any) -> str:  # noqa: ANN401 - JSON
    """A document of so many organisations, all of one name, each a member."""
    homes = [{"id": f"o{number}", "name": "Biro Humas"} for number in range(count)]
    kind = {"start_date": "2017-01-01", "bakohumas:category": "non_ministerial"}
    entries = [{"organization_id": "b", "member": {"id": each["id"]}, **kind} for each in homes]
    return json.dumps(
        {"organizations": [{"id": "b", "name": "b"}, *homes], "memberships": entries, **more}
    )


def test_an_organisation_is_known_by_its_id() -> None:
    """Law: organisations of one name stay as many as they are, on the board as well."""
    chairs = [{"id": "k", "label": "Ketua Umum"}, {"id": "s", "label": "Sekretaris Umum"}]
    document = json.loads(humas(300, posts=chairs))
    document["memberships"] += [
        {
            "organization_id": "b",
            "post_id": post,
            "on_behalf_of_id": home,
            "start_date": "2017-02-01",
            "end_date": "2021-12-31",
            "bakohumas:selection": "elected",
        }
        for post, home in (("k", "o7"), ("s", "o8"))
    ]
    found = read_popolo(json.dumps(document), charter="national", on=date(2018, 1, 1))

    assert found.findings == ()
    assert set(found.body.on(date(2018, 1, 1)).register.institutions) == {
        f"o{number}" for number in range(300)
    }
    assert {each.institution for each in found.body.appointments} == {"o7", "o8"}


def test_an_id_that_stands_twice_is_told_and_the_first_is_read() -> None:
    """Of two organisations, or posts, with one id the later is a finding."""
    document = json.loads(humas(1, posts=[{"id": "k", "label": "A"}, {"id": "k", "label": "B"}]))
    document["organizations"] += [{"id": "o0", "name": "Lain"}, {"name": "Tanpa id"}]
    found = read_popolo(json.dumps(document), charter="national")

    assert [str(each) for each in found.findings] == [
        "$.organizations[2]: the id 'o0' stands there already; it is not read",
        "$.posts[1]: the id 'k' stands there already; it is not read",
    ]
    assert found.body.memberships[0].name == "Unit kerja humas Biro Humas"


def test_what_is_left_out_comes_with_the_event_that_the_file_tells() -> None:
    """A second holder, and an end before the start: each has all that its event needs."""
    twice: list[dict[str, Any]] = [MEMBER, OTHER, CHAIR, CHAIR | {"on_behalf_of_id": "o-2"}]
    (second,) = read_popolo(document(*twice), charter="national", on=date(2021, 1, 1)).findings
    short = humas(1).replace('"start_date"', '"end_date": "2016-01-01", "start_date"')
    (ended,) = read_popolo(short, charter="national").findings

    assert isinstance(second.event, Elected)
    assert (second.event.on, second.event.places[0].seat) == (date(2019, 6, 1), "Ketua Umum")
    assert isinstance(ended.event, Admitted)
    assert (ended.event.on, ended.event.institution) == (date(2017, 1, 1), "o0")


def test_what_contradicts_the_rest_is_left_out_with_its_event() -> None:
    """Two rows that cannot both be true: the later is told, with the event it would have been."""
    twice = MEMBER | {"start_date": "2020-01-01"}
    paw = {**CHAIR, "bakohumas:capacity": "paw"}
    found = read_popolo(document(MEMBER, twice, paw), charter="national", on=date(2021, 1, 1))
    first, second = sorted(found.findings, key=lambda each: each.place)

    assert [each.start for each in (one.period for one in found.body.memberships)] == [DAY]
    assert isinstance(first.event, Admitted)
    assert (first.place, first.suggests, first.event.on) == (
        "$.memberships[1]", "admit", date(2020, 1, 1))  # fmt: skip
    assert isinstance(second.event, Replaced)
    assert (second.place, second.suggests) == ("$.memberships[2]", "replace")


def test_what_is_passed_over_is_told() -> None:
    """Persons, other organisations and keys that no body holds are findings, once a kind."""
    text = document(
        MEMBER | {"links": [], "bakohumas:colour": "red"},
        OTHER | {"organization_id": "o-2", "links": []},
        persons=[{"id": "p-1", "name": "Tokoh Rekaan"}],
    )
    found = read_popolo(text, charter="national", on=date(2021, 1, 1), id="nas")

    assert found.findings == (
        ImportFinding("$.persons", "it is not read, for no body holds such"),
        ImportFinding("$.memberships", "links is not read (1 times)"),
        ImportFinding("$.memberships", "bakohumas:colour is not read (1 times)"),
        ImportFinding("$.memberships", "it is of another organisation (1 times)"),
    )
    assert str(found.findings[0]) == "$.persons: it is not read, for no body holds such"
    assert "Rekaan" not in repr(found.body.events)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "$: expected an object"),
        ('{"memberships": {}}', "$.memberships: expected a list of at most 100,000"),
        ('{"memberships": [1]}', "$.memberships[0]: expected an object"),
        (document({"role": 1}), "$.memberships[0].role: expected a text"),
        (document({"role": "\ud800"}), "$.memberships[0].role: half of a surrogate"),
        (document({"start_date": "May"}), "$.memberships[0].start_date: expected a day, a month"),
        (document({"end_date": 2019}), "$.memberships[0].end_date: expected a day, a month"),
        (document({"member": [1]}), "$.memberships[0].member: expected an object"),
        (document({"member": {"id": 1}}), "$.memberships[0].member.id: expected a text"),
        (document(), "$.organizations: one should be the body, and these may: none (say which"),
        (document(MEMBER, MEMBER | {"organization_id": "o-2"}),
         "$.organizations: one should be the body, and these may: nas, o-2 (say which"),
    ],
)  # fmt: skip
def test_what_is_no_popolo_is_refused(text: str, said: str) -> None:
    """Everything is of the kind that Popolo gives it, and one organisation is the body."""
    with pytest.raises(FormatError) as caught:
        read_popolo(text, charter="national", on=DAY)
    assert str(caught.value).startswith(f"Popolo: {said}")


def test_a_charter_and_a_day_are_needed() -> None:
    """The organisation names a shipped charter, or the caller does; some day must be known."""
    text = document({"member": {"id": "o-1"}})
    with pytest.raises(FormatError, match=r"\$.organizations: '' is no shipped charter: say which"):
        read_popolo(text)
    with pytest.raises(FormatError, match="no row says since when it counts"):
        read_popolo(text, charter="national")
    with pytest.raises(UnknownNameError, match="no charter is known as 'x'"):
        read_popolo(text, charter="x", on=DAY)
    with pytest.raises(FormatError, match="Popolo: body must not be blank"):
        read_popolo(text.replace('"nas"', '" "'), charter="national", on=DAY)
    assert read_popolo(text, charter=charter("national"), on=DAY, id="nas").body.id == "nas"
