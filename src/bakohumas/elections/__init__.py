"""Choosing a board: from ballots to a result that can be explained and checked.

A :class:`Profile` holds the ballots, a method counts them, and a
:class:`Result` tells every round in words and in figures. A tie is a value of
its own: it stops the count unless a :class:`TieBreak` agreed beforehand, or a
public lot, settles it. Nothing is ever drawn silently. This room knows no
body and no meeting: it counts what it is given.
"""

from bakohumas.elections._counting import Result, count
from bakohumas.elections._methods import IRV, Acclamation, Method
from bakohumas.elections._profiles import Flaw, Profile
from bakohumas.elections._stages import Action, How, Stage
from bakohumas.elections._ties import Purpose, Step, Tie, TieBreak
from bakohumas.elections._verify import verify

__all__ = [
    "IRV",
    "Acclamation",
    "Action",
    "Flaw",
    "How",
    "Method",
    "Profile",
    "Purpose",
    "Result",
    "Stage",
    "Step",
    "Tie",
    "TieBreak",
    "count",
    "verify",
]
