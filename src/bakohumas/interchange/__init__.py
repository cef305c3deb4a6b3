"""In and out: values of the library as documents, and back.

Only closed tags are read, never a name to import; documents are bounded in size
and depth, and everything that is wrong with one is told at once.
"""

from bakohumas.interchange._ballot_file import BallotFile
from bakohumas.interchange._ballots import BALLOT_FORMATS, read_ballots
from bakohumas.interchange._ballots_csv import read_ballots_csv, write_ballots_csv
from bakohumas.interchange._blt import read_blt, write_blt
from bakohumas.interchange._body_rows import board_rows, member_rows
from bakohumas.interchange._content_file import dumps_content, loads_content
from bakohumas.interchange._csv import read_csv, write_csv
from bakohumas.interchange._documents import LARGEST
from bakohumas.interchange._documents import plain as read_json
from bakohumas.interchange._events import EVENTS
from bakohumas.interchange._ical import write_ical
from bakohumas.interchange._kinds import UNWRITTEN
from bakohumas.interchange._mermaid import write_mermaid
from bakohumas.interchange._networks import dumps_network, loads_network
from bakohumas.interchange._popolo import write_popolo
from bakohumas.interchange._popolo_read import Imported, ImportFinding, read_popolo
from bakohumas.interchange._preflib import read_preflib, write_preflib
from bakohumas.interchange._problem_file import loads_problem
from bakohumas.interchange._programme_file import dumps_programme, loads_programme
from bakohumas.interchange._programmes import PROGRAMME_EVENTS
from bakohumas.interchange._records import dumps_records, loads_records
from bakohumas.interchange._schemas import schema
from bakohumas.interchange._streams import Streamed, from_events, stream_of, to_events
from bakohumas.interchange._tables import body_from_tables
from bakohumas.interchange._values import dumps, loads
from bakohumas.interchange._wire import Wire

__all__ = [
    "BALLOT_FORMATS",
    "EVENTS",
    "LARGEST",
    "PROGRAMME_EVENTS",
    "UNWRITTEN",
    "BallotFile",
    "ImportFinding",
    "Imported",
    "Streamed",
    "Wire",
    "board_rows",
    "body_from_tables",
    "dumps",
    "dumps_content",
    "dumps_network",
    "dumps_programme",
    "dumps_records",
    "from_events",
    "loads",
    "loads_content",
    "loads_network",
    "loads_problem",
    "loads_programme",
    "loads_records",
    "member_rows",
    "read_ballots",
    "read_ballots_csv",
    "read_blt",
    "read_csv",
    "read_json",
    "read_popolo",
    "read_preflib",
    "schema",
    "stream_of",
    "to_events",
    "write_ballots_csv",
    "write_blt",
    "write_csv",
    "write_ical",
    "write_mermaid",
    "write_popolo",
    "write_preflib",
]
