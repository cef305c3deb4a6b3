from collections.abc import Iterable
from reprlib import repr  # noqa: A004 - of whatever a stranger wrote, a little
from typing import Any, Final

from cattrs import BaseValidationError

from bakohumas.audit import Observed
from bakohumas.errors import FormatError, expect
from bakohumas.interchange._converter import make, require
from bakohumas.interchange._counts import know_counts
from bakohumas.interchange._documents import headed
from bakohumas.interchange._json import dumps
from bakohumas.interchange._problems import told
from bakohumas.meetings import Record

AnyRecord = Record | Observed
RECORDS: Final[dict[str, type[AnyRecord]]] = {"meeting": Record, "network": Observed}
VERSION: Final = 1
_TAGS = {kind: tag for tag, kind in RECORDS.items()}


def _fraction(value: Any, _: object) -> float:  # noqa: ANN401 - whatever JSON holds
    if type(value) is not int:
        if type(value) is not float:
            msg = f"expected a number, got {repr(value)}"
            raise TypeError(msg)
        return value
    return float(value)


_converter = make()
_converter.register_structure_hook(float, _fraction)
know_counts(_converter)


def dumps_records(records: Iterable[AnyRecord]) -> str:
    """Records as one JSON document, such as an audit is given beside a body.

    Args:
        records: What meetings did (:class:`~bakohumas.meetings.Record`), and networks
            that were seen (:class:`~bakohumas.audit.Observed`).

    Returns:
        One document in UTF-8, keys sorted, the same bytes each time.

    Raises:
        TypeError: If a record is of another kind.
        ValueError: If a count was by a method that has no tag.

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
        expect(each, *_TAGS, what="a record")
        rows.append({"record": _TAGS[type(each)], **_converter.unstructure(each)})
    return dumps({"format": "bakohumas/records", "version": VERSION, "records": rows})


def loads_records(text: str) -> tuple[AnyRecord, ...]:
    """The records that a document of :func:`dumps_records` holds.

    They are read as they were written; whether they hold together is for
    :func:`bakohumas.meetings.verify` and an audit to say.

    Raises:
        FormatError: If the text is not such a document, with every problem and its place.
    """
    document = headed(text, what="records", version=VERSION, fields=("records",))
    problems: list[str] = []
    rows = document["records"]
    if not isinstance(rows, list):
        raise FormatError("records", ("$.records: expected a list",))
    found = []
    for number, row in enumerate(rows):
        try:
            found.append(_read(row))
        except (BaseValidationError, TypeError, ValueError) as problem:
            problems += told(problem, f"$.records[{number}]")
    if problems:
        raise FormatError("records", tuple(problems))
    return tuple(found)


def _read(value: Any) -> AnyRecord:  # noqa: ANN401 - whatever JSON holds
    require(dict, value)
    tag = value.get("record")
    if not isinstance(tag, str) or tag not in RECORDS:
        msg = f"expected a record of {', '.join(RECORDS)}, got {repr(tag)}"
        raise ValueError(msg)
    said = {name: each for name, each in value.items() if name != "record"}
    record: AnyRecord = _converter.structure(said, RECORDS[tag])
    return record
