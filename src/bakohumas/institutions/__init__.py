"""Who exists: institutions and areas, on a day.

The shipped tables know the institutions that may send a member, from the
cabinet of 2014 on, with the source of every row; a host adds its own beside
them. Whether an institution may in fact be a member is the business of a
charter, not of this room. Nothing is read before it is asked for.
"""

from bakohumas.institutions._areas import Area
from bakohumas.institutions._csv import MAX_ROWS, read_table
from bakohumas.institutions._directory import SCOPE_START, Directory, directory
from bakohumas.institutions._functional import PranataHumas
from bakohumas.institutions._institutions import Institution, Official, Unit
from bakohumas.institutions._kinds import SAMPLES, Category, Level, Outsider
from bakohumas.institutions._tables import TableSource

__all__ = [
    "MAX_ROWS",
    "SAMPLES",
    "SCOPE_START",
    "Area",
    "Category",
    "Directory",
    "Institution",
    "Level",
    "Official",
    "Outsider",
    "PranataHumas",
    "TableSource",
    "Unit",
    "directory",
    "read_table",
]
