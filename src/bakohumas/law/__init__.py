"""What the texts say, and how sure we are of it.

Law is data here: citations, regulations, dated provisions that carry their
citation and a grade of evidence, charters that gather them, and the norms of
the catalogue. Nothing in this room has ever heard of a body; judging one is
the business of :mod:`bakohumas.audit`.
"""

from bakohumas.law._assumptions import Assumption
from bakohumas.law._charters import Charter, charter, charters
from bakohumas.law._citations import Citation
from bakohumas.law._evidence import KNOWN_UNTIL, Grade, Modality
from bakohumas.law._norms import CATALOGUE_VERSION, Norm, Scope, norm, norms
from bakohumas.law._provisions import Provision, Value
from bakohumas.law._regulations import Regulation, regulation, regulations
from bakohumas.law._sources import Source, source, sources
from bakohumas.law._thresholds import Threshold

__all__ = [
    "CATALOGUE_VERSION",
    "KNOWN_UNTIL",
    "Assumption",
    "Charter",
    "Citation",
    "Grade",
    "Modality",
    "Norm",
    "Provision",
    "Regulation",
    "Scope",
    "Source",
    "Threshold",
    "Value",
    "charter",
    "charters",
    "norm",
    "norms",
    "regulation",
    "regulations",
    "source",
    "sources",
]
