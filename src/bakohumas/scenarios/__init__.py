"""The bodies of the documents, ready to run; built from public names alone.

A scenario is a composition: nothing in this room could not be written by a
host application. Every parameter carries its grade, and what is invented says so.
"""

from bakohumas.scenarios._kalsel import kalsel
from bakohumas.scenarios._kalsel_message import Spread
from bakohumas.scenarios._kalsel_story import Kalsel
from bakohumas.scenarios._kpu import kpu
from bakohumas.scenarios._kpu_body import Partner
from bakohumas.scenarios._kpu_story import Kpu
from bakohumas.scenarios._measures import Measure, Unit
from bakohumas.scenarios._named import SCENARIOS
from bakohumas.scenarios._national import national
from bakohumas.scenarios._national_body import Refusal
from bakohumas.scenarios._national_message import Message
from bakohumas.scenarios._national_story import National
from bakohumas.scenarios._satgas_mudik import satgas_mudik
from bakohumas.scenarios._satgas_mudik_message import Season
from bakohumas.scenarios._satgas_mudik_story import SatgasMudik
from bakohumas.scenarios._statements import Statement, statements
from bakohumas.scenarios._stories import Section, Story
from bakohumas.scenarios._studies import FEWEST, Course, Sensitivity, Study
from bakohumas.scenarios._wonosobo import wonosobo
from bakohumas.scenarios._wonosobo_message import Dialogue
from bakohumas.scenarios._wonosobo_story import Wonosobo

__all__ = [
    "FEWEST",
    "SCENARIOS",
    "Course",
    "Dialogue",
    "Kalsel",
    "Kpu",
    "Measure",
    "Message",
    "National",
    "Partner",
    "Refusal",
    "SatgasMudik",
    "Season",
    "Section",
    "Sensitivity",
    "Spread",
    "Statement",
    "Story",
    "Study",
    "Unit",
    "Wonosobo",
    "kalsel",
    "kpu",
    "national",
    "satgas_mudik",
    "statements",
    "wonosobo",
]
