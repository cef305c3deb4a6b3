"""The schemas that are drawn when they are asked for: of any value, of records, of a journal."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

import attrs

from bakohumas.bodies import Body, Event, Federation, FederationEvent, Founded, Snapshot
from bakohumas.elections import Contested, Guard, Method, Profile, Result
from bakohumas.interchange._counts import GUARDS, METHODS, Ballots
from bakohumas.interchange._drawing import DIALECT, TEXT, Draw, Drawing, document, obj, words
from bakohumas.interchange._ensembles import Counted
from bakohumas.interchange._events import EVENTS
from bakohumas.interchange._every import RECORDS, AnyRecord
from bakohumas.interchange._federations import FEDERATION_EVENTS
from bakohumas.interchange._histories import Seen
from bakohumas.interchange._programmes import PROGRAMME_EVENTS
from bakohumas.interchange._steps import STEPS
from bakohumas.law import Charter, Threshold
from bakohumas.meetings import Decision, Step
from bakohumas.programmes import Event as ProgrammeEvent
from bakohumas.programmes import Programme


def _tagged(table: Mapping[str, type], by: str, what: str, drawing: Drawing) -> dict[str, Any]:
    """Whichever class of a closed table a tag says."""
    drawn = {tag: drawing.under(tag, kind, by=by) for tag, kind in table.items()}
    return Drawing.one_of(drawn, by=by, what=what)


def history(drawing: Drawing) -> dict[str, Any]:
    """The charter and the events of a body, of which the first has its charter beside it."""
    firsts = [tag for tag, kind in EVENTS.items() if issubclass(kind, Founded)]
    first = drawing.one_of({tag: drawing.tagged(tag, first=True) for tag in firsts})
    return {
        "charter": {"$ref": "#/$defs/charter"},
        "events": {
            "description": "What happened, in the order in which the register learnt of it.",
            "type": "array",
            "minItems": 1,
            "prefixItems": [first],
            "items": drawing.of(Event),
        },
    }


def _body(drawing: Drawing) -> dict[str, Any]:
    drawing.of(Charter)
    return obj(history(drawing), ("charter", "events"), words(Body))


def _federation(drawing: Drawing) -> dict[str, Any]:
    return obj({"events": drawing.of(tuple[FederationEvent, ...])}, ["events"], words(Federation))


def _programme(drawing: Drawing) -> dict[str, Any]:
    events: Any = tuple[ProgrammeEvent, ...]
    parts = {"id": TEXT, "charter": drawing.of(Charter), "events": drawing.of(events)}
    return obj(parts, parts, words(Programme))


def _contested(drawing: Drawing) -> dict[str, Any]:
    """A contest, whose votes alone may have come to the same, or to another of its ballots."""
    drawn, free = drawing.fields(Contested), drawing.fields(Result)
    free["required"] = [each for each in free["required"] if each != "profile"]
    drawn["properties"]["free"] = free
    drawn["required"] = [each for each in drawn["required"] if each not in {"result", "free"}]
    return drawn


def _decision(drawing: Drawing) -> dict[str, Any]:
    """A decision, whose result may stand in a step."""
    drawn = drawing.fields(Decision)
    step = obj({"step": {"type": "integer", "minimum": 0}}, ["step"])
    drawn["properties"]["result"] = {"anyOf": [step, drawn["properties"]["result"]]}
    return drawn


def _as(kind: type) -> Draw:
    return lambda drawing: drawing.fields(kind)


_ANY: Final = ("any_record", partial(_tagged, RECORDS, "record", "A record, such as of a meeting."))
_MORE: Final[Mapping[Any, tuple[str, Draw]]] = {
    Any: _ANY,
    AnyRecord: _ANY,
    Body: ("body", _body),
    Contested: ("contested", _contested),
    Decision: ("decision", _decision),
    Federation: ("federation", _federation),
    FederationEvent: (
        "federation_event",
        partial(_tagged, FEDERATION_EVENTS, "event", words(FederationEvent)),
    ),
    Guard: ("guard", partial(_tagged, GUARDS, "guard", words(Guard))),
    Method: ("method", partial(_tagged, METHODS, "method", words(Method))),
    Profile: ("profile", _as(Ballots)),
    Programme: ("programme", _programme),
    ProgrammeEvent: (
        "programme_event",
        partial(_tagged, PROGRAMME_EVENTS, "event", words(ProgrammeEvent)),
    ),
    Snapshot: ("snapshot", _as(Seen)),
    Step: ("step", partial(_tagged, STEPS, "step", words(Step))),
    Threshold: ("threshold", lambda _: TEXT),
}


def of_values(known: Mapping[str, type]) -> dict[str, Any]:
    """The document of a value of one of several kinds, by tag."""
    from bakohumas.simulation import Ensemble  # when it is asked for: few documents hold one

    arms: Any = Mapping[str, Ensemble]
    pairs: Any = tuple[tuple[str, Ensemble], ...]
    ensembles = {
        attrs.fields(Ensemble).tally.type: ("tally", _as(Counted)),
        arms: ("arms", lambda drawing: drawing.of(pairs)),
    }
    drawing = Drawing({**_MORE, **ensembles})
    drawn = document("value", "A value", {"kind": {"enum": list(known)}, "value": {}}, drawing)
    drawn["allOf"] = [
        {
            "if": {"properties": {"kind": {"const": tag}}},
            "then": {"properties": {"value": drawing.of(kind)}},
        }
        for tag, kind in known.items()
    ]
    names = "+".join(known) if len(known) == 1 else "several"
    return drawn | {
        "$id": f"urn:bakohumas:value:{names}:1",
        "$defs": dict(sorted(drawing.definitions.items())),
    }


def of_records() -> dict[str, Any]:
    """The document of records."""
    drawing = Drawing(_MORE)
    rows = {"type": "array", "items": drawing.of(AnyRecord)}
    return document("records", "Records, such as an audit is given", {"records": rows}, drawing)


def of_journal() -> dict[str, Any]:
    """One line of a journal, as :mod:`bakohumas.storage` writes them."""
    parts = {
        "digest": {
            "description": "The seal of this entry and of all before it in its stream.",
            "type": "string",
            "pattern": "^[0-9a-f]{64}$",
        },
        "event": {"description": "What happened, as an object.", "type": "object"},
        "id": {"description": "The stream, such as the id of a body.", "type": "string"},
        "kind": {"description": "What the stream tells of, such as body.", "type": "string"},
        "revision": {"description": "Its number, from 1.", "type": "integer", "minimum": 1},
    }
    head = {"$schema": DIALECT, "$id": "urn:bakohumas:journal:1", "title": "A line of a journal"}
    return head | obj(parts, parts, "An entry of an append-only journal, one a line.")


DRAWN: Final = {"journal": of_journal, "records": of_records}
"""What is drawn by a name."""
