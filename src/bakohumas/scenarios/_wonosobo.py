from collections.abc import Callable
from datetime import date

from bakohumas import audit
from bakohumas.audit import Observed
from bakohumas.scenarios import _wonosobo_body
from bakohumas.scenarios._studies import enough
from bakohumas.scenarios._wonosobo_body import MET
from bakohumas.scenarios._wonosobo_content import newsroom
from bakohumas.scenarios._wonosobo_message import ASSUMPTIONS, sent
from bakohumas.scenarios._wonosobo_story import Wonosobo

AUDITED = date(2025, 10, 31)


def wonosobo(
    *,
    seed: int = 2025,
    runs: int = 256,
    on: date = AUDITED,
    backend: str = "auto",
    on_update: Callable[[str, int, int], object] | None = None,
) -> Wonosobo:
    """The regency forum of Wonosobo: broadcasting against dialogue.

    The document (seed 3) prints Wednesday 3/8/2025, which was a Sunday; two other papers
    print Wednesday 3 September 2025. Vertical agencies and enterprises agree that social
    media serve and answer, and that their coordination group is made active again. The
    news of a service, and the questions about it, go three ways: broadcasting, dialogue
    without the group, and dialogue with it.

    Args:
        seed: The dice: posts and worlds.
        runs: Worlds for each way; at least 8.
        on: The day of the audit, which is held against an audit on the day of the forum.
        backend: What to simulate on; the result is the same.
        on_update: Called with a stage and how much of it is done, of how much.

    Raises:
        RefusedError: If the forum had not met by the day of the audit.
        ValueError: If there are fewer than 8 runs.

    Examples:
        >>> story = wonosobo(runs=8)
        >>> [str(each) for each in story.fitting]
        ['2025-09-03', '2025-12-03']
        >>> sorted({each.norm.id for each in story.change.resolved})
        ['FLW-07', 'FLW-18']
    """
    enough(runs)
    body = _wonosobo_body.founded()
    body.on(on)  # a day before the forum is refused before any work is done
    record, forum = _wonosobo_body.assembled(body), _wonosobo_body.forum(body)
    usual = {each.name: each.value for each in ASSUMPTIONS}
    room = newsroom(body, seed=seed, before=usual["serves_before"], after=usual["serves_after"])
    study, dialogue = sent(body, runs=runs, seed=seed, backend=backend, on_update=on_update)
    model = ("assumptions, grade X", "asumsi, tingkat X")
    network = Observed(dialogue.network, body=body.id, on=_wonosobo_body.REOPENED, basis=model)
    put = [record, forum, room, network, *_wonosobo_body.papers()]
    then, report = (
        audit.check(body, [*put, _wonosobo_body.group(body, on=day)], on=day) for day in (MET, on)
    )
    return Wonosobo(
        seed=seed,
        on=on,
        study=study,
        report=report,
        body=body,
        record=record,
        forum=forum,
        room=room,
        dialogue=dialogue,
        fitting=_wonosobo_body.fitting_days(),
        change=report.compare(then),
    )
