"""A body, its members, its board and the day the board is out of office.

Run it with ``python3 examples/first_board.py``.
"""

from datetime import date

import bakohumas as bk


def main() -> None:
    """Print who sits on the board, and what is wrong once the term is over."""
    day = date(2023, 10, 23)
    offices = bk.directory(on=day)
    body = (
        bk.Body.found(
            "contoh", charter=bk.charter("national"), on=day, basis="SK 1/2023 (invented)"
        )
        .admit(*offices.in_category("ministry"), on=day, basis="SK 2/2023 (invented)")
        .elect(
            {"Ketua Umum": offices.find("Kominfo"), "Sekretaris": offices.find("Kemenkeu")},
            on=day,
            basis="rapat anggota (invented)",
        )
    )
    for appointment in body.appointments:
        print(f"{appointment.seat}: {appointment.holder}, {appointment.period}")
    print(body.terms[0].explain("id"))
    for finding in bk.check(body, on=date(2028, 10, 23)).violations:
        print(finding.explain("id"))


if __name__ == "__main__":
    main()
