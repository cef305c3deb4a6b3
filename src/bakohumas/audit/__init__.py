"""A body held against its charter: cited findings on any day.

Law is data and audit is judgement: a :class:`Rule` ties a norm of the catalogue
to a predicate and to advice, and :func:`check` asks every rule of a body and of
the records that are put before it.
"""

from bakohumas.audit._check import check
from bakohumas.audit._records import Observed
from bakohumas.audit._report import Finding, Report
from bakohumas.audit._rule import Case, Rule, Status, Verdict, rule
from bakohumas.audit._rules import RULES

__all__ = [
    "RULES",
    "Case",
    "Finding",
    "Observed",
    "Report",
    "Rule",
    "Status",
    "Verdict",
    "check",
    "rule",
]
