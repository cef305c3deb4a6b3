from datetime import date
from typing import Any, ClassVar

import attrs

from bakohumas.languages import Labelled, Lang, day, pick
from bakohumas.law._citations import worded
from bakohumas.law._provisions import Provision


class Canon(Labelled):
    """Why a provision does not answer, in the order in which it is asked.

    Examples:
        >>> Canon.SCOPE.label("id")
        'mengatur badan lain'
    """

    FORCE = "force", "not in force on that day", "tidak berlaku pada hari itu"
    SCOPE = "scope", "speaks of other bodies", "mengatur badan lain"
    REPEAL = "repeal", "repealed", "telah dicabut"
    EVIDENCE = "evidence", "weaker than the evidence asked for", "bukti kurang kuat"
    DECISION = "decision", "the host decides otherwise", "diputuskan lain oleh pengguna"
    DEFAULT = "default", "a default only fills a silence", "nilai bawaan hanya mengisi kekosongan"
    DEROGATION = "derogation", "amended or derogated from", "diubah atau disimpangi"
    SUPERIOR = (
        "superior",
        "lex superior: the text that it implements goes first",
        "lex superior: aturan yang dilaksanakannya didahulukan",
    )
    SPECIALIS = (
        "specialis",
        "lex specialis: the narrower rule goes first",
        "lex specialis: aturan yang lebih khusus didahulukan",
    )
    POSTERIOR = (
        "posterior",
        "lex posterior: the later text of the same issuer and kind goes first",
        "lex posterior: aturan yang lebih baru dari pembentuk dan jenis yang sama didahulukan",
    )


@attrs.frozen
class Defeat:
    """A provision that does not answer, and why.

    Attributes:
        provision: The provision.
        canon: What stands against it.
        by: The text that goes before it, where one does.

    Examples:
        >>> from bakohumas.law import charter
        >>> found = charter("kalsel").ask("body.founder", on=date(2017, 1, 1))
        >>> [(each.canon.value, each.provision.value) for each in found.defeats][0]
        ('scope', 'Menteri Komunikasi dan Informatika')
    """

    provision: Provision
    canon: Canon
    by: str = ""

    def explain(self, lang: Lang = "en") -> str:
        """What it says, where, and why that does not count here."""
        by = f" ({worded(self.by, lang)})" if self.by else ""
        return f"{_line(self.provision, lang)}: {self.canon.label(lang)}{by}"


def _line(provision: Provision, lang: Lang) -> str:
    return f"{provision.says(lang)} [{provision.cite(lang)}]"


@attrs.frozen
class Resolution:
    """What the texts answer to one question on one day, and how that was found.

    It is one of four kinds: :class:`Answer`, :class:`Conflict`,
    :class:`Undetermined` or :class:`Silence`.

    Attributes:
        key: What was asked.
        on: The day.
        charter: Name of the charter that was asked.
        candidates: The provisions that nothing defeats, the best evidenced first.
        defeats: Every other provision of that key, each with what defeats it.

    Examples:
        >>> from bakohumas.law import charter
        >>> found = charter("national").ask("term.years", on=date(2018, 1, 1))
        >>> type(found).__name__, found.key, len(found.candidates)
        ('Answer', 'term.years', 1)
    """

    key: str
    on: date
    charter: str
    candidates: tuple[Provision, ...] = ()
    defeats: tuple[Defeat, ...] = ()

    _words: ClassVar[tuple[str, str]] = ("", "")

    def __str__(self) -> str:
        return self.explain()

    def explain(self, lang: Lang = "en") -> str:
        """The outcome, and under it every provision with its fate."""
        head = f"{self.key}, {day(self.on, lang)}: {pick(lang, *self._words)}"
        said = [_line(each, lang) for each in self.candidates]
        beaten = [each.explain(lang) for each in self.defeats]
        lines = [f"= {line}" for line in said] + [f"- {line}" for line in beaten]
        return "\n".join([head, *lines])

    def rows(self) -> list[dict[str, Any]]:
        """One plain row a provision; one that nothing defeats has no canon."""
        fates = [(each, "", "") for each in self.candidates]
        fates += [(each.provision, each.canon.value, each.by) for each in self.defeats]
        return [
            {
                "key": self.key,
                "value": list(law.value) if isinstance(law.value, tuple) else law.value,
                "citation": str(law.citation),
                "grade": law.grade.value,
                "canon": canon,
                "by": by,
            }
            for law, canon, by in fates
        ]


@attrs.frozen
class Answer(Resolution):
    """One provision answers; where several agree, it is the best evidenced of them.

    Examples:
        >>> from bakohumas.law import charter
        >>> charter("national").ask("term.years", on=date(2018, 1, 1)).provision.value
        5
    """

    _words: ClassVar[tuple[str, str]] = ("the texts answer", "ada jawabannya")

    @property
    def provision(self) -> Provision:
        """The provision that answers."""
        return self.candidates[0]


@attrs.frozen
class Conflict(Resolution):
    """The candidates say different things, and no canon puts one before the others.

    Examples:
        >>> from bakohumas.law import Citation, Grade, charter
        >>> from bakohumas.periods import Period
        >>> both = [Provision("term.years", years, Period(None), Citation(text), Grade.B)
        ...         for years, text in ((3, "Perbup Contoh 1/2018"), (4, "Perbup Contoh 2/2018"))]
        >>> found = charter("regency").override(*both).ask("term.years", on=date(2019, 1, 1))
        >>> type(found).__name__, [each.value for each in found.candidates]
        ('Conflict', [3, 4])
    """

    _words: ClassVar[tuple[str, str]] = (
        "the texts conflict; decide it by an override that cites its own basis",
        "aturan-aturan bertentangan; tetapkan pilihan dengan dasarnya sendiri",
    )


@attrs.frozen
class Undetermined(Resolution):
    """What stands there could not be read, or is weaker evidence than was asked for.

    Examples:
        >>> from bakohumas.law import Grade, charter
        >>> found = charter("national").ask("term.limit", on=date(2018, 1, 1), weakest=Grade.B)
        >>> type(found).__name__
        'Undetermined'
    """

    _words: ClassVar[tuple[str, str]] = ("cannot be told", "tidak dapat ditentukan")


@attrs.frozen
class Silence(Resolution):
    """No text that speaks of the body lays it down on that day.

    Examples:
        >>> from bakohumas.law import charter
        >>> print(charter("national").ask("taskforce.records", on=date(2018, 1, 1)).explain())
        taskforce.records, 1 January 2018: the texts are silent
    """

    _words: ClassVar[tuple[str, str]] = ("the texts are silent", "tidak diatur")
