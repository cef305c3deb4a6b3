"""Write a rule of your own, prove it by worked cases, and ask it beside those of the library.

Run it with ``python3 examples/own_rule.py``. Regulation and members are invented.
"""

from collections.abc import Iterator
from datetime import date

import bakohumas as bk
from bakohumas import audit
from bakohumas.audit import Case, Verdict, rule, worked
from bakohumas.institutions import Institution
from bakohumas.law import Citation, Grade, Modality, Norm, Scope

DAY = date(2018, 1, 2)
UNITS = [
    Institution(f"dinas-{n}", f"Dinas Contoh {n}", "regency_government", invented=True)
    for n in (1, 2, 3)
]
THREE = Norm(
    "PGB-01",
    Modality.MUST,
    ("A body has at least three members.", "Badan beranggotakan sekurang-kurangnya tiga."),
    Citation("Perbup Contoh 3/2018"),
    Grade.A,
    scope=Scope.REGENCY,
    needs=("body.members",),
)


def body(members: int) -> bk.Body:
    """A body of a regency with so many members."""
    founded = bk.Body.found(
        "kab-contoh", charter=bk.charter("regency"), on=DAY, basis="SK 1/2018 (invented)"
    )
    return founded.admit(*UNITS[:members], on=DAY, basis="SK 2/2018 (invented)")


@rule(
    THREE,
    advice=("Admit another unit.", "Terima satu unit lagi."),
    holds=lambda: worked(body(3), on=DAY),
    violated=lambda: worked(body(2), on=DAY),
)
def three_members(case: Case) -> Iterator[Verdict]:
    """Count the members of the day."""
    n = case.read("body.members", len(case.now.register))
    if n >= len(UNITS):
        yield Verdict.holds(f"{n} members", f"{n} anggota")
    else:
        yield Verdict.violated("", f"{n} members", f"{n} anggota")


def main() -> None:
    """Print the worked cases, and the finding."""
    three_members.prove()
    print("proved by:", ", ".join(map(str, three_members.cases)))
    report = bk.check(body(2), on=DAY, rules=audit.ruleset(*audit.RULES, three_members))
    (finding,) = report.where("violated", chapter="PGB")
    print(finding.explain("id"))
    print(finding.explain("en"))


if __name__ == "__main__":
    main()
