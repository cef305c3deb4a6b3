"""What a meeting may decide: attendance, quorum, consensus first and vote second.

A :class:`Meeting` is called on the roll of a body, frozen on a record date; every
step returns a new one. :meth:`Meeting.close` gathers the steps in a :class:`Record`,
from which :func:`minutes` writes the *berita acara*, and which :func:`verify` takes
step by step again. :func:`contest`, :func:`team` and :func:`fill` put what the register and the
charter of a body say into the values of :mod:`bakohumas.elections`.
"""

from bakohumas.meetings._acts import (
    Closed,
    Counted,
    Deadlocked,
    Deliberated,
    Filled,
    FollowedUp,
    Lapsed,
    Objected,
    Proceeded,
    TeamFormed,
    Voted,
)
from bakohumas.meetings._decisions import Decision, Deliberation, Tally, Vote
from bakohumas.meetings._floor import Floor
from bakohumas.meetings._kinds import (
    Base,
    Business,
    Choice,
    Fate,
    Ground,
    Kind,
    Matter,
    Mode,
    Outcome,
)
from bakohumas.meetings._meeting import Meeting
from bakohumas.meetings._minutes import minutes, minutes_blocks
from bakohumas.meetings._nominating import contest, fill, team
from bakohumas.meetings._paper import Block, Heading, Lines, Table
from bakohumas.meetings._quorum import Quorum
from bakohumas.meetings._record import Record
from bakohumas.meetings._roll import Exclusion, Roll
from bakohumas.meetings._steps import (
    Adjourned,
    Arrived,
    Called,
    Convened,
    Left,
    MandateGiven,
    Presided,
    ProxyGiven,
    Recalled,
    Step,
    Welcomed,
)
from bakohumas.meetings._verify import verify

__all__ = [
    "Adjourned",
    "Arrived",
    "Base",
    "Block",
    "Business",
    "Called",
    "Choice",
    "Closed",
    "Convened",
    "Counted",
    "Deadlocked",
    "Decision",
    "Deliberated",
    "Deliberation",
    "Exclusion",
    "Fate",
    "Filled",
    "Floor",
    "FollowedUp",
    "Ground",
    "Heading",
    "Kind",
    "Lapsed",
    "Left",
    "Lines",
    "MandateGiven",
    "Matter",
    "Meeting",
    "Mode",
    "Objected",
    "Outcome",
    "Presided",
    "Proceeded",
    "ProxyGiven",
    "Quorum",
    "Recalled",
    "Record",
    "Roll",
    "Step",
    "Table",
    "Tally",
    "TeamFormed",
    "Vote",
    "Voted",
    "Welcomed",
    "contest",
    "fill",
    "minutes",
    "minutes_blocks",
    "team",
    "verify",
]
