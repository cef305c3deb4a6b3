from collections.abc import Iterable
from typing import Any, Final

from cattrs import BaseValidationError

from bakohumas.errors import FormatError, expect
from bakohumas.interchange._documents import headed, malformed, written
from bakohumas.interchange._every import RECORDS, AnyRecord, converter
from bakohumas.interchange._problems import told

VERSION: Final = 1
_KIND: Any = AnyRecord  # a union, where cattrs asks for a class


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
    return written({"format": "bakohumas/records", "version": VERSION, "records": rows})


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
        raise malformed("records", problems)
    return tuple(found)
