"""What a meeting may decide: attendance, quorum, consensus first and vote second.

A :class:`Meeting` is called on the roll of a body, and every step returns a new
one; :meth:`Meeting.close` gathers what it did in a :class:`Record`.
"""

from bakohumas.meetings._meeting import Meeting
from bakohumas.meetings._record import (
    Decision,
    Deliberation,
    Kind,
    Outcome,
    Quorum,
    Record,
    verify,
)

__all__ = [
    "Decision",
    "Deliberation",
    "Kind",
    "Meeting",
    "Outcome",
    "Quorum",
    "Record",
    "verify",
]
