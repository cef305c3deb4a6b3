"""What a body was founded on, and the decrees and documents that its records show."""

import re
from datetime import date

import attrs

from bakohumas.audit._case import Case
from bakohumas.audit._evidence import Document
from bakohumas.audit._offices import CENTRE, level, placed, signed
from bakohumas.bodies import Amended, Decree, Founded, Opened
from bakohumas.law import Regulation, regulations

_DAY = re.compile(r"\b(?:\d{4}-\d\d-\d\d|\d{1,2} (?!Tahun)[A-Z][a-z]+ \d{4})\b")
_NUMBERED = re.compile(
    r"\b(?:(?i:nomor|no\.?|number) *\d"
    r"|(?:SK|PM|UU|Keputusan|Peraturan|(?:Kep|Per)[a-z]+)\b[\w ]*? \d"
    r"|\d[\w.-]*/\S*\d{4}\b)"
)
_KIND = re.compile(
    r"\b(?:SK|PM|PP|UU|PKPU|Perda|Perpres|Inpres|(?:Surat )?Keputusan|Peraturan|Instruksi"
    r"|(?:Kep|Per)(?:men|pres|gub|bup|wal)\w*|[Dd]ecree|[Rr]egulation)\b"
)
_KPU_DECREE = re.compile(r"-Kpt/")
_NUMBER = re.compile(r"\d[\w.-]*(?:/[\w.-]+)*(?: Tahun \d{4})?")


@attrs.frozen
class Instrument:
    """What a founding, or a later charter, rests on, as far as its words tell.

    Attributes:
        text: The words.
        kind: What sort of instrument it is; empty where they do not tell.
        numbered: Whether they show a number.
        made: The day it is dated, in words; empty where they do not tell.
        issuer: The office that made it; empty where they do not tell.
        register: Whether it is what a register rests on, and not the body.
        known: Whether it stands in the facts as an instrument, and not in words alone.
    """

    text: str
    kind: str
    numbered: bool
    made: str
    issuer: str
    register: bool
    known: bool


def instruments(case: Case) -> tuple[Instrument, ...]:
    """What the body rests on by the day: its founding, and every later charter."""
    return tuple(
        _read(each)
        for each in case.body.facts
        if isinstance(each, Founded | Amended) and each.on <= case.on
    )


def _read(event: Founded | Amended) -> Instrument:
    text, decree = event.basis, event.decree
    law = _law(text)
    bare = _DAY.sub("", text)
    kind = _KIND.search(bare)
    day = _DAY.search(text)
    made = event.made or (law.made if law else None)
    issuer = (decree.issuer if decree else "") or (law.issuer if law else "") or signed(text)
    return Instrument(
        text,
        kind[0] if kind else "Keputusan" if _KPU_DECREE.search(bare) else "",
        bool(_NUMBERED.search(bare)),
        str(made) if made else day[0] if day else "",
        issuer,
        isinstance(event, Opened),
        decree is not None,
    )


def _law(text: str) -> Regulation | None:
    """The regulation with whose title a text begins, if the library knows it."""
    return next((law for cite, law in regulations().items() if text.startswith(cite)), None)


def above(case: Case, instrument: Instrument) -> bool:
    """Whether it is a general text of the centre, under which a lower body was formed."""
    made_at = level(instrument.issuer)
    return not instrument.known and made_at in CENTRE and made_at is not placed(case)


def founder(case: Case) -> str:
    """The office that founded the body: as recorded, or as what it rests on shows."""
    shown = [
        each.issuer for each in instruments(case) if not each.register and not above(case, each)
    ]
    return case.body.founder or next((each for each in reversed(shown) if each), "")


@attrs.frozen
class Paper:
    """A document that was put before the audit, or a decree in the facts of the body.

    Attributes:
        label: By what a reader knows it.
        number: Its number, as printed; empty where it shows none.
        made: The day it is dated; ``None`` where that is not known.
        document: The document; ``None`` for a decree that is known by reference alone.
        decree: The decree, where it is one of the facts.
    """

    label: str
    number: str
    made: date | None
    document: Document | None = None
    decree: Decree | None = None


def papers(case: Case) -> tuple[Paper, ...]:
    """The documents, then the decrees in the facts of which there is no document."""
    documents = [Paper(each.label, each.number, each.on, each) for each in case.of(Document)]
    shown = {each.number for each in documents if each.number}
    decrees = dict.fromkeys(
        each.decree for each in case.body.facts if each.decree and each.on <= case.on
    )
    return (
        *documents,
        *(
            Paper(each.cite, number, each.made, decree=each)
            for each in decrees
            if (number := _number(each.cite)) not in shown
        ),
    )


def _number(cite: str) -> str:
    found = _NUMBER.search(cite)
    return found[0] if found else ""
