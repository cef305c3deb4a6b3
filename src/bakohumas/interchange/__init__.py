"""In and out: values of the library as documents, and back.

Only closed tags are read, never a name to import; documents are bounded in size
and depth, and everything that is wrong with one is told at once.
"""

from bakohumas.interchange._blt import BallotFile, read_blt, write_blt
from bakohumas.interchange._json import LARGEST, dumps, loads

__all__ = ["LARGEST", "BallotFile", "dumps", "loads", "read_blt", "write_blt"]
