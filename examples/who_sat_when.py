"""Who sat on the board, on any day, and as known on any other.

Run it with ``python3 examples/who_sat_when.py``. Decrees and codes of persons are invented.
"""

from datetime import date

import bakohumas as bk

FOUNDED, MOVED, LEFT, FOLLOWED = (
    date(2023, 1, 2),
    date(2024, 5, 6),
    date(2024, 8, 1),
    date(2024, 10, 1),
)
POST = "Direktur Jenderal Informasi dan Komunikasi Publik"


def history() -> bk.Body:
    """A chair that goes with a post, an elected secretary, and what became of them."""
    offices = bk.directory(on=FOUNDED)
    return (
        bk.Body.found(
            "contoh", charter=bk.charter("national_practice"), on=FOUNDED, basis="SK 1 (invented)"
        )
        .admit(*offices.in_category("ministry"), on=FOUNDED, basis="SK 1 (invented)")
        .elect({"Sekretaris": "kemenkeu"}, on=FOUNDED, basis="rapat anggota (invented)")
        .hand_over(POST, "p-1", on=FOUNDED, basis="SK 2 (invented)")
        .seat("Ketua Umum", post=POST, on=FOUNDED, basis="SK 3 (invented)")
        .hand_over(POST, "p-2", on=MOVED, basis="SK 9 (invented)")
        .vacate("Sekretaris", cause="resignation", on=LEFT, basis="surat (invented)")
        .act("Sekretaris", "kemenag", capacity="plt", on=LEFT, basis="surat perintah (invented)")
        .replace("Sekretaris", "kemenhub", on=FOLLOWED, basis="rapat pleno (invented)")
    )


def main() -> None:
    """Print the board on each day of change, and the end of the term."""
    body = history()
    for day in (FOUNDED, MOVED, LEFT, FOLLOWED, date(2028, 1, 1), date(2028, 1, 2)):
        now = body.on(day)
        held = [
            f"{each.seat} {each.person or each.holder} ({each.capacity.label('id')})"
            for each in ((*now.board.appointments, *now.board.acting) if now.board else ())
        ]
        empty = [each.seat for each in now.vacancies]
        print(f"{day}: {', '.join(held) or 'no board'}; vacant: {', '.join(empty) or 'none'}")
    print("lapsed since", body.on(date(2029, 6, 1)).lapsed_since)


if __name__ == "__main__":
    main()
