"""Hold a register that exists as two tables against the rules, as a test suite would.

Run it with ``python3 examples/two_tables.py``. Both tables are invented.
"""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from bakohumas import audit, interchange
from bakohumas.errors import ViolationError

DAY = date(2021, 1, 4)
MEMBERS = """Lembaga;Kategori;Sejak;Peran
Pemkab Tapin;;2020-03-01;anggota
Pemkab Banjar;;2020-03-01;anggota
Radio Contoh;media swasta;2020-03-01;mitra
"""
BOARD = """Jabatan;Lembaga;Jabatan Asal;Cara;Mulai;SK;Tanggal SK
Ketua Umum;;Sekretaris Daerah Provinsi;karena jabatan;2020-03-01;SK 12/2020;2020-02-20
Sekretaris;Pemkab Tapin;;dipilih;2020-03-01;SK 12/2020;2020-02-20
"""


def main() -> None:
    """Print what is broken, what is missing, and whether a gate would let it pass."""
    with TemporaryDirectory() as folder:
        members, board = Path(folder, "anggota.csv"), Path(folder, "pengurus.csv")
        members.write_text(MEMBERS, "utf-8")
        board.write_text(BOARD, "utf-8")
        body = interchange.body_from_tables(
            members=members,
            board=board,
            charter="provincial",
            id="contoh",
            name="Bakohumas Contoh",
            on=DAY,
        )
    report = audit.check(body, on=DAY)
    for each in report.violations:
        print(each.norm.id, each.norm.grade, "|", each.explain("id").partition("→")[2].strip())
    try:
        report.demand("MUST", grade="X")
    except ViolationError as error:
        print("the gate stays shut for", ", ".join(error.rules))
    for rule in {each.norm.id for each in report.violations}:
        report = report.waive(rule, until=date(2021, 6, 30), because="SK menyusul")
    report.demand("MUST", grade="X")
    print("with waivers until June it opens")


if __name__ == "__main__":
    main()
