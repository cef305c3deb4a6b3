from collections.abc import Mapping
from functools import partial
from operator import eq
from types import MappingProxyType
from typing import Any, Final

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
from bakohumas.interchange._content import know_content
from bakohumas.interchange._converter import make
from bakohumas.interchange._counts import know_counts
from bakohumas.interchange._federations import know_federations
from bakohumas.interchange._histories import know_bodies
from bakohumas.interchange._programmes import know_programmes
from bakohumas.interchange._shapes import know_shapes
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

converter = make()
"""The one converter: it knows every value of the library that is data, and no others."""
know_shapes(converter)
know_counts(converter)
know_federations(converter)
know_programmes(converter)
know_steps(converter)
know_meetings(converter)
know_content(converter)
know_bodies(converter)
know_tagged(converter, AnyRecord, RECORDS, by="record", what="a record")
_RECORDS: Any = tuple[AnyRecord, ...]
_ANY = partial(eq, tuple[Any, ...])  # as what an audit reads is annotated
converter.register_unstructure_hook_func(_ANY, lambda it: converter.unstructure(it, _RECORDS))
converter.register_structure_hook_func(_ANY, lambda it, _: converter.structure(it, _RECORDS))
