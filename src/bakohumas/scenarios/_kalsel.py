from collections.abc import Callable
from datetime import date

from bakohumas import audit
from bakohumas.audit import Document, Observed
from bakohumas.scenarios import _kalsel_body
from bakohumas.scenarios._kalsel_message import JOINT, sent
from bakohumas.scenarios._kalsel_programme import PUBLISHED, newsroom, run
from bakohumas.scenarios._kalsel_story import Kalsel
from bakohumas.scenarios._studies import enough

AUDITED = date(2017, 12, 31)


def kalsel(
    *,
    seed: int = 2016,
    runs: int = 256,
    on: date = AUDITED,
    backend: str = "auto",
    on_update: Callable[[str, int, int], object] | None = None,
) -> Kalsel:
    """The provincial Bakohumas of South Kalimantan and its message on malnutrition.

    Formed under Pergub 041, as a newspaper reports it (seed 1), with a chair that goes
    with a post and members of the province, its 13 regencies and cities, police, armed
    forces and enterprises, it decides together what is to be spread. The message of the
    health office goes out in three ways: without a forum, each on its own, and joint.

    Args:
        seed: The dice: attendance and worlds.
        runs: Worlds for each way of sending the message; at least 8.
        on: The day of the audit.
        backend: What to simulate on; the result is the same.
        on_update: Called with a stage and how much of it is done, of how much.

    Raises:
        RefusedError: If the body did not exist on the day of the audit.
        ValueError: If there are fewer than 8 runs.

    Examples:
        >>> story = kalsel(runs=8)
        >>> len(story.body.on(story.on).register), story.programme.own
        (31, True)
        >>> story.study.lead.mean > 0
        True
    """
    enough(runs)
    body = _kalsel_body.founded()
    body.on(on)  # a day before the founding is refused before any work is done
    record = _kalsel_body.assembled(body, seed=seed)
    body = _kalsel_body.with_secretary(body, record)
    programme, room = run(body), newsroom(body)
    study, spread = sent(body, runs=runs, seed=seed, backend=backend, on_update=on_update)
    model = ("assumptions, grade X", "asumsi, tingkat X")
    network = Observed(spread.networks[JOINT], body=body.id, on=PUBLISHED, basis=model)
    paper = Document(
        body=body.id,
        on=_kalsel_body.meeting_day(),
        weekday="Selasa",
        title="Humas Antar Instansi Belum Sinkron",
        source="seed 1",
    )
    report = audit.check(body, [record, programme, room, network, paper], on=on)
    return Kalsel(
        seed=seed,
        on=on,
        study=study,
        report=report,
        body=body,
        record=record,
        programme=programme,
        room=room,
        spread=spread,
    )
