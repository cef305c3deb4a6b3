"""In and out: values of the library as documents, and back.

Only closed tags are read, never a name to import; documents are bounded in size
and depth, and everything that is wrong with one is told at once.
"""

from bakohumas.interchange._blt import BallotFile, read_blt, write_blt
from bakohumas.interchange._documents import LARGEST
from bakohumas.interchange._events import EVENTS
from bakohumas.interchange._json import dumps, loads
from bakohumas.interchange._records import dumps_records, loads_records
from bakohumas.interchange._schemas import schema
from bakohumas.interchange._tables import body_from_tables

__all__ = [
    "EVENTS",
    "LARGEST",
    "BallotFile",
    "body_from_tables",
    "dumps",
    "dumps_records",
    "loads",
    "loads_records",
    "read_blt",
    "schema",
    "write_blt",
]
