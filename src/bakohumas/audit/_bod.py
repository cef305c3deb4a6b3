from collections.abc import Iterator

from bakohumas.audit._rule import Case, Verdict, rule


@rule(
    "BOD-02",
    advice=(
        "Admit PR units until there are at least two.",
        "Terima unit humas hingga sekurang-kurangnya ada dua.",
    ),
)
def between_units(case: Case) -> Iterator[Verdict]:
    """A forum between units has at least two of them."""
    n = len(case.now.register)
    facts = f"{n} member unit(s)", f"{n} unit anggota"
    yield Verdict.holds(*facts) if n > 1 else Verdict.violated(case.body.id, *facts)


@rule(
    "BOD-04",
    advice=(
        "Record the decree of the founding office, with number and date.",
        "Catat keputusan pejabat pembentuk beserta nomor dan tanggalnya.",
    ),
)
def founded_by_decree(case: Case) -> Iterator[Verdict]:
    """A founding names the instrument it rests on, with a number."""
    basis = case.body.events[0].basis
    facts = f"founded on {basis}", f"dibentuk berdasarkan {basis}"
    numbered = any(character.isdigit() for character in basis)
    yield Verdict.holds(*facts) if numbered else Verdict.violated(case.body.id, *facts)


CHAPTER = (between_units, founded_by_decree)
