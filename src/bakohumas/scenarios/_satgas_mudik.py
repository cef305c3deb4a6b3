from collections.abc import Callable
from datetime import date

from bakohumas import audit
from bakohumas.audit import Observed
from bakohumas.scenarios import _satgas_mudik_body as made
from bakohumas.scenarios._satgas_mudik_message import AHEAD, changed
from bakohumas.scenarios._satgas_mudik_story import SatgasMudik
from bakohumas.scenarios._studies import enough


def satgas_mudik(
    *,
    seed: int = 2022,
    runs: int = 256,
    on: date = made.MET,
    backend: str = "auto",
    on_update: Callable[[str, int, int], object] | None = None,
) -> SatgasMudik:
    """The homecoming communication task force of 2022, from its forming to its evaluation.

    The ministry and two units of the police form it for the season. The police change a
    traffic decision at their discretion, and travellers must know before it takes effect:
    told by each agency alone, by a task force that waits for the uproar, by one that was
    ready, and by that one where nobody looks anything up.

    Args:
        seed: The dice of the worlds.
        runs: Worlds for each way; at least 8.
        on: The day of the audit, within the life of the task force; by default that of
            its evaluation, 2 June 2022.
        backend: What to simulate on; the result is the same.
        on_update: Called with a stage and how much of it is done, of how much.

    Raises:
        RefusedError: If the task force did not exist on the day of the audit.
        ValueError: If there are fewer than 8 runs.

    Examples:
        >>> story = satgas_mudik(runs=8)
        >>> story.force.active(date(2022, 5, 2)), story.force.ended(date(2022, 6, 2))
        (True, True)
        >>> story.study.lead.mean > 0
        True
    """
    enough(runs)
    body = made.body()
    body.on(on)  # a day outside its life is refused before any work is done
    study, season = changed(runs=runs, seed=seed, backend=backend, on_update=on_update)
    force, agenda, room = made.force(until=on), made.agenda(proactive=True), made.newsroom()
    network = Observed(
        season.network,
        body=body.id,
        on=made.CHANGED,
        basis=("assumptions, grade X", "asumsi, tingkat X"),
    )
    told = made.told(round(AHEAD.value))
    report = audit.check(body, [force, agenda, room, told, network], on=on)
    return SatgasMudik(
        seed=seed,
        on=on,
        body=body,
        study=study,
        report=report,
        force=force,
        agenda=agenda,
        room=room,
        season=season,
    )
