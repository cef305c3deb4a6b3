"""The bodies of the documents, ready to run; built from public names alone.

A scenario is a composition: nothing in this room could not be written by a
host application. Every parameter carries its grade, and what is invented says so.
"""

from bakohumas.scenarios._national import FEWEST, national
from bakohumas.scenarios._national_body import Refusal
from bakohumas.scenarios._national_message import Message, Sensitivity
from bakohumas.scenarios._national_story import National
from bakohumas.scenarios._statements import Statement, statements

__all__ = [
    "FEWEST",
    "Message",
    "National",
    "Refusal",
    "Sensitivity",
    "Statement",
    "national",
    "statements",
]
