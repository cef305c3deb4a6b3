"""Draw the worked cases as data for any language; they stand beside the pages, not in the wheel.

They are those of ``testing.cases()``: of every rule a case that holds and, where there is
one, a case that breaks it, with the history of the body, the records beside it, and the
status to be found. A test fails when the file that is shipped is not what this draws.
"""

import json
from pathlib import Path
from typing import Any, Final

from bakohumas.audit import Worked
from bakohumas.bodies import Event
from bakohumas.interchange import dumps_network
from bakohumas.interchange._records import (  # noqa: PLC2701 - a refused history is no body
    AnyRecord,
    converter,
)
from bakohumas.law import norms
from bakohumas.networks import InformationNetwork
from bakohumas.testing import cases

ROOT: Final = Path(__file__).parent.parent
FILE: Final = ROOT / "docs" / "data" / "cases.json"
VERSION: Final = 1


def compact(value: object) -> str:
    """A value in one line, the same each time."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def plain(record: object) -> Any:  # noqa: ANN401 - whatever JSON holds
    """A record as a document of records has it; a network as its own document."""
    if isinstance(record, InformationNetwork):
        return json.loads(dumps_network(record))
    return converter.unstructure(record, AnyRecord)


def told(case: Worked) -> dict[str, Any]:
    """One case."""
    found: dict[str, Any] = {
        "rule": case.rule,
        "expected": case.expected.value,
        "on": str(case.on),
        "events": converter.unstructure(case.history, tuple[Event, ...]),
        "records": [plain(each) for each in case.records],
    }
    found |= {"who": case.who} if case.who else {}
    return found | ({"refused": True} if case.refused else {})


def drawn() -> str:
    """The file."""
    every = cases()
    rules = {
        each: {
            "citation": str(norms()[each].citation),
            "grade": norms()[each].grade.value,
            "analogy": norms()[each].analogy,
            "statement": dict(zip(("en", "id"), norms()[each].statement, strict=True)),
        }
        for each in dict.fromkeys(case.rule for case in every)
    }
    head = compact({"format": "bakohumas/cases", "rules": rules, "version": VERSION})[:-1]
    lines = ",\n".join(compact(told(each)) for each in every)
    return f'{head},"cases":[\n{lines}\n]}}\n'


if __name__ == "__main__":
    FILE.write_text(drawn(), "utf-8")
