"""What a purpose, task or function speaks of, found by its words in English or Indonesian.

A concept is there where one of its stems is: ``sinkronisasi``, ``menyinkronkan`` and
``synchronise`` all speak of synchronisation. Words beyond the stems are not understood;
a charter that says it otherwise is told which concept was not found.
"""

import re
from collections.abc import Iterable

import attrs


@attrs.frozen
class Concept:
    """Something that a charter must speak of.

    Attributes:
        en: What it is called in English.
        indonesian: What it is called in Indonesian.
        stems: Beginnings of words, or words side by side, that speak of it.
    """

    en: str
    indonesian: str
    stems: str

    def found(self, text: str) -> bool:
        """Whether a text speaks of it.

        Examples:
            >>> VERBS[3].found("Menyinkronkan sumber daya"), VERBS[3].found("koordinasi")
            (True, False)
        """
        return re.search(rf"\b(?:{self.stems})", text, re.IGNORECASE) is not None


VERBS = (
    Concept("coordination", "koordinasi", r"(?:meng|peng)?k?oordina|co-?ordinat"),
    Concept("integration", "integrasi", r"(?:meng|peng)?integra"),
    Concept("synergy", "sinergi", r"(?:s|meny|peny)inerg|synerg"),
    Concept("synchronisation", "sinkronisasi", r"(?:s|meny|peny)inkron|synchroni"),
)
PURPOSES = (
    Concept(
        "a smoother flow of information",
        "kelancaran arus informasi",
        r"flow of information|information flow|information to flow|(?:arus|aliran) informasi"
        r"|kelancaran informasi",
    ),
    Concept(
        "the closing of information gaps",
        "pengatasan kesenjangan informasi",
        r"(?:information )?gaps?\b|kesenjangan|senjang",
    ),
    *VERBS,
)
FUNCTIONS = (
    Concept("planning", "perencanaan", r"plan|(?:pe|me)?rencana|merencana"),
    Concept(
        "carrying out public relations activities",
        "pelaksanaan kegiatan kehumasan",
        r"carry|carri|implement|execut|(?:pe|me)laksana|menjalankan|penyelenggara|menyelenggara",
    ),
    Concept("collecting information", "pengumpulan informasi", r"collect|gather|(?:pe|me)ngumpul"),
    Concept(
        "processing information",
        "pengolahan informasi",
        r"process|manag|(?:pe|me)ngolah|(?:pe|me)ngelola",
    ),
    Concept(
        "spreading information",
        "penyebarluasan informasi",
        r"spread|disseminat|pass(?:ing)? on|(?:pe|me)nyebar|diseminasi|penyampaian|menyampaikan",
    ),
)


def missing(concepts: Iterable[Concept], text: str) -> list[Concept]:
    """The concepts of which a text does not speak."""
    return [each for each in concepts if not each.found(text)]
