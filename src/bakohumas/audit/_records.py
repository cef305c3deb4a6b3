from collections.abc import Iterable
from datetime import date
from typing import Any

import attrs

from bakohumas.audit._case import Case
from bakohumas.audit._evidence import Document, Evidence
from bakohumas.bodies import Body, Federation
from bakohumas.errors import expect, not_blank, of_kind
from bakohumas.meetings import Decision, Record
from bakohumas.networks import InformationNetwork, Role
from bakohumas.programmes import Begun, Programme, TaskForce, ThematicForum


def _in_both_languages(basis: str | tuple[str, str]) -> tuple[str, str]:
    expect(basis, str, tuple, what="the basis of a model")
    return (basis, basis) if isinstance(basis, str) else basis


def _both_or_neither(_observed: object, _field: object, basis: tuple[str, ...]) -> None:
    if [bool(words) for words in basis] not in ([True, True], [False, False]):
        msg = f"the basis of a model is stated in English and in Indonesian, got {basis}"
        raise ValueError(msg)


@attrs.frozen
class Observed:
    """A network of who tells whom, with the body and the day it belongs to.

    A network put before an audit as it is counts for whatever body and day is
    audited. Wrapped, it counts for its own body alone, and from its day on.

    Attributes:
        network: The network.
        body: Id of the body whose members are in it.
        on: The day it shows.
        basis: What it was made from, where it is a model and nobody observed it; one
            text, or one in English and one in Indonesian. A finding in a model
            names the basis, and is never more than a warning.

    Raises:
        TypeError: If one of these is not of its kind.
        ValueError: If *body* is blank, or the basis lacks a language.

    Examples:
        >>> from bakohumas.networks import InformationNetwork
        >>> ring = InformationNetwork.from_pairs([("bps", "kominfo"), ("kominfo", "bps")])
        >>> seen = Observed(ring, body="nasional", on=date(2018, 12, 31))
        >>> seen.modelled
        False
        >>> Observed(ring, body="nasional", on=date(2018, 12, 31), basis="a guess").modelled
        True
    """

    network: InformationNetwork = attrs.field(
        validator=of_kind(InformationNetwork), repr=lambda it: f"<{len(it)}>"
    )
    body: str = attrs.field(kw_only=True, validator=not_blank)
    on: date = attrs.field(kw_only=True, validator=of_kind(date))
    basis: tuple[str, str] = attrs.field(
        kw_only=True, default=("", ""), converter=_in_both_languages, validator=_both_or_neither
    )

    @property
    def modelled(self) -> bool:
        """Whether it was assumed and not observed."""
        return any(self.basis)


KINDS = (
    *(Record, Programme, TaskForce, ThematicForum),
    *(InformationNetwork, Observed, Evidence, Body, Federation),
)
"""What may be put before the audit, beside the kinds that a host's own rules read."""


def admitted(records: Iterable[Any], *more: type) -> tuple[Any, ...]:
    """The records, if each is of a kind that some rule reads."""
    expect(records, Iterable, what="the records")
    put = tuple(records)
    for each in put:
        expect(each, *KINDS, *more, what="a record put before the audit")
    return put


def sifted(case: Case) -> tuple[Case, tuple[str, ...]]:
    """The case without the records that are not about its body by its day, and their titles.

    The record that a term or a replacement names stays, whoever met: that another body
    elected the board is for a rule to find.
    """
    named = {term.record for term in case.terms} | set(case.replacements.values())
    kept, ignored = [], []
    for each in case.records:
        match each:
            case Record():
                about = each.digest in named or case.covers(each.body, each.on)
                title = f"Record({each.body}, {each.on})"
            case Programme(events=(Begun(on=began), *_)) | ThematicForum(on=began):
                about, title = began <= case.on, f"{type(each).__name__}({each.id}, {began})"
            case Observed():
                about = case.covers(each.body, each.on) and _has_members(each.network)
                title = f"Observed({each.body}, {each.on})"
            case InformationNetwork():
                about, title = _has_members(each), f"InformationNetwork({each.digest[:12]})"
            case Document():
                about = each.body == case.body.id and each.on <= case.on
                title = f"Document({each.body}, {each.label})"
            case Evidence():
                about = case.covers(each.body, each.on)
                title = f"{type(each).__name__}({each.body}, {each.on})"
            case Body():
                about = each.id != case.body.id and each.opened <= case.on
                title = f"Body({each.id}, {each.opened})"
            case _:
                about, title = True, ""
        if about:
            kept.append(each)
        else:
            ignored.append(title)
    return attrs.evolve(case, records=tuple(kept)), tuple(sorted(ignored))


def decisions(case: Case) -> list[tuple[Record, Decision]]:
    """What this body's meetings decided by the day, each with its record."""
    return [
        (record, each)
        for record in case.of(Record)
        if case.covers(record.body, record.on)
        for each in record.decisions
    ]


def _has_members(network: InformationNetwork) -> bool:
    return bool(network.nodes_of(Role.MEMBER))
