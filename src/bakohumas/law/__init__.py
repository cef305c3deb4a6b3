"""What the texts say, and how sure we are of it.

Law is data here: citations, regulations, dated provisions that carry their
citation and a grade of evidence, charters that gather them, and the norms of
the catalogue. Nothing in this room has ever heard of a body; judging one is
the business of :mod:`bakohumas.audit`.
"""

from bakohumas.law._assumptions import Assumption
from bakohumas.law._changes import Change
from bakohumas.law._charters import Charter
from bakohumas.law._citations import Citation
from bakohumas.law._evidence import KNOWN_UNTIL, Grade, Modality
from bakohumas.law._norms import CATALOGUE_VERSION, Norm, norm, norms
from bakohumas.law._provisions import Provision, Value
from bakohumas.law._regulations import Regulation, Relation, RelationKind, regulation, regulations
from bakohumas.law._resolutions import (
    Answer,
    Canon,
    Conflict,
    Defeat,
    Resolution,
    Silence,
    Undetermined,
)
from bakohumas.law._scopes import Scope
from bakohumas.law._shipped import charter, charters
from bakohumas.law._sources import Source, source, sources
from bakohumas.law._terms import Variant, canonical, variants
from bakohumas.law._thresholds import Threshold

__all__ = [
    "CATALOGUE_VERSION",
    "KNOWN_UNTIL",
    "Answer",
    "Assumption",
    "Canon",
    "Change",
    "Charter",
    "Citation",
    "Conflict",
    "Defeat",
    "Grade",
    "Modality",
    "Norm",
    "Provision",
    "Regulation",
    "Relation",
    "RelationKind",
    "Resolution",
    "Scope",
    "Silence",
    "Source",
    "Threshold",
    "Undetermined",
    "Value",
    "Variant",
    "canonical",
    "charter",
    "charters",
    "norm",
    "norms",
    "regulation",
    "regulations",
    "source",
    "sources",
    "variants",
]
