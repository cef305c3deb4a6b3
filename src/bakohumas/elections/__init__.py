"""Choosing a board: from ballots to a result that can be explained and checked.

A :class:`Profile` holds the ballots, a method counts them, and a
:class:`Result` tells every round in words and in figures. A tie is a value of
its own: it stops the count unless a :class:`TieBreak` agreed beforehand, or a
public lot, settles it. Nothing is ever drawn silently. A :class:`Contest` adds the
rules of a body: who may stand, and how many of a kind must sit. This room knows no
body and no meeting: it counts what it is given.
"""

from bakohumas.elections._apportion import Apportionment, Share, apportion
from bakohumas.elections._approval import Approval
from bakohumas.elections._ballots import Ballot, Flaw
from bakohumas.elections._borda import Borda
from bakohumas.elections._candidates import Bar, Barred, Candidate, Slate
from bakohumas.elections._conditions import Conditions, Infeasible, Proof, Shortage
from bakohumas.elections._condorcet import RankedPairs, Schulze, Strength
from bakohumas.elections._constraints import Constraint
from bakohumas.elections._contests import Contest, Contested, Displaced, sequence
from bakohumas.elections._counting import count
from bakohumas.elections._figures import Figure, Unit
from bakohumas.elections._filling import Opening, Policy, Succession, fill
from bakohumas.elections._formateurs import Team, runners_up
from bakohumas.elections._guards import Guard, Kept
from bakohumas.elections._irv import IRV
from bakohumas.elections._lots import Draw, commit, reveal
from bakohumas.elections._methods import Method
from bakohumas.elections._offices import Office
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
    "Bar",
    "Barred",
    "Base",
    "Borda",
    "Candidate",
    "Conditions",
    "Constraint",
    "Contest",
    "Contested",
    "Displaced",
    "Draw",
    "Duels",
    "EmptyBox",
    "Figure",
    "Flaw",
    "Guard",
    "How",
    "Infeasible",
    "Kept",
    "Majority",
    "Method",
    "NextHighest",
    "Office",
    "Opening",
    "Policy",
    "Profile",
    "Proof",
    "Purpose",
    "Quota",
    "RankedPairs",
    "Result",
    "Rule",
    "Runoff",
    "Schulze",
    "Share",
    "Shortage",
    "Slate",
    "Stage",
    "Step",
    "Strength",
    "Succession",
    "Tally",
    "Team",
    "Tie",
    "TieBreak",
    "Unit",
    "Winner",
    "apportion",
    "commit",
    "count",
    "countback",
    "fill",
    "next_highest",
    "pairwise",
    "reveal",
    "runners_up",
    "sequence",
    "verify",
]
