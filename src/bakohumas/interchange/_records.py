from collections.abc import Iterable, Mapping
from reprlib import repr  # noqa: A004 - of whatever a stranger wrote, a little
from types import MappingProxyType
from typing import Any, Final

from cattrs import BaseValidationError

from bakohumas.audit import (
    Act,
    Activity,
    Comment,
    Conduct,
    CoordinationGroup,
    Document,
    Evidence,
    FieldPlan,
    NarrativeStep,
    Nomination,
    Observed,
    PolicyHeld,
    Publication,
)
from bakohumas.bodies import Body, Federation
from bakohumas.content import Agenda, Newsroom, Registers
from bakohumas.errors import FormatError, expect
from bakohumas.interchange._content import know_content
from bakohumas.interchange._converter import make, require
from bakohumas.interchange._counts import know_counts
from bakohumas.interchange._documents import headed, misfits
from bakohumas.interchange._federations import know_federations
from bakohumas.interchange._json import FIELDS, dumps, remade, told_of
from bakohumas.interchange._problems import told
from bakohumas.interchange._programmes import know_programmes
from bakohumas.interchange._steps import know_steps
from bakohumas.interchange._tags import know_tagged
from bakohumas.interchange._told_once import know_meetings
from bakohumas.meetings import Record
from bakohumas.programmes import Programme, TaskForce, ThematicForum

AnyRecord = (
    Record
    | Observed
    | Evidence
    | Body
    | Federation
    | Programme
    | TaskForce
    | ThematicForum
    | Newsroom
    | Agenda
    | Registers
)
RECORDS: Final[Mapping[str, type[AnyRecord]]] = MappingProxyType(
    {
        "act": Act,
        "activity": Activity,
        "agenda": Agenda,
        "body": Body,
        "comment": Comment,
        "conduct": Conduct,
        "coordination_group": CoordinationGroup,
        "document": Document,
        "evidence": Evidence,
        "federation": Federation,
        "field_plan": FieldPlan,
        "meeting": Record,
        "narrative_step": NarrativeStep,
        "network": Observed,
        "newsroom": Newsroom,
        "nomination": Nomination,
        "policy_held": PolicyHeld,
        "programme": Programme,
        "publication": Publication,
        "registers": Registers,
        "task_force": TaskForce,
        "thematic_forum": ThematicForum,
    }
)
"""The closed table of records, by the tag that a document gives them."""
VERSION: Final = 1
_KIND: Any = AnyRecord  # a union, where cattrs asks for a class


def _fraction(value: Any, _: object) -> float:  # noqa: ANN401 - whatever JSON holds
    if type(value) is not int:
        if type(value) is not float:
            msg = f"expected a number, got {repr(value)}"
            raise TypeError(msg)
        return value
    return float(value)


def _body(value: Any, _: object) -> Body:  # noqa: ANN401 - whatever JSON holds
    require(dict, value)
    misfits(value, FIELDS, what="body")
    return remade(value)


converter = make()
converter.register_structure_hook(float, _fraction)
know_counts(converter)
know_federations(converter)
know_programmes(converter)
know_steps(converter)
know_meetings(converter)
know_content(converter)
converter.register_unstructure_hook(Body, told_of)
converter.register_structure_hook(Body, _body)
know_tagged(converter, AnyRecord, RECORDS, by="record", what="a record")


def dumps_records(records: Iterable[AnyRecord]) -> str:
    """Records as one JSON document, such as an audit is given beside a body.

    Args:
        records: What meetings did (:class:`~bakohumas.meetings.Record`), networks
            that were seen (:class:`~bakohumas.audit.Observed`), what else somebody
            saw of a body (:class:`~bakohumas.audit.Evidence` and its children), other
            bodies, federations and programmes, each with its whole history, task forces and
            thematic forums, newsrooms with their comments, agendas and registers.

    Returns:
        One document in UTF-8, keys sorted, the same bytes each time.

    Raises:
        TypeError: If a record is of another kind.
        ValueError: If a count was by a method, or under a condition, of a host's own, which
            has no tag; or evidence is of such a kind.

    Examples:
        >>> from datetime import date
        >>> from bakohumas.audit import Observed
        >>> from bakohumas.networks import InformationNetwork
        >>> seen = Observed(InformationNetwork.from_pairs([("bps", "kominfo")]),
        ...     body="nasional", on=date(2018, 12, 31))
        >>> loads_records(dumps_records([seen])) == (seen,)
        True
    """
    expect(records, Iterable, what="the records")
    rows = []
    for each in records:
        expect(each, *RECORDS.values(), what="a record")
        rows.append(converter.unstructure(each, AnyRecord))
    return dumps({"format": "bakohumas/records", "version": VERSION, "records": rows})


def loads_records(text: str) -> tuple[AnyRecord, ...]:
    """The records that a document of :func:`dumps_records` holds.

    They are read as they were written; whether they hold together is for
    :func:`bakohumas.meetings.verify` and an audit to say. The history of a body, a
    federation or a programme is checked again.

    Raises:
        TypeError: If it is no text.
        FormatError: If the text is not such a document, with every problem and its place.

    Examples:
        >>> loads_records('{"format": "bakohumas/records", "version": 1, "records": []}')
        ()
    """
    document = headed(text, what="records", version=VERSION, fields=("records",))
    problems: list[str] = []
    rows = document["records"]
    if not isinstance(rows, list):
        raise FormatError("records", ("$.records: expected a list",))
    found = list[AnyRecord]()
    for number, row in enumerate(rows):
        try:
            found.append(converter.structure(row, _KIND))
        except (BaseValidationError, TypeError, ValueError) as problem:
            problems += told(problem, f"$.records[{number}]")
    if problems:
        raise FormatError("records", tuple(problems))
    return tuple(found)
