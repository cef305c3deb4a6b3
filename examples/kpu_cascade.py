"""A policy of the election commission passes down 549 units, and some are left behind.

Run it with ``python3 examples/kpu_cascade.py``. The tiers and the first three days are those of
May 2021 (seed 2; grade C); who passes it on later is invented.
"""

from datetime import date

from bakohumas.bodies import Federation
from bakohumas.errors import RefusedError

ISSUED, BALI, JEMBRANA, LATER = (
    date(2021, 5, 4),
    date(2021, 5, 6),
    date(2021, 5, 10),
    date(2021, 5, 20),
)
OURS = "invented"


def main() -> None:
    """Print how far the policy has come, and what may not be done."""
    kpu = Federation.kpu().issue("rakor", "1", by="kpu", on=ISSUED, basis="seed 2")
    print(kpu.on(ISSUED).explain("id"))
    try:
        kpu.pass_on("rakor", "1", by="kpu", to="kpu-51.01", on=BALI, basis=OURS)
    except RefusedError as error:
        print("refused:", error)
    kpu = kpu.pass_on("rakor", "1", by="kpu", to="kpu-51", on=BALI, basis="seed 2")
    kpu = kpu.pass_on("rakor", "1", by="kpu-51", to="kpu-51.01", on=JEMBRANA, basis=OURS)
    rest = [each.body for each in kpu.on(LATER).children("kpu") if each.body != "kpu-51"]
    kpu = kpu.pass_on("rakor", "1", by="kpu", to=rest, on=LATER, basis=OURS)
    for day in (ISSUED, BALI, JEMBRANA, LATER):
        print(f"{day}: {len(kpu.behind('rakor', on=day))} of 549 units are behind")
    for row in kpu.cascade("rakor", "1", on=JEMBRANA):
        print(row)


if __name__ == "__main__":
    main()
