"""Choosing a board: from ballots to a result that can be explained and checked.

A :class:`Profile` holds the ballots, a method counts them, and a
:class:`Result` tells every round in words and in figures. A tie is a value of
its own: it stops the count unless a :class:`TieBreak` agreed beforehand, or a
public lot, settles it. Nothing is ever drawn silently. This room knows no
body and no meeting: it counts what it is given.
"""

from bakohumas.elections._apportion import Apportionment, Share, apportion
from bakohumas.elections._approval import Approval
from bakohumas.elections._ballots import Ballot, Flaw
from bakohumas.elections._borda import Borda
from bakohumas.elections._condorcet import RankedPairs, Schulze, Strength
from bakohumas.elections._counting import count
from bakohumas.elections._figures import Figure, Unit
from bakohumas.elections._guards import Guard, Kept
from bakohumas.elections._irv import IRV
from bakohumas.elections._lots import Draw, commit, reveal
from bakohumas.elections._methods import Method
from bakohumas.elections._pairwise import Duels, pairwise
from bakohumas.elections._profiles import Profile
from bakohumas.elections._results import Result, Winner
from bakohumas.elections._single import Acclamation, Base, EmptyBox, Majority, Runoff
from bakohumas.elections._stages import Action, How, Stage
from bakohumas.elections._stations import Tally
from bakohumas.elections._stv import STV, Quota, Rule
from bakohumas.elections._ties import Purpose, Step, Tie, TieBreak
from bakohumas.elections._vacancies import NextHighest, countback, next_highest
from bakohumas.elections._verify import verify

__all__ = [
    "IRV",
    "STV",
    "Acclamation",
    "Action",
    "Apportionment",
    "Approval",
    "Ballot",
    "Base",
    "Borda",
    "Draw",
    "Duels",
    "EmptyBox",
    "Figure",
    "Flaw",
    "Guard",
    "How",
    "Kept",
    "Majority",
    "Method",
    "NextHighest",
    "Profile",
    "Purpose",
    "Quota",
    "RankedPairs",
    "Result",
    "Rule",
    "Runoff",
    "Schulze",
    "Share",
    "Stage",
    "Step",
    "Strength",
    "Tally",
    "Tie",
    "TieBreak",
    "Unit",
    "Winner",
    "apportion",
    "commit",
    "count",
    "countback",
    "next_highest",
    "pairwise",
    "reveal",
    "verify",
]
