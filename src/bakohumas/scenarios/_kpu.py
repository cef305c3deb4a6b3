from collections.abc import Callable
from datetime import date

from bakohumas import audit, networks
from bakohumas.audit import Observed
from bakohumas.scenarios import _kpu_body
from bakohumas.scenarios._kpu_message import passed
from bakohumas.scenarios._kpu_programme import cycle
from bakohumas.scenarios._kpu_story import Kpu
from bakohumas.scenarios._studies import enough

AUDITED = date(2021, 12, 31)


def kpu(
    *,
    seed: int = 2021,
    runs: int = 256,
    on: date = AUDITED,
    backend: str = "auto",
    on_update: Callable[[str, int, int], object] | None = None,
) -> Kpu:
    """The election commission's network of May 2021: 549 units that shall have one policy.

    KPU RI asks every unit to form a body of its own, holds a webinar on 4 May 2021,
    and wants its policy to be the same everywhere. The policy passes through the units
    in three ways: by the webinar alone, tier by tier besides, and with reports that go
    up and are answered. One unit whose decree is known, KPU Demak, is audited.

    Args:
        seed: The dice of the worlds.
        runs: Worlds for each way; at least 8.
        on: The day of the audit.
        backend: What to simulate on; the result is the same.
        on_update: Called with a stage and how much of it is done, of how much.

    Raises:
        RefusedError: If the body of the unit did not exist on the day of the audit.
        ValueError: If there are fewer than 8 runs.

    Examples:
        >>> story = kpu(runs=8)
        >>> story.body.on(date(2021, 5, 4)).counts().values()
        dict_values([1, 34, 514])
        >>> story.study.lead.low > 0
        True
    """
    enough(runs)
    unit, partners = _kpu_body.unit()
    unit.on(on)  # a day before the decree is refused before any work is done
    units = _kpu_body.federation()
    programme = cycle()
    study = passed(units, runs=runs, seed=seed, backend=backend, on_update=on_update)
    network = Observed(
        networks.of(units, on=_kpu_body.WEBINAR, back=True),
        body=unit.id,
        on=_kpu_body.WEBINAR,
        basis=("assumptions, grade X", "asumsi, tingkat X"),
    )
    report = audit.check(unit, [units, programme, network, *_kpu_body.papers()], on=on)
    return Kpu(
        seed=seed,
        on=on,
        body=units,
        study=study,
        report=report,
        unit=unit,
        partners=partners,
        programme=programme,
    )
