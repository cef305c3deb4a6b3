from datetime import date

from bakohumas.languages import Labelled

KNOWN_UNTIL = date(2026, 2, 10)
"""The day of the newest page read: what came into force later is not known."""


class Grade(Labelled):
    """How sure we are that a text says what is attributed to it.

    Grades are ordered by strength: ``Grade.A.at_least(Grade.B)`` holds.

    Examples:
        >>> Grade.A.at_least(Grade.B), Grade.X.label()
        (True, 'default of this library')
    """

    A = "A", "primary legal text seen", "teks hukum primer telah dibaca"
    B = "B", "secondary report of a legal text", "laporan sekunder atas teks hukum"
    C = "C", "practice, speech or opinion", "praktik, pidato, atau pendapat"
    D = "D", "general knowledge, unverified", "pengetahuan umum, belum diverifikasi"
    X = "X", "default of this library", "nilai bawaan pustaka ini"

    def at_least(self, weakest: "Grade") -> bool:
        """Whether this evidence is as strong as *weakest*, or stronger."""
        return "ABCDX".index(self) <= "ABCDX".index(weakest)


class Modality(Labelled):
    """What a norm does: bind, forbid, permit, recommend, or fill a silence.

    Examples:
        >>> Modality.MUST_NOT.value, Modality.SHOULD.label("id")
        ('MUST NOT', 'seyogianya')
    """

    MUST = "MUST", "must", "wajib"
    MUST_NOT = "MUST NOT", "must not", "dilarang"
    SHOULD = "SHOULD", "should", "seyogianya"
    MAY = "MAY", "may", "dapat"
    DEFAULT = "DEFAULT", "by default", "secara bawaan"
