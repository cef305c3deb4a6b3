import re
from collections.abc import Iterator

from bakohumas.audit._case import Case
from bakohumas.audit._examples import DAY, THREE, forum
from bakohumas.audit._rule import rule
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted
from bakohumas.audit._worked import worked
from bakohumas.bodies import Admitted, Amended, Founded
from bakohumas.languages import number
from bakohumas.law import regulations

_DAY = re.compile(r"\b(?:\d{4}-\d\d-\d\d|\d{1,2} (?!Tahun)[A-Z][a-z]+ \d{4})\b")
_NUMBER = re.compile(
    r"\b(?:(?i:nomor|no\.?|number) *\d"
    r"|(?:SK|PM|UU|Keputusan|Peraturan|(?:Kep|Per)[a-z]+)\b[\w ]*? \d"
    r"|\d[\w.-]*/\S*\d{4}\b)"
)


@rule(
    "BOD-02",
    advice=(
        "Admit PR units until there are at least two.",
        "Terima unit humas hingga sekurang-kurangnya ada dua.",
    ),
    holds=lambda: worked(forum(), on=DAY),
    violated=lambda: worked(forum(THREE[0]), on=DAY),
)
def between_units(case: Case) -> Iterator[Verdict]:
    """A forum between units has at least two of them; before any was recorded, nobody knows."""
    n = len(case.now.register)
    facts = counted(n, "member unit"), f"{number(n, 'id')} unit anggota"
    if n > 1:
        yield Verdict.holds(*facts)
    elif any(isinstance(each, Admitted) and each.on <= case.on for each in case.body.facts):
        yield Verdict.violated("", *facts)
    else:
        yield Verdict.undetermined(
            "members: none was recorded by then",
            "anggota: belum ada yang tercatat sampai saat itu",
        )


@rule(
    "BOD-04",
    advice=(
        "Record the decree of the founding office, with number and date.",
        "Catat keputusan pejabat pembentuk beserta nomor dan tanggalnya.",
    ),
    holds=lambda: worked(forum(), on=DAY),
    violated=lambda: worked(forum(basis="rapat (invented)"), on=DAY),
)
def founded_by_decree(case: Case) -> Iterator[Verdict]:
    """The founding, or a later charter, rests on an instrument with number and date.

    The day may stand beside the number, or be that of a regulation that the library knows.
    """
    texts = [
        each.basis
        for each in case.body.facts
        if isinstance(each, Founded | Amended) and each.on <= case.on
    ]
    numbered = [text for text in texts if _NUMBER.search(_DAY.sub("", text))]
    dated = [text for text in numbered if _DAY.search(text) or _made(text)]
    if dated:
        yield Verdict.holds(f"founded on {dated[-1]}", f"dibentuk berdasarkan {dated[-1]}")
    elif numbered:
        yield Verdict.undetermined(
            f"the day on which {numbered[-1]} was made", f"tanggal penetapan {numbered[-1]}"
        )
    else:
        yield Verdict.violated(
            "",
            f"founded on {texts[-1]}, which shows no number",
            f"dibentuk berdasarkan {texts[-1]}, tanpa nomor",
        )


def _made(text: str) -> bool:
    """Whether a text begins with the title of a regulation whose day is known."""
    return any(text.startswith(cite) and known.made for cite, known in regulations().items())


CHAPTER = (between_units, founded_by_decree)
