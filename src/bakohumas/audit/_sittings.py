"""Invented meetings that the worked cases of the chapters on meetings share."""

from typing import Any

import attrs

from bakohumas.audit._examples import CHAIR, DAY, SECRETARY, THREE, forum
from bakohumas.audit._found import ruled
from bakohumas.audit._worked import Setting, worked
from bakohumas.bodies import Body
from bakohumas.law import Charter
from bakohumas.meetings import Kind, Meeting, Record, Step

TOPIC: str = "Forum tematik"
PROPOSAL: str = "di Bogor"
AGAINST = {THREE[1]: "mencalonkan diri (invented)"}


def called(body: Body | None = None, **details: Any) -> Meeting:  # noqa: ANN401 - what an invitation says
    """A meeting of a body, and nobody there yet."""
    said = {"on": DAY, "place": "Jakarta", "basis": "undangan (invented)", **details}
    return Meeting.call(body or forum(), **said)


def sitting(*present: str, rules: Charter | None = None, **details: Any) -> Meeting:  # noqa: ANN401 - what an invitation says
    """A meeting of the body under some charter, with everybody there by default."""
    return called(forum(rules=rules), **details).attend(*(present or THREE))


def under(key: str, value: str | int | tuple[str, ...], *present: str, **details: Any) -> Meeting:  # noqa: ANN401 - what an invitation says
    """A meeting under a charter that lays something of its own down."""
    return sitting(*present, rules=ruled(key, value), **details)


def stuck(meeting: Meeting | None = None, subject: str = CHAIR) -> Meeting:
    """A meeting that tried to agree, and did not."""
    return (meeting or sitting()).deliberate(subject, THREE[0], objections=AGAINST)


def elected(meeting: Meeting | None = None) -> Record:
    """A meeting that agreed on a chair and on a secretary."""
    agreed = (meeting or sitting()).deliberate(CHAIR, THREE[0])
    return agreed.deliberate(SECRETARY, THREE[1]).close()


def counted(*ballots: str, stood: int = 2, **told: Any) -> Meeting:  # noqa: ANN401 - what else elect() takes
    """A meeting that counted ballots for the chair, of one name each."""
    papers = [[each] for each in ballots or (THREE[0], THREE[0], THREE[1])]
    return stuck().elect(CHAIR, papers, candidates=THREE[:stood], **told)


def altered(record: Record, kind: type[Step], **changes: Any) -> Record:  # noqa: ANN401 - any field's value
    """A record of which every step of a kind says something else."""
    steps = (
        attrs.evolve(each, **changes) if isinstance(each, kind) else each for each in record.steps
    )
    return attrs.evolve(record, steps=tuple(steps))


def of_kind(record: Record, kind: Kind) -> Record:
    """The same meeting, had it been one of another kind."""
    return attrs.evolve(record, kind=kind)


def seen(record: Record, *more: object, body: Body | None = None, who: str = "") -> Setting:
    """A worked case: the body, the record, and the day of the meeting."""
    return worked(body or forum(), record, *more, on=record.on, who=who)
