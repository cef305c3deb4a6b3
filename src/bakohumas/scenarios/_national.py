from collections.abc import Callable
from datetime import date

from bakohumas import audit
from bakohumas.audit import Observed
from bakohumas.law import Charter, charter
from bakohumas.meetings import Record
from bakohumas.scenarios import _national_body
from bakohumas.scenarios._national_message import sent
from bakohumas.scenarios._national_programme import PUBLISHED, run
from bakohumas.scenarios._national_story import National
from bakohumas.scenarios._studies import enough

AUDITED = date(2018, 12, 31)


def national(
    *,
    seed: int = 2018,
    runs: int = 256,
    on: date = AUDITED,
    rules: Charter | None = None,
    backend: str = "auto",
    on_update: Callable[[str, int, int], object] | None = None,
) -> National:
    """The national Bakohumas through one cycle: founded to audited.

    Reconstituted under PM Kominfo 35/2014, with every eligible institution of
    2 November 2015 (an invented day) as a member, it elects a board from ranked
    ballots (hypothetical: no source shows any), decides on the programme
    *Capaian Output Semester 1 APBN 2018*, divides its tasks, sends one message
    to the public in three ways, and is audited. Its board ends in 2020; audited on
    23 October 2023 or later, it has chosen the one labelled 2023–2028 besides.

    Args:
        seed: The dice: attendance, ballots and worlds.
        runs: Worlds for each way of sending the message; at least 8.
        on: The day of the audit.
        rules: The charter; the regulation as reported by default, in which every
            seat is elected. ``charter("national_practice")`` lets the chairs go
            with their posts.
        backend: What to simulate on; the result is the same.
        on_update: Called with a stage and how much of it is done, of how much.

    Raises:
        RefusedError: If the body did not exist on the day of the audit.
        ValueError: If there are fewer than 8 runs.

    Examples:
        >>> cycle = national(runs=8)
        >>> cycle.body.terms[0].explain()
        'In office from 2 November 2015 through 1 November 2020.'
        >>> cycle.study.lead.low > 0
        True
    """
    enough(runs)
    body = _national_body.founded(rules or charter("national"))
    body.on(on)  # a day before the founding is refused before any work is done
    body = _national_body.with_members(body)
    refused = _national_body.refused(body)
    record = _national_body.assembled(body, seed=seed)
    body = _national_body.with_board(body, record)
    body = _national_body.kept_current(body, since=_national_body.MET, until=PUBLISHED)
    programme = run(body)
    study, message = sent(
        body, programme, runs=runs, seed=seed, backend=backend, on_update=on_update
    )
    since = PUBLISHED
    later: tuple[Record, ...] = ()
    if on >= _national_body.AGAIN:
        body, later = _national_body.renewed(body, since=since, seed=seed)
        since = _national_body.AGAIN
    if on > since:
        body = _national_body.kept_current(body, since=since, until=on)
    model = ("assumptions, grade X", "asumsi, tingkat X")
    network = Observed(message.forum, body=body.id, on=PUBLISHED, basis=model)
    report = audit.check(body, [record, *later, programme, network], on=on)
    return National(
        seed=seed,
        on=on,
        study=study,
        report=report,
        body=body,
        refused=refused,
        record=record,
        later=later,
        programme=programme,
        message=message,
    )
