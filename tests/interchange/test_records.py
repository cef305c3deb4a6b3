import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas import elections
from bakohumas.audit import Observed
from bakohumas.elections import IRV, Acclamation, Profile, TieBreak
from bakohumas.errors import FormatError
from bakohumas.interchange import dumps_records, loads_records
from bakohumas.law import Citation, Grade, Provision, Threshold
from bakohumas.meetings import Decision, Deliberation, Kind, Outcome, Quorum, Record
from bakohumas.networks import InformationNetwork, Node, Role, Tie
from bakohumas.periods import Period
from bakohumas.scenarios import National
from bakohumas.testing import information_networks, profiles

DAY = date(2018, 12, 31)
LAW = Provision("quorum.members", "> 1/2", Period(None), Citation("SK 1/2015"), Grade.C)
VOTES = Profile.weighted(
    {("ani", "budi"): 3, ("budi",): 2, (): 1, ("x",): 1, ("ani", "ani"): 1},
    candidates=("ani", "budi"),
)


def met(result: elections.Result | None) -> Record:
    """A meeting that talked, and perhaps voted."""
    talk = Deliberation("Ketua Umum", "ani", (("budi", "wants a vote"),))
    decision = Decision(
        "Ketua Umum",
        Outcome.VOTE if result else Outcome.CONSENSUS,
        "ani",
        Quorum(3, 2, LAW),
        (talk, Deliberation("Ketua Umum", "ani")),
        result,
    )
    members = ("ani", "budi", "cici")
    return Record(
        "nasional", Kind.MEMBERS, DAY, "Jakarta", "budi", members, members[:2], (decision,), "SK"
    )


def seen(network: InformationNetwork, *basis: str) -> Observed:
    """A network as it was seen, or made up on a basis."""
    words = (basis[0], basis[1]) if basis else ("", "")
    return Observed(network, body="nasional", on=DAY, basis=words)


SMALL = InformationNetwork(
    (Node("a", Role.PUBLIC, tier="1", category="soe", area="63", size=3), Node("b")),
    (Tie("a", "b", "wa", 0.25), Tie("b", "a")),
)
RECORDS = (
    met(None),
    met(elections.count(VOTES, IRV(Threshold.parse(">= 2/3")), ties=TieBreak(lot="L-1"))),
    met(elections.count([["ani"]], Acclamation())),
    seen(SMALL, "a guess", "perkiraan"),
)


def problems(document: object) -> tuple[str, ...]:
    """What is wrong with a document."""
    with pytest.raises(FormatError) as error:
        loads_records(json.dumps(document))
    return error.value.problems


def test_records_come_back(cycle: National) -> None:
    """Meetings with and without a count, and networks; the digests are the same."""
    records = (*RECORDS, cycle.record)
    text = dumps_records(records)

    assert loads_records(text) == records
    assert dumps_records(loads_records(text)) == text
    assert [each.digest for each in loads_records(text) if isinstance(each, Record)] == [
        each.digest for each in records if isinstance(each, Record)
    ]
    assert loads_records(dumps_records([])) == ()


@given(profiles(), information_networks(), st.sampled_from(["1", "dua"]))
def test_whatever_was_counted_or_seen_comes_back(
    profile: Profile, network: InformationNetwork, lot: str
) -> None:
    """Any ballots, however many of them are spoilt, and any network."""
    ties = TieBreak(lot=lot)
    counted = elections.count(profile, IRV(), ties=ties) if profile.valid else None
    records = (met(counted), seen(network))

    assert loads_records(dumps_records(records)) == records


def document() -> dict[str, Any]:
    """The document of the hand-made records."""
    found: dict[str, Any] = json.loads(dumps_records(RECORDS))
    return found


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        (("version",), 2, "$.version: this library reads 1, not 2"),
        (("format",), "bakohumas/body", "$.format: expected 'bakohumas/records'"),
        (("records",), {}, "$.records: expected a list"),
        (("records", 0), 5, "$.records[0]: expected an object, got a whole number"),
        (("records", 0, "record"), "dance", "$.records[0]: expected a record of act, acti"),
        (("records", 0, "record"), [], "$.records[0]: expected a record of act, acti"),
        (("records", 0, "kind"), "party", "$.records[0].kind: expected one of members, extra"),
        (("records", 0, "on"), "today", "$.records[0].on: expected a day of the calendar"),
        (("records", 0, "x"), "y", "$.records[0].x: no such field"),
        (
            ("records", 0, "decisions", 0, "attempts", 0, "objections", 0),
            ["a"],
            "$.records[0].decisions[0].attempts[0].objections[0]: expected a list of 2, got 1",
        ),
        (
            ("records", 1, "decisions", 0, "result", "method"),
            "irv",
            "$.records[1].decisions[0].result.method: expected an object, got text",
        ),
        (
            ("records", 1, "decisions", 0, "result", "method", "method"),
            "os.system",
            "$.records[1].decisions[0].result.method: expected a method of acclamation, appr",
        ),
        (
            ("records", 1, "decisions", 0, "result", "method", "threshold"),
            "half",
            "$.records[1].decisions[0].result.method.threshold: threshold: 'half' is not of the",
        ),
        (
            ("records", 1, "decisions", 0, "result", "profile", "blank"),
            -1,
            "$.records[1].decisions[0].result.profile.blank: 'blank' must be >= 0: -1",
        ),
        (
            ("records", 1, "decisions", 0, "result", "profile", "piles", 0, "names"),
            ["x"],
            "$.records[1].decisions[0].result.profile: piles are of valid ballots",
        ),
        (
            ("records", 3, "network", "ties", 0, "probability"),
            "often",
            "$.records[3].network.ties[0].probability: expected a number, got 'often'",
        ),
        (
            ("records", 3, "network", "ties", 0, "probability"),
            2,
            "$.records[3].network.ties[0].probability: ",
        ),
        (("records", 3, "body"), " ", "$.records[3].body: body must not be blank"),
    ],
    ids=str,
)
def test_each_slip_is_told_with_its_place(
    path: tuple[str | int, ...], value: object, problem: str
) -> None:
    """What is malformed is named with its path; kinds that are not known are errors."""
    whole = document()
    place: Any = whole
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value

    (found,) = problems(whole)
    assert found.startswith(problem)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    """Slips in several records are several problems."""
    whole = document()
    whole["records"][0]["on"], whole["records"][3]["record"] = "today", "dance"

    assert [each.partition(": ")[0] for each in problems(whole)] == [
        "$.records[0].on",
        "$.records[3]",
    ]


def test_what_has_no_tag_is_not_written() -> None:
    """A host's own method of counting, and whatever is no record."""

    class Mine(Acclamation):
        pass

    result = elections.count([["ani"]], Mine())
    with pytest.raises(ValueError, match="a method Mine cannot be written: only acclam"):
        dumps_records([met(result)])
    with pytest.raises(TypeError, match="a record must be an Act or an Activity or a Body or"):
        dumps_records([SMALL])  # type: ignore[list-item]
