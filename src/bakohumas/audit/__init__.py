"""A body held against its charter: cited findings on any day.

Law is data and audit is judgement: a :class:`Rule` ties a norm of the catalogue
to a predicate and to advice, and :func:`check` asks every rule of a body and of
the records that are put before it.
"""

from bakohumas.audit._case import Case, Fact
from bakohumas.audit._check import check
from bakohumas.audit._comparison import Comparison
from bakohumas.audit._data import DATA
from bakohumas.audit._evidence import (
    Act,
    Conduct,
    Deed,
    Document,
    Evidence,
    FieldPlan,
    Nomination,
    Publication,
    Tag,
)
from bakohumas.audit._finding import Finding, Waiver
from bakohumas.audit._flw_evidence import (
    Activity,
    Comment,
    CoordinationGroup,
    NarrativeStep,
    PolicyHeld,
    Step,
)
from bakohumas.audit._records import Observed
from bakohumas.audit._report import Report
from bakohumas.audit._rule import Rule, rule, ruleset
from bakohumas.audit._rules import RULES
from bakohumas.audit._verdict import Status, Verdict
from bakohumas.audit._worked import Setting, Worked, worked

__all__ = [
    "DATA",
    "RULES",
    "Act",
    "Activity",
    "Case",
    "Comment",
    "Comparison",
    "Conduct",
    "CoordinationGroup",
    "Deed",
    "Document",
    "Evidence",
    "Fact",
    "FieldPlan",
    "Finding",
    "NarrativeStep",
    "Nomination",
    "Observed",
    "PolicyHeld",
    "Publication",
    "Report",
    "Rule",
    "Setting",
    "Status",
    "Step",
    "Tag",
    "Verdict",
    "Waiver",
    "Worked",
    "check",
    "rule",
    "ruleset",
    "worked",
]
